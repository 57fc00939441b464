"""The rows of the monthly A&E workbook: what the counts of a provider, a system or England look like in its cells."""

from collections.abc import Iterable
from dataclasses import dataclass

from everyweek.publications.sample.emergency_department import NONE_OF_ANY, ByType, DepartmentCounts, add, by_type

Cell = str | int | float
MISSING = "-"


@dataclass(frozen=True, slots=True)
class FourHours:
    """Attendances, and how many left within four hours and over, of those who reported it.

    attendances  : of everybody, the field-test trusts included.
    within, over : of those who reported the four-hour standard; they add up to `attendances` when all did.
    reported     : False for a field-test trust: its four-hour cells say "-".
    """

    attendances: ByType = NONE_OF_ANY
    within: ByType = NONE_OF_ANY
    over: ByType = NONE_OF_ANY
    reported: bool = False

    def __add__(self, other: "FourHours") -> "FourHours":
        return FourHours(
            attendances=add(self.attendances, other.attendances),
            within=add(self.within, other.within),
            over=add(self.over, other.over),
            reported=self.reported or other.reported,
        )

    @property
    def attendance_cells(self) -> tuple[Cell, ...]:
        """By type, and all."""
        return (*self.attendances, sum(self.attendances))

    @property
    def within_cells(self) -> tuple[Cell, ...]:
        """By type, and all; "-" when not reported."""
        return self._if_reported((*self.within, sum(self.within)))

    @property
    def over_cells(self) -> tuple[Cell, ...]:
        """By type, and all; "-" when not reported."""
        return self._if_reported((*self.over, sum(self.over)))

    @property
    def percentage_cells(self) -> tuple[Cell, ...]:
        """Of all, then by type, as fractions; "-" when not reported or when nobody attended."""
        pairs = [(sum(self.within), sum(self.over)), *zip(self.within, self.over, strict=True)]
        return self._if_reported(
            tuple(within / (within + over) if within + over else MISSING for within, over in pairs)
        )

    def _if_reported(self, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return cells if self.reported else (MISSING,) * len(cells)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One provider, or several added up: the counts, with the four-hour part booked and not."""

    counts: DepartmentCounts
    not_booked: FourHours
    booked: FourHours

    def __add__(self, other: "SheetRow") -> "SheetRow":
        return SheetRow(self.counts + other.counts, self.not_booked + other.not_booked, self.booked + other.booked)

    def together_cells(self) -> tuple[Cell, ...]:
        """The cells after the name in the provider and system sheets, booked and not booked together."""
        return (*_four_hour_cells(self.not_booked + self.booked), *self._admission_cells())

    def not_booked_cells(self) -> tuple[Cell, ...]:
        """The cells after the name in the sheet without booked appointments."""
        return (*_four_hour_cells(self.not_booked), *self._admission_cells())

    def booked_cells(self, system: str) -> tuple[Cell, ...]:
        """The cells after the name in the sheet of booked appointments; the system's name has no heading there."""
        together = self.not_booked + self.booked
        return (
            *self.booked.attendance_cells,
            *self.booked.over_cells,
            *self.booked.percentage_cells,
            self.not_booked.percentage_cells[0],
            together.percentage_cells[0],
            *(system, "", "", "", "", ""),
            *self.booked.within_cells,
            *("", "", "", ""),
            self.not_booked.within_cells[-1],
            together.within_cells[-1],
            self.not_booked.over_cells[-1],
            together.over_cells[-1],
        )

    def _admission_cells(self) -> tuple[Cell, ...]:
        """The workbook's first wait counts everybody over four hours, also those over twelve; the CSV's does not."""
        counts = self.counts
        through_department = sum(counts.admissions)
        return (
            *counts.admissions,
            through_department,
            counts.other_admissions,
            through_department + counts.other_admissions,
            counts.waits_4_to_12 + counts.waits_over_12,
            counts.waits_over_12,
        )


def sheet_row(counts: DepartmentCounts, *, reported: bool) -> SheetRow:
    """The row of one provider; `reported` is False for a field-test trust."""
    return SheetRow(
        counts,
        _four_hours(counts.attendances, counts.over_four_hours, reported),
        _four_hours(counts.booked, counts.booked_over_four_hours, reported),
    )


def added_up(rows: Iterable[SheetRow]) -> SheetRow:
    """The row of a system or of England."""
    return sum(rows, start=SheetRow(DepartmentCounts(), FourHours(), FourHours()))


def _four_hours(attendances: ByType, over: ByType, reported: bool) -> FourHours:
    if not reported:
        return FourHours(attendances)
    return FourHours(attendances, by_type(lambda kind: attendances[kind] - over[kind]), over, reported)


def _four_hour_cells(figures: FourHours) -> tuple[Cell, ...]:
    return (
        *figures.attendance_cells,
        *figures.within_cells,
        *figures.over_cells,
        *figures.percentage_cells,
    )
