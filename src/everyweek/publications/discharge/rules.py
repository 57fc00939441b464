"""What must hold of the discharge report's figures in every form, and which of them were not submitted."""

import math
import re
from dataclasses import replace
from datetime import date
from functools import partial

import numpy as np
from numpy.typing import NDArray

from everyweek.measures.evaluate import REASON_CODES
from everyweek.publications.discharge.columns import ALL_REASONS, BED_DAYS
from everyweek.publications.errors import FaultyPublication, Place, Remark
from everyweek.publications.far_apart import check_far_apart
from everyweek.publications.marks import NotANumber, Reading, number_or_reason
from everyweek.publications.release import Figures, Line
from everyweek.tables import MissingBecause

ORGANISATION_CODE = re.compile(r"[A-Z0-9]{3,6}")
ALL_OF_ENGLAND = 50
"""Trusts with a figure on a day, from which it is taken to be of all England; it has some 120."""
FAR_APART = (("discharged_after_1700", "discharged_by_1700"), ("discharged_by_1700", "not_discharged"))
"""The first was at most 0.81 of the second on each of 425 days from April 2022, and at most 0.58 on the 30 of April."""
NOT_SUBMITTED = np.int8(REASON_CODES[MissingBecause.NOT_SUBMITTED])
NOT_COLLECTED = np.int8(REASON_CODES[MissingBecause.NOT_COLLECTED])


def read_count(cell: object, *, place: Place) -> Reading:
    """A count, or why it is missing; fractions are averages of a month's weeks. Refuses text and negative numbers."""
    try:
        number, reason = number_or_reason(cell)
    except NotANumber as error:
        raise FaultyPublication(
            "A figure is not a number.", found=str(error), expected="a number", place=place
        ) from None
    if number < 0:
        raise FaultyPublication("A figure is negative.", found=f"{number:g}", expected="0 or more", place=place)
    return number, reason


def check_code(code: str, *, place: Place) -> None:
    """Refuse a code that is none: a name, a day or a count has slipped into its column."""
    if not ORGANISATION_CODE.fullmatch(code):
        raise FaultyPublication(
            "There is no organisation code.", place=place, found=code or "nothing", expected="a code such as RAJ"
        )


def without_blank_returns(figures: Figures, *, place: Place, what: str) -> tuple[Figures, tuple[Remark, ...]]:
    """The figures with every return in which all is 0 marked as not submitted, and a remark on how many there were.

    The publisher fills what a trust did not submit with 0. In April 2022 the trust-days on which everything is 0 are
    50 of 3,630, and the workbook itself counts as many organisations that did not submit, day by day, on 29 of 30
    days. No trust-day of 2022 to 2024 has nobody without criteria to reside and yet somebody discharged (0 of 1,324),
    and before a run of zeros (335 of them) a trust had 14 patients or more, in the middle 133. The same holds for weeks
    (Gloucestershire Hospitals: 0 additional bed days beside 220 patients who stay) and for months of delay reasons.

    what : the figures in words, for the remark.
    """
    numbers = list(figures.columns.values())
    nothing = np.logical_and.reduce([np.isnan(values) | (values == 0) for values in numbers])
    blank = nothing & np.logical_or.reduce([~np.isnan(values) for values in numbers])
    if not blank.any():
        return figures, ()
    marked = replace(
        figures,
        columns={name: np.where(blank, np.nan, values) for name, values in figures.columns.items()},
        reasons={
            name: np.where(blank & ~np.isnan(figures.columns[name]), NOT_SUBMITTED, reasons).astype(np.int8)
            for name, reasons in figures.reasons.items()
        },
    )
    first = int(np.flatnonzero(blank)[0])
    remark = Remark(
        message=f"{int(blank.sum()):,} of {len(blank):,} returns show 0 for all {what}; the first is "
        f"{figures.codes[first]} on {in_words(figures.starts[first])}. The publisher writes 0 where nothing was sent.",
        place=place,
        found="0 throughout",
        rule="a return that is 0 throughout was not submitted",
        action="counted as not submitted",
    )
    return marked, (remark,)


def only(figures: Figures, columns: tuple[str, ...]) -> Figures:
    """The same lines with some of their columns."""
    return replace(
        figures,
        columns={name: figures.columns[name] for name in columns},
        reasons={name: figures.reasons[name] for name in columns},
    )


