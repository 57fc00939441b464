"""What changes a return: its executive contact and its nominees. Each change is kept as a draft until it is sent in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from everyweek.web.design import wording
from everyweek.web.people.audit.actions import record
from everyweek.web.people.champions.deadlines import deadline_in_words
from everyweek.web.people.champions.details import Details, checked, checked_executive
from everyweek.web.people.champions.errors import (
    NominatedAlready,
    NoPlaceLeft,
    NoSuchNominee,
    NotOpenYet,
    RoundIsClosed,
    WrongDetails,
)
from everyweek.web.people.champions.models import Nominee, Return, Round
from everyweek.web.people.champions.queries import TAKES_A_PLACE
from everyweek.web.people.champions.telling import mail_nominee
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import Role
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.actions import end_role

ASKED_ALREADY = (
    "{name} has been asked at {email} already, so that the address stays. To nominate somebody else, withdraw this "
    "nomination and add the other one."
)
DECLINED = (
    "{email} was nominated and declined. If they changed their mind, take that nomination out first, and add it anew."
)


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What became of the rows of a table."""

    added: int
    changed: int
    unchanged: int


@transaction.atomic
def name_executive(*, by: Reader, of: Return, seen_version: int, typed: Details, now: datetime) -> None:
    """Name the executive contact. Raises NotPermitted, ChangedMeanwhile, RoundIsClosed, NotOpenYet, WrongDetails."""
    one = locked_return(by, of, seen_version, now=now)
    if set_executive(one, checked_executive(typed)):
        touch(one, now=now)
        _note(one, by=by, action="return.executive-named", now=now)


@transaction.atomic
def add_nominee(*, by: Reader, of: Return, seen_version: int, typed: Details, now: datetime) -> Nominee:
    """Nominate somebody; they hear of it when the return is sent in.

    Raises NotPermitted, ChangedMeanwhile, RoundIsClosed, NotOpenYet, WrongDetails, NominatedAlready, NoPlaceLeft.
    """
    one = locked_return(by, of, seen_version, now=now)
    kept = checked(typed, directory())
    check_is_new(one, kept.email)
    check_has_place(one)
    nominee = _create(one, kept)
    touch(one, now=now)
    _note(one, by=by, action="nominee.added", nominee=nominee, now=now)
    return nominee


@transaction.atomic
def change_nominee(*, by: Reader, of: Return, seen_version: int, number: int, typed: Details, now: datetime) -> None:
    """Correct a nominee; the address only while they have not been asked.

    Raises NotPermitted, ChangedMeanwhile, RoundIsClosed, NotOpenYet, WrongDetails, NominatedAlready, NoSuchNominee.
    """
    one = locked_return(by, of, seen_version, now=now)
    nominee = find_nominee(one, number)
    kept = checked(typed, directory())
    if kept.email != nominee.email:
        if nominee.state != "draft":
            raise WrongDetails({"email": ASKED_ALREADY.format(name=nominee.name, email=nominee.email)})
        check_is_new(one, kept.email)
    if _set(nominee, kept):
        touch(one, now=now)
        _note(one, by=by, action="nominee.changed", nominee=nominee, now=now)


@transaction.atomic
def remove_nominee(*, by: Reader, of: Return, seen_version: int, number: int, now: datetime) -> None:
    """Take a nominee out: a draft goes; one who was asked is told, and a champion's role at the system ends.

    Raises NotPermitted, ChangedMeanwhile, RoundIsClosed, NotOpenYet, NoSuchNominee.
    """
    one = locked_return(by, of, seen_version, now=now)
    nominee = find_nominee(one, number)
    was, pk = nominee.state, nominee.pk
    roles = _roles_by(nominee) if was == "confirmed" else []
    touch(one, now=now)
    if was == "draft":
        nominee.delete()
    else:
        nominee.state = "withdrawn"
        nominee.save(update_fields=("state",))
    for role in roles:
        end_role(by=None, by_words="a nomination that was withdrawn", role=role, why="The system withdrew it", now=now)
    if was in ("asked", "confirmed"):
        _tell_withdrawn(nominee, was=was, now=now)
    record(
        by=by,
        action="nominee.removed" if was == "draft" else "nominee.withdrawn",
        of=("return", f"{one.round.key}/{one.system}"),
        before={"nominee": pk, "state": was},
        organisation=one.system,
        about=nominee.person_id,
        now=now,
    )


@transaction.atomic
def take_over(
    *,
    by: Reader,
    of: Return,
    seen_version: int,
    nominees: Sequence[Details],
    executive: Details | None = None,
    now: datetime,
) -> TakenOver:
    """Take over the rows of a table: those whose address is nominated already are changed, the others are added.

    Raises NotPermitted, ChangedMeanwhile, RoundIsClosed, NotOpenYet, WrongDetails, NominatedAlready, NoPlaceLeft;
    then none of the rows is taken over.
    """
    one = locked_return(by, of, seen_version, now=now)
    there = {nominee.email: nominee for nominee in one.nominees.exclude(state="withdrawn")}
    added = changed = unchanged = 0
    for typed in nominees:
        kept = checked(typed, directory())
        if kept.email in there and there[kept.email].state != "declined":
            is_changed = _set(there[kept.email], kept)
            changed, unchanged = changed + is_changed, unchanged + (not is_changed)
            continue
        check_is_new(one, kept.email)
        check_has_place(one)
        there[kept.email] = _create(one, kept)
        added += 1
    if executive is not None:
        changed += set_executive(one, checked_executive(executive))
    if added or changed:
        touch(one, now=now)
        record(
            by=by,
            action="return.rows-taken-over",
            of=("return", f"{one.round.key}/{one.system}"),
            after={"added": added, "changed": changed},
            organisation=one.system,
            now=now,
        )
    return TakenOver(added, changed, unchanged)


