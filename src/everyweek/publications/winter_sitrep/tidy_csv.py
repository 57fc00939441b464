"""The situation report as somebody else reshaped it: a row a trust and day, in a layout that differs every winter."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from everyweek.measures.evaluate import REASON_CODES
from everyweek.publications.document import Document, column_letters
from everyweek.publications.errors import FaultyPublication, Place, Remark
from everyweek.publications.marks import NotANumber, Reading, number_or_reason, tidy
from everyweek.publications.release import Release
from everyweek.publications.winter_sitrep import identities, rules, zeros
from everyweek.publications.winter_sitrep.columns import (
    PUBLICATION,
    TIDY_HEADERS,
    TIDY_LABELS,
    TIDY_UNUSED,
    TITLE,
)
from everyweek.publications.winter_sitrep.tidy_table import Rows, table_of
from everyweek.tables import MissingBecause

ENGLAND = {"england": True, "england (all acute trusts)": True, "england (type 1 acute trusts)": False}
"""England's rows by their names in lower case, and whether the row is of all trusts in the file."""
EMPTY = REASON_CODES[MissingBecause.NOT_COLLECTED]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each of our columns stands in this file; `unused` are headers that are known and left out."""

    place: Place
    labels: dict[str, int]
    columns: dict[str, int]
    unused: tuple[str, ...]
    width: int


class Readings(dict[str, tuple[float, int]]):
    """Each text of a cell with its number and why there is none, worked out once: a winter has few different texts.

    An empty cell counts as "not collected" until it is known whether any trust has a figure there.
    """

    def __missing__(self, text: str) -> tuple[float, int]:
        """A text that was not seen before. Raises NotANumber."""
        reading: Reading = number_or_reason(text)
        self[text] = (reading[0], REASON_CODES[reading[1]] if tidy(text) else EMPTY)
        return self[text]


def recognise(document: Document) -> bool:
    """Whether the first row is a header of this form."""
    headers = {tidy(header).lower() for header in document.first_row}
    return {*TIDY_LABELS, "g&a beds open", "delays30"} <= headers


def read(document: Document) -> Release:
    """Every trust's figures for every day.

    England's rows are no data: they are held against the trusts. Rows without any figure are left out, and rows that
    stand a day early after the clocks went forward are put on their day.
    Raises FaultyPublication when a column is not known or stands twice, a cell is no number, a trust stands twice on a
    day, or a rule in `rules` does not hold.
    """
    layout = read_header(document)
    table, remarks = table_of(read_rows(document, layout), place=layout.place)
    remarks = (*unused_columns(layout), *remarks, *rules.check(table))
    table, emptied = zeros.without_empty_zeros(table)
    return Release(
        publication=PUBLICATION,
        title=f"{TITLE} (reshaped by others)",
        form="tidy",
        edition=table.days[-1],
        figures=table.figures_kept(),
        remarks=(*remarks, *emptied, *identities.breaches(table)),
    )


def read_header(document: Document) -> Layout:
    """The layout of this file. Raises FaultyPublication for a column that is unknown or stands twice."""
    labels: dict[str, int] = {}
    columns: dict[str, int] = {}
    unused: list[str] = []
    for index, header in enumerate(document.first_row):
        words = tidy(header).lower()
        place = document.place.at(row=1, column=column_letters(index))
        if words in labels or TIDY_HEADERS.get(words) in columns or words in unused:
            raise FaultyPublication("A column stands twice.", place=place, found=header, expected="each column once")
        if words in TIDY_LABELS:
            labels[words] = index
        elif words in TIDY_HEADERS:
            columns[TIDY_HEADERS[words]] = index
        elif words in TIDY_UNUSED:
            unused.append(words)
        else:
            raise FaultyPublication(
                f"The column '{header}' is not known: the layout has changed.",
                place=place,
                expected="one of " + ", ".join((*TIDY_LABELS, *TIDY_HEADERS)),
            )
    return Layout(document.place, labels, columns, tuple(unused), len(document.first_row))


def read_rows(document: Document, layout: Layout) -> Rows:
    """All rows: who and when, and what each cell says."""
    readings = Readings()
    days: dict[str, int] = {}
    indices = tuple(layout.columns.values())
    code_at, name_at, date_at = (layout.labels[label] for label in TIDY_LABELS)
    rows: list[int] = []
    codes: list[str] = []
    names: list[str] = []
    ordinals: list[int] = []
    read: list[list[tuple[float, int]]] = []
    for row, cells in enumerate(document.rows[1:], start=2):
        if not any(cells):
            continue
        check_width(cells, row=row, layout=layout)
        day = cells[date_at]
        if day not in days:
            days[day] = day_in(day, place=layout.place.at(row=row, column="Date")).toordinal()
        try:
            read.append([readings[cells[index]] for index in indices])
        except NotANumber:
            raise not_a_number(cells, row=row, layout=layout, header=document.first_row) from None
        rows.append(row)
        codes.append(code_in(cells[code_at], name=cells[name_at], place=layout.place.at(row=row)))
        names.append(tidy(cells[name_at]))
        ordinals.append(days[day])
    if not rows:
        raise FaultyPublication("There is no row in it.", place=layout.place, expected="a row a trust and day")
    cube: NDArray[np.float64] = np.array(read, dtype=np.float64)
    reasons = cube[:, :, 1].astype(np.int8)
    return Rows(tuple(layout.columns), rows, codes, names, np.array(ordinals), cube[:, :, 0], reasons)


def check_width(cells: list[str], *, row: int, layout: Layout) -> None:
    """Refuse a row that is shorter or longer than the header."""
    if len(cells) != layout.width:
        raise FaultyPublication(
            "The row does not fit the header.",
            place=layout.place.at(row=row),
            found=f"{len(cells)} cells",
            expected=f"{layout.width}",
        )


def code_in(code: str, *, name: str, place: Place) -> str:
    """The organisation's code in capitals; for a row of England, which has none, a dash and its name."""
    code, name = tidy(code).upper(), tidy(name).lower()
    if code not in ("", "-"):
        return code
    if name not in ENGLAND:
        raise FaultyPublication(
            "A row has no organisation code.", place=place, found=name or "nothing", expected="a code, or England"
        )
    return f"-{name}"


def day_in(text: str, *, place: Place) -> date:
    """The day in a cell: year, month and day with dashes. Raises FaultyPublication for anything else."""
    try:
        return date.fromisoformat(tidy(text))
    except ValueError:
        raise FaultyPublication(
            "The date cannot be read.", place=place, found=text or "nothing", expected="such as 2018-12-03"
        ) from None


def not_a_number(cells: list[str], *, row: int, layout: Layout, header: tuple[str, ...]) -> FaultyPublication:
    """The refusal of a row with a cell that is no number, which is found once more."""
    readings = Readings()
    for index in layout.columns.values():
        try:
            readings[cells[index]]
        except NotANumber as error:
            found, column = str(error), header[index]
            break
    return FaultyPublication(
        "A figure is not a number.",
        place=layout.place.at(row=row, column=column),
        found=found,
        expected="a whole number, or - where there is none",
    )


def unused_columns(layout: Layout) -> tuple[Remark, ...]:
    """A remark on the columns that are known and left out."""
    if not layout.unused:
        return ()
    return (
        Remark(
            f"Columns that are known and left out: {', '.join(layout.unused)}.",
            place=layout.place.at(row=1),
            rule="every column is one that is read",
            action="no measure is made of them",
        ),
    )
