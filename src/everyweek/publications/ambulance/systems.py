"""The ambulance quality indicators, systems (AmbSYS): a long table of services, regions and England by month."""

import math
import re
from dataclasses import dataclass
from datetime import date

from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication, Remark
from everyweek.publications.marks import NotANumber, Reading, number_or_reason, tidy
from everyweek.publications.periods import LAST_YEAR, month_after
from everyweek.publications.release import Line, Release, figures_of

PUBLICATION = "ambulance_systems"
TITLE = "Ambulance Quality Indicators: Systems"
LABELS = ("Year", "Month", "Region", "Org Code", "Org Name")
INDICATOR = re.compile(r"A\d{1,3}")
ADDITIVE = ("A7", "A8", "A10", "A11", "A12", "A17", "A24", "A30", "A53", "A54", "A55")
"""Counts and total times: a group's is the sum of its services'."""
COLUMNS = (*ADDITIVE, "A26", "A32", "A35", "A38")
"""What is kept of every line: A26, A32, A35 and A38 are 90th centiles and do not add up."""
ENGLAND = "england"
FIRST_YEAR = 2017


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with the group it belongs to: a service's region, "" for a region or England."""

    line: Line
    row: int
    region: str
    is_group: bool


def recognise(document: Document) -> bool:
    """Whether the first row is a header of this publication."""
    header = document.first_row
    return header[:5] == LABELS and {"A7", "A8", "A10"} <= set(header)


def read(document: Document) -> Release:
    """Every month in the file: services to be added up, regions and England as printed beside them.

    Raises FaultyPublication when a column is missing or doubled, a cell is no number, a month or row stands twice, or
    the services do not add up. A month that lacks some of the file's services is kept, remarked on, and marked
    incomplete, so that no region's or England's figure is made of the rest.
    """
    places = read_header(document)
    entries: list[Entry] = []
    for row, cells in enumerate(document.rows[1:], start=2):
        if any(tidy(cell) for cell in cells):
            entries.append(read_entry(cells, row=row, places=places, document=document))
    check_unique(entries, document=document)
    services = [entry for entry in entries if not entry.is_group]
    groups = [entry for entry in entries if entry.is_group]
    if not services:
        raise FaultyPublication("There is no ambulance service in it.", place=document.place)
    incomplete, remarks = check_sums(services, groups=groups, document=document)
    return Release(
        publication=PUBLICATION,
        title=TITLE,
        form="csv",
        edition=max(entry.line.period_start for entry in entries),
        figures=figures_of([entry.line for entry in services], columns=COLUMNS),
        group_figures=figures_of([entry.line for entry in groups], columns=COLUMNS),
        incomplete=incomplete,
        remarks=remarks,
    )


def read_header(document: Document) -> dict[str, int]:
    """Where each indicator stands: read by name, since their order and number change."""
    places: dict[str, int] = {}
    for index, header in enumerate(document.first_row):
        if header in places:
            raise FaultyPublication("A column stands twice.", place=document.place.at(row=1, column=header))
        if index >= len(LABELS) and header and not INDICATOR.fullmatch(header):
            raise FaultyPublication(
                f"The column '{header}' is not known: the layout has changed.",
                place=document.place.at(row=1),
                expected="indicators A0, A1 …",
            )
        places[header] = index
    missing = [column for column in COLUMNS if column not in places]
    if missing:
        raise FaultyPublication("An indicator is missing.", place=document.place.at(row=1), expected=", ".join(missing))
    return places


def read_entry(cells: list[str], *, row: int, places: dict[str, int], document: Document) -> Entry:
    """One row: a service, a region or England in one month."""
    if len(cells) <= max(places[column] for column in (*LABELS, *COLUMNS)):
        raise FaultyPublication(
            "The row is cut off.",
            place=document.place.at(row=row),
            found=f"{len(cells)} cells",
            expected=f"{len(document.first_row)}",
        )
    texts = {column: tidy(cells[places[column]]) for column in LABELS}
    month = read_month(texts, row=row, document=document)
    is_england = texts["Org Code"].lower() in ("eng", ENGLAND)
    is_region = not is_england and texts["Region"] == texts["Org Name"]
    if not texts["Org Code"]:
        raise FaultyPublication("A row has no organisation code.", place=document.place.at(row=row))
    return Entry(
        line=Line(
            code=ENGLAND if is_england else texts["Org Code"].upper(),
            name=texts["Org Name"],
            parent=texts["Region"],
            period_start=month,
            period_end=month_after(month),
            cells={
                column: read_cell(cells[places[column]], row=row, column=column, document=document)
                for column in COLUMNS
            },
        ),
        row=row,
        region="" if is_england or is_region else texts["Region"].upper(),
        is_group=is_england or is_region,
    )


