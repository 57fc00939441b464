"""The rows of a tidy copy as one table of trusts by days."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from everyweek.publications.errors import FaultyPublication, Place, Remark
from everyweek.publications.winter_sitrep.clock_change import clocks_go_forward, days_early
from everyweek.publications.winter_sitrep.columns import OCCUPANCY, words_for
from everyweek.publications.winter_sitrep.trust_days import (
    NOT_COLLECTED,
    NOT_SUBMITTED,
    Codes,
    EnglandRow,
    Flags,
    Floats,
    TrustDays,
    counted,
    day_words,
    first,
)

Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Rows:
    """The rows as they stand; all have length n, or shape (n, n_columns).

    columns : our columns, in the order of the second axis.
    rows    : the row in the file.
    codes   : an organisation's code; for England's rows a dash and the name in lower case.
    days    : ordinals.
    figures : NaN where there is none.
    reasons : why; an empty cell is "not collected", for the time being.
    """

    columns: tuple[str, ...]
    rows: list[int]
    codes: list[str]
    names: list[str]
    days: Indices
    figures: Floats
    reasons: Codes

    @property
    def filled(self) -> Flags:
        """Whether a cell says anything, be it only that there is no number; shape (n, n_columns)."""
        filled: Flags = self.reasons != NOT_COLLECTED
        return filled

    @property
    def says_something(self) -> Flags:
        """Whether any cell of a row says anything; shape (n,)."""
        return np.asarray(self.filled.any(axis=1))

    def only(self, where: Flags) -> "Rows":
        """Some of the rows; where has shape (n,)."""
        kept = np.nonzero(where)[0].tolist()
        return Rows(
            self.columns,
            [self.rows[row] for row in kept],
            [self.codes[row] for row in kept],
            [self.names[row] for row in kept],
            self.days[where],
            self.figures[where],
            self.reasons[where],
        )


def table_of(rows: Rows, *, place: Place) -> tuple[TrustDays, tuple[Remark, ...]]:
    """The rows as a table, and what was done about empty rows and rows that stand a day early.

    Raises FaultyPublication when a trust stands twice on a day, or there is no trust at all.
    """
    with_figures = rows.only(rows.says_something)
    entity_of = np.unique(np.array(with_figures.codes, dtype=str), return_inverse=True)[1]
    early = days_early(
        entities=entity_of, days=with_figures.days, filled=with_figures.filled, columns=with_figures.columns
    )
    kept = replace(with_figures, days=with_figures.days + early)
    check_once(kept, early=early, place=place)
    codes = tuple(dict.fromkeys(code for code in kept.codes if not code.startswith("-")))
    if not codes:
        raise FaultyPublication("There is no trust in it.", place=place, expected="a row a trust and day")
    days = np.unique(kept.days)
    cube = Cube(kept, codes=(*codes, *sorted({code for code in kept.codes if code.startswith("-")})), days=days)
    table = cube.table(place=place, n_trusts=len(codes))
    remarks = (*empty_rows(rows, place=place), *moved(kept, early=early, place=place), *blanks(table))
    return table, remarks


def check_once(rows: Rows, *, early: Flags, place: Place) -> None:
    """Refuse a trust that stands twice on a day, save a row put a day on beside the one with that day's closures."""
    seen: dict[tuple[str, int], int] = {}
    filled = rows.filled
    for line, key in enumerate(zip(rows.codes, rows.days.tolist(), strict=True)):
        other = seen.setdefault(key, line)
        if other == line:
            continue
        if early[line] == early[other] or bool((filled[line] & filled[other]).any()):
            raise FaultyPublication(
                f"{rows.codes[line].lstrip('-')} ({rows.names[line]}) stands twice on "
                f"{day_words(date.fromordinal(int(rows.days[line])))}.",
                place=place.at(row=rows.rows[line]),
                found=f"rows {rows.rows[other]} and {rows.rows[line]}",
                expected="one row a trust and day",
            )


