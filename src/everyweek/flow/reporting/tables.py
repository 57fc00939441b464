"""Tables for a page: each in a region of its own that scrolls by itself, has a name and can be reached by keyboard."""

from collections.abc import Sequence

from everyweek.flow.drawing.markup import element, words
from everyweek.flow.experiments.outcome import Outcomes
from everyweek.flow.quantities import HOURS_OF_A_WEEK
from everyweek.flow.reporting.figures import INTERVALS, POOLS, of_interval, of_pool, within
from everyweek.flow.reporting.report import Week
from everyweek.flow.reporting.week_in_words import hours_there, mean_at, range_at
from everyweek.flow.reporting.week_picture import DAY_NAMES, has_bands
from everyweek.flow.summary import IntervalSummary, intervals_of, pools_of


def tables_of_figures(found: Outcomes, *, of: str = "") -> str:
    """Pools, and counted times, as the plain table has them. of : the model, where there are several."""
    pools, intervals = pools_of(found), intervals_of(found)
    parts = []
    if pools:
        parts.append(_pools(f"Pools{of}: what patients wait for", [of_pool(one) for one in pools]))
    if intervals:
        title = f"Intervals{of}: times that were counted"
        parts.append(_intervals(title, [one for one in intervals if not one.group]))
    if classes := [one for one in intervals if one.group]:
        summary = element("summary", "The same times by class of patients")
        inner = _intervals(f"Intervals{of} by class of patients", classes)
        parts.append(element("details", summary + inner))
    return "\n".join(parts)


def _pools(title: str, rows: Sequence[Sequence[str]]) -> str:
    """On a telephone the name of each stands above its figures; roles say that it is a table all the same."""
    heads = "".join(element("th", words(name), scope="col", role="columnheader") for name in POOLS)
    bodies = []
    for first, *others in rows:
        cells = "".join(element("td", words(cell), role="cell") for cell in others)
        bodies.append(element("tr", element("th", words(first), scope="row", role="rowheader") + cells, role="row"))
    inner = element("thead", element("tr", heads, role="row"), role="rowgroup")
    return table(title, inner + element("tbody", "".join(bodies), role="rowgroup"), "ew-pools", role="table")


def _intervals(title: str, each: Sequence[IntervalSummary]) -> str:
    bodies = []
    for one in each:
        limits = "".join(row(limit, "ew-within") for limit in within(one))
        bodies.append(element("tbody", row(of_interval(one), scope="rowgroup" if limits else "row") + limits))
    return table(title, head(INTERVALS) + "".join(bodies))


def table_of_week(week: Week, *, of: str = "") -> str:
    """A row for each hour that came: in use, there, waiting, and what runs range over where there are several."""
    hours, banded = hours_there(week.in_use).tolist(), has_bands(week.in_use)
    each = ("mean", "nine of ten runs") if banded else ("mean",)
    top = element("th", "hour", rowspan=2, scope="col") + "".join(
        element("th", name, colspan=number, scope="colgroup")
        for name, number in (("in use", len(each)), ("there", 1), ("waiting", len(each)))
    )
    names = "".join(element("th", name, scope="col") for name in (*each, "mean", *each))
    bodies = []
    for day, name in enumerate(DAY_NAMES):
        rows = [_of_hour(week, hour, banded) for hour in hours if hour // 24 == day]
        bodies += [group(name, rows, columns=2 * len(each) + 2)] if rows else []
    heads = element("thead", element("tr", top) + element("tr", names))
    which = "each whole hour" if len(hours) == HOURS_OF_A_WEEK else "the hours that came"
    return table(f"{week.pool}{of} at {which} of the week", heads + "".join(bodies), "ew-hours")


def _of_hour(week: Week, hour: int, banded: bool) -> str:
    cells = [f"{hour % 24:02d}:00", mean_at(week.in_use, hour)]
    cells += [range_at(week.in_use, hour)] if banded else []
    cells += [mean_at(week.capacity, hour), mean_at(week.waiting, hour)]
    return row([*cells, *([range_at(week.waiting, hour)] if banded else [])])


def table(caption: str, inner: str, look: str | None = None, *, role: str | None = None) -> str:
    """A table in its region. caption : unlike that of any other on the page; inner : head and bodies."""
    found = element("table", element("caption", element("span", words(caption))) + inner, class_=look, role=role)
    return element("div", found, class_="ew-table", role="region", tabindex=0, aria_label=caption)


def head(names: Sequence[str]) -> str:
    """The names of columns."""
    return element("thead", element("tr", "".join(element("th", words(name), scope="col") for name in names)))


def row(cells: Sequence[str], look: str | None = None, *, scope: str = "row") -> str:
    """A row, which its first cell names. scope : "rowgroup" when that names the rows beneath it, too."""
    first, *others = (words(cell) for cell in cells)
    inner = element("th", first, scope=scope) + "".join(element("td", cell) for cell in others)
    return element("tr", inner, class_=look)


def group(name: str, rows: Sequence[str], *, columns: int) -> str:
    """Rows under a name that stands above them."""
    first = element("tr", element("th", element("span", words(name)), colspan=columns, scope="rowgroup"))
    return element("tbody", first + "".join(rows))
