"""Checking the chain: is every entry there, as it was written, and in its place?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from everyweek.web.people.audit.actions import KEY_CHANGED
from everyweek.web.people.audit.details import read
from everyweek.web.people.audit.erasure import ERASED, of_ranges
from everyweek.web.people.audit.models import AuditEntry
from everyweek.web.people.audit.seal import BEGINNING, SealingKey, digest_of, keys_known, seal_of
from everyweek.web.people.models import Person

BATCH = 2_000
MOST_NAMED = 50
"""Faults that are named; more are counted. A chain with one entry put in breaks from there to its end."""
FEWEST_OF_A_SEAL = 16
"""Characters of a kept seal that are compared at least: 64 bits, which nobody meets by chance."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an entry, or between two. number: of the entry."""

    number: int
    what: str


@dataclass(slots=True)
class Verdict:
    """What a check found.

    checked    : entries that hold; uncheckable : entries sealed with a key that this server does not have any more.
    erased     : entries among them whose details were erased at a person's request.
    first      : number of the first entry looked at; newest, seal: of the last; 0 and "" when there is none.
    faults     : the first MOST_NAMED; broken : how many there are.
    """

    at: datetime
    first: int = 0
    newest: int = 0
    seal: str = ""
    checked: int = 0
    uncheckable: int = 0
    erased: int = 0
    broken: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong with what can be checked."""
        return self.broken == 0


def verify_chain(*, now: datetime, newest: int | None = None) -> Verdict:
    """Walk the chain, or its newest entries, from the oldest on.

    newest : how many of the newest entries; None for all. What is before them is taken as it stands.
    """
    walk = _Walk(Verdict(now))
    before = _entry_before(newest)
    if before is not None:
        walk.expected, walk.seal_before = before.number + 1, before.seal
    for entry in _entries(after=before.number if before else 0):
        walk.look_at(entry)
    walk.end()
    return walk.verdict


def check_head(number: int, seal: str) -> str:
    """What is wrong with the chain by a number and seal that were kept elsewhere; "" when it still has them.

    This finds what the chain itself cannot show: that its newest entries were taken away.
    """
    assert len(seal) >= FEWEST_OF_A_SEAL
    kept = AuditEntry.objects.filter(number=number).first()
    if kept is None:
        last = AuditEntry.objects.order_by("-number").first()
        end = f"it ends with entry {last.number}" if last else "it is empty"
        return f"Entry {number}, which you kept the seal of, is not in the chain any more: {end}."
    if not kept.seal.startswith(seal.lower()):
        return f"Entry {number} has another seal than the one you kept: the chain was written anew."
    return ""


class _Walk:
    """One walk along the chain."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.keys = keys_known()
        self.announced_erasures = _announced_erasures()
        self.expected = 1
        self.seal_before: str | None = BEGINNING
        self.foreign: list[tuple[int, str]] = []  # entries of another key, since the last one of ours
        self.saw_ours = False
        self.person_is_there = cache(lambda number: Person.objects.filter(pk=number).exists())

    def look_at(self, entry: AuditEntry) -> None:
        """The next entry."""
        self.verdict.first = self.verdict.first or entry.number
        self.verdict.newest, self.verdict.seal = entry.number, entry.seal
        if entry.number != self.expected:
            self.fault(entry.number, _missing(self.expected, entry.number))
            self.seal_before = None  # the entry before it is not there to be sealed over
        key = self.keys.get(entry.key_id)
        wrong = self.wrong_with_people(entry) or _wrong_with_details(entry, self.announced_erasures)
        if key is None:
            self.foreign.append((entry.number, wrong))
        else:
            self.close_foreign(announced_by=entry)
            self.saw_ours = True
            self.judge(entry.number, [*_wrong_with_seal(entry, self.seal_before, key), *([wrong] if wrong else [])])
        self.verdict.erased += entry.details is None
        self.expected, self.seal_before = entry.number + 1, entry.seal

    def wrong_with_people(self, entry: AuditEntry) -> str:
        """The links to people are not sealed, so that a deleted account can leave them empty: their numbers are."""
        for link, then in ((entry.by_id, entry.by_id_then), (entry.about_id, entry.about_id_then)):
            if link != then and (link is not None or self.person_is_there(then)):
                return "It was linked to another person, or to none, after it was written."
        return ""

    def end(self) -> None:
        """After the last entry: with a new key and nothing recorded since, no entry of ours follows."""
        if self.saw_ours and self.foreign:
            self.foreign = [(number, wrong or UNANNOUNCED) for number, wrong in self.foreign]
        self.settle_foreign()

    def close_foreign(self, *, announced_by: AuditEntry) -> None:
        """An entry of ours follows others: it must say that there was another key."""
        if self.foreign and announced_by.action != KEY_CHANGED:
            self.foreign = [(number, wrong or UNANNOUNCED) for number, wrong in self.foreign]
        self.settle_foreign()

    def settle_foreign(self) -> None:
        """Count entries of another key, and name those with which something is wrong all the same."""
        for number, wrong in self.foreign:
            if wrong:
                self.fault(number, wrong)
            else:
                self.verdict.uncheckable += 1
        self.foreign = []

    def judge(self, number: int, wrong: list[str]) -> None:
        """Count an entry as one that holds, or name it."""
        if wrong:
            self.fault(number, " ".join(wrong))
        else:
            self.verdict.checked += 1

    def fault(self, number: int, what: str) -> None:
        """Name what is wrong, as long as there is room."""
        self.verdict.broken += 1
        if len(self.verdict.faults) < MOST_NAMED:
            self.verdict.faults.append(Fault(number, what))


UNANNOUNCED = "It says that it was sealed with another key, but at that time there was none."


def _wrong_with_seal(entry: AuditEntry, before: str | None, key: SealingKey) -> list[str]:
    if before is None or seal_of(entry, before=before, key=key) == entry.seal:
        return []
    return ["Its seal does not fit: it, or its place behind the entry before it, was changed after it was written."]


def _announced_erasures() -> frozenset[int]:
    """Numbers of the entries that entries of erasure name; those are looked at like all others."""
    rows = AuditEntry.objects.filter(action=ERASED, details__isnull=False)
    whole = (row for row in rows if digest_of(row.details, row.salt) == row.digest)
    return frozenset(number for row in whole for number in of_ranges(str(read(row.details)[1].get("entries", ""))))


def _wrong_with_details(entry: AuditEntry, announced_erasures: frozenset[int]) -> str:
    """What is wrong with the details, of which only the digest is sealed."""
    if entry.details is None:
        if entry.salt or entry.number not in announced_erasures:
            return "Its details are gone, and no erasure of them was recorded."
        return ""
    if digest_of(entry.details, entry.salt) != entry.digest:
        return "Its details do not fit their digest: they were changed after it was written."
    return ""


def _missing(expected: int, found: int) -> str:
    if found < expected:
        return f"It stands where entry {expected} should."
    last = found - 1
    return f"Entry {expected} is missing." if last == expected else f"Entries {expected} to {last} are missing."


def _entry_before(newest: int | None) -> AuditEntry | None:
    """The entry before the newest so many; None when all are looked at."""
    if newest is None:
        return None
    numbers = AuditEntry.objects.order_by("-number").values_list("number", flat=True)
    found = list(numbers[newest : newest + 1])
    return AuditEntry.objects.get(number=found[0]) if found else None


def _entries(*, after: int) -> Iterator[AuditEntry]:
    """Every entry behind a number, in batches: a chain of millions never stands in memory."""
    while batch := list(AuditEntry.objects.filter(number__gt=after).order_by("number")[:BATCH]):
        yield from batch
        after = batch[-1].number
