"""Small publications made by hand, in the published layouts."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

CSV_2019 = (
    "Period,Org Code,Parent Org,Org name,Number of A&E attendances Type 1,Number of A&E attendances Type 2,"
    "Number of A&E attendances Other A&E Department,Number of attendances over 4hrs Type 1,"
    "Number of attendances over 4hrs Type 2,Number of attendances over 4hrs Other A&E Department,"
    "Patients who have waited 4-12 hs from DTA to admission,Patients who have waited 12+ hrs from DTA to admission,"
    "Emergency admissions via A&E - Type 1,Emergency admissions via A&E - Type 2,"
    "Emergency admissions via A&E - Other A&E department,Other emergency admissions"
)
CSV_2020 = (
    "Period,Org Code,Parent Org,Org name,A&E attendances Type 1,A&E attendances Type 2,"
    "A&E attendances Other A&E Department,Attendances over 4hrs Type 1,Attendances over 4hrs Type 2,"
    "Attendances over 4hrs Other Department,Patients who have waited 4-12 hs from DTA to admission,"
    "Patients who have waited 12+ hrs from DTA to admission,Emergency admissions via A&E - Type 1,"
    "Emergency admissions via A&E - Type 2,Emergency admissions via A&E - Other A&E department,"
    "Other emergency admissions"
)
CSV_BOOKED = (
    "Period,Org Code,Parent Org,Org name,A&E attendances Type 1,A&E attendances Type 2,"
    "A&E attendances Other A&E Department,A&E attendances Booked Appointments Type 1,"
    "A&E attendances Booked Appointments Type 2,A&E attendances Booked Appointments Other Department,"
    "Attendances over 4hrs Type 1,Attendances over 4hrs Type 2,Attendances over 4hrs Other Department,"
    "Attendances over 4hrs Booked Appointments Type 1,Attendances over 4hrs Booked Appointments Type 2,"
    "Attendances over 4hrs Booked Appointments Other Department,"
    "Patients who have waited 4-12 hs from DTA to admission,Patients who have waited 12+ hrs from DTA to admission,"
    "Emergency admissions via A&E - Type 1,Emergency admissions via A&E - Type 2,"
    "Emergency admissions via A&E - Other A&E department,Other emergency admissions"
)
THREE = tuple[int, int, int]


@dataclass(frozen=True)
class Provider:
    """One provider's month; attendances and over_four_hours leave booked appointments out."""

    code: str
    name: str = "A Trust"
    parent: str = "NHS ENGLAND LONDON "
    attendances: THREE = (0, 0, 0)
    over_four_hours: THREE = (0, 0, 0)
    booked: THREE = (0, 0, 0)
    booked_over: THREE = (0, 0, 0)
    waits: tuple[int, int] = (0, 0)
    admissions: THREE = (0, 0, 0)
    other_admissions: int = 0

    def cells(self, *, with_booked: bool) -> list[int]:
        """The counts in the order of the CSV."""
        booked = [*self.booked, *self.booked_over] if with_booked else []
        return [
            *self.attendances,
            *booked[:3],
            *self.over_four_hours,
            *booked[3:],
            *self.waits,
            *self.admissions,
            self.other_admissions,
        ]


APPLEBRIDGE = Provider(
    "ZZ1",
    "APPLEBRIDGE INVENTED HOSPITALS NHS TRUST",
    attendances=(1000, 100, 400),
    over_four_hours=(300, 10, 20),
    waits=(90, 10),
    admissions=(280, 5, 15),
    other_admissions=50,
)
BRACKWATER = Provider(
    "ZZ2",
    "BRACKWATER INVENTED UNIVERSITY HOSPITALS NHS FOUNDATION TRUST",
    attendances=(3000, 0, 0),
    over_four_hours=(1500, 0, 0),
    waits=(400, 100),
    admissions=(900, 0, 0),
    other_admissions=100,
)
WALK_IN = Provider("ZZW01", "EXMOOR STREET INVENTED WALK-IN CENTRE", attendances=(0, 0, 500))
COLDHARBOUR = Provider(
    "ZZ3",
    "COLDHARBOUR INVENTED HOSPITAL NHS TRUST",
    attendances=(2000, 0, 0),
    over_four_hours=(0, 0, 0),
    waits=(10, 0),
    admissions=(500, 0, 0),
)
CAST = (APPLEBRIDGE, BRACKWATER, WALK_IN)


def provider_csv(
    providers: Sequence[Provider] = CAST,
    *,
    period: str = "APRIL-2024",
    header: str = CSV_BOOKED,
    total: str | None = "TOTAL,TOTAL,TOTAL,TOTAL",
    total_cells: Sequence[object] | None = None,
    line_end: str = "\r\n",
) -> str:
    """The CSV; total is the beginning of the total row, None for a file without one."""
    with_booked = header == CSV_BOOKED
    rows = [provider.cells(with_booked=with_booked) for provider in providers]
    lines = [header]
    lines += [
        ",".join([f"MSitAE-{period}", provider.code, quoted(provider.parent), quoted(provider.name), *map(str, cells)])
        for provider, cells in zip(providers, rows, strict=True)
    ]
    if total is not None:
        cells = total_cells if total_cells is not None else [sum(column) for column in zip(*rows, strict=True)]
        lines.append(",".join([total, *map(str, cells)]))
    return line_end.join(lines) + line_end


