"""Who reports: organisations that stopped without a reason we know of, and those that began."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from everyweek.publications.quality.panel import EARLIER, Flags, Panel, Whole
from everyweek.reference import ENGLAND, Directory

QUIET = {"day": 7, "week": 14, "month": 28, "quarter": 85}
"""Days without a figure after which an organisation has stopped: one period, and a week of days, since single days are
often missed."""
FEWEST_PERIODS = 3
"""In how many periods an organisation reported before its silence means anything."""
SHARE_OF_ALL = 0.1
FEWEST_OF_ALL = 5
"""When so many stop or begin at once it is the publication that changed, and that is said once."""
ENDINGS = ("goes_on_as", "divided", "closed")
BEGINNINGS = ("formed", "merged", "took_over_part")


@dataclass(frozen=True, slots=True)
class Change:
    """Organisations that stopped, or began, at the same time.

    codes : sorted; one, or many when it is the publication that changed.
    last  : first day of the last period with them, when they stopped; of the first one, when they began.
    first_without : first day of the first period without them; None when they began.
    of    : how many organisations reported in the period `last`.
    """

    codes: tuple[str, ...]
    file: int
    last: date
    first_without: date | None
    of: int


def find_vanished(panel: Panel, *, reference: Directory, newest_before: date | None) -> tuple[Change, ...]:
    """Organisations that reported and are not in the newest periods, though the reference knows no end of them.

    newest_before : the newest period before this load; who had already stopped by then was found then.
    """
    seen = np.flatnonzero(reporting(panel))
    incoming = seen[panel.is_incoming[seen]]
    if not len(incoming):
        return ()
    newest, quiet = int(panel.period[incoming].max()), QUIET[panel.dataset.every]
    last, times = latest_periods(panel, seen)
    known_by = 0 if newest_before is None else newest_before.toordinal()
    stopped = (times >= FEWEST_PERIODS) & (newest - last >= quiet) & (known_by - last < quiet)
    by_end: defaultdict[int, list[str]] = defaultdict(list)
    for number in np.flatnonzero(stopped).tolist():
        if not has_ended(panel.codes[number], reference=reference, by=date.fromordinal(newest)):
            by_end[int(last[number])].append(panel.codes[number])
    return tuple(
        change
        for end, codes in sorted(by_end.items())
        for change in stopped_at(panel, seen, end, codes, reference=reference)
    )


def stopped_at(panel: Panel, seen: Whole, end: int, codes: Sequence[str], *, reference: Directory) -> Iterator[Change]:
    """Those whose last period is the same; each of them, or all at once when they are many."""
    later = seen[(panel.period[seen] > end) & (panel.file[seen] != EARLIER)]
    first = later[np.argmin(panel.period[later])]
    there = int(np.count_nonzero(panel.period[seen] == end))
    for together in at_once(codes, of=there, reference=reference):
        first_without = date.fromordinal(int(panel.period[first]))
        yield Change(together, int(panel.file[first]), date.fromordinal(end), first_without, there)


def find_newcomers(panel: Panel, *, reference: Directory, known: frozenset[str]) -> tuple[Change, ...]:
    """Organisations that report for the first time, long after the others, though the reference knows no beginning.

    known : codes that reported before this load. An organisation that the reference does not know at all is left out:
            the load says so in any case.
    """
    seen = np.flatnonzero(reporting(panel))
    if not len(seen):
        return ()
    first, _ = earliest_periods(panel, seen)
    periods = np.unique(panel.period[seen])
    if len(periods) <= FEWEST_PERIODS:
        return ()
    by_start: defaultdict[int, list[str]] = defaultdict(list)
    begins = date.fromordinal(int(periods[0]))
    for number in np.flatnonzero(first >= periods[FEWEST_PERIODS]).tolist():
        code = panel.codes[number]
        if code not in known and not has_begun(
            code, reference=reference, after=begins, by=date.fromordinal(int(first[number]))
        ):
            by_start[int(first[number])].append(code)
    changes = []
    for start, codes in sorted(by_start.items()):
        there = seen[panel.period[seen] == start]
        for together in at_once(codes, of=len(there), reference=reference):
            theirs = there[panel.organisation[there] == panel.codes.index(together[0])]
            file = int(panel.file[theirs[0]])
            changes.append(Change(together, file, date.fromordinal(start), None, len(there)))
    return tuple(changes)


def reporting(panel: Panel) -> Flags:
    """The lines with a figure of an organisation; England's own time series says nothing about who reports."""
    england = panel.codes.index(ENGLAND) if ENGLAND in panel.codes else -1
    found: Flags = panel.has_figure & (panel.organisation != england)
    return found


def latest_periods(panel: Panel, lines: Whole) -> tuple[Whole, Whole]:
    """By organisation the last of its periods, and how many it has; 0 for one without."""
    last = np.zeros(len(panel.codes), dtype=np.int64)
    np.maximum.at(last, panel.organisation[lines], panel.period[lines])
    return last, np.bincount(panel.organisation[lines], minlength=len(panel.codes))


def earliest_periods(panel: Panel, lines: Whole) -> tuple[Whole, Whole]:
    """By organisation the first of its periods, and how many it has; 0 for one without."""
    never = np.iinfo(np.int64).max
    first = np.full(len(panel.codes), never)
    np.minimum.at(first, panel.organisation[lines], panel.period[lines])
    return np.where(first == never, 0, first), np.bincount(panel.organisation[lines], minlength=len(panel.codes))


def at_once(codes: Iterable[str], *, of: int, reference: Directory) -> tuple[tuple[str, ...], ...]:
    """Trusts and services one by one, small providers together; everybody together when they are many of those there.

    Nobody publishes when a walk-in centre or a practice opens or closes, so theirs is no news of its own.
    """
    ordered = tuple(sorted(codes))
    if len(ordered) >= max(FEWEST_OF_ALL, SHARE_OF_ALL * of):
        return (ordered,)
    small = tuple(code for code in ordered if is_small(code, reference=reference))
    return (*((code,) for code in ordered if code not in small), *([small] if small else []))


def is_small(code: str, *, reference: Directory) -> bool:
    """Whether it is a walk-in centre, a practice or unknown."""
    return not reference.has(code) or reference.organisation(code).kind == "other_provider"


def has_ended(code: str, *, reference: Directory, by: date) -> bool:
    """Whether the reference knows that the organisation merged into another, was divided or closed by a day."""
    if not reference.has(code):
        return False
    ended = reference.organisation(code).valid_to
    changes = (change for change in reference.changes(code) if change.kind in ENDINGS)
    return (ended is not None and ended <= by) or any(change.figures_from <= by for change in changes)


def has_begun(code: str, *, reference: Directory, after: date, by: date) -> bool:
    """Whether it is no wonder that an organisation begins: by the reference it opened or was formed between two days.

    True also for one that the reference does not know at all.
    """
    if not reference.has(code):
        return True
    began = reference.names(code)[0].valid_from
    changes = (change for change in reference.changes(code) if change.kind in BEGINNINGS)
    days = [*([began] if began else []), *(change.figures_from for change in changes)]
    return any(after < day <= by for day in days)
