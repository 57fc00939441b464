"""The winter situation reports as published, and the tidy copies of them, read in place.

These tests need the folder of published files beside the checkout and skip without it.
"""

import math
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from support.loading import load

from everyweek.publications.document import open_document
from everyweek.publications.recognise import read_releases
from everyweek.publications.release import Release
from everyweek.publications.winter_sitrep.columns import COLUMNS
from everyweek.warehouse import Warehouse, open_warehouse

pytestmark = pytest.mark.real_files

FOLDER = "nhse-uec-sitrep"
WORKBOOKS = {"1718": "Winter-data-timeseries-20180304.xlsx", "1819": "Winter-data-timeseries-20190307.xlsx"}
COPIES = ("1718", "1819", "1920", "2021", "2122")
THIRD_OF_DECEMBER = date(2018, 12, 3)
ENGLAND = {  # as published
    "ambulance_arrivals": 14_491,
    "handovers_30_to_60_minutes": 1_629,
    "handovers_over_60_minutes": 432,
    "general_and_acute_beds_open_daily": 96_403,
    "general_and_acute_beds_occupied_daily": 91_533,
    "stays_over_7_days": 41_141,
    "stays_over_14_days": 23_434,
    "stays_over_21_days": 15_225,
}


def released(path: Path) -> Release:
    (release,) = read_releases(open_document(path))
    return release


def copy_of(winter: str, published: Path) -> Release:
    return released(published / FOLDER / f"tidy-winter-sitrep-{winter}.csv")


def cells(release: Release) -> dict[tuple[str, date, str], float]:
    """Every figure that is there."""
    return {
        (code, day, column): value
        for column in COLUMNS
        for code, day, value in zip(
            release.figures.codes, release.figures.starts, release.figures.columns[column].tolist(), strict=True
        )
        if not math.isnan(value)
    }


def in_england(release: Release, day: date, column: str) -> float:
    lines = [line for line, start in enumerate(release.figures.starts) if start == day]
    return float(np.nansum(release.figures.columns[column][lines]))


@pytest.fixture(scope="module")
def warehouse(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    opened = open_warehouse(f"sqlite:///{tmp_path_factory.mktemp('winter')}/warehouse.sqlite3")
    report = load(opened, published / FOLDER / WORKBOOKS["1819"], published / FOLDER / "tidy-winter-sitrep-1819.csv")
    assert len(report.of("loaded")) == 2
    yield opened
    opened.engine.dispose()


@pytest.mark.parametrize(("measure", "figure"), ENGLAND.items())
def test_england_on_3_december_2018_is_as_published(warehouse: Warehouse, measure: str, figure: float) -> None:
    series = warehouse.series(measure, "england", period_from=THIRD_OF_DECEMBER, period_to=THIRD_OF_DECEMBER)

    assert series.observations[0].value == figure


def test_bed_occupancy_of_england_on_3_december_2018_is_as_published(warehouse: Warehouse) -> None:
    series = warehouse.series(
        "general_and_acute_occupancy_daily", "england", period_from=THIRD_OF_DECEMBER, period_to=THIRD_OF_DECEMBER
    )

    assert round((series.observations[0].value or 0) * 100, 2) == 94.95


@pytest.mark.parametrize(("winter", "shared"), [("1718", 170_000), ("1819", 140_000)])
def test_the_copy_of_a_winter_says_what_its_workbook_says(winter: str, shared: int, published: Path) -> None:
    workbook, copy = cells(released(published / FOLDER / WORKBOOKS[winter])), cells(copy_of(winter, published))

    both = workbook.keys() & copy.keys()

    assert len(both) > shared
    assert [key for key in both if workbook[key] != copy[key]] == []


@pytest.mark.parametrize(
    ("winter", "trusts", "days"),
    [("1718", 137, 105), ("1819", 134, 91), ("1920", 132, 91), ("2021", 140, 154), ("2122", 138, 126)],
)
def test_every_copy_is_read_whole(winter: str, trusts: int, days: int, published: Path) -> None:
    release = copy_of(winter, published)

    assert len(set(release.figures.codes)) == trusts
    assert len(release.periods) == days


@pytest.mark.parametrize(
    ("winter", "sunday", "occupied"),
    [
        ("2021", date(2021, 3, 28), [75_352, 77_677, 79_341, 79_107, 78_613, 75_481, 73_708, 74_085]),
        ("2122", date(2022, 3, 27), [86_391, 89_540]),
    ],
)
def test_the_week_after_the_clocks_went_forward_stands_on_its_own_days(
    winter: str, sunday: date, occupied: list[int], published: Path
) -> None:
    release = copy_of(winter, published)
    days = [date.fromordinal(sunday.toordinal() + offset) for offset in range(len(occupied))]

    # As England's row of all trusts prints them, one after the other; the sixth is Good Friday, 2 April 2021.
    assert [in_england(release, day, "beds_occupied") for day in days] == occupied


def test_a_winter_is_read_in_good_time(published: Path) -> None:
    began = time.perf_counter()

    copy_of("2021", published)

    assert time.perf_counter() - began < 3  # 0.4 s on the machine it was written on; a busy one may need more