def quoted(text: str) -> str:
    """A cell with a comma in it, in quotation marks."""
    return f'"{text}"' if "," in text else text


def write(folder: Path, name: str, text: str, *, encoding: str = "utf-8") -> Path:
    """A text file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


GROUPS_2015 = ("A&E attendances", "A&E attendances > 4 hours from arrival to admission, transfer or discharge")
GROUPS_2017 = (
    "A&E attendances",
    "A&E attendances less than 4 hours from arrival to admission, transfer or discharge",
    "A&E attendances greater than 4 hours from arrival to admission, transfer or discharge",
)
DEPARTMENTS = (
    "Type 1 Departments - Major A&E",
    "Type 2 Departments - Single Specialty",
    "Type 3 Departments - Other A&E/Minor Injury Unit",
)
TOTAL_OF_GROUP = ("Total attendances", "Total Attendances < 4 hours", "Total Attendances > 4 hours")
ADMISSION_HEADERS = (
    "Emergency Admissions via Type 1 A&E",
    "Emergency Admissions via Type 2 A&E",
    "Emergency Admissions via Type 3 and 4 A&E",
    "Total Emergency Admissions via A&E",
    "Other Emergency admissions (i.e not via A&E)",
    "Total Emergency Admissions",
    "Number of patients spending >4 hours from decision to admit to admission",
    "Number of patients spending >12 hours from decision to admit to admission",
)


@dataclass(frozen=True)
class Workbook:
    """What a workbook says, and which year's layout it has."""

    providers: Sequence[Provider] = CAST
    period: object = "April 2024"
    published: str = "9th May 2024"
    revised: str = ""
    layout: str = "2022"
    sheet: str = "Provider Level Data"
    notes: Sequence[Sequence[str]] = ()
    england: dict[int, object] | None = None
    with_england: bool = True
    not_reported: frozenset[str] = frozenset()
    cells: dict[tuple[int, int], object] | None = None


def provider_workbook(book: Workbook) -> bytes:
    """The workbook's bytes; row and column in `cells` and `england` count from 0."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    if book.layout == "2022":
        system_level(workbook)
        workbook.add_worksheet("System Mapping").hide()
    sheet = workbook.add_worksheet(book.sheet)
    title_block(sheet, book)
    header(sheet, book)
    if book.with_england:
        england_row(sheet, book)
    for row, provider in enumerate(book.providers, start=18):
        write_row(sheet, row, [provider.code, provider.parent, provider.name.title(), *workbook_cells(provider, book)])
    for row, note in enumerate(book.notes, start=19 + len(book.providers)):
        write_row(sheet, row, list(note))
    for (row, column), value in (book.cells or {}).items():
        sheet.write(row, column, value)
    workbook.close()
    return out.getvalue()


def system_level(workbook: xlsxwriter.Workbook) -> None:
    """The sheet that stands first from 2022 and is not the provider sheet."""
    sheet = workbook.add_worksheet("System Level Data")
    write_row(sheet, 14, ["", "", "A&E attendances"])
    write_row(sheet, 15, ["Code", "System", *DEPARTMENTS, "Total attendances"])
    write_row(sheet, 16, ["-", "-", 1, 2, 3, 6])


def title_block(sheet: object, book: Workbook) -> None:
    """Rows 2 to 12, with a leftover helper number above the table."""
    labels = (("Title:", "A&E Attendances & Emergency Admission monthly statistics"), ("Period:", book.period))
    for row, (label, text) in zip((1, 5), labels, strict=True):
        write_row(sheet, row, [label, text])
    write_row(sheet, 8, ["Published:", book.published])
    write_row(sheet, 9, ["Revised:", book.revised])
    sheet.write(0, 6, 7.0)


def header(sheet: object, book: Workbook) -> None:
    """The group row and the header row."""
    groups = GROUPS_2015 if book.layout == "2015" else GROUPS_2017
    totals = (TOTAL_OF_GROUP[0], TOTAL_OF_GROUP[2]) if book.layout == "2015" else TOTAL_OF_GROUP
    top: list[object] = ["", "", ""]
    names: list[object] = ["Code", "Region", "Name"]
    for group, total in zip(groups, totals, strict=True):
        top += [group, "", "", ""]
        names += [*DEPARTMENTS, total]
    top += ["Percentage of attendances within 4 hours", "", "Emergency Admissions"]
    names += ["Percentage in 4 hours or less (all)", "Percentage in 4 hours or less (type 1)", *ADMISSION_HEADERS]
    if book.layout == "2017":
        names.append("")
    write_row(sheet, 14, top)
    write_row(sheet, 15, names)


def workbook_cells(provider: Provider, book: Workbook) -> list[object]:
    """A provider's counts in the order of the workbook, booked appointments included."""
    attendances = [plain + booked for plain, booked in zip(provider.attendances, provider.booked, strict=True)]
    over = [plain + booked for plain, booked in zip(provider.over_four_hours, provider.booked_over, strict=True)]
    within = [every - late for every, late in zip(attendances, over, strict=True)]
    blocks = [attendances, over] if book.layout == "2015" else [attendances, within, over]
    cells: list[object] = []
    for index, block in enumerate(blocks):
        cells += [*block, sum(block)] if index == 0 or provider.code not in book.not_reported else ["-"] * 4
    share = "-" if not sum(attendances) or provider.code in book.not_reported else sum(within) / sum(attendances)
    via = sum(provider.admissions)
    return [
        *cells,
        share,
        "N/A" if not attendances[0] else share,
        *provider.admissions,
        via,
        provider.other_admissions,
        via + provider.other_admissions,
        sum(provider.waits),
        provider.waits[1],
    ]


