"""Ratios beside one another as a picture: a line for each effect, and a diamond for what several say together."""

import math
import textwrap
from collections.abc import Sequence
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from everyweek.effects import Summary
from everyweek.web.learn.effects.queries import NOT_POOLED, OfOneOutcome, PictureSize, study_of
from everyweek.web.learn.library.models import Effect
from everyweek.web.measure.drawings import drawings_in
from everyweek.web.measure.kept_structure import kept_structure

DEFINITION = Path(__file__).with_name("forest_definition.py")
STEP = {"wide": 46, "narrow": 62}
FRAME, NAME_ABOVE, LINE = 60, 0.22, 0.21
"""Of a row: how far above its middle a name ends, and how much each further line of it lifts the first."""
LETTERS = {"wide": 130, "narrow": 50}
LINES = 2
TICKS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.5, 2, 3, 5, 10, 20)
SCALE = {"wide": "Ratio: below 1 less than before or without, above 1 more", "narrow": "Below 1 less, above 1 more"}
ROOM = 1.05
WIDEST = (0.05, 20.0)
"""A ratio or a limit beyond is drawn at the edge; the table has it."""

Row = dict[str, Any]


def forest_file(outcomes: Sequence[OfOneOutcome], *, size: PictureSize) -> bytes | None:
    """The picture as SVG; None when no effect has a ratio."""
    rows = rows_of(outcomes)
    if not rows:
        return None
    drawings = drawings_in(settings.EVERYWEEK_HOME / "cache" / "charts")
    key = ("forest", size, repr(rows))
    known = drawings.remembered(key)
    return drawings.draw(key, _vega(rows, size), "svg") if known is None else known


def rows_of(outcomes: Sequence[OfOneOutcome]) -> list[Row]:
    """A row for each effect with a ratio above 0; under a heading, and with their summary, where several are of one."""
    rows: list[Row] = []
    for group in outcomes:
        drawn = [one for one in group.effects if one.ratio is not None and one.ratio > 0]
        if len(drawn) == 1:
            rows.append(_row(_name(group), drawn[0]))
        elif drawn:
            rows.append({"name": _name(group), "is_study": False})
            rows += [_row(one.resource.title, one) for one in drawn]
        if isinstance(group.together, Summary):
            together = group.together
            rows.append(
                {
                    "name": f"Together ({together.studies})",
                    "is_study": False,
                    **_drawn(together.ratio, together.lower, together.upper),
                }
            )
    return [{**row, "place": at} for at, row in enumerate(rows)]


def _name(group: OfOneOutcome) -> str:
    words = group.outcome[:1].upper() + group.outcome[1:]
    return f"{words} (an estimate)" if group.design in NOT_POOLED else words


def _row(name: str, effect: Effect) -> Row:
    study = study_of(effect)
    limits = (None, None) if study is None else (study.lower, study.upper)
    assert effect.ratio is not None
    return {"name": name, "is_study": True, **_drawn(effect.ratio, *limits)}


def _drawn(ratio: float, lower: float | None, upper: float | None) -> Row:
    has_limits = lower is not None and upper is not None and lower > 0
    return {
        "ratio": _inside(ratio),
        "lower": _inside(lower) if has_limits and lower is not None else None,
        "upper": _inside(upper) if has_limits and upper is not None else None,
    }


def _inside(value: float) -> float:
    return min(max(value, WIDEST[0]), WIDEST[1])


def _vega(rows: list[Row], size: PictureSize) -> dict[str, Any]:
    specification = copy(_structure(size))
    known = {"rows": [_named(row, size) for row in rows], "same": [{"at": 1}]}
    specification["data"] = [
        {**table, "values": known[table["name"]]} if table["name"] in known else table
        for table in specification["data"]
    ]
    low, high = _domain(rows)
    domains = {"x": [low, high], "y": [len(rows) - 0.5, -0.9]}
    specification["scales"] = [
        {**scale, "domain": domains[scale["name"]], "reverse": False} if scale["name"] in domains else scale
        for scale in specification["scales"]
    ]
    specification["height"] = round(STEP[size] * (len(rows) + 0.4)) + FRAME
    ticks = [tick for tick in TICKS if low <= tick <= high]
    specification["axes"] = [
        {**axis, "values": ticks, **({"title": SCALE[size]} if "title" in axis else {})}
        if axis["scale"] == "x"
        else axis
        for axis in specification["axes"]
    ]
    return specification


def _named(row: Row, size: PictureSize) -> Row:
    """The name on as many lines as there is room for; the table has the whole of it."""
    lines = textwrap.wrap(row["name"], LETTERS[size], max_lines=LINES, placeholder=" …")
    return {**row, "name": "\n".join(lines), "name_at": row["place"] - NAME_ABOVE - LINE * (len(lines) - 1)}


def _domain(rows: list[Row]) -> tuple[float, float]:
    """From the lowest to the highest with a little room, 1 in it."""
    values = [1.0, *(row[name] for row in rows for name in ("ratio", "lower", "upper") if row.get(name) is not None)]
    low, high = min(values) / ROOM, max(values) * ROOM
    wide = max(high / low, 1.5)
    middle = math.sqrt(low * high)
    return min(low, middle / math.sqrt(wide)), max(high, middle * math.sqrt(wide))


@lru_cache(maxsize=2)
def _structure(size: PictureSize) -> dict[str, Any]:
    return kept_structure(f"forest-shapes/{size}", DEFINITION, lambda: _compiled(size))


def _compiled(size: PictureSize) -> dict[str, Any]:
    from everyweek.web.learn.effects.forest_definition import compiled  # Altair takes 0.7 s: only when needed

    return compiled(size)
