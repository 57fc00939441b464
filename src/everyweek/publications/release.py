"""What a file says once it has been read and checked: the figures of one release of a publication."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from everyweek.measures.evaluate import REASON_CODES
from everyweek.publications.errors import Remark
from everyweek.publications.marks import Reading
from everyweek.tables import MissingBecause
from everyweek.warehouse.incoming import SheetRows


@dataclass(frozen=True, slots=True)
class Line:
    """One organisation's figures for one period.

    code   : the organisation's code as published, or a group's ("england", "Y63").
    name   : the name printed beside it.
    parent : the label of its region or system as printed; empty when there is none.
    cells  : by column, the number and why it is missing; one of the two is None or NaN.
    row    : where it stands, counted from 1 as a spreadsheet does; of a line made of several rows the first.
    sheet  : the name of the sheet it stands in; empty for a text file.
    """

    code: str
    name: str
    parent: str
    period_start: date
    period_end: date
    cells: dict[str, Reading]
    row: int | None = None
    sheet: str = ""


@dataclass(frozen=True)
class Figures:
    """Lines turned into columns.

    codes, names : tuples of length n.
    starts, ends : dates, tuples of length n; ends are exclusive.
    columns      : by published column, float arrays of shape (n,), NaN where missing.
    reasons      : by published column, int8 arrays of shape (n,), indices into measures.evaluate.REASONS.
    rows         : where the lines stand, for each sheet that they come from; empty when it is not known.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    starts: tuple[date, ...]
    ends: tuple[date, ...]
    columns: dict[str, NDArray[np.float64]]
    reasons: dict[str, NDArray[np.int8]]
    rows: tuple[SheetRows, ...] = ()


@dataclass(frozen=True)
class Release:
    """One file's content, ready to be stored.

    publication     : key of the publication, e.g. "ae_monthly".
    title           : its name as people say it.
    form            : "csv" or "workbook".
    edition         : first day of the last period in it; a later edition restates the earlier months.
    published_on    : as the file says, or None.
    revised_on      : as the file says (or, for a CSV, its name), or None.
    is_revised      : whether it says that it is a revision.
    figures         : of organisations; these are added up.
    group_figures   : of regions and England as printed; never added up, used only where a figure cannot be.
    incomplete      : periods in which members of the groups are missing from the file.
    remarks         : what a reader should know about the file.
    """

    publication: str
    title: str
    form: str
    edition: date
    figures: Figures
    published_on: date | None = None
    revised_on: date | None = None
    is_revised: bool = False
    group_figures: Figures | None = None
    incomplete: frozenset[date] = frozenset()
    remarks: tuple[Remark, ...] = field(default=())

    @property
    def periods(self) -> tuple[tuple[date, date], ...]:
        """The periods it speaks of, oldest first, end exclusive."""
        return tuple(sorted(set(zip(self.figures.starts, self.figures.ends, strict=True))))

    @property
    def fingerprint(self) -> str:
        """The same for two files that say the same, whatever their bytes: order of lines and line ends do not count."""
        digest = hashlib.sha256(self.publication.encode())
        for figures in (self.figures, self.group_figures):
            if figures is None:
                continue
            order = sorted(range(len(figures.codes)), key=lambda line: (figures.starts[line], figures.codes[line]))
            digest.update("|".join(f"{figures.starts[i]}{figures.codes[i]}{figures.names[i]}" for i in order).encode())
            for name in sorted(figures.columns):
                digest.update(name.encode())
                digest.update(figures.columns[name][order].tobytes())
                digest.update(figures.reasons[name][order].tobytes())
        return digest.hexdigest()


def figures_of(lines: list[Line], *, columns: tuple[str, ...]) -> Figures:
    """Lines as columns, in the lines' order.

    lines   : one for each organisation and period; a cell that a line does not have is "not collected".
    columns : which columns to keep.
    """
    absent = (float("nan"), MissingBecause.NOT_COLLECTED)
    values: dict[str, NDArray[np.float64]] = {}
    reasons: dict[str, NDArray[np.int8]] = {}
    for column in columns:
        cells = [line.cells.get(column, absent) for line in lines]
        values[column] = np.array([number for number, _ in cells], dtype=np.float64)
        reasons[column] = np.array([REASON_CODES[reason] for _, reason in cells], dtype=np.int8)
    return Figures(
        codes=tuple(line.code for line in lines),
        names=tuple(line.name for line in lines),
        starts=tuple(line.period_start for line in lines),
        ends=tuple(line.period_end for line in lines),
        columns=values,
        reasons=reasons,
        rows=rows_of(lines),
    )


def rows_of(lines: list[Line]) -> tuple[SheetRows, ...]:
    """On which row each line stands; empty when none says it, or the lines come from several sheets."""
    sheets = {line.sheet for line in lines}
    if len(sheets) != 1 or all(line.row is None for line in lines):
        return ()
    return (SheetRows(np.array([line.row or 0 for line in lines], dtype=np.int32), sheets.pop()),)
