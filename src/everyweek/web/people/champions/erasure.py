"""What is kept of a person as a nominee: for the export and the erasure of their own data."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from everyweek.web.people.champions.models import Nominee, Return
from everyweek.web.people.models import Person
from everyweek.web.people.organisations.known import directory, name_of

ERASED = "(erased)"


@dataclass(frozen=True, slots=True)
class NominationKept:
    """One nomination of a person. asked_at, answered_at: instants."""

    round: str
    system: str
    name: str
    job_title: str
    email: str
    organisation: str
    state: str
    asked_at: datetime | None
    answered_at: datetime | None


def nominations_of(person: Person) -> tuple[NominationKept, ...]:
    """Every nomination that names a person or their address, the oldest first."""
    found = _of(person).select_related("to__round").order_by("pk")
    return tuple(
        NominationKept(
            row.to.round.title,
            name_of(row.to.system, directory()),
            row.name,
            row.job_title,
            row.email,
            row.organisation,
            row.state,
            row.asked_at,
            row.answered_at,
        )
        for row in found
    )


@transaction.atomic
def forget(person: Person) -> None:
    """Take a person's name, title and address out of every return; what remains is that somebody was nominated."""
    for row in _of(person).select_for_update():
        row.name, row.job_title, row.person, row.token_digest = ERASED, ERASED, None, ""
        row.email = f"erased-{row.pk}@erased.invalid"
        row.save()
    Return.objects.filter(executive_email=person.email).update(
        executive_name=ERASED, executive_job_title=ERASED, executive_email=""
    )


def _of(person: Person) -> Any:
    return Nominee.objects.filter(Q(person=person) | Q(email=person.email))
