"""The report as a monthly workbook: Table 1 (who did not submit), Table 2 (days) and Table 3 (additional bed days)."""

import math
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np

from everyweek.publications.discharge import columns, rules
from everyweek.publications.discharge.sheet import Sheet, find_header, open_sheet, read_groups, read_trusts
from everyweek.publications.discharge.sums import check_sums
from everyweek.publications.document import Document
from everyweek.publications.errors import Place, Remark
from everyweek.publications.marks import Reading, tidy
from everyweek.publications.periods import day_of
from everyweek.publications.release import Figures, Release, figures_of
from everyweek.tables import MissingBecause

TITLE = "Acute Discharge Situation Report"
DAYS, WEEKS = "no_criteria_to_reside", "additional_bed_days_7"
"""A column that tells the sheet of days, and one that tells the sheet of weeks."""


def recognise(document: Document) -> bool:
    """Whether a sheet has the daily table of acute trusts; community hospitals have a report of their own."""
    return document.is_workbook and has_table(document, column=DAYS) and not is_community(document)


def has_table(document: Document, *, column: str) -> bool:
    """Whether one of the sheets has a column."""
    return any(find_header(rows, column=column) is not None for rows in document.sheets.values())


def is_community(document: Document) -> bool:
    """Whether a title says that the report is of community hospitals."""
    tops = [tidy(cell).lower() for rows in document.sheets.values() for row in rows[:3] for cell in row[:6]]
    return any(text.startswith("community") for text in tops)


def read(document: Document) -> tuple[Release, ...]:
    """Patients without criteria to reside and discharged, by day, and additional bed days, by week.

    England and the regions are no data: they are held against the sum of the trusts.
    Raises FaultyPublication when a column or date is unknown, missing or doubled, a cell is no number, an organisation
    stands twice, or the trusts do not come near to England.
    """
    sheet = open_sheet(document, column=DAYS)
    assert sheet is not None, "read() follows recognise()"
    figures, remarks = read_days(sheet)
    published_on, revised_on = read_cover(document)
    criteria = Release(
        publication=columns.CRITERIA_DAILY,
        title=TITLE,
        form="workbook",
        edition=sheet.periods[-1][0],
        figures=rules.only(figures, columns.CRITERIA),
        published_on=published_on,
        revised_on=revised_on,
        is_revised=revised_on is not None,
        remarks=(*remarks, *check_not_submitted(document, figures=figures), *unread(document)),
    )
    patients = replace(
        criteria, publication=columns.PATIENTS_DAILY, figures=rules.only(figures, columns.PATIENTS), remarks=()
    )
    weekly = open_sheet(document, column=WEEKS)
    if weekly is None:
        return criteria, patients
    bed_days, remarks = read_weeks(weekly)
    weeks = replace(criteria, publication=columns.BED_DAYS_WEEKLY, figures=bed_days, remarks=remarks)
    return criteria, patients, replace(weeks, edition=weekly.periods[-1][0])


def read_days(sheet: Sheet) -> tuple[Figures, tuple[Remark, ...]]:
    """The daily table, with what was not submitted marked."""
    lines, remarks = read_trusts(sheet)
    remarks += check_sums(lines, printed=read_groups(sheet))
    figures = figures_of([replace(line, cells=with_discharged(line.cells)) for line in lines], columns=columns.DAILY)
    remarks += rules.check_who_stayed(figures, place=sheet.place)
    rules.check_time_of_day(figures, place=sheet.place)
    figures, blank = rules.without_blank_returns(figures, place=sheet.place, what="patients")
    return figures, remarks + blank


def read_weeks(sheet: Sheet) -> tuple[Figures, tuple[Remark, ...]]:
    """The weekly table, with what was not submitted marked."""
    lines, remarks = read_trusts(sheet)
    remarks += check_sums(lines, printed=read_groups(sheet))
    figures = figures_of(lines, columns=columns.BED_DAYS)
    remarks += rules.check_lengths_of_stay(figures, place=sheet.place)
    figures, blank = rules.without_blank_returns(figures, place=sheet.place, what="additional bed days")
    return figures, remarks + blank


def with_discharged(cells: dict[str, Reading]) -> dict[str, Reading]:
    """A day's figures with all discharges: those by 17:00 and after, where the sheet does not print the sum."""
    if "discharged" in cells:
        return cells
    absent = (math.nan, MissingBecause.NOT_COLLECTED)
    by, after = cells.get("discharged_by_1700", absent), cells.get("discharged_after_1700", absent)
    missing = by[1] or after[1]
    return {**cells, "discharged": (math.nan, missing) if missing else (by[0] + after[0], None)}


def read_cover(document: Document) -> tuple[date | None, date | None]:
    """When it was published and revised, as the first sheet says; None when it does not say."""
    said: dict[str, date | None] = {}
    for row in document.sheets[document.sheet_names[0]][:20]:
        for label, cell in pairwise(row):
            if tidy(label) in ("Published:", "Revised:"):
                said[tidy(label)] = day_of(cell)
    return said.get("Published:"), said.get("Revised:")


def check_not_submitted(document: Document, *, figures: Figures) -> tuple[Remark, ...]:
    """Hold our trusts without figures, day by day, against the number that Table 1 says did not submit."""
    place, printed = missing_organisations(document)
    missing = np.isnan(figures.columns["no_criteria_to_reside"])
    ours = Counter(day for day, is_missing in zip(figures.starts, missing, strict=True) if is_missing)
    odd = [day for day in sorted(printed) if printed[day] != ours[day]]
    if not odd:
        return ()
    return (
        Remark(
            message=f"On {len(odd)} of {len(printed)} days another number of trusts has no figures than the table of "
            f"missing organisations says; the first is {rules.in_words(odd[0])}.",
            place=place,
            found=f"{printed[odd[0]]:,.0f} said to be missing",
            expected=f"{ours[odd[0]]}, the trusts without figures",
            rule="trusts without figures = organisations that did not submit",
            action="the figures are kept as they are",
        ),
    )


def missing_organisations(document: Document) -> tuple[Place, dict[date, float]]:
    """Where the table of missing organisations stands, and their number by day; empty when there is no such table."""
    for name, rows in document.sheets.items():
        if is_missing_organisations(rows):
            cells = [(day_of(row[1]), row[2]) for row in rows if len(row) > 2]
            counts = {day: float(count) for day, count in cells if day and isinstance(count, int | float)}
            return Place(document.name, sheet=name), counts
    return document.place, {}


def is_missing_organisations(rows: list[list[object]]) -> bool:
    """Whether a sheet's title is that of the table of organisations that did not submit."""
    return any("did not submit" in tidy(cell).lower() for row in rows[:1] for cell in row)


def unread(document: Document) -> tuple[Remark, ...]:
    """A remark on tables that are in the workbook and are not read."""
    left = [
        name
        for name, rows in document.sheets.items()
        if tidy(name).lower().startswith("table ")
        and not is_missing_organisations(rows)
        and all(find_header(rows, column=column) is None for column in (DAYS, WEEKS))
    ]
    if not left:
        return ()
    return (
        Remark(
            message=f"Not read: {', '.join(left)}. Destinations and delay reasons are read from the CSV only.",
            place=document.place,
            action="left out",
        ),
    )
