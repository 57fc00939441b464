"""What every form of KH03 has in common: its sectors, its columns and its quarters."""

import re
from datetime import date

from everyweek.publications.beds.bed_rules import check_england, check_occupied, check_parts, check_rates, sector
from everyweek.publications.beds.bed_table import BedTable
from everyweek.publications.errors import Remark
from everyweek.publications.periods import NotADate, year_of

DATASET = "kh03_overnight"
TITLE = "Bed availability and occupancy, overnight (KH03)"
SECTORS = (
    sector("overnight", column="total"),
    sector("general and acute", column="general_and_acute"),
    sector("learning disability", column="learning_disabilities"),
    sector("maternity", column="maternity"),
    sector("mental illness", column="mental_illness"),
)
COLUMNS = tuple(column for one in SECTORS for column in (one.open, one.occupied))
FIRST_MONTHS = {"march": 1, "june": 4, "september": 7, "december": 10}
"""A quarter's first month by the name of its last."""
FINANCIAL_YEAR = re.compile(r"(20\d\d) ?[-/] ?(?:20)?(\d\d)")


def check(table: BedTable) -> tuple[Remark, ...]:
    """What must hold of a table with England rows in whatever form, and what is worth a remark.

    Raises FaultyPublication when the sectors do not add up to the total beside them, the organisations do not add up
    to England, or the printed rates are those of other columns.
    """
    for what in ("open", "occupied"):
        check_parts(
            table, whole=f"total_{what}", parts=[f"{one.open.removesuffix('open')}{what}" for one in SECTORS[1:]]
        )
    check_england(table, columns=COLUMNS)
    everyone = table.organisations
    return (
        *check_rates(everyone, sectors=SECTORS, beds_are_whole=False),
        *check_occupied(everyone, sectors=SECTORS),
    )


def quarter_ending(month: str, *, year: int) -> date:
    """The first day of the quarter whose last month has that name. Raises NotADate.

    >>> quarter_ending("March", year=2021)
    datetime.date(2021, 1, 1)
    """
    try:
        return date(year, FIRST_MONTHS[month.lower()], 1)
    except KeyError:
        raise NotADate("March, June, September or December") from None


def quarter_of_financial_year(years: str, month: str) -> date:
    """The first day of a quarter named as the workbooks do, by a financial year and the quarter's last month.

    >>> quarter_of_financial_year("2020-21", "September"), quarter_of_financial_year("2020-21", "March")
    (datetime.date(2020, 7, 1), datetime.date(2021, 1, 1))

    Raises NotADate when it is none.
    """
    found = FINANCIAL_YEAR.fullmatch(years)
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        raise NotADate("a financial year, such as 2020-21, and the quarter's last month")
    first = year_of(found[1])
    return quarter_ending(month, year=first + 1 if month.lower() == "march" else first)
