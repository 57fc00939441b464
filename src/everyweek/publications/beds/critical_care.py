"""The census of critical care beds, 2002 to 2020, in one table that somebody else made of the workbooks."""

import re
from dataclasses import replace
from datetime import date

import numpy as np

from everyweek.measures.evaluate import REASON_CODES
from everyweek.publications.beds.bed_rules import check_england, check_occupied, check_rates, sector
from everyweek.publications.beds.bed_table import BedTable, find_columns, read_bed_table
from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication, Remark
from everyweek.publications.periods import NotADate, month_of
from everyweek.publications.release import Release
from everyweek.tables import MissingBecause

DATASET = "critical_care_monthly"
TITLE = "Critical care beds, census (reshaped by others)"
SECTORS = (
    sector("adult critical care", column="adult_critical_care"),
    sector("paediatric intensive care", column="paediatric_intensive_care"),
    sector("neonatal critical care", column="neonatal_critical_care"),
)
TRANSFERS = "non_medical_transfers"
COLUMNS = (*(column for one in SECTORS for column in (one.open, one.occupied)), TRANSFERS)
HEADERS = {
    "org_code": "code",
    "org_name": "name",
    "date": "day",
    "month": "month",
    "year": "year",
    "number_of_adult_critical_care_beds_open": "adult_critical_care_open",
    "number_of_adult_critical_care_beds_occupied": "adult_critical_care_occupied",
    "adult_critical_care_beds_percent_occupied": "adult_critical_care_rate",
    "number_of_paediatric_intensive_care_beds_open": "paediatric_intensive_care_open",
    "number_of_paediatric_intensive_care_beds_occupied": "paediatric_intensive_care_occupied",
    "paediatric_intensive_care_beds_percent_occupied": "paediatric_intensive_care_rate",
    "number_of_neonatal_critical_care_cots_or_beds_open": "neonatal_critical_care_open",
    "number_of_neonatal_critical_care_cots_or_beds_occupied": "neonatal_critical_care_occupied",
    "neonatal_critical_care_cots_or_beds_percent_occupied": "neonatal_critical_care_rate",
    "number_of_non_medical_critical_care_transfers": TRANSFERS,
}
FLAGS = frozenset({"exp_problematic_org_change", "unproblematic_org_change", "exp_unproblematic_org_change"})
"""What those who made the table thought of organisations that changed; known and not used."""
LABELS = ("code", "name", "day", "month", "year")
MONTHLY_FROM = date(2010, 8, 1)
"""Before it, the census was taken in January and July and counted adult beds open alone."""
STRATEGIC_HEALTH_AUTHORITY = re.compile(r"Q3\d")


def recognise(document: Document) -> bool:
    """Whether the first row has this table's columns."""
    return {"org_code", "date", "number_of_adult_critical_care_beds_open"} <= set(document.first_row)


def read(document: Document) -> Release:
    """Every month in the file, a line an organisation; beds on the day of the census.

    In five half-years (July 2007 to July 2009) the lines are the ten strategic health authorities, not trusts.
    England has the code NA or ENG.
    Raises FaultyPublication when a column is missing, unknown or doubled, a row does not fit the header or stands
    twice, a cell is no number, trusts and strategic health authorities stand in one month, the organisations do not
    add up to England, or the printed rates are those of other columns.
    """
    layout = find_columns(
        document.first_row, known=HEADERS, labels=LABELS, ignored=FLAGS, place=document.place.at(row=1)
    )
    table = read_bed_table(enumerate(document.rows[1:], start=2), layout=layout, every="month", period=month_said)
    check_england(table, columns=COLUMNS)
    everyone = with_what_was_not_collected(table.organisations)
    named, remarks = with_authorities_by_name(everyone)
    return Release(
        publication=DATASET,
        title=TITLE,
        form="tidy",
        edition=max(table.starts),
        figures=named.figures(COLUMNS),
        remarks=(
            *remarks,
            *check_rates(named, sectors=SECTORS, beds_are_whole=False),
            *check_occupied(named, sectors=SECTORS),
        ),
    )


def month_said(words: tuple[str, ...]) -> date:
    """The month said twice, as 2010-08-01 and as August and 2010. Raises NotADate when they contradict each other."""
    day, month, year = words
    try:
        first = month_of(f"{month} {year}")
    except NotADate:
        first = None
    if first is None or day != first.isoformat():
        raise NotADate("a month's first day, its name and its year, such as 2010-08-01, August and 2010")
    return first


def with_what_was_not_collected(table: BedTable) -> BedTable:
    """The table with what is missing before the census was monthly marked as not collected."""
    before = np.array([start < MONTHLY_FROM for start in table.starts])
    reasons = dict(table.reasons)
    for column in COLUMNS:
        absent = before & np.isnan(table.columns[column])
        reasons[column] = np.where(absent, np.int8(REASON_CODES[MissingBecause.NOT_COLLECTED]), reasons[column])
    return replace(table, reasons=reasons)


def with_authorities_by_name(table: BedTable) -> tuple[BedTable, tuple[Remark, ...]]:
    """The table with strategic health authorities called so: the trusts' names beside their codes are a mistake.

    Raises FaultyPublication when trusts stand in the same month, for then beds would be counted twice.
    """
    authorities = [index for index, code in enumerate(table.codes) if STRATEGIC_HEALTH_AUTHORITY.fullmatch(code)]
    if not authorities:
        return table, ()
    months = {table.starts[index] for index in authorities}
    for index in sorted({*range(len(table.codes))} - {*authorities}):
        if table.starts[index] in months:
            raise FaultyPublication(
                f"Trusts and strategic health authorities stand side by side in {table.starts[index]:%B %Y}.",
                place=table.layout.at(row=table.rows[index], column="code"),
                found=table.codes[index],
                expected="one or the other, so that no bed is counted twice",
            )
    first = authorities[0]
    names = list(table.names)
    for index in authorities:
        names[index] = f"Strategic health authority {table.codes[index]}"
    remark = Remark(
        message=f"In {len(months)} months ({min(months):%B %Y} to {max(months):%B %Y}) the file has strategic health "
        "authorities in place of trusts, with names of trusts beside their codes.",
        place=table.layout.at(row=table.rows[first], column="name"),
        found=f"{table.codes[first]} {table.names[first]}",
        expected="the name of a strategic health authority",
        rule="a code has its own name",
        action="counted for England; the names are not used",
    )
    return replace(table, names=tuple(names)), (remark,)
