"""What must hold of beds in whatever table they stand: rates, sums, and that nobody lies in a bed that is not open."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from everyweek.publications.beds.bed_table import BedTable
from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication, Remark
from everyweek.publications.whole import check_ends_whole, check_last_period_is_whole

Floats = NDArray[np.float64]
Key = TypeVar("Key", date, str)
SUM_TOLERANCE = 0.01
"""Beds; averages are printed to 13 digits or so, and the largest real difference that is none is 0.0000001."""
MAY_DIFFER = 0.05
"""A share of the rows. In the published files 1 printed rate in 10,000 differs, and 1 organisation in 100 has more beds
occupied than open; with two columns swapped nearly all do."""


@dataclass(frozen=True, slots=True)
class Sector:
    """A kind of bed, with the columns it has in a table.

    words : as in "more ... beds occupied than open".
    rate  : the printed share of its beds occupied; empty when none is printed.
    """

    words: str
    open: str
    occupied: str
    rate: str = ""


def sector(words: str, *, column: str, rate: bool = True) -> Sector:
    """A kind of bed whose columns begin with the same word."""
    return Sector(words, f"{column}_open", f"{column}_occupied", f"{column}_rate" if rate else "")


def check_rates(table: BedTable, *, sectors: Sequence[Sector], beds_are_whole: bool) -> tuple[Remark, ...]:
    """Hold the printed rates against beds occupied over beds open; a remark on every one that differs.

    beds_are_whole : the beds are rounded to whole ones, and the rate, worked out before that, to three decimals: with
                     p the rate and a the beds open, occupied may then differ from p x a by 0.5 + 0.5 p + 0.0005 a.

    Raises FaultyPublication when more than 1 rate in 20 differs: two columns have then been swapped.
    """
    remarks: list[Remark] = []
    for one in sectors:
        beds, taken, rate = (table.columns[column] for column in (one.open, one.occupied, one.rate))
        slack = 0.5 + 0.5 * rate + 0.0005 * (beds + 0.5) if beds_are_whole else 1e-6 * (beds + 1)
        printed = ~np.isnan(rate) & ~np.isnan(beds) & ~np.isnan(taken)
        differs = printed & (np.abs(taken - rate * beds) > slack + 1e-9)
        if differs.sum() > MAY_DIFFER * printed.sum():
            index = int(np.flatnonzero(differs)[0])
            raise FaultyPublication(
                f"The printed rate is not {one.words} beds occupied over beds open, in {differs.sum():,} of "
                f"{printed.sum():,} rows: columns have been mixed up.",
                place=table.layout.at(row=table.rows[index], column=one.rate),
                found=f"{rate[index]:.3f}",
                expected=f"{taken[index]:,.2f} of {beds[index]:,.2f}",
            )
        remarks += [
            remark_on_rate(table, one, index=int(index), beds=beds, taken=taken, rate=rate)
            for index in np.flatnonzero(differs)
        ]
    return tuple(remarks)


def remark_on_rate(table: BedTable, one: Sector, *, index: int, beds: Floats, taken: Floats, rate: Floats) -> Remark:
    """What to say of one printed rate that is not occupied over open."""
    return Remark(
        message=f"{who(table, index)}: the printed rate of {one.words} beds is not beds occupied over beds open.",
        place=table.layout.at(row=table.rows[index], column=one.rate),
        found=f"{rate[index]:.3f}",
        expected=f"{taken[index]:,.2f} of {beds[index]:,.2f}, which is {np.divide(taken[index], beds[index]):.3f}"
        if beds[index]
        else f"none: {taken[index]:,.2f} of no beds",
        rule="the printed rate is beds occupied over beds open",
        action="the rate is worked out from the beds; the printed one is not used",
    )


def check_occupied(table: BedTable, *, sectors: Sequence[Sector]) -> tuple[Remark, ...]:
    """A remark on every organisation with more beds of a kind occupied than open, at the row where it is so first.

    Raises FaultyPublication when it is so in more than 1 row in 20 that has such beds: two columns have been swapped.
    """
    remarks: list[Remark] = []
    for one in sectors:
        beds, taken = table.columns[one.open], table.columns[one.occupied]
        above = taken > beds + 1e-9
        used = np.sum((beds > 0) | (taken > 0))
        for indices in together(np.flatnonzero(above), by=lambda index: table.codes[index]):
            first = indices[0]
            place = table.layout.at(row=table.rows[first], column=one.occupied)
            found, expected = f"{taken[first]:,.1f} occupied", f"at most the {beds[first]:,.1f} open"
            if above.sum() > MAY_DIFFER * used:
                raise FaultyPublication(
                    f"More {one.words} beds are occupied than open in {above.sum():,} of {used:,} rows: columns have "
                    "been mixed up.",
                    place=place,
                    found=found,
                    expected=expected,
                )
            remarks.append(
                Remark(
                    message=f"{who(table, first)}: more {one.words} beds occupied than open "
                    f"{in_periods(table, indices)}.",
                    place=place,
                    found=found,
                    expected=expected,
                    rule="beds occupied are at most beds open",
                    action="loaded as published, so that the occupancy is above 100 %",
                )
            )
    return tuple(remarks)


def parts_that_differ(
    table: BedTable, *, whole: str, parts: Sequence[str], words: str, slack: float
) -> tuple[Remark, ...]:
    """A remark on every period in which a column is not the sum of its parts, at the first row where it is so.

    words : what the parts are, for the reader.
    slack : beds by which they may differ: three numbers rounded to whole beds by 1.
    """
    summed = sum_of(table, parts)
    remarks: list[Remark] = []
    differs = np.flatnonzero(np.abs(summed - table.columns[whole]) > slack)
    for indices in together(differs, by=lambda index: str(table.starts[index])):
        first = indices[0]
        codes = sorted({table.codes[index] for index in indices})
        remarks.append(
            Remark(
                message=f"{words} do not add up in {table.starts[first]:%B %Y} for {len(codes)} "
                f"organisation{'s' if len(codes) > 1 else ''} "
                f"({', '.join(codes[:8])}{' …' if len(codes) > 8 else ''}).",
                place=table.layout.at(row=table.rows[first], column=whole),
                found=f"{table.columns[whole][first]:,.0f}",
                expected=f"{summed[first]:,.0f}, the sum of its parts",
                rule=f"{words} add up",
                action="loaded as published",
            )
        )
    return tuple(remarks)


def check_parts(table: BedTable, *, whole: str, parts: Sequence[str]) -> None:
    """Refuse a table in which a total is not the sum of the sectors beside it."""
    summed = sum_of(table, parts)
    for index in np.flatnonzero(np.abs(summed - table.columns[whole]) > SUM_TOLERANCE)[:1]:
        raise FaultyPublication(
            f"The row of {table.codes[index]} does not add up ({whole.replace('_', ' ')}).",
            place=table.layout.at(row=table.rows[index], column=whole),
            found=f"{table.columns[whole][index]:,.2f}",
            expected=f"{summed[index]:,.2f}, the sum of the sectors beside it",
        )


def sum_of(table: BedTable, columns: Sequence[str]) -> Floats:
    """Some columns added up row by row: shape (n,), NaN where one of them is missing."""
    total: Floats = np.sum([table.columns[column] for column in columns], axis=0)
    return total


def check_england(table: BedTable, *, columns: Sequence[str]) -> None:
    """Hold the England row of every period against the sum of everybody else.

    Raises FaultyPublication when they differ or a period has no England row: the table has then lost rows.
    """
    organisations, england = table.organisations, table.england
    places = {start: index for index, start in enumerate(england.starts)}
    without = sorted(set(organisations.starts) - places.keys())
    if without:
        raise FaultyPublication(
            f"There is no England row for the period from {without[0]:%B %Y}: the table is not whole.",
            place=table.layout.place,
            expected="an England row for every period",
        )
    for column in columns:
        sums = sums_by(organisations, column=column, key=organisations.starts)
        for start, index in places.items():
            printed = england.columns[column][index]
            if not np.isnan(printed) and abs(sums.get(start, 0.0) - printed) > SUM_TOLERANCE:
                raise FaultyPublication(
                    f"The organisations do not add up to England in the period from {start:%B %Y}.",
                    place=table.layout.at(row=england.rows[index], column=column),
                    found=f"{printed:,.2f} in the England row",
                    expected=f"{sums.get(start, 0.0):,.2f}, the sum of "
                    f"{organisations.starts.count(start)} organisations",
                )


def check_end(table: BedTable, *, document: Document) -> None:
    """Refuse a table that was cut off: in the middle of its last row, or with most of its last period lost."""
    check_last_period_is_whole(Counter(table.starts), every=table.every, place=table.layout.at(row=max(table.rows)))
    check_ends_whole(document)


def sums_by(table: BedTable, *, column: str, key: Sequence[Key]) -> dict[Key, float]:
    """A column added up over the rows with one key (a period, or a region); a missing number is left out."""
    keys = sorted(set(key))
    numbers = {one: number for number, one in enumerate(keys)}
    place = np.array([numbers[one] for one in key], dtype=np.int64)
    weights = np.nan_to_num(table.columns[column])
    return dict(zip(keys, np.bincount(place, weights=weights, minlength=len(keys)).tolist(), strict=True))


def together(indices: Iterable[np.int64], *, by: Callable[[int], str]) -> list[list[int]]:
    """Indices that have the same key, in the order in which the keys are met."""
    found: dict[str, list[int]] = {}
    for index in indices:
        found.setdefault(by(int(index)), []).append(int(index))
    return list(found.values())


def in_periods(table: BedTable, indices: Sequence[int]) -> str:
    """When it is so: one month or quarter, or how many and from when to when."""
    starts = sorted(table.starts[index] for index in indices)
    if len(starts) == 1:
        return f"in the {table.every} from {starts[0]:%B %Y}"
    return f"in {len(starts)} {table.every}s between {starts[0]:%B %Y} and {starts[-1]:%B %Y}"


def who(table: BedTable, index: int) -> str:
    """An organisation's code, and its name where the table has one."""
    code, name = table.codes[index], table.names[index]
    return code if name == code else f"{code} {name}"
