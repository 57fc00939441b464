"""A day that can be stepped through: hour by hour with the arrow keys, without any script; played where there is one.

Nothing moves until somebody asks. Each hour is a radio button, and the style sheet shows the picture of the one that is
chosen; without a style sheet all pictures stand beneath one another. The script only moves the choice on, and stops.
"""

import hashlib

from everyweek.flow.drawing.amounts import number
from everyweek.flow.drawing.day import Day
from everyweek.flow.drawing.frames import frame, worst
from everyweek.flow.drawing.glance import called, explained, glance, heading
from everyweek.flow.drawing.markup import element, words


def animation(day: Day) -> str:
    """A figure for a page: the hours to step through, the whole day at a glance, and all of it as a table.

    It needs `drawn.css` and, to be played, `drawn.js` of this folder from the page's own host, and nothing else: no
    style attribute, no script in the page, nothing from elsewhere.
    """
    key = "day-" + hashlib.sha256(repr(day).encode("utf-8", "replace")).hexdigest()[:10]
    caption = element("figcaption", words(called(day)))
    parts = [
        caption,
        element("p", words(f"{explained(day)} Blue squares: in use. Hollow ones: free. Pink dots: waiting.")),
        _clock(day, key),
        element("h3", "The day at a glance"),
        element("div", glance(day, form="wide", titled=False), class_="ew-drawn-wide"),
        element("div", glance(day, form="tall", titled=False), class_="ew-drawn-tall"),
        element("details", element("summary", "Hour by hour as a table") + table(day)),
    ]
    return element("figure", "\n".join(parts), class_="ew-day")


def table(day: Day) -> str:
    """The day as a table: a row for each hour, so many came and left, and each pool."""
    top = "".join(element("th", words(pool.name), colspan=3, scope="colgroup") for pool in day.pools)
    names = "".join(element("th", name, scope="col") for _ in day.pools for name in ("in use", "open", "waiting"))
    first = "".join(element("th", name, rowspan=2, scope="col") for name in ("Hour", "came", "left"))
    head = element("thead", element("tr", first + top) + (element("tr", names) if names else ""))
    rows = "".join(_row(day, at) for at in range(len(day.hours)))
    caption = element("caption", words(f"{heading(day)}, at each whole hour"))
    found = element("table", caption + head + element("tbody", rows))
    return element("div", found, class_="ew-day-table", role="region", tabindex=0, aria_label="Hour by hour")


def _row(day: Day, at: int) -> str:
    numbers = [day.came[at], day.left[at]]
    for pool in day.pools:
        numbers += [pool.in_use[at], pool.capacity[at], pool.waiting[at]]
    cells = "".join(element("td", number(value)) for value in numbers)
    return element("tr", element("th", f"{day.hours[at]:02d}:00", scope="row") + cells)


def _clock(day: Day, key: str) -> str:
    """The hours to choose from, the place of the buttons, and a picture for each hour."""
    parts = [element("legend", words("Hour of the day: choose one, or go on with the arrow keys"))]
    for at, hour in enumerate(day.hours):
        chosen = {"checked": "checked"} if at == worst(day) else {}
        name = f"{key}-{hour:02d}"
        parts.append(element("input", type="radio", name=key, id=name, value=f"{hour:02d}", **chosen))
        parts.append(element("label", f"{hour:02d}", for_=name))
    parts.append(element("div", "", class_="ew-day-buttons"))
    parts.append(element("ol", "\n".join(frame(day, at) for at in range(len(day.hours))), class_="ew-day-frames"))
    return element("fieldset", "\n".join(parts), class_="ew-day-clock")
