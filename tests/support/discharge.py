"""Small acute discharge reports made by hand, in the published layouts."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from everyweek.publications.document import Document
from everyweek.reference import delay_reasons

CRITERIA_LABEL = "Number of patients who no longer meet the criteria to reside"
REMAINING_LABEL = "Number of patients remaining in hospital who no longer meet the criteria to reside"
BED_DAYS_LABELS = tuple(
    f"Number of additional bed days, patients with length of stay of {days}+ days" for days in (7, 14, 21)
)
DAY_LABELS = (
    CRITERIA_LABEL,
    "Number of patients discharged by 17:00",
    "Number of patients discharged between 17:01 and 23:59",
    REMAINING_LABEL,
)
DRAGGED_LABELS = (
    CRITERIA_LABEL,
    "Number of patients discharged by 17:01",
    "Number of patients discharged between 17:01 and 23:60",
    REMAINING_LABEL,
)
"""As in the workbook of April 2022 from its third day on, where the times were dragged along with the cell."""

Four = tuple[object, object, object, object]
Three = tuple[object, object, object]


@dataclass(frozen=True)
class Trust:
    """A trust: no criteria to reside, discharged by 17:00, after, remaining, by day; bed days 7+, 14+, 21+, by week."""

    code: str
    name: str
    region: str = "FENWICK"
    days: tuple[Four, ...] = ()
    weeks: tuple[Three, ...] = ()


APPLEBRIDGE = Trust(
    "ZZ1",
    "APPLEBRIDGE INVENTED HOSPITALS NHS TRUST",
    days=((100, 30, 10, 60), (90, 20, 10, 60)),
    weeks=((500, 400, 300),),
)
BRACKWATER = Trust(
    "ZZ2",
    "BRACKWATER INVENTED HOSPITALS NHS TRUST",
    days=((200, 50, 50, 100), (180, 40, 40, 100)),
    weeks=((900, 600, 100),),
)
SILENT = Trust(
    "ZZ3", "COLDHARBOUR INVENTED HOSPITAL NHS TRUST", days=((0, 0, 0, 0), (50, 5, 5, 40)), weeks=((0, 0, 0),)
)


@dataclass(frozen=True)
class Workbook:
    """What a workbook says; `cells` spoils it, by sheet, row and column from 0. All trusts have as many days."""

    trusts: Sequence[Trust] = (APPLEBRIDGE, BRACKWATER, SILENT)
    first_day: date = date(2022, 4, 1)
    day_labels: Sequence[Sequence[str]] = (DAY_LABELS, DRAGGED_LABELS)
    missing: Sequence[object] = (1, 0)
    revised: str = "11th August 2022"
    cells: dict[tuple[str, int, int], object] = field(default_factory=dict)
    with_cover: bool = True
    with_weeks: bool = True
    more_sheets: Sequence[str] = ()
    title: str = "Table 2: Number of patients who no longer meet criteria to reside"


def discharge_workbook(book: Workbook = Workbook()) -> Document:
    """The workbook: England and the region printed as the sum of the trusts, then the trusts."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    if book.with_cover:
        cover(workbook, book)
    days = [book.first_day + timedelta(days=number) for number in range(len(book.trusts[0].days))]
    table_of_missing(workbook, book, days)
    labels = [label for labels in book.day_labels for label in labels]
    sheet = table(workbook, "Table 2", book, labels=labels, rows=[flat(trust.days) for trust in book.trusts])
    sheet.write(0, 1, book.title)
    for number, day in enumerate(days):
        for column in range(3):  # the fourth column has no date of its own
            sheet.write(2, 4 + 4 * number + column, day)
        sheet.write(4, 4 + 4 * number, day)
    if book.with_weeks:
        weekly(workbook, book)
    for name in book.more_sheets:
        workbook.add_worksheet(name).write(0, 1, f"{name}: something else")
    for (name, row, column), value in book.cells.items():
        workbook.get_worksheet_by_name(name).write(row, column, value)
    workbook.close()
    return Document(Path("discharge.xlsx"), out.getvalue())


def cover(workbook: xlsxwriter.Workbook, book: Workbook) -> None:
    """The first sheet."""
    sheet = workbook.add_worksheet("Cover Sheet")
    rows = (
        ("Title:", "Acute Daily Discharge Situation Report "),
        ("Published:", date(2022, 5, 12)),
        ("Revised:", book.revised),
    )
    for row, (label, cell) in enumerate(rows):
        sheet.write(row, 1, label)
        sheet.write(row, 2, cell)


