"""A plan as a workbook, a sheet for each part; texts of people are written as text, never as formulas."""

import io
from typing import Any

from everyweek.web.people.sheets.write import LONGEST_CELL
from everyweek.web.plan.exporting.content import PlanContent, Table

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDTH = 8
"""Characters for each share of a column's width."""


def plan_as_workbook(content: PlanContent) -> bytes:
    """The plan as XLSX."""
    import xlsxwriter  # only those who download a workbook wait for it

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"title": content.title[:250]})
    words = book.add_format({"valign": "top", "text_wrap": True})
    bold = book.add_format({"valign": "top", "bold": True, "text_wrap": True})
    sheet = book.add_worksheet("Plan")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    facts = (("Title", content.title), *content.facts, ("About", content.about))
    for row, (name, value) in enumerate(facts):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, value[:LONGEST_CELL], words)
    for table in content.tables:
        _write(book.add_worksheet(table.title), table, bold=bold, words=words)
    book.close()
    return out.getvalue()


def _write(sheet: Any, table: Table, *, bold: Any, words: Any) -> None:
    for place, (name, width) in enumerate(zip(table.header, table.widths, strict=True)):
        sheet.set_column(place, place, max(len(name) + 2, WIDTH * width))
        sheet.write_string(0, place, name, bold)
    for number, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            sheet.write_string(number, place, cell[:LONGEST_CELL], words)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
