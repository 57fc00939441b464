"""The situation report once it has been read: a table of trusts by days for each column, in whatever form it came."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from everyweek.measures.evaluate import REASON_CODES
from everyweek.publications.errors import Place
from everyweek.publications.release import Figures
from everyweek.publications.winter_sitrep.columns import COLUMNS
from everyweek.tables import MissingBecause
from everyweek.warehouse.incoming import SheetRows

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]
Flags = NDArray[np.bool_]
Texts = NDArray[np.object_]
Whole = NDArray[np.int64]

NOT_SUBMITTED = REASON_CODES[MissingBecause.NOT_SUBMITTED]
NOT_COLLECTED = REASON_CODES[MissingBecause.NOT_COLLECTED]


@dataclass(frozen=True)
class EnglandRow:
    """A row printed for England.

    name    : as printed.
    is_all  : whether it is of all trusts in the file; else it is of some of them (those with a type 1 department).
    figures : by column, arrays of shape (n_days,); NaN where nothing is printed.
    place   : where the figure of a column and day (an index into the days) stands.
    """

    name: str
    is_all: bool
    figures: dict[str, Floats]
    place: Callable[[str, int], Place]


@dataclass(frozen=True)
class TrustDays:
    """What the file says of every trust and day.

    codes   : tuple of length n_trusts.
    names   : array of shape (n_trusts, n_days) of texts: a name may change within a winter.
    days    : tuple of length n_days, oldest first.
    present : array of shape (n_trusts, n_days), whether the file speaks of the trust on that day.
    figures : by column, the printed rates among them, arrays of shape (n_trusts, n_days); NaN where missing.
    reasons : by column, arrays of the same shape: why a figure is missing, an index into measures.evaluate.REASONS.
    england : the rows printed for England.
    place   : where the figure of a column, trust and day (indices) stands.
    rows    : for a column its sheet, and the rows of trusts and days in it, an array of shape (n_trusts, n_days)
              with 0 where there is none.
    table   : the whole table, for what has no place of its own.
    """

    codes: tuple[str, ...]
    names: Texts
    days: tuple[date, ...]
    present: Flags
    figures: dict[str, Floats]
    reasons: dict[str, Codes]
    england: tuple[EnglandRow, ...]
    place: Callable[[str, int, int], Place]
    rows: Callable[[str], tuple[str, Whole]]
    table: Place

    @property
    def shape(self) -> tuple[int, int]:
        """How many trusts and days there are."""
        return len(self.codes), len(self.days)

    def name_of(self, trust: int, day: int) -> str:
        """A trust's code and name on a day, for a message."""
        return f"{self.codes[trust]} {self.names[trust, day]}"

    def place_in_england(self, column: str, day: int) -> Place:
        """Where England's figure of a column and day stands; the whole table when no row is of all trusts."""
        return next((row.place(column, day) for row in self.england if row.is_all), self.table)

    def figures_kept(self) -> Figures:
        """The columns that are kept, a line for each trust and day that the file speaks of, trust by trust."""
        trusts, days = (indices.tolist() for indices in np.nonzero(self.present))
        nothing = np.full(len(trusts), np.nan)
        not_collected = np.full(len(trusts), NOT_COLLECTED, dtype=np.int8)
        ends = [day + timedelta(days=1) for day in self.days]
        return Figures(
            codes=tuple(self.codes[trust] for trust in trusts),
            names=tuple(self.names[self.present].tolist()),
            starts=tuple(self.days[day] for day in days),
            ends=tuple(ends[day] for day in days),
            columns={name: self.figures[name][self.present] if name in self.figures else nothing for name in COLUMNS},
            reasons={
                name: self.reasons[name][self.present] if name in self.reasons else not_collected for name in COLUMNS
            },
            rows=self.rows_kept(),
        )

    def rows_kept(self) -> tuple[SheetRows, ...]:
        """Where those lines stand: once for all columns of a sheet of which they stand on the same rows."""
        alike: dict[tuple[str, bytes], set[str]] = {}
        for name in COLUMNS:
            if name in self.figures:
                sheet, rows = self.rows(name)
                alike.setdefault((sheet, rows[self.present].astype(np.int32).tobytes()), set()).add(name)
        return tuple(
            SheetRows(np.frombuffer(rows, dtype=np.int32), sheet, frozenset(names))
            for (sheet, rows), names in alike.items()
        )


def day_words(day: date) -> str:
    """A day as people write it.

    >>> day_words(date(2018, 12, 3))
    '3 December 2018'
    """
    return f"{day.day} {day:%B %Y}"


def counted(number: int, thing: str) -> str:
    """How many of a thing there are.

    >>> counted(1, "day"), counted(1053, "day")
    ('1 day', '1,053 days')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def first(where: Flags) -> tuple[int, int]:
    """The trust and day (indices) of the first that is marked, day by day."""
    day, trust = np.argwhere(where.T)[0].tolist()
    return trust, day
