"""When a database cannot be read, a page says so; the reason goes to the log, where its keeper looks."""

import logging
from collections.abc import Callable

from django.db.utils import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from everyweek.warehouse import WarehouseError
from everyweek.web.project.views import gave_way, people_unavailable, unavailable

log = logging.getLogger("django.request")
DEADLOCK = "40P01"
"""What PostgreSQL calls it when two wait for each other; it undoes one of them, which can simply be done again."""


class DatabaseUnavailablePage:
    """Turn a warehouse, or a database of people, that does not answer into status 503; one that undid a change, 409."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls this when a view raised."""
        if not isinstance(exception, (WarehouseError, OperationalError)):
            return None
        log.error("%s: %s", request.path, exception)
        if getattr(exception.__cause__, "sqlstate", None) == DEADLOCK:
            return gave_way()
        return unavailable() if isinstance(exception, WarehouseError) else people_unavailable()
