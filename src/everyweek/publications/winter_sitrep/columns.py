"""The columns of the winter situation report under our own names, whatever a winter's layout calls them."""

from dataclasses import dataclass

from everyweek.publications.marks import tidy

PUBLICATION = "winter_sitrep"
TITLE = "Urgent and emergency care daily situation report"

COLUMNS = (
    "ambulance_arrivals",
    "handovers_30_to_60",
    "handovers_over_60",
    "core_beds_open",
    "escalation_beds_open",
    "beds_open",
    "beds_occupied",
    "stays_over_7",
    "stays_over_14",
    "stays_over_21",
    "adult_critical_care_open",
    "adult_critical_care_occupied",
    "paediatric_intensive_care_open",
    "paediatric_intensive_care_occupied",
    "neonatal_intensive_care_open",
    "neonatal_intensive_care_occupied",
    "beds_closed_norovirus",
    "beds_closed_norovirus_empty",
    "ae_closures",
    "ae_diverts",
)
"""What is kept of every trust and day; what a winter did not collect is "not collected"."""

OCCUPANCY = {
    "beds_rate": ("beds_open", "beds_occupied"),
    "adult_critical_care_rate": ("adult_critical_care_open", "adult_critical_care_occupied"),
    "paediatric_intensive_care_rate": ("paediatric_intensive_care_open", "paediatric_intensive_care_occupied"),
    "neonatal_intensive_care_rate": ("neonatal_intensive_care_open", "neonatal_intensive_care_occupied"),
}
"""The rates that are printed beside the beds, and the beds open and occupied that each is made of. They are not kept:
they are held against the beds."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What one sheet of the workbook is about.

    headers : our column by the header as published, in lower case and with "open" for the older "avail".
    single  : our column, for a sheet whose headers are days because it has one column a day.
    """

    headers: dict[str, str]
    single: str = ""


TOPICS = {
    "a&e closures": Topic({}, single="ae_closures"),
    "a&e diverts": Topic({}, single="ae_diverts"),
    "g&a beds": Topic(
        {
            "core beds open": "core_beds_open",
            "escalation beds open": "escalation_beds_open",
            "total beds open": "beds_open",
            "total beds occ'd": "beds_occupied",
            "occupancy rate": "beds_rate",
        }
    ),
    "beds occ by long stay patients": Topic(
        {"> 7 days": "stays_over_7", "> 14 days": "stays_over_14", "> 21 days": "stays_over_21"}
    ),
    "d&v, norovirus": Topic(
        {
            "beds closed": "beds_closed_norovirus",
            "beds closed norovirus": "beds_closed_norovirus",
            "beds closed unocc": "beds_closed_norovirus_empty",
        }
    ),
    "adult critical care": Topic(
        {
            "cc adult open": "adult_critical_care_open",
            "cc adult occ": "adult_critical_care_occupied",
            "occupancy rate": "adult_critical_care_rate",
        }
    ),
    "paediatric intensive care": Topic(
        {
            "paed int care open": "paediatric_intensive_care_open",
            "paed int care occ": "paediatric_intensive_care_occupied",
            "occupancy rate": "paediatric_intensive_care_rate",
        }
    ),
    "neonatal intensive care": Topic(
        {
            "neo int care open": "neonatal_intensive_care_open",
            "neo int care occ": "neonatal_intensive_care_occupied",
            "occupancy rate": "neonatal_intensive_care_rate",
        }
    ),
    "ambulance arrivals and delays": Topic(
        {
            "arriving by ambulance": "ambulance_arrivals",
            "delay 30-60 mins": "handovers_30_to_60",
            "delay >60 mins": "handovers_over_60",
        }
    ),
}
"""By the sheet's name in lower case; the order of the sheets changes."""

UNUSED_SHEETS = ("trusts with pressures", "a&e attendances")
"""Known and left out, in 2016-17 only: pressures come by ranges of days ("02-04 Dec 16"), and attendances come monthly
for all providers."""

TIDY_HEADERS = {
    "g&a beds open": "beds_open",
    "g&a beds occ'd": "beds_occupied",
    "occupancy rate": "beds_rate",
    "cc adult open": "adult_critical_care_open",
    "cc adult occ": "adult_critical_care_occupied",
    "critical care beds occupancy rate": "adult_critical_care_rate",
    "delays30": "handovers_30_to_60",
    "delays60": "handovers_over_60",
    "no. beds closed due to norovirus etc.": "beds_closed_norovirus",
    "no. unoccupied beds closed due to norovirus etc.": "beds_closed_norovirus_empty",
    "no. beds occupied by long-stay patients (> 7 days)": "stays_over_7",
    "no. beds occupied by long-stay patients (> 21 days)": "stays_over_21",
    "closures": "ae_closures",
    "diverts": "ae_diverts",
}
TIDY_LABELS = ("code", "name", "date")
TIDY_UNUSED = (
    "no. beds occupied by flu patients (g&a)",
    "no. beds occupied by flu patients (critical care)",
)
"""Known and left out: 2021-22 only, and no measure is made of them."""

WORDS = {
    "handovers_30_to_60": "handovers of 30 to 60 minutes",
    "handovers_over_60": "handovers over 60 minutes",
    "ambulance_arrivals": "arrivals by ambulance",
    "beds_open": "general and acute beds open",
    "beds_occupied": "general and acute beds occupied",
    "stays_over_7": "beds of patients who stayed over 7 days",
    "stays_over_14": "beds of patients who stayed over 14 days",
    "stays_over_21": "beds of patients who stayed over 21 days",
    "adult_critical_care_open": "adult critical care beds open",
    "adult_critical_care_occupied": "adult critical care beds occupied",
    "paediatric_intensive_care_open": "paediatric intensive care beds open",
    "paediatric_intensive_care_occupied": "paediatric intensive care beds occupied",
    "neonatal_intensive_care_open": "neonatal intensive care cots open",
    "neonatal_intensive_care_occupied": "neonatal intensive care cots occupied",
    "beds_closed_norovirus": "beds closed by norovirus",
    "beds_closed_norovirus_empty": "empty beds closed by norovirus",
    "ae_closures": "A&E closures",
    "ae_diverts": "A&E diverts",
}


def words_for(column: str) -> str:
    """A column in a reader's words.

    >>> words_for("core_beds_open"), words_for("ae_diverts")
    ('core beds open', 'A&E diverts')
    """
    return WORDS.get(column, column.replace("_", " "))


def topic_of_sheet(name: str) -> Topic | None:
    """What a sheet is about, told from its name in any case and with blanks at its end; None for any other sheet.

    >>> topic_of_sheet("A&E Closures ").single, topic_of_sheet("Macro1")
    ('ae_closures', None)
    """
    return TOPICS.get(tidy(name).lower())


def column_of_header(topic: Topic, header: object) -> str | None:
    """Our column for a header of a sheet, or None when the sheet has no such column.

    >>> column_of_header(TOPICS["adult critical care"], "CC Adult avail")
    'adult_critical_care_open'
    """
    words = tidy(header).lower().replace("’", "'")
    if words.endswith(" avail"):
        words = words.removesuffix(" avail") + " open"
    return topic.headers.get(words)
