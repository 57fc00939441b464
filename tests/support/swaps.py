"""Two columns whose swap no reader can tell, because nothing in the file does: each with the reason.

Columns are named by the last words of their headers, those of the A&E CSV by our own names. What is not listed is told.
"""

from collections.abc import Mapping
from datetime import date

from everyweek.publications.emergency_department.columns import column_of_csv_header

CROSS = "their sizes cross in the published months, and nothing printed beside them is made of one of them alone"
BOOKED = "booked appointments are small, and as large as many another column in one month or another"
PARTS = "both are parts of one printed sum, and in some months the one is larger, in others the other"

Pairs = Mapping[tuple[str, tuple[str, ...]], str]
"""A column, those that cannot be told from it, and why."""

ACUTE_CSV: Pairs = {  # by our names, since the headers were spelt in several ways
    ("attendances_type2", ("waits_4_to_12_hours",)): CROSS,
    ("over_four_hours_type1", ("admissions_via_type1",)): CROSS,
    ("over_four_hours_type2", ("admissions_via_type2", "booked_attendances_type2")): CROSS,
    ("waits_4_to_12_hours", ("other_emergency_admissions", "booked_attendances_type1")): CROSS,
    ("waits_4_to_12_hours", ("waits_over_12_hours",)): "the longer waits are growing and were 63 % of the shorter; "
    "more of them are remarked on, not refused",
    ("waits_over_12_hours", ("admissions_via_other", "booked_attendances_type2")): CROSS,
    ("booked_attendances_type2", ("admissions_via_type2", "booked_over_four_hours_other")): BOOKED,
}
HANDOVERS = (
    "both are waits after arrival and the longer were more on one real day; so on most days they are remarked on"
)
ACROSS_DAYS = "two days' figures of one kind differ by no more than days do; England's row is swapped with them"
SMALL = (
    "their sizes cross in England; a swap shows as a jump of many trusts when the file is checked against the others"
)

FLU = "patients with flu, who are not read, were collected in one winter of few; nothing else in the file counts them"
FEW = "few patients; in the published file single services' rows tell, in a small one nothing does"
QUIET_DAYS = "told in every published winter by days with few long handovers, of which a small file has none"
SUCCESSION = (
    "a list is all that says who followed whom; what contradicts the built-in facts is remarked on and not followed"
)

UNTOLD: dict[str, Pairs] = {
    "Ambulance quality indicators, systems (AmbSYS), CSV": {
        ("A35", ("A38",)): "90th centiles of categories 3 and 4, which cross in a quarter of the rows",
    },
    "Ambulance quality indicators, clinical outcomes (AmbCO), CSV": {
        ("R2r", ("R3s",)): FEW,
        ("R2n", ("R4n",)): FEW,
    },
    "A&E monthly by provider, CSV": ACUTE_CSV,
    "A&E time series for England, workbook": {
        ("via Type 2 A&E", ("via Type 3 and 4 A&E",)): PARTS,
    },
    "Winter daily situation report, time series workbook": {
        ("Delay 30-60 mins", ("Delay >60 mins",)): HANDOVERS,
    },
    "Winter daily situation report, a row a trust and day, CSV": {
        ("Delays30", ("Delays60",)): HANDOVERS,
        ("Delays30", ("No. beds closed due to norovirus etc.",)): SMALL,
        ("No. unoccupied beds closed due to norovirus etc.", ("Closures", "Diverts")): QUIET_DAYS,
        ("Closures", ("Diverts",)): SMALL,
        ("No. beds occupied by flu patients (G&A)", ("Delays30", "Delays60")): FLU,
    },
    "list of successors, CSV": {
        ("trust_code_old", ("trust_code_new",)): SUCCESSION,
        ("old_code", ("new_code",)): SUCCESSION,
    },
}


DAYS_ACROSS = {
    "Winter daily situation report, time series workbook": (
        "Core Beds Open",
        "Escalation Beds Open",
        "> 7 days",
        "> 14 days",
        "> 21 days",
        "Beds closed",
        "Beds closed norovirus",
        "Beds closed unocc",
        "Arriving by ambulance",
        "Delay 30-60 mins",
        "Delay >60 mins",
    )
}
"""Forms with a column for each day, and those of its headers beside which no rate tells the days apart."""


def why_untold(words: str, one: object, other: object) -> str:
    """Why the swap of two columns of a form cannot be told; empty where it can."""
    first, second = (column_of_csv_header(str(header)) or str(header) for header in (one, other))
    if words in DAYS_ACROSS and (isinstance(one, date | float) or (first == second and first in DAYS_ACROSS[words])):
        return ACROSS_DAYS
    for (column, others), reason in UNTOLD.get(words, {}).items():
        for left, right in ((first, second), (second, first)):
            if is_called(left, column) and any(is_called(right, name) for name in others):
                return reason
    return ""


def is_called(header: str, words: str) -> bool:
    """Whether a header ends with some words, each whole."""
    return header == words or header.endswith(f" {words}")
