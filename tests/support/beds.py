"""Small tables of beds made by hand, in the published layouts; a changed cell is named by its row and its header."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter

Beds = tuple[float, float]
"""Beds open and beds occupied."""
Changed = Mapping[tuple[int, str], object]
NO_BEDS: Beds = (0, 0)

MONTHLY_HEADER = (
    "nhs_trust22_code",
    "date",
    "general_acute_beds_available",
    "general_acute_beds_occupied",
    "general_acute_beds_occupancy_rate",
    "adult_general_acute_beds_available",
    "adult_general_acute_beds_occupied",
    "adult_general_acute_beds_occupancy_rate",
    "paediatric_general_acute_beds_available",
    "paediatric_general_acute_beds_occupied",
    "paediatric_general_acute_beds_occupancy_rate",
    "adult_critical_care_beds_available",
    "adult_critical_care_beds_occupied",
    "adult_critical_care_occupancy_rate",
    "paediatric_intensive_cared_beds_available",
    "paediatric_intensive_cared_beds_occupied",
    "paediatric_intensive_cared_occupancy_rate",
    "neonatal_intensive_care_bed_available",
    "neonatal_intensive_care_bed_occupied",
    "neonatal_intensive_care_occupancy_rate",
)
MONTHS = ("April 2022", "May 2022")


@dataclass(frozen=True)
class MonthOfBeds:
    """A trust's month: general and acute, adults', children's, adult critical, paediatric and neonatal intensive."""

    code: str
    beds: tuple[Beds, ...] = ((500, 460), (450, 420), (50, 40), (20, 15), (0, 0), (8, 4))


APPLEBRIDGE = MonthOfBeds("ZZ1")
BRACKWATER = MonthOfBeds("ZZ2", ((300, 285), (300, 285), (0, 0), (10, 9), (0, 0), (0, 0)))


def rate(beds: Beds, *, digits: int = 15) -> object:
    """The printed share occupied, or R's mark for a missing one."""
    return round(beds[1] / beds[0], digits) if beds[0] else "NA"


def table(header: Sequence[str], rows: Sequence[Sequence[object]], *, changed: Changed | None, first_row: int) -> str:
    """Text with a header and rows; first_row is the number of the row below the header."""
    lines = [",".join(header)]
    for number, cells in enumerate(rows, start=first_row):
        shown = [(changed or {}).get((number, name), cell) for name, cell in zip(header, cells, strict=True)]
        lines.append(",".join(map(str, shown)))
    return "\n".join(lines) + "\n"


def monthly_beds_csv(
    trusts: Sequence[MonthOfBeds] = (APPLEBRIDGE, BRACKWATER),
    *,
    months: Sequence[str] = MONTHS,
    changed: Changed | None = None,
) -> str:
    """The monthly table, month by month."""
    rows = [
        [trust.code, month, *(cell for beds in trust.beds for cell in (*beds, rate(beds, digits=3)))]
        for month in months
        for trust in trusts
    ]
    return table(MONTHLY_HEADER, rows, changed=changed, first_row=2)


@dataclass(frozen=True)
class Overnight:
    """An organisation's quarter: general and acute, learning disabilities, maternity, mental illness."""

    code: str
    name: str
    region: str = "ZZ9"
    beds: tuple[Beds, ...] = ((500.25, 460.5), NO_BEDS, (40, 20), NO_BEDS)

    @property
    def with_total(self) -> tuple[Beds, ...]:
        """All sectors together, then each."""
        return ((sum(one[0] for one in self.beds), sum(one[1] for one in self.beds)), *self.beds)


ACUTE = Overnight("ZZ1", "APPLEBRIDGE INVENTED HOSPITALS NHS TRUST")
MENTAL = Overnight(
    "ZZ2", "BRACKWATER INVENTED PARTNERSHIP NHS TRUST", beds=(NO_BEDS, (12.5, 10), NO_BEDS, (200, 190.5))
)
KH03 = (ACUTE, MENTAL)
SECTORS = ("total", "general_acute", "learn_disabil", "maternity", "mental_illness")
QUARTERS = {"June": "Q1", "September": "Q2", "December": "Q3", "March": "Q4"}
ON_HEADER = [f"{name}_on_beds_{part}" for part in ("available", "occupied", "percent_occupied") for name in SECTORS]
DAY_HEADER = [name.replace("_on_", "_day_") for name in ON_HEADER]
KH03_HEADER = ("year", "period_end", "org_code", "org_name", *ON_HEADER, "quarter", *DAY_HEADER)