def check_who_stayed(figures: Figures, *, place: Place) -> tuple[Remark, ...]:
    """A remark where those without criteria to reside are not those discharged and those who stayed together."""
    gap = figures.columns["no_criteria_to_reside"] - figures.columns["discharged"] - figures.columns["not_discharged"]
    return odd_lines(
        np.abs(gap) > 0.5,
        figures=figures,
        place=place,
        rule="no criteria to reside = discharged + remaining",
        words="patients without criteria to reside are not those discharged and those remaining together",
    )


def check_lengths_of_stay(figures: Figures, *, place: Place) -> tuple[Remark, ...]:
    """A remark where patients of 21 days or more lost more bed days than those of 14 or 7, among whom they are."""
    seven, fourteen, twenty_one = (figures.columns[name] for name in BED_DAYS)
    return odd_lines(
        (fourteen > seven) | (twenty_one > fourteen),
        figures=figures,
        place=place,
        rule="additional bed days of 7+ days ≥ 14+ days ≥ 21+ days",
        words="longer stays have more additional bed days than the stays they are part of",
    )


def check_time_of_day(figures: Figures, *, place: Place) -> None:
    """Refuse a file in which more patients leave after 17:00 than by then: the two columns have changed places.

    From April 2022 to May 2023 60.2 % left by 17:00 (2,369,123 of 3,935,868), and fewer than half in 11 of 121 trusts.
    """
    by, after = figures.columns["discharged_by_1700"], figures.columns["discharged_after_1700"]
    check_each_day(figures, place=place)
    if np.nansum(after) > np.nansum(by):
        raise FaultyPublication(
            "More patients are discharged after 17:00 than by 17:00: the two columns may have changed places.",
            place=place,
            found=f"{np.nansum(by):,.0f} by 17:00 and {np.nansum(after):,.0f} after",
            expected="more by 17:00 than after, as in every published month",
        )


def check_each_day(figures: Figures, *, place: Place) -> None:
    """Refuse a file in which, on any day, columns that are far apart in all of England have changed places."""
    days, of_day = lines_by_day(figures)
    for day, lines in zip(days, of_day, strict=True):
        check_far_apart(
            {name: values[lines] for name, values in figures.columns.items()},
            pairs=FAR_APART,
            place=lambda _: place,
            words=partial(words_on, day=day),
            fewest=ALL_OF_ENGLAND,
        )


def lines_by_day(figures: Figures) -> tuple[list[date], list[NDArray[np.int64]]]:
    """The days there are, oldest first, and the numbers of the lines of each.

    By one sort of whole numbers: to compare 120,000 dates with each of 1,000 days takes seconds.
    """
    ordinals = np.array([start.toordinal() for start in figures.starts])
    order = np.argsort(ordinals, kind="stable")
    known, begins = np.unique(ordinals[order], return_index=True)
    return [date.fromordinal(int(day)) for day in known], np.split(order, begins[1:])


def words_on(column: str, *, day: date) -> str:
    """A column on a day, as the reader knows it.

    >>> words_on("not_discharged", day=date(2022, 4, 1))
    'not discharged (1 April 2022)'
    """
    return f"{column.replace('_', ' ')} ({in_words(day)})"


def odd_lines(odd: NDArray[np.bool_], *, figures: Figures, place: Place, rule: str, words: str) -> tuple[Remark, ...]:
    """A remark on the lines where something does not hold; refused where in any one period it mostly does not."""
    count = int(odd.sum())
    if not count:
        return ()
    first = int(np.flatnonzero(odd)[0])
    where = f"{figures.codes[first]} on {in_words(figures.starts[first])}"
    message = f"In {count:,} of {len(odd):,} returns {words}; the first is {where}."
    if any(odd[lines].mean() > 1 / 2 for lines in lines_by_day(figures)[1]):
        raise FaultyPublication(f"{message} Columns may have changed places.", place=place, expected=rule)
    return (Remark(message=message, place=place, expected=rule, rule=rule, action="kept as published"),)


def with_all_reasons(line: Line) -> Line:
    """A line of delay reasons with their sum; the sum is missing when one of them is."""
    missing = next((reason for _, reason in line.cells.values() if reason is not None), None)
    summed = math.fsum(number for number, _ in line.cells.values()) if missing is None else math.nan
    return replace(line, cells={**line.cells, ALL_REASONS: (summed, missing)})


def in_words(day: date) -> str:
    """A day as people write it: 1 April 2022."""
    return f"{day.day} {day:%B %Y}"
