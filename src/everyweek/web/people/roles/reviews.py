"""Looking at roles again: keeping them or ending them, and reminding those who should."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from everyweek.reference import ENGLAND
from everyweek.web.design.wording import day_in_words, several
from everyweek.web.people.audit.actions import record
from everyweek.web.people.models import Role, RoleReview
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import RoleWanted, check
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.actions import end_role
from everyweek.web.people.roles.queries import administrators_of, reviews_due

WHY_ENDED = "ended when the roles were reviewed"


@transaction.atomic
def review_roles(
    *, by: Reader, code: str, keep: Collection[int], end: Collection[int], why: str = "", now: datetime
) -> int:
    """Keep some roles and end others, with a note of both; how many were looked at.

    code : the organisation whose review it is. Roles that ended meanwhile are passed over, and those of networks.
    Raises NotPermitted (also when one of the roles is out of reach, and then nothing is changed), LastOne.
    """
    check(by, "organisation.administer", code)
    rows = list(
        Role.objects.select_for_update(of=("self",))
        .filter(pk__in={*keep, *end}, until=None, network=None)
        .select_related("network")
        .order_by("pk")
    )
    for row in rows:
        check(by, "role.give", RoleWanted(row.kind, row.organisation, row.network))
    RoleReview.objects.bulk_create(
        RoleReview(role=row, at=now, by_id=by.identity, kept=row.pk not in end) for row in rows
    )
    ended = [row for row in rows if row.pk in end]
    for row in ended:
        end_role(by=by, role=row, why=why.strip() or WHY_ENDED, now=now)
    if rows:
        record(
            by=by,
            action="roles.reviewed",
            of=("organisation", code),
            after={"kept": len(rows) - len(ended), "ended": len(ended)},
            organisation=code,
            now=now,
        )
    return len(rows)


def remind_of_reviews(now: datetime) -> int:
    """Tell those who look after an organisation that roles there are due to be looked at: once for every due date.

    Run it as often as you like, from as many processes: who was told is not told again. How many organisations are due.
    """
    due = reviews_due(now)
    for one in due:
        day = timezone.localdate(one.due_at)
        place = "the country" if one.organisation == ENGLAND else name_of(one.organisation, directory())
        notify(
            administrators_of(one.organisation, on=timezone.localdate(now)),
            kind="review",
            key=f"review-{one.organisation}-{day:%Y%m%d}",
            title=f"The roles of {place} are due to be reviewed",
            text=f"{several(one.roles, 'role')} not looked at since long; the first was due on {day_in_words(day)}.",
            address=reverse("organisation-review", kwargs={"code": one.organisation}),
            now=now,
        )
    return len(due)
