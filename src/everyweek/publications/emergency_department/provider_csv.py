"""The monthly A&E publication as CSV, in its layouts of 2019-04 to 2026-03."""

import math
from dataclasses import dataclass, replace
from datetime import date

from everyweek.publications.document import Document, column_letters
from everyweek.publications.emergency_department import rules
from everyweek.publications.emergency_department.columns import (
    ATTENDANCES,
    BOOKED,
    COLUMNS,
    OVER_FOUR_HOURS,
    PRINTED,
    REQUIRED_IN_CSV,
    column_of_csv_header,
)
from everyweek.publications.emergency_department.columns_in_place import check_columns_in_place, longer_waits
from everyweek.publications.errors import FaultyPublication, Place
from everyweek.publications.marks import NotANumber, Reading, number_or_reason, tidy
from everyweek.publications.periods import NotADate, month_after, month_of, revised_day_in_name
from everyweek.publications.release import Line, Release, figures_of

PUBLICATION = "ae_monthly"
TITLE = "A&E Attendances and Emergency Admissions"
LABELS = ("period", "code", "parent", "name")
TOTALS = frozenset({"total", "england", "eng"})


def recognise(document: Document) -> bool:
    """Whether the first row is a header of this publication."""
    columns = {column_of_csv_header(header) for header in document.first_row}
    return {"period", "code", "name", *ATTENDANCES} <= columns


def read(document: Document) -> Release:
    """The month's figures, a line a provider.

    The total row is no data: it is held against the sum of the providers.
    Raises FaultyPublication when a column is missing, unknown or doubled, a cell is no number, a row is short or long,
    an organisation stands twice, more than one month is in the file, the total row is missing, the sums differ, or two
    columns have changed places.
    """
    layout = read_header(document)
    lines: list[Line] = []
    rows: list[int] = []
    apart: list[rules.Cells] = []
    totals: list[tuple[int, rules.Cells]] = []
    for row, cells in enumerate(document.rows[1:], start=2):
        if not any(tidy(cell) for cell in cells):
            continue
        check_width(cells, row=row, layout=layout)
        plain = read_counts(cells, row=row, layout=layout)
        counts = with_booked(plain)
        if is_total(cells, layout=layout):
            totals.append((row, counts))
            continue
        lines.append(read_line(cells, counts=counts, row=row, layout=layout))
        rows.append(row)
        apart.append(plain)
    if not lines:
        raise FaultyPublication("There is no provider in it.", place=document.place, expected="a row a provider")
    month = only_month(lines, rows=rows, layout=layout)
    rules.check_codes_are_unique(lines, rows=rows, place=document.place)
    check_totals(lines, totals=totals, layout=layout)
    check_columns_in_place(apart, place=layout.place_of)
    applicable = [with_field_test(line) for line in lines]
    revised_on = revised_day_in_name(document.name)
    return Release(
        publication=PUBLICATION,
        title=TITLE,
        form="csv",
        edition=month,
        figures=figures_of(applicable, columns=COLUMNS),
        revised_on=revised_on,
        is_revised=revised_on is not None or "revised" in document.name.lower(),
        remarks=(*longer_waits(applicable, place=document.place), *rules.unbelievable(applicable)),
    )


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each of our columns stands in this file."""

    place: Place
    width: int
    places: dict[str, int]
    headers: tuple[str, ...]

    @property
    def counts(self) -> tuple[str, ...]:
        """The columns that hold counts."""
        return tuple(column for column in self.places if column not in LABELS)

    def place_of(self, column: str) -> Place:
        """Where a column stands, for an error."""
        return self.place.at(row=1, column=self.headers[self.places[column]])


def read_header(document: Document) -> Layout:
    """The layout of this file. Raises FaultyPublication for a column that is missing, doubled or unknown."""
    headers = document.first_row
    places: dict[str, int] = {}
    for index, header in enumerate(headers):
        column = column_of_csv_header(header)
        place = document.place.at(row=1, column=column_letters(index))
        if column is None:
            check_nothing_below(document, index=index, header=header)
        elif column in places:
            raise FaultyPublication("A column stands twice.", found=header, expected="each column once", place=place)
        else:
            places[column] = index
    missing = [column for column in REQUIRED_IN_CSV if column not in places]
    booked = BOOKED & places.keys()
    if booked and booked != BOOKED:
        missing += sorted(BOOKED - booked)
    if missing:
        raise FaultyPublication(
            "A column is missing.",
            place=document.place.at(row=1),
            found=", ".join(headers),
            expected=f"also {', '.join(missing)}",
        )
    return Layout(place=document.place, width=len(headers), places=places, headers=headers)


def check_nothing_below(document: Document, *, index: int, header: str) -> None:
    """Refuse a column we do not know unless it is empty (September 2024 has five without a header, one called "a")."""
    for row, cells in enumerate(document.rows[1:], start=2):
        if index < len(cells) and tidy(cells[index]):
            raise FaultyPublication(
                f"The column '{header}' is not known, and it is not empty: the layout has changed.",
                place=document.place.at(row=row, column=column_letters(index)),
                found=tidy(cells[index]),
                expected="an empty column, or one of the published ones",
            )


def check_width(cells: list[str], *, row: int, layout: Layout) -> None:
    """Refuse a row that is shorter than the columns we need, or longer than the header."""
    needed = max(layout.places.values()) + 1
    surplus = any(tidy(cell) for cell in cells[layout.width :])
    if len(cells) < needed or surplus:
        raise FaultyPublication(
            "The row does not fit the header.",
            place=layout.place.at(row=row),
            found=f"{len(cells)} cells",
            expected=f"{layout.width}",
        )


def read_counts(cells: list[str], *, row: int, layout: Layout) -> rules.Cells:
    """The row's counts by our columns, booked appointments apart."""
    counts: rules.Cells = {}
    for column in layout.counts:
        index = layout.places[column]
        place = layout.place.at(row=row, column=layout.headers[index])
        try:
            counts[column] = number_or_reason(cells[index])
        except NotANumber as error:
            raise FaultyPublication(
                "A count is not a number.", found=str(error), expected="a whole number", place=place
            ) from None
        rules.check_count(counts[column][0], place=place)
    return counts


