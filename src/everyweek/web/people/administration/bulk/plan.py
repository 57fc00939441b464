"""What a list would change, row by row, before anything is changed."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Literal

from django.conf import settings

from everyweek.web.people.actions import check_can_be_added
from everyweek.web.people.administration.bulk.known import Held, Known, KnownPerson, what_is_known
from everyweek.web.people.administration.bulk.reading import Asked, RowProblem, asked_of
from everyweek.web.people.administration.reach import organisations_reached
from everyweek.web.people.administration.words import role_at
from everyweek.web.people.errors import CannotBeAdded
from everyweek.web.people.invitations.errors import MOST_OPEN
from everyweek.web.people.models import Network
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.permissions import PERMISSIONS, RoleWanted, can
from everyweek.web.people.predicates import is_region
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.actions import check_exists
from everyweek.web.people.roles.catalogue import INSIDE_A_NETWORK
from everyweek.web.people.roles.errors import NoSuchRole
from everyweek.web.people.sheets.errors import RowError
from everyweek.web.people.sheets.sheet import SheetRow

Outcome = Literal["added", "invited", "given", "ended", "already", "error"]
KEPT_APART = (
    "{email} would oversee others and be inside a learning network. Nobody holds both roles: end one of them first."
)
ONE_BY_ONE = "Give roles that oversee others one by one, on the page of the person."
"""In a list they would tell, row by row and without a trace, who is inside a learning network."""
NOT_YOURS = (
    "{email} has an account, and is not among the people you look after. Invite them on the page of the organisation: "
    "they say yes themselves."
)
NOT_FOR_OVERSEERS = (
    "Who belongs to a learning network is settled inside it, by its leads. From outside only its leads can be named."
)


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What one row would do. person: the number of whoever has an account; role: of the role that is ended."""

    number: int
    outcome: Outcome
    words: str
    asked: Asked | None = None
    person: int | None = None
    role: int | None = None
    error: RowError | None = None


@dataclass(frozen=True)
class Plan:
    """What a list would do."""

    rows: tuple[PlannedRow, ...]

    @cached_property
    def totals(self) -> dict[Outcome, int]:
        """How many rows do what."""
        return dict(Counter(row.outcome for row in self.rows))

    @cached_property
    def errors(self) -> tuple[RowError, ...]:
        """What is wrong, row by row."""
        return tuple(row.error for row in self.rows if row.error is not None)

    @cached_property
    def changes(self) -> int:
        """How many rows would change something."""
        return sum(row.outcome not in ("already", "error") for row in self.rows)

    @cached_property
    def digest(self) -> str:
        """Tells this plan from every other one: what was shown is what is carried out."""
        told = [(row.number, row.outcome, row.words, row.person, row.role) for row in self.rows]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def plan_of(rows: Sequence[SheetRow], *, by: Reader, now: datetime) -> Plan:
    """What the rows would do now, one after the other, if `by` carried them out."""
    known = what_is_known((row.values["email"].strip().lower() for row in rows), now=now)
    planner = _Planner(known, by)
    return Plan(tuple(planner.planned(row) for row in rows))


