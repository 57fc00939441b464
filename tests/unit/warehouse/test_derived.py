"""Measures made of two others, and the groups of many days: worked by hand on a few trusts."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from support.beds import MonthOfBeds, monthly_beds_csv
from support.loading import load, value, values
from support.publications import write

from everyweek.tables import MissingBecause
from everyweek.warehouse import Warehouse
from everyweek.warehouse.derived import starts_of

JUNE = date(2024, 6, 1)
DAYS = [JUNE + timedelta(days=day) for day in range(30)]
APPLEBRIDGE = MonthOfBeds("ZZ1", ((500, 440), (450, 400), (50, 40), (20, 15), (0, 0), (8, 4)))
BRACKWATER = MonthOfBeds("ZZ2", ((900, 850), (850, 800), (50, 50), (20, 15), (0, 0), (8, 4)))


def criteria(**patients: list[int | str]) -> str:
    """A row for each day and trust, day by day from 1 June 2024."""
    rows = [
        f"{code},{day.isoformat()},{numbers[at]}"
        for at, day in enumerate(DAYS)
        for code, numbers in patients.items()
        if at < len(numbers)
    ]
    return "\n".join(["nhs_trust22_code,date,do_not_meet_criteria_to_reside", *rows]) + "\n"


def discharged(**patients: list[int | str]) -> str:
    """The total a day and trust; the hour is not published in 2024."""
    rows = [
        f"{code},{day.isoformat()},,,{numbers[at]}"
        for at, day in enumerate(DAYS)
        for code, numbers in patients.items()
        if at < len(numbers)
    ]
    header = "nhs_trust22_code,date,discharged_by_1700,discharged_between_1701_2359,discharged_total"
    return "\n".join([header, *rows]) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """ZZ1: 100 ready and 40 gone each day, of 400 beds. ZZ2: 120 ready and 80 gone, of 800."""
    write(tmp_path, "criteria.csv", criteria(ZZ1=[100] * 30, ZZ2=[120] * 30))
    write(tmp_path, "discharged.csv", discharged(ZZ1=[40] * 30, ZZ2=[80] * 30))
    write(tmp_path, "beds.csv", monthly_beds_csv((APPLEBRIDGE, BRACKWATER), months=("June 2024",)))
    return tmp_path


def test_those_who_stayed_are_those_ready_less_those_discharged(warehouse: Warehouse, folder: Path) -> None:
    load(warehouse, folder)

    assert value(warehouse, "stayed_with_no_criteria", "ZZ1", JUNE) == 60
    assert value(warehouse, "stayed_with_no_criteria", "england", JUNE) == 60 + 40
    assert len(values(warehouse, "stayed_with_no_criteria", "ZZA")) == 30


def test_their_share_of_beds_is_of_the_average_day_of_the_month(warehouse: Warehouse, folder: Path) -> None:
    load(warehouse, folder)

    assert values(warehouse, "no_criteria_share_of_beds", "ZZ1") == {JUNE: 60 / 400}
    assert values(warehouse, "no_criteria_share_of_beds", "ZZ9") == {JUNE: 100 / 1200}
    (england,) = warehouse.series("no_criteria_share_of_beds", "england").observations
    assert (england.period_end, england.contributing, england.left_out) == (date(2024, 7, 1), 2, 0)


def test_a_ratio_of_the_same_day_is_made_day_by_day(warehouse: Warehouse, folder: Path) -> None:
    load(warehouse, folder)

    assert value(warehouse, "discharged_of_those_ready", "ZZ1", DAYS[3]) == 0.4
    assert value(warehouse, "discharged_of_those_ready", "england", DAYS[3]) == pytest.approx(120 / 220)


def test_the_page_is_told_what_a_derived_measure_is_made_of(warehouse: Warehouse, folder: Path) -> None:
    load(warehouse, folder)

    share = warehouse.series("no_criteria_share_of_beds", "ZZ1")
    stayed = warehouse.series("stayed_with_no_criteria", "ZZ1")

    assert share.notes[0].startswith("Made of two measures that are published apart: Patients who stayed the night")
    assert ", over Adult general and acute beds occupied" in share.notes[0]
    assert ", less Patients with no criteria to reside who were discharged" in stayed.notes[0]


def test_more_discharged_than_ready_is_a_contradiction_and_no_figure(warehouse: Warehouse, tmp_path: Path) -> None:
    write(tmp_path, "criteria.csv", criteria(ZZ1=[100, 30], ZZ2=[120, 120]))
    write(tmp_path, "discharged.csv", discharged(ZZ1=[40, 35], ZZ2=[80, 80]))
    load(warehouse, tmp_path)

    first, second = warehouse.series("stayed_with_no_criteria", "ZZ1").observations
    england = warehouse.series("stayed_with_no_criteria", "england").observations

    assert (first.value, second.value) == (60, None)
    assert second.missing_because is MissingBecause.NOT_SUBMITTED
    assert [(one.value, one.left_out) for one in england] == [(100, 0), (40, 1)]


def test_a_trust_that_is_in_one_file_alone_is_neither_in_nor_left_out(warehouse: Warehouse, tmp_path: Path) -> None:
    write(tmp_path, "criteria.csv", criteria(ZZ1=[100], ZZ2=[120]))
    write(tmp_path, "discharged.csv", discharged(ZZ1=[40]))
    load(warehouse, tmp_path)

    assert values(warehouse, "stayed_with_no_criteria", "ZZ2") == {}
    (england,) = warehouse.series("stayed_with_no_criteria", "england").observations
    assert (england.value, england.contributing, england.left_out) == (60, 1, 0)


def test_a_month_of_which_half_the_days_are_missing_has_no_share(warehouse: Warehouse, tmp_path: Path) -> None:
    write(tmp_path, "criteria.csv", criteria(ZZ1=[100] * 15 + [""] * 15, ZZ2=[120] * 30))
    write(tmp_path, "discharged.csv", discharged(ZZ1=[40] * 15 + [""] * 15, ZZ2=[80] * 30))
    write(tmp_path, "beds.csv", monthly_beds_csv((APPLEBRIDGE, BRACKWATER), months=("June 2024",)))
    load(warehouse, tmp_path)

    assert values(warehouse, "no_criteria_share_of_beds", "ZZ1") == {JUNE: None}
    assert values(warehouse, "no_criteria_share_of_beds", "england") == {JUNE: 40 / 800}


def test_a_part_that_comes_later_makes_the_measure_then(warehouse: Warehouse, folder: Path) -> None:
    load(warehouse, folder / "criteria.csv", folder / "beds.csv")
    before = values(warehouse, "no_criteria_share_of_beds", "ZZ1")

    load(warehouse, folder / "discharged.csv")

    assert before == {}
    assert values(warehouse, "no_criteria_share_of_beds", "ZZ1") == {JUNE: 60 / 400}


def test_quarters_begin_in_january_april_july_and_october() -> None:
    days = np.array([20240131, 20240401, 20240930, 20241231])

    assert starts_of(days, "quarter").tolist() == [20240101, 20240401, 20240701, 20241001]


def test_a_group_is_kept_once_where_rolling_up_changes_nothing(warehouse: Warehouse, folder: Path) -> None:
    load(warehouse, folder)

    as_was = values(warehouse, "no_criteria_to_reside", "ZZ9")

    assert values(warehouse, "no_criteria_to_reside", "ZZ9", rolled_up=True) == as_was
    assert as_was[JUNE] == 220
