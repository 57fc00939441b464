"""What a comparing page tells the browser of how long it stays true."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from everyweek.web.measure.freshness import View, fresh_by_warehouse
from everyweek.web.people.presence import signed_in


def fresh_unless_signed_in(view: View, *, also: Callable[[], object] = tuple) -> View:
    """Like `fresh_by_warehouse`, but who has signed in always gets the page anew: it knows their own groups.

    also : what else the page depends on.
    """
    for_anybody = fresh_by_warehouse(view, also=also)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if signed_in(request) is None:
            return for_anybody(request, *args, **kwargs)
        response = view(request, *args, **kwargs)
        patch_cache_control(response, no_store=True, private=True)
        return response

    return answer
