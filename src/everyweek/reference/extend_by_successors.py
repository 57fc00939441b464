"""What a list of successors adds to the facts: where the work of organisations went that were not known to end."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from everyweek.reference.doubts import Doubt
from everyweek.reference.facts import Facts
from everyweek.reference.faults import ContradictoryUpdate
from everyweek.reference.organisation import PROVIDER_KINDS, Extent, Membership, Organisation, Succession
from everyweek.reference.succession import SuccessionPlan
from everyweek.reference.updates import ListedSuccessor, SuccessorList

NAMED_SINCE = date(2015, 1, 1)
"""A name without a beginning is one that was seen in the publications from 2015 on."""
NEIGHBOURING = timedelta(days=1)
"""The Organisation Data Service sometimes gives the last day of the old instead of the first of the new."""


def extend_by_successors(
    facts: Facts, update: SuccessorList, *, built_in: Facts, with_figures: Mapping[str, str]
) -> tuple[Facts, list[Doubt]]:
    """The facts with what a list of successors adds to them, and what in it was not followed.

    Only rows whose old code is a provider of the facts, or has figures, are looked at: such a list holds 25,000 rows
    of practices and commissioners. One successor took all of the work over; several on one day divided it. An
    organisation that has figures but was not known is added under its printed name, in its successor's region.

    Raises : ContradictoryUpdate, with the row: successors on different days, or of an organisation of which another
             list says otherwise, or a circle.
    """
    draft = _Draft(facts, built_in=built_in)
    rows: defaultdict[str, list[ListedSuccessor]] = defaultdict(list)
    for row in update.successors:
        if row.code != row.successor and (draft.kind(row.code) in PROVIDER_KINDS or row.code in with_figures):
            rows[row.code].append(row)
    # Heirs before heirs' heirs, so that one added in this list can be a successor of another.
    for code, found in sorted(rows.items(), key=lambda item: (-item[1][0].on.toordinal(), item[0])):
        draft.take_in(code, found, printed_name=with_figures.get(code, code))
    return draft.facts(), draft.doubts


@dataclass
class _Draft:
    """Facts being extended."""

    before: Facts
    built_in: Facts
    names: dict[str, list[Organisation]] = field(default_factory=dict)
    added_memberships: list[Membership] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in sorted(self.before.names, key=lambda name: name.valid_from or date.min):
            self.names.setdefault(name.code, []).append(name)
        self.successions = list(self.before.successions)
        self.settled = {row.code for row in self.built_in.successions}

    def facts(self) -> Facts:
        """The facts as they stand now."""
        return Facts(
            tuple(name for periods in self.names.values() for name in periods),
            (*self.before.memberships, *self.added_memberships),
            tuple(self.successions),
        )

    def kind(self, code: str) -> str:
        """What kind of organisation a code is; empty for one that is not known."""
        return self.names[code][0].kind if code in self.names else ""

    def take_in(self, code: str, rows: Sequence[ListedSuccessor], *, printed_name: str) -> None:
        """Add where one organisation's work went."""
        known = [row for row in self.successions if row.code == code]
        unknown = [row for row in rows if self.kind(row.successor) not in PROVIDER_KINDS]
        if known:
            self.compare(rows, known)
        elif unknown:
            if code in self.names:
                self.doubt("A successor is not known; load the list of trusts that has it", unknown[0])
        elif self.begins_after(code, rows[0].on):
            self.doubt("An organisation is said to have ended before the name it has began", rows[0])
        else:
            self.check_one_day(rows)
            self.follow(code, rows, printed_name=printed_name)

    def compare(self, rows: Sequence[ListedSuccessor], known: Sequence[Succession]) -> None:
        """What the list says beside what is known already, of which it may tell a part."""
        days = {row.successor: row.effective_on for row in known}
        for row in rows:
            if abs(days.get(row.successor, date.min) - row.on) <= NEIGHBOURING:
                continue
            have = ", ".join(f"{successor} on {day}" for successor, day in days.items())
            if row.code not in self.settled:
                raise ContradictoryUpdate(
                    row.row,
                    f"Another list that was loaded says otherwise of {row.code}.",
                    found=said(row),
                    expected=have,
                )
            self.doubt("A successor is not the one known", row, have)

    def begins_after(self, code: str, day: date) -> bool:
        """Whether the organisation bears a name that it took after this day, so that the code was given out anew."""
        return code in self.names and day <= (self.names[code][-1].valid_from or NAMED_SINCE)

    def check_one_day(self, rows: Sequence[ListedSuccessor]) -> None:
        """Refuse an organisation that ends twice."""
        for row in rows[1:]:
            if row.on != rows[0].on:
                raise ContradictoryUpdate(
                    row.row,
                    f"{row.code} ends twice.",
                    found=said(row),
                    expected=f"one day, as in row {rows[0].row}: {said(rows[0])}",
                )

    def follow(self, code: str, rows: Sequence[ListedSuccessor], *, printed_name: str) -> None:
        """Write the successions, close what has ended, and add it when it was not known."""
        plan = SuccessionPlan(self.successions)
        for row in rows:
            if code in plan.heirs(row.successor, on=date.max):
                raise ContradictoryUpdate(
                    row.row, "An organisation would succeed itself.", found=said(row), expected="no way round"
                )
        extent: Extent = "part" if len(rows) > 1 else "whole"
        self.successions += [Succession(code, row.successor, row.on, extent, row.on) for row in rows]
        day = rows[0].on
        if code in self.names:
            if self.names[code][-1].valid_to is None:
                self.names[code][-1] = replace(self.names[code][-1], valid_to=day)
        else:
            self.names[code] = [Organisation(code, "other_provider", printed_name, None, day, invented=False)]
            self.added_memberships.append(Membership(code, self.region(rows[0].successor), None, None))

    def region(self, code: str) -> str:
        """The region that a known provider was last in."""
        every: Iterable[Membership] = (*self.before.memberships, *self.added_memberships)
        held = [row for row in every if row.provider == code and self.kind(row.group) == "region"]
        return max(held, key=lambda row: row.valid_from or date.min).group

    def doubt(self, reason: str, row: ListedSuccessor, expected: str = "") -> None:
        """Note that a row was not followed."""
        self.doubts.append(Doubt(reason, row.row, said(row), expected, "kept as it was"))


def said(row: ListedSuccessor) -> str:
    """What a row says, in words."""
    return f"{row.code} to {row.successor} on {row.on}"
