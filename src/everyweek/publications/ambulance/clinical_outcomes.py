"""The ambulance quality indicators, clinical outcomes (AmbCO): cardiac arrest, stroke and heart attack by month.

The file names its columns by code alone. What holds of every row of it shows how they belong together: R1r is never
above R1n nor R2n above R1n, and the means K1m and M3m of a region and of England are the means of its services weighted
by K1n and by M3n (to the seventh decimal; by M1n they are not). What a code is about is not in the file; see SOURCE in
the measures. Codes whose meaning or completeness is in doubt are not kept.
"""

import math
import re
from collections.abc import Sequence

from everyweek.publications.ambulance.group_sums import check_sums
from everyweek.publications.ambulance.indicator_table import (
    LABELS,
    Cells,
    Entry,
    Indicators,
    columns_of,
    read_entries,
)
from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication, Remark
from everyweek.publications.far_apart import check_far_apart
from everyweek.publications.marks import Reading
from everyweek.publications.release import Release, figures_of

PUBLICATION = "ambulance_clinical_outcomes"
TITLE = "Ambulance Quality Indicators: Clinical Outcomes"
ADDITIVE = ("R1r", "R1n", "R2r", "R2n", "R3s", "R3n", "R4s", "R4n", "K1n", "M1n", "M3n")
MEAN_MINUTES = {
    "K1m": ("K1n", "stroke_call_to_hospital_seconds"),
    "M3m": ("M3n", "heart_attack_call_to_catheter_seconds"),
}
NEVER_ABOVE = (
    ("R1r", "R1n"),
    ("R2r", "R2n"),
    ("R3s", "R3n"),
    ("R4s", "R4n"),
    ("R2n", "R1n"),
    ("R4n", "R3n"),
    ("M3n", "M1n"),
)
"""Pairs of which the first is part of the second, in every row of 2011-04 to 2020-09 that has both."""
SELDOM_ABOVE = (("R2r", "R1r"), ("R4s", "R3s"))
"""Pairs of which the first should be part of the second: it is in all but three rows, of a small service."""
FAR_APART = (
    ("R2n", "R1r"),
    ("R4n", "R1r"),
    ("R3s", "R1r"),
    ("R1r", "R3n"),
    ("R4n", "R3n"),
    ("R2n", "R3n"),
    ("M1n", "R1n"),
    ("M3n", "R3n"),
    ("R4s", "R2r"),
    ("R2r", "R4n"),
    ("R2r", "R1r"),
    ("R4s", "R3s"),
    ("R4s", "R2n"),
    ("R4n", "M3n"),
    ("R2n", "M3n"),
    ("R3s", "M3n"),
    ("M1n", "K1n"),
    ("R1r", "K1n"),
    ("K1m", "M3m"),
)
"""In each of 114 months, all services together, the first is at most 0.69 of the second; K1m and M3m are minutes."""
SERVICES = 8
"""Rows from which a file is taken to be of all England; it has 11 services or more."""
SECONDS_A_MINUTE = 60


def with_total_seconds(cells: Cells) -> Cells:
    """A row with its mean times turned into total times, which add up.

    cells : means in minutes and the counts they are of. Of nobody, the total is 0 although there is no mean.
    """
    totals = {total: total_seconds(cells[mean], count=cells[count]) for mean, (count, total) in MEAN_MINUTES.items()}
    return {**cells, **totals}


def total_seconds(mean_minutes: Reading, *, count: Reading) -> Reading:
    """Total seconds of `count` patients whose mean is `mean_minutes`; missing where one of the two is missing."""
    if count == (0.0, None):
        return count
    why = count[1] or mean_minutes[1]
    return (math.nan, why) if why is not None else (mean_minutes[0] * SECONDS_A_MINUTE * count[0], None)


