"""A return as the bytes of a file, in each form in which it can be taken away."""

from collections.abc import Sequence
from datetime import datetime

from everyweek.web.assess.returns.content import PlaceReturn
from everyweek.web.assess.returns.csv_file import return_as_csv
from everyweek.web.assess.returns.document import return_as_pdf
from everyweek.web.assess.returns.together import returns_as_workbook
from everyweek.web.assess.returns.workbook import return_as_workbook
from everyweek.web.people.sheets.write import CSV_TYPE, XLSX_TYPE

PDF_TYPE = "application/pdf"
FORMS = ("xlsx", "csv", "pdf")


def as_file(one: PlaceReturn, *, form: str, made_by: str, now: datetime) -> tuple[bytes, str]:
    """The bytes of a return and their type. form : one of FORMS. Raises DocumentTooLarge."""
    if form == "csv":
        return return_as_csv(one), CSV_TYPE
    if form == "xlsx":
        return return_as_workbook(one), XLSX_TYPE
    return return_as_pdf(one, made_by=made_by, now=now), PDF_TYPE


def system_file(returns: Sequence[PlaceReturn], *, title: str, now: datetime) -> tuple[bytes, str]:
    """Several returns in one workbook, and its type."""
    return returns_as_workbook(returns, title=title, now=now), XLSX_TYPE
