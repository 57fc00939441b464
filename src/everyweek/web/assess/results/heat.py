"""The table of a round: places by themes, grouped by system, with the spread of each system.

A page of three hundred places has three thousand cells, and only a few dozen that differ: each of those is written
once, here, and not by the template, which would take twice as long over the whole page.
"""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from everyweek.maturity.framework import Framework, Theme
from everyweek.maturity.scoring import levels_of
from everyweek.web.assess.consent.presenters import region_of
from everyweek.web.assess.consent.queries import Shared
from everyweek.web.assess.results.queries import Cell, Seen
from everyweek.web.assess.results.spread import LevelSpread, spread_of
from everyweek.web.people.organisations.known import directory, name_of

SHADES = 5
"""Depths of colour, palest first; a level always stands in words beside its colour."""
BY_NAME = "name"


CELL = Markup('<td role="cell" class="ew-heat__{}" data-of="{}">{}{}</td>')


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it is shown. shade : 0 for one without a level."""

    figure: str
    words: str
    shade: int

    def under(self, theme: Theme) -> Markup:
        """The cell of a table, below a theme, whose name phones show beside it. What it holds is escaped."""
        figure = Markup("<b>{}</b> ").format(self.figure) if self.figure else ""
        return CELL.format(self.shade, theme.name, figure, self.words)


NOTHING = Shown("–", "nothing yet", 0)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in the table."""

    name: str
    address: str
    marks: str
    cells: Markup


