"""A framework as sheets of rows and back: what is wrong with them is named by its cell."""

import re
from collections.abc import Collection, Mapping, Sequence

from everyweek.maturity.checking import MOST_LEVELS, checked
from everyweek.maturity.errors import Fault, FaultyFramework
from everyweek.maturity.fields import Path
from everyweek.maturity.framework import Framework
from everyweek.maturity.sections import Cell, Numbered, Section, sections_of, spelling
from everyweek.maturity.table_layout import (
    ABOUT,
    LEVELS,
    OF_QUESTION,
    OF_THEME,
    RUNGS,
    Heading,
    Rows,
    rows_in_one,
    rows_of,
    rung_headings,
)

__all__ = ["Rows", "framework_from_rows", "rows_in_one", "rows_of"]

LISTS = ("measures", "was")
THEME_COLUMNS: tuple[Heading, ...] = tuple((f"theme_{name}", heading) for name, heading in OF_THEME)
TELLING: tuple[Heading, ...] = (("theme_key", "Theme key"), ("key", "Question key"), ("text", "Question"))
NEEDED = ("theme_key", "theme_name", "key", "text")


def framework_from_rows(
    sheets: Mapping[str, Rows], *, given: Mapping[str, object] | None = None, measures: Collection[str] | None = None
) -> Framework:
    """The framework in one or more sheets, as `rows_of` or `rows_in_one` writes them.

    sheets   : by name. A sheet with one of our names is of that kind, whatever their order. In any sheet a row with
               nothing but one of our names in its first cell begins that kind, and a table with the headings of
               questions holds questions. Others are not looked at. Columns may stand in any order, and others between
               them. A theme key that is left empty is that of the row above, and an empty kind is "scored".
    given    : plain values for what no sheet says, such as key, version, title, source and levels; see `as_mapping`.
               With them, a table of nothing but questions is enough.
    measures : as for `read_framework`.
    Raises FaultyFramework, whose faults stand at "Questions, row 14, column C".
    """
    taking = _Taking(given or {})
    sections = [one for sheet, rows in sheets.items() for one in sections_of(sheet, rows, telling=TELLING)]
    for section in sections:
        taking.take(section)
    if not any(section.name == "Questions" for section in sections):
        columns = ", ".join(f"“{heading}”" for _, heading in TELLING)
        raise FaultyFramework([Fault("the file", f"No table of questions was found. It has the columns {columns}.")])
    if taking.missing:  # whatever else is wrong may follow from that
        raise FaultyFramework(taking.missing)
    return checked(taking.values, place_of=taking.place_of, measures=measures, faults=taking.faults)


