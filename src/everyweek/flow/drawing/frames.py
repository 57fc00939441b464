"""A pool at an hour: a square for each of its places, and a dot for each who waits."""

from collections.abc import Iterator
from math import ceil, floor

from everyweek.flow.drawing.amounts import number
from everyweek.flow.drawing.day import Day, PoolDay
from everyweek.flow.drawing.glance import QUEUE
from everyweek.flow.drawing.markup import element, words
from everyweek.flow.drawing.render import BLUE, GREY, TEXT, WHITE

A_ROW, PITCH, SIDE = 20, 16.0, 12.0
"""Squares or dots in a row, and pixels from one to the next and across one."""
MOST_SQUARES, MOST_DOTS = 60, 40
WIDTH = A_ROW * PITCH
STEPS = (1, 2, 5)
FULL = ": full"
"""What is to be seen first of a pool."""


def frame(day: Day, at: int) -> str:
    """What a day looked like at one of its hours, as HTML: words, and beneath them the same as a picture.

    at : place of the hour in `Day.hours`.
    """
    now = element("p", _now(day, at), class_="ew-day-now")
    pools = "".join(_pool(pool, at) for pool in day.pools)
    return element("li", now + element("ul", pools, class_="ew-day-pools"))


def scale(most: float, room: int) -> int:
    """How many units a square or dot stands for, so that all fit: 1, 2, 5, 10, 20, 50, …

    >>> scale(24, 60), scale(146, 60), scale(900, 40)
    (1, 5, 50)
    """
    for zeros in range(12):
        for step in STEPS:
            if most <= room * step * 10**zeros:
                return int(step * 10**zeros)
    raise ValueError(f"{most} units are more than there are people.")


def state(pool: PoolDay, at: int) -> str:
    """A pool at an hour in words, such as “22 of 22 in use, 18 waiting”."""
    used, there, waiting = pool.in_use[at], pool.capacity[at], pool.waiting[at]
    full = FULL if used >= there > 0 else ""
    over = f" ({number(used - there)} more than are open)" if used > there else ""
    queue = f"{number(waiting)} waiting" if waiting else "nobody waiting"
    return f"{number(used)} of {number(there)} in use{over or full}, {queue}"


def worst(day: Day) -> int:
    """The place of the hour at which most were waiting, the first of several: it is shown first."""
    waiting = [sum(pool.waiting[at] for pool in day.pools) for at in range(len(day.hours))]
    return waiting.index(max(waiting))


def _now(day: Day, at: int) -> str:
    clock = element("strong", f"{day.hours[at]:02d}:00")
    told = f"In the hour from then: {number(day.came[at])} came, {number(day.left[at])} left."
    most = " Of all hours of the day, most are waiting now." if at == worst(day) else ""
    return f"{clock} {words(told + most)}"


def _pool(pool: PoolDay, at: int) -> str:
    """A pool with its name, its state and its picture."""
    per_square = scale(max(*pool.capacity, *pool.in_use), MOST_SQUARES)
    per_dot = scale(max(pool.waiting), MOST_DOTS)
    found = words(state(pool, at)).replace(FULL, f"{FULL[:2]}{element('mark', FULL[2:])}", 1)
    told = element("strong", words(pool.name)) + " " + found
    notes = [f"a square is {per_square} places"] * (per_square > 1) + [f"a dot is {per_dot} patients"] * (per_dot > 1)
    if notes:
        told += element("small", words(f" ({', '.join(notes)})"))
    return element("li", element("p", told) + _picture(pool, at, per_square, per_dot))


def _picture(pool: PoolDay, at: int, per_square: int, per_dot: int) -> str:
    """Squares and dots; the same height at every hour, so that nothing jumps."""
    rows = ceil(max(1.0, *pool.capacity, *pool.in_use) / per_square / A_ROW)
    rows_of_dots = ceil(max(pool.waiting) / per_dot / A_ROW)
    there, used = pool.capacity[at] / per_square, pool.in_use[at] / per_square
    within = min(there, used)
    parts = [
        *_dashes(0.0, there, y=0.0, side=SIDE, colour=GREY),
        *_dashes(0.0, there, y=0.0, side=SIDE - 4, colour=WHITE),
        *_dashes(0.0, within, y=0.0, side=SIDE, colour=BLUE),
        *_dashes(within, used, y=0.0, side=SIDE, colour=TEXT),
    ]
    top = rows * PITCH + 6
    parts += _dots(ceil(pool.waiting[at] / per_dot), y=top)
    height = top + rows_of_dots * PITCH
    return element(
        "svg", "".join(parts), viewBox=f"0 0 {WIDTH:.0f} {height:.0f}", aria_hidden="true", focusable="false"
    )


def _dashes(first: float, last: float, *, y: float, side: float, colour: str) -> Iterator[str]:
    """Squares from one number to another, a dashed stroke for each row; the last may be a part of one."""
    inset = (SIDE - side) / 2
    for row in range(floor(first / A_ROW), ceil(last / A_ROW)):
        begin, end = max(first - row * A_ROW, 0.0), min(last - row * A_ROW, float(A_ROW))
        x = _along(begin, side, from_left=True) + inset
        length = _along(end, side, from_left=False) + inset - x
        if length > 0:
            path = f"M{x:.1f} {y + row * PITCH + SIDE / 2:.1f}h{length:.1f}"
            dashes = f"{side:.0f} {PITCH - side:.0f}"
            yield element("path", d=path, stroke=colour, stroke_width=side, stroke_dasharray=dashes, fill="none")


def _along(squares: float, side: float, *, from_left: bool) -> float:
    """How far along a row a number of squares reaches: the gap behind the last whole one is left out at an end."""
    whole = floor(squares)
    part = squares - whole
    if from_left or part:
        return whole * PITCH + part * side
    return max(whole * PITCH - (PITCH - side), 0.0)


def _dots(several: int, *, y: float) -> Iterator[str]:
    for row in range(ceil(several / A_ROW)):
        here = min(several - row * A_ROW, A_ROW)
        path = f"M{SIDE / 2:.0f} {y + row * PITCH + SIDE / 2:.1f}h{(here - 1) * PITCH + 0.1:.1f}"
        yield element(
            "path", d=path, stroke=QUEUE, stroke_width=SIDE - 1, stroke_linecap="round",
            stroke_dasharray=f"0 {PITCH:.0f}", fill="none",
        )  # fmt: skip
