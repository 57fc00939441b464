"""The report's tables of figures and their columns under our own names, whatever a file calls them."""

import re

from everyweek.publications.marks import tidy
from everyweek.reference import DelayReason

CRITERIA_DAILY = "discharge_criteria_daily"
PATIENTS_DAILY = "discharge_patients_daily"
BED_DAYS_WEEKLY = "discharge_bed_days_weekly"
DELAY_REASONS = "discharge_delay_reasons_monthly"
DELAY_REASONS_7_DAYS = "discharge_delay_reasons_7_days"
DESTINATIONS = "discharge_destinations"

CRITERIA = ("no_criteria_to_reside",)
PATIENTS = ("discharged_by_1700", "discharged_after_1700", "discharged", "not_discharged")
DAILY = (*CRITERIA, *PATIENTS)
BED_DAYS = ("additional_bed_days_7", "additional_bed_days_14", "additional_bed_days_21")
PATHWAYS = ("pathway_0", "pathway_1", "pathway_2", "pathway_3")
ALL_REASONS = "all_reasons"
"""The sum of the delay reasons, which no file prints."""

LABELS = (
    (re.compile(r"number of patients who no longer meet the criteria to reside"), "no_criteria_to_reside"),
    (re.compile(r"number of patients remaining in hospital who no longer meet.*"), "not_discharged"),
    # In the workbook of April 2022 the times were dragged along with the cell: "by 17:01", "between 17:01 and 23:60" …
    (re.compile(r"number of patients discharged by \d\d:\d\d"), "discharged_by_1700"),
    (re.compile(r"number of patients discharged between \d\d:\d\d and \d\d:\d\d"), "discharged_after_1700"),
    (re.compile(r"number of patients discharged"), "discharged"),
    (re.compile(r"number of additional bed days,.* 7(\+ days| days or over)"), "additional_bed_days_7"),
    (re.compile(r"number of additional bed days,.* 14(\+ days| days or over)"), "additional_bed_days_14"),
    (re.compile(r"number of additional bed days,.* 21(\+ days| days or over)"), "additional_bed_days_21"),
    (re.compile(r"pathway 0\b.*"), "pathway_0"),
    (re.compile(r"pathway 1\b.*"), "pathway_1"),
    (re.compile(r"pathway 2\b.*"), "pathway_2"),
    (re.compile(r"pathway 3\b.*"), "pathway_3"),
)


def column_of(label: object) -> str | None:
    """Our name for what a header of the workbook or a metric of the CSV counts, or None when we know none.

    >>> column_of("Number of patients discharged between 17:01 and 23:60")
    'discharged_after_1700'
    >>> column_of("Daily Average - Number of patients remaining in hospital who no longer meet the criteria to reside")
    """
    words = tidy(label).lower()
    return next((column for pattern, column in LABELS if pattern.fullmatch(words)), None)


def reason_columns(reasons: tuple[DelayReason, ...]) -> tuple[str, ...]:
    """The columns of a table of delay reasons: one a reason, and their sum."""
    return (*(reason.code for reason in reasons), ALL_REASONS)
