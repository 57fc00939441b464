"""The workbook's provider sheet saved as CSV: known only to say why it cannot be read, and what to load instead.

Saved as text, the sheet loses its title block, which says the month, and the row of headings above the header. What is
left has "Type 1 Departments - Major A&E" three times: attendances, those within four hours and those over.
"""

from typing import NoReturn

from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication
from everyweek.publications.marks import tidy

MAJOR = "type 1 departments - major a&e"
HEADERS = {"code", "region", "name", MAJOR, "emergency admissions via type 1 a&e"}
LOAD_INSTEAD = "the workbook it was saved from, or the CSV that NHS England publishes for the month (Monthly A&E, CSV)"


def recognise(document: Document) -> bool:
    """Whether the first row is the provider sheet's header, which no published CSV has."""
    return {tidy(header).lower() for header in document.first_row} >= HEADERS


def read(document: Document) -> NoReturn:
    """Refuse it: what it is about cannot be told from it. Raises FaultyPublication, always."""
    times = [tidy(header).lower() for header in document.first_row].count(MAJOR)
    raise FaultyPublication(
        "This is the provider sheet of an A&E workbook saved as CSV. It holds no month, and which block of columns "
        "(attendances, within four hours, over four hours) a column belongs to was lost.",
        place=document.place.at(row=1),
        found=f"{len(document.first_row)} columns, '{MAJOR}' {times} times",
        expected=LOAD_INSTEAD,
    )
