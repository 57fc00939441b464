"""Returns as tables, in the layout in which they were asked for: names, job titles, e-mail addresses, employers."""

from collections.abc import Iterator, Sequence

from everyweek.web.people.champions.deadlines import moment_in_words
from everyweek.web.people.champions.queries import NomineeRow, ReturnDetails
from everyweek.web.people.champions.rows import CHAMPION, EXECUTIVE
from everyweek.web.people.sheets.write import CSV_TYPE, XLSX_TYPE, csv_bytes, xlsx_bytes

HEADER = ("Nominated as", "Name", "Job title", "E-mail", "Employing organisation", "Organisation code", "Answer")
HEADER_OF_ROUND = ("Region", "System", "System code", "Return", *HEADER)
ANSWERS = {"draft": "not asked yet", "asked": "no answer yet", "confirmed": "confirmed", "declined": "declined"}
Table = tuple[Sequence[str], list[tuple[str, ...]]]


def table_of(one: ReturnDetails) -> Table:
    """One return: the executive contact, then the nominees. The same table can be filled in and sent back."""
    return HEADER, list(_rows(one))


def table_of_all(returns: Sequence[ReturnDetails]) -> Table:
    """All returns of a round; a system that has named nobody has one row that says how it stands."""
    rows = []
    for one in returns:
        detail = f" ({one.state.detail})" if one.state.detail else ""
        where = (one.region_name, one.system_name, one.system, f"{one.state.title}{detail}")
        rows += [(*where, *row) for row in _rows(one)] or [(*where, *("" for _ in HEADER))]
    return HEADER_OF_ROUND, rows


def as_file(table: Table, *, form: str, title: str) -> tuple[bytes, str]:
    """The bytes of a table as csv or xlsx, and their type."""
    header, rows = table
    if form == "csv":
        return csv_bytes(header, rows), CSV_TYPE
    return xlsx_bytes(title, header, rows), XLSX_TYPE


def _rows(one: ReturnDetails) -> Iterator[tuple[str, ...]]:
    if one.executive_email:
        yield EXECUTIVE, one.executive_name, one.executive_job_title, one.executive_email, "", "", ""
    for nominee in one.nominees:
        yield (
            CHAMPION,
            nominee.name,
            nominee.job_title,
            nominee.email,
            nominee.organisation_name,
            nominee.organisation,
            answer_in_words(nominee),
        )


def answer_in_words(nominee: NomineeRow) -> str:
    """What a nominee has answered, and when."""
    when = f", {moment_in_words(nominee.answered_at)}" if nominee.answered_at else ""
    return f"{ANSWERS[nominee.state]}{when}"
