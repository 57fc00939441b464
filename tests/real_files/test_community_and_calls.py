"""Virtual wards, NHS 111, clinical outcomes, call answering and the A&E time series, as they were published.

These tests need the folder of published files beside the checkout and skip without it.
"""

import csv
import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from support.loading import load, values

from everyweek.publications.document import open_document
from everyweek.publications.load import LoadReport
from everyweek.publications.recognise import read_releases
from everyweek.publications.release import Release
from everyweek.warehouse import Warehouse, open_warehouse

pytestmark = pytest.mark.real_files

FOLDERS = ("nhse-virtual-wards", "nhse-111-daily-derived", "nhse-ambulance-aqi", "nhse-ae-timeseries")
NOT_PUBLICATIONS = {
    "derived-cat1-cat2-region-month-2017-2026.csv",
    "lad-to-ambulance-service.csv",
    "nhs-region-codes.csv",
    "provider_lookup.csv",
    "region_lookup.csv",
}
ROUNDED_DOWN = ("2017", "11", "RYC")
"""The one row of AmbSYS whose printed mean time to answer (8) is not the nearest second to its total over its calls."""
REGIONS = ("Y56", "Y58", "Y59", "Y60", "Y61", "Y62", "Y63")


@pytest.fixture(scope="module")
def loaded(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Warehouse, LoadReport]]:
    warehouse = open_warehouse(f"sqlite:///{tmp_path_factory.mktemp('real')}/warehouse.sqlite3")
    report = load(warehouse, *(published / folder for folder in FOLDERS))
    yield warehouse, report
    warehouse.engine.dispose()


def released(path: Path) -> Release:
    (release,) = read_releases(open_document(path))
    return release


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def total(release: Release, column: str) -> float:
    return math.fsum(number for number in release.figures.columns[column] if not math.isnan(number))


def test_every_publication_is_loaded_and_the_lists_beside_them_are_refused(
    loaded: tuple[Warehouse, LoadReport],
) -> None:
    _, report = loaded

    assert {one.path.name for one in report.of("refused")} == NOT_PUBLICATIONS
    assert len(report.of("loaded")) == 11


@pytest.mark.parametrize(
    ("month", "capacity", "patients", "boards_over_full"),
    [
        ("2023_07", 9_713, 6_227, 3),
        ("2023_08", 9_885, 6_429, 2),
        ("2023_09", 10_421, 6_807, 3),
        ("2023_11", 11_231, 7_886, 2),
        ("2023_12", 11_805, 8_586, 2),
    ],
)
def test_virtual_wards_of_42_boards_are_england_as_printed(
    published: Path, month: str, capacity: int, patients: int, boards_over_full: int
) -> None:
    release = released(published / "nhse-virtual-wards" / f"{month}_Monthly_Virtual_Ward.xlsx")

    assert len(release.figures.codes) == 42
    assert (total(release, "capacity"), total(release, "patients")) == (capacity, patients)
    assert total(release, "population") == 51_396_905
    assert [one.rule for one in release.remarks] == [
        "patients on virtual wards are at most their capacity"
    ] * boards_over_full


def test_virtual_ward_occupancy_is_as_printed_and_where_it_was_capped_the_ratio(
    loaded: tuple[Warehouse, LoadReport],
) -> None:
    july = date(2023, 7, 1)

    assert values(loaded[0], "virtual_ward_occupancy", "QT1")[july] == 55 / 54
    assert values(loaded[0], "virtual_ward_occupancy", "england")[july] == 6_227 / 9_713
    assert values(loaded[0], "virtual_ward_capacity_per_100k", "QT1")[july] == pytest.approx(5.177829683922264)
    assert values(loaded[0], "virtual_ward_capacity_per_100k", "england")[july] == pytest.approx(18.89802508536263)


def test_the_column_of_abandoned_111_calls_is_not_used_and_the_padding_is_not_loaded(published: Path) -> None:
    release = released(published / "nhse-111-daily-derived" / "nhs111_daily.csv")

    assert release.edition == date(2026, 3, 29)
    assert len(release.periods) == 126
    assert math.isnan(release.figures.columns["calls_abandoned"].max())
    padding, nothing_sent, abandoned, triaged = release.remarks
    assert "On 7 days, 2026-03-30 to 2026-04-05" in padding.message
    assert nothing_sent.message.startswith("7 rows have 0 in every count, first 111AI5")
    assert "in 3521 of 3528 rows" in abandoned.message
    assert "in 471 of 3528 rows" in triaged.message
    assert (total(release, "calls_received"), total(release, "calls_answered")) == (7_187_410, 6_664_893)


