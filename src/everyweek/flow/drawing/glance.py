"""A day at a glance: for every pool its 24 hours side by side, the queue above, what is in use beneath."""

from everyweek.flow.drawing.amounts import number
from everyweek.flow.drawing.boxes import LEAD, text_lines
from everyweek.flow.drawing.day import Day, PoolDay
from everyweek.flow.drawing.markup import element, words
from everyweek.flow.drawing.render import BLUE, GREY, PALE, TEXT, WHITE, whole
from everyweek.flow.drawing.shapes import Form, Line

QUEUE = "#ae2573"
"""NHS pink: stands out from blue for who cannot tell red from green; its contrast on white is 6.2."""
KEY = "Above the line: waiting. Beneath it: in use, as deep as it is filled; white is free."
MARGIN, LABEL = 12.0, 64.0
UP, DOWN = 44.0, 44.0
"""Pixels for the longest queue of the day, and for all units of a pool."""
WIDTHS: dict[Form, float] = {"wide": 1_000.0, "tall": 366.0}


def glance(day: Day, *, form: Form = "wide", titled: bool = True) -> str:
    """Every pool of a day through its hours as SVG; a picture that does not move.

    form : "wide" or "tall"; titled : whether it says itself what it shows, or what stands around it does.
    Its text equivalent is in its description, and hour by hour in `animation.table`.
    """
    width = WIDTHS[form]
    y = 8.0
    parts: list[str] = []
    title = text_lines(((heading(day), True),), x=MARGIN, y=y, room=width - 2 * MARGIN, size=16.0) if titled else ()
    parts += map(_text, title)
    y += LEAD * len(title) + 6
    told = (explained(day), KEY) if titled else (KEY,)
    notes = text_lines(tuple((one, False) for one in told), x=MARGIN, y=y, room=width - 2 * MARGIN)
    parts += map(_text, notes)
    y += LEAD * len(notes) + 10
    for pool in day.pools:
        inner, y = _pool(day, pool, top=y, width=width)
        parts += inner
    background = element("rect", width=width, height=y, fill=WHITE)
    about = "\n".join([explained(day), *(said_of(day, pool) for pool in day.pools)])
    return whole("\n".join([background, *parts]), width=width, height=y, title=heading(day), about=about)


def heading(day: Day) -> str:
    """Which day of which model it is."""
    return f"{day.model}: {called(day)}"


def called(day: Day) -> str:
    """The day by the calendar."""
    return f"{day.on:%A} {day.on.day} {day.on:%B %Y}"


def explained(day: Day) -> str:
    """What was looked at, and how far it can be trusted."""
    if day.runs > 1:
        return f"Means over {day.runs} runs of day {day.number}, at each whole hour. Seed {day.seed}."
    return (
        f"Day {day.number} of one run, at each whole hour; what was in between is not shown. Another run has other "
        f"luck. Seed {day.seed}."
    )


def said_of(day: Day, pool: PoolDay) -> str:
    """The day of a pool in a sentence: its longest queue, and how long it was full."""
    longest = max(pool.waiting)
    at = day.hours[pool.waiting.index(longest)]
    queue = f"longest queue {number(longest)} at {at:02d}:00" if longest else "nobody waiting at any hour"
    full = sum(used >= there > 0 for used, there in zip(pool.in_use, pool.capacity, strict=True))
    some = f"all {full}" if full == len(day.hours) else f"{full} of the {len(day.hours)}"
    hours = f"full at {some} hours" if full else "never full"
    return f"{pool.name}: {hours}, {queue}"


def _pool(day: Day, pool: PoolDay, *, top: float, width: float) -> tuple[list[str], float]:
    """A pool: its sentence, the bars, the clock. Returns where it ends."""
    title = text_lines(((said_of(day, pool), True),), x=MARGIN, y=top, room=width - 2 * MARGIN)
    parts = [_text(line) for line in title]
    y = top + LEAD * len(title) + 16
    has_queue = max(pool.waiting) > 0
    ground = y + (UP if has_queue else 4.0)
    pitch = (width - MARGIN - LABEL - 8) / 24
    parts.append(element("rect", x=LABEL, y=y - 4, width=pitch * 24, height=ground - y + DOWN + 6, fill=PALE))
    if has_queue:
        parts += _bars(day, pool.waiting, y=ground - 1, height=UP - 14, pitch=pitch, up=True, fill=QUEUE)
        parts += _peak(day, pool, y=ground - 1, pitch=pitch)
        parts.append(_label("waiting", ground - 6, QUEUE))
    parts += _capacity(day, pool, y=ground + 1, pitch=pitch)
    parts += _bars(day, pool.in_use, y=ground + 1, height=DOWN, pitch=pitch, up=False, fill=BLUE, most=_most(pool))
    parts.append(_label("in use", ground + 16, BLUE))
    parts.append(element("path", d=f"M{LABEL} {ground:.1f}h{pitch * 24:.1f}", stroke=TEXT, stroke_width=1))
    for hour in range(0, 24, 3):
        x = LABEL + pitch * (hour + 0.5)
        parts.append(_centred(f"{hour:02d}", x, ground + DOWN + 18, TEXT))
    return parts, ground + DOWN + 36


def _most(pool: PoolDay) -> float:
    return max(*pool.in_use, *pool.capacity, 1.0)


def _bars(
    day: Day,
    values: tuple[float, ...],
    *,
    y: float,
    height: float,
    pitch: float,
    up: bool,
    fill: str,
    most: float = 0.0,
) -> list[str]:
    """A bar for each hour from a line up or down. most : the value of a bar of full height; 0 for the largest."""
    most = most or max(values)
    parts = []
    for hour, value in zip(day.hours, values, strict=True):
        high = height * value / most
        if high:
            x = LABEL + pitch * hour + 1
            above = y - high if up else y
            parts.append(element("rect", x=x, y=above, width=pitch - 2, height=max(high, 1.0), fill=fill))
    return parts


def _capacity(day: Day, pool: PoolDay, *, y: float, pitch: float) -> list[str]:
    """An open box as deep as there are units, so that what is free stays white."""
    parts = []
    for hour, there in zip(day.hours, pool.capacity, strict=True):
        high = DOWN * there / _most(pool)
        x = LABEL + pitch * hour + 1
        parts.append(element("rect", x=x, y=y, width=pitch - 2, height=high, fill=WHITE, stroke=GREY, stroke_width=1))
    return parts


def _peak(day: Day, pool: PoolDay, *, y: float, pitch: float) -> list[str]:
    """The number over the tallest bar."""
    longest = max(pool.waiting)
    hour = day.hours[pool.waiting.index(longest)]
    return [_centred(number(longest), LABEL + pitch * (hour + 0.5), y - UP + 10, TEXT)]


def _label(text: str, y: float, colour: str) -> str:
    return element("text", words(text), x=LABEL - 4, y=y, font_size=12, fill=colour, text_anchor="end")


def _centred(text: str, x: float, y: float, colour: str) -> str:
    return element("text", words(text), x=x, y=y, font_size=12, fill=colour, text_anchor="middle")


def _text(line: Line) -> str:
    weight = "bold" if line.bold else None
    return element("text", words(line.text), x=line.x, y=line.y, font_size=line.size, font_weight=weight, fill=TEXT)