@dataclass
class _Planner:
    """Looks at rows one after the other, each after those before it."""

    known: Known
    by: Reader
    seen: dict[tuple[str, Held], int] = field(default_factory=dict)
    added: dict[str, KnownPerson] = field(default_factory=dict)
    may_give: dict[tuple[str, str, int | None], str] = field(default_factory=dict)
    national_support_ended: int = 0

    def planned(self, row: SheetRow) -> PlannedRow:
        """What a row would do."""
        try:
            asked = asked_of(row, self.known.networks)
            self.check(row, asked)
            return self.end(row, asked) if asked.action == "end" else self.add(row, asked)
        except RowProblem as problem:
            error = RowError(row.number, problem.column, row.values.get(problem.key, ""), str(problem))
            return PlannedRow(row.number, "error", str(problem), error=error)

    def check(self, row: SheetRow, asked: Asked) -> None:
        """Raises RowProblem for a row that stands there twice, or that the reader may not carry out."""
        earlier = self.seen.setdefault((asked.email, asked.held), row.number)
        if earlier != row.number:
            raise RowProblem(
                f"Row {earlier} is about the same person and the same role. Leave one of them out.", "email"
            )
        problem = self.may_give.get(asked.held)
        if problem is None:
            problem = self.may_give[asked.held] = self.why_not(asked)
        if problem:
            raise RowProblem(problem, "network" if asked.network else "organisation")

    def why_not(self, asked: Asked) -> str:
        """Why this role cannot be given or ended there by the reader; "" when it can."""
        wanted = RoleWanted(asked.kind, asked.organisation, asked.network)
        try:
            check_exists(wanted)
        except NoSuchRole as problem:
            return str(problem)
        if can(self.by, "role.give", wanted):
            return ""
        is_inside = _is_learning(asked.network) and asked.kind != "network_lead"
        return NOT_FOR_OVERSEERS if is_inside else PERMISSIONS["role.give"].why_not

    def end(self, row: SheetRow, asked: Asked) -> PlannedRow:
        """A role is ended."""
        person = self.person(asked.email)
        role = person.held.get(asked.held) if person else None
        words = self.words(asked)
        if person is None or role is None:
            return PlannedRow(row.number, "already", f"{asked.email} is not {words}: there is nothing to end.", asked)
        if asked.kind == "national_support" and person.is_active:
            if self.known.national_support - self.national_support_ended <= 1:
                raise RowProblem(
                    "This is the last one who holds national support. Give the role to another first.", "role"
                )
            self.national_support_ended += 1
        del person.held[asked.held]
        return PlannedRow(
            row.number, "ended", f"{asked.email} is no longer {words}.", asked, person=person.number, role=role
        )

    def add(self, row: SheetRow, asked: Asked) -> PlannedRow:
        """A role is given, to somebody new perhaps."""
        person = self.person(asked.email)
        words = self.words(asked)
        if person is None:
            return self.add_person(row, asked, words)
        if not person.is_active:
            raise RowProblem(f"The account of {asked.email} is closed. National support can open it again.", "email")
        if asked.held in person.held:
            return PlannedRow(row.number, "already", f"{asked.email} is {words} already.", asked, person=person.number)
        if asked.kind == "national_support" or (asked.kind == "system_administrator" and is_region(asked.organisation)):
            raise RowProblem(ONE_BY_ONE, "role")
        if person.number and not self.is_reached(person):
            raise RowProblem(NOT_YOURS.format(email=asked.email), "email")
        if self.would_oversee_inside(person, asked):
            raise RowProblem(KEPT_APART.format(email=asked.email), "role")
        person.held[asked.held] = 0
        return PlannedRow(row.number, "given", f"{asked.email} becomes {words}.", asked, person=person.number or None)

    def add_person(self, row: SheetRow, asked: Asked, words: str) -> PlannedRow:
        """Somebody without an account is invited; where no mail can be sent, they are added without a password."""
        try:
            check_can_be_added(asked.email, asked.name, None)
        except CannotBeAdded as problem:
            column = "name" if not asked.name or "name has" in str(problem) else "email"
            said = "Somebody new needs a name." if column == "name" and not asked.name else str(problem)
            raise RowProblem(said, column) from problem
        if settings.EVERYWEEK_MAIL:
            return self.invite(row, asked, words)
        self.added[asked.email] = KnownPerson(0, asked.name, is_active=True, held={asked.held: 0})
        return PlannedRow(row.number, "added", f"{asked.name} ({asked.email}) is new, and becomes {words}.", asked)

    def invite(self, row: SheetRow, asked: Asked, words: str) -> PlannedRow:
        """An invitation, of which there can be so many at one place."""
        if (asked.email, asked.held) in self.known.invited:
            return PlannedRow(row.number, "already", f"{asked.email} is invited already: as {words}.", asked)
        place = (asked.organisation, asked.network.pk if asked.network else None)
        if self.known.open_at[place] >= MOST_OPEN:
            raise RowProblem(
                f"At most {MOST_OPEN} invitations to one place can be open at once. Bring the rest when some were "
                "accepted.",
                "email",
            )
        self.known.open_at[place] += 1
        return PlannedRow(
            row.number, "invited", f"{asked.name} ({asked.email}) is new, and is invited: as {words}.", asked
        )

    def person(self, email: str) -> KnownPerson | None:
        """Whoever has the address, or will have it by an earlier row."""
        return self.known.people.get(email) or self.added.get(email)

    def is_reached(self, person: KnownPerson) -> bool:
        """Whether the reader looks after the person already; others are invited, and say yes themselves."""
        if self.by.holds("national_support"):
            return True
        return any(organisation in self.reached for _, organisation, _ in person.held)

    @cached_property
    def reached(self) -> frozenset[str]:
        """The organisations that the reader looks after."""
        return organisations_reached(self.by)

    def would_oversee_inside(self, person: KnownPerson, asked: Asked) -> bool:
        """Whether somebody would be inside a learning network and oversee its members."""
        after = [*person.held, asked.held]
        inside = any(
            kind in INSIDE_A_NETWORK and _is_learning(self.known.network_numbers.get(network or 0))
            for kind, _, network in after
        )
        oversees = any(
            kind == "national_support" or (kind == "system_administrator" and is_region(organisation))
            for kind, organisation, _ in after
        )
        return inside and oversees

    def words(self, asked: Asked) -> str:
        """The role and its place."""
        name = asked.network.name if asked.network else ""
        return role_at(asked.kind, organisation=asked.organisation, network_name=name, directory=directory())


def _is_learning(network: Network | None) -> bool:
    return network is not None and network.is_learning_network
