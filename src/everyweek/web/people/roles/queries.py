"""Who administers a place, and which roles are due to be looked at again."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from everyweek.reference import ENGLAND
from everyweek.web.people.models import Role, RoleReview
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.organisations.queries import nearest_first

REVIEW_EVERY_DAYS = 183
"""Twice a year, as the Data Security and Protection Toolkit asks at least once."""


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """An organisation with roles that are due to be looked at.

    organisation : its code; "england" stands for the roles of the whole country.
    due_at       : when the first of them was due; roles : how many are due now.
    """

    organisation: str
    due_at: datetime
    roles: int


def held_roles() -> QuerySet[Role]:
    """Roles at organisations and of the country that are held, with when each was last looked at.

    `looked_at` is when somebody last reviewed it; when nobody ever did, when it was given: giving it was a decision.
    """
    last = RoleReview.objects.filter(role=OuterRef("pk"), kept=True).order_by("-at").values("at")[:1]
    return Role.objects.filter(until=None, network=None).annotate(looked_at=Coalesce(Subquery(last), F("since")))


def reviews_due(now: datetime) -> tuple[ReviewDue, ...]:
    """The organisations at which a role is due to be looked at again, by their codes."""
    span = timedelta(days=REVIEW_EVERY_DAYS)
    rows = (
        held_roles()
        .filter(looked_at__lte=now - span)
        .values("organisation")
        .annotate(first=Min("looked_at"), number=Count("pk"))
        .order_by("organisation")
    )
    return tuple(ReviewDue(row["organisation"] or ENGLAND, row["first"] + span, row["number"]) for row in rows)


def administrators_of(code: str, *, on: date) -> tuple[int, ...]:
    """Who looks after an organisation: its own administrators, else those of its board, its region, England.

    Where nobody does, national support. The numbers of people.
    """
    chain = nearest_first(code, directory(), on=on)
    held = Role.objects.filter(until=None, person__is_active=True)
    at: defaultdict[str, list[int]] = defaultdict(list)
    administering = held.filter(kind="system_administrator", organisation__in=chain).order_by("person_id")
    for organisation, person in administering.values_list("organisation", "person_id"):
        at[organisation].append(person)
    nearest = next((at[one] for one in chain if one in at), None)
    if nearest is not None:
        return tuple(nearest)
    return tuple(held.filter(kind="national_support").order_by("person_id").values_list("person_id", flat=True))
