"""Trusts by day as a long table that others made of the monthly workbooks: no criteria to reside, or discharged."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from everyweek.measures.evaluate import REASON_CODES
from everyweek.publications.discharge import columns, rules
from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication, Place, Remark
from everyweek.publications.marks import Reading, tidy
from everyweek.publications.release import Figures, Release
from everyweek.publications.whole import check_ends_whole, check_last_period_is_whole
from everyweek.reference import directory
from everyweek.warehouse.incoming import SheetRows

TITLE = "Acute Discharge Situation Report, trusts by day (reshaped by others)"
CODE, DATE = "nhs_trust22_code", "date"
CRITERIA_HEADERS = {"do_not_meet_criteria_to_reside": "no_criteria_to_reside"}
PATIENTS_HEADERS = {
    "discharged_by_1700": "discharged_by_1700",
    "discharged_between_1701_2359": "discharged_after_1700",
    "discharged_total": "discharged",
}

MANY_TRUSTS = 10
"""In a table of fewer, one that had nothing to say on the last day is too large a share; England has some 120."""

Column = tuple[NDArray[np.float64], NDArray[np.int8]]
"""Figures and why they are missing, each of shape (n,)."""


@dataclass(frozen=True, slots=True)
class Table:
    """The file's figures, and the row each line of them stands on."""

    place: Place
    figures: Figures
    rows: tuple[int, ...]


def recognise(document: Document) -> bool:
    """Whether the first row is the header of one of the two tables."""
    return set(document.first_row) in ({CODE, DATE, *CRITERIA_HEADERS}, {CODE, DATE, *PATIENTS_HEADERS})


def read(document: Document) -> Release:
    """Every trust-day in the file.

    Raises FaultyPublication when a row is short or long, a cell is no day, code or number, a trust-day stands twice,
    the end is cut off, or the discharges by and after 17:00 do not add up to the total.
    """
    check_ends_whole(document)
    is_criteria = set(CRITERIA_HEADERS) <= set(document.first_row)
    table = read_table(document, headers=CRITERIA_HEADERS if is_criteria else PATIENTS_HEADERS)
    check_unique(table)
    check_last_month(table)
    figures = table.figures
    if is_criteria:
        what = "patients without criteria to reside"
        figures, remarks = rules.without_blank_returns(figures, place=document.place, what=what)
    else:
        check_total(table)
        rules.check_time_of_day(figures, place=document.place)
        remarks = nobody_discharged(figures, place=document.place)
    return Release(
        publication=columns.CRITERIA_DAILY if is_criteria else columns.PATIENTS_DAILY,
        title=TITLE,
        form="tidy",
        edition=max(figures.starts),
        figures=figures,
        remarks=remarks,
    )


def read_table(document: Document, *, headers: dict[str, str]) -> Table:
    """The columns as arrays. Cells that read alike are read once: 120,000 rows hold about 1,500 different ones."""
    rows, cells = read_cells(document)
    codes = read_codes(cells[CODE], rows=rows, place=document.place.at(column=CODE))
    starts = read_days(cells[DATE], rows=rows, place=document.place.at(column=DATE))
    absent = (np.full(len(rows), np.nan), np.full(len(rows), rules.NOT_COLLECTED))
    read_columns = {
        column: read_counts(cells[header], rows=rows, place=document.place.at(column=header))
        for header, column in headers.items()
    }
    wanted = columns.CRITERIA if headers is CRITERIA_HEADERS else columns.PATIENTS
    kept = {column: read_columns.get(column, absent) for column in wanted}
    figures = Figures(
        codes=codes,
        names=names_of(codes),
        starts=starts,
        ends=days_after(starts),
        columns={column: numbers for column, (numbers, _) in kept.items()},
        reasons={column: reasons for column, (_, reasons) in kept.items()},
        rows=(SheetRows(np.array(rows, dtype=np.int32)),),
    )
    return Table(document.place, figures, rows)


def read_cells(document: Document) -> tuple[tuple[int, ...], dict[str, list[str]]]:
    """The numbers of the rows that are not empty, and their cells by header."""
    width = len(document.first_row)
    kept = [(row, cells) for row, cells in enumerate(document.rows[1:], start=2) if cells]
    if not kept:
        raise FaultyPublication("There is no trust in it.", place=document.place, expected="a row a trust and day")
    for row, cells in kept:
        if len(cells) != width:
            raise FaultyPublication(
                "The row does not fit the header.",
                place=document.place.at(row=row),
                found=f"{len(cells)} cells",
                expected=f"{width}",
            )
    by_header = {header: [cells[index] for _, cells in kept] for index, header in enumerate(document.first_row)}
    return tuple(row for row, _ in kept), by_header