def england_of(organisations: Sequence[Overnight], *, code: str = "NA") -> Overnight:
    """The sum of some organisations."""
    sums = [
        (sum(one.beds[index][0] for one in organisations), sum(one.beds[index][1] for one in organisations))
        for index in range(4)
    ]
    return Overnight(code, "ENGLAND", region="", beds=tuple(sums))


def kh03_csv(
    organisations: Sequence[Overnight] = KH03,
    *,
    quarters: Sequence[tuple[int, str]] = ((2020, "September"),),
    changed: Changed | None = None,
    with_england: bool = True,
) -> str:
    """The table of many quarters, with England's rows below."""
    rows = []
    for one in [*organisations, england_of(organisations)][: None if with_england else -1]:
        for year, month in quarters:
            beds = one.with_total
            cells = [*(open_ for open_, _ in beds), *(taken for _, taken in beds), *(rate(both) for both in beds)]
            rows.append([year, month, one.code, one.name, *cells, QUARTERS[month], *["NA"] * 15])
    return table(KH03_HEADER, rows, changed=changed, first_row=2)


MENTAL_HEADER = ("date", "org_code", "org_name", "beds_av", "occ_av")


def mental_illness_csv(
    rows: Sequence[Sequence[object]] = (
        ("01/09/2013", "ZZ1", "Applebridge", "NA", "NA"),
        ("01/09/2013", "ZZ2", "Brackwater", 12000, 11000),
        ("01/09/2013", "ZZ3", "Coldharbour", 8000, 7600),
    ),
    *,
    header: Sequence[str] = MENTAL_HEADER,
    changed: Changed | None = None,
) -> str:
    """The table with three title rows."""
    titles = "Title: ,KH03 Returns,,,\nSource,https://example.org/beds,,,\n,,,,\n"
    return titles + table(header, rows, changed=changed, first_row=5)


CRITICAL_CARE_HEADER = (
    "org_code",
    "number_of_adult_critical_care_beds_open",
    "date",
    "month",
    "year",
    "number_of_paediatric_intensive_care_beds_open",
    "number_of_neonatal_critical_care_cots_or_beds_open",
    "number_of_adult_critical_care_beds_occupied",
    "number_of_paediatric_intensive_care_beds_occupied",
    "number_of_neonatal_critical_care_cots_or_beds_occupied",
    "adult_critical_care_beds_percent_occupied",
    "paediatric_intensive_care_beds_percent_occupied",
    "neonatal_critical_care_cots_or_beds_percent_occupied",
    "number_of_non_medical_critical_care_transfers",
    "exp_problematic_org_change",
    "org_name",
    "unproblematic_org_change",
    "exp_unproblematic_org_change",
)


@dataclass(frozen=True)
class Census:
    """What an organisation counted: adult, paediatric and neonatal beds; None for what was not collected."""

    code: str
    day: str
    month: str
    year: int
    beds: tuple[tuple[float, float | None] | None, ...]
    name: str = "AN INVENTED NHS TRUST"

    def cells(self) -> list[object]:
        """In the order of the header."""
        shown = [("NA", "NA") if beds is None else ("NA" if one is None else one for one in beds) for beds in self.beds]
        (adult, adult_taken), (child, child_taken), (baby, baby_taken) = (tuple(pair) for pair in shown)
        pairs = ((adult, adult_taken), (child, child_taken), (baby, baby_taken))
        rates = ["NA" if "NA" in pair else 0 if pair[0] == 0 else rate(pair) for pair in pairs]
        counted = [adult, self.day, self.month, self.year, child, baby, adult_taken, child_taken, baby_taken]
        return [self.code, *counted, *rates, "NA" if child == "NA" else 0, 0, self.name, 0, 0]


def critical_care_csv(lines: Sequence[Census], *, changed: Changed | None = None) -> str:
    """The table of the census."""
    return table(CRITICAL_CARE_HEADER, [line.cells() for line in lines], changed=changed, first_row=2)


