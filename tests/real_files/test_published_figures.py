"""The published files themselves, read in place: what NHS England printed is what we show.

These tests need the folder of published files beside the checkout and skip without it.
"""

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from support.loading import load

from everyweek.publications.load import LoadReport
from everyweek.reference import directory
from everyweek.tables import Observation
from everyweek.warehouse import Warehouse, open_warehouse

pytestmark = pytest.mark.real_files

ENGLAND_4_HOURS = {  # per cent, as published
    date(2019, 5, 1): 86.63,
    date(2021, 8, 1): 77.02,
    date(2022, 4, 1): 72.25,
    date(2023, 4, 1): 74.61,
    date(2025, 3, 1): 74.98,
}
WITHOUT_FIELD_TEST_RULE = {date(2019, 5, 1): 87.96, date(2023, 4, 1): 77.35}


@pytest.fixture(scope="module")
def loaded(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Warehouse, LoadReport]]:
    warehouse = open_warehouse(f"sqlite:///{tmp_path_factory.mktemp('real')}/warehouse.sqlite3")
    folders = ("nhse-ae-monthly-csv", "nhse-ae-monthly-xls", "nhse-ambulance-aqi")
    report = load(warehouse, *(published / folder for folder in folders))
    yield warehouse, report
    warehouse.engine.dispose()


def test_every_publication_is_loaded_and_everything_else_is_refused(loaded: tuple[Warehouse, LoadReport]) -> None:
    _, report = loaded

    assert len(report.of("loaded")) == 89
    assert sorted(one.path.name for one in report.of("refused")) == [
        "derived-cat1-cat2-region-month-2017-2026.csv",
        "lad-to-ambulance-service.csv",
        "nhs-region-codes.csv",
    ]


@pytest.mark.parametrize(("month", "percent"), ENGLAND_4_HOURS.items())
def test_england_4_hour_performance_is_as_published(
    loaded: tuple[Warehouse, LoadReport], month: date, percent: float
) -> None:
    (england,) = loaded[0].series("four_hour_performance", "england", period_from=month, period_to=month).observations

    assert england.value is not None
    assert round(england.value * 100, 2) == percent
    assert round(england.value * 100, 2) != WITHOUT_FIELD_TEST_RULE.get(month)


def test_type_1_of_march_2025_is_as_published(loaded: tuple[Warehouse, LoadReport]) -> None:
    month = date(2025, 3, 1)
    series = loaded[0].series("four_hour_performance_type1", "england", period_from=month, period_to=month)

    assert round((series.observations[0].value or 0) * 100, 2) == 60.92


@pytest.mark.parametrize(("month", "seconds"), [(date(2020, 11, 1), 1276), (date(2024, 1, 1), 2406)])
def test_category_2_mean_of_england_is_as_published(
    loaded: tuple[Warehouse, LoadReport], month: date, seconds: int
) -> None:
    (england,) = loaded[0].series("category_2_mean", "england", period_from=month, period_to=month).observations

    assert round(england.value or 0) == seconds


def test_every_percentage_the_workbooks_print_is_ours(loaded: tuple[Warehouse, LoadReport], published: Path) -> None:
    """Their 'all' and 'type 1' shares for every provider and England, in every workbook, against ours."""
    warehouse, _ = loaded
    compared = 0
    for path in sorted((published / "nhse-ae-monthly-xls").iterdir()):
        for measure, printed in printed_shares(path):
            for code, share in printed.items():
                shown = {one.period_start: one for one in series_of(warehouse, measure, code)}
                ours = [one for one in shown.values() if path.name in one.source]
                if ours and share is not None:
                    assert ours[0].value == pytest.approx(share, abs=1e-9), (path.name, code, measure)
                    compared += 1
    assert compared > 5000


SERIES: dict[tuple[str, str], tuple[Observation, ...]] = {}


def series_of(warehouse: Warehouse, measure: str, code: str) -> tuple[Observation, ...]:
    if (measure, code) not in SERIES:
        SERIES[measure, code] = warehouse.series(measure, code).observations
    return SERIES[measure, code]


