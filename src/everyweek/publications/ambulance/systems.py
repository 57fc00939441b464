"""The ambulance quality indicators, systems (AmbSYS): calls, incidents, response times, and what came of them."""

import re
from collections.abc import Sequence

from everyweek.publications.ambulance.group_sums import check_sums
from everyweek.publications.ambulance.indicator_table import LABELS, Entry, Indicators, columns_of, read_entries
from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication, Remark
from everyweek.publications.far_apart import check_far_apart
from everyweek.publications.release import Release, figures_of

PUBLICATION = "ambulance_systems"
TITLE = "Ambulance Quality Indicators: Systems"
MEANS = (("A3", "A2", "A1"), ("A25", "A24", "A8"), ("A31", "A30", "A10"))
"""Printed means in whole seconds, each with the total and the count that it is of."""
INCIDENTS, OUTCOMES = "A7", ("A17", "A53", "A54", "A55")
"""Every incident ends in one of four ways. So it is in every row of a service, but not in England's of two months."""
SEEN = "A56"
"""Incidents with a response face to face: all but those that ended on the telephone (A17), in all 458 rows."""
NEVER_ABOVE = (
    ("A12", "A11"),
    ("A54", "A55"),
    ("A54", "A53"),
    ("A26", "A32"),
    ("A26", "A35"),
    ("A26", "A38"),
    ("A32", "A35"),
    ("A32", "A38"),
)
"""Pairs of which the first is far below the second in each of 458 rows of a service of 2017 to 2024: category 4 below
category 3, taken elsewhere below not taken anywhere and below taken to an emergency department, and the 90th centile of
a more urgent category below that of a less urgent one. (Those of categories 3 and 4, A35 and A38, cross.)"""
FAR_APART = (("A55", "A53"),)
"""Taken nowhere and taken to an emergency department: 0.96 at most in a month, that of April 2020."""
SERVICES = 8
"""Rows from which a file is taken to be of all England; it has 11 services."""
ROUNDED = 0.51
"""Seconds that a printed mean may be off."""
TOO_FAR = 2
"""Seconds off from which columns must have changed places: the worst of 4,308 printed means is 1.4 off."""
INDICATORS = Indicators(
    pattern=re.compile(r"A\d{1,3}"),
    example="A0, A1 …",
    additive=("A7", "A8", "A10", "A11", "A12", "A17", "A24", "A30", "A53", "A54", "A55"),
    # Calls answered and the seconds it took to answer them.
    optional=("A1", "A2"),
    # 90th centiles.
    others=("A26", "A32", "A35", "A38"),
    compared=(*(mean for mean, _, _ in MEANS), SEEN),
    first_year=2017,
)


def recognise(document: Document) -> bool:
    """Whether the first row is a header of this publication."""
    header = document.first_row
    return header[:5] == LABELS and {"A7", "A8", "A10"} <= set(header)


def read(document: Document) -> Release:
    """Every month in the file: services to be added up, regions and England as printed beside them.

    Raises FaultyPublication when a column is missing or doubled, a cell is no number, a month or row stands twice, the
    services do not add up, or a service's incidents are not the sum of their outcomes or its means not what totals
    and counts make. A month that lacks some of the file's services is kept, remarked on, and marked
    incomplete, so that no region's or England's figure is made of the rest.
    """
    entries = read_entries(document, indicators=INDICATORS)
    incomplete, remarks = check_sums(entries, indicators=INDICATORS, document=document)
    services = [entry for entry in entries if not entry.is_group]
    check_outcomes(services, document=document)
    check_never_above(services, document=document)
    check_far_apart(columns_of(services), pairs=FAR_APART, place=lambda _: document.place.at(row=1), fewest=SERVICES)
    return Release(
        publication=PUBLICATION,
        title=TITLE,
        form="csv",
        edition=max(entry.line.period_start for entry in entries),
        figures=figures_of([one.line for one in services], columns=INDICATORS.kept),
        group_figures=figures_of([one.line for one in entries if one.is_group], columns=INDICATORS.kept),
        incomplete=incomplete,
        remarks=(*remarks, *check_means(services, document=document)),
    )


def check_outcomes(services: Sequence[Entry], *, document: Document) -> None:
    """Refuse a row whose incidents are not the sum of the ways in which they ended. A missing cell passes."""
    for entry in services:
        cells = entry.line.cells
        seen = cells[INCIDENTS][0] - cells[OUTCOMES[0]][0]
        if SEEN in cells and abs(seen - cells[SEEN][0]) > ROUNDED:
            raise FaultyPublication(
                f"The incidents are not those that ended on the telephone ({OUTCOMES[0]}) and those with a response "
                f"({SEEN}) together.",
                place=document.place.at(row=entry.row, column=SEEN),
                found=f"{cells[SEEN][0]:,.0f}",
                expected=f"{seen:,.0f}",
            )
        summed = sum(cells[column][0] for column in OUTCOMES)
        if abs(summed - cells[INCIDENTS][0]) > ROUNDED:
            raise FaultyPublication(
                f"The incidents are not the sum of {', '.join(OUTCOMES)}.",
                place=document.place.at(row=entry.row, column=INCIDENTS),
                found=f"{cells[INCIDENTS][0]:,.0f}",
                expected=f"{summed:,.0f}",
            )


def check_never_above(services: Sequence[Entry], *, document: Document) -> None:
    """Refuse a row in which a column is above one that it is always far below: the two have changed places."""
    for entry in services:
        for smaller, larger in NEVER_ABOVE:
            less, more = entry.line.cells[smaller][0], entry.line.cells[larger][0]
            if less > more:
                raise FaultyPublication(
                    f"{smaller} is above {larger}, which is so in no published row. The two columns may have changed "
                    "places.",
                    place=document.place.at(row=entry.row, column=smaller),
                    found=f"{less:,.0f}",
                    expected=f"below {more:,.0f}",
                )


def check_means(services: Sequence[Entry], *, document: Document) -> tuple[Remark, ...]:
    """Refuse a printed mean that is far from its total over its count; remarks on those that are a little off."""
    remarks = []
    for entry in services:
        for mean, total, count in MEANS:
            cells = entry.line.cells
            if mean not in cells or total not in cells or not cells[count][0]:
                continue
            made, printed = cells[total][0] / cells[count][0], cells[mean][0]
            place = document.place.at(row=entry.row, column=mean)
            found, expected = f"{printed:g} seconds", f"{made:.1f} seconds"
            problem = f"The mean is not what {total} and {count} make."
            if abs(made - printed) > TOO_FAR:
                raise FaultyPublication(problem, place=place, found=found, expected=expected)
            if abs(made - printed) > ROUNDED:
                rule, action = f"{mean} is {total} over {count}", f"{total} and {count} are used, not the mean"
                remarks.append(Remark(problem, place, found=found, expected=expected, rule=rule, action=action))
    return tuple(remarks)
