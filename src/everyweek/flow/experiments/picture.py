"""Welch's picture: a series over time, smoothed, and where it was found to settle."""

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.drawing.markup import element, words
from everyweek.flow.drawing.render import BLUE, GREY, PALE, TEXT, whole
from everyweek.flow.experiments.mser import smoothed
from everyweek.flow.experiments.warm_up import Series
from everyweek.flow.quantities import MINUTES_OF_A_DAY

WIDE, HIGH = 720.0, 300.0
LEFT, RIGHT, TOP, BOTTOM = 64.0, 16.0, 32.0, 40.0
MOST_POINTS = 1_000
"""More would not be seen."""


def welch_picture(series: Series, *, to_each_side: int | None = None) -> str:
    """A series and its moving average as SVG, with a line where it has settled.

    to_each_side : values to each side that are averaged; a twentieth of all when None.
    """
    side = max(1, len(series.values) // 20) if to_each_side is None else to_each_side
    values = np.maximum(series.values, 0.0)  # without what a weekday brings, the first days may lie a little below
    smooth = smoothed(values, to_each_side=side)
    top = float(max(values.max(), 1e-9))
    days = np.asarray((series.first + series.step * np.arange(len(series.values))) / MINUTES_OF_A_DAY, dtype=np.float64)
    last = max(float(days[-1]), 1e-9)
    parts = [
        element("rect", x=LEFT, y=TOP, width=WIDE - LEFT - RIGHT, height=HIGH - TOP - BOTTOM, fill=PALE),
        _line(days, values, last, top, stroke=GREY, stroke_width=0.5),
        _line(days[: len(smooth)], smooth, last, top, stroke=BLUE, stroke_width=2.5),
        _word(series.name, LEFT, TOP - 12, weight="bold"),
        _word("0", LEFT - 8, HIGH - BOTTOM, anchor="end"),
        _word(f"{top:.3g}", LEFT - 8, TOP + 10, anchor="end"),
        _word("day 0", LEFT, HIGH - BOTTOM + 20),
        _word(f"day {last:.3g}", WIDE - RIGHT, HIGH - BOTTOM + 20, anchor="end"),
    ]
    if series.minutes is not None:
        at = LEFT + (WIDE - LEFT - RIGHT) * series.minutes / MINUTES_OF_A_DAY / last
        dashes = {"stroke": TEXT, "stroke_width": 1.5, "stroke_dasharray": "6 4"}
        parts.append(element("line", x1=at, x2=at, y1=TOP, y2=HIGH - BOTTOM, **dashes))
    return whole("\n".join(parts), width=WIDE, height=HIGH, title=f"Warm-up of {series.name}", about=in_words(series))


def in_words(series: Series) -> str:
    """What the picture shows, for who cannot see it."""
    days = (series.first + series.step * len(series.values)) / MINUTES_OF_A_DAY
    first, last = np.maximum(series.values[[0, -1]], 0.0)
    seen = f"From {first:.3g} at first to {last:.3g} after {days:.3g} days, by the mean over runs."
    if series.minutes is None:
        return f"{seen} It did not settle within half of that."
    return f"{seen} It has settled after {series.minutes / MINUTES_OF_A_DAY:.3g} days."


def _line(days: NDArray[np.float64], values: NDArray[np.float64], last: float, top: float, **look: object) -> str:
    each = slice(None, None, -(-len(values) // MOST_POINTS))
    across = LEFT + (WIDE - LEFT - RIGHT) * days[each] / last
    up = HIGH - BOTTOM - (HIGH - TOP - BOTTOM) * values[each] / top
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(across, up, strict=True))
    return element("polyline", points=points, fill="none", **look)


def _word(text: str, x: float, y: float, *, anchor: str = "start", weight: str = "normal") -> str:
    return element("text", words(text), x=x, y=y, text_anchor=anchor, font_size=14, font_weight=weight, fill=TEXT)
