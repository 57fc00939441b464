"""KH03 of many quarters in one table, which somebody else made of the workbooks."""

import re
from datetime import date

from everyweek.publications.beds.bed_table import find_columns, read_bed_table
from everyweek.publications.beds.kh03_columns import COLUMNS, DATASET, FIRST_MONTHS, TITLE, check, quarter_ending
from everyweek.publications.document import Document
from everyweek.publications.periods import NotADate
from everyweek.publications.release import Release

SECTORS = {
    "total": "total",
    "general_acute": "general_and_acute",
    "learn_disabil": "learning_disabilities",
    "maternity": "maternity",
    "mental_illness": "mental_illness",
}
PARTS = {"available": "open", "occupied": "occupied", "percent_occupied": "rate"}
HEADERS = {
    "year": "year",
    "period_end": "period_end",
    "quarter": "quarter",
    "org_code": "code",
    "org_name": "name",
    **{
        f"{theirs}_on_beds_{part}": f"{ours}_{column}"
        for theirs, ours in SECTORS.items()
        for part, column in PARTS.items()
    },
}
DAY_ONLY = frozenset(f"{theirs}_day_beds_{part}" for theirs in SECTORS for part in PARTS)
"""Beds open by day only, published beside the overnight ones; known and not used."""
LABELS = ("code", "name", "year", "period_end", "quarter")
YEAR = re.compile(r"20\d\d")
QUARTERS = {"june": "Q1", "september": "Q2", "december": "Q3", "march": "Q4"}


def recognise(document: Document) -> bool:
    """Whether the first row is this table's header."""
    return {"org_code", "period_end", "general_acute_on_beds_available", "total_on_beds_occupied"} <= set(
        document.first_row
    )


def read(document: Document) -> Release:
    """Every quarter in the file, a line an organisation; beds are the average number of the quarter's days.

    `year` is the calendar year of the quarter's last month, not the financial year of the workbooks. England has the
    code NA.
    Raises FaultyPublication when a column is missing, unknown or doubled, a row does not fit the header or stands
    twice, a cell is no number, or a sum or the printed rates do not hold.
    """
    layout = find_columns(
        document.first_row, known=HEADERS, labels=LABELS, ignored=DAY_ONLY, place=document.place.at(row=1)
    )
    table = read_bed_table(enumerate(document.rows[1:], start=2), layout=layout, every="quarter", period=quarter_said)
    remarks = check(table)
    return Release(
        publication=DATASET,
        title=f"{TITLE} (reshaped by others)",
        form="tidy",
        edition=max(table.starts),
        figures=table.organisations.figures(COLUMNS),
        remarks=remarks,
    )


def quarter_said(words: tuple[str, ...]) -> date:
    """The first day of a quarter said three times: the year and name of its last month, and Q1 (June) to Q4 (March).

    Raises NotADate when they contradict each other.
    """
    year, month, quarter = words
    if not YEAR.fullmatch(year) or month.lower() not in FIRST_MONTHS or QUARTERS[month.lower()] != quarter:
        raise NotADate("a year, the quarter's last month and the quarter, such as 2010, June and Q1")
    return quarter_ending(month, year=int(year))
