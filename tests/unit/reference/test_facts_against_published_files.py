"""The facts against the published files themselves, where they are beside the checkout."""

import csv
import re
from collections import defaultdict
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from everyweek.reference import directory, is_field_test

pytestmark = pytest.mark.real_files

REGIONS = {
    "LONDON": "Y56",
    "SOUTH WEST": "Y58",
    "SOUTH EAST": "Y59",
    "MIDLANDS": "Y60",
    "EAST OF ENGLAND": "Y61",
    "NORTH WEST": "Y62",
    "NORTH EAST AND YORKSHIRE": "Y63",
}


def month_of(text):
    return datetime.strptime(" ".join(text.split()), "%B %Y").date()  # noqa: DTZ007 - a month, not an instant


@cache
def csv_rows(folder: Path):
    """Every provider row: month, code, parent, type 1 attendances, type 1 over four hours."""
    rows = []
    for file in sorted(folder.glob("*.csv")):
        lines = csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines())
        columns = [name.strip() for name in lines.fieldnames]
        attended = next(name for name in columns if re.fullmatch(r"(Number of )?A&E attendances Type 1", name))
        waited = next(name for name in columns if re.fullmatch(r"(Number of a|A)ttendances over 4hrs Type 1", name))
        for line in lines:
            period = re.fullmatch(r"MSitAE-([A-Z]+)-(\d{4})", line["Period"].strip())
            if period and line["Org Code"].strip().upper() != "TOTAL":
                month = month_of(f"{period[1]} {period[2]}")
                counts = int(line[attended]), int(line[waited])
                rows.append((month, line["Org Code"].strip(), line["Parent Org"].strip().upper(), *counts))
    return rows


@cache
def workbook(file: Path):
    """Month, provider rows (code, attendances) and system rows (name, attendances) of a workbook."""
    opened = CalamineWorkbook.from_path(str(file))
    sheets = {name: opened.get_sheet_by_name(name).to_python() for name in opened.sheet_names}
    providers = sheets.get("Provider Level Data") or sheets["A&E Data"]
    title = next(row for row in providers if "Period:" in row)
    month = month_of(next(cell for cell in title[title.index("Period:") + 1 :] if cell))
    return month, list(_table(providers, "Code")), list(_table(sheets.get("System Level Data", []), "System"))


def _table(rows, key):
    head = next((place for place, row in enumerate(rows) if key in row and "Total attendances" in row), None)
    if head is None:
        return
    name, total = rows[head].index(key), rows[head].index("Total attendances")
    for row in rows[head + 1 :]:
        text = re.sub(r"\s+", " ", str(row[name])).strip()
        if text and isinstance(row[total], float):
            yield text, int(row[total])


def workbooks(published):
    return [workbook(file) for file in sorted((published / "nhse-ae-monthly-xls").glob("*.xls"))]


def test_every_provider_of_every_monthly_csv_is_known_and_in_the_published_region(published):
    organisations, wrong = directory(), set()

    for month, code, parent, *_ in csv_rows(published / "nhse-ae-monthly-csv"):
        region = organisations.has(code) and organisations.parent(code, kind="region", on=month)
        said = re.fullmatch(r"NHS ENGLAND ([A-Z ]+?)( \(.*\))?", parent)[1]
        if region != REGIONS[said]:
            wrong.add((code, parent))

    assert wrong == {("AXT02", "NHS ENGLAND MIDLANDS (WEST MIDLANDS)")}  # a slip of April 2019: the centre is in Leeds


def test_every_provider_of_every_workbook_is_known_and_in_a_region(published):
    organisations = directory()

    for month, providers, _ in workbooks(published):
        codes = {code for code, _ in providers if code != "-"}
        assert len(codes) > 190
        assert {code for code in codes if not organisations.has(code)} == set()
        assert {code for code in codes if organisations.parent(code, kind="region", on=month) is None} == set()


def test_every_trust_with_a_type_1_department_is_in_an_icb_from_july_2022(published):
    organisations = directory()
    rows = [row for row in csv_rows(published / "nhse-ae-monthly-csv") if row[0] >= date(2022, 7, 1) and row[3]]

    assert {code for month, code, *_ in rows if organisations.parent(code, kind="icb", on=month) is None} == set()
    assert len({code for _, code, *_ in rows}) > 120


def test_the_providers_of_every_icb_add_up_to_the_published_systems(published):
    organisations, compared = directory(), 0

    for month, providers, systems in workbooks(published):
        attendances, names = defaultdict(int, providers), defaultdict(str)
        for icb in organisations.organisations(kind="icb", on=month):
            names[icb.name.lower()] = icb.code
        for system, total in systems:
            if not (code := names[system.lower()]):
                continue
            ours = sum(attendances[member] for member in organisations.providers(code, on=month))
            assert ours == total, (month, code)
            compared += 1

    assert compared == 14 * 42


def test_type_1_departments_without_anybody_over_four_hours_are_the_field_test_trusts_and_only_they(published):
    rows = csv_rows(published / "nhse-ae-monthly-csv")

    looking_perfect = {(month, code) for month, code, _, attended, waited in rows if attended and not waited}

    assert looking_perfect == {
        (month, code) for month, code, _, attended, _ in rows if attended and is_field_test(code, month)
    }


def test_every_ambulance_service_is_known_and_in_the_published_region(published):
    organisations, services = directory(), set()

    for file in (published / "nhse-ambulance-aqi").glob("Amb*.csv"):
        for line in csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()):
            if re.fullmatch(r"Y\d\d", line["Region"]):
                month = date(int(line["Year"]), int(line["Month"]), 1)
                assert organisations.parent(line["Org Code"], kind="region", on=month) == line["Region"]
                services.add(line["Org Code"])

    assert len(services) == 12


def test_every_code_of_the_other_provider_lists_is_known(published):
    lists = {
        "ae-provider-sheet-as-csv/June-2025-AE.csv": "Code",
        "ods-reference/ae-provider-to-icb-2025-26.csv": "Code",
        "nhsrdatasets/ae_attendances.csv": "org_code",
    }

    for path, column in lists.items():
        lines = csv.DictReader((published / path).read_text(encoding="utf-8-sig").splitlines())
        codes = {line[column].strip().upper() for line in lines}
        assert {code for code in codes - {"-"} if not directory().has(code)} == set(), path
