"""The pools of a model hour by hour: words, pictures, and the same as a table."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from everyweek.flow.drawing.markup import element, words
from everyweek.flow.drawing.shapes import Form
from everyweek.flow.experiments.by_hour import Bands
from everyweek.flow.reporting.report import Ran, Week, weeks_of
from everyweek.flow.reporting.tables import table_of_week
from everyweek.flow.reporting.week_in_words import (
    hours_there,
    how_to_read,
    nobody_waits,
    said_of_queue,
    said_of_use,
)
from everyweek.flow.reporting.week_picture import (
    CAPACITY,
    MEAN,
    OF_MEAN,
    OF_RANGE,
    frame_of,
    goes_beyond,
    has_bands,
    week_picture,
)

FORMS: tuple[Form, ...] = ("wide", "tall")


Reaches = Mapping[tuple[str, str], float]


def section_of_week(ran: Ran, *, level: int, of: str = "", reaches: Reaches = MappingProxyType({})) -> str:
    """Every pool through the week.

    level   : of its heading; of : the model, where there are several.
    reaches : by pool and what is drawn of it, how far a picture reaches at least.
    """
    if not ran.model.pools:
        return ""
    title = element(f"h{level}", "The week, hour by hour")
    weeks = list(weeks_of(ran.outcomes))
    if not len(hours_there(weeks[0].in_use)):
        return title + element("p", "No whole hour by the clock was counted, so there is nothing to show by the hour.")
    scale = ["A pool has the same scale in the pictures of every model."] if reaches else []
    read = "".join(element("p", words(one)) for one in (*how_to_read(ran.outcomes, weeks), *scale))
    pools = (_pool(week, level=level + 1, of=of, runs=len(ran.outcomes), reaches=reaches) for week in weeks)
    return "\n".join([title, read, *pools])


def reaches_of(each: Iterable[Ran]) -> Reaches:
    """How far the pictures of each pool reach, by its name, so that those of several models can be compared."""
    found: dict[tuple[str, str], float] = {}
    for ran in each:
        for week in weeks_of(ran.outcomes) if ran.model.pools else ():
            if len(hours_there(week.in_use)):
                for shown, capacity in ((week.waiting, None), (week.in_use, week.capacity)):
                    key = week.pool, shown.what
                    found[key] = max(found.get(key, 0.0), frame_of(shown, capacity, width=0.0).top)
    return found


def _pool(week: Week, *, level: int, of: str, runs: int, reaches: Reaches) -> str:
    parts = [element(f"h{level}", words(week.pool))]
    if nobody_waits(week):
        parts.append(element("p", said_of_queue(week)))
    else:
        parts.append(_figure(week, week.waiting, of=of, runs=runs, reaches=reaches))
    parts.append(_figure(week, week.in_use, of=of, runs=runs, reaches=reaches))
    summary = element("summary", words(f"{week.pool}: every hour as a table"))
    return "\n".join([*parts, element("details", summary + table_of_week(week, of=of))])


def _figure(week: Week, shown: Bands, *, of: str, runs: int, reaches: Reaches) -> str:
    """A picture in both forms, of which the style sheet shows the one that fits; its legend in words beneath."""
    capacity = week.capacity if shown.what == "in use" else None
    what, said = ("In use", said_of_use(week)) if capacity else ("Patients waiting", said_of_queue(week))
    title, at_least = f"{week.pool}{of}: {what.lower()}", reaches.get((week.pool, shown.what), 0.0)
    pictures = [
        element("div", week_picture(shown, title=title, about=said, capacity=capacity, form=form, reaches=at_least),
                class_=f"ew-{form}")
        for form in FORMS
    ]  # fmt: skip
    caption = element("figcaption", element("strong", what) + element("span", words(said)))
    cut = goes_beyond(shown, capacity, reaches=at_least)
    return element(
        "figure", "\n".join([caption, *pictures, _legend(shown, runs, with_capacity=bool(capacity), cut=cut)])
    )


def _legend(shown: Bands, runs: int, *, with_capacity: bool, cut: bool) -> str:
    each = [(_line_sample(MEAN), "one run" if runs == 1 else f"mean of {runs:,} runs")]
    if has_bands(shown):
        beyond = ", beyond the picture at some hours" if cut else ""
        each.append((_band_sample(OF_MEAN), f"how sure the mean is{beyond}"))
        each.append((_band_sample(OF_RANGE), "ordinary variation: nine of ten runs"))
    if with_capacity:
        each.append((_line_sample(CAPACITY), "capacity: how many there are"))
    items = "".join(element("li", sample + element("span", words(text))) for sample, text in each)
    return element("ul", items, class_="ew-legend")


def _line_sample(look: dict[str, object]) -> str:
    return _sample(element("path", d="M2 8L34 8", **look))


def _band_sample(look: dict[str, object]) -> str:
    return _sample(element("rect", x=2, y=2, width=32, height=12, **look))


def _sample(inner: str) -> str:
    return element("svg", inner, viewBox="0 0 36 16", width=36, height=16, aria_hidden="true")