def test_clinical_outcomes_of_england_are_as_printed_for_every_month(
    loaded: tuple[Warehouse, LoadReport], published: Path
) -> None:
    warehouse, _ = loaded
    rows = rows_of(published / "nhse-ambulance-aqi" / "AmbCO-to-2020-Sep.csv")
    groups = {"Eng": "england", **{code: code for code in REGIONS}}
    shares = {
        "cardiac_arrest_return_of_circulation": ("R1r", "R1n"),
        "cardiac_arrest_return_of_circulation_utstein": ("R2r", "R2n"),
        "cardiac_arrest_survival": ("R3s", "R3n"),
        "cardiac_arrest_survival_utstein": ("R4s", "R4n"),
    }
    means = {"stroke_call_to_hospital_mean": "K1m", "heart_attack_call_to_catheter_mean": "M3m"}
    compared = 0
    for printed_code, code in groups.items():
        ours = {name: values(warehouse, name, code) for name in (*shares, *means)}
        for row in (one for one in rows if one["Org Code"] == printed_code):
            month = date(int(row["Year"]), int(row["Month"]), 1)
            for name, (part, whole) in shares.items():
                assert ours[name][month] == pytest.approx(int(row[part]) / int(row[whole])), (name, code, month)
                compared += 1
            for name, mean in means.items():
                if row[mean] != ".":
                    assert ours[name][month] == pytest.approx(60 * float(row[mean]), abs=1e-4), (name, code, month)
                    compared += 1
    assert compared > 4000


def test_the_mean_time_to_answer_999_is_total_time_over_calls_in_all_rows_but_one(published: Path) -> None:
    wrong, compared = set(), 0
    for path in sorted((published / "nhse-ambulance-aqi").glob("AmbSYS*.csv")):
        for row in rows_of(path):
            if row["A1"].isdigit() and int(row["A1"]):
                compared += 1
                if abs(int(row["A2"]) / int(row["A1"]) - int(row["A3"])) > 0.5:
                    wrong.add((row["Year"], row["Month"], row["Org Code"]))

    assert compared == 1_440
    assert wrong == {ROUNDED_DOWN}


def test_call_answering_of_england_and_regions_is_as_printed(
    loaded: tuple[Warehouse, LoadReport], published: Path
) -> None:
    warehouse, _ = loaded
    compared = 0
    for row in rows_of(published / "nhse-ambulance-aqi" / "AmbSYS-up-to-20201130.csv"):
        code = "england" if row["Org Code"] == "Eng" else row["Org Code"]
        if code == "england" or code in REGIONS:
            month = date(int(row["Year"]), int(row["Month"]), 1)
            ours = warehouse.series("call_answer_mean", code, period_from=month, period_to=month).observations[0]
            if row["A3"] != ".":
                assert ours.value == pytest.approx(int(row["A3"]), abs=0.5), (code, month)
                compared += 1
    assert compared > 250


def test_every_share_of_the_time_series_is_ours_in_the_field_test_too(
    loaded: tuple[Warehouse, LoadReport], published: Path
) -> None:
    (path,) = (published / "nhse-ae-timeseries").iterdir()
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Performance").to_python(skip_empty_area=False)[14:]
    all_types = values(loaded[0], "four_hour_performance", "england")
    type1 = values(loaded[0], "four_hour_performance_type1", "england")

    assert len(rows) == 168
    for row in rows:
        month = row[1]
        assert isinstance(month, date)
        assert all_types[month] == pytest.approx(row[10], abs=1e-9), month
        assert type1[month] == pytest.approx(row[11], abs=1e-9), month
    assert round(100 * (all_types[date(2010, 11, 1)] or 0), 2) == 97.19
    assert round(100 * (all_types[date(2022, 4, 1)] or 0), 2) == 72.25
    assert all_types[date(2010, 8, 1)] is None


def test_the_time_series_counts_everybody_in_its_attendances(loaded: tuple[Warehouse, LoadReport]) -> None:
    attendances = values(loaded[0], "attendances", "england")

    assert len(attendances) == 171
    assert attendances[date(2010, 8, 1)] == 1_752_381
    assert attendances[date(2024, 10, 1)] == 2_356_189
