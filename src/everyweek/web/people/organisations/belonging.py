"""Leavers and movers: what an administrator does when somebody goes, and when they come back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from everyweek.web.people.actions import let_sign_in_again, stop_signing_in
from everyweek.web.people.errors import CannotBeReopened
from everyweek.web.people.models import AuditEntry, Person, Role
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.organisations.errors import BelongsNotHere, CannotMove
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import RoleWanted, can, check
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.actions import end_role, give_role, locked_held
from everyweek.web.people.roles.catalogue import ROLES
from everyweek.web.people.roles.queries import administrators_of

LEFT, MOVED = "left", "moved to {place}"
HELD_BY_A_MOVER = ("member", "contributor", "champion", "executive_contact", "system_administrator")


@transaction.atomic
def leave(*, by: Reader, person: Person, code: str, why: str = "", now: datetime) -> bool:
    """End every role of a person at an organisation; whether the account was closed, because no role is left anywhere.

    Raises NotPermitted, BelongsNotHere.
    """
    check(by, "organisation.administer", code)
    _end_all_here(by=by, person=person, code=code, why=why.strip() or LEFT, now=now)
    if Role.objects.filter(person=person, until=None).exists():
        return False
    stop_signing_in(by=by, person=person, organisation=code, now=now)
    return True


@transaction.atomic
def move(*, by: Reader, person: Person, code: str, to: str, kinds: Collection[str], now: datetime) -> bool:
    """End a person's roles at one organisation and give them others at another.

    Where whoever moves them may not give roles there, those who look after the other organisation are asked; whether
    they were asked. Raises NotPermitted, BelongsNotHere, CannotMove, RoleError.
    """
    check(by, "organisation.administer", code)
    place = name_of(to, directory())
    if to == code:
        raise CannotMove(f"{person.name} belongs to {place} already. Choose another organisation.")
    if not kinds or not set(kinds) <= set(HELD_BY_A_MOVER):
        raise CannotMove("Choose at least one role that they should have there.")
    _end_all_here(by=by, person=person, code=code, why=MOVED.format(place=place), now=now)
    if all(can(by, "role.give", RoleWanted(kind, to)) for kind in kinds):
        for kind in sorted(kinds):
            give_role(by=by, person=person, kind=kind, organisation=to, now=now)
        return False
    _ask(by=by, person=person, code=code, to=to, kinds=kinds, now=now)
    return True


@transaction.atomic
def come_back(*, by: Reader, person: Person, code: str, kind: str, now: datetime) -> None:
    """Open the account of somebody who left this organisation last, and give them a role here again.

    Raises NotPermitted, CannotBeReopened, RoleError.
    """
    check(by, "organisation.administer", code)
    if not was_closed_at(person, code):
        raise CannotBeReopened(
            f"The account of {person.name} was not closed by this organisation. National support can open it again."
        )
    let_sign_in_again(by=by, person=person, organisation=code, now=now)
    give_role(by=by, person=person, kind=kind, organisation=code, now=now)


def was_closed_at(person: Person, code: str) -> bool:
    """Whether the account is closed because its owner left this organisation, by the chain of changes."""
    closings = AuditEntry.objects.filter(action="person.closed", object_kind="person", object_key=str(person.pk))
    last = closings.order_by("-number").first()
    return not person.is_active and last is not None and last.organisation == code


def _end_all_here(*, by: Reader, person: Person, code: str, why: str, now: datetime) -> None:
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    here = locked_held(person.pk, organisation=code)
    if not here:
        raise BelongsNotHere(person.name)
    for role in here:
        end_role(by=by, role=role, why=why, now=now)


def _ask(*, by: Reader, person: Person, code: str, to: str, kinds: Collection[str], now: datetime) -> None:
    """They are asked to invite: nobody belongs to an organisation by the word of another."""
    roles = ", ".join(ROLES[kind].title.lower() for kind in sorted(kinds))
    notify(
        administrators_of(to, on=timezone.localdate(now)),
        kind="move",
        key=f"move-{person.pk}-{to}-{now:%Y%m%d%H%M%S}",
        title=f"{person.name} moves to {name_of(to, directory())}",
        text=f"{by.name} moves them from {name_of(code, directory())} and asks you to invite them as: {roles}. "
        f"Their address: {person.email}",
        address=reverse("organisation-invite", kwargs={"code": to}),
        now=now,
    )
