"""What the checks found, as sentences that say what is odd, where, and what was done about it."""

from collections.abc import Sequence
from datetime import date

from everyweek.publications.publication import Dataset
from everyweek.publications.quality.copies import Copy
from everyweek.publications.quality.finding import (
    COMMON_JUMP,
    COPIED,
    ENGLAND_DIFFERS,
    EVERYONE,
    JUMP,
    NEGATIVE,
    NEWCOMER,
    SHARE,
    STALE,
    VANISHED,
    Finding,
    Subject,
    amount,
    period_in_words,
)
from everyweek.publications.quality.jumps import SIGMAS, CommonJump, Jump
from everyweek.publications.quality.panel import Panel
from everyweek.publications.quality.presence import Change, is_small
from everyweek.publications.quality.ranges import OutOfRange
from everyweek.reference import ENGLAND, Directory
from everyweek.tables import Every
from everyweek.warehouse.england_twice import EnglandTwice

MOST_CODES = 12
WEEKDAY_HISTORY = "the same weekday before"


def jumped(panel: Panel, jumps: Sequence[Jump]) -> Finding:
    """One or several measures of an organisation that jumped in one period; the farthest is told first."""
    ordered = sorted(jumps, key=lambda jump: -weight(jump))
    first, every = ordered[0], panel.dataset.every
    low, high = first.usual - SIGMAS * first.sigma, first.usual + SIGMAS * first.sigma
    lowest = max(low, 0.0)
    highest = min(high, 1.0) if first.measure.unit == "share" and first.usual <= 1 else high
    others = f" Also: {'; '.join(jump.measure.short_title for jump in ordered[1:])}." if ordered[1:] else ""
    earlier = f"{first.points} periods before" if every != "day" else f"{first.points} times {WEEKDAY_HISTORY}"
    return Finding(
        rule=JUMP,
        severity="warning",
        file_name=panel.files[first.file],
        subject=Subject(first.code, tuple(jump.measure.name for jump in ordered), first.start),
        message=(
            f"{first.measure.title}: {first.code} jumped to {amount(first.value, first.measure)} "
            f"{when(first.start, every)}, where "
            f"{amount(first.usual, first.measure)} was usual ({earlier}).{others}"
        ),
        value=amount(first.value, first.measure),
        expected=f"{amount(lowest, first.measure)} to {amount(highest, first.measure)}",
        weight=weight(first),
    )


def weight(jump: Jump) -> float:
    """How many sigma a jump is from what is usual."""
    return abs(jump.value - jump.usual) / jump.sigma


def jumped_together(panel: Panel, jump: CommonJump) -> Finding:
    """A period in which so many jumped that the reason is no slip of one of them."""
    way = "rose" if jump.is_up else "fell"
    return Finding(
        rule=COMMON_JUMP,
        severity="note",
        file_name=panel.files[jump.file],
        subject=Subject(EVERYONE, (jump.measure.name,), jump.start),
        message=(
            f"{jump.measure.title} {way} far beyond the ordinary at {jump.organisations} of {jump.of} organisations at "
            f"once ({period_in_words(jump.start, panel.dataset.every)}): something happened to all of them, or the "
            "figures were counted in another way."
        ),
        value=f"{jump.organisations} of {jump.of}",
        weight=jump.organisations / jump.of,
    )


def copied(panel: Panel, copy: Copy) -> Finding:
    """Figures that are those of the period before."""
    every = panel.dataset.every
    many = len(copy.codes) > 1
    who = f"{len(copy.codes)} of {copy.of} organisations have" if many else f"{copy.codes[0]} has"
    return Finding(
        rule=COPIED,
        severity="warning",
        file_name=panel.files[copy.file],
        subject=Subject(named(copy.codes), (panel.dataset.key,), copy.start),
        message=(
            f"{who} exactly the same figures for {period_in_words(copy.start, every)} as for "
            f"{period_in_words(copy.before, every)}: they may have been copied forward."
        ),
        value=f"{copy.numbers} numbers the same",
        expected="figures of their own",
        weight=len(copy.codes) + copy.numbers / 1000,
    )


