"""A pool through the week as SVG: the mean at each hour, how sure it is, and what runs range over.

Two bands are told apart by their edges as well as by their colour: that of the mean is dark with an unbroken edge, that
of the range pale with a broken one. Nothing is drawn for an hour that did not come.
"""

from dataclasses import dataclass
from math import floor, log10

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.drawing.markup import element, words
from everyweek.flow.drawing.render import BLUE, DARK_BLUE, GREY, TEXT, WHITE, whole
from everyweek.flow.drawing.shapes import Form
from everyweek.flow.experiments.by_hour import Bands
from everyweek.flow.quantities import HOURS_OF_A_WEEK

WIDTHS: dict[Form, float] = {"wide": 960.0, "tall": 366.0}
HIGH = 260.0
LEFT, RIGHT, TOP, BOTTOM = 64.0, 8.0, 14.0, 32.0
SIZE = 16.0
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_TICKS = 4
FAINT = "#d8dde0"
OF_RANGE = {"fill": "#e4edf7", "stroke": GREY, "stroke_width": 1.0, "stroke_dasharray": "5 3"}
OF_MEAN = {"fill": "#84b1dd", "stroke": BLUE, "stroke_width": 1.0}
MEAN = {"fill": "none", "stroke": DARK_BLUE, "stroke_width": 2.5, "stroke_linecap": "round"}
CAPACITY = {"fill": "none", "stroke": TEXT, "stroke_width": 2.0}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand in a picture. width : pixels; top : the number at its upper edge; step : between two marks."""

    width: float
    top: float
    step: float

    def across(self, hour: float) -> float:
        """Pixels from the left. hour : 0.0 for Monday 00:00 to 168.0 for Sunday 24:00.

        >>> Frame(960.0, 10.0, 2.0).across(84.0)
        508.0
        """
        return LEFT + (self.width - LEFT - RIGHT) * hour / HOURS_OF_A_WEEK

    def down(self, number: float) -> float:
        """Pixels from above; what lies beyond the picture is drawn at its edge.

        >>> [Frame(960.0, 10.0, 2.0).down(number) for number in (0.0, 5.0, 10.0, 99.0, -1.0)]
        [228.0, 121.0, 14.0, 14.0, 228.0]
        """
        return HIGH - BOTTOM - (HIGH - TOP - BOTTOM) * min(max(number / self.top, 0.0), 1.0)


def week_picture(
    shown: Bands,
    *,
    title: str,
    about: str,
    capacity: Bands | None = None,
    form: Form = "wide",
    reaches: float = 0.0,
) -> str:
    """One pool through the week, from Monday 00:00 to Sunday 24:00, as SVG.

    shown    : with at least one hour that came; its bands are drawn when there is more than one replication.
    title    : its name for who cannot see it; about : what it shows, in words.
    capacity : a line in steps, if there is one. form : for a screen 1,000 pixels wide, or for a telephone.
    reaches  : the number that its upper edge has at least, so that pictures can be held beside one another.
    """
    frame = frame_of(shown, capacity, width=WIDTHS[form], reaches=reaches)
    inner = [element("rect", width=frame.width, height=HIGH, fill=WHITE), *_axes(frame, form)]
    if has_bands(shown):
        inner += _band(frame, shown.low, shown.high, **OF_RANGE)
        low, high = shown.mean - shown.half_width, shown.mean + shown.half_width
        inner += _band(frame, low, high, **OF_MEAN)
        if (high > shown.high).any() or (low < shown.low).any():  # the dark band would hide the pale one
            inner += _band(frame, shown.low, shown.high, **{**OF_RANGE, "fill": "none"})
    if capacity is not None:
        inner += _steps(frame, capacity.mean)
    inner += _line(frame, shown.mean)
    return whole("\n".join(inner), width=frame.width, height=HIGH, title=title, about=about)


def has_bands(shown: Bands) -> bool:
    """Whether there are bands: one replication says nothing of another."""
    return not bool(np.isnan(shown.half_width).all())


def goes_beyond(shown: Bands, capacity: Bands | None, *, reaches: float = 0.0) -> bool:
    """Whether the interval of the mean is cut at the upper edge at some hour."""
    frame = frame_of(shown, capacity, width=0.0, reaches=reaches)
    return has_bands(shown) and float(np.nanmax(shown.mean + shown.half_width)) > frame.top


def frame_of(shown: Bands, capacity: Bands | None, *, width: float, reaches: float = 0.0) -> Frame:
    """A picture in which everything fits, but for an interval that goes far beyond all else: few runs make it so."""
    each = [shown.mean, shown.high, *([capacity.mean] if capacity else [])]
    largest = float(np.nanmax(np.concatenate(each)))
    sure_of = float(np.nanmax(np.nan_to_num(shown.mean + shown.half_width)))
    top = max(largest, min(sure_of, 2 * largest), reaches) or 1.0
    step = _step(top)
    return Frame(width, step * np.ceil(round(top / step, 9)), step)


def _step(top: float) -> float:
    """Between two marks at the side: one, two or five tenfold.

    >>> _step(30.0), _step(8.0), _step(0.9), _step(1_234.0)
    (10.0, 2.0, 0.5, 500.0)
    """
    tenfold = 10.0 ** (floor(log10(top)) - 1)
    return next(float(tenfold * each) for each in (1, 2, 5, 10, 20, 50) if top / (tenfold * each) <= MOST_TICKS)


def runs_of_hours(numbers: NDArray[np.float64]) -> list[range]:
    """Hours in a row that are there. numbers : (168,), not a number for an hour that did not come.

    >>> runs_of_hours(np.array([1.0, 2.0, np.nan, 4.0]))
    [range(0, 2), range(3, 4)]
    """
    there = np.concatenate([[False], ~np.isnan(numbers), [False]]).astype(np.int8)
    turns = np.flatnonzero(np.diff(there)).tolist()
    return [range(begin, end) for begin, end in zip(turns[::2], turns[1::2], strict=True)]


def _axes(frame: Frame, form: Form) -> list[str]:
    """Marks at the side, and beneath them the days, each of which begins at a line; a short one is noon."""
    ground, right = HIGH - BOTTOM, frame.width - RIGHT
    parts = []
    for number in range(round(frame.top / frame.step) + 1):
        y = frame.down(number * frame.step)
        parts.append(element("line", x1=LEFT, x2=right, y1=y, y2=y, stroke=TEXT if not number else FAINT))
        parts.append(_word(_mark(number * frame.step), LEFT - 8, y + 5.5, anchor="end"))
    for day, name in enumerate(DAY_NAMES):
        begins, noon = frame.across(24 * day), frame.across(24 * day + 12)
        parts.append(element("line", x1=begins, x2=begins, y1=TOP, y2=ground + 8, stroke="#aeb7bd"))
        parts.append(element("line", x1=noon, x2=noon, y1=ground, y2=ground + 5, stroke=TEXT))
        parts.append(_word(name if form == "wide" else name[:3], noon, HIGH - 8, anchor="middle"))
    return [*parts, element("line", x1=right, x2=right, y1=TOP, y2=ground + 8, stroke="#aeb7bd")]


def _mark(number: float) -> str:
    return f"{number:,.6g}" if number < 1e5 else f"{number:.3g}"


def _word(text: str, x: float, y: float, *, anchor: str) -> str:
    return element("text", words(text), x=x, y=y, font_size=SIZE, text_anchor=anchor, fill=TEXT)


def _band(frame: Frame, low: NDArray[np.float64], high: NDArray[np.float64], **look: object) -> list[str]:
    parts = []
    for hours in runs_of_hours(low + high):
        there = [*((hour, high[hour]) for hour in hours), *((hour, low[hour]) for hour in reversed(hours))]
        parts.append(element("path", d=f"{_path(frame, there)}Z", **look))
    return parts


def _line(frame: Frame, mean: NDArray[np.float64]) -> list[str]:
    """Round ends make a dot of a single hour."""
    each = ([(hour, mean[hour]) for hour in hours] for hours in runs_of_hours(mean))
    return [element("path", d=_path(frame, there if len(there) > 1 else there * 2), **MEAN) for there in each]


def _steps(frame: Frame, mean: NDArray[np.float64]) -> list[str]:
    """What there is from an hour on holds until the next."""
    parts = []
    for hours in runs_of_hours(mean):
        there = [(hour + after, mean[hour]) for hour in hours for after in (0, 1)]
        parts.append(element("path", d=_path(frame, there), **CAPACITY))
    return parts


def _path(frame: Frame, there: list[tuple[int, float]]) -> str:
    return "M" + "L".join(f"{frame.across(hour):.1f} {frame.down(number):.1f}" for hour, number in there)
