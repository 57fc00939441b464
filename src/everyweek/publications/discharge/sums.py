"""Printed figures of England and the regions held against the sum of their trusts."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from everyweek.publications.discharge.rules import in_words
from everyweek.publications.errors import FaultyPublication, Place, Remark
from everyweek.publications.marks import Reading, tidy
from everyweek.publications.release import Line

ENGLAND = "england"
WIDEST_GAP = 0.02
"""Of England's figure, above which trusts are missing or columns are wrong. Discharges to a hospice, which the trusts'
figures leave out, were at most 32 of 10,800 in a day of April 2022 (0.3 %); the largest trust is about 2 %."""
HOSPICE = "England and the regions count discharges to a hospice, and the trusts do not."


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure printed for a group: England, or a region by its name."""

    group: str
    column: str
    period_start: date
    reading: Reading
    place: Place


@dataclass(frozen=True, slots=True)
class Gap:
    """A printed figure that is not the sum of its trusts."""

    printed: Printed
    summed: float

    @property
    def size(self) -> float:
        """How much more is printed than the trusts add up to."""
        return self.printed.reading[0] - self.summed


def group_name(label: str) -> str:
    """A group's name in one spelling: "ENGLAND (All Acute Trusts)", "ENGLAND (Type 1 Trusts)" and "ENG" are one.

    >>> group_name("ENGLAND (Type 1 Trusts)"), group_name("South  West")
    ('england', 'south west')
    """
    name = tidy(label).lower()
    return ENGLAND if name.startswith(ENGLAND) or name == "eng" else name


def check_sums(lines: Sequence[Line], *, printed: Iterable[Printed], may_refuse: bool = True) -> tuple[Remark, ...]:
    """A remark for each column in which a group's printed figure is not the sum of its trusts.

    Where no trust has a figure (19 June 2022: England shows 0, every trust "-") there is nothing to hold it against.
    may_refuse : whether trusts must come near to England at all; destinations need not, where hospices count for more.
    Raises     : FaultyPublication when England's figure is more than WIDEST_GAP away.
    """
    sums = sums_of(lines)
    gaps: defaultdict[str, list[Gap]] = defaultdict(list)
    counted: defaultdict[str, int] = defaultdict(int)
    for figure in printed:
        parts = sums.get((figure.group, figure.column, figure.period_start))
        if parts is None or figure.reading[1] is not None:
            continue
        counted[figure.column] += 1
        gap = Gap(figure, math.fsum(parts))
        if abs(gap.size) > 0.5:
            gaps[figure.column].append(gap)
            if may_refuse and figure.group == ENGLAND:
                check_gap(gap)
    return tuple(remark_on(found, of=counted[column]) for column, found in gaps.items())


def sums_of(lines: Sequence[Line]) -> dict[tuple[str, str, date], list[float]]:
    """The figures that are there, by group, column and period; a line's `parent` is its region."""
    parts: defaultdict[tuple[str, str, date], list[float]] = defaultdict(list)
    for line in lines:
        region = group_name(line.parent)
        for column, (number, reason) in line.cells.items():
            if reason is None:
                parts[ENGLAND, column, line.period_start].append(number)
                parts[region, column, line.period_start].append(number)
    return dict(parts)


def check_gap(gap: Gap) -> None:
    """Refuse a file whose trusts are far from adding up to England."""
    number = gap.printed.reading[0]
    if abs(gap.size) > WIDEST_GAP * max(number, gap.summed):
        raise FaultyPublication(
            f"The trusts do not add up to England ({gap.printed.column.replace('_', ' ')}, "
            f"{in_words(gap.printed.period_start)}). Trusts may be missing.",
            place=gap.printed.place,
            found=f"{number:,.0f} printed for England",
            expected=f"about {gap.summed:,.0f}, the sum of the trusts",
        )


def remark_on(gaps: Sequence[Gap], *, of: int) -> Remark:
    """One remark on all gaps of a column."""
    widest = max(gaps, key=lambda gap: abs(gap.size))
    column = widest.printed.column
    because = f" {HOSPICE}" if "discharged" in column or "pathway" in column else ""
    return Remark(
        message=f"{len(gaps):,} of {of:,} figures printed for England and the regions are not the sum of the trusts' "
        f"({column.replace('_', ' ')}).{because} The widest gap: {widest.printed.group.title()}, "
        f"{in_words(widest.printed.period_start)}.",
        place=widest.printed.place,
        found=f"{widest.printed.reading[0]:,.0f} printed",
        expected=f"{widest.summed:,.0f}, the sum of the trusts",
        rule="trusts add up to England and the regions",
        action="England and the regions are shown as the sum of the trusts",
    )
