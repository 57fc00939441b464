"""The page of the access review."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from everyweek.web.design.paging import PageOfList
from everyweek.web.design.wording import day_in_words, several
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.organisations.presenters import day
from everyweek.web.people.organisations.review import RoleReviewed
from everyweek.web.people.roles.catalogue import ROLES
from everyweek.web.people.roles.queries import REVIEW_EVERY_DAYS


def review_page(
    code: str,
    page: PageOfList,
    rows: tuple[RoleReviewed, ...],
    *,
    overdue: int,
    oldest: datetime | None,
    chosen: Mapping[int, str],
    looked_at: str,
    own: int | None,
) -> dict[str, Any]:
    """A page of the review.

    overdue : how many roles are due in all; oldest: when the one that waits longest was looked at.
    chosen  : what somebody had ticked before something went wrong. own : the reader, who reads their name as "you".
    """
    return {
        "place": name_of(code, directory()),
        "said": _said(looked_at),
        "rule": f"Every role is looked at again about twice a year (every {REVIEW_EVERY_DAYS} days).",
        "state": _state(overdue, oldest),
        "is_overdue": overdue > 0,
        "count": several(page.total, "role"),
        "span": f"{page.first:,} to {page.last:,}" if page.pagination else "",
        "rows": tuple(_row(row, code, chosen.get(row.identity, ""), own) for row in rows),
        "pagination": page.pagination,
        "people": reverse("organisation-people", kwargs={"code": code}),
    }


def _said(looked_at: str) -> str:
    number = looked_at[:6]
    return f"{several(int(number), 'role')} looked at." if number.isascii() and number.isdigit() else ""


def _state(overdue: int, oldest: datetime | None) -> str:
    if oldest is None:
        return "Nobody holds a role here."
    due = day_in_words(timezone.localdate(oldest + timedelta(days=REVIEW_EVERY_DAYS)))
    if overdue:
        are = "role is" if overdue == 1 else "roles are"
        return f"Overdue: {overdue:,} {are} due to be looked at, the first since {due}."
    return f"Nothing is due. The next is due on {due}."


def _row(row: RoleReviewed, code: str, chosen: str, own: int | None) -> dict[str, Any]:
    place = f" at {name_of(row.organisation, directory())}" if row.organisation not in ("", code) else ""
    at = row.organisation
    return {
        "identity": row.identity,
        "name": f"{row.name} (you)" if row.person == own else row.name,
        "address": reverse("organisation-person", kwargs={"code": at, "person": row.person}) if at else "",
        "role": f"{ROLES[row.kind].title}{place}",
        "since": day(row.since),
        "signed_in": day(row.last_signed_in_at),
        "second_factor": "yes" if row.has_second_factor else "no",
        "reviewed": day(row.looked_at) if row.was_reviewed else "never",
        "is_due": row.is_due,
        "chosen": chosen,
    }
