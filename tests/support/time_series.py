"""Small workbooks of England's A&E time series made by hand, in the published layout."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter

DEPARTMENTS = (
    "Type 1 Departments - Major A&E",
    "Type 2 Departments - Single Specialty",
    "Type 3 Departments - Other A&E/Minor Injury Unit",
)
ADMISSIONS = (
    "Emergency Admissions via Type 1 A&E",
    "Emergency Admissions via Type 2 A&E",
    "Emergency Admissions via Type 3 and 4 A&E",
    "Total Emergency Admissions via A&E",
    "Other Emergency Admissions (i.e not via A&E)",
    "Total Emergency Admissions",
    "Number of patients spending >4 hours from decision to admit to admission",
    "Number of patients spending >12 hours from decision to admit to admission",
)
SHARES = tuple(f"Percentage in 4 hours or less ({kind})" for kind in ("all", "type 1", "type 2", "type 3"))
HEADER_ROW = 13
"""Counted from 0; the first month is on the next row."""


@dataclass(frozen=True)
class EnglandMonth:
    """One month; within and over are None where there is no row of performance."""

    month: date
    attendances: tuple[float, float, float] = (1000.5, 100, 400)
    within: tuple[float, float, float] | None = (700.5, 90, 380)
    over: tuple[float, float, float] = (300, 10, 20)

    def activity(self) -> list[object]:
        """From the column after the period."""
        return [*self.attendances, sum(self.attendances), 280, 5, 15, 300, 50.5, 350.5, 100, 10]

    def performance(self) -> list[object]:
        """The same on the other sheet."""
        assert self.within is not None
        pairs = [(sum(self.within), sum(self.over)), *zip(self.within, self.over, strict=True)]
        shares = [within / (within + over) if within + over else "-" for within, over in pairs]
        return [*self.within, sum(self.within), *self.over, sum(self.over), *shares]


OCTOBER_2010 = EnglandMonth(date(2010, 10, 1), within=None)
NOVEMBER_2010 = EnglandMonth(date(2010, 11, 1))
DECEMBER_2010 = EnglandMonth(date(2010, 12, 1), within=(500.5, 90, 380), over=(500, 10, 20))


@dataclass(frozen=True)
class TimeSeries:
    """What a workbook says; row and column in `activity` and `performance` count from 0."""

    months: Sequence[EnglandMonth] = (OCTOBER_2010, NOVEMBER_2010, DECEMBER_2010)
    published: str = "13th January 2011"
    activity: dict[tuple[int, int], object] | None = None
    performance: dict[tuple[int, int], object] | None = None


def time_series_workbook(series: TimeSeries) -> bytes:
    """The workbook's bytes, with a sheet of booked appointments and a hidden sheet behind the charts."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    day = workbook.add_format({"num_format": "mmm-yy"})
    activity, performance = workbook.add_worksheet("Activity"), workbook.add_worksheet("Performance")
    chart_data = workbook.add_worksheet("Chart Data")
    chart_data.hide()
    chart_data.write_row(5, 2, ["Period 1", "Monthly data"])
    activity.write(6, 1, "Published:")
    activity.write(6, 2, series.published)
    activity.write_row(HEADER_ROW - 1, 2, ["A&E attendances", "", "", "", "Emergency Admissions"])
    standard = ["", "Operational standard (Performance)", "", 0.95]
    activity.write_row(HEADER_ROW, 1, ["Period", *DEPARTMENTS, "Total Attendances", *ADMISSIONS, *standard])
    within = "A&E attendances less than 4 hours from arrival to admission, transfer or discharge"
    over = "A&E attendances greater than 4 hours from arrival to admission, transfer or discharge"
    share = "Percentage of attendances within 4 hours"
    performance.write_row(HEADER_ROW - 1, 2, [within, "", "", "", over, "", "", "", share])
    totals = ("Total Attendances < 4 hours", "Total Attendances > 4 hours")
    performance.write_row(HEADER_ROW, 1, ["Period", *DEPARTMENTS, totals[0], *DEPARTMENTS, totals[1], *SHARES])
    timed = [month for month in series.months if month.within is not None]
    for row, month in enumerate(series.months, start=HEADER_ROW + 1):
        activity.write_datetime(row, 1, month.month, day)
        activity.write_row(row, 2, month.activity())
    for row, month in enumerate(timed, start=HEADER_ROW + 1):
        performance.write_datetime(row, 1, month.month, day)
        performance.write_row(row, 2, month.performance())
    for sheet, cells in ((activity, series.activity), (performance, series.performance)):
        for (row, column), value in (cells or {}).items():
            sheet.write(row, column, value)
    workbook.close()
    return out.getvalue()