class Cube:
    """Rows laid out by organisation and day."""

    def __init__(self, rows: Rows, *, codes: tuple[str, ...], days: Indices) -> None:
        """Each cell of each row to its organisation, day and column; what no row says is "not collected"."""
        of_code = {code: line for line, code in enumerate(codes)}
        self.lines = np.array([of_code[code] for code in rows.codes])
        self.spots = np.searchsorted(days, rows.days)
        self.rows, self.codes, self.days = rows, codes, tuple(date.fromordinal(int(day)) for day in days)
        shape = len(codes), len(days)
        self.present = np.zeros(shape, dtype=bool)
        self.present[self.lines, self.spots] = True
        self.names = np.full(shape, "", dtype=object)
        self.names[self.lines, self.spots] = rows.names
        self.figures: dict[str, Floats] = {}
        self.reasons: dict[str, Codes] = {}
        self.row_of: dict[str, Indices] = {}
        for position, column in enumerate(rows.columns):
            self.fill(position, column)

    def fill(self, position: int, column: str) -> None:
        """One column. Where any organisation says something of a day, the others did not submit theirs."""
        says = self.rows.filled[:, position]
        at = self.lines[says], self.spots[says]
        self.figures[column] = np.full(self.present.shape, np.nan)
        self.figures[column][at] = self.rows.figures[says, position]
        self.reasons[column] = np.full(self.present.shape, NOT_COLLECTED, dtype=np.int8)
        self.reasons[column][:, np.unique(at[1])] = NOT_SUBMITTED
        self.reasons[column][at] = self.rows.reasons[says, position]
        self.row_of[column] = np.zeros(self.present.shape, dtype=np.int64)
        self.row_of[column][self.lines, self.spots] = self.rows.rows
        self.row_of[column][at] = np.array(self.rows.rows)[says]

    def place(self, table: Place, column: str, line: int, day: int) -> Place:
        """Where the figure of a column, organisation and day stands."""
        return table.at(row=int(self.row_of[column][line, day]) or None, column=words_for(column))

    def england_row(self, line: int, *, table: Place) -> EnglandRow:
        """One of England's rows."""

        def place_of(column: str, day: int) -> Place:
            return self.place(table, column, line, day)

        return EnglandRow(
            name=str(next(name for name in self.names[line] if name)),
            is_all="type 1" not in self.codes[line],
            figures={column: figures[line] for column, figures in self.figures.items()},
            place=place_of,
        )

    def table(self, *, place: Place, n_trusts: int) -> TrustDays:
        """The trusts, which come first, with England's rows beside them."""

        def place_of(column: str, trust: int, day: int) -> Place:
            return self.place(place, column, trust, day)

        return TrustDays(
            codes=self.codes[:n_trusts],
            names=self.names[:n_trusts],
            days=self.days,
            present=self.present[:n_trusts],
            figures={column: figures[:n_trusts] for column, figures in self.figures.items()},
            reasons={column: reasons[:n_trusts] for column, reasons in self.reasons.items()},
            england=tuple(self.england_row(line, table=place) for line in range(n_trusts, len(self.codes))),
            place=place_of,
            rows=lambda column: (place.sheet, self.row_of[column][:n_trusts]),
            table=place,
        )


def empty_rows(rows: Rows, *, place: Place) -> tuple[Remark, ...]:
    """A remark on rows without any figure: a trust's second name, or days before it was asked."""
    empty = np.nonzero(~rows.says_something)[0].tolist()
    if not empty:
        return ()
    codes = sorted({rows.codes[row] for row in empty})
    return (
        Remark(
            f"{counted(len(empty), 'row')} with no figure at all ({', '.join(codes)}).",
            place=place.at(row=rows.rows[empty[0]]),
            found=f"the first is {rows.names[empty[0]]} on {day_words(date.fromordinal(int(rows.days[empty[0]])))}",
            rule="every row has a figure",
            action="they are left out",
        ),
    )


def moved(rows: Rows, *, early: Flags, place: Place) -> tuple[Remark, ...]:
    """A remark on the rows that were put a day on; `rows` have their new days."""
    if not early.any():
        return ()
    monday, last = (date.fromordinal(int(day)) for day in (rows.days[early].min(), rows.days[early].max()))
    sunday = clocks_go_forward(monday.year)
    return (
        Remark(
            f"When the clocks went forward on {day_words(sunday)}, all figures but closures and diverts slipped to the "
            f"day before: that Sunday stands twice, and {day_words(last)} has closures and diverts alone.",
            place=place.at(row=rows.rows[int(np.nonzero(early)[0][0])]),
            found=counted(int(early.sum()), "row"),
            expected=f"figures of {day_words(monday)} to {day_words(last)}",
            rule="a trust has one row a day",
            action="those rows are put a day on, beside the closures and diverts of their day",
        ),
    )


def blanks(table: TrustDays) -> tuple[Remark, ...]:
    """A remark when beds are blank: the copies leave out 0 of 0, so that no beds and no figure look alike."""
    found: list[Remark] = []
    for available, _ in OCCUPANCY.values():
        if available not in table.figures:
            continue
        blank = table.present & (table.reasons[available] == NOT_SUBMITTED)
        if blank.any():
            found.append(blank_beds(table, available, blank=blank))
    return tuple(found)


def blank_beds(table: TrustDays, available: str, *, blank: Flags) -> Remark:
    """The remark on one kind of beds."""
    trust, day = first(blank)
    return Remark(
        f"{counted(int(blank.sum()), 'row')} with no {words_for(available)}. A tidy copy leaves out 0 of 0, so that a "
        "trust without such beds cannot be told from one that sent no figure.",
        place=table.place(available, trust, day),
        found=f"the first is {table.name_of(trust, day)} on {day_words(table.days[day])}",
        rule="every trust has beds open, if only 0",
        action="shown as not submitted",
    )
