"""The sheets of a workbook joined into one table: each trust by its code, each column by its day."""

from datetime import date

import numpy as np

from everyweek.publications.errors import FaultyPublication, Place, Remark
from everyweek.publications.winter_sitrep.sheet_figures import SheetFigures
from everyweek.publications.winter_sitrep.trust_days import (
    NOT_COLLECTED,
    NOT_SUBMITTED,
    Codes,
    EnglandRow,
    Floats,
    TrustDays,
    Whole,
    counted,
    day_words,
)

LISTED = 12
"""Trusts named in one remark."""
MAY_LACK = 0.05
"""A share of the trusts that a sheet may lack; in the published workbooks at hand no sheet lacks any."""
MANY_TRUSTS = 50
"""In a table of fewer, one trust is too large a share."""


class Join:
    """Sheets being joined.

    figures, reasons : by column, arrays of shape (n_trusts, n_days); what no sheet has is "not collected" where the
                       sheet lacks the day and "not submitted" where it lacks the trust.
    england          : by column, arrays of shape (n_days,).
    """

    def __init__(self, sheets: list[SheetFigures]) -> None:
        """The trusts in the order in which the sheets name them, the days of all sheets, and each column spread out."""
        self.names: dict[str, str] = {}
        for one in sheets:
            for code, name in zip(one.rows, one.names, strict=True):
                self.names.setdefault(code, name)
        self.codes = tuple(self.names)
        self.days = tuple(sorted({column.day for one in sheets for column in one.sheet.columns}))
        self.figures: dict[str, Floats] = {}
        self.reasons: dict[str, Codes] = {}
        self.england: dict[str, Floats] = {}
        self.where: dict[str, tuple[SheetFigures, dict[date, int]]] = {}
        for one in sheets:
            for name in dict.fromkeys(column.column for column in one.sheet.columns):
                self.spread(one, name)

    def spread(self, one: SheetFigures, name: str) -> None:
        """One column of a sheet, over all trusts and days."""
        positions = [position for position, column in enumerate(one.sheet.columns) if column.column == name]
        days = [one.sheet.columns[position].day for position in positions]
        lines = np.array([self.codes.index(code) for code in one.rows])
        spots = np.array([self.days.index(day) for day in days])
        self.figures[name] = np.full((len(self.codes), len(self.days)), np.nan)
        self.figures[name][np.ix_(lines, spots)] = one.figures[:, positions]
        self.reasons[name] = np.full((len(self.codes), len(self.days)), NOT_COLLECTED, dtype=np.int8)
        self.reasons[name][:, spots] = NOT_SUBMITTED
        self.reasons[name][np.ix_(lines, spots)] = one.reasons[:, positions]
        if one.england_row is not None:
            self.england[name] = np.full(len(self.days), np.nan)
            self.england[name][spots] = one.england[positions]
        indices = [one.sheet.columns[position].index for position in positions]
        self.where[name] = one, dict(zip(days, indices, strict=True))

    def place(self, column: str, trust: int, day: int) -> Place:
        """Where a figure stands; the sheet for a trust that is not in it."""
        one, indices = self.where[column]
        row = one.rows.get(self.codes[trust])
        return one.sheet.table if row is None else one.sheet.place(row, indices.get(self.days[day]))

    def rows(self, column: str) -> tuple[str, Whole]:
        """The sheet of a column, and each trust's row in it, the same on all days; 0 for one that is not there."""
        one, _ = self.where[column]
        rows = np.array([one.rows.get(code, -1) + 1 for code in self.codes], dtype=np.int64)
        return one.sheet.table.sheet, np.repeat(rows[:, None], len(self.days), axis=1)

    def place_in_england(self, column: str, day: int) -> Place:
        """Where England's figure stands; the sheet when it has no such row."""
        one, indices = self.where[column]
        return (
            one.sheet.table
            if one.england_row is None
            else one.sheet.place(one.england_row, indices.get(self.days[day]))
        )


def join(sheets: list[SheetFigures], *, place: Place) -> tuple[TrustDays, tuple[Remark, ...]]:
    """All sheets as one table, and a remark on each sheet that lacks England, trusts or days that others have."""
    joined = Join(sheets)
    names = np.array([[name] * len(joined.days) for name in joined.names.values()], dtype=object)
    england = EnglandRow("ENGLAND", is_all=True, figures=joined.england, place=joined.place_in_england)
    table = TrustDays(
        codes=joined.codes,
        names=names,
        days=joined.days,
        present=np.ones(names.shape, dtype=bool),
        figures=joined.figures,
        reasons=joined.reasons,
        england=(england,) if joined.england else (),
        place=joined.place,
        rows=joined.rows,
        table=place,
    )
    return table, tuple(remark for one in sheets for remark in lacking(one, joined=joined))


def check_sheet_is_whole(one: SheetFigures, *, lacks: list[str], of: int) -> None:
    """Refuse a sheet that ends early: where all figures are 0, as of closures, the sums would not show it."""
    if of >= MANY_TRUSTS and len(lacks) > MAY_LACK * of:
        raise FaultyPublication(
            f"The sheet lacks {len(lacks)} of the {of} trusts that other sheets have: its end is missing.",
            place=one.sheet.table,
            found=f"{of - len(lacks)} trusts",
            expected=f"{of}, as in the other sheets; the first that is missing is {lacks[0]}",
        )


def lacking(one: SheetFigures, *, joined: Join) -> list[Remark]:
    """A remark for each of England, trusts and days that a sheet lacks and others have; refused when they are many."""
    trusts = [code for code in joined.codes if code not in one.rows]
    present = {column.day for column in one.sheet.columns}
    days = [day for day in joined.days if day not in present]
    found: list[tuple[str, str]] = []
    if one.england_row is None and joined.england:
        found.append(("the England row", "the sums of its trusts could not be checked"))
    check_sheet_is_whole(one, lacks=trusts, of=len(joined.codes))
    if trusts:
        named = ", ".join(trusts[:LISTED])
        found.append((f"{counted(len(trusts), 'trust')} ({named})", "its figures for them are shown as not submitted"))
    if days:
        found.append(
            (
                f"{counted(len(days), 'day')} (first {day_words(days[0])})",
                "its figures for them are shown as not collected",
            )
        )
    return [
        Remark(
            f"The sheet lacks what other sheets have: {what}.",
            place=one.sheet.table,
            rule="every sheet has the same trusts and days",
            action=action,
        )
        for what, action in found
    ]