def england_row(sheet: object, book: Workbook) -> None:
    """The sum of the providers, with what `england` says instead."""
    rows = [workbook_cells(provider, book) for provider in book.providers]
    sums = [sum(cell for cell in column if isinstance(cell, int)) for column in zip(*rows, strict=True)]
    write_row(sheet, 16, ["-", "-", "England", *sums])
    for column, value in (book.england or {}).items():
        sheet.write(16, column, value)


def write_row(sheet: object, row: int, cells: Iterable[object]) -> None:
    """Cells from column B on: column A is empty."""
    for column, cell in enumerate(cells, start=1):
        if cell != "":
            sheet.write(row, column, cell)


AMBULANCE_LABELS = ("Year", "Month", "Region", "Org Code", "Org Name")
INDICATORS = (
    "A7",
    "A8",
    "A10",
    "A11",
    "A12",
    "A17",
    "A24",
    "A25",
    "A26",
    "A30",
    "A31",
    "A32",
    "A35",
    "A38",
    "A53",
    "A54",
    "A55",
)


@dataclass(frozen=True)
class Service:
    """One ambulance service's month."""

    code: str = "ZZ8"
    name: str = "FENWICK INVENTED AMBULANCE SERVICE NHS TRUST"
    region: str = "ZZ9"
    incidents: int = 1000
    category_1: int = 100
    category_2: int = 600
    category_1_seconds: int = 48_000
    category_2_seconds: int = 1_080_000
    hear_and_treat: int = 150
    to_emergency_department: int = 500
    elsewhere: int = 40

    def cells(self) -> dict[str, object]:
        """By indicator."""
        see_and_treat = self.incidents - self.hear_and_treat - self.to_emergency_department - self.elsewhere
        return {
            "A1": 2 * self.incidents,
            "A2": 10 * self.incidents,
            "A3": 5,
            "A7": self.incidents,
            "A8": self.category_1,
            "A10": self.category_2,
            "A11": 200,
            "A12": 20,
            "A17": self.hear_and_treat,
            "A24": self.category_1_seconds,
            "A25": round(self.category_1_seconds / self.category_1) if self.category_1 else ".",
            "A26": 860,
            "A30": self.category_2_seconds,
            "A31": round(self.category_2_seconds / self.category_2) if self.category_2 else ".",
            "A32": 3600,
            "A35": 7200,
            "A38": 9000,
            "A53": self.to_emergency_department,
            "A54": self.elsewhere,
            "A55": see_and_treat,
            "A56": self.incidents - self.hear_and_treat,
        }


SERVICE = Service()
ADDED_UP = ("A1", "A2", "A7", "A8", "A10", "A11", "A12", "A17", "A24", "A30", "A53", "A54", "A55", "A56")


def ambulance_csv(
    months: dict[tuple[int, int], Sequence[Service]],
    *,
    indicators: Sequence[str] = INDICATORS,
    changed: dict[tuple[int, int, str, str], object] | None = None,
    absent: frozenset[tuple[int, int, str]] = frozenset(),
) -> str:
    """AmbSYS: England, the region, the services of each month; `changed` and `absent` are for spoiling it."""
    lines = [",".join([*AMBULANCE_LABELS, *indicators])]
    for (year, month), services in months.items():
        summed: dict[str, object] = {name: sum(int(one.cells()[name]) for one in services) for name in ADDED_UP}
        group = {**services[0].cells(), **summed}
        rows = [("Eng", "Eng", "England", group), ("Fenwick", services[0].region, "Fenwick", group)]
        rows += [(one.region, one.code, one.name, one.cells()) for one in services]
        for region, code, name, cells in rows:
            if (year, month, code) in absent:
                continue
            shown = [(changed or {}).get((year, month, code, column), cells.get(column, ".")) for column in indicators]
            lines.append(",".join(map(str, [year, month, region, code, name, *shown])))
    return "\n".join(lines) + "\n"
