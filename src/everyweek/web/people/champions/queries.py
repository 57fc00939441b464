"""What is known of rounds and returns, as plain dataclasses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils import timezone

from everyweek.reference import UnknownOrganisation
from everyweek.web.people.champions.models import Nominee, Return, Round
from everyweek.web.people.champions.places import Rule
from everyweek.web.people.champions.states import Facts, State, state_of
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

TAKES_A_PLACE = ("draft", "asked", "confirmed")


class NoSuchRound(Http404):
    """No round has this key."""

    title = "There is no such round"
    message = "The address leads to no round of nominations. It may be mistyped: see the list of rounds."


class NoSuchReturn(Http404):
    """The system is not asked in this round."""

    title = "This system is not asked in this round"
    message = "The address leads to no return. The system may be mistyped, or it is not one of those that are asked."


def round_in_address(parts: Mapping[str, Any]) -> Round:
    """The round that an address names. Raises NoSuchRound."""
    found = Round.objects.filter(key=parts["round"]).first()
    if found is None:
        raise NoSuchRound
    return found


def return_in_address(parts: Mapping[str, Any]) -> Return:
    """The return that an address names by round and system. Raises NoSuchReturn."""
    found = (
        Return.objects.select_related("round").filter(round__key=parts["round"], system=parts["system"].upper()).first()
    )
    if found is None:
        raise NoSuchReturn
    return found


@dataclass(frozen=True, slots=True)
class RoundDetails:
    """A round. made_by: a name; "" when the account is gone or the round was made by the product."""

    key: str
    title: str
    about: str
    opens_at: datetime
    deadline_at: datetime
    rule: Rule
    closed_at: datetime | None
    version: int
    made_by: str

    def is_open(self, now: datetime) -> bool:
        """Whether returns are accepted."""
        return self.closed_at is None and self.opens_at <= now


@dataclass(frozen=True, slots=True)
class NomineeRow:
    """A nominee of a return; who was withdrawn is not among them."""

    number: int
    name: str
    job_title: str
    email: str
    organisation: str
    organisation_name: str
    state: str
    asked_at: datetime | None
    answered_at: datetime | None
    network: str
    is_learning_network: bool
    why_no_network: str


@dataclass(frozen=True, slots=True)
class ReturnDetails:
    """A return with everything in it.

    deadline_at : the one that counts for this system; why_longer: the reason when it is its own.
    has_changed : whether anything was changed since it was last sent in.
    state       : at the instant that was asked for.
    """

    round: RoundDetails
    system: str
    system_name: str
    region_name: str
    places: int
    why_places: str
    executive_name: str
    executive_job_title: str
    executive_email: str
    deadline_at: datetime
    has_own_deadline: bool
    why_longer: str
    first_submitted_at: datetime | None
    submitted_at: datetime | None
    submitted_by: str
    has_changed: bool
    version: int
    nominees: tuple[NomineeRow, ...]
    state: State

    def number_of(self, *states: str) -> int:
        """How many nominees are in one of these states."""
        return sum(row.state in states for row in self.nominees)

    @property
    def taken(self) -> int:
        """Places that are taken."""
        return self.number_of(*TAKES_A_PLACE)


def deadline_of(one: Return) -> datetime:
    """The deadline that counts for a return: its own when that is later than the round's."""
    return max(one.deadline_at, one.round.deadline_at) if one.deadline_at else one.round.deadline_at


def facts_of(one: Return, states: Iterable[str]) -> Facts:
    """What the state of a return is told by. states: of its nominees."""
    each = list(states)
    return Facts(
        places=one.places,
        nominees=sum(state in TAKES_A_PLACE for state in each),
        drafts=each.count("draft"),
        has_executive=bool(one.executive_email),
        deadline_at=deadline_of(one),
        first_submitted_at=one.first_submitted_at,
        submitted_at=one.submitted_at,
    )


def list_rounds() -> tuple[RoundDetails, ...]:
    """Every round, the newest deadline first."""
    return tuple(round_details(row) for row in Round.objects.select_related("made_by").order_by("-deadline_at", "-pk"))


def round_details(row: Round) -> RoundDetails:
    """One round as a dataclass."""
    return RoundDetails(
        key=row.key,
        title=row.title,
        about=row.about,
        opens_at=row.opens_at,
        deadline_at=row.deadline_at,
        rule=Rule(row.smaller, row.larger, row.larger_from),
        closed_at=row.closed_at,
        version=row.version,
        made_by=row.made_by.name if row.made_by else "",
    )


def returns_in(found: Round, *, now: datetime) -> tuple[ReturnDetails, ...]:
    """Every return of a round, by the name of the system."""
    rows = _with_everything().filter(round=found)
    return tuple(sorted((_details(row, now=now) for row in rows), key=lambda row: (row.system_name, row.system)))


def returns_of(reader: Reader, *, now: datetime) -> tuple[ReturnDetails, ...]:
    """The returns that a reader may see because of a role at the system or above it, the newest deadline first.

    National support sees every return on the page of its round; here only those of its own systems, if any.
    """
    rows = _with_everything().order_by("-round__deadline_at", "system")
    mine = Reader(
        reader.identity,
        roles=tuple(role for role in reader.roles if role.organisation),
    )
    return tuple(_details(row, now=now) for row in rows if can(mine, "return.see", row)) if mine.roles else ()


def return_details(found: Return, *, now: datetime) -> ReturnDetails:
    """One return, read anew."""
    return _details(_with_everything().get(pk=found.pk), now=now)


def _with_everything() -> Any:
    return Return.objects.select_related("round__made_by", "submitted_by").prefetch_related("nominees__network")


def _details(row: Return, *, now: datetime) -> ReturnDetails:
    known = directory()
    nominees = tuple(_nominee(one) for one in row.nominees.all() if one.state != "withdrawn")
    own = row.deadline_at is not None and deadline_of(row) == row.deadline_at
    return ReturnDetails(
        round=round_details(row.round),
        system=row.system,
        system_name=name_of(row.system, known),
        region_name=_region_name(row.system),
        places=row.places,
        why_places=row.why_places,
        executive_name=row.executive_name,
        executive_job_title=row.executive_job_title,
        executive_email=row.executive_email,
        deadline_at=deadline_of(row),
        has_own_deadline=own,
        why_longer=row.why_longer if own else "",
        first_submitted_at=row.first_submitted_at,
        submitted_at=row.submitted_at,
        submitted_by=row.submitted_by.name if row.submitted_by else "",
        has_changed=row.submitted_at is None
        or row.updated_at > row.submitted_at
        or any(one.state == "draft" for one in nominees),
        version=row.version,
        nominees=nominees,
        state=state_of(facts_of(row, [one.state for one in nominees]), now=now),
    )


def _region_name(system: str) -> str:
    known = directory()
    try:
        region = known.parent(system, kind="region", on=timezone.localdate())
    except UnknownOrganisation:
        return ""
    return name_of(region, known) if region else ""


def _nominee(row: Nominee) -> NomineeRow:
    return NomineeRow(
        number=row.pk,
        name=row.name,
        job_title=row.job_title,
        email=row.email,
        organisation=row.organisation,
        organisation_name=name_of(row.organisation, directory()),
        state=row.state,
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        network=row.network.name if row.network else "",
        is_learning_network=row.network is not None and row.network.is_learning_network,
        why_no_network=row.why_no_network,
    )