def printed_shares(path: Path) -> Iterator[tuple[str, dict[str, float | None]]]:
    workbook = CalamineWorkbook.from_path(path)
    name = next(one for one in workbook.sheet_names if one in ("Provider Level Data", "A&E Data"))
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    wanted = {"(all)": "four_hour_performance", "(type 1)": "four_hour_performance_type1"}
    for column, header in enumerate(rows[15]):
        for words, measure in wanted.items():
            if str(header).startswith("Percentage in 4 hours or less") and words in str(header):
                yield (
                    measure,
                    {
                        "england" if row[1] == "-" else str(row[1]): row[column]
                        if isinstance(row[column], float)
                        else None
                        for row in rows[16:]
                        if len(row) > column and str(row[1]).strip() and str(row[3]).strip() and str(row[3]).strip()
                    },
                )


def test_every_organisation_is_in_the_reference_and_in_a_region(loaded: tuple[Warehouse, LoadReport]) -> None:
    known = directory()

    strangers = [one.code for one in loaded[0].organisations() if not known.has(one.code)]

    assert strangers == []


def test_regions_add_up_to_england_in_every_month(loaded: tuple[Warehouse, LoadReport]) -> None:
    warehouse, _ = loaded
    for measure in ("attendances", "emergency_admissions", "incidents"):
        england = {one.period_start: one for one in warehouse.series(measure, "england").observations}
        regions = [
            {one.period_start: one for one in warehouse.series(measure, f"Y{number}").observations}
            for number in (56, 58, 59, 60, 61, 62, 63)
        ]
        for month, whole in england.items():
            if whole.value is not None:
                assert math.fsum(region[month].value or 0 for region in regions) == whole.value, (measure, month)


def test_regional_category_2_means_are_as_printed(loaded: tuple[Warehouse, LoadReport], published: Path) -> None:
    import csv

    warehouse, _ = loaded
    with (published / "nhse-ambulance-aqi" / "AmbSYS-up-to-20201130.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["Org Code"].startswith("Y") and row["A31"].isdigit()]
    compared = 0
    for row in rows:
        month = date(int(row["Year"]), int(row["Month"]), 1)
        (ours,) = warehouse.series("category_2_mean", row["Org Code"], period_from=month, period_to=month).observations
        assert ours.value == pytest.approx(float(row["A31"]), abs=0.51)
        compared += 1
    assert compared > 200


def test_a_revision_is_in_force_and_the_first_release_is_kept(
    loaded: tuple[Warehouse, LoadReport], published: Path
) -> None:
    april = date(2025, 4, 1)

    def attendances(vintage: str) -> float | None:
        series = loaded[0].series("attendances", "RTD", vintage=vintage, period_from=april, period_to=april)  # type: ignore[arg-type]
        return series.observations[0].value

    folder = published / "nhse-ae-monthly-csv"
    assert attendances("first") == summed_by_hand(folder / "Monthly-AE-April-2025.csv", "RTD")
    assert attendances("latest") == summed_by_hand(folder / "April-2025-CSV-revised.csv", "RTD")
    assert attendances("first") != attendances("latest")


def summed_by_hand(path: Path, code: str) -> int:
    (row,) = [line.split(",") for line in path.read_text(encoding="utf-8-sig").splitlines() if f",{code}," in line]
    return sum(int(cell) for cell in row[4:10])  # three kinds of department, plain and booked


def test_a_merged_trust_rolled_up_holds_its_predecessor(loaded: tuple[Warehouse, LoadReport]) -> None:
    before = date(2023, 2, 1)

    def value(code: str, *, rolled_up: bool = False) -> float | None:
        series = loaded[0].series("attendances", code, rolled_up=rolled_up, period_from=before, period_to=before)
        return series.observations[0].value

    assert value("RH5", rolled_up=True) == (value("RH5") or 0) + (value("RA4") or 0)


def test_loading_everything_again_changes_nothing(loaded: tuple[Warehouse, LoadReport], published: Path) -> None:
    warehouse, _ = loaded
    before = warehouse.version()

    report = load(warehouse, published / "nhse-ae-monthly-csv")

    assert {one.outcome for one in report.outcomes} == {"unchanged"}
    assert warehouse.version() == before
