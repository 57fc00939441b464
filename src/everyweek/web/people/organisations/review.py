"""What is looked at in an access review: who holds which role, since when, and when somebody last asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from everyweek.reference import ENGLAND
from everyweek.web.people.models import Role
from everyweek.web.people.organisations.members import with_second_factor
from everyweek.web.people.organisations.queries import organisations_in
from everyweek.web.people.roles.queries import REVIEW_EVERY_DAYS, held_roles


@dataclass(frozen=True, slots=True)
class RoleReviewed:
    """A role in a review. looked_at : when it was last reviewed, or given; was_reviewed : which of the two."""

    identity: int
    person: int
    name: str
    email: str
    kind: str
    organisation: str
    since: datetime
    last_signed_in_at: datetime | None
    has_second_factor: bool
    looked_at: datetime
    was_reviewed: bool
    is_due: bool


def roles_to_review(code: str, *, on: date, is_national: bool) -> QuerySet[Role]:
    """Every role at an organisation and at those counted in it, what was looked at longest ago first.

    is_national : with the roles of the whole country, which stand in the review of England.
    """
    here = Q(organisation__in=organisations_in(code, on=on))
    if code == ENGLAND and is_national:
        here |= Q(organisation="")
    return held_roles().filter(here).select_related("person").order_by("looked_at", Lower("person__name"), "pk")


def reviewed(rows: Iterable[Role], *, now: datetime) -> tuple[RoleReviewed, ...]:
    """Rows of `roles_to_review` as a page shows them."""
    found = tuple(rows)
    second_factors = with_second_factor([row.person_id for row in found])
    due_before = now - timedelta(days=REVIEW_EVERY_DAYS)
    return tuple(
        RoleReviewed(
            identity=row.pk,
            person=row.person_id,
            name=row.person.name,
            email=row.person.email,
            kind=row.kind,
            organisation=row.organisation,
            since=row.since,
            last_signed_in_at=row.person.last_login,
            has_second_factor=row.person_id in second_factors,
            looked_at=row.looked_at,
            was_reviewed=row.looked_at != row.since,
            is_due=row.looked_at <= due_before,
        )
        for row in found
    )
