"""The columns of the A&E publication under our own names, whatever a month's layout calls them."""

import re

from everyweek.publications.marks import tidy

DEPARTMENTS = ("type1", "type2", "other")
ATTENDANCES = tuple(f"attendances_{department}" for department in DEPARTMENTS)
OVER_FOUR_HOURS = tuple(f"over_four_hours_{department}" for department in DEPARTMENTS)
WITHIN_FOUR_HOURS = tuple(f"within_four_hours_{department}" for department in DEPARTMENTS)
ADMISSIONS_VIA = tuple(f"admissions_via_{department}" for department in DEPARTMENTS)
BOOKED_ATTENDANCES = tuple(f"booked_{column}" for column in ATTENDANCES)
BOOKED_OVER_FOUR_HOURS = tuple(f"booked_{column}" for column in OVER_FOUR_HOURS)
WAITS = ("waits_4_to_12_hours", "waits_over_12_hours")

PRINTED = (*ATTENDANCES, *OVER_FOUR_HOURS, *WAITS, *ADMISSIONS_VIA, "other_emergency_admissions")
"""What every line has; attendances and waits over four hours include booked appointments."""
TIMED_ATTENDANCES = tuple(f"timed_{column}" for column in ATTENDANCES)
"""Attendances of those that report the four-hour standard; the others are the trusts of the field test."""
COLUMNS = (*PRINTED, *TIMED_ATTENDANCES)
"""What is kept of every line."""

CSV_HEADERS = {
    "period": "period",
    "org code": "code",
    "parent org": "parent",
    "org name": "name",
    "attendances type 1": "attendances_type1",
    "attendances type 2": "attendances_type2",
    "attendances other": "attendances_other",
    "attendances booked appointments type 1": "booked_attendances_type1",
    "attendances booked appointments type 2": "booked_attendances_type2",
    "attendances booked appointments other": "booked_attendances_other",
    "attendances over 4hrs type 1": "over_four_hours_type1",
    "attendances over 4hrs type 2": "over_four_hours_type2",
    "attendances over 4hrs other": "over_four_hours_other",
    "attendances over 4hrs booked appointments type 1": "booked_over_four_hours_type1",
    "attendances over 4hrs booked appointments type 2": "booked_over_four_hours_type2",
    "attendances over 4hrs booked appointments other": "booked_over_four_hours_other",
    "patients who have waited 4-12 hs from dta to admission": "waits_4_to_12_hours",
    "patients who have waited 12+ hrs from dta to admission": "waits_over_12_hours",
    "emergency admissions via type 1": "admissions_via_type1",
    "emergency admissions via type 2": "admissions_via_type2",
    "emergency admissions via other": "admissions_via_other",
    "other emergency admissions": "other_emergency_admissions",
}
BOOKED = frozenset((*BOOKED_ATTENDANCES, *BOOKED_OVER_FOUR_HOURS))
REQUIRED_IN_CSV = tuple(column for column in CSV_HEADERS.values() if column not in BOOKED)

WORKBOOK_ATTENDANCE_GROUP = re.compile(r"a&e attendances( [<>].*| (less|greater) than 4 hours.*)?")
WORKBOOK_HEADERS = {
    "code": "code",
    "region": "parent",
    "name": "name",
    "emergency admissions via type 1 a&e": "admissions_via_type1",
    "emergency admissions via type 2 a&e": "admissions_via_type2",
    "emergency admissions via type 3 and 4 a&e": "admissions_via_other",
    "total emergency admissions via a&e": "total_admissions_via",
    "other emergency admissions (i.e not via a&e)": "other_emergency_admissions",
    "total emergency admissions": "total_emergency_admissions",
    "number of patients spending >4 hours from decision to admit to admission": "waits_over_4_hours",
    "number of patients spending >12 hours from decision to admit to admission": "waits_over_12_hours",
}


def column_of_csv_header(header: str) -> str | None:
    """Our name for a header of the CSV, in any of its spellings, or None when we know none.

    >>> column_of_csv_header("Number of attendances over 4hrs Other A&E Department")
    'over_four_hours_other'
    """
    words = tidy(header).lower().replace("number of ", "").replace("a&e - ", "").replace("a&e ", "")
    return CSV_HEADERS.get(words.removesuffix(" department"))


def column_of_workbook_header(*, group: str, header: str) -> str | None:
    """Our name for a header of the workbook under its group heading, or None when we know none.

    >>> column_of_workbook_header(group="A&E attendances", header="Total attendances")
    'total_attendances'
    """
    group, header = tidy(group).lower(), tidy(header).lower()
    if header in WORKBOOK_HEADERS:
        return WORKBOOK_HEADERS[header]
    if not WORKBOOK_ATTENDANCE_GROUP.fullmatch(group):
        return None
    prefix = "attendances"
    if "less than" in group or "<" in group:
        prefix = "within_four_hours"
    elif "greater than" in group or ">" in group:
        prefix = "over_four_hours"
    for words, department in (("type 1 ", "type1"), ("type 2 ", "type2"), ("type 3 ", "other")):
        if header.startswith(words):
            return f"{prefix}_{department}"
    return f"total_{prefix}" if header.startswith("total attendances") else None
