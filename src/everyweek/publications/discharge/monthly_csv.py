"""The report as a monthly CSV: a row an organisation, period and metric, as published from 2024 on."""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from everyweek.publications.discharge import columns, rules
from everyweek.publications.discharge.long_table import (
    COLUMNS,
    WEEKLY_GROUP,
    Assembled,
    Row,
    assemble,
    month_of_rows,
    of_the_month,
    read_rows,
    with_codes,
)
from everyweek.publications.discharge.sums import check_sums
from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication, Place, Remark
from everyweek.publications.marks import Reading
from everyweek.publications.periods import month_after
from everyweek.publications.release import Figures, Line, Release, figures_of
from everyweek.publications.whole import check_ends_whole
from everyweek.reference import UnknownDelayReason, delay_reason, delay_reasons
from everyweek.tables import MissingBecause

TITLE = "Acute Discharge Situation Report"
DAILY_GROUPS = ("nctr", "discharges", "nctr not discharged")
DESTINATION_GROUP = "discharge destination"
REASON_GROUPS = {"delay reason": columns.DELAY_REASONS, "delay reason los 7+": columns.DELAY_REASONS_7_DAYS}
NOT_READ = ("delay reason los 14+", "delay reason los 7+ costs")
"""Patients of 14 days and more are among those of 7; costs are worked out from the bed days."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures that was read and checked; figures is None when it cannot be used, and the remarks say why."""

    publication: str
    figures: Figures | None
    remarks: tuple[Remark, ...]


def recognise(document: Document) -> bool:
    """Whether the first row is the header of this table."""
    return set(COLUMNS) <= set(document.first_row)


def read(document: Document) -> tuple[Release, ...]:
    """Patients by day, additional bed days by week, destinations and delay reasons by month.

    England and the regions are no data: they are held against the sum of the trusts; boards are left to the warehouse.
    A metric or group that is not known is remarked on and left out, and so are rows of another month.
    Raises FaultyPublication when a row is short or long, a cell is no day, level or number, a metric stands twice, days
    of the month are missing, or the trusts do not come near to England.
    """
    check_ends_whole(document)
    everything = read_rows(document)
    month = month_of_rows(everything, document=document)
    rows, strange = of_the_month(everything, month=month, document=document)
    rows, nameless = with_codes(rows, document=document)
    known, unknown = by_group(rows, place=document.place)
    tables = [
        *daily(known, month=month, document=document),
        *bed_days(known, document=document),
        *destinations(known, document=document),
        *reasons(known, month=month, document=document),
    ]
    unused = tuple(remark for table in tables if table.figures is None for remark in table.remarks)
    tables[0] = replace(tables[0], remarks=(*strange, *nameless, *unknown, *tables[0].remarks, *unused))
    return tuple(release_of(table, figures=table.figures) for table in tables if table.figures is not None)


def release_of(table: Table, *, figures: Figures) -> Release:
    """A table as a release."""
    return Release(
        publication=table.publication,
        title=TITLE,
        form="csv",
        edition=max(figures.starts),
        figures=figures,
        remarks=table.remarks,
    )


