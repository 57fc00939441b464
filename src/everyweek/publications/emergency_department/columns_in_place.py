"""Whether the columns of a month of A&E figures stand in their places: what England and most providers always show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from everyweek.publications.emergency_department.columns import (
    ADMISSIONS_VIA,
    ATTENDANCES,
    BOOKED_ATTENDANCES,
    BOOKED_OVER_FOUR_HOURS,
    OVER_FOUR_HOURS,
    WAITS,
)
from everyweek.publications.emergency_department.rules import Cells
from everyweek.publications.errors import FaultyPublication, Place, Remark
from everyweek.publications.far_apart import Floats, check_far_apart
from everyweek.publications.release import Line

ALL_OF_ENGLAND = 100
"""Providers; the published months have 197 to 235."""
FAR_APART = (
    ("admissions_via_other", "attendances_type2"),
    ("admissions_via_other", "booked_attendances_other"),
    ("admissions_via_other", "waits_4_to_12_hours"),
    ("admissions_via_type1", "attendances_type1"),
    ("admissions_via_type2", "attendances_type2"),
    ("admissions_via_type2", "booked_attendances_other"),
    ("admissions_via_type2", "waits_4_to_12_hours"),
    ("attendances_other", "attendances_type1"),
    ("attendances_type2", "other_emergency_admissions"),
    ("attendances_type2", "over_four_hours_type1"),
    ("booked_attendances_other", "other_emergency_admissions"),
    ("booked_attendances_other", "over_four_hours_type1"),
    ("booked_attendances_type1", "other_emergency_admissions"),
    ("booked_attendances_type1", "over_four_hours_type1"),
    ("booked_attendances_type2", "admissions_via_other"),
    ("booked_attendances_type2", "booked_over_four_hours_type1"),
    ("booked_attendances_type2", "over_four_hours_other"),
    ("booked_over_four_hours_other", "admissions_via_other"),
    ("booked_over_four_hours_other", "booked_attendances_type1"),
    ("booked_over_four_hours_other", "over_four_hours_other"),
    ("booked_over_four_hours_type1", "attendances_type2"),
    ("booked_over_four_hours_type1", "booked_attendances_other"),
    ("booked_over_four_hours_type1", "waits_4_to_12_hours"),
    ("booked_over_four_hours_type2", "admissions_via_type2"),
    ("booked_over_four_hours_type2", "booked_over_four_hours_other"),
    ("booked_over_four_hours_type2", "over_four_hours_type2"),
    ("other_emergency_admissions", "admissions_via_type1"),
    ("other_emergency_admissions", "attendances_other"),
    ("over_four_hours_other", "other_emergency_admissions"),
    ("over_four_hours_other", "over_four_hours_type1"),
    ("over_four_hours_type2", "admissions_via_other"),
    ("over_four_hours_type2", "booked_attendances_type1"),
    ("over_four_hours_type2", "over_four_hours_other"),
    ("waits_4_to_12_hours", "admissions_via_type1"),
    ("waits_4_to_12_hours", "attendances_other"),
    ("waits_over_12_hours", "other_emergency_admissions"),
)
"""In each of the 85 published months at hand, all providers together, the first is at most 0.59 of the second."""


@dataclass(frozen=True, slots=True)
class Mostly:
    """What holds of nearly every provider: the columns `parts` together are at most `wholes` together.

    may_break : the share of providers that have any of the parts of which it may be untrue.
    """

    parts: tuple[str, ...]
    wholes: tuple[str, ...]
    may_break: float


FEWEST = 10
"""Providers that have any of the parts, below which chance may have it otherwise; 14 in the smallest month. It does not
count where a rule is never broken."""
MOSTLY = (
    # In the worst of 85 months 0.8 %, 14.3 % and 15.4 % of the providers with such admissions: some admit for others.
    *(Mostly((via,), (came,), 1 / 3) for via, came in zip(ADMISSIONS_VIA, ATTENDANCES, strict=True)),
    # 2.4 %: who waits for a bed is admitted; and 0.8 %: who waits four hours from the decision is there longer.
    Mostly(WAITS, ADMISSIONS_VIA, 1 / 5),
    Mostly(WAITS, OVER_FOUR_HOURS, 1 / 5),
    # None in 47 months.
    *(Mostly((over,), (came,), 0) for over, came in zip(BOOKED_OVER_FOUR_HOURS, BOOKED_ATTENDANCES, strict=True)),
)


def check_columns_in_place(providers: Sequence[Cells], *, place: Callable[[str], Place]) -> None:
    """Refuse a month in which two columns seem to have changed places.

    providers : each provider's readings, by our columns; booked appointments apart where the file has them apart.
    place     : where a column stands.
    """
    there = providers[0].keys()
    columns = {column: np.array([cells[column][0] for cells in providers]) for column in there}
    for rule in MOSTLY:
        if {*rule.parts, *rule.wholes} <= there:
            check_mostly(columns, rule, place=place)
    check_far_apart(columns, pairs=FAR_APART, place=place, words=in_words, fewest=ALL_OF_ENGLAND)


def check_mostly(columns: dict[str, Floats], rule: Mostly, *, place: Callable[[str], Place]) -> None:
    """Refuse a month in which a rule is broken by more providers than ever do. A missing figure breaks none."""
    part = np.sum([columns[one] for one in rule.parts], axis=0)
    whole = np.sum([columns[one] for one in rule.wholes], axis=0)
    asked, broken = int((part > 0).sum()), int((part > whole).sum())
    if broken > rule.may_break * asked and (asked >= FEWEST or not rule.may_break):
        words = [" and ".join(in_words(one) for one in side) for side in (rule.parts, rule.wholes)]
        raise FaultyPublication(
            f"{broken} of {asked} providers have more {words[0]} than {words[1]}. Columns may have changed places.",
            place=place(rule.parts[0]),
            found=f"{broken} providers",
            expected=f"at most {rule.may_break * asked:.0f}, as in every published month",
        )


def longer_waits(lines: Sequence[Line], *, place: Place) -> tuple[Remark, ...]:
    """A remark when, in all of England, more patients wait over 12 hours than 4 to 12.

    It is so in no published month, but the two have come near (0.63 at most), so that such a file is not refused.
    """
    shorter, longer = (float(np.nansum([line.cells[column][0] for line in lines])) for column in WAITS)
    if len(lines) < ALL_OF_ENGLAND or longer <= shorter:
        return ()
    return (
        Remark(
            "More patients wait over 12 hours than 4 to 12 hours from the decision to admit.",
            place=place,
            found=f"{longer:,.0f} over 12 hours",
            expected=f"fewer than the {shorter:,.0f} of 4 to 12 hours",
            rule="fewer patients wait over 12 hours than 4 to 12",
            action="kept as published; check that the two columns do not stand in each other's place",
        ),
    )


def in_words(column: str) -> str:
    """A column as the reader knows it.

    >>> in_words("admissions_via_other")
    'admissions via other'
    """
    return column.replace("_", " ")
