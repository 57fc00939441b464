"""Who belongs to an organisation: found a page at a time, since some have thousands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Count, QuerySet
from django.db.models.functions import Lower

from everyweek.web.people.models import Person, Role
from everyweek.web.people.roles.catalogue import ROLES


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who belongs to an organisation.

    roles : the kinds held there, the oldest first; since : when the first of them was given.
    """

    identity: int
    name: str
    email: str
    shows_email: bool
    job_title: str
    roles: tuple[str, ...]
    since: datetime
    last_signed_in_at: datetime | None


def members(code: str, *, name: str = "", kind: str = "") -> QuerySet[Person]:
    """The people who hold a role at an organisation, by name: all, those with a name like this, those of one role."""
    held = Role.objects.filter(organisation=code, until=None)
    if kind:
        held = held.filter(kind=kind)
    found = Person.objects.filter(pk__in=held.values("person_id"))
    for word in name.split():
        found = found.filter(name__icontains=word)
    return found.order_by(Lower("name"), "pk")


def with_roles(people: Iterable[Person], code: str) -> tuple[Member, ...]:
    """These people with their roles at an organisation, in the same order."""
    rows = tuple(people)
    roles: defaultdict[int, list[tuple[str, datetime]]] = defaultdict(list)
    held = Role.objects.filter(organisation=code, until=None, person__in=[row.pk for row in rows])
    for person, kind, since in held.order_by("since", "pk").values_list("person_id", "kind", "since"):
        roles[person].append((kind, since))
    return tuple(
        Member(
            identity=row.pk,
            name=row.name,
            email=row.email,
            shows_email=row.shows_email,
            job_title=row.job_title,
            roles=tuple(kind for kind, _ in roles[row.pk]),
            since=roles[row.pk][0][1],
            last_signed_in_at=row.last_login,
        )
        for row in rows
        if roles[row.pk]  # somebody's last role may end between the two looks
    )


def numbers_by_role(code: str) -> dict[str, int]:
    """How many people hold each role at an organisation; the roles nobody holds are left out."""
    rows = Role.objects.filter(organisation=code, until=None).values_list("kind").annotate(number=Count("pk"))
    numbers = dict(rows.order_by("kind"))
    return {kind: numbers[kind] for kind in ROLES if kind in numbers}


def with_second_factor(people: Sequence[int]) -> frozenset[int]:
    """Which of these people have set up a second factor."""
    found = Authenticator.objects.filter(user_id__in=people, type=Authenticator.Type.TOTP)
    return frozenset(found.values_list("user_id", flat=True))


def numbers_of_people(codes: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """How many people belong to each of these organisations, in the same order."""
    held = Role.objects.filter(organisation__in=list(codes), until=None).values_list("organisation")
    numbers = dict(held.annotate(number=Count("person_id", distinct=True)).order_by("organisation"))
    return tuple((code, numbers[code]) for code in codes if code in numbers)
