"""The published files of beds, read in place: printed totals and rates are ours, and the forms of KH03 agree.

These tests need the folder of published files beside the checkout and skip without it.
"""

import csv
import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from support.loading import load

from everyweek.publications.document import Document
from everyweek.publications.errors import RefusedFile
from everyweek.publications.load import LoadReport
from everyweek.publications.recognise import read_releases
from everyweek.publications.release import Release
from everyweek.warehouse import Warehouse, open_warehouse

pytestmark = pytest.mark.real_files

MONTHLY = "nhse-uec-sitrep/tidy-monthly-beds-by-trust-2022-04-to-2025-08.csv"
KH03 = "nhse-beds-kh03/tidy-overnight-day-beds-2010-to-2024.csv"
MENTAL_ILLNESS = "nhse-beds-kh03/tidy-kh03-2013-to-2018-with-title-rows.csv"
CENSUS = "nhse-beds-kh03/tidy-critical-care-beds-2002-to-2020.csv"
WORKBOOK = "nhse-beds-kh03/Beds-Open-Overnight-2020-21-Q2.xlsx"
TEXT_FILES = (MONTHLY, KH03, MENTAL_ILLNESS, CENSUS)
JULY_2020 = date(2020, 7, 1)
HALF = 0.5
"""Of a bed: what rounding to whole ones may hide."""


@pytest.fixture(scope="module")
def loaded(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Warehouse, LoadReport]]:
    warehouse = open_warehouse(f"sqlite:///{tmp_path_factory.mktemp('beds')}/warehouse.sqlite3")
    report = load(warehouse, *(published / name for name in (*TEXT_FILES, WORKBOOK)))
    yield warehouse, report
    warehouse.engine.dispose()


def release_of(path: Path) -> Release:
    (release,) = read_releases(Document(path=path, content=path.read_bytes()))
    return release


def england(warehouse: Warehouse, measure: str, start: date) -> float | None:
    return warehouse.series(measure, "england", period_from=start, period_to=start).observations[0].value


def test_every_file_is_loaded_with_all_its_lines(loaded: tuple[Warehouse, LoadReport], published: Path) -> None:
    assert {one.outcome for one in loaded[1].outcomes} == {"loaded"}
    lines = {name: len(release_of(published / name).figures.codes) for name in (*TEXT_FILES, WORKBOOK)}
    assert lines == {
        MONTHLY: 5557,
        KH03: 12_564 - 58,  # without the England row of 58 quarters
        MENTAL_ILLNESS: 4558,
        CENSUS: 19_602 - 132,  # without the England row of 132 months
        WORKBOOK: 195,
    }


def test_england_of_july_to_september_2020_is_as_printed(loaded: tuple[Warehouse, LoadReport]) -> None:
    warehouse, _ = loaded

    def england(measure: str) -> float | None:
        series = warehouse.series(measure, "england", vintage="first", period_from=JULY_2020, period_to=JULY_2020)
        return series.observations[0].value

    assert england("overnight_general_and_acute_beds_open") == pytest.approx(94_786.73913043478, rel=1e-12)
    assert england("overnight_general_and_acute_beds_occupied") == pytest.approx(73_320.72826086955, rel=1e-12)
    assert england("overnight_general_and_acute_occupancy") == pytest.approx(0.7735336074804078, rel=1e-12)
    assert england("overnight_beds_open") == pytest.approx(120_828.44565217395, rel=1e-12)


def test_the_workbook_and_the_table_agree_but_for_one_trust_that_corrected_its_beds(published: Path) -> None:
    workbook, table = release_of(published / WORKBOOK).figures, release_of(published / KH03).figures
    rows = {code: row for row, code in enumerate(table.codes) if table.starts[row] == JULY_2020}
    compared = 0
    different = []
    for column, numbers in workbook.columns.items():
        for code, number in zip(workbook.codes, numbers, strict=True):
            compared += 1
            if abs(number - table.columns[column][rows[code]]) > 1e-9:
                different.append((code, column, number, table.columns[column][rows[code]]))

    assert rows.keys() == set(workbook.codes)
    assert compared == 195 * 10
    assert different == [("RPG", "total_open", 398, 361), ("RPG", "mental_illness_open", 386, 349)]


def test_the_correction_of_that_trust_is_in_force_and_the_first_release_is_kept(
    loaded: tuple[Warehouse, LoadReport],
) -> None:
    found = {}
    for vintage in ("first", "latest"):
        series = loaded[0].series(
            "overnight_beds_open", "RPG", vintage=vintage, period_from=JULY_2020, period_to=JULY_2020
        )
        found[vintage] = series.observations[0].value

    assert found == {"first": 398, "latest": 361}


def test_every_rate_the_workbook_prints_is_ours(loaded: tuple[Warehouse, LoadReport], published: Path) -> None:
    sheet = CalamineWorkbook.from_path(published / WORKBOOK).get_sheet_by_name("NHS Trust by Sector")
    compared = 0
    for row in sheet.to_python(skip_empty_area=False)[17:]:
        series = loaded[0].series(
            "overnight_general_and_acute_occupancy", str(row[4]), period_from=JULY_2020, period_to=JULY_2020
        )
        ours = series.observations[0].value
        assert ours == (pytest.approx(row[19], abs=1e-9) if row[19] != "-" else None), row[4]
        compared += 1
    assert compared == 195


