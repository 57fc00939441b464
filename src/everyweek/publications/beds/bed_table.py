"""A table of beds: organisations and periods down, beds open and occupied across."""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from everyweek.measures.evaluate import REASON_CODES
from everyweek.publications.document import Row, column_letters
from everyweek.publications.errors import FaultyPublication, Place
from everyweek.publications.marks import NotANumber, Reading, number_or_reason, tidy
from everyweek.publications.periods import NotADate
from everyweek.publications.release import Figures
from everyweek.tables import Every, MissingBecause, period_end
from everyweek.warehouse.incoming import SheetRows

NOT_SUBMITTED: Reading = (math.nan, MissingBecause.NOT_SUBMITTED)
ENGLAND_CODES = frozenset({"", "-", "na", "eng", "england"})
"""What stands for a code beside England. A table that was saved with R says NA where a workbook leaves the cell empty,
and that is no code of an organisation."""
ENGLAND = "england"
ORGANISATION_CODE = re.compile(r"[A-Z0-9]{3,6}")

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Layout:
    """Which of our columns stands where.

    place   : the table, for an error.
    places  : index of the cell by our column.
    headers : what the file calls our column, or a spreadsheet's letters where headers stand more than once.
    labels  : our columns that are no numbers: "code", perhaps "name" and "region", and those that say when.
    width   : how many cells a row has.
    """

    place: Place
    places: Mapping[str, int]
    headers: Mapping[str, str]
    labels: tuple[str, ...]
    width: int

    @property
    def numbers(self) -> tuple[str, ...]:
        """Our columns that are numbers."""
        return tuple(column for column in self.places if column not in self.labels)

    def at(self, *, row: int, column: str = "") -> Place:
        """Where a cell is, for an error."""
        return self.place.at(row=row, column=self.headers.get(column, ""))


@dataclass(frozen=True)
class BedTable:
    """The rows of a table as columns, n of them.

    rows, codes, names, regions, starts : of length n; rows count from 1 as a person sees them, England's code is
                                          "england", starts are the first days of periods.
    columns                             : numbers as published by our column, float arrays of shape (n,), NaN where
                                          there is none: beds (average number in the period), and rates 0-1.
    reasons                             : why a number is missing, int8 arrays of shape (n,).
    """

    layout: Layout
    every: Every
    rows: tuple[int, ...]
    codes: tuple[str, ...]
    names: tuple[str, ...]
    regions: tuple[str, ...]
    starts: tuple[date, ...]
    columns: dict[str, Floats]
    reasons: dict[str, NDArray[np.int8]]

    def only(self, wanted: Callable[[str], bool]) -> "BedTable":
        """The rows whose code is wanted."""
        kept = [index for index, code in enumerate(self.codes) if wanted(code)]
        return BedTable(
            layout=self.layout,
            every=self.every,
            rows=tuple(self.rows[index] for index in kept),
            codes=tuple(self.codes[index] for index in kept),
            names=tuple(self.names[index] for index in kept),
            regions=tuple(self.regions[index] for index in kept),
            starts=tuple(self.starts[index] for index in kept),
            columns={column: numbers[kept] for column, numbers in self.columns.items()},
            reasons={column: codes[kept] for column, codes in self.reasons.items()},
        )

    @property
    def organisations(self) -> "BedTable":
        """Everybody but England."""
        return self.only(lambda code: code != ENGLAND)

    @property
    def england(self) -> "BedTable":
        """The rows of England."""
        return self.only(lambda code: code == ENGLAND)

    def figures(self, columns: Sequence[str]) -> Figures:
        """Some of the columns, as a release holds them."""
        ends = {start: period_end(start, self.every) for start in set(self.starts)}
        return Figures(
            codes=self.codes,
            names=self.names,
            starts=self.starts,
            ends=tuple(ends[start] for start in self.starts),
            columns={column: self.columns[column] for column in columns},
            reasons={column: self.reasons[column] for column in columns},
            rows=(SheetRows(np.array(self.rows, dtype=np.int32), self.layout.place.sheet),),
        )


def find_columns(
    header: Sequence[str],
    *,
    known: Mapping[str, str],
    labels: tuple[str, ...],
    place: Place,
    ignored: frozenset[str] = frozenset(),
) -> Layout:
    """Where the columns of a text table stand, by their header, whatever their order.

    known   : our column by the file's header.
    ignored : headers that are known and not used.

    Raises FaultyPublication when a column is missing, unknown or doubled.
    """
    places: dict[str, int] = {}
    for index, text in enumerate(header):
        column = known.get(text)
        if column in places:
            raise FaultyPublication("A column stands twice.", place=place.at(column=text))
        if column is not None:
            places[column] = index
        elif text not in ignored:
            raise FaultyPublication(
                f"The column '{text}' is not known: the layout has changed.",
                place=place.at(column=column_letters(index)),
                expected="one of the published columns",
            )
    missing = [text for text, column in known.items() if column not in places]
    if missing:
        raise FaultyPublication("A column is missing.", place=place, expected=", ".join(missing))
    return Layout(
        place=place, places=places, headers={known[text]: text for text in known}, labels=labels, width=len(header)
    )