INDICATORS = Indicators(
    # SQU03_5_1_1 and the like are the codes of before 2018.
    pattern=re.compile(r"[KMPR]\d{1,3}[a-z]?|SQU03(_\d+)+"),
    example="R1r, R1n … or SQU03_5_1_1",
    additive=ADDITIVE,
    others=tuple(MEAN_MINUTES),
    first_year=2011,
    derive=with_total_seconds,
    derived=tuple(total for _, total in MEAN_MINUTES.values()),
)


def recognise(document: Document) -> bool:
    """Whether the first row is a header of this publication."""
    header = document.first_row
    return header[:5] == LABELS and {"R1r", "R1n", "R3s"} <= set(header)


def read(document: Document) -> Release:
    """Every month in the file: services to be added up, regions and England held against their sum.

    Raises FaultyPublication when a column is missing or doubled, a cell is no number, a month or row stands twice, a
    part is above its whole, two columns seem to have changed places, or the services do not add up: a month that lacks
    some of them is a file that breaks off.
    """
    entries = read_entries(document, indicators=INDICATORS)
    check_parts(entries, document=document)
    services = columns_of([entry for entry in entries if not entry.is_group])
    check_far_apart(services, pairs=FAR_APART, place=lambda _: document.place.at(row=1), fewest=SERVICES)
    check_complete(check_sums(entries, indicators=INDICATORS, document=document)[1])
    return Release(
        publication=PUBLICATION,
        title=TITLE,
        form="csv",
        edition=max(entry.line.period_start for entry in entries),
        figures=figures_of([one.line for one in entries if not one.is_group], columns=INDICATORS.kept),
        group_figures=figures_of([one.line for one in entries if one.is_group], columns=INDICATORS.kept),
        remarks=doubtful_parts(entries, document=document),
    )


def check_complete(lacking: Sequence[Remark]) -> None:
    """Refuse a file with a month that lacks services. In the published one all are there, unlike in AmbSYS."""
    if lacking:
        raise FaultyPublication(
            "The services that are there do not add up: the file breaks off, or is an extract.",
            place=lacking[0].place,
            found=lacking[0].found,
            expected=lacking[0].expected,
        )


def check_parts(entries: Sequence[Entry], *, document: Document) -> None:
    """Refuse a row that counts more patients with an outcome than patients, or a mean of patients nobody counted."""
    for mean, (count, _) in MEAN_MINUTES.items():
        for entry in entries:
            if entry.line.cells[mean][1] is None and entry.line.cells[count][1] is not None:
                raise FaultyPublication(
                    f"{mean} is a mean, and {count}, the patients it is of, is missing.",
                    place=document.place.at(row=entry.row, column=count),
                    found=f"{entry.line.cells[mean][0]:g} minutes",
                    expected=f"a number in {count}",
                )
    for part, whole in NEVER_ABOVE:
        for entry in entries:
            if entry.line.cells[part][0] > entry.line.cells[whole][0]:
                raise FaultyPublication(
                    f"{part} is above {whole}, of which it is a part.",
                    place=document.place.at(row=entry.row, column=part),
                    found=f"{entry.line.cells[part][0]:,.0f}",
                    expected=f"at most {entry.line.cells[whole][0]:,.0f}",
                )


def doubtful_parts(entries: Sequence[Entry], *, document: Document) -> tuple[Remark, ...]:
    """A remark on each pair in which a service counts more in the smaller group of patients than among all."""
    remarks = []
    for part, whole in SELDOM_ABOVE:
        above = [entry for entry in entries if entry.line.cells[part][0] > entry.line.cells[whole][0]]
        if above:
            first = above[0]
            remarks.append(
                Remark(
                    message=f"{part} is above {whole} in {len(above)} of {len(entries)} rows, first that of "
                    f"{first.line.code} in {first.line.period_start:%B %Y}.",
                    place=document.place.at(row=first.row, column=part),
                    found=f"{first.line.cells[part][0]:,.0f}",
                    expected=f"at most {first.line.cells[whole][0]:,.0f}",
                    rule=f"{part} is part of {whole}",
                    action="both are kept as published",
                )
            )
    return tuple(remarks)
