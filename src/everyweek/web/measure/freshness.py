"""A page that has not changed since the browser last asked is not sent again."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control

from everyweek.web.design.contact import contact
from everyweek.web.design.environment import asset
from everyweek.web.measure.queries import edition, last_load
from everyweek.web.people.frame_parts import reader_in_frame
from everyweek.web.people.presence import signed_in

View = Callable[..., HttpResponse]


def fresh_by_warehouse(view: View, *, also: Callable[[], object] = tuple) -> View:
    """Answer 304 while nothing was loaded.

    The warehouse, the address, the style sheet, whom readers can ask, and who is signed in with what the frame tells
    them, are all that a page depends on. Readers who have not signed in all get the same tag.
    also : what else this page depends on.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        who = (signed_in(request), reader_in_frame(request))
        state = (edition(), last_load(), request.get_full_path(), asset("everyweek.css"), contact(), who, also())
        etag = f'W/"{hashlib.sha256(repr(state).encode()).hexdigest()[:24]}"'
        known = get_conditional_response(request, etag=etag)
        response = known if known is not None else view(request, *args, **kwargs)
        response["ETag"] = etag
        patch_cache_control(response, no_cache=True, private=True)
        return response

    return answer