def england_differs(one: EnglandTwice, dataset: Dataset) -> Finding:
    """England's figure that is not what its providers add up to."""
    made, printed = amount(one.of_providers, one.measure), amount(one.in_time_series, one.measure)
    apart = (one.of_providers - one.in_time_series) / one.in_time_series
    return Finding(
        rule=ENGLAND_DIFFERS,
        severity="warning",
        file_name=one.file,
        subject=Subject(ENGLAND, (one.measure.name,), one.period_start),
        message=(
            f"{one.measure.title}: the providers make {made} {when(one.period_start, dataset.every)}, "
            f"{100 * abs(apart):.1f} % {'more' if apart > 0 else 'less'} than the {printed} in England's own time "
            "series. One of the two may be an earlier release, or lack a provider."
        ),
        value=made,
        expected=f"{printed}, as in the time series",
        action="both are kept; what the providers add up to is shown",
        weight=abs(apart),
    )


def out_of_range(panel: Panel, one: OutOfRange) -> Finding:
    """Values outside their range."""
    what = "above 100 %" if one.side == "above" else "below zero"
    meaning = "more than full, which can be true" if one.possible else "that cannot be true"
    return Finding(
        rule=SHARE if one.measure.kind == "share" else NEGATIVE,
        severity="note" if one.possible else "warning",
        file_name=panel.files[one.file],
        subject=Subject(one.code, (one.measure.name,), one.start),
        message=(
            f"{one.measure.title} is {what} {'once' if one.number == 1 else f'{one.number:,} times'}: {meaning}. "
            f"Farthest: {amount(one.value, one.measure)} ({one.code}, "
            f"{period_in_words(one.start, panel.dataset.every)})."
        ),
        value=amount(one.value, one.measure),
        expected="0 % to 100 %" if one.measure.kind == "share" else "0 or more",
        weight=one.number,
    )


def vanished(panel: Panel, change: Change, *, reference: Directory) -> Finding:
    """Organisations that stopped reporting."""
    every, first_without = panel.dataset.every, change.first_without or change.last
    many, small = len(change.codes) > 1, all(is_small(code, reference=reference) for code in change.codes)
    return Finding(
        rule=VANISHED,
        severity="note" if small else "warning",
        file_name=panel.files[change.file],
        subject=Subject(named(change.codes), (panel.dataset.key,), first_without),
        message=(
            f"{listed(change.codes)} {'have' if many else 'has'} no figure after "
            f"{period_in_words(change.last, every)}, and the reference knows no merger and no closing"
            f"{' (it rarely does of walk-in centres and practices)' if small else ''}."
        ),
        value=f"none since {period_in_words(change.last, every)}",
        expected="figures, or a merger or a closing in the reference",
        weight=len(change.codes),
    )


def newcomer(panel: Panel, change: Change) -> Finding:
    """Organisations that report for the first time."""
    every, many = panel.dataset.every, len(change.codes) > 1
    return Finding(
        rule=NEWCOMER,
        severity="note",
        file_name=panel.files[change.file],
        subject=Subject(named(change.codes), (panel.dataset.key,), change.last),
        message=(
            f"{listed(change.codes)} {'report' if many else 'reports'} here for the first time "
            f"{when(change.last, every)}, and the reference knows no opening: figures of England and of "
            "their groups grow by theirs."
        ),
        value=f"first {when(change.last, every)}",
        weight=len(change.codes),
    )


def stale(dataset: Dataset, file_name: str, *, start: date, today: date) -> Finding:
    """A load that brought nothing newer though something newer is due."""
    newest = period_in_words(start, dataset.every)
    return Finding(
        rule=STALE,
        severity="warning",
        file_name=file_name,
        subject=Subject(EVERYONE, (dataset.key,), start),
        message=(
            f"{dataset.title}: the file brings nothing newer than {newest}, and a newer one is due by now "
            f"({today.day} {today:%B %Y}). Download the newest one."
        ),
        value=f"newest {newest}",
        expected="a newer period",
    )


def when(start: date, every: Every) -> str:
    """A period in the middle of a sentence.

    >>> when(date(2024, 4, 1), "day"), when(date(2024, 4, 1), "month")
    ('on 1 April 2024', 'in April 2024')
    """
    return f"{'on' if every == 'day' else 'in'} {period_in_words(start, every)}"


def named(codes: Sequence[str]) -> str:
    """Codes for the subject of a finding: each of a few, or how many."""
    return "+".join(codes) if len(codes) <= MOST_CODES else f"{len(codes)} organisations"


def listed(codes: Sequence[str]) -> str:
    """Codes in a sentence."""
    return ", ".join(codes[:MOST_CODES]) + (f" and {len(codes) - MOST_CODES} more" if len(codes) > MOST_CODES else "")