def read_cell(cell: str, *, row: int, column: str, document: Document) -> Reading:
    """A number, or why it is missing: a dot is "not collected", a dash "not submitted"."""
    try:
        number, reason = number_or_reason(cell)
    except NotANumber as error:
        raise FaultyPublication(
            "An indicator is not a number.",
            place=document.place.at(row=row, column=column),
            found=str(error),
            expected="a number, or . where it is not collected",
        ) from None
    if number < 0:
        raise FaultyPublication(
            "An indicator is negative.", place=document.place.at(row=row, column=column), found=f"{number:g}"
        )
    return number, reason


def read_month(texts: dict[str, str], *, row: int, document: Document) -> date:
    """The month in the columns Year and Month."""
    try:
        year, month = int(texts["Year"]), int(texts["Month"])
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError
        return date(year, month, 1)
    except ValueError:
        raise FaultyPublication(
            "Year and Month are not a month.",
            place=document.place.at(row=row, column="Year"),
            found=f"{texts['Year']} {texts['Month']}",
            expected="such as 2024 and 5",
        ) from None


def check_unique(entries: list[Entry], *, document: Document) -> None:
    """Refuse a file that says one thing twice."""
    seen: dict[tuple[str, date], int] = {}
    for entry in entries:
        key = (entry.line.code, entry.line.period_start)
        if key in seen:
            raise FaultyPublication(
                f"{entry.line.code} ({entry.line.name}) stands twice in {entry.line.period_start:%B %Y}.",
                place=document.place.at(row=entry.row),
                found=f"rows {seen[key]} and {entry.row}",
                expected="one row an organisation and month",
            )
        seen[key] = entry.row


def check_sums(
    services: list[Entry], *, groups: list[Entry], document: Document
) -> tuple[frozenset[date], tuple[Remark, ...]]:
    """Hold regions and England against the sum of their services; the months in which services are missing."""
    everyone = {entry.line.code for entry in services}
    by_month: dict[date, list[Entry]] = {}
    for entry in services:
        by_month.setdefault(entry.line.period_start, []).append(entry)
    incomplete: set[date] = set()
    remarks: list[Remark] = []
    for group in groups:
        month = group.line.period_start
        present = by_month.get(month, [])
        members = [entry for entry in present if group.line.code in (ENGLAND, entry.region)]
        difference = first_difference(group, members=members)
        if difference is None or month in incomplete:
            continue
        absent = sorted(everyone - {entry.line.code for entry in present})
        column, printed, summed = difference
        if not absent:
            raise FaultyPublication(
                f"The services do not add up to {group.line.name} in {month:%B %Y}.",
                place=document.place.at(row=group.row, column=column),
                found=f"{printed:,.0f}",
                expected=f"{summed:,.0f}, the sum of {len(members)} services",
            )
        incomplete.add(month)
        remarks.append(
            Remark(
                message=f"{month:%B %Y} lacks {len(absent)} of {len(everyone)} services ({', '.join(absent)}), so no "
                "figure for a region or England is made of the rest.",
                place=document.place.at(row=group.row, column=column),
                found=f"{printed:,.0f} printed for {group.line.name}",
                expected=f"{summed:,.0f}, the sum of the services that are there",
            )
        )
    return frozenset(incomplete), tuple(remarks)


def first_difference(group: Entry, *, members: list[Entry]) -> tuple[str, float, float] | None:
    """The first column in which a group is not the sum of its services: its name, what is printed, the sum."""
    for column in ADDITIVE:
        printed, why = group.line.cells[column]
        if why is not None:
            continue
        numbers = [entry.line.cells[column][0] for entry in members]
        summed = math.fsum(number for number in numbers if not math.isnan(number))
        if abs(summed - printed) > 0.5:
            return column, printed, summed
    return None
