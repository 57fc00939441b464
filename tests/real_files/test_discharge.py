"""The discharge report's published files, read in place: its figures against the printed ones and each other.

These tests need the folder of published files beside the checkout and skip without it.
"""

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest
from python_calamine import CalamineWorkbook
from support.loading import load

from everyweek.publications.discharge import tidy_daily
from everyweek.publications.document import open_document
from everyweek.publications.load import LoadReport
from everyweek.publications.recognise import read_releases
from everyweek.publications.release import Release
from everyweek.reference import delay_reasons
from everyweek.warehouse import Warehouse, open_warehouse

pytestmark = pytest.mark.real_files

WORKBOOK = "Daily-discharge-sitrep-April-2022-revised.xlsx"
CRITERIA = "tidy-trust-criteria_to_reside-2022-04-to-2024-12.csv"
PATIENTS = "tidy-trust-discharged_patients-2022-04-to-2024-12.csv"
REASONS = "tidy-delay-reasons-2024-06-to-2025-01.csv"
APRIL_1 = date(2022, 4, 1)
Grid = dict[tuple[str, date], float]


@pytest.fixture(scope="module")
def folder(published: Path) -> Path:
    return published / "nhse-discharge-sitrep"


@pytest.fixture(scope="module")
def releases(folder: Path) -> dict[tuple[str, str], Release]:
    """Every release by file and publication."""
    return {
        (path.name, release.publication): release
        for path in sorted(folder.iterdir())
        for release in read_releases(open_document(path))
    }


def grid(release: Release, column: str) -> Grid:
    figures = release.figures
    return dict(zip(zip(figures.codes, figures.starts, strict=True), figures.columns[column].tolist(), strict=True))


def on(values: Grid, day: date) -> float:
    return math.fsum(value for (_, start), value in values.items() if start == day and not math.isnan(value))


def test_every_file_is_read_as_the_tables_it_holds(releases: dict[tuple[str, str], Release]) -> None:
    assert {key: (release.form, len(release.periods)) for key, release in releases.items()} == {
        (WORKBOOK, "discharge_criteria_daily"): ("workbook", 30),
        (WORKBOOK, "discharge_patients_daily"): ("workbook", 30),
        (WORKBOOK, "discharge_bed_days_weekly"): ("workbook", 4),
        (REASONS, "discharge_delay_reasons_monthly"): ("tidy", 8),
        (CRITERIA, "discharge_criteria_daily"): ("tidy", 1006),
        (PATIENTS, "discharge_patients_daily"): ("tidy", 1006),
    }


def test_england_on_1_april_2022_is_printed_and_added_up(
    releases: dict[tuple[str, str], Release], folder: Path
) -> None:
    """24,029, of whom 13,228 stayed, says the England row; the trusts leave out 16 discharged to a hospice."""
    printed = CalamineWorkbook.from_path(folder / WORKBOOK).get_sheet_by_name("Table 2").to_python()
    (england,) = [row for row in printed if "ENGLAND (All Acute Trusts)" in row]
    at = england.index("ENGLAND (All Acute Trusts)")
    criteria = releases[WORKBOOK, "discharge_criteria_daily"]
    patients = releases[WORKBOOK, "discharge_patients_daily"]

    assert england[at + 1 : at + 5] == [24029, 6321, 4480, 13228]
    assert on(grid(criteria, "no_criteria_to_reside"), APRIL_1) == 24029
    assert on(grid(patients, "discharged_by_1700"), APRIL_1) == 6307
    assert on(grid(patients, "discharged_after_1700"), APRIL_1) == 4478
    assert on(grid(patients, "not_discharged"), APRIL_1) == 13244


def test_those_without_criteria_are_those_discharged_and_those_who_stayed(
    releases: dict[tuple[str, str], Release],
) -> None:
    criteria = releases[WORKBOOK, "discharge_criteria_daily"].figures.columns["no_criteria_to_reside"]
    patients = releases[WORKBOOK, "discharge_patients_daily"].figures.columns

    gap = criteria - patients["discharged"] - patients["not_discharged"]

    assert np.count_nonzero(~np.isnan(gap)) == 3630 - 50
    assert np.nanmax(np.abs(gap)) == 0