def table_of_missing(workbook: xlsxwriter.Workbook, book: Workbook, days: Sequence[date]) -> None:
    """Table 1."""
    sheet = workbook.add_worksheet("Table 1")
    sheet.write(0, 1, "Table 1: Number of organisations that did not submit data ")
    for row, (day, count) in enumerate(zip(days, book.missing, strict=True), start=3):
        sheet.write(row, 1, day)
        sheet.write(row, 2, count)


def weekly(workbook: xlsxwriter.Workbook, book: Workbook) -> None:
    """Table 3."""
    weeks = len(book.trusts[0].weeks)
    sheet = table(
        workbook, "Table 3", book, labels=BED_DAYS_LABELS * weeks, rows=[flat(trust.weeks) for trust in book.trusts]
    )
    for number in range(weeks):
        first = book.first_day + timedelta(days=7 * number)
        last = first + timedelta(days=6)
        for column in range(3):
            sheet.write(3, 4 + 3 * number + column, last)
        sheet.write(4, 4 + 3 * number, f"{first:%d/%m/%Y} - {last:%d-%m-%Y}")


def table(
    workbook: xlsxwriter.Workbook, name: str, book: Workbook, *, labels: Sequence[str], rows: Sequence[Sequence[object]]
) -> xlsxwriter.worksheet.Worksheet:
    """Header on row 7, England and the region below it, systems, then trusts with a header of their own."""
    sheet = workbook.add_worksheet(name)
    put(sheet, 6, 4, labels)
    sums = [sum(cell for cell in column if isinstance(cell, int | float)) for column in zip(*rows, strict=True)]
    put(sheet, 7, 3, ["ENGLAND (All Acute Trusts)", *sums])
    put(sheet, 8, 3, ["FENWICK", *sums])
    put(sheet, 10, 1, ["Region", "STP Code", "STP Name"])
    put(sheet, 11, 1, ["FENWICK", "ZZA", "AN INVENTED SYSTEM", *sums])
    put(sheet, 13, 1, ["Region", "Org Code", "Org Name"])
    for row, (trust, cells) in enumerate(zip(book.trusts, rows, strict=True), start=14):
        put(sheet, row, 1, [trust.region, trust.code, trust.name, *cells])
    return sheet


def put(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cells: Iterable[object]) -> None:
    """Cells beside one another."""
    for index, cell in enumerate(cells, start=column):
        sheet.write(row, index, cell)


def flat(groups: Iterable[Sequence[object]]) -> list[object]:
    """Groups of cells as one row."""
    return [cell for group in groups for cell in group]


def text_file(text: str, *, name: str = "discharge.csv", encoding: str = "utf-8") -> Document:
    """A text file as handed to us."""
    return Document(Path(name), text.encode(encoding))


CRITERIA_HEADER = "nhs_trust22_code,date,do_not_meet_criteria_to_reside"
PATIENTS_HEADER = "nhs_trust22_code,date,discharged_by_1700,discharged_between_1701_2359,discharged_total"
REASONS_HEADER = "nhs_trust22_name,nhs_trust22_code,date,delay_reason,delay_count"


def lines_of(header: str, *rows: str) -> Document:
    """A tidy table of a header and rows."""
    return text_file("".join(f"{line}\n" for line in (header, *rows)))


def quoted(cell: object) -> str:
    """A cell of a CSV."""
    text = str(cell)
    return f'"{text}"' if "," in text else text


def reason_rows(code: str, month: str, counts: Sequence[object]) -> list[str]:
    """A trust's rows of one month in the tidy table, a count for each of the 37 reasons in order."""
    labels = [reason.label for reason in delay_reasons(date.fromisoformat(month))]
    return [f"Trust {code},{code},{month},{quoted(label)},{count}" for label, count in zip(labels, counts, strict=True)]