def read_bed_table(
    rows: Iterable[tuple[int, Row]], *, layout: Layout, every: Every, period: Callable[[tuple[str, ...]], date]
) -> BedTable:
    """The rows of a table, each with its number as a person sees it; empty ones are passed over.

    period : the first day of the period that the labels which say when (all but code, name and region) stand for;
             raises NotADate with what should stand there.

    Raises FaultyPublication when a row does not fit the header, has no code, says no period or one that another row of
    the organisation has, or a cell is neither a number nor a mark for a missing one; and when no row is left.
    """
    kept = [(row, cells) for row, cells in rows if any(cell != "" for cell in cells)]
    if not kept:
        raise FaultyPublication("There is no organisation in it.", place=layout.place, expected="a row an organisation")
    for row, cells in kept:
        check_width(cells, row=row, layout=layout)
    texts = {label: [tidy(cells[layout.places[label]]) for _, cells in kept] for label in layout.labels}
    numbers = tuple(row for row, _ in kept)
    names = texts.get("name", [])
    codes = read_codes(texts["code"], names=names, rows=numbers, layout=layout)
    starts = read_starts(texts, rows=numbers, layout=layout, period=period)
    check_nobody_stands_twice(codes, starts=starts, rows=numbers, layout=layout)
    readings = {column: read_numbers(kept, column=column, layout=layout) for column in layout.numbers}
    return BedTable(
        layout=layout,
        every=every,
        rows=numbers,
        codes=codes,
        names=tuple(names) or codes,
        regions=tuple(texts.get("region", [""] * len(kept))),
        starts=starts,
        columns={column: np.array([number for number, _ in cells]) for column, cells in readings.items()},
        reasons={
            column: np.array([REASON_CODES[reason] for _, reason in cells], dtype=np.int8)
            for column, cells in readings.items()
        },
    )


def check_width(cells: Row, *, row: int, layout: Layout) -> None:
    """Refuse a row that is cut off, or that goes on beyond the header."""
    if len(cells) < layout.width or any(cell != "" for cell in cells[layout.width :]):
        raise FaultyPublication(
            "The row does not fit the header.",
            place=layout.at(row=row),
            found=f"{len(cells)} cells",
            expected=f"{layout.width}",
        )


def read_codes(texts: Sequence[str], *, names: Sequence[str], rows: Sequence[int], layout: Layout) -> tuple[str, ...]:
    """Every row's code. Raises FaultyPublication for an organisation, other than England, without one."""
    codes: list[str] = []
    for index, text in enumerate(texts):
        name = names[index] if names else ""
        if text.lower() in ENGLAND_CODES and name.lower() in (ENGLAND, "total"):
            codes.append(ENGLAND)
        elif text.lower() not in ENGLAND_CODES and ORGANISATION_CODE.fullmatch(text.upper()):
            codes.append(text.upper())
        else:
            raise FaultyPublication(
                "A row has no organisation code.",
                place=layout.at(row=rows[index], column="code"),
                found=f"'{text}'" + (f" beside '{name}'" if name else ""),
                expected="a code, such as R0A; only England has none",
            )
    return tuple(codes)


def read_starts(
    texts: Mapping[str, Sequence[str]],
    *,
    rows: Sequence[int],
    layout: Layout,
    period: Callable[[tuple[str, ...]], date],
) -> tuple[date, ...]:
    """Every row's period, by its first day; what stands in many rows is worked out once."""
    when = [label for label in layout.labels if label not in ("code", "name", "region")]
    said = list(zip(*(texts[label] for label in when), strict=True))
    known: dict[tuple[str, ...], date] = {}
    for row, words in zip(rows, said, strict=True):
        if words in known:
            continue
        try:
            known[words] = period(words)
        except NotADate as error:
            raise FaultyPublication(
                "The row does not say a period.",
                place=layout.at(row=row, column=when[0]),
                found=" ".join(words).strip() or "nothing",
                expected=str(error),
            ) from None
    return tuple(known[words] for words in said)


def check_nobody_stands_twice(
    codes: Sequence[str], *, starts: Sequence[date], rows: Sequence[int], layout: Layout
) -> None:
    """Refuse a table that says one thing twice."""
    seen: dict[tuple[str, date], int] = {}
    for code, start, row in zip(codes, starts, rows, strict=True):
        if (code, start) in seen:
            raise FaultyPublication(
                f"{code} stands twice for the period from {start.day} {start:%B %Y}.",
                place=layout.at(row=row),
                found=f"rows {seen[code, start]} and {row}",
                expected="one row an organisation and period",
            )
        seen[code, start] = row


def read_numbers(rows: Sequence[tuple[int, Row]], *, column: str, layout: Layout) -> list[Reading]:
    """One column's numbers, each with why it is missing. Raises FaultyPublication for anything else in it."""
    index = layout.places[column]
    readings: list[Reading] = []
    for row, cells in rows:
        try:
            readings.append(reading := bed_number(cells[index]))
        except NotANumber as error:
            raise FaultyPublication(
                "A cell is not a number.",
                place=layout.at(row=row, column=column),
                found=str(error),
                expected="a number, or a mark for a missing one",
            ) from None
        if reading[0] < 0:
            raise FaultyPublication(
                "A number is negative.",
                place=layout.at(row=row, column=column),
                found=f"{reading[0]:g}",
                expected="0 or more",
            )
    return readings


def bed_number(cell: object) -> Reading:
    """A cell's number, or why it is missing; NA is R's mark for that.

    >>> bed_number("45.5"), bed_number("NA")[1].value
    ((45.5, None), 'not submitted')
    """
    return NOT_SUBMITTED if cell == "NA" else number_or_reason(cell)
