"""The actions of a plan as a drawing over time: bars from start to due day, what waits for what, and today."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from everyweek.web.design.wording import day_in_words, several
from everyweek.web.plan.actions.queries import ActionLine
from everyweek.web.plan.plans.svg import INK, LINE, PAPER, QUIET, drawing, element, lines, text_lines, together

BY_WEEK_BELOW = 120
"""Days; a timeline that spans no more has its ticks by week, because months would be too few."""
LONGEST_SPAN = 5 * 366
COLOURS = {"not started": PAPER, "under way": "#2f7f8b", "blocked": "#ffeb3b", "done": "#14474f", "dropped": "#d8dde0"}
OVERDUE = "#8a1538"
BAR = 16.0
HEAD = 44.0
FOOT = 8.0


@dataclass(frozen=True, slots=True)
class Form:
    """How wide a timeline is, and where the words of its rows stand: beside the bars, or above them on a telephone."""

    key: str
    width: float
    words: float
    row: float
    columns: int

    @property
    def is_narrow(self) -> bool:
        """Whether words stand above the bars."""
        return self.words == 0


WIDE = Form("timeline", 980.0, 330.0, 62.0, 40)
NARROW = Form("timeline-narrow", 340.0, 0.0, 70.0, 46)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a day stands."""

    first: date
    days: int
    left: float
    width: float

    def at(self, day: date) -> float:
        """From the left; days before the first and behind the last at the edges."""
        share = min(max((day - self.first).days / self.days, 0.0), 1.0)
        return self.left + share * self.width


def has_days(rows: Iterable[ActionLine]) -> bool:
    """Whether there is anything to draw."""
    return any(row.starts_on or row.due_on for row in rows)


def draw_timeline(rows: tuple[ActionLine, ...], *, today: date, form: Form) -> Markup:
    """The drawing. rows : in the order in which they are shown; those without any day have words only."""
    scale = _scale(rows, today, form)
    height = HEAD + len(rows) * form.row + FOOT
    tops = {row.number: HEAD + at * form.row for at, row in enumerate(rows)}
    content = together(
        (
            *_ticks(scale, height, form),
            _today(scale, today, height),  # behind the words of the rows
            *(_row(row, tops[row.number], scale, form) for row in rows),
            *_arrows(rows, tops, scale, form),
        )
    )
    late = sum(row.days_late > 0 for row in rows)
    return drawing(
        content,
        width=form.width,
        height=height,
        key=form.key,
        title="Timeline of the actions",
        description=f"{several(len(rows), 'action')}, {late} overdue, around {day_in_words(today)}. "
        "The table below says the same in words.",
        class_=f"ew-timeline ew-timeline--{'narrow' if form.is_narrow else 'wide'}",
    )


