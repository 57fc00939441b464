"""The home page, the health page, and the pages for when something is wrong."""

import logging
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from everyweek.warehouse import WarehouseError
from everyweek.web.design.contact import whom_to_ask
from everyweek.web.measure import queries
from everyweek.web.measure.freshness import fresh_by_warehouse
from everyweek.web.measure.presenters.links import Link, organisation_address
from everyweek.web.project.home import read_home

log = logging.getLogger("django.request")


@require_safe
@fresh_by_warehouse
def home(request: HttpRequest) -> HttpResponse:
    """England now, and a search box."""
    return render(request, "project/home.html", {"page": read_home(today=date.today())})  # noqa: DTZ011 - the reader's day


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For whoever watches the server: ok when the warehouse answers."""
    try:
        version = queries.warehouse().version()
    except WarehouseError as problem:
        log.error("healthz: %s", problem)
        return HttpResponse("the warehouse does not answer\n", status=503, content_type="text/plain")
    return HttpResponse(f"ok, warehouse version {version}\n", content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: what was not found, and what was perhaps meant."""
    title = getattr(exception, "title", "There is no such page")
    message = getattr(
        exception, "message", "The address leads nowhere. It may be mistyped, or the page may have moved."
    )
    near = getattr(exception, "near", "")
    suggestions = [Link(row.organisation.name, organisation_address(row.organisation.code)) for row in _near(near)]
    context = {"title": title, "lines": (message,), "suggestions": suggestions}
    return render(request, "project/problem.html", context, status=404)


def _near(text: str) -> tuple[queries.Found, ...]:
    return queries.find_organisations(text)[:5] if text else ()


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request cannot be understood."""
    return _plain(
        "This request cannot be understood", "Something in the address or the request is not as it should be.", 400
    )


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that did not come from a page of ours, or from one that was opened before signing in or out."""
    log.warning("%s: %s", request.path, reason)
    line = (
        "The form was opened too long ago, or in another window that signed in or out since; or your browser refuses "
        "cookies, without which nobody can sign in. Nothing was changed. Go back, reload the page and send it again."
    )
    return _plain("This form cannot be accepted", line, 403)


def too_many(request: HttpRequest) -> HttpResponse:
    """429: more attempts than a person makes."""
    return _plain("Too many attempts", "Wait a few minutes, then try again.", 429)


def too_large(most: int) -> HttpResponse:
    """413: more than can be attached. most : megabytes."""
    line = (
        f"A file can have {most} MB at most. Nothing was kept of it. Go back, make its pictures smaller or split it, "
        "and send it again; or put a link to it into the text."
    )
    return _plain("This file is too large", line, 413)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake. It reads nothing, because reading may be what failed."""
    line = (
        "It is our mistake, and it has been written to the log. Please try again. If it happens again, tell "
        f"{whom_to_ask()}."
    )
    return _plain("Something went wrong", line, 500)


def unavailable() -> HttpResponse:
    """503: the warehouse does not answer."""
    line = f"The figures cannot be read just now. {_why()}"
    return _plain("The figures cannot be read", line, 503)


def gave_way() -> HttpResponse:
    """409: of two changes that waited for each other, the database of people undid this one."""
    line = (
        "Somebody else changed the same thing at the same moment, and theirs was saved. Nothing of yours was saved: go "
        "back in the browser, where what you typed still stands, and send it again."
    )
    return _plain("Somebody was faster", line, 409)


def people_unavailable() -> HttpResponse:
    """503: the database of people does not answer, so that nobody can be recognised."""
    line = (
        "Accounts and groups cannot be read just now. To read the figures without signing in, close the browser and "
        f"open this page again. {_why()}"
    )
    return _plain("Accounts cannot be read", line, 503)


def _why() -> str:
    return f"If this lasts, tell {whom_to_ask()}: the reason is in the server’s log."


def _plain(title: str, line: str, status: int) -> HttpResponse:
    context = {"title": title, "lines": (line,), "suggestions": (), "is_sample": False}
    return HttpResponse(render_to_string("project/problem.html", context), status=status)
