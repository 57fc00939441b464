"""NHS 111 calls as a tidy CSV: a row a contract and day, as somebody has reshaped the winter situation reports."""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication, Place
from everyweek.publications.marks import NotANumber, Reading, number_or_reason, tidy
from everyweek.publications.nhs_111 import rules
from everyweek.publications.release import Line, Release, figures_of
from everyweek.publications.whole import check_ends_whole, check_last_period_is_whole

PUBLICATION = "nhs_111_daily"
TITLE = "NHS 111 daily calls by contract (reshaped by others)"
LABELS = {"date": "date", "region_code": "region", "contract_code": "code", "contract_name": "name"}
COUNTS = {
    "calls_received": "calls_received",
    "calls_answered": "calls_answered",
    "calls_answered_60s": "calls_answered_within_60",
    "calls_abandoned": "calls_abandoned",
    "calls_triaged": "calls_triaged",
}
RATES = {"pct_answered_60s": "percent_answered_within_60", "pct_abandoned": "percent_abandoned"}
FLAG = "meets_60s_target"
"""1 or 0, which follows from the others; looked at because figures under it have come from another column."""
LEFT_BEHIND = ("week_ending", FLAG)
"""Columns that follow from the others and are not kept."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file: its number as a spreadsheet counts, its line, and the rates printed beside the counts."""

    number: int
    line: Line
    rates: dict[str, Reading]


def recognise(document: Document) -> bool:
    """Whether the first row is a header of this table."""
    return {"date", "contract_code", "calls_received", "calls_answered"} <= set(document.first_row)


def read(document: Document) -> Release:
    """Every day in the file, a line a contract, and the region as it is named there.

    Where a contract's counts are all 0 it sent nothing, and where all contracts' are, the day has no figures at all:
    the file goes on to the end of its last week. Abandoned calls are not used when they cannot be right.
    Raises FaultyPublication when a column is missing, doubled or unknown, a cell is no number or no day, a contract
    stands twice on a day, the end is cut off, or more calls were answered than received.
    """
    check_ends_whole(document)
    places = read_header(document)
    rows = [
        read_row(cells, number=number, places=places, document=document)
        for number, cells in enumerate(document.rows[1:], start=2)
        if any(tidy(cell) for cell in cells)
    ]
    check_unique(rows, document=document)
    for row in rows:
        place = document.place.at(row=row.number)
        rules.check_counts(row.line.cells, place=place)
        rules.check_rates(row.line.cells, rates=row.rates, place=place)
    numbered = [(row.number, row.line) for row in rows]
    sent, remarks_on_sending = rules.leave_out_empty_days(numbered, place=document.place)
    if not sent:
        raise FaultyPublication(
            "There is no contract with a call in it.", place=document.place, expected="a row a contract and day"
        )
    days = Counter(line.period_start for _, line in sent)
    check_last_period_is_whole(days, every="day", place=document.place.at(row=sent[-1][0]))
    usable, remarks_on_abandoned = rules.leave_out_abandoned(sent, place=document.place)
    return Release(
        publication=PUBLICATION,
        title=TITLE,
        form="tidy",
        edition=max(line.period_start for _, line in usable),
        figures=figures_of([line for _, line in usable], columns=tuple(COUNTS.values())),
        remarks=(*remarks_on_sending, *remarks_on_abandoned, *rules.more_triaged(usable, place=document.place)),
    )


def read_header(document: Document) -> dict[str, int]:
    """Where each of our columns stands. Raises FaultyPublication for one that is missing, doubled or unknown."""
    names = {**LABELS, **COUNTS, **RATES}
    places: dict[str, int] = {}
    for index, header in enumerate(document.first_row):
        place = document.place.at(row=1, column=header)
        if header not in names and header not in LEFT_BEHIND:
            raise FaultyPublication(
                f"The column '{header}' is not known: the layout has changed.",
                place=place,
                expected=f"one of {', '.join((*names, *LEFT_BEHIND))}",
            )
        if document.first_row.index(header) != index:
            raise FaultyPublication("A column stands twice.", place=place)
        places[names.get(header, header)] = index
    missing = [header for header, column in {**LABELS, **COUNTS}.items() if column not in places]
    if missing:
        raise FaultyPublication("A column is missing.", place=document.place.at(row=1), expected=", ".join(missing))
    return places


def read_row(cells: list[str], *, number: int, places: dict[str, int], document: Document) -> Row:
    """One contract's day."""
    place = document.place.at(row=number)
    if len(cells) <= max(places.values()) or any(tidy(cell) for cell in cells[len(document.first_row) :]):
        raise FaultyPublication(
            "The row does not fit the header.",
            place=place,
            found=f"{len(cells)} cells",
            expected=f"{len(document.first_row)}",
        )
    flag = tidy(cells[places[FLAG]]) if FLAG in places else ""
    if flag not in ("", "0", "1"):
        raise FaultyPublication(
            "A flag is neither 0 nor 1: columns may have changed places.", place=place.at(column=FLAG), found=flag
        )
    texts = {column: tidy(cells[places[column]]) for column in LABELS.values()}
    if not texts["code"]:
        raise FaultyPublication("A row has no contract code.", place=place, found=texts["name"] or "nothing")
    day = read_day(texts["date"], place=place)
    line = Line(
        code=texts["code"].upper(),
        name=texts["name"],
        parent=texts["region"],
        period_start=day,
        period_end=day + timedelta(days=1),
        cells={
            column: read_cell(cells[places[column]], place=place.at(column=header)) for header, column in COUNTS.items()
        },
        row=number,
    )
    rates = {
        column: read_cell(cells[places[column]], place=place.at(column=header), whole=False)
        for header, column in RATES.items()
        if column in places
    }
    return Row(number=number, line=line, rates=rates)


def read_day(text: str, *, place: Place) -> date:
    """A day such as 2025-11-24."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise FaultyPublication(
            "The date is not a day.", place=place.at(column="date"), found=text or "nothing", expected="as 2025-11-24"
        ) from None


def read_cell(cell: str, *, place: Place, whole: bool = True) -> Reading:
    """A number or why it is missing; a blank is not submitted."""
    try:
        number, why = number_or_reason(cell)
    except NotANumber as error:
        raise FaultyPublication(
            "A figure is not a number.", place=place, found=str(error), expected="a number"
        ) from None
    if number < 0 or (whole and not math.isnan(number) and number != round(number)):
        raise FaultyPublication(
            "A count is negative or not whole.", place=place, found=f"{number:g}", expected="a whole number"
        )
    return number, why


def check_unique(rows: list[Row], *, document: Document) -> None:
    """Refuse a file that says one thing twice."""
    seen: dict[tuple[str, date], int] = {}
    for row in rows:
        key = (row.line.code, row.line.period_start)
        if key in seen:
            raise FaultyPublication(
                f"{row.line.code} ({row.line.name}) stands twice on {row.line.period_start.isoformat()}.",
                place=document.place.at(row=row.number),
                found=f"rows {seen[key]} and {row.number}",
                expected="one row a contract and day",
            )
        seen[key] = row.number
