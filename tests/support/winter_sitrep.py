"""Winter situation reports made by hand: workbooks in the layouts of three winters."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import xlsxwriter

Cells = Mapping[tuple[str, int, int], object]
"""By sheet, row and column (from 0), what stands there instead."""


@dataclass(frozen=True)
class Trust:
    """What a trust reports on every day."""

    code: str
    name: str
    figures: dict[str, int] = field(default_factory=dict)

    def figure(self, column: str) -> int:
        """One of its figures."""
        return self.figures[column]


def trust(code: str, name: str, **figures: int) -> Trust:
    """A trust; what is not given is as at Applebridge."""
    return Trust(code, name, {**APPLEBRIDGE_FIGURES, **figures})


APPLEBRIDGE_FIGURES = {
    "ambulance_arrivals": 100,
    "handovers_30_to_60": 12,
    "handovers_over_60": 3,
    "core_beds_open": 480,
    "escalation_beds_open": 20,
    "beds_open": 500,
    "beds_occupied": 475,
    "stays_over_7": 200,
    "stays_over_14": 120,
    "stays_over_21": 80,
    "adult_critical_care_open": 10,
    "adult_critical_care_occupied": 8,
    "paediatric_intensive_care_open": 4,
    "paediatric_intensive_care_occupied": 3,
    "neonatal_intensive_care_open": 6,
    "neonatal_intensive_care_occupied": 3,
    "beds_closed_norovirus": 7,
    "beds_closed_norovirus_empty": 2,
    "ae_closures": 0,
    "ae_diverts": 1,
}
APPLEBRIDGE = trust("ZZ1", "Applebridge Invented Hospitals NHS Trust")
BRACKWATER = trust(
    "ZZ2",
    "Brackwater Invented University Hospitals NHS Foundation Trust",
    core_beds_open=900,
    escalation_beds_open=100,
    beds_open=1000,
    beds_occupied=930,
    paediatric_intensive_care_open=0,
    paediatric_intensive_care_occupied=0,
)
CAST = (APPLEBRIDGE, BRACKWATER)

DECEMBER = tuple(date(2018, 12, 3) + timedelta(days=day) for day in range(3))
RATES = {
    "beds_rate": ("beds_open", "beds_occupied"),
    "adult_critical_care_rate": ("adult_critical_care_open", "adult_critical_care_occupied"),
    "paediatric_intensive_care_rate": ("paediatric_intensive_care_open", "paediatric_intensive_care_occupied"),
    "neonatal_intensive_care_rate": ("neonatal_intensive_care_open", "neonatal_intensive_care_occupied"),
}

Changed = Mapping[tuple[str, int, str], object]
"""By trust's code, index of the day and column, what the trust reports instead; England's sums follow."""


def reported(one: Trust, day: int, column: str, *, changed: Changed) -> object:
    """A trust's figure or printed rate; a rate is a dash when there are no beds."""
    if column in RATES:
        beds, occupied = (reported(one, day, name, changed=changed) for name in RATES[column])
        if (one.code, day, column) in changed:
            return changed[one.code, day, column]
        return int(occupied) / int(beds) if isinstance(beds, int) and isinstance(occupied, int) and beds else "-"
    return changed.get((one.code, day, column), one.figure(column))


def in_england(trusts: Sequence[Trust], day: int, column: str, *, changed: Changed) -> object:
    """England's printed figure: the sum, or the rate made of sums."""
    if column in RATES:
        beds, occupied = (in_england(trusts, day, name, changed=changed) for name in RATES[column])
        return occupied / beds if beds else "-"
    figures = [reported(one, day, column, changed=changed) for one in trusts]
    return sum(figure for figure in figures if isinstance(figure, int))


CLOSURES = ("A&E closures", "A&E Closures")
HEADERS_2018 = {
    "G&A beds": {
        "Core Beds Open": "core_beds_open",
        "Escalation Beds Open": "escalation_beds_open",
        "Total Beds Open": "beds_open",
        "Total beds occ'd": "beds_occupied",
        "Occupancy rate": "beds_rate",
    },
    "Beds Occ by long stay patients": {
        "> 7 days": "stays_over_7",
        "> 14 days": "stays_over_14",
        "> 21 days": "stays_over_21",
    },
    "D&V, Norovirus": {"Beds closed": "beds_closed_norovirus", "Beds closed unocc": "beds_closed_norovirus_empty"},
    "Adult critical care": {
        "CC Adult Open": "adult_critical_care_open",
        "CC Adult Occ": "adult_critical_care_occupied",
        "Occupancy rate": "adult_critical_care_rate",
    },
    "Paediatric intensive care": {
        "Paed Int Care Open": "paediatric_intensive_care_open",
        "Paed Int Care Occ": "paediatric_intensive_care_occupied",
        "Occupancy rate": "paediatric_intensive_care_rate",
    },
    "Neonatal intensive care ": {
        "Neo Int Care Open": "neonatal_intensive_care_open",
        "Neo Int Care Occ": "neonatal_intensive_care_occupied",
        "Occupancy rate": "neonatal_intensive_care_rate",
    },
    "Ambulance Arrivals and Delays": {
        "Arriving by ambulance": "ambulance_arrivals",
        "Delay 30-60 mins": "handovers_30_to_60",
        "Delay >60 mins": "handovers_over_60",
    },
}
HEADERS_2017 = {
    **HEADERS_2018,
    "Beds Occ by long stay patients": {"> 7 days": "stays_over_7", "> 21 days": "stays_over_21"},
    "Adult critical care": {
        "CC Adult avail": "adult_critical_care_open",
        "CC Adult Occ": "adult_critical_care_occupied",
        "Occupancy rate": "adult_critical_care_rate",
    },
}
HEADERS_2016 = {
    "G&A beds": {
        "Core beds avail": "core_beds_open",
        "Escalation beds avail": "escalation_beds_open",
        "Total beds avail": "beds_open",
        "Total beds occ'd": "beds_occupied",
    },
    "D&V, Norovirus": {
        "Beds closed norovirus": "beds_closed_norovirus",
        "Beds closed unocc": "beds_closed_norovirus_empty",
    },
    "Adult critical care": {
        "CC Adult avail": "adult_critical_care_open",
        "CC Adult Occ": "adult_critical_care_occupied",
    },
}
LAYOUTS = {"2016": HEADERS_2016, "2017": HEADERS_2017, "2018": HEADERS_2018}
FIRST = 5
"""Column F, the first of figures."""
DATE_ROW, HEADER_ROW, ENGLAND_ROW, HELPER_ROW, TRUST_ROW = 13, 14, 15, 16, 17


