"""The figures of one sheet of the workbook: a row a trust, England's row, and what is neither."""

from dataclasses import dataclass

import numpy as np

from everyweek.measures.evaluate import REASON_CODES
from everyweek.publications.errors import FaultyPublication
from everyweek.publications.marks import NotANumber, number_or_reason, tidy
from everyweek.publications.winter_sitrep.sheet import Sheet, is_england, is_trust
from everyweek.publications.winter_sitrep.trust_days import Codes, Floats


@dataclass(frozen=True)
class SheetFigures:
    """What one sheet says.

    rows        : by trust's code, the index of its row.
    names       : the trusts' names, in the order of `rows`.
    figures     : array of shape (n_trusts, n_columns of the sheet); NaN where missing.
    reasons     : array of the same shape, why a figure is missing, an index into measures.evaluate.REASONS.
    england_row : index of England's row; None when there is none.
    england     : England's figures, array of shape (n_columns,); empty when there is none.
    """

    sheet: Sheet
    rows: dict[str, int]
    names: list[str]
    figures: Floats
    reasons: Codes
    england_row: int | None
    england: Floats


def read_figures(sheet: Sheet) -> SheetFigures:
    """The figures of a sheet's trusts and of England.

    Raises FaultyPublication for a cell that is no number, a trust that stands twice, and figures without a trust.
    """
    rows: dict[str, int] = {}
    names: list[str] = []
    read: list[tuple[list[float], list[int]]] = []
    england_row: int | None = None
    england: list[float] = []
    for row in range(sheet.header_row + 1, len(sheet.rows)):
        cells = sheet.rows[row]
        if is_trust(cells, sheet=sheet):
            check_once(sheet, rows.get(tidy(cells[sheet.code]).upper()), row=row)
            rows[tidy(cells[sheet.code]).upper()] = row
            names.append(tidy(cells[sheet.name]))
            read.append(read_row(sheet, row))
        elif is_england(cells, sheet=sheet):
            check_once(sheet, england_row, row=row)
            england_row = row
            england, _ = read_row(sheet, row)
        else:
            check_no_figures(sheet, row, before_trusts=not rows)
    if not rows:
        raise FaultyPublication("There is no trust in the sheet.", place=sheet.table, expected="a row a trust")
    return SheetFigures(
        sheet,
        rows,
        names,
        figures=np.array([figures for figures, _ in read]),
        reasons=np.array([reasons for _, reasons in read], dtype=np.int8),
        england_row=england_row,
        england=np.array(england),
    )


def read_row(sheet: Sheet, row: int) -> tuple[list[float], list[int]]:
    """A row's figures in the order of the sheet's columns, NaN where missing, and why they are."""
    cells = sheet.rows[row]
    figures: list[float] = []
    reasons: list[int] = []
    for column in sheet.columns:
        cell = cells[column.index]
        if type(cell) is float and cell >= 0:  # nearly every cell; what is left over takes the long way
            figures.append(cell)
            reasons.append(0)
            continue
        try:
            number, why = number_or_reason(cell)
        except NotANumber as error:
            raise FaultyPublication(
                "A figure is not a number.",
                place=sheet.place(row, column.index),
                found=str(error),
                expected="a whole number, or - where there is none",
            ) from None
        figures.append(number)
        reasons.append(REASON_CODES[why])
    return figures, reasons


def check_once(sheet: Sheet, other: int | None, *, row: int) -> None:
    """Refuse a sheet that names one organisation twice; `other` is the index of its other row, None without one."""
    if other is not None:
        code, name = (tidy(sheet.rows[row][index]) for index in (sheet.code, sheet.name))
        raise FaultyPublication(
            f"The organisation {code} ({name}) stands twice.",
            place=sheet.place(row),
            found=f"rows {other + 1} and {row + 1}",
            expected="one row an organisation",
        )


def check_no_figures(sheet: Sheet, row: int, *, before_trusts: bool) -> None:
    """Refuse figures that belong to no trust; footnotes have none, and helper numbers stand above the first trust."""
    cells = sheet.rows[row]
    labels = " ".join(tidy(cell) for cell in cells[: sheet.first] if tidy(cell))
    if before_trusts and not labels:
        return
    for column in sheet.columns:
        if isinstance(cells[column.index], int | float):
            raise FaultyPublication(
                "A row with figures has no organisation.",
                place=sheet.place(row, column.index),
                found=labels or "no code and no name",
                expected="a code and a name",
            )