def locked_return(by: Reader, of: Return, seen_version: int | None, *, now: datetime) -> Return:
    """The return and its round, so that nobody else changes them before we have.

    seen_version : the version that the reader had before them; None when it does not matter.
    Raises NotPermitted, RoundIsClosed, NotOpenYet, ChangedMeanwhile.
    """
    check(by, "return.edit", of)
    found = Round.objects.select_for_update().get(pk=of.round_id)
    one = Return.objects.select_for_update().get(pk=of.pk)
    one.round = found
    check_is_open(found, now=now)
    if seen_version is not None and one.version != seen_version:
        raise ChangedMeanwhile("This return")
    return one


def check_is_open(found: Round, *, now: datetime) -> None:
    """Raises RoundIsClosed and NotOpenYet."""
    if found.closed_at is not None:
        raise RoundIsClosed(found.title)
    if now < found.opens_at:
        raise NotOpenYet(f"The round “{found.title}” opens at {deadline_in_words(found.opens_at)}. Come back then.")


def check_has_place(one: Return) -> None:
    """Raises NoPlaceLeft, with the rule, for one champion too many."""
    taken = one.nominees.filter(state__in=TAKES_A_PLACE).count()
    if taken >= one.places:
        raise NoPlaceLeft(no_place_left(one, taken + 1))


def no_place_left(one: Return, number: int) -> str:
    """What somebody reads who nominates one champion too many."""
    return (
        f"This would be champion number {number}; {name_of(one.system, directory())} may nominate "
        f"{wording.several(one.places, 'champion')}. {one.why_places} Take somebody out first, or ask whoever runs the "
        "round."
    )


def check_is_new(one: Return, email: str) -> None:
    """Raises NominatedAlready when somebody with this address is nominated, however it is spelt."""
    there = one.nominees.exclude(state="withdrawn").filter(email=email).first()
    if there is None:
        return
    if there.state == "declined":
        raise NominatedAlready(DECLINED.format(email=email))
    raise NominatedAlready(f"{email} is nominated already, as {there.name}. Nobody is nominated twice by one system")


def find_nominee(one: Return, number: int) -> Nominee:
    """A nominee of the return, locked. Raises NoSuchNominee."""
    found = one.nominees.select_for_update().exclude(state="withdrawn").filter(pk=number).first()
    if found is None:
        raise NoSuchNominee("This nominee is not in the return any more: somebody took them out. Nothing was changed.")
    return found


def set_executive(one: Return, kept: Details) -> bool:
    """Write the executive contact into the return, not yet saved; whether anything is different."""
    before = (one.executive_name, one.executive_job_title, one.executive_email)
    one.executive_name, one.executive_job_title, one.executive_email = kept.name, kept.job_title, kept.email
    return before != (kept.name, kept.job_title, kept.email)


def touch(one: Return, *, now: datetime) -> None:
    """Save the return as a new version."""
    one.version, one.updated_at = one.version + 1, now
    one.save()


def _create(one: Return, kept: Details) -> Nominee:
    last = one.nominees.aggregate(last=Max("position"))["last"] or 0
    return Nominee.objects.create(
        to=one,
        position=last + 1,
        name=kept.name,
        job_title=kept.job_title,
        email=kept.email,
        organisation=kept.organisation,
    )


def _set(nominee: Nominee, kept: Details) -> bool:
    before = (nominee.name, nominee.job_title, nominee.email, nominee.organisation)
    after = (kept.name, kept.job_title, kept.email, kept.organisation)
    if before == after:
        return False
    nominee.name, nominee.job_title, nominee.email, nominee.organisation = after
    nominee.save()
    return True


def _roles_by(nominee: Nominee) -> list[Role]:
    """The roles that the nomination gave, locked before anything else is; none when another one gave the same."""
    others = Nominee.objects.filter(person=nominee.person_id, state="confirmed", to__system=nominee.to.system)
    if nominee.person_id is None or others.exclude(pk=nominee.pk).exists():
        return []
    held = Role.objects.select_for_update().filter(person=nominee.person_id, kind="champion", until=None)
    at_system = held.filter(organisation=nominee.to.system)
    in_network = held.filter(network=nominee.network_id) if nominee.network_id else held.none()
    return [*at_system, *in_network]


def _tell_withdrawn(nominee: Nominee, *, was: str, now: datetime) -> None:
    system = name_of(nominee.to.system, directory())
    ended = " You are no longer a champion of it." if was == "confirmed" else " You need not answer any more."
    mail_nominee(
        nominee,
        subject=f"{system} has withdrawn your nomination",
        lines=(f"{system} has withdrawn your nomination as an iUEC recovery champion.{ended}",),
        button=None,
        key=f"nominee-{nominee.pk}-withdrawn",
        now=now,
    )


def _note(one: Return, *, by: Reader, action: str, nominee: Nominee | None = None, now: datetime) -> None:
    """What an entry says of a nominee is their number and employer: who has no account could not have more erased."""
    record(
        by=by,
        action=action,
        of=("return", f"{one.round.key}/{one.system}"),
        after={"nominee": nominee.pk, "organisation": nominee.organisation} if nominee else {},
        organisation=one.system,
        about=nominee.person_id if nominee else None,
        now=now,
    )