def by_group(rows: Iterable[Row], *, place: Place) -> tuple[dict[str, list[Row]], tuple[Remark, ...]]:
    """The rows by metric group, and a remark on the groups that are not read."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    read_ones = (*DAILY_GROUPS, WEEKLY_GROUP, DESTINATION_GROUP, *REASON_GROUPS)
    left_out = {group: len(found) for group, found in groups.items() if group not in read_ones}
    if not left_out:
        return groups, ()
    counted = ", ".join(f"{group or 'without a name'} ({count:,} rows)" for group, count in left_out.items())
    new = [group or "without a name" for group in left_out if group not in NOT_READ]
    remark = Remark(
        message=f"Not read: {counted}.",
        place=place,
        found=f"new: {', '.join(new)}" if new else "",
        rule="every metric group is known" if new else "",
        action="left out",
    )
    return groups, (remark,)


def daily(groups: dict[str, list[Row]], *, month: date, document: Document) -> list[Table]:
    """Patients without criteria to reside, and what became of them, by day. Refuses a month that is not whole."""
    rows = [row for group in DAILY_GROUPS for row in groups.get(group, [])]
    chosen, unknown = with_columns(rows, wanted=columns.DAILY, place=document.place)
    assembled = assemble(chosen, every="day", document=document)
    check_whole(assembled.trusts, month=month, document=document)
    remarks = check_sums(assembled.trusts, printed=assembled.printed(columns.DAILY))
    figures = figures_of(assembled.trusts, columns=columns.DAILY)
    remarks += rules.check_who_stayed(figures, place=document.place)
    figures, blank = rules.without_blank_returns(figures, place=document.place, what="patients")
    return [
        Table(columns.CRITERIA_DAILY, rules.only(figures, columns.CRITERIA), (*unknown, *remarks, *blank)),
        Table(columns.PATIENTS_DAILY, rules.only(figures, columns.PATIENTS), ()),
    ]


def with_columns(
    rows: Iterable[Row], *, wanted: Sequence[str], place: Place
) -> tuple[list[tuple[Row, str]], tuple[Remark, ...]]:
    """The rows whose metric is one of the wanted columns, with it, and a remark on each other metric."""
    chosen: list[tuple[Row, str]] = []
    unknown: dict[str, list[Row]] = {}
    known = {metric: columns.column_of(metric) for metric in {row.metric for row in rows}}
    for row in rows:
        column = known[row.metric]
        if column in wanted:
            chosen.append((row, str(column)))
        else:
            unknown.setdefault(row.metric, []).append(row)
    return chosen, tuple(
        Remark(
            message=f"The metric '{metric}' ({found[0].group}) is not known: {len(found):,} rows.",
            place=place.at(row=found[0].number),
            rule="every metric is known",
            action="left out",
        )
        for metric, found in unknown.items()
    )


def check_whole(trusts: Iterable[Line], *, month: date, document: Document) -> None:
    """Refuse a file that lacks days of its month: it was cut off, or is another's extract."""
    days = {line.period_start for line in trusts if "no_criteria_to_reside" in line.cells}
    whole = {month + timedelta(days=number) for number in range((month_after(month) - month).days)}
    if days != whole:
        first = min(whole - days)
        raise FaultyPublication(
            f"The file does not hold the whole of {month:%B %Y}: {len(whole - days)} days have no patients without "
            f"criteria to reside, the first of them {rules.in_words(first)}. Download it again.",
            place=document.place,
            found=f"{len(days)} days",
            expected=f"{len(whole)} days",
        )


def bed_days(groups: dict[str, list[Row]], *, document: Document) -> list[Table]:
    """Additional bed days, by week from the day printed, a Monday; no table when the file has none."""
    chosen, unknown = with_columns(groups.get(WEEKLY_GROUP, []), wanted=columns.BED_DAYS, place=document.place)
    assembled = assemble(chosen, every="week", document=document)
    if not assembled.trusts:
        return [Table(columns.BED_DAYS_WEEKLY, None, unknown)]
    remarks = check_sums(assembled.trusts, printed=assembled.printed(columns.BED_DAYS))
    figures = figures_of(assembled.trusts, columns=columns.BED_DAYS)
    remarks += rules.check_lengths_of_stay(figures, place=document.place)
    figures, blank = rules.without_blank_returns(figures, place=document.place, what="additional bed days")
    return [Table(columns.BED_DAYS_WEEKLY, figures, (*unknown, *remarks, *blank))]


