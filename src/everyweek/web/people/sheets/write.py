"""Tables for people to take away. No cell is ever calculated by the spreadsheet that opens it."""

import csv
import io
from collections.abc import Iterable, Sequence

from everyweek.web.people.sheets.sheet import is_formula

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767
"""Characters that a cell of a workbook can hold."""
LONGEST_TITLE = 31
NOT_IN_A_TITLE = "[]:*?/\\'"
WIDEST = 60


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Comma-separated text in UTF-8, with the mark by which Excel knows that it is; None is empty.

    A cell that a spreadsheet would take for a formula gets a ' before it; reading the file again takes it away.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(cell) for cell in header])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def guarded(cell: object) -> str:
    """A cell as text that no spreadsheet calculates.

    >>> guarded("=HYPERLINK(1)"), guarded("Ann"), guarded(None), guarded(-3)
    ("'=HYPERLINK(1)", 'Ann', '', '-3')
    """
    if cell is None:
        return ""
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and is_formula(text) else text


def xlsx_bytes(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook of one sheet, every cell of it plain text; None is empty."""
    import xlsxwriter  # only those who download a workbook wait for it

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    kept = "".join(" " if letter in NOT_IN_A_TITLE else letter for letter in title)[:LONGEST_TITLE].strip()
    sheet = book.add_worksheet(kept or "Table")
    widths = [len(name) for name in header]
    for place, name in enumerate(header):
        sheet.write_string(0, place, name, book.add_format({"bold": True}))
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            text = "" if cell is None else str(cell)[:LONGEST_CELL]
            sheet.write_string(number, place, text)
            widths[place] = max(widths[place], len(text))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(width, WIDEST) + 2)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