def _scale(rows: tuple[ActionLine, ...], today: date, form: Form) -> _Scale:
    days = [day for row in rows for day in (row.starts_on, row.due_on, row.changed_on) if day]
    first = max(min([*days, today]) - timedelta(days=3), today - timedelta(days=LONGEST_SPAN // 2))
    last = min(max([*days, today]) + timedelta(days=5), today + timedelta(days=LONGEST_SPAN // 2))
    return _Scale(first, max((last - first).days, 14), form.words + 8, form.width - form.words - 16)


def _ticks(scale: _Scale, height: float, form: Form) -> Iterator[Markup]:
    room = 0.0
    for day, label in _labels(scale):
        x = scale.at(day)
        yield element("line", x1=x, x2=x, y1=HEAD - 6, y2=height - FOOT, stroke="#d8dde0")
        if x >= room and x < form.width - 40:
            yield element("text", label, x=x + 2, y=HEAD - 12, font_size=13, fill=QUIET)
            room = x + 9 * len(label)


def _labels(scale: _Scale) -> Iterator[tuple[date, str]]:
    """The days that are marked: Mondays, or the first of each month."""
    by_week = scale.days < BY_WEEK_BELOW
    for number in range(scale.days + 1):
        day = scale.first + timedelta(days=number)
        if by_week and day.weekday() == 0:
            yield day, f"{day.day} {day:%b}"
        elif not by_week and day.day == 1:
            yield day, f"{day:%b} {day.year}" if day.month == 1 or number < 31 else f"{day:%b}"


def _row(row: ActionLine, top: float, scale: _Scale, form: Form) -> Markup:
    size = 13 if form.is_narrow else 14
    words = lines(f"{row.number} {row.title}", columns=form.columns, most=1 if form.is_narrow else 2)
    written = text_lines(words, x=4.0, y=top + 16, height=16, font_size=size, fill=INK, font_weight="bold")
    colour = OVERDUE if row.days_late else QUIET
    written += element("text", _note(row), x=4.0, y=top + 16 * (len(words) + 1), font_size=size - 1, fill=colour)
    return written + _bar(row, top + _down(form), scale)


def _down(form: Form) -> float:
    """How far below the top of a row its bar begins."""
    return 40.0 if form.is_narrow else 14.0


def _note(row: ActionLine) -> str:
    """How far it is; what is overdue says so in words."""
    state = row.state.capitalize()
    if row.days_late:
        return f"▲ Overdue by {several(row.days_late, 'day')} · {state}"
    return f"{state} · due {day_in_words(row.due_on)}" if row.due_on and row.is_open else state


def _bar(row: ActionLine, y: float, scale: _Scale) -> Markup:
    begins, ends = row.starts_on or row.due_on, row.due_on or row.starts_on
    if begins is None or ends is None:
        return Markup("")
    left = scale.at(begins)
    width = max(scale.at(ends) - left, 8.0)
    drawn = element(
        "rect",
        x=left,
        y=y,
        width=width,
        height=BAR,
        rx=3,
        fill=COLOURS[row.state],
        stroke=OVERDUE if row.days_late else "#14474f",
        stroke_width=3 if row.days_late else 1.5,
        stroke_dasharray="5 3" if row.starts_on is None or row.due_on is None else None,
    )
    if row.days_late:
        drawn += element("text", "▲", x=left + width + 4, y=y + 13, font_size=13, fill=OVERDUE)
    if row.changed_on:
        drawn += element("path", d=_diamond(scale.at(row.changed_on), y + BAR / 2), fill=INK, stroke=PAPER)
    return drawn


def _diamond(x: float, y: float) -> str:
    return f"M{x:.1f} {y - 8:.1f}L{x + 6:.1f} {y:.1f}L{x:.1f} {y + 8:.1f}L{x - 6:.1f} {y:.1f}Z"


def _arrows(rows: tuple[ActionLine, ...], tops: dict[int, float], scale: _Scale, form: Form) -> Iterator[Markup]:
    """From the end of what is waited for to the beginning of what waits."""
    by_number = {row.number: row for row in rows}
    down = _down(form) + BAR / 2
    for row in rows:
        for need in row.needs:
            first = by_number.get(need.number)
            ends = first and (first.due_on or first.starts_on)
            begins = row.starts_on or row.due_on
            if first is None or ends is None or begins is None:
                continue
            x1, y1 = scale.at(ends), tops[first.number] + down
            x2, y2 = scale.at(begins), tops[row.number] + down
            bend = max(x1 + 6, x2 - 8) if x2 - 8 > x1 + 6 else x1 + 6
            path = f"M{x1:.1f} {y1:.1f}H{bend:.1f}V{y2 - BAR / 2 - 5 if y2 > y1 else y2 + BAR / 2 + 5:.1f}"
            path += f"H{x2 + 4:.1f}V{y2 - BAR / 2 if y2 > y1 else y2 + BAR / 2:.1f}"
            tip = y2 - BAR / 2 if y2 > y1 else y2 + BAR / 2
            back = -6 if y2 > y1 else 6
            yield element("path", d=path, fill="none", stroke=LINE, stroke_width=1.5)
            yield element("path", d=f"M{x2 + 4:.1f} {tip:.1f}l-4 {back}h8Z", fill=LINE)


def _today(scale: _Scale, today: date, height: float) -> Markup:
    x = scale.at(today)
    return element("line", x1=x, x2=x, y1=16, y2=height - FOOT, stroke=OVERDUE, stroke_width=2) + element(
        "text", "Today", x=x, y=12, font_size=13, font_weight="bold", fill=OVERDUE, text_anchor="middle"
    )