def destinations(groups: dict[str, list[Row]], *, document: Document) -> list[Table]:
    """Patients discharged in the month by pathway, of which each is several destinations; none when the file has none.

    "Daily metric", says the file, yet there is one row an organisation and destination, and England's 230,013 of
    pathway 0 in August 2026 are 7,420 a day: the month's discharges.
    """
    chosen, unknown = with_columns(groups.get(DESTINATION_GROUP, []), wanted=columns.PATHWAYS, place=document.place)
    pathways = {row.metric: pathway for row, pathway in chosen}
    if set(pathways.values()) != set(columns.PATHWAYS):
        return [Table(columns.DESTINATIONS, None, unknown)]
    assembled = assemble([(row, row.metric) for row, _ in chosen], every="month", document=document)
    remarks = unknown + lacking(assembled, metrics=pathways, what="discharge destinations")
    assembled = assembled.changed(lambda line: replace(line, cells=by_pathway(line, pathways=pathways)))
    remarks += check_sums(assembled.trusts, printed=assembled.printed(columns.PATHWAYS), may_refuse=False)
    figures = figures_of(assembled.trusts, columns=columns.PATHWAYS)
    figures, blank = rules.without_blank_returns(figures, place=document.place, what="destinations")
    return [Table(columns.DESTINATIONS, figures, remarks + blank)]


def lacking(assembled: Assembled, *, metrics: Collection[str], what: str) -> tuple[Remark, ...]:
    """A remark on trusts without a row for one of the destinations or reasons."""
    codes = sorted(line.code for line in assembled.trusts if len(line.cells) < len(metrics))
    if not codes:
        return ()
    return (
        Remark(
            message=f"{', '.join(codes)} lack a row for some of the {len(metrics)} {what}.",
            place=assembled.place,
            rule=f"every trust has all {what}",
            action="what such a row belongs to has no figure for them",
        ),
    )


def by_pathway(line: Line, *, pathways: dict[str, str]) -> dict[str, Reading]:
    """A line's destinations added up to pathways; a pathway that lacks one of its destinations is missing."""
    absent = (math.nan, MissingBecause.NOT_SUBMITTED)
    found: dict[str, Reading] = {}
    for pathway in columns.PATHWAYS:
        parts = [line.cells.get(metric, absent) for metric, its in pathways.items() if its == pathway]
        missing = next((reason for _, reason in parts if reason is not None), None)
        found[pathway] = (math.nan, missing) if missing else (math.fsum(number for number, _ in parts), None)
    return found


def reasons(groups: dict[str, list[Row]], *, month: date, document: Document) -> list[Table]:
    """Patients waiting for each reason, the mean of the month's weekly counts; a table for each length of stay."""
    return [
        reason_table(groups[group], publication=publication, month=month, document=document)
        for group, publication in REASON_GROUPS.items()
        if group in groups
    ]


def reason_table(rows: Sequence[Row], *, publication: str, month: date, document: Document) -> Table:
    """The table of one length of stay; without figures where a label is unknown, since all shares would be wrong."""
    try:
        codes = {metric: delay_reason(metric, on=month).code for metric in {row.metric for row in rows}}
    except UnknownDelayReason as error:
        remark = Remark(
            message=f"A delay reason is not known: {error}",
            place=document.place.at(row=rows[0].number),
            rule="every delay reason is on the list of its month",
            action=f"none of the {len(rows):,} rows ({rows[0].group}) is used",
        )
        return Table(publication, None, (remark,))
    wanted = columns.reason_columns(delay_reasons(month))
    assembled = assemble([(row, codes[row.metric]) for row in rows], every="month", document=document)
    incomplete = lacking(assembled, metrics=wanted[:-1], what="delay reasons")
    assembled = assembled.changed(lambda line: rules.with_all_reasons(with_every(line, wanted[:-1])))
    remarks = incomplete + check_sums(
        assembled.trusts, printed=assembled.printed([columns.ALL_REASONS]), may_refuse=False
    )
    figures = figures_of(assembled.trusts, columns=wanted)
    figures, blank = rules.without_blank_returns(figures, place=document.place, what="delay reasons")
    return Table(publication, figures, (*remarks, *blank))


def with_every(line: Line, wanted: Iterable[str]) -> Line:
    """The line with a cell for each column; one that the file does not have was not submitted."""
    absent = (math.nan, MissingBecause.NOT_SUBMITTED)
    return replace(line, cells={column: line.cells.get(column, absent) for column in wanted})