def read_codes(texts: list[str], *, rows: tuple[int, ...], place: Place) -> tuple[str, ...]:
    """Trusts' codes."""
    known: dict[str, str] = {}
    for row, text in zip(rows, texts, strict=True):
        if text not in known:
            known[text] = tidy(text).upper()
            rules.check_code(known[text], place=place.at(row=row))
    return tuple(known[text] for text in texts)


def read_days(texts: list[str], *, rows: tuple[int, ...], place: Place) -> tuple[date, ...]:
    """Days written as 2022-04-01."""
    known: dict[str, date] = {}
    for row, text in zip(rows, texts, strict=True):
        if text not in known:
            try:
                known[text] = date.fromisoformat(text.strip())
            except ValueError:
                raise FaultyPublication(
                    "A date is not a day.",
                    place=place.at(row=row),
                    found=text or "nothing",
                    expected="such as 2022-04-01",
                ) from None
    return tuple(known[text] for text in texts)


def read_counts(texts: list[str], *, rows: tuple[int, ...], place: Place) -> Column:
    """Counts and why they are missing."""
    known: dict[str, Reading] = {}
    for row, text in zip(rows, texts, strict=True):
        if text not in known:
            known[text] = rules.read_count(text, place=place.at(row=row))
    codes = {text: REASON_CODES[reason] for text, (_, reason) in known.items()}
    return (
        np.array([known[text][0] for text in texts], dtype=np.float64),
        np.array([codes[text] for text in texts], dtype=np.int8),
    )


def names_of(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Names from the reference, since the file has none; an organisation that it does not know goes by its code."""
    reference = directory()
    names = {code: reference.organisation(code).name if reference.has(code) else code for code in set(codes)}
    return tuple(names[code] for code in codes)


def days_after(starts: tuple[date, ...]) -> tuple[date, ...]:
    """The day after each."""
    following = {day: day + timedelta(days=1) for day in set(starts)}
    return tuple(following[day] for day in starts)


def check_last_month(table: Table) -> None:
    """Refuse a file that was cut off between two rows, whichever way it is sorted.

    Month by month, the copies at hand have each trust's days one below the other; so the trusts of the last month are
    held against those of the month before, and those of the last day against the day before.
    """
    rows, days = Counter(day.replace(day=1) for day in table.figures.starts), Counter[date]()
    for day in set(table.figures.starts):
        days[day.replace(day=1)] += 1
    trusts = {month: count / days[month] for month, count in rows.items()}
    place = table.place.at(row=table.rows[-1])
    check_last_period_is_whole(trusts, every="month", place=place)
    if len(set(table.figures.codes)) >= MANY_TRUSTS:
        check_last_period_is_whole(Counter(table.figures.starts), every="day", place=place)


def check_unique(table: Table) -> None:
    """Refuse a file that has a trust-day twice."""
    seen: dict[tuple[str, date], int] = {}
    for row, pair in zip(table.rows, zip(table.figures.codes, table.figures.starts, strict=True), strict=True):
        if pair in seen:
            raise FaultyPublication(
                f"{pair[0]} stands twice on {rules.in_words(pair[1])}.",
                place=table.place.at(row=row),
                found=f"rows {seen[pair]} and {row}",
                expected="one row a trust and day",
            )
        seen[pair] = row


def check_total(table: Table) -> None:
    """Refuse discharges by 17:00 and after that do not add up to the total; from June 2023 there is a total only."""
    found = table.figures.columns
    by, after, total = found["discharged_by_1700"], found["discharged_after_1700"], found["discharged"]
    odd = np.flatnonzero(np.abs(by + after - total) > 0.5)
    if odd.size:
        line = int(odd[0])
        raise FaultyPublication(
            "Discharges by 17:00 and after do not add up to the total.",
            place=table.place.at(row=table.rows[line], column="discharged_total"),
            found=f"{total[line]:,.0f}",
            expected=f"{by[line] + after[line]:,.0f}, the sum of the two",
        )


def nobody_discharged(figures: Figures, *, place: Place) -> tuple[Remark, ...]:
    """A remark on days without a discharge, which this table alone cannot tell from days that were not submitted.

    Of 1,933 such trust-days of 2022 to 2024, 1,324 have 0 without criteria to reside too and were not submitted; 609
    have patients and let nobody go. They are kept: a share of those ready is made only where both figures are there.
    """
    count = int((figures.columns["discharged"] == 0).sum())
    if not count:
        return ()
    return (
        Remark(
            message=f"On {count:,} of {len(figures.codes):,} trust-days nobody was discharged. Some of them were not "
            "submitted, which this table does not tell.",
            place=place,
            found="0 discharged",
            rule="somebody is discharged on most days",
            action="kept as published; left out of shares where the count of patients is missing",
        ),
    )
