"""Whether regions and England are the sum of their ambulance services, and in which months services are missing."""

from collections.abc import Sequence
from datetime import date

from everyweek.publications.ambulance.indicator_table import ENGLAND, Entry, Indicators, first_difference
from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication, Remark

A_YEAR = 366
"""Days."""

Incomplete = frozenset[date]
"""The months that lack services."""


def check_sums(
    entries: Sequence[Entry], *, indicators: Indicators, document: Document
) -> tuple[Incomplete, tuple[Remark, ...]]:
    """Hold regions and England against the sum of their services; the months in which services are missing.

    Raises FaultyPublication when the sums of a month are wrong though every service is there that is due.
    """
    by_month: dict[date, list[Entry]] = {}
    for entry in entries:
        if not entry.is_group:
            by_month.setdefault(entry.line.period_start, []).append(entry)
    incomplete: set[date] = set()
    remarks: list[Remark] = []
    for group in (entry for entry in entries if entry.is_group):
        month = group.line.period_start
        present = by_month.get(month, [])
        members = [entry for entry in present if group.line.code in (ENGLAND, entry.region)]
        difference = first_difference(group, members=members, summed=indicators.summed)
        if difference is None or month in incomplete:
            continue
        due = services_due(month, by_month=by_month)
        absent = sorted(due - {entry.line.code for entry in present})
        if not absent:
            raise does_not_add_up(group, difference=difference, members=len(members), document=document)
        incomplete.add(month)
        remarks.append(lacks(group, absent=absent, of=len(due), difference=difference, document=document))
    return frozenset(incomplete), tuple(remarks)


def services_due(month: date, *, by_month: dict[date, list[Entry]]) -> set[str]:
    """The services that have figures within a year of a month: one that merged into another years ago is not due."""
    return {
        entry.line.code for other, there in by_month.items() if abs((other - month).days) <= A_YEAR for entry in there
    }


def does_not_add_up(
    group: Entry, *, difference: tuple[str, float, float], members: int, document: Document
) -> FaultyPublication:
    """The refusal of a file whose group is not the sum of its services, all of which are there."""
    column, printed, summed = difference
    return FaultyPublication(
        f"The services do not add up to {group.line.name} in {group.line.period_start:%B %Y}.",
        place=document.place.at(row=group.row, column=column),
        found=f"{printed:,.0f}",
        expected=f"{summed:,.0f}, the sum of {members} services",
    )


def lacks(
    group: Entry, *, absent: list[str], of: int, difference: tuple[str, float, float], document: Document
) -> Remark:
    """What a reader should know of a month that lacks services."""
    column, printed, summed = difference
    return Remark(
        message=f"{group.line.period_start:%B %Y} lacks {len(absent)} of {of} services ({', '.join(absent)}), so no "
        "figure for a region or England is made of the rest.",
        place=document.place.at(row=group.row, column=column),
        found=f"{printed:,.0f} printed for {group.line.name}",
        expected=f"{summed:,.0f}, the sum of the services that are there",
        rule="services add up to their region and to England",
        action="no figure for a region or England is made of this month",
    )
