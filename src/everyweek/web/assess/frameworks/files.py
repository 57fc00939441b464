"""Frameworks as files: read from YAML, CSV or a workbook, and written as each of them, to be read again."""

import io
from pathlib import PurePath
from typing import Literal

from everyweek.maturity.errors import FaultyFramework
from everyweek.maturity.framework import Framework
from everyweek.maturity.reading import as_yaml, read_framework
from everyweek.maturity.tables import framework_from_rows, rows_in_one, rows_of
from everyweek.measures import MEASURES
from everyweek.web.assess.frameworks.errors import FrameworkRefused
from everyweek.web.design.wording import several
from everyweek.web.people.sheets.errors import UnreadableSheet
from everyweek.web.people.sheets.read import decoded, text_rows
from everyweek.web.people.sheets.workbook import is_workbook, workbook_sheets
from everyweek.web.people.sheets.write import CSV_TYPE, LONGEST_CELL, XLSX_TYPE, csv_bytes

LARGEST = 2 * 10**6
TEXTS, TABLES, WORKBOOKS = (".yaml", ".yml", ".json"), (".csv", ".tsv", ".txt"), (".xlsx", ".xlsm", ".xls", ".ods")
Form = Literal["yaml", "csv", "xlsx"]
TYPES: dict[str, str] = {"yaml": "application/yaml; charset=utf-8", "csv": CSV_TYPE, "xlsx": XLSX_TYPE}
WRONG_TYPE = (
    "“{name}” is neither YAML, CSV nor an Excel workbook, so it was not read. Save the framework as one of them. To "
    "see how it must look, download any framework here."
)
WIDTHS = {"Framework": (26, 90), "Levels": (18, 14, 14, 80), "Rungs": (10, 18, 80)}
OF_QUESTIONS = (22, 30, 10, 16, 40, 18, 18, 40, 16, 24, 70, 70, 30, 16)


def read_file(content: bytes, *, name: str) -> Framework:
    """The framework in a file. Raises FrameworkRefused with everything that is wrong with it, each with its cell."""
    ending = PurePath(name).suffix.lower()
    if ending not in (*TEXTS, *TABLES, *WORKBOOKS):
        raise FrameworkRefused(WRONG_TYPE.format(name=name[:80]))
    if len(content) > LARGEST:
        raise FrameworkRefused(
            f"“{name[:80]}” has {len(content) / 10**6:.1f} MB, and a framework at most {LARGEST // 10**6} MB. Leave "
            "out pictures and sheets that are not needed."
        )
    try:
        return _read(content, ending)
    except UnreadableSheet as problem:
        raise FrameworkRefused(f"“{name[:80]}” was not used. {problem}") from problem
    except FaultyFramework as problem:
        count = several(len(problem.faults), "thing")
        is_or_are = "is" if len(problem.faults) == 1 else "are"
        raise FrameworkRefused(
            f"There {is_or_are} {count} to put right in “{name[:80]}”. Nothing was added.",
            faults=[(fault.where, fault.problem) for fault in problem.faults],
        ) from problem


def as_file(framework: Framework, form: Form) -> bytes:
    """The framework as a file that `read_file` reads again."""
    if form == "yaml":
        return as_yaml(framework).encode()
    if form == "csv":
        rows = rows_in_one(framework)
        return csv_bytes(rows[0], rows[1:])
    return _workbook(framework)


def _read(content: bytes, ending: str) -> Framework:
    if is_workbook(content):
        return framework_from_rows(dict(workbook_sheets(content)), measures=MEASURES)
    if ending in WORKBOOKS:
        raise UnreadableSheet("It is called a workbook and is none. Save it as an Excel workbook (.xlsx), or as CSV.")
    if ending in TEXTS:
        return read_framework(decoded(content), measures=MEASURES)
    rows = [list(cells) for _, cells in text_rows(decoded(content))]
    return framework_from_rows({"the table": rows}, measures=MEASURES)


def _workbook(framework: Framework) -> bytes:
    import xlsxwriter  # only those who download a workbook wait for it

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head, plain = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for name, rows in rows_of(framework).items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell[:LONGEST_CELL], plain if number else head)
        for place, width in enumerate(WIDTHS.get(name, OF_QUESTIONS)):
            sheet.set_column(place, place, width)
        sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
