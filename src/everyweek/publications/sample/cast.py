"""Who is in the sample, how large each one is, and the story it tells."""

from dataclasses import dataclass
from datetime import date

from everyweek.publications.sample.months import month_before
from everyweek.reference import directory, is_field_test

REGION = "ZZ9"
AMBULANCE_SERVICE = "ZZ8"

IMPROVING_TRUST = "ZZ1"
IMPROVES_FROM = date(2024, 1, 1)
IMPROVEMENT_OF_TYPE_1 = 0.155  # 0.155 of the 65 % of attendances that are type 1 = 10 points of all types
MONTHS_TO_IMPROVE = 3

CLOSED = {("ZZW01", date(2023, 8, 1))}
"""The walk-in centre's month of building work: it still sends a return, of zeros."""


@dataclass(frozen=True, slots=True)
class Department:
    """The emergency departments of one provider in an ordinary month; triples are type 1, type 2 and other.

    attendances_per_day : patients per day, booked appointments included.
    booked_share        : of attendances, 0-1.
    share_within        : of attendances, left within four hours, 0-1.
    admitted_share      : of attendances, 0-1.
    other_admissions    : emergency admissions not through the department, per admission through type 1.
    even                : it has room for an ordinary winter, and a month says nothing about the next.
    """

    attendances_per_day: tuple[float, float, float]
    booked_share: tuple[float, float, float]
    share_within: tuple[float, float, float]
    admitted_share: tuple[float, float, float]
    other_admissions: float
    even: bool = False


DEPARTMENTS = {
    "ZZ1": Department((262, 0, 145), (0.02, 0, 0.05), (0.600, 1, 0.965), (0.29, 0, 0.004), 0.31),
    "ZZ2": Department((508, 47, 290), (0.01, 0.02, 0.04), (0.635, 0.960, 0.962), (0.27, 0.035, 0.006), 0.36, even=True),
    "ZZ3": Department((236, 0, 98), (0.03, 0, 0.03), (0.655, 1, 0.970), (0.31, 0, 0.003), 0.24),
    "ZZ4": Department((141, 0, 86), (0.00, 0, 0.08), (0.690, 1, 0.975), (0.28, 0, 0.005), 0.20),
    "ZZW01": Department((0, 0, 77), (0, 0, 0.10), (1, 1, 0.992), (0, 0, 0), 0),
}
"""By the code under which each department first reported."""


def providers_in(month: date) -> dict[str, tuple[str, ...]]:
    """Who publishes figures for a month, each with the codes whose departments it runs by then.

    Before a merger each trust stands for itself; from its day on the successor stands for both.
    """
    runs: dict[str, tuple[str, ...]] = {}
    for code in DEPARTMENTS:
        holder = directory().rolled_up(code, on=month) or code
        runs[holder] = (*runs.get(holder, ()), code)
    return runs


def name_in(code: str, month: date) -> str:
    """The name an organisation had in a month."""
    return directory().organisation(code, on=month).name


def system_in(code: str, month: date) -> str:
    """The code of the ICB a provider belonged to in a month; empty before there were ICBs."""
    return directory().parent(code, kind="icb", on=month) or ""


def reports_four_hours(code: str, month: date) -> bool:
    """Whether the provider reported the four-hour standard, which the trusts of the field test did not."""
    return not is_field_test(code, month)


def improvement(code: str, month: date) -> float:
    """What the improving trust has gained by a month, as a share of type 1 attendances, 0 to 0.155."""
    if code != IMPROVING_TRUST:
        return 0.0
    done = sum(month >= month_before(IMPROVES_FROM, months=-step) for step in range(MONTHS_TO_IMPROVE))
    return IMPROVEMENT_OF_TYPE_1 * done / MONTHS_TO_IMPROVE