WORKBOOK_SECTORS = ("Total ", "General & Acute", "Learning Disabilities", "Maternity", "Mental Illness")


@dataclass(frozen=True)
class Kh03Workbook:
    """What a workbook says, and which year's layout it has: header in row 15 (2020) or 6 (2010).

    cells : what stands in the sheet of organisations instead, by row and column, both from 0.
    region_cells : the same for the sheet of regions.
    """

    organisations: Sequence[Overnight] = KH03
    layout: str = "2020"
    year: str = "2020-21"
    month: str = "September"
    title: str = "Average daily number of available and occupied beds open overnight by sector"
    revised: str = ""
    with_regions: bool = True
    cells: Mapping[tuple[int, int], object] = field(default_factory=dict)
    region_cells: Mapping[tuple[int, int], object] = field(default_factory=dict)

    @property
    def header_row(self) -> int:
        """Its index."""
        return 14 if self.layout == "2020" else 5


def kh03_workbook(book: Kh03Workbook) -> bytes:
    """The workbook: organisations, regions, a sheet by specialty that is not read, a word on data quality."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    england = england_of(book.organisations, code="")
    sheet = workbook.add_worksheet("NHS Trust by Sector")
    group = "Region Code" if book.layout == "2020" else "SHA Code"
    write_sheet(sheet, book, [group, "Org Code", "Org Name"], labelled(book.organisations, england), book.cells)
    if book.with_regions:
        codes = sorted({one.region for one in book.organisations})
        regions = [
            (["", "England"], england),
            *(([code, f"REGION {code}"], of_region(book.organisations, code)) for code in codes),
        ]
        name = "AT Name" if book.layout == "2020" else "SHA Name"
        write_sheet(workbook.add_worksheet("Region by Sector"), book, [group, name], regions, book.region_cells)
    specialty = workbook.add_worksheet("Occupied by Specialty")
    specialty.write_row(book.header_row, 1, ["Year", "Period End", "Org Code", "100 General Surgery"])
    workbook.add_worksheet("Data Quality").write(0, 0, "Data Quality KH03")
    workbook.close()
    return out.getvalue()


def labelled(organisations: Sequence[Overnight], england: Overnight) -> list[tuple[list[object], Overnight]]:
    """England and the organisations, each with its region, code and name."""
    return [(["", "", "England"], england), *(([one.region, one.code, one.name], one) for one in organisations)]


def of_region(organisations: Sequence[Overnight], code: str) -> Overnight:
    """The sum of a region's organisations."""
    return england_of([one for one in organisations if one.region == code])


def write_sheet(
    sheet: object,
    book: Kh03Workbook,
    labels: Sequence[str],
    lines: Sequence[tuple[Sequence[object], Overnight]],
    cells: Mapping[tuple[int, int], object],
) -> None:
    """Title block, headings, header, England, an empty row, the lines; column A is empty."""
    sheet.write_row(1, 1, ["Title:", book.title])
    if book.layout == "2020":
        sheet.write_row(7, 1, ["Published:", "19th November 2020"])
        sheet.write_row(8, 1, ["Revised:", book.revised])
        sheet.write(12, 4, 227)
    begin = len(labels) + 3
    for block, heading in enumerate(("Available", "Occupied", "% Occupied")):
        sheet.write(book.header_row - 1, begin + 6 * block, heading)
        sheet.write_row(book.header_row, begin + 6 * block, WORKBOOK_SECTORS)
    sheet.write_row(book.header_row, 1, ["Year", "Period End" if book.layout == "2020" else "Period", *labels])
    for number, (texts, one) in enumerate(lines):
        row = book.header_row + 1 + number + (1 if number else 0)
        sheet.write_row(row, 1, [book.year, book.month, *texts])
        beds = one.with_total
        for block, column in enumerate(
            (
                [both[0] for both in beds],
                [both[1] for both in beds],
                [both[1] / both[0] if both[0] else "-" for both in beds],
            )
        ):
            sheet.write_row(row, begin + 6 * block, column)
    for (row, column), value in cells.items():
        if value == "":
            sheet.write_string(row, column, "")  # a blank cell would leave what stands there
        else:
            sheet.write(row, column, value)
