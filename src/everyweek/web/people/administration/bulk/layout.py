"""The table in which people and roles are brought and taken: what is taken can be brought again."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from everyweek.web.people.administration.roles.queries import RoleLine
from everyweek.web.people.administration.words import day_of
from everyweek.web.people.roles.catalogue import ROLES
from everyweek.web.people.sheets.write import CSV_TYPE, XLSX_TYPE, csv_bytes, xlsx_bytes

COLUMNS: dict[str, Sequence[str]] = {
    "email": ("E-mail address", "E-mail", "Mail"),
    "name": ("Name", "Full name"),
    "job_title": ("Job title", "Job"),
    "role": ("Role",),
    "organisation": ("Organisation", "Organisation code", "ODS code"),
    "network": ("Network", "Network key"),
    "action": ("Action", "What to do"),
}
REQUIRED = ("email", "role")
ADD, END = "add", "end"
HEADER = tuple(headings[0] for headings in COLUMNS.values())
SINCE = "Since"
"""A column of what is taken that is not looked at when it is brought again."""

Row = tuple[str, ...]


def bulk_row(line: RoleLine) -> Row:
    """A role that is held, as a row: bringing it again changes nothing; with "end" as its action, it ends the role."""
    title = ROLES[line.kind].title if line.kind in ROLES else line.kind
    place = (line.organisation, line.network)
    return (line.email, line.name, line.job_title, title, *place, ADD, day_of(line.since))


def answer_with_table(
    rows: Iterable[Row], *, form: str, name: str, header: Sequence[str] = (*HEADER, SINCE)
) -> HttpResponse:
    """Rows as a file that the browser keeps."""
    content = csv_bytes(header, rows) if form == "csv" else xlsx_bytes("People and roles", header, rows)
    response = HttpResponse(content, content_type=CSV_TYPE if form == "csv" else XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