def with_booked(counts: rules.Cells) -> rules.Cells:
    """The counts with booked appointments added to the attendances they belong to."""
    together = dict(counts)
    if counts.keys() >= BOOKED:
        for column in (*ATTENDANCES, *OVER_FOUR_HOURS):
            together[column] = added(counts[column], counts[f"booked_{column}"])
    return {column: together[column] for column in PRINTED}


def added(plain: Reading, booked: Reading) -> Reading:
    """Two cells as one; a missing booked count beside a present plain one is no booked appointments."""
    if plain[1] is not None:
        return plain
    return (plain[0] + (0.0 if math.isnan(booked[0]) else booked[0]), None)


def is_total(cells: list[str], *, layout: Layout) -> bool:
    """Whether the row is a total: six spellings, with or without a code, with trailing blanks."""
    code = tidy(cells[layout.places["code"]]).lower()
    name = tidy(cells[layout.places["name"]]).lower()
    return code in TOTALS or (code in ("", "-") and name in TOTALS)


def read_line(cells: list[str], *, counts: rules.Cells, row: int, layout: Layout) -> Line:
    """A provider's line."""
    texts = {column: tidy(cells[layout.places[column]]) for column in LABELS}
    place = layout.place.at(row=row)
    if not texts["code"]:
        raise FaultyPublication(
            "A row has no organisation code.", found=texts["name"] or "nothing", expected="a code", place=place
        )
    try:
        month = month_of(texts["period"])
    except NotADate as error:
        raise FaultyPublication(
            "The period is not a month.",
            found=str(error) or "nothing",
            expected="such as MSitAE-APRIL-2024",
            place=place.at(column="Period"),
        ) from None
    rules.check_over_is_not_above(counts, place=place)
    return Line(
        code=texts["code"].upper(),
        name=texts["name"],
        parent=texts["parent"],
        period_start=month,
        period_end=month_after(month),
        cells=counts,
        row=row,
    )


def with_field_test(line: Line) -> Line:
    """The line, with what a field-test trust did not report marked not applicable, its timed attendances among it."""
    cells = rules.apply_field_test(line.cells, code=line.code, month=line.period_start)
    return replace(line, cells=rules.with_timed_attendances(cells))


def only_month(lines: list[Line], *, rows: list[int], layout: Layout) -> date:
    """The one month the file speaks of. Raises FaultyPublication when there are several."""
    month = lines[0].period_start
    for line, row in zip(lines, rows, strict=True):
        if line.period_start != month:
            raise FaultyPublication(
                "There is more than one month in the file.",
                place=layout.place.at(row=row, column="Period"),
                found=f"{line.period_start:%B %Y}",
                expected=f"{month:%B %Y}, as in row {rows[0]}",
            )
    return month


def check_totals(lines: list[Line], *, totals: list[tuple[int, rules.Cells]], layout: Layout) -> None:
    """Hold each total row against the sum of the providers.

    It is the last row of all 71 months that were published so, so that a file without one has lost its end.
    """
    if not totals:
        raise FaultyPublication(
            "The file has no total row: its end is missing. Download it again.",
            place=layout.place,
            found=f"{len(lines)} providers, the last of them {lines[-1].code} {lines[-1].name}",
            expected="a last row called TOTAL",
        )
    for row, total in totals:
        for column in PRINTED:
            number, why = total[column]
            summed = rules.present_sum([line.cells[column][0] for line in lines])
            if why is None and abs(summed - number) > 0.5:
                raise FaultyPublication(
                    f"The providers do not add up to the total row ({column.replace('_', ' ')}, booked included).",
                    place=layout.place.at(row=row, column=layout.headers[layout.places[column]]),
                    found=f"{number:,.0f} in the total row",
                    expected=f"{summed:,.0f}, the sum of {len(lines)} providers",
                )
