"""The measures of what patients wait for who could leave an acute hospital: families of delay reasons."""

from datetime import date

from everyweek.measures.measure import Measure
from everyweek.reference import DelayFamily, delay_reasons

DELAY_REASONS = "discharge_delay_reasons_monthly"
DELAY_REASONS_7_DAYS = "discharge_delay_reasons_7_days"
SOURCE = (
    "NHS England, Acute Discharge Situation Report, monthly CSV: delay reasons 2024-06 to 2025-01 as reshaped in "
    "humaniverse/healthyr, and metrics of August 2026; technical specification of 30 April 2024; read November 2026"
)
ONE_CODE = "One reason a patient, whatever else is missing too."
NEW_LIST = "The list of 37 reasons is in force since 27 May 2024 and cannot be compared with the lists before."
SNAPSHOTS = "The mean of the month's weekly counts, so fractions occur."

FAMILIES: tuple[tuple[DelayFamily, str, str, str], ...] = (
    ("hospital_process", "hospital process", "the hospital itself", "What the hospital can put right by itself."),
    (
        "wellbeing",
        "wellbeing concerns",
        "a concern for the patient's wellbeing, safeguarding or capacity to decide",
        "A family that is not ready, or a safeguarding question, needs time and a person, not a bed.",
    ),
    (
        "care_transfer_hub",
        "care transfer hub",
        "the care transfer hub",
        "The hub where hospital, community and council decide together what a patient needs.",
    ),
    (
        "interface",
        "arrangements under way",
        "arrangements with services outside the hospital that are under way",
        "Care has been found and is being arranged: this is where faster handovers between services would show.",
    ),
    (
        "capacity",
        "capacity outside hospital",
        "care outside hospital that is not yet available",
        "No ward can solve it: there is too little care at home, rehabilitation or care home space.",
    ),
)


def reason_codes(family: DelayFamily | None = None) -> tuple[str, ...]:
    """The columns of a family's reasons, or of all, in the list in force since 27 May 2024."""
    return tuple(reason.code for reason in delay_reasons(date(2024, 5, 27)) if family in (None, reason.family))


def delay_measures(publication: str, *, suffix: str, stays: str, caveat: str) -> tuple[Measure, ...]:
    """Who waits, and the share of each family of reasons, from one of the two tables.

    suffix : of the names. stays : whose, in words. caveat : what is special about the table.
    """
    total = Measure(
        name=f"delay_total{suffix}",
        title=f"Patients waiting to leave, {stays}",
        short_title="Waiting to leave",
        meaning=f"Patients who could be discharged and stayed, with a reason recorded, on the average day ({stays}).",
        why="Behind each of them is a service that another could have sped up.",
        caveats=(caveat, SNAPSHOTS, ONE_CODE, NEW_LIST),
        polarity="down",
        unit="count",
        kind="count",
        link="discharge",
        publication=publication,
        numerator=("all_reasons",),
        source=SOURCE,
        over_time="averages",
    )
    shares = tuple(
        Measure(
            name=f"delay_{family}_share{suffix}",
            title=f"Delays: {name}, {stays}",
            short_title=f"Delays: {name}",
            meaning=f"Of the patients waiting to leave with a reason recorded, the share who wait for {whom}.",
            why=why,
            caveats=(
                "A share falls when another grows: read it beside the number waiting.",
                caveat,
                ONE_CODE,
                NEW_LIST,
            ),
            polarity="neither",
            unit="share",
            kind="share",
            link="discharge",
            publication=publication,
            numerator=reason_codes(family),
            denominator=("all_reasons",),
            source=SOURCE,
        )
        for family, name, whom, why in FAMILIES
    )
    return total, *shares


MEASURES = (
    *delay_measures(
        DELAY_REASONS,
        suffix="",
        stays="series until early 2025",
        caveat="The files do not say of how long a stay these patients are; the newer ones say 7 days and more.",
    ),
    *delay_measures(
        DELAY_REASONS_7_DAYS,
        suffix="_7_days",
        stays="stays of 7 days and more",
        caveat="Only patients in hospital for 7 days or more; the series until early 2025 is another.",
    ),
)
