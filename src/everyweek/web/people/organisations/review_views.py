"""The access review."""

import re
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.design.paging import page_of
from everyweek.web.people.errors import PeopleError
from everyweek.web.people.once.once import once
from everyweek.web.people.organisations.errors import NothingChosen
from everyweek.web.people.organisations.presenters import address_with, breadcrumbs
from everyweek.web.people.organisations.review import reviewed, roles_to_review
from everyweek.web.people.organisations.review_presenter import review_page
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader
from everyweek.web.people.roles.queries import REVIEW_EVERY_DAYS
from everyweek.web.people.roles.reviews import review_roles

CHOICES = ("keep", "end")
NUMBER = re.compile("[0-9]{1,18}")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def review(request: HttpRequest, code: str) -> HttpResponse:
    """Every role here and below: keep it or end it."""
    code = request.found  # type: ignore[attr-defined]
    chosen, problem, now = _chosen(request), "", timezone.now()
    if request.method == "POST":
        try:
            number = _review(request, code, chosen)
        except PeopleError as error:
            problem = str(error)
        else:
            return redirect(address_with(code, "organisation-review", looked_at=str(number)))
    is_national = can(reader(request), "country.administer")
    found = roles_to_review(code, on=timezone.localdate(now), is_national=is_national)
    page = page_of(found, number=request.GET.get("page", ""), path=request.path)
    oldest = found.values_list("looked_at", flat=True).first()
    shown = review_page(
        code,
        page,
        reviewed(page.rows, now=now),
        overdue=found.filter(looked_at__lte=now - timedelta(days=REVIEW_EVERY_DAYS)).count(),
        oldest=oldest,
        chosen=chosen,
        looked_at=request.GET.get("looked_at", ""),
        own=reader(request).identity,
    )
    context = {"page": shown, "problem": problem, "breadcrumbs": breadcrumbs(code, people=True)}
    return render(request, "people/organisations/review.html", context, status=409 if problem else 200)


def _chosen(request: HttpRequest) -> dict[int, str]:
    """What the form says of each role: "keep", "end", or "" for one that was shown and left open."""
    shown = [int(number) for number in request.POST.getlist("shown")[:200] if NUMBER.fullmatch(number)]
    default = "keep" if "keep_all" in request.POST else ""
    said = {number: request.POST.get(f"role-{number}", "") for number in shown}
    return {number: word if word in CHOICES else default for number, word in said.items()}


def _review(request: HttpRequest, code: str, chosen: dict[int, str]) -> int:
    keep, end = ({number for number, word in chosen.items() if word == wanted} for wanted in CHOICES)
    if not keep and not end:
        raise NothingChosen
    return review_roles(
        by=reader(request), code=code, keep=keep, end=end, why=request.POST.get("why", ""), now=timezone.now()
    )
