"""Monthly beds by trust, general and acute and critical care: a table that somebody else made of the workbooks."""

from datetime import date

from everyweek.publications.beds.bed_rules import (
    check_end,
    check_occupied,
    check_rates,
    parts_that_differ,
    sector,
)
from everyweek.publications.beds.bed_table import BedTable, find_columns, read_bed_table
from everyweek.publications.document import Document
from everyweek.publications.errors import Remark
from everyweek.publications.periods import NotADate, month_of
from everyweek.publications.release import Release

DATASET = "beds_monthly"
TITLE = "Monthly beds by trust (reshaped by others)"
ADULT = "adult_general_acute_beds"
HEADERS = {  # how the file's columns begin, and ours
    "general_acute_beds": "general_and_acute",
    ADULT: "adult_general_and_acute",
    "paediatric_general_acute_beds": "paediatric_general_and_acute",
    "adult_critical_care": "adult_critical_care",
    "paediatric_intensive_cared": "paediatric_intensive_care",
    "neonatal_intensive_care": "neonatal_intensive_care",
}
SECTORS = (
    sector("general and acute", column="general_and_acute"),
    sector("adult general and acute", column="adult_general_and_acute"),
    sector("children's general and acute", column="paediatric_general_and_acute"),
    sector("adult critical care", column="adult_critical_care"),
    sector("paediatric intensive care", column="paediatric_intensive_care"),
    sector("neonatal intensive care", column="neonatal_intensive_care"),
)
COLUMNS = tuple(column for one in SECTORS for column in (one.open, one.occupied))
LABELS = ("code", "month")


def known_headers() -> dict[str, str]:
    """Our column by the file's header.

    The file says "intensive_cared", and "beds" in the counts of critical care but not in its rates, and "bed" in the
    counts of neonatal intensive care.
    """
    known = {"nhs_trust22_code": "code", "date": "month"}
    for theirs, ours in HEADERS.items():
        is_general = theirs.endswith("_beds")
        counted = theirs if is_general else f"{theirs}_bed" if ours.startswith("neonatal") else f"{theirs}_beds"
        known[f"{counted}_available"] = f"{ours}_open"
        known[f"{counted}_occupied"] = f"{ours}_occupied"
        known[f"{theirs}_occupancy_rate"] = f"{ours}_rate"
    return known


def recognise(document: Document) -> bool:
    """Whether the first row is this table's header."""
    return {"date", "general_acute_beds_available", f"{ADULT}_available", f"{ADULT}_occupied"} <= set(
        document.first_row
    )


def read(document: Document) -> Release:
    """Every month in the file, a line a trust; beds are whole numbers, the average of the month's days.

    The file has no row for England, so there is no sum to hold against one.
    Raises FaultyPublication when a column is missing, unknown or doubled, a row does not fit the header, a cell is no
    number, a trust stands twice in a month, the printed rates are those of other columns, or the end is cut off.
    """
    layout = find_columns(document.first_row, known=known_headers(), labels=LABELS, place=document.place.at(row=1))
    table = read_bed_table(enumerate(document.rows[1:], start=2), layout=layout, every="month", period=month_said)
    check_end(table, document=document)
    return Release(
        publication=DATASET,
        title=TITLE,
        form="tidy",
        edition=max(table.starts),
        figures=table.figures(COLUMNS),
        remarks=(
            Remark(
                message="The file has no row for England, so the sum of its trusts could not be checked.",
                place=document.place,
            ),
            *check_rates(table, sectors=SECTORS, beds_are_whole=True),
            *check_occupied(table, sectors=SECTORS),
            *sums_of_adults_and_children(table),
        ),
    )


def month_said(words: tuple[str, ...]) -> date:
    """The month of "April 2022". Raises NotADate."""
    try:
        return month_of(words[0])
    except NotADate:
        raise NotADate("a month and a year, such as April 2022") from None


def sums_of_adults_and_children(table: BedTable) -> tuple[Remark, ...]:
    """A remark on every month in which adults' and children's beds are not all general and acute beds."""
    remarks: list[Remark] = []
    for what in ("open", "occupied"):
        remarks += parts_that_differ(
            table,
            whole=f"general_and_acute_{what}",
            parts=(f"adult_general_and_acute_{what}", f"paediatric_general_and_acute_{what}"),
            words=f"Adults' and children's general and acute beds {what}",
            slack=1.0,
        )
    return tuple(remarks)
