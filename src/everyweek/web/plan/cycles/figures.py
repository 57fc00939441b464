"""The figures of a cycle: read as they are pasted, a day and a number in each line; kept by day."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from everyweek.web.design.wording import day_in_words
from everyweek.web.people.reader import Reader
from everyweek.web.plan.cycles.models import Cycle, CyclePoint
from everyweek.web.plan.plans.checks import EARLIEST, LATEST
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.holding import held, moved, record_of

MOST_FIGURES = 1000
MOST_TOLD = 5
"""So many wrong lines are named at once; whoever has more made the same mistake in all of them."""
LARGEST = 10.0**12
LONGEST_LINE = 100
"""Nothing longer is a day and a number; patterns could take minutes over a line that is made to keep them busy."""
LINE = re.compile(r"(?P<day>[^\s,;]+(?: [^\s,;]+){0,2}?)(?:\s*[,;\t]\s*|\s+)(?P<value>[-−+]?[\d.,]+\s*%?)\s*$")
NUMERIC_DAY = re.compile(r"(\d{1,4})[ /.-](\d{1,2})[ /.-](\d{1,4})")
NAMED_DAY = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a day."""

    day: date
    value: float


def read_figures(text: str, *, first_day: date | None = None) -> tuple[Figure, ...]:
    """The figures of pasted lines. first_day : for a column of numbers alone, the day of the first one.

    Raises NotAPlan, which names each wrong line.

    >>> [(f.day.isoformat(), f.value) for f in read_figures("1/6/2026 12\\n2026-06-02, 14.5\\n3 June 2026\\t9")]
    [('2026-06-01', 12.0), ('2026-06-02', 14.5), ('2026-06-03', 9.0)]
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines:
        raise NotAPlan("figures", "Paste the figures: in each line a day and a number, such as 1/6/2026 12.")
    if len(lines) > MOST_FIGURES:
        raise NotAPlan("figures", f"These are {len(lines):,} lines; a cycle has at most {MOST_FIGURES:,} figures.")
    found, wrong = [], []
    for place, (number, line) in enumerate(lines):
        expected = first_day + timedelta(days=place) if first_day else None
        figure = _figure(line, expected)
        if isinstance(figure, str):
            wrong.append(f"Line {number}: {figure}")
        else:
            found.append(figure)
    wrong += _twice(found)
    if wrong:
        more = f" And {len(wrong) - MOST_TOLD} more." if len(wrong) > MOST_TOLD else ""
        raise NotAPlan("figures", " ".join(wrong[:MOST_TOLD]) + more + " Nothing was kept yet.")
    return tuple(found)


@transaction.atomic
def keep_figures(*, by: Reader, cycle: Cycle, figures: Iterable[Figure], baseline: bool, now: datetime) -> int:
    """Keep figures by day: one of a day that has one already takes its place. How many were kept.

    baseline : they were counted before the change. Raises NotAPlan, also for a day that is still to come, NotPermitted,
    WriterIsGone.
    """
    plan = held(by, cycle.plan)
    wanted = {one.day: one.value for one in figures}
    if ahead := [day for day in wanted if day > timezone.localdate(now)]:
        first = day_in_words(min(ahead))
        raise NotAPlan("figures", f"{first} is still to come: nothing can be counted of it yet. Nothing was kept.")
    others = cycle.points.exclude(day__in=list(wanted)).count()
    if others + len(wanted) > MOST_FIGURES:
        raise NotAPlan("figures", f"A cycle has at most {MOST_FIGURES:,} figures. Nothing was kept.")
    CyclePoint.objects.filter(cycle=cycle, day__in=list(wanted)).delete()
    CyclePoint.objects.bulk_create(
        CyclePoint(cycle=cycle, day=day, value=value, baseline=baseline) for day, value in sorted(wanted.items())
    )
    moved(plan, now=now)
    counted = {"cycle": cycle.number, "figures": len(wanted), "baseline": baseline}
    record_of(by, "plan.cycle-figures-kept", plan, after=counted, now=now)
    return len(wanted)


@transaction.atomic
def remove_figure(*, by: Reader, cycle: Cycle, day: date, now: datetime) -> None:
    """Take out the figure of a day, if there is one. Raises NotPermitted, WriterIsGone."""
    plan = held(by, cycle.plan)
    removed, _ = CyclePoint.objects.filter(cycle=cycle, day=day).delete()
    if removed:
        moved(plan, now=now)
        record_of(
            by, "plan.cycle-figure-removed", plan, before={"cycle": cycle.number, "day": day.isoformat()}, now=now
        )


def _figure(line: str, expected: date | None) -> Figure | str:
    """The figure of a line, or what is wrong with it."""
    if len(line) > LONGEST_LINE:
        return f"“{line[:40]}…” is too long to be a day with a number. Write it as 1/6/2026 12."
    alone = _number(line)
    if alone is not None and expected is not None:
        return Figure(expected, alone)
    if alone is not None:
        return f"“{line[:40]}” has no day. Write the day too, or say from which day the column begins."
    match = LINE.fullmatch(line)
    if match is None:
        return f"“{line[:40]}” is no day with a number. Write it as 1/6/2026 12."
    day, value = read_day(match["day"]), _number(match["value"])
    if day is None:
        return f"“{match['day'][:40]}” is no day. Write it as 1/6/2026."
    if value is None:
        return f"“{match['value'][:40]}” is no number."
    return Figure(day, value)


def read_day(text: str) -> date | None:
    """A day as people and spreadsheets write it, the day before the month; None for anything else.

    >>> read_day("1/6/2026"), read_day("2026-06-01"), read_day("1 June 2026"), read_day("31/2/2026")
    (datetime.date(2026, 6, 1), datetime.date(2026, 6, 1), datetime.date(2026, 6, 1), None)
    """
    if named := NAMED_DAY.fullmatch(text):
        month = named[2][:3].lower()
        parts = (int(named[3]), MONTHS.index(month) + 1, int(named[1])) if month in MONTHS else None
    elif numeric := NUMERIC_DAY.fullmatch(text):
        first, middle, last = (int(part) for part in numeric.groups())
        parts = (first, middle, last) if first > 31 else (last + 2000 * (last < 100), middle, first)
    else:
        return None
    try:
        day = date(*parts) if parts else None
    except ValueError:
        return None
    return day if day and EARLIEST <= day <= LATEST else None


def _number(text: str) -> float | None:
    spelt = text.strip().removesuffix("%").strip().replace("−", "-")
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", spelt):
        spelt = spelt.replace(",", "")
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", spelt):
        return None
    number = float(spelt)
    return number if math.isfinite(number) and abs(number) <= LARGEST else None


def _twice(found: Iterable[Figure]) -> list[str]:
    seen: dict[date, float] = {}
    wrong = []
    for one in found:
        if one.day in seen and seen[one.day] != one.value:
            wrong.append(f"{one.day.day} {one.day:%B %Y} stands there twice, with two figures.")
        seen[one.day] = one.value
    return wrong