def test_every_england_row_of_kh03_is_the_sum_of_its_organisations(
    loaded: tuple[Warehouse, LoadReport], published: Path
) -> None:
    printed = {}
    months = {"March": 1, "June": 4, "September": 7, "December": 10}
    with (published / KH03).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["org_code"] == "NA":
                start = date(int(row["year"]), months[row["period_end"]], 1)
                printed[start] = float(row["general_acute_on_beds_occupied"])

    ours = loaded[0].series("overnight_general_and_acute_beds_occupied", "england").observations

    assert len(ours) == len(printed) == 58
    for one in ours:
        assert one.value == pytest.approx(printed[one.period_start], abs=1e-6)


def test_every_monthly_rate_is_ours_within_what_whole_beds_hide(published: Path) -> None:
    """Rates are printed to three decimals, from unrounded beds; the beds themselves are printed whole."""
    compared = exact = 0
    with (published / MONTHLY).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        open_, taken = row["general_acute_beds_available"], row["general_acute_beds_occupied"]
        if row["general_acute_beds_occupancy_rate"] == "NA":
            assert float(open_) == 0
            continue
        printed = float(row["general_acute_beds_occupancy_rate"])
        least = max(float(taken) - HALF, 0) / (float(open_) + HALF)
        most = (float(taken) + HALF) / (float(open_) - HALF)
        assert least - 0.0005 <= printed <= most + 0.0005, row
        compared += 1
        exact += abs(float(taken) / float(open_) - printed) <= 0.0005 + 1e-9
    assert (compared, exact) == (5553, 2967)


@pytest.mark.parametrize(
    ("month", "percent"),
    [(date(2017, 11, 1), 84.6), (date(2018, 12, 1), 75.4), (date(2019, 4, 1), 80.8), (date(2020, 2, 1), 81.1)],
)
def test_critical_care_occupancy_of_england_is_as_told_to_parliament(
    loaded: tuple[Warehouse, LoadReport], month: date, percent: float
) -> None:
    """Source: answer to parliamentary question 110066, 24 November 2020, table by month."""
    share = england(loaded[0], "critical_care_occupancy_census", month)

    assert round((share or 0) * 100, 1) == percent


def test_strategic_health_authorities_add_up_to_england_where_there_are_no_trusts(
    loaded: tuple[Warehouse, LoadReport], published: Path
) -> None:
    with (published / CENSUS).open(encoding="utf-8") as file:
        printed = {
            date.fromisoformat(row["date"]): float(row["number_of_adult_critical_care_beds_open"])
            for row in csv.DictReader(file)
            if row["org_name"] == "ENGLAND"
        }

    ours = loaded[0].series("critical_care_beds_open_census", "england").observations

    assert {one.period_start: one.value for one in ours} == printed
    assert [one.contributing for one in ours if one.period_start == date(2008, 1, 1)] == [10]


def test_the_table_with_title_rows_counts_mental_illness_beds_cut_down_to_whole_ones(published: Path) -> None:
    poor, full = release_of(published / MENTAL_ILLNESS).figures, release_of(published / KH03).figures
    rows = {key: row for row, key in enumerate(zip(full.codes, full.starts, strict=True))}
    same = others = without = 0
    for number, key in enumerate(zip(poor.codes, poor.starts, strict=True)):
        theirs = [full.columns[f"mental_illness_{what}"][rows[key]] for what in ("open", "occupied")]
        ours = [poor.columns[f"mental_illness_{what}"][number] for what in ("open", "occupied")]
        if math.isnan(ours[0]):
            without += theirs == [0, 0]
        elif [math.floor(one) for one in theirs] == ours:
            same += 1
        else:
            assert key[1].year == 2018
            others += 1
    assert (same, others, without) == (1369, 4, 3185)


def test_what_is_odd_in_the_files_is_said_with_row_and_rule(published: Path) -> None:
    said = {
        name: [(remark.place.row, remark.rule) for remark in release_of(published / name).remarks if remark.rule]
        for name in (MONTHLY, KH03, CENSUS, WORKBOOK)
    }

    assert said[KH03] == [
        (12_435, "the printed rate is beds occupied over beds open"),
        (6609, "beds occupied are at most beds open"),
        (11_923, "beds occupied are at most beds open"),
    ]
    assert (353, "beds occupied are at most beds open") in said[MONTHLY]
    assert (4755, "Adults' and children's general and acute beds occupied add up") in said[MONTHLY]
    assert said[CENSUS] == [(528, "a code has its own name")]
    assert said[WORKBOOK] == []


@pytest.mark.parametrize("name", TEXT_FILES)
@pytest.mark.parametrize("between_rows", [False, True])
def test_a_real_file_cut_in_half_is_refused(published: Path, name: str, *, between_rows: bool) -> None:
    content = (published / name).read_bytes()
    half = content[: len(content) // 2]
    cut = half.rsplit(b"\n", 1)[0] + b"\n" if between_rows else half

    with pytest.raises(RefusedFile):
        read_releases(Document(path=Path(name), content=cut))


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        (MONTHLY, "adult_critical_care_beds_available", "adult_critical_care_beds_occupied"),
        (MONTHLY, "neonatal_intensive_care_bed_available", "paediatric_intensive_cared_beds_available"),
        (KH03, "maternity_on_beds_occupied", "mental_illness_on_beds_occupied"),
        (MENTAL_ILLNESS, "beds_av", "occ_av"),
        (CENSUS, "number_of_adult_critical_care_beds_open", "number_of_non_medical_critical_care_transfers"),
    ],
)
def test_a_real_file_with_two_columns_swapped_is_refused(published: Path, name: str, one: str, other: str) -> None:
    text = (published / name).read_text(encoding="utf-8")
    swapped = text.replace(one, "\0", 1).replace(other, one, 1).replace("\0", other, 1)

    with pytest.raises(RefusedFile):
        read_releases(Document(path=Path(name), content=swapped.encode()))