@dataclass(frozen=True)
class Workbook:
    """What a workbook says, and which winter's layout it has."""

    layout: str = "2018"
    trusts: Sequence[Trust] = CAST
    days: Sequence[object] = DECEMBER
    changed: Changed = field(default_factory=dict)
    cells: Cells = field(default_factory=dict)
    period: str = "3rd December 2018- 5th December 2018"
    revised: object = "-"
    with_england: bool = True
    more_sheets: Sequence[str] = ()
    without: Sequence[str] = ()


def winter_workbook(book: Workbook) -> bytes:
    """The workbook's bytes."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    as_date = workbook.add_format({"num_format": "d mmm yyyy"})
    for name, column in ((CLOSURES[book.layout == "2018"], "ae_closures"), ("A&E diverts", "ae_diverts")):
        write_topic(workbook, book, name, {"": column}, as_date)
    for name, headers in LAYOUTS[book.layout].items():
        if name not in book.without:
            write_topic(workbook, book, name, headers, as_date)
    for name in book.more_sheets:
        workbook.add_worksheet(name)
    if book.layout == "2016":
        pressures = workbook.add_worksheet("Trusts with Pressures")
        pressures.write_row(HEADER_ROW, 1, ["NHS England Region", "", "Code", "Name", "01 Dec 16", "02-04 Dec 16"])
        workbook.add_worksheet("A&E attendances").write(HEADER_ROW, 3, "Code")
    macros = workbook.add_worksheet("Macro1")
    macros.write_row(0, 0, ["Macro1", "Auto_Open"])
    macros.very_hidden()
    workbook.close()
    return out.getvalue()


def write_topic(
    workbook: xlsxwriter.Workbook, book: Workbook, name: str, headers: Mapping[str, str], as_date: object
) -> None:
    """A sheet: the title block, the days, England, helper numbers, the trusts, footnotes."""
    sheet = workbook.add_worksheet(name)
    for row, (label, text) in enumerate(
        [("Title:", "Daily Hospital Situation Report"), ("Period:", book.period), ("Revised:", book.revised)], start=1
    ):
        sheet.write_row(row, 1, [label, text])
    sheet.write_row(7, 1, ["Published:", "08 March 2019"])
    sheet.write_row(HEADER_ROW, 1, ["NHS England Region", "", "Code", "Name"])
    at = FIRST
    for number, day in enumerate(book.days):
        single = "" in headers
        write_day(sheet, HEADER_ROW if single else DATE_ROW, at, day, as_date)
        for header, column in headers.items():
            if not single:
                sheet.write(HEADER_ROW, at, header)
                if book.layout == "2018":
                    write_day(sheet, DATE_ROW - 1, at, day, as_date)
            if book.with_england:
                sheet.write(ENGLAND_ROW, at, in_england(book.trusts, number, column, changed=book.changed))
            if book.layout == "2017":
                sheet.write(HELPER_ROW, at, 3 + number)
            for row, one in enumerate(book.trusts, start=TRUST_ROW):
                sheet.write(row, at, reported(one, number, column, changed=book.changed))
            at += 1
    if book.with_england:
        sheet.write_row(ENGLAND_ROW, 1, ["-", "", "-", "ENGLAND"])
    for row, one in enumerate(book.trusts, start=TRUST_ROW):
        sheet.write_row(row, 1, ["Fenwick Commissioning Region", "", one.code, one.name])
    notes = TRUST_ROW + len(book.trusts) + 2
    sheet.write(notes, 1, "Notes:")
    sheet.write(notes + 1, 1, "3. Weekend & bank holiday figures reflect the position on the last day of the period")
    for (of_sheet, row, column), value in book.cells.items():
        if of_sheet == name:
            write_day(sheet, row, column, value, as_date)


def write_day(sheet: object, row: int, column: int, value: object, as_date: object) -> None:
    """A cell; a day as a date cell, None as an empty one."""
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, as_date)
    elif value in (None, ""):
        sheet.write_string(row, column, "")  # an empty cell would leave what stands there
    else:
        sheet.write(row, column, value)
