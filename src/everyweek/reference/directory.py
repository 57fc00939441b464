"""The directory of organisations: who they are, were, belong to, and became."""

import difflib
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache, cached_property

from everyweek.reference.changes import Change, list_changes, name_on
from everyweek.reference.check_facts import check_facts
from everyweek.reference.facts import Facts, read_contracts, read_facts
from everyweek.reference.organisation import ENGLAND, PROVIDER_KINDS, GroupKind, Kind, Membership, Organisation
from everyweek.reference.rows import data_folder
from everyweek.reference.search import SearchIndex
from everyweek.reference.succession import SuccessionPlan

ENGLAND_ITSELF = Organisation(ENGLAND, ENGLAND, "England", None, None, invented=False)


class UnknownOrganisation(LookupError):
    """Somebody asked for a code that no organisation has; the message suggests what may have been meant."""

    def __init__(self, code: str, near: Iterable[Organisation] = ()) -> None:
        suggestions = "; ".join(f"{organisation.code} {organisation.name}" for organisation in near)
        hint = f" Did you mean: {suggestions}?" if suggestions else ""
        super().__init__(f"No organisation has the code {code!r}.{hint}")
        self.code = code


class Directory:
    """Everything known about organisations, answered for a day.

    Codes are compared as they are written, in capitals; `england` is England. Facts are checked when the directory
    is made, so a directory that exists does not contradict itself.

    facts  : from `read_facts`.
    Raises : FaultyReference.

    >>> organisations = directory()
    >>> organisations.organisation("RAJ", on=date(2020, 3, 31)).name
    'Southend University Hospital NHS Foundation Trust'
    >>> organisations.organisation("RAJ").name
    'Mid and South Essex NHS Foundation Trust'
    >>> organisations.rolled_up("RDD", on=date(2025, 1, 1))
    'RAJ'

    Source: beside each data file in `reference/data`.
    """

    def __init__(self, facts: Facts) -> None:
        check_facts(facts)
        self.facts = facts
        names: defaultdict[str, list[Organisation]] = defaultdict(list, {ENGLAND: [ENGLAND_ITSELF]})
        for name in sorted(facts.names, key=lambda name: name.valid_from or date.min):
            names[name.code].append(name)
        self._names = {code: tuple(periods) for code, periods in names.items()}
        self._plan = SuccessionPlan(facts.successions)
        self._parents: defaultdict[tuple[str, str], list[Membership]] = defaultdict(list)
        for row in sorted(facts.memberships, key=lambda row: row.valid_from or date.min):
            self._parents[row.provider, self._kind(row.group)].append(row)
        self._rolled_up_memberships = cache(self._roll_up_memberships)

    def has(self, code: str) -> bool:
        """Whether any organisation has, or had, this code."""
        return code in self._names

    def names(self, code: str) -> tuple[Organisation, ...]:
        """All name periods of a code, oldest first.

        Raises : UnknownOrganisation.
        """
        if code not in self._names:
            raise UnknownOrganisation(code, self._near(code))
        return self._names[code]

    def organisation(self, code: str, *, on: date | None = None) -> Organisation:
        """The organisation under the name it had on a day; without a day, under its latest.

        After its last day it keeps its last name, before its first day it has its first, so that figures which
        arrive late or early still have one.

        Raises : UnknownOrganisation.
        """
        periods = self.names(code)
        return periods[-1] if on is None else name_on(periods, on)

    def organisations(self, *, kind: Kind, on: date) -> tuple[Organisation, ...]:
        """All organisations of a kind that exist on a day, under the name they have then, by name.

        The cast is among them, marked as invented.
        """
        periods = (name for code in self._names for name in self._names[code] if name.kind == kind)
        return tuple(sorted((name for name in periods if name.holds_on(on)), key=lambda name: (name.name, name.code)))

    def parent(self, code: str, *, kind: GroupKind, on: date) -> str | None:
        """The ICB or region that a provider, or an ICB, belonged to on a day; None when to none.

        ICBs begin on 1 July 2022: before, and for ambulance services always, there is no ICB.

        Raises : UnknownOrganisation.
        """
        self.names(code)
        return next((row.group for row in self._parents.get((code, kind), ()) if row.holds_on(on)), None)

    def providers(self, group: str, *, on: date) -> frozenset[str]:
        """The providers counted in an ICB, a region or `england` on a day, as was; empty for any other code.

        Walk-in centres and practices stay members without end, because the day they closed is not published. The
        cast counts in `england` too, so that the sample adds up: a warehouse holds the sample or real files, not both.

        Raises : UnknownOrganisation.
        """
        self.names(group)
        return frozenset(row.provider for row in self._members_of.get(group, ()) if row.holds_on(on))

    def rolled_up(self, code: str, *, on: date) -> str | None:
        """The code that stands for this one on a day: after every merger that had taken effect.

        Itself when nothing happened to it, also when it closed and nobody followed; None when its work was divided.

        Raises : UnknownOrganisation.
        """
        self.names(code)
        return self._plan.rolled_up(code, on=on)

    def predecessors(self, code: str, *, on: date) -> frozenset[str]:
        """All other codes that roll up to this one on a day; empty when there are none.

        Raises : UnknownOrganisation.
        """
        self.names(code)
        return self._plan.predecessors(code, on=on)

    def memberships(self) -> tuple[Membership, ...]:
        """Every provider with every group it was counted in, and when: its ICBs, its regions and `england`."""
        return self._memberships

    def rolled_up_memberships(self, *, on: date) -> tuple[Membership, ...]:
        """Every provider, past and present, with the groups that its figures of any month count in on a day.

        The groups are the trust that does its work now (only where others merged into that trust, which is then a
        member of itself), that trust's ICB and region, and `england`. A provider whose work was divided counts in
        the ICB and region that all its heirs share, else in neither. A provider that closed and left no heir counts
        where it was last. Both ends of every period are open.
        """
        return self._rolled_up_memberships(on)

    def board_memberships(self) -> tuple[Membership, ...]:
        """Every integrated care board with the groups that its own figures count in, and when, as was.

        For files whose rows are boards: a board counts as itself, in its region and in `england` while it exists.
        """
        rows = [row for code in self._boards for row in self._parents[code, "region"]]
        for code in self._boards:
            start, end = self._names[code][0].valid_from, self._names[code][-1].valid_to
            rows += [Membership(code, code, start, end), Membership(code, ENGLAND, start, end)]
        return tuple(sorted(rows, key=lambda row: (row.provider, row.group, row.valid_from or date.min)))

    def rolled_up_board_memberships(self, *, on: date) -> tuple[Membership, ...]:
        """Every board, past and present, with the groups that its figures of any month count in on a day.

        The groups are the board that does its work now (itself when it still does; none when it was divided), the
        region that all its heirs share, and `england`. Both ends of every period are open.
        """
        heirs = {code: self._plan.rolled_up(code, on=on) for code in self._boards}
        return tuple(
            Membership(code, group, None, None)
            for code, heir in heirs.items()
            for group in sorted(self._groups_now(code, on) | ({heir} if heir is not None else set()))
        )

    def changes(self, code: str) -> tuple[Change, ...]:
        """What happened to an organisation, oldest first, each with a sentence for the page.

        Raises : UnknownOrganisation.
        """
        self.names(code)
        return list_changes(code, self._names, leaving=self._plan.leaving(code), arriving=self._plan.arriving(code))

    def find(self, text: str, *, limit: int = 20) -> tuple[Organisation, ...]:
        """What a person typed into the search box may mean: best first, at most `limit`, under the latest name.

        text : a code, or words of any present or former name, in any order, whatever the case, accents and
               punctuation; the beginnings of words are enough.
        """
        return self._index.find(text, limit=limit)

    def digest(self, *, on: date) -> str:
        """A fingerprint of all facts in effect on a day: what was made with another one is stale.

        Returns : SHA-256 in hexadecimal, the same for two days between which nothing took effect.
        """
        facts = (
            sorted(self._names.items()),
            (self._memberships, self._rolled_up_memberships(on)),
            (self.board_memberships(), self.rolled_up_board_memberships(on=on)),
        )
        return hashlib.sha256(repr(facts).encode()).hexdigest()

    def _kind(self, code: str) -> str:
        return self._names[code][0].kind

    @cached_property
    def _providers(self) -> tuple[str, ...]:
        return tuple(sorted(code for code in self._names if self._kind(code) in PROVIDER_KINDS))

    @cached_property
    def _boards(self) -> tuple[str, ...]:
        return tuple(sorted(code for code in self._names if self._kind(code) == "icb"))

    @cached_property
    def _memberships(self) -> tuple[Membership, ...]:
        rows = [row for code in self._providers for kind in ("icb", "region") for row in self._parents[code, kind]]
        rows += [self._england(code) for code in self._providers]
        return tuple(sorted(rows, key=lambda row: (row.provider, row.group, row.valid_from or date.min)))

    @cached_property
    def _members_of(self) -> dict[str, list[Membership]]:
        found: defaultdict[str, list[Membership]] = defaultdict(list)
        for row in self._memberships:
            found[row.group].append(row)
        return dict(found)

    @cached_property
    def _index(self) -> SearchIndex:
        return SearchIndex(self._names.values())

    def _england(self, code: str) -> Membership:
        """England is the sum of the regions, of which a provider is always in one (`check_facts`)."""
        regions = self._parents[code, "region"]
        return Membership(code, ENGLAND, regions[0].valid_from, regions[-1].valid_to)

    def _roll_up_memberships(self, on: date) -> tuple[Membership, ...]:
        return tuple(
            Membership(code, group, None, None)
            for code in self._providers
            for group in sorted(self._groups_now(code, on))
        )

    def _groups_now(self, code: str, on: date) -> set[str]:
        heirs = self._plan.heirs(code, on=on)
        groups = {ENGLAND}
        for kind in ("icb", "region"):
            shared = {self._last_group(heir, kind, on) for heir in heirs}
            groups |= {group for group in shared if group is not None and len(shared) == 1}
        today = self._plan.rolled_up(code, on=on)
        if today is not None and self._plan.predecessors(today, on=on):
            groups.add(today)
        return groups

    def _last_group(self, code: str, kind: str, on: date) -> str | None:
        begun = [row for row in self._parents[code, kind] if row.valid_from is None or row.valid_from <= on]
        if not begun:
            return None
        group = begun[-1].group
        return group if begun[-1].holds_on(on) else self._plan.rolled_up(group, on=on)

    def _near(self, code: str) -> tuple[Organisation, ...]:
        by_code = difflib.get_close_matches(code.strip().upper(), self._names, n=3, cutoff=0.6)
        return tuple(dict.fromkeys([*(self._names[near][-1] for near in by_code), *self.find(code, limit=3)]))[:3]


@cache
def directory() -> Directory:
    """The built-in organisations, the areas of NHS 111 contracts and the cast, read once."""
    folder = data_folder()
    contracts = read_contracts(folder.joinpath("nhs_111_contracts.csv"))
    return Directory(read_facts(folder) + contracts + read_facts(folder, prefix="cast_", invented=True))