MONTHLY_HEADER = "Period,Level,Region,ICB,Org Code,Org Name,Metric,Metric Type,Metric Group,Value"
GROUPS = (
    ("National", "[z]", "[z]", "ENG", "ENGLAND (Type 1 Trusts)"),
    ("Region", "FENWICK", "[z]", "ZZ9", "FENWICK"),
    ("ICB", "FENWICK", "NHS INVENTED INTEGRATED CARE BOARD", "ZZA", "NHS INVENTED INTEGRATED CARE BOARD"),
)
DESTINATIONS = {
    "Pathway 0: Discharge to a domestic home, hotel, or other temporary accommodation without the need for "
    "new/increased care or support from health and social care": 80,
    "Pathway 1: Discharge to a domestic home, hotel, or other temporary accommodation, or hospice at home with "
    "rehabilitation, reablement and recovery": 9,
    "Pathway 1: Discharge to a domestic home, hotel, or other temporary accommodation, or hospice at home with other "
    "new/additional support (eg end of life care)": 3,
    "Pathway 2: Short-term bed/hospice for rehabilitation, reablement and recovery / end of life care": 5,
    "Pathway 3: Discharge to a care home as a new resident": 3,
}
DAYS_AUGUST = tuple(date(2026, 8, day) for day in range(1, 32))
MONDAYS = (date(2026, 7, 27), date(2026, 8, 3))


@dataclass
class MonthlyCsv:
    """The CSV of August 2026: two trusts with the same figures every day, and their sums printed for the groups."""

    trusts: dict[str, tuple[int, int, int]] = field(
        default_factory=lambda: {"ZZ1": (100, 40, 60), "ZZ2": (200, 100, 100)}
    )
    rows: list[list[object]] = field(default_factory=list)

    def add(
        self, day: date, metric: str, group: str, value: object, *, trust: str = "", metric_type: str = "Daily metric"
    ) -> None:
        """A row of a trust, or, without one, of every group."""
        labels = [("PROVIDER", "FENWICK", GROUPS[2][2], trust, f"TRUST {trust}")] if trust else GROUPS
        self.rows += [[f"{day:%d/%m/%Y}", *label, metric, metric_type, group, value] for label in labels]

    def add_all(
        self, day: date, metric: str, group: str, values: Sequence[object], *, metric_type: str = "Daily metric"
    ) -> None:
        """Rows of the groups, with the sum of the values, and of every trust."""
        self.add(
            day,
            metric,
            group,
            sum(value for value in values if isinstance(value, int | float)),
            metric_type=metric_type,
        )
        for trust, value in zip(self.trusts, values, strict=True):
            self.add(day, metric, group, value, trust=trust, metric_type=metric_type)

    def with_days(self) -> "MonthlyCsv":
        """The three daily metrics of every day of August."""
        metrics = (
            (CRITERIA_LABEL, "NCTR"),
            ("Number of patients discharged", "Discharges"),
            (REMAINING_LABEL, "NCTR not discharged"),
        )
        for day in DAYS_AUGUST:
            for index, (metric, group) in enumerate(metrics):
                self.add_all(day, metric, group, [counts[index] for counts in self.trusts.values()])
        return self

    def with_weeks(self) -> "MonthlyCsv":
        """Additional bed days of two weeks, the first of which begins in July."""
        for monday in MONDAYS:
            for days, values in ((7, [700, 900]), (14, [500, 600]), (21, [300, 100])):
                metric = f"Number of additional bed days, patients with length of stay of {days} days or over"
                self.add_all(monday, metric, "Additional bed days lost", values, metric_type="Weekly snapshot metric")
        return self

    def with_destinations(self) -> "MonthlyCsv":
        """The month's destinations, the same for every trust."""
        for metric, count in DESTINATIONS.items():
            self.add_all(DAYS_AUGUST[0], metric, "Discharge destination", [count] * len(self.trusts))
        return self

    def with_reasons(
        self, group: str = "Delay reason LOS 7+", *, counts: Sequence[object] = (1.25,) * 37
    ) -> "MonthlyCsv":
        """The month's delay reasons, the same for every trust."""
        for reason, count in zip(delay_reasons(DAYS_AUGUST[0]), counts, strict=True):
            self.add_all(
                DAYS_AUGUST[0], reason.label, group, [count] * len(self.trusts), metric_type="Weekly snapshot metric"
            )
        return self

    def document(self, *, encoding: str = "cp1252") -> Document:
        """The file."""
        lines = [MONTHLY_HEADER, *(",".join(map(quoted, row)) for row in self.rows)]
        return text_file("".join(f"{line}\r\n" for line in lines), encoding=encoding)