class _Taking:
    """Values taken from sheets, where each stands, and what was wrong on the way."""

    def __init__(self, given: Mapping[str, object]) -> None:
        levels = given.get("levels")
        self.levels: dict[str, object] = dict(levels) if isinstance(levels, Mapping) else {}
        self.themes: list[dict[str, object]] = []
        self.values: dict[str, object] = {**given, "levels": self.levels}
        self.places: dict[Path, str] = {}
        self.faults: list[Fault] = []
        self.missing: list[Fault] = []

    def place_of(self, path: Path) -> str:
        """The cell of a path, or the row or sheet that it is in."""
        near = (path[:length] for length in range(len(path), 0, -1))
        found = next((self.places[one] for one in near if one in self.places), None)
        words = (f"“{step}”" if isinstance(step, str) else str(step + 1) for step in path)
        return found or " ".join(["framework", *words])

    def take(self, section: Section) -> None:
        """All that a sheet, or a part of a file of text, says."""
        if section.name == "Framework":
            self.take_about(section)
        elif section.name == "Levels":
            self.levels["all"] = self.take_list(section, columns=LEVELS, path=("levels", "all"))
        elif section.name == "Rungs":
            self.values["rungs"] = self.take_list(section, columns=RUNGS, path=("rungs",))
        else:
            self.take_questions(section)

    def keep(self, into: dict[str, object], name: str, path: Path, cell: Cell) -> None:
        """Put a value under its name, and note where it stood."""
        into[name] = _listed(cell.text) if name in LISTS else cell.text
        self.places[(*path, name)] = cell.where

    def take_about(self, section: Section) -> None:
        """What a framework says of itself: a field in each row. A field that there is not is noted as a fault."""
        names = {spelling(one): name for name, heading in ABOUT for one in (name, heading)}
        for row in section.rows:
            heading, value = section.cell(row, 0), section.cell(row, 1)
            name = names.get(spelling(heading.text))
            if name is None:
                if spelling(heading.text) != "field":
                    fields = ", ".join(one for _, one in ABOUT)
                    problem = f"There is no field “{heading.text[:40]}”. There are: {fields}."
                    self.faults.append(Fault(heading.where, problem))
            elif name.startswith("levels_"):
                self.keep(self.levels, name.removeprefix("levels_"), ("levels",), value)
            else:
                self.keep(self.values, name, (), value)

    def take_list(self, section: Section, *, columns: Sequence[Heading], path: Path) -> list[dict[str, object]]:
        """A row for each of something, such as levels, with its values under the names of columns."""
        self.missing += section.missing(columns, [columns[0][0], columns[1][0]])
        self.places[path] = section.sheet
        found: list[dict[str, object]] = []
        places = section.places(columns)
        for row in section.rows[1:]:
            at = (*path, len(found))
            found.append({})
            self.places[at] = section.row_name(row[0])
            for name, place in places.items():
                self.keep(found[-1], name, at, section.cell(row, place))
        return found

    def take_questions(self, section: Section) -> None:
        """A question in each row, with its theme; a row that names no theme belongs to that of the row above."""
        most = (*THEME_COLUMNS, *OF_QUESTION)
        self.missing += section.missing(most, NEEDED)
        self.values["themes"] = self.themes
        self.places["themes",] = section.sheet
        at_key: dict[str, int] = {}
        key = ""
        places, rung_places = section.places(most), section.places(rung_headings(MOST_LEVELS))
        for row in section.rows[1:]:
            cells = {name: section.cell(row, place) for name, place in places.items()}
            key = cells["theme_key"].text or key if "theme_key" in cells else key
            at = at_key.setdefault(key, len(self.themes))
            if at == len(self.themes):
                self.themes.append({"questions": []})
                self.places["themes", at] = section.row_name(row[0])
            self.take_theme(at, cells)
            self.take_question(section, row, at, cells, rung_places)
        for theme in self.themes:
            theme["kind"] = theme.get("kind") or "scored"

    def take_theme(self, at: int, cells: Mapping[str, Cell]) -> None:
        """What a row says of its theme; when an earlier row of the theme said something else, that is noted."""
        theme, path = self.themes[at], ("themes", at)
        for name, _ in OF_THEME:
            cell = cells.get(f"theme_{name}")
            if cell is None or (name in theme and not cell.text):
                continue
            before, where = theme.get(name), self.places.get((*path, name))
            if before and before != (_listed(cell.text) if name in LISTS else cell.text):
                problem = f"It says “{cell.text[:60]}”, and {where} says something else of the same theme."
                self.faults.append(Fault(cell.where, problem))
                continue
            self.keep(theme, name, path, cell)

    def take_question(
        self, section: Section, row: Numbered, at: int, cells: Mapping[str, Cell], rung_places: Mapping[str, int]
    ) -> None:
        """What a row says of its question; nothing when it says only something of its theme."""
        own = {name: cells[name] for name, _ in OF_QUESTION if name in cells}
        if not any(cell.text for cell in own.values()):
            return
        questions = self.themes[at]["questions"]
        assert isinstance(questions, list)
        path = ("themes", at, "questions", len(questions))
        self.places[path] = section.row_name(row[0])
        question: dict[str, object] = {}
        for name, cell in own.items():
            self.keep(question, name, path, cell)
        question["rungs"] = self.rungs_in(section, row, path, rung_places)
        questions.append(question)

    def rungs_in(
        self, section: Section, row: Numbered, path: Path, places: Mapping[str, int]
    ) -> list[dict[str, object]]:
        """The ladder in a row of questions: up to the last rung that has a name or a meaning there."""
        rungs: list[dict[str, object]] = []
        last = 0
        for number in range(1, MOST_LEVELS + 1):
            rungs.append({"number": number})
            at = (*path, "rungs", number - 1)
            for name in ("name", "meaning"):
                if (place := places.get(f"rung_{number}_{name}")) is not None:
                    cell = section.cell(row, place)
                    self.keep(rungs[-1], name, at, cell)
                    last = number if cell.text else last
        return rungs[:last]


def _listed(text: str) -> list[str]:
    return [one.strip() for one in re.split(r"[,;\n]", text) if one.strip()]