@pytest.mark.parametrize(
    ("tidy", "publication", "column"),
    [
        (CRITERIA, "discharge_criteria_daily", "no_criteria_to_reside"),
        (PATIENTS, "discharge_patients_daily", "discharged_by_1700"),
        (PATIENTS, "discharge_patients_daily", "discharged_after_1700"),
        (PATIENTS, "discharge_patients_daily", "discharged"),
    ],
)
def test_april_2022_is_the_same_in_the_reshaped_files_in_all_trust_days(
    releases: dict[tuple[str, str], Release], tidy: str, publication: str, column: str
) -> None:
    workbook, reshaped = grid(releases[WORKBOOK, publication], column), grid(releases[tidy, publication], column)

    assert len(workbook) == 3630
    submitted = {key: value for key, value in workbook.items() if not math.isnan(value)}
    assert len(submitted) == 3580
    assert {key: reshaped[key] for key in submitted} == submitted
    # What was not submitted is 0 in the reshaped files: known as such among the patients who are ready, not among those
    # discharged, where a 0 alone may be true.
    silent = [reshaped[key] for key in workbook.keys() - submitted.keys()]
    assert all(math.isnan(value) if tidy == CRITERIA else value == 0 for value in silent)


def test_days_with_0_are_the_organisations_that_did_not_submit(releases: dict[tuple[str, str], Release]) -> None:
    """50 trust-days; Table 1 counts the same on every day but 19 April 2022."""
    release = releases[WORKBOOK, "discharge_criteria_daily"]

    assert int(np.isnan(release.figures.columns["no_criteria_to_reside"]).sum()) == 50
    (remark,) = [one for one in release.remarks if one.rule.startswith("trusts without figures")]
    assert "On 1 of 30 days" in remark.message
    assert "19 April 2022" in remark.message


def test_19_june_2022_has_no_figure_at_all(releases: dict[tuple[str, str], Release]) -> None:
    values = grid(releases[CRITERIA, "discharge_criteria_daily"], "no_criteria_to_reside")

    that_day = [value for (_, day), value in values.items() if day == date(2022, 6, 19)]

    assert len(that_day) == 121
    assert all(math.isnan(value) for value in that_day)


def test_additional_bed_days_add_up_to_the_printed_england(releases: dict[tuple[str, str], Release]) -> None:
    release = releases[WORKBOOK, "discharge_bed_days_weekly"]

    assert release.periods[0] == (APRIL_1, date(2022, 4, 8))
    weeks = [start for start, _ in release.periods]
    assert [on(grid(release, "additional_bed_days_7"), week) for week in weeks] == [105892, 99980, 114144, 105834]
    assert on(grid(release, "additional_bed_days_21"), APRIL_1) == 84870


def test_every_delay_reason_is_known_and_they_add_up_to_all_who_wait(
    releases: dict[tuple[str, str], Release],
) -> None:
    release = releases[REASONS, "discharge_delay_reasons_monthly"]
    june = date(2024, 6, 1)

    total = on(grid(release, "all_reasons"), june)

    assert total == 8301
    by_reason = {reason.code: on(grid(release, reason.code), june) for reason in delay_reasons(june)}
    assert sum(by_reason.values()) == total


@pytest.mark.parametrize("name", [CRITERIA, PATIENTS])
def test_120_000_rows_are_read_in_seconds(folder: Path, name: str) -> None:
    document = open_document(folder / name)

    begun = perf_counter()
    release = tidy_daily.read(document)

    assert len(release.figures.codes) == 120_565
    assert perf_counter() - begun < 10  # 0.2 to 0.8 s when it was written; a machine with much else to do gets time


@pytest.fixture(scope="module")
def loaded(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Warehouse, LoadReport]]:
    warehouse = open_warehouse(f"sqlite:///{tmp_path_factory.mktemp('discharge')}/warehouse.sqlite3")
    report = load(warehouse, folder)
    yield warehouse, report
    warehouse.engine.dispose()


def test_all_files_load_and_england_can_be_asked_for(loaded: tuple[Warehouse, LoadReport]) -> None:
    warehouse, report = loaded

    assert len(report.of("loaded")) == 4
    series = warehouse.series("no_criteria_to_reside", "england", period_from=APRIL_1, period_to=APRIL_1)
    assert [one.value for one in series.observations] == [24029]
