"""The one place where it is checked who may have a page, before any view runs."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from everyweek.web.people.access import refusal, refused_by_action
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.project.access import ACCESS


class Gatekeeper:
    """Asks what the address needs; an address of which nobody said it is refused to everybody, by a crash."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], arguments: tuple[Any, ...], parts: dict[str, Any]
    ) -> HttpResponse | None:
        """Django calls this before the view."""
        match = request.resolver_match
        assert match is not None
        return refusal(request, ACCESS[match.view_name], parts)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """An action refused what the page still offered, because a role was ended meanwhile."""
        return refused_by_action(request, exception) if isinstance(exception, NotPermitted) else None