@dataclass(frozen=True, slots=True)
class SystemRows:
    """A system in the table: its spread, and its places. address : of its priorities; "" for who may not see them."""

    code: str
    name: str
    address: str
    places: int
    spread: Markup
    rows: list[PlaceRow]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader wants to see. sort : BY_NAME or the key of a theme; region, system : codes, or "" for all."""

    sort: str = BY_NAME
    region: str = ""
    system: str = ""


def heat_table(
    round_key: str, seen: Seen, framework: Framework, wanted: Wanted, *, linked: Container[str]
) -> list[SystemRows]:
    """The systems that are wanted, each with its places. linked : those whose priorities the reader may see."""
    places = [one for one in seen.places if not wanted.system or one.system == wanted.system]
    by_system = groupby(sorted(places, key=lambda one: one.system), key=lambda one: one.system)
    known = directory()
    groups = [(code, name_of(code, known), list(rows)) for code, rows in by_system]
    if wanted.region:
        groups = [group for group in groups if region_of(group[0]) == wanted.region]
    written, results = _written(framework), reverse("assessment-results", kwargs={"assessment_round": round_key})
    order = _order(seen, framework, wanted.sort)
    tables = [
        SystemRows(
            code=code,
            name=name,
            address=reverse("priorities", kwargs={"assessment_round": round_key, "code": code})
            if code in linked
            else "",
            places=len(rows),
            spread=Markup("").join(
                _spread_in_words(_spread(seen, rows, theme, framework)).under(theme) for theme in framework.themes
            ),
            rows=[_place(one, results, seen, framework, written) for one in sorted(rows, key=order)],
        )
        for code, name, rows in sorted(groups, key=lambda group: group[1:2])
    ]
    return tables


def _spread(seen: Seen, rows: Sequence[Shared], theme: Theme, framework: Framework) -> LevelSpread:
    return spread_of((seen.cells[one.pk].get(theme.key) for one in rows), levels_of(theme, framework))


def _order(seen: Seen, framework: Framework, sort: str) -> Callable[[Shared], tuple[Any, ...]]:
    """Places by name, or by how they stand in one theme: the lowest first, and those without a level last."""
    theme = next((one for one in framework.themes if one.key == sort), None)
    if theme is None:
        return lambda one: (one.name,)
    numbers = {level.name: number for number, level in enumerate(levels_of(theme, framework).all)}

    def order(one: Shared) -> tuple[Any, ...]:
        cell = seen.cells[one.pk].get(theme.key)
        if cell is None or not cell.level:
            return (1, 0, 0, one.name)
        return (0, numbers.get(cell.level, 0), cell.score or 0, one.name)

    return order


def _place(
    one: Shared,
    results: str,
    seen: Seen,
    framework: Framework,
    written: Callable[[Theme, Cell | None], Markup],
) -> PlaceRow:
    cells = seen.cells[one.pk]
    return PlaceRow(
        name=one.name,
        address=f"{results}places/{one.place}/",
        marks=", ".join(["yours"] * one.is_own + ["draft"] * (not one.is_submission)),
        cells=Markup("").join([written(theme, cells.get(theme.key)) for theme in framework.themes]),
    )


def _written(framework: Framework) -> Callable[[Theme, Cell | None], Markup]:
    """What writes a cell below a theme: each that differs once."""
    shades = {
        theme.key: {level.name: shade_of(number, len(levels.all)) for number, level in enumerate(levels.all, start=1)}
        for theme in framework.themes
        for levels in (levels_of(theme, framework),)
    }
    known: dict[tuple[str, int], Markup] = {}

    def written(theme: Theme, cell: Cell | None) -> Markup:
        key = (theme.key, id(cell))  # equal cells are one and the same
        found = known.get(key)
        if found is None:
            shown = _shown(theme, cell, shades[theme.key]) if cell else NOTHING
            found = known[key] = shown.under(theme)
        return found

    return written


def shade_of(number: int, levels: int) -> int:
    """The depth of colour of a level, by its place among all; the highest is always the deepest.

    >>> [shade_of(number, 4) for number in (1, 2, 3, 4)], shade_of(1, 1)
    ([1, 2, 4, 5], 5)
    """
    return 1 + round((SHADES - 1) * (number - 1) / (levels - 1)) if levels > 1 else SHADES


def _shown(theme: Theme, cell: Cell, shades: dict[str, int]) -> Shown:
    if theme.kind == "agreed":
        return Shown("", cell.level, shades.get(cell.level, 0)) if cell.level else Shown("–", "not agreed", 0)
    if cell.level:
        return Shown(f"{cell.score:g}/{cell.most:g}", cell.level, shades.get(cell.level, 0))
    if not cell.answered:
        return NOTHING
    return Shown("–", f"{cell.answered} of {cell.questions} agreed", 0)


def _spread_in_words(spread: LevelSpread) -> Shown:
    """Three scores, or one where all places stand alike; levels for a theme that has no scores."""
    if not spread.places:
        return NOTHING
    without = f"{spread.of - spread.places} without" if spread.places < spread.of else ""
    lowest, median, highest = spread.levels
    if spread.scores is None:
        return Shown(" – ".join(dict.fromkeys((lowest, median, highest))), without, 0)
    if spread.of == 1:
        return Shown(f"{spread.scores[0]:g}", median, 0)
    return Shown("–".join(f"{score:g}" for score in spread.scores), without or f"median {median}", 0)


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """One theme of a system in words. rests_on : how many of its places it rests on, where that is not all of them."""

    key: str
    name: str
    scores: str
    levels: str
    places: str
    rests_on: str


def spread_row(seen: Seen, system: str, framework: Framework) -> list[SpreadRow]:
    """The spread of a system for each theme."""
    rows = [one for one in seen.places if one.system == system]
    return [_row_of(theme, _spread(seen, rows, theme, framework)) for theme in framework.themes]


def _row_of(theme: Theme, spread: LevelSpread) -> SpreadRow:
    scores = " – ".join(f"{score:g}" for score in spread.scores) if spread.scores else "Not scored"
    return SpreadRow(
        key=theme.key,
        name=theme.name,
        scores=scores if spread.places else "–",
        levels=" – ".join(spread.levels if len(set(spread.levels)) > 1 else spread.levels[:1]) or "–",
        places=f"{spread.places} of {spread.of}",
        rests_on=f"It rests on {spread.places} of {spread.of} places." if 0 < spread.places < spread.of else "",
    )
