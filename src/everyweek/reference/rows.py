"""The rows of a data file, each knowing the line it stands on, so that a fault can be found."""

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from everyweek.reference.faults import MalformedRow


def data_folder() -> Traversable:
    """The folder of the built-in data files."""
    return files("everyweek.reference").joinpath("data")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file; each method reads a cell and raises MalformedRow when it is not what it should be."""

    where: str
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """A cell that must be filled, without blanks around it."""
        text = self.cells[column]
        if not text or text != text.strip():
            raise MalformedRow(f"{self.where}: {column} is {text!r}; it must be filled, without blanks around it.")
        return text

    def one_of(self, column: str, allowed: Collection[str]) -> str:
        """A cell that must hold one of a few words."""
        text = self.cells[column]
        if text not in allowed:
            raise MalformedRow(f"{self.where}: {column} is {text!r}; it must be one of {', '.join(sorted(allowed))}.")
        return text

    def day(self, column: str) -> date:
        """A cell that must hold a day."""
        try:
            return _date(self.cells[column])
        except ValueError as problem:
            raise MalformedRow(
                f"{self.where}: {column} is {self.cells[column]!r}; write a day as 2024-03-31."
            ) from problem

    def period(self) -> tuple[date | None, date | None]:
        """The cells valid_from and valid_to, the end exclusive; an empty cell is an open end."""
        start = self.day("valid_from") if self.cells["valid_from"] else None
        end = self.day("valid_to") if self.cells["valid_to"] else None
        if start is not None and end is not None and start >= end:
            raise MalformedRow(f"{self.where}: valid_to {end} is not after valid_from {start}.")
        return start, end


def read_rows(file: Traversable, *columns: str) -> Iterator[Row]:
    """The rows of a CSV file that must have these columns.

    Raises : MalformedRow, naming file and line.
    """
    lines = file.read_text(encoding="utf-8").splitlines()
    reader = csv.DictReader(lines, strict=True)
    found = reader.fieldnames or ()
    missing = [column for column in columns if column not in found]
    if missing:
        raise MalformedRow(f"{file.name}: no column {', '.join(missing)}; its columns are {', '.join(found)}.")
    for cells in reader:
        where = f"{file.name}, line {reader.line_num}"
        if None in cells or None in cells.values():
            raise MalformedRow(f"{where}: it has more or fewer cells than the {len(found)} columns.")
        yield Row(where, cells)


@cache
def _date(text: str) -> date:
    return date.fromisoformat(text)
