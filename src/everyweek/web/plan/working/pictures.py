"""Pictures of a result, drawn on the server as SVG: lines over time, and a strip of what the others did.

Colours and strokes are classes of the style sheet (`ew-moved`), because pages allow no style of their own.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup, escape

from everyweek.tables.in_words import amount
from everyweek.web.design.wording import month

WIDTH, HEIGHT = 600, 320
LEFT, RIGHT, TOP, BOTTOM = 96, 14, 30, 40
STRIP_HEIGHT, DOT = 170, 5
TICKS = 5
DAY = timedelta(days=1)
ROOM = 0.08
"""The share of the height that stays free above and below the lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a picture. kind : own, without or bar; None in values where there is no figure."""

    kind: str
    values: tuple[float, ...]


def lines_over_time(
    periods: Sequence[date], lines: Sequence[Line], *, unit: str, changed: date, ended: date | None = None, words: str
) -> Markup:
    """Lines over time, with an upright line where something was changed, or a band over the days of a change."""
    low = min(min(line.values) for line in lines)
    high = max(max(line.values) for line in lines)
    spare = (high - low) * ROOM or abs(high) * ROOM or 1.0
    low, high = low - spare, high + spare
    first, last = periods[0].toordinal(), periods[-1].toordinal()

    def across(day: date) -> float:
        return LEFT + (day.toordinal() - first) / max(1, last - first) * (WIDTH - LEFT - RIGHT)

    def up(value: float) -> float:
        return HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    parts = [_grid(low, high, unit, up), _dates(periods, across), _change(across, changed, ended, periods[-1])]
    for line in lines:
        points = " ".join(f"{across(day):.1f},{up(value):.1f}" for day, value in zip(periods, line.values, strict=True))
        parts.append(
            Markup('<polyline class="ew-moved__line ew-moved__line--{}" points="{}"/>').format(line.kind, points)
        )
    own = next((line for line in lines if line.kind == "own"), None)
    if own and len(periods) <= 100:
        parts += [
            Markup('<circle class="ew-moved__dot" cx="{}" cy="{}" r="3"/>').format(
                f"{across(day):.1f}", f"{up(value):.1f}"
            )
            for day, value in zip(periods, own.values, strict=True)
        ]
    return _svg(HEIGHT, parts, words)


def strip(others: Sequence[float], own: float, *, unit: str, words: str) -> Markup:
    """A dot for each of the others where its figures moved to, and a larger one for this organisation."""
    reach = max(abs(one) for one in (*others, own)) * (1 + ROOM) or 1.0

    def across(value: float) -> float:
        return LEFT + (value + reach) / (2 * reach) * (WIDTH - LEFT - RIGHT)

    floor = STRIP_HEIGHT - BOTTOM
    parts = [
        Markup('<line class="ew-moved__grid" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
            LEFT, WIDTH - RIGHT, floor, floor
        ),
        Markup('<line class="ew-moved__nothing" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>').format(
            f"{across(0):.1f}", TOP - 12, floor
        ),
    ]
    for value in (-reach / (1 + ROOM), 0.0, reach / (1 + ROOM)):
        parts.append(_text(across(value), floor + 22, moved(value, unit), "middle" if value == 0 else _side(value)))
    heights: dict[int, int] = {}
    for value in sorted(others, key=abs):
        column = round(across(value) / (2 * DOT))
        heights[column] = heights.get(column, 0) + 1
        height = floor - DOT - min(heights[column] - 1, 9) * (2 * DOT)
        parts.append(Markup('<circle class="ew-moved__other" cx="{}" cy="{}" r="4"/>').format(column * 2 * DOT, height))
    at = across(own)
    parts.append(Markup('<circle class="ew-moved__own" cx="{}" cy="{}" r="8"/>').format(f"{at:.1f}", TOP + 2))
    parts.append(
        Markup('<line class="ew-moved__own-line" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>').format(
            f"{at:.1f}", TOP + 10, floor
        )
    )
    return _svg(STRIP_HEIGHT, parts, words)


def moved(value: float, unit: str) -> str:
    """A difference as a label with its sign.

    >>> moved(0.041, "share"), moved(-120.0, "seconds"), moved(0.0, "count")
    ('+4.1 points', '−2 min 00 s', '0')
    """
    if value == 0:
        return "0"
    sign = "+" if value > 0 else "−"
    size = f"{abs(100 * value):.1f} points" if unit == "share" else amount(abs(value), unit)
    return f"{sign}{size}"


def _side(value: float) -> str:
    return "start" if value < 0 else "end"


def _grid(low: float, high: float, unit: str, up: object) -> Markup:
    made = Markup()
    for value in _ticks(low, high, unit):
        y = up(value)  # type: ignore[operator]
        made += Markup('<line class="ew-moved__grid" x1="{}" x2="{}" y1="{y}" y2="{y}"/>').format(
            LEFT, WIDTH - RIGHT, y=f"{y:.1f}"
        )
        made += _text(LEFT - 8, y + 5, _short(value, unit), "end")
    return made


def _ticks(low: float, high: float, unit: str) -> list[float]:
    """Round values between two, about five of them; of times in whole steps of a minute where they are long."""
    step = (high - low) / TICKS
    base = 60.0 if unit == "seconds" and step > 30 else 1.0
    power = 10 ** math.floor(math.log10(step / base))
    size = base * next(power * one for one in (1, 2, 5, 10) if power * one * base >= step)
    return [at * size for at in range(math.ceil(low / size), math.floor(high / size) + 1)]


def _short(value: float, unit: str) -> str:
    return f"{100 * value:.4g}%" if unit == "share" else amount(value, unit)


def _dates(periods: Sequence[date], across: object) -> Markup:
    made, floor = Markup(), HEIGHT - BOTTOM
    chosen = [periods[0], periods[len(periods) // 2], periods[-1]] if len(periods) > 2 else list(periods)
    is_daily = len(periods) > 1 and (periods[1] - periods[0]).days < 7
    for day, side in zip(chosen, ("start", "middle", "end"), strict=False):
        label = f"{day.day} {day:%b %Y}" if is_daily else month(day)
        made += _text(across(day), floor + 24, label, side)  # type: ignore[operator]
    return made


def _change(across: object, changed: date, ended: date | None, last: date) -> Markup:
    if changed > last:  # it lies beyond the picture, and a line at its edge would say another day
        return Markup()
    at = min(across(changed), WIDTH - RIGHT)  # type: ignore[operator]
    made = Markup()
    if ended is not None:
        width = max(2.0, min(across(ended + DAY), WIDTH - RIGHT) - at)  # type: ignore[operator]
        made = Markup('<rect class="ew-moved__days" x="{}" y="{}" width="{}" height="{}"/>').format(
            f"{at:.1f}", TOP, f"{width:.1f}", HEIGHT - TOP - BOTTOM
        )
    side = "end" if at > WIDTH * 0.6 else "start"
    label = _text(at + (-6 if side == "end" else 6), TOP - 8, "The change", side)
    line = Markup('<line class="ew-moved__change" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>')
    return made + line.format(f"{at:.1f}", TOP - 20, HEIGHT - BOTTOM) + label


def _text(x: float, y: float, words: str, anchor: str) -> Markup:
    return Markup('<text class="ew-moved__text" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        f"{x:.1f}", f"{y:.1f}", anchor, words
    )


def _svg(height: int, parts: Sequence[Markup], words: str) -> Markup:
    head = Markup('<svg class="ew-moved" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(
        WIDTH, height, escape(words)
    )
    return head + Markup().join(parts) + Markup("</svg>")
