"""What a list of trusts adds to the facts: trusts, names, regions and boards that were not known, and closures."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from everyweek.reference.doubts import Doubt
from everyweek.reference.facts import Facts
from everyweek.reference.organisation import GroupKind, Membership, Organisation
from everyweek.reference.printed_names import as_written
from everyweek.reference.rows import data_folder, read_rows
from everyweek.reference.search import words_of
from everyweek.reference.succession import SuccessionPlan
from everyweek.reference.updates import ListedTrust, TrustList

SEEN_UNTIL = date(2025, 7, 1)
"""The built-in names, regions and boards were held against the list of July 2025, so an older list corrects none."""
BOARDS_BEGIN = date(2022, 7, 1)
FIGURES_BEGIN = date(2010, 4, 1)
"""The oldest figures of trusts are of June 2010; a trust that had closed before has nothing to show."""
WALES = "W"
"""Welsh trusts stand in the list with the region W00; they are in no publication of NHS England."""


def extend_by_trusts(facts: Facts, update: TrustList, *, on: date, built_in: Facts) -> tuple[Facts, list[Doubt]]:
    """The facts with what a list of trusts adds to them, and what in it was not followed.

    A trust that was not known is added, from the day it opened. Another name, region or board of one that is known
    takes effect from the day of the list (`TrustList.dated`) when that is later than what it replaces. A closure
    closes.

    on : the day the list was loaded.
    """
    draft = _Draft(facts, dated=update.dated(loaded_on=on), built_in=built_in)
    for trust in update.trusts:
        if not trust.region.startswith(WALES):
            draft.take_in(trust)
    return draft.facts(), draft.doubts


@cache
def known_differences() -> frozenset[tuple[str, str]]:
    """Trusts and the board that the Organisation Data Service has for them, where the publications have another."""
    rows = read_rows(data_folder().joinpath("trust_list_differences.csv"), "code", "board", "evidence")
    return frozenset((row.text("code"), row.text("board")) for row in rows)


class _Draft:
    """Facts being extended."""

    def __init__(self, facts: Facts, *, dated: date, built_in: Facts) -> None:
        self.before, self.dated = facts, dated
        self.settled = {name.code for name in built_in.names}
        self.names: defaultdict[str, list[Organisation]] = defaultdict(list)
        for name in sorted(facts.names, key=lambda name: name.valid_from or date.min):
            self.names[name.code].append(name)
        self.memberships: defaultdict[tuple[str, str], list[Membership]] = defaultdict(list)
        for row in sorted(facts.memberships, key=lambda row: row.valid_from or date.min):
            self.memberships[row.provider, self.kind(row.group)].append(row)
        self.plan = SuccessionPlan(facts.successions)
        self.doubts: list[Doubt] = []

    def facts(self) -> Facts:
        """The facts as they stand now."""
        return Facts(
            tuple(name for periods in self.names.values() for name in periods),
            tuple(row for rows in self.memberships.values() for row in rows),
            self.before.successions,
        )

    def kind(self, code: str) -> str:
        """What kind of organisation a code is; empty for one that is not known."""
        return self.names[code][0].kind if code in self.names else ""

    def take_in(self, trust: ListedTrust) -> None:
        """Add what one row says."""
        if trust.code not in self.names:
            if trust.closed is None or trust.closed > FIGURES_BEGIN:
                self.add(trust)
        elif self.kind(trust.code) not in ("trust", "ambulance_service"):
            self.doubt("A code is another kind of organisation", trust, trust.name, self.kind(trust.code))
        else:
            self.rename(trust)
            self.move(trust, "region", trust.region)
            if self.dated >= BOARDS_BEGIN and self.kind(trust.code) == "trust":
                self.move(trust, "icb", trust.board)
            self.close(trust)

    def add(self, trust: ListedTrust) -> None:
        """A trust that was not known, in its region from the start, so that no figure of it is in none."""
        if self.kind(trust.region) != "region":
            self.doubt("A trust is in a region that is not known", trust, trust.region or "none", "", "left out")
            return
        kind = "ambulance_service" if "ambulance" in words_of(trust.name) else "trust"
        name = Organisation(trust.code, kind, as_written(trust.name), trust.opened, trust.closed, invented=False)
        self.names[trust.code].append(name)
        self.memberships[trust.code, "region"].append(Membership(trust.code, trust.region, None, None))
        still_there = trust.closed is None or trust.closed > BOARDS_BEGIN
        if kind == "trust" and still_there and self.is_group(trust, "icb", trust.board):
            self.place(trust, trust.board, self.first_day_in_a_board(trust.code))

    def rename(self, trust: ListedTrust) -> None:
        """Another name than any it had, from the day of the list."""
        current = self.names[trust.code][-1]
        known = {words_of(name.name) for name in self.names[trust.code]}
        if words_of(trust.name) in known or current.valid_to is not None:
            return
        if self.may_correct(trust.code, current.valid_from):
            self.names[trust.code][-1] = replace(current, valid_to=self.dated)
            self.names[trust.code].append(replace(current, name=as_written(trust.name), valid_from=self.dated))
        else:
            self.doubt("A trust has another name than the one known", trust, trust.name, current.name)

    def move(self, trust: ListedTrust, kind: GroupKind, group: str) -> None:
        """Another region or board than any it was in, from the day of the list."""
        rows = self.memberships[trust.code, kind]
        if not group or group in {row.group for row in rows} or not self.is_group(trust, kind, group):
            return
        if (trust.code, group) in known_differences():
            self.doubt("A trust's board is not the one that NHS England publishes", trust, group, rows[-1].group)
        elif rows and (rows[-1].valid_to is not None or not self.may_correct(trust.code, rows[-1].valid_from)):
            self.doubt(f"A trust is in another {self.words(kind)} than the one known", trust, group, rows[-1].group)
        elif rows:
            rows[-1] = replace(rows[-1], valid_to=self.dated)
            self.place(trust, group, self.dated)
        else:
            self.place(trust, group, self.first_day_in_a_board(trust.code))

    def close(self, trust: ListedTrust) -> None:
        """The day from which it is no longer there; it stays in its groups, for figures that arrive late."""
        current = self.names[trust.code][-1]
        if trust.closed is None or trust.closed == current.valid_to:
            return
        if current.valid_to is None and self.may_correct(trust.code, current.valid_from, day=trust.closed):
            self.names[trust.code][-1] = replace(current, valid_to=trust.closed)
        else:
            known = f"closed on {current.valid_to}" if current.valid_to else "open"
            self.doubt("A trust closed on another day than the one known", trust, f"{trust.closed}", known)

    def place(self, trust: ListedTrust, group: str, start: date) -> None:
        """A membership from a day, with the boards that did the group's work afterwards."""
        kind = self.kind(group)
        for heir, begin, end in self.heirs(group, start):
            self.memberships[trust.code, kind].append(Membership(trust.code, heir, begin, end))

    def first_day_in_a_board(self, code: str) -> date:
        """The day boards began, or a trust that is younger."""
        return max(BOARDS_BEGIN, self.names[code][0].valid_from or BOARDS_BEGIN)

    def heirs(self, group: str, start: date) -> Iterator[tuple[str, date, date | None]]:
        """A group from a day to its end, then the one that took all of its work on, and so on."""
        end = self.names[group][-1].valid_to
        begin = max(start, self.names[group][0].valid_from or start)
        if end is None or begin < end:
            yield group, begin, end
        heir = self.plan.rolled_up(group, on=date.max)
        if end is not None and heir is not None and heir != group:
            yield from self.heirs(heir, max(begin, end))

    def is_group(self, trust: ListedTrust, kind: GroupKind, code: str) -> bool:
        """Whether a code is of a known region or board; a doubt when it is not."""
        if self.kind(code) == kind:
            return True
        if code:
            self.doubt(f"A trust is in a {self.words(kind)} that is not known", trust, code, "")
        return False

    def may_correct(self, code: str, since: date | None, *, day: date | None = None) -> bool:
        """Whether the list, or a day in it, is later than what it would replace."""
        told = day or self.dated
        return told > (since or date.min) and (code not in self.settled or told > SEEN_UNTIL)

    def doubt(self, reason: str, trust: ListedTrust, found: str, expected: str, action: str = "kept as it was") -> None:
        """Note that a row was not followed."""
        self.doubts.append(Doubt(reason, trust.row, f"{trust.code} {found}".strip(), expected, action))

    @staticmethod
    def words(kind: GroupKind) -> str:
        """A kind of group in words."""
        return {"icb": "board", "region": "region"}[kind]
