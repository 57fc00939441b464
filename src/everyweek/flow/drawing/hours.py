"""Hours of the week and what differs by them, in a few words where a few words can say it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from everyweek.flow.drawing.amounts import number
from everyweek.flow.week import DAYS

MOST_PARTS = 3
"""Parts of a sentence on hours; what needs more is summarised."""
NIGHT = range(6)
Runs = tuple[tuple[int, int], ...]
"""Hours of a day in a row, each from its first hour until its last."""


def named(hours: Iterable[int]) -> str:
    """Hours of the week in words. hours : from 0 to 167.

    >>> named((8, 9, *range(144, 168))), named(range(168)), named(())
    ('Mon 08:00–10:00, Sun all day', 'all week', 'no hour')
    """
    chosen = set(hours)
    if len(chosen) in (0, len(DAYS) * 24):
        return "all week" if chosen else "no hour"
    each = [_runs([day * 24 + hour in chosen for hour in range(24)]) for day in range(len(DAYS))]
    parts = []
    begin = 0
    for day in range(1, len(DAYS) + 1):
        if day < len(DAYS) and each[day] == each[begin]:
            continue
        if each[begin]:
            parts.append(f"{_days(begin, day - 1)}{_hours(each[begin])}".strip())
        begin = day
    told = ", ".join(parts)
    return told if told.count(",") < MOST_PARTS else f"{len(chosen)} of the 168 hours of the week"


def by_hour(weekly: Sequence[float], *, tell: Callable[[float], str] = number) -> str:
    """A number for each hour of the week, in words. weekly : 168 numbers.

    >>> by_hour([3] * 168), by_hour([7 if 8 <= hour % 24 < 20 else 3 for hour in range(168)])
    ('3 at all hours', '3 by night (20:00–08:00), 7 by day (08:00–20:00)')
    """
    different = Counter(weekly)
    if len(different) == 1:
        return f"{tell(weekly[0])} at all hours"
    if len(different) == 2 and (told := _day_and_night(weekly, tell)):
        return told
    usual, *others = (value for value, _ in different.most_common())
    parts = [f"{tell(value)} ({named(hour for hour in range(168) if weekly[hour] == value)})" for value in others]
    if len(parts) <= MOST_PARTS and not any("of the 168" in part for part in parts):
        return f"{', '.join(parts)}, otherwise {tell(usual)}"
    mean = tell(sum(weekly) / len(weekly))
    period = "day" if list(weekly) == list(weekly[:24]) * len(DAYS) else "week"
    return f"{tell(min(weekly))} to {tell(max(weekly))} by the hour of the {period}, {mean} on average"


def _day_and_night(weekly: Sequence[float], tell: Callable[[float], str]) -> str:
    """When every day is the same, with one number by night and another by day; else nothing."""
    day = list(weekly[:24])
    if list(weekly) != day * len(DAYS) or any(day[hour] != day[0] for hour in NIGHT):
        return ""
    turns = [hour for hour in range(24) if day[hour] != day[hour - 1]]
    if len(turns) != 2:
        return ""
    morning, evening = turns if day[turns[0]] != day[0] else turns[::-1]
    hours = (f"{morning:02d}:00", f"{evening:02d}:00")
    return f"{tell(day[0])} by night ({hours[1]}–{hours[0]}), {tell(day[morning])} by day ({hours[0]}–{hours[1]})"


def _runs(held: Sequence[bool]) -> Runs:
    begins = [hour for hour in range(24) if held[hour] and (hour == 0 or not held[hour - 1])]
    ends = [hour + 1 for hour in range(24) if held[hour] and (hour == 23 or not held[hour + 1])]
    return tuple(zip(begins, ends, strict=True))


def _days(first: int, last: int) -> str:
    if (first, last) == (0, len(DAYS) - 1):
        return ""
    return f"{DAYS[first]} " if first == last else f"{DAYS[first]}–{DAYS[last]} "


def _hours(runs: Runs) -> str:
    if runs == ((0, 24),):
        return "all day"
    return " and ".join(f"{begin:02d}:00–{end:02d}:00" for begin, end in runs)
