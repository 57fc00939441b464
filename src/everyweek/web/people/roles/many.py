"""Giving and ending many roles at once: what actions.py does one by one, in a few statements for all of them.

Roles of which more depends than themselves (those that oversee, of learning networks, of leads) go one by one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.urls import reverse

from everyweek.web.people.audit.actions import Change, record_many
from everyweek.web.people.models import Network, Person, Role
from everyweek.web.people.notifications.actions import notify_each
from everyweek.web.people.permissions import RoleWanted, check
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.actions import check_exists, check_is_open, end_role, give_role, in_words, text_about

AT_ONCE = 500
"""Values that one statement holds."""
MORE_DEPENDS_ON = frozenset({"national_support", "system_administrator", "network_lead"})
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Gift:
    """A role for a person."""

    person: Person
    wanted: RoleWanted


@transaction.atomic
def give_roles(*, by: Reader, gifts: Sequence[Gift], now: datetime) -> None:
    """Give roles, tell each person, and note each; those that are held already are left as they are.

    Raises NotPermitted, NoSuchRole, KeptApart, IsClosed, WasErased.
    """
    gifts = _with_locked_networks(gifts)
    for wanted in {gift.wanted for gift in gifts}:
        check(by, "role.give", wanted)
        check_exists(wanted)
    locked = _locked_people({gift.person.pk for gift in gifts})
    for person in locked.values():
        check_is_open(person)
    held = _held(locked)
    plain = [gift for gift in gifts if not _more_depends_on(gift.wanted)]
    roles = [
        Role(
            person=locked[gift.person.pk],
            kind=gift.wanted.kind,
            organisation=gift.wanted.organisation,
            network=gift.wanted.network,
            since=now,
            given_by_id=by.identity,
        )
        for gift in plain
        if _place(gift.person.pk, gift.wanted) not in held
    ]
    Role.objects.bulk_create(roles, batch_size=AT_ONCE)
    record_many((_given(role) for role in roles), by=by, now=now)
    _tell(roles, "You are now", "given", by=by, now=now)
    for gift in gifts:
        if _more_depends_on(gift.wanted):
            wanted = gift.wanted
            give_role(
                by=by,
                person=gift.person,
                kind=wanted.kind,
                organisation=wanted.organisation,
                network=wanted.network,
                now=now,
            )


@transaction.atomic
def end_roles(*, by: Reader, roles: Iterable[int], why: str, now: datetime) -> None:
    """End roles, by their numbers, tell each person, and note each; those that ended already are left as they are.

    Raises NotPermitted, LastOne.
    """
    plain, others = [], []
    for part in in_parts(sorted(set(roles))):
        rows = Role.objects.select_for_update(of=("self",)).select_related("person", "network").order_by("pk")
        for role in rows.filter(pk__in=part, until=None):
            wanted = RoleWanted(role.kind, role.organisation, role.network)
            (others if _more_depends_on(wanted) else plain).append(role)
    for wanted in {RoleWanted(role.kind, role.organisation, role.network) for role in plain}:
        check(by, "role.give", wanted)
    for part in in_parts([role.pk for role in plain]):
        Role.objects.filter(pk__in=part).update(until=now, ended_by_id=by.identity, why_ended=why[:200])
    for role in plain:
        role.until, role.why_ended = now, why[:200]
    record_many((_ended(role, why) for role in plain), by=by, now=now)
    _tell(plain, "You are no longer", "ended", by=by, now=now)
    for role in others:
        end_role(by=by, role=role, why=why, now=now)


def lock(*, networks: Iterable[int] = (), people: Iterable[int] = (), roles: Iterable[int] = ()) -> None:
    """Hold networks, people and roles, in this order, before the first entry of a list is written.

    Whoever writes an entry of the chain holds up everybody who writes one: to wait for a row after that could be to
    wait for somebody who waits for the chain.
    """
    list(Network.objects.select_for_update(no_key=True).filter(pk__in=set(networks)).order_by("pk"))
    _locked_people(set(people))
    for part in in_parts(sorted(set(roles))):
        list(Role.objects.select_for_update().filter(pk__in=part).order_by("pk"))


def in_parts(values: Sequence[T]) -> Iterator[list[T]]:
    """The values in lists that one statement can hold."""
    rest = iter(values)
    while part := list(islice(rest, AT_ONCE)):
        yield part


def _more_depends_on(wanted: RoleWanted) -> bool:
    return wanted.kind in MORE_DEPENDS_ON or (wanted.network is not None and wanted.network.is_learning_network)


def _with_locked_networks(gifts: Sequence[Gift]) -> list[Gift]:
    """The same with the networks as they are now, so that none is closed, or made a learning network, meanwhile."""
    numbers = {gift.wanted.network.pk for gift in gifts if gift.wanted.network is not None}
    now = {row.pk: row for row in Network.objects.select_for_update(no_key=True).filter(pk__in=numbers).order_by("pk")}
    return [
        replace(gift, wanted=replace(gift.wanted, network=now[gift.wanted.network.pk])) if gift.wanted.network else gift
        for gift in gifts
    ]


def _locked_people(numbers: set[int]) -> dict[int, Person]:
    """Of two who give at once, the second sees what the first gave; locked in one order, neither waits for ever."""
    found: dict[int, Person] = {}
    for part in in_parts(sorted(numbers)):
        found |= {
            row.pk: row for row in Person.objects.select_for_update(no_key=True).filter(pk__in=part).order_by("pk")
        }
    return found


def _held(people: Iterable[int]) -> set[tuple[int, str, str, int | None]]:
    held: set[tuple[int, str, str, int | None]] = set()
    for part in in_parts(list(people)):
        rows = Role.objects.filter(person__in=part, until=None)
        held |= set(rows.values_list("person_id", "kind", "organisation", "network_id"))
    return held


def _place(person: int, wanted: RoleWanted) -> tuple[int, str, str, int | None]:
    return person, wanted.kind, wanted.organisation, wanted.network.pk if wanted.network else None


def _given(role: Role) -> Change:
    return Change(
        action="role.given",
        of=("person", str(role.person_id)),
        after={"role": role.kind, "person": role.person.name},
        organisation=role.organisation,
        network=role.network.key if role.network else "",
        about=role.person_id,
    )


def _ended(role: Role, why: str) -> Change:
    return Change(
        action="role.ended",
        of=("person", str(role.person_id)),
        before={"role": role.kind, "person": role.person.name},
        after={"why": why[:200]} if why else {},
        organisation=role.organisation,
        network=role.network.key if role.network else "",
        about=role.person_id,
    )


def _tell(roles: Sequence[Role], words: str, what: str, *, by: Reader, now: datetime) -> None:
    notify_each(
        (
            (role.person_id, f"role-{role.pk}-{what}", f"{words} {in_words(role)}", text_about(role))
            for role in roles
            if role.person_id != by.identity
        ),
        kind="role",
        address=reverse("account"),
        now=now,
    )
