"""The traps in NHS England's files that concern the A&E and ambulance publications, a test or more for each.

The numbers are those of the list the traps were gathered in; 7 (calls abandoned) and 11 (delay reasons) concern
publications that are not read yet, 15 (winter-only series) too.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from support.loading import cell, load, released, values
from support.publications import (
    APPLEBRIDGE,
    CAST,
    CSV_2019,
    CSV_2020,
    CSV_BOOKED,
    WALK_IN,
    Workbook,
    provider_csv,
    provider_workbook,
    write,
)

from everyweek.publications.errors import FaultyPublication
from everyweek.publications.periods import day_of, month_of
from everyweek.tables import MissingBecause
from everyweek.variation import xmr
from everyweek.warehouse import Warehouse

APRIL_2024 = date(2024, 4, 1)


# 8. Dates in eight dresses


@pytest.mark.parametrize(
    ("dress", "month"),
    [
        ("MSitAE-APRIL-2019", date(2019, 4, 1)),
        ("April 2022", date(2022, 4, 1)),
        ("November  2024", date(2024, 11, 1)),
        ("May 26", date(2026, 5, 1)),
        (43556.0, date(2019, 4, 1)),
        (date(2020, 2, 29), date(2020, 2, 1)),
    ],
)
def test_trap_8_months_in_their_dresses(dress: object, month: date) -> None:
    assert month_of(dress) == month


@pytest.mark.parametrize(
    ("dress", "day"),
    [
        ("9th June 2017", date(2017, 6, 9)),
        ("13 June 2024", date(2024, 6, 13)),
        ("12/05/2016", date(2016, 5, 12)),
        ("11th Febuary 2016", date(2016, 2, 11)),
        ("", None),
        ("TBC", None),
        ("31/02/2020", None),
    ],
)
def test_trap_8_days_in_their_dresses(dress: str, day: date | None) -> None:
    assert day_of(dress) == day


# 9. Missing marks


@pytest.mark.parametrize("mark", ["-", ".", "*", "N/A", "#N/A", "#VALUE!", ""])
def test_trap_9_a_missing_mark_is_missing_and_never_zero(warehouse: Warehouse, tmp_path: Path, mark: str) -> None:
    text = provider_csv((APPLEBRIDGE, WALK_IN), total_cells=["-"] * 18).replace(
        "ZZ1,NHS ENGLAND LONDON ,", "ZZ1,NHS ENGLAND LONDON,"
    )
    line = next(line for line in text.splitlines() if ",ZZ1," in line)
    cells = line.split(",")
    cells[16] = mark  # waits of 4 to 12 hours
    load(warehouse, write(tmp_path, "a.csv", text.replace(line, ",".join(cells))))

    (observation,) = warehouse.series("waits_4_to_12_hours_from_decision", "ZZ1").observations

    assert observation.value is None
    assert observation.missing_because is not None


def test_trap_9_what_is_neither_a_number_nor_a_mark_refuses_the_file() -> None:
    text = provider_csv().replace(",1000,", ",about 1000,")

    with pytest.raises(FaultyPublication, match=r"row 2, column 'A&E attendances Type 1': A count is not a number"):
        released(text)


# 10. Names


def test_trap_10_organisations_are_joined_on_codes_whatever_their_names(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", provider_csv((replace(APPLEBRIDGE, name="APPLEBRIDGE NHS FT "),))))
    again = replace(APPLEBRIDGE, name="Applebridge Nhs Ft\u00a0\u00a0")
    load(warehouse, write(tmp_path, "b.csv", provider_csv((again,), period="MAY-2024")))

    assert len(values(warehouse, "attendances", "ZZ1")) == 2


# 12. Denominator zero


def test_trap_12_a_zero_denominator_gives_no_percentage(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", provider_csv((WALK_IN,))))

    (observation,) = warehouse.series("four_hour_performance_type1", "ZZW01").observations

    assert observation.value is None
    assert observation.missing_because is MissingBecause.NO_DENOMINATOR


def test_trap_12_nobody_to_measure_is_not_left_out_of_the_group(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", provider_csv()))

    (england,) = warehouse.series("four_hour_performance_type1", "england").observations

    assert (england.contributing, england.left_out) == (2, 0)


# 13. Waits over 12 hours


def test_trap_13_waits_are_from_the_decision_to_admit_and_say_so() -> None:
    from everyweek.measures import find_measure

    measure = find_measure("waits_over_12_hours_from_decision")

    assert "decision to admit" in measure.title
    assert any("not from arrival" in caveat for caveat in measure.caveats)


def test_trap_13_the_workbooks_over_4_hours_holds_those_over_12_which_the_csv_does_not() -> None:
    from_csv = released(provider_csv())
    from_workbook = released(provider_workbook(Workbook()))

    assert cell(from_csv, "ZZ1", "waits_4_to_12_hours") == cell(from_workbook, "ZZ1", "waits_4_to_12_hours") == 90


# 14. Spreadsheet facts


def test_trap_14_the_provider_sheet_is_found_behind_other_and_hidden_sheets() -> None:
    release = released(provider_workbook(Workbook(sheet="Provider Level Data")))

    assert release.figures.codes == ("ZZ1", "ZZ2", "ZZW01")


def test_trap_14_a_provider_sheet_under_another_name_is_found_by_its_header() -> None:
    assert released(provider_workbook(Workbook(sheet="Providers (2)"))).figures.codes[0] == "ZZ1"


def test_trap_14_notes_under_the_table_are_no_providers() -> None:
    notes = (["Note:"], ["1. Organisations that did not submit"], ["code  -  RYF", "Organisation  - South Western"])

    assert len(released(provider_workbook(Workbook(notes=notes))).figures.codes) == 3


def test_trap_14_row_and_column_of_an_error_are_the_spreadsheets_own() -> None:
    with pytest.raises(
        FaultyPublication, match=r"sheet 'Provider Level Data', row 20, column 'E': A count is not a number"
    ):
        released(provider_workbook(Workbook(cells={(19, 4): "many"})))


# 16. A baseline must not run across the spring of 2020


def test_trap_16_a_chart_can_be_split_where_something_happened() -> None:
    before, after = np.full(14, 0.90), np.full(14, 0.70)

    chart = xmr(np.concatenate([before, after])[None, :], improvement="up", rebase=[14])

    assert chart.mean[0, 0] == pytest.approx(0.90)
    assert chart.mean[0, -1] == pytest.approx(0.70)


def test_the_three_headers_of_the_csv_say_the_same() -> None:
    releases = [released(provider_csv(header=header)) for header in (CSV_2019, CSV_2020, CSV_BOOKED)]

    assert len({release.fingerprint for release in releases}) == 1
    assert cell(releases[0], "ZZ1", "over_four_hours_other") == 20


def test_five_columns_without_a_header_and_one_called_a_are_passed_over() -> None:
    header = CSV_BOOKED + ",,,,,,a"
    text = provider_csv().replace(CSV_BOOKED, header)

    assert released(text).figures.codes == tuple(provider.code for provider in CAST)
