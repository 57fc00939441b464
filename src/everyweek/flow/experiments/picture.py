"""Welch's picture: a series over time, smoothed, and where it was found to settle."""

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.drawing.markup import element, words
from everyweek.flow.drawing.render import BLUE, GREY, PALE, TEXT, whole
from everyweek.flow.experiments.mser import smoothed
from everyweek.flow.experiments.warm_up import Series
from everyweek.flow.quantities import MINUTES_OF_A_DAY

WIDE, NARROW, HIGH = 960.0, 366.0, 300.0
"""Pixels: on a screen, on a telephone, and from top to bottom."""
LEFT, RIGHT, BOTTOM = 64.0, 16.0, 40.0
WITH_NAME, WITHOUT = 32.0, 8.0
"""Pixels above the picture."""
SIZE = 16.0
MOST_POINTS = 1_000
"""More would not be seen."""


def welch_picture(series: Series, *, to_each_side: int | None = None, width: float = 720.0, titled: bool = True) -> str:
    """A series and its moving average as SVG, with a line where it has settled.

    to_each_side : values to each side that are averaged; a twentieth of all when None.
    width        : pixels; titled : whether it bears its name, or what stands around it does.
    """
    side = max(1, len(series.values) // 20) if to_each_side is None else to_each_side
    values = np.maximum(series.values, 0.0)  # without what a weekday brings, the first days may lie a little below
    smooth = smoothed(values, to_each_side=side)
    top = float(max(values.max(), 1e-9))
    days = np.asarray((series.first + series.step * np.arange(len(series.values))) / MINUTES_OF_A_DAY, dtype=np.float64)
    last, wide = max(float(days[-1]), 1e-9), width - LEFT - RIGHT
    across, above, ground = LEFT + wide * days / last, WITH_NAME if titled else WITHOUT, HIGH - BOTTOM
    deep = ground - above
    parts = [
        element("rect", x=LEFT, y=above, width=wide, height=deep, fill=PALE),
        _line(across, ground - deep * values / top, stroke=GREY, stroke_width=0.5),
        _line(across[: len(smooth)], ground - deep * smooth / top, stroke=BLUE, stroke_width=2.5),
        *([_word(series.name, LEFT, above - 12, weight="bold")] if titled else []),
        _word("0", LEFT - 8, ground, anchor="end"),
        _word(_told(top), LEFT - 8, above + 12, anchor="end"),
        _word("day 0", LEFT, ground + 20),
        _word(f"day {_told(last)}", width - RIGHT, ground + 20, anchor="end"),
    ]
    if series.minutes is not None:
        at = LEFT + wide * series.minutes / MINUTES_OF_A_DAY / last
        dashes = {"stroke": TEXT, "stroke_width": 1.5, "stroke_dasharray": "6 4"}
        parts.append(element("line", x1=at, x2=at, y1=above, y2=ground, **dashes))
    return whole("\n".join(parts), width=width, height=HIGH, title=f"Warm-up of {series.name}", about=in_words(series))


def in_words(series: Series) -> str:
    """What the picture shows, for who cannot see it."""
    days = (series.first + series.step * len(series.values)) / MINUTES_OF_A_DAY
    first, last = np.maximum(series.values[[0, -1]], 0.0)
    seen = f"From {_told(first)} at first to {_told(last)} after {_told(days)} days, by the mean over runs."
    if series.minutes is None:
        return f"{seen} It did not settle within half of that."
    return f"{seen} It has settled after {_told(series.minutes / MINUTES_OF_A_DAY)} days."


def _told(value: float) -> str:
    """With three digits, and no power of ten.

    >>> _told(83.33), _told(2_264.4), _told(999.7)
    ('83.3', '2,264', '1,000')
    """
    return f"{value:.3g}" if value < 999.5 else f"{value:,.0f}"


def _line(across: NDArray[np.float64], down: NDArray[np.float64], **look: object) -> str:
    """across, down : (n,) pixels."""
    each = slice(None, None, -(-len(down) // MOST_POINTS))
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(across[each], down[each], strict=True))
    return element("polyline", points=points, fill="none", **look)


def _word(text: str, x: float, y: float, *, anchor: str = "start", weight: str = "normal") -> str:
    return element("text", words(text), x=x, y=y, text_anchor=anchor, font_size=SIZE, font_weight=weight, fill=TEXT)
