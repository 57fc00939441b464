"""One row of the virtual ward table: its counts, and the rates printed beside them."""

import math

from everyweek.publications.document import Row, column_letters
from everyweek.publications.errors import FaultyPublication, Place
from everyweek.publications.marks import NotANumber, Reading, number_or_reason, tidy
from everyweek.tables import MissingBecause

COUNTS = ("capacity", "patients", "population")
RATES = ("capacity_per_100k", "occupancy")
COLUMNS = ("capacity", "patients", "population", "population_in_hundred_thousands")
"""What is kept of every line; the last is worked out, so that a rate per 100,000 is one sum over another."""
CAPPED = "100%*"
"""Printed in place of an occupancy above 100 %; July 2023 has a mere *."""
Cells = dict[str, Reading]


def read_row(cells: Row, *, row: int, places: dict[str, int], table: Place) -> Cells:
    """The counts and rates of a row by our columns.

    cells  : the row, from column A.
    row    : its number as a spreadsheet counts.
    places : the index of each column.
    Raises FaultyPublication when a cell is no number, or a count is negative or a fraction.
    """
    readings: Cells = {}
    for column in (*COUNTS, *RATES):
        index = places[column]
        place = table.at(row=row, column=column_letters(index))
        readings[column] = read_cell(cells[index] if index < len(cells) else "", place=place)
        number = readings[column][0]
        if number < 0 or (column in COUNTS and not math.isnan(number) and number != round(number)):
            raise FaultyPublication(
                f"The {column.replace('_', ' ')} is negative or not whole.",
                place=place,
                found=f"{number:g}",
                expected="a whole number" if column in COUNTS else "0 or more",
            )
    return readings


def read_cell(cell: object, *, place: Place) -> Reading:
    """A number, or why it is missing; a capped occupancy is suppressed by the publisher."""
    if tidy(cell).replace(" ", "") == CAPPED:
        return (math.nan, MissingBecause.SUPPRESSED)
    try:
        return number_or_reason(cell)
    except NotANumber as error:
        raise FaultyPublication(
            "A figure is not a number.", place=place, found=str(error), expected="a number"
        ) from None


def with_hundred_thousands(readings: Cells) -> Cells:
    """The counts of a row, with the population in hundred thousands; the rates are left behind.

    >>> with_hundred_thousands({"population": (250_000.0, None)})["population_in_hundred_thousands"]
    (2.5, None)
    """
    people, why = readings["population"]
    counts = {column: readings[column] for column in COUNTS if column in readings}
    return {**counts, "population_in_hundred_thousands": (people / 100_000, why)}
