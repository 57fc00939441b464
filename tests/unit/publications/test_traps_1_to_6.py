"""The traps in NHS England's files that concern the A&E and ambulance publications, a test or more for each.

The numbers are those of the list the traps were gathered in; 7 (calls abandoned) and 11 (delay reasons) concern
publications that are not read yet, 15 (winter-only series) too.
"""

import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.loading import cell, load, released, value, values
from support.publications import (
    APPLEBRIDGE,
    BRACKWATER,
    COLDHARBOUR,
    WALK_IN,
    Provider,
    Service,
    Workbook,
    ambulance_csv,
    provider_csv,
    provider_workbook,
    write,
)

from everyweek.publications.errors import FaultyPublication
from everyweek.reference import directory
from everyweek.tables import MissingBecause
from everyweek.warehouse import Warehouse

APRIL_2024 = date(2024, 4, 1)
MAY_2022 = date(2022, 5, 1)


def field_test_month() -> str:
    return provider_csv((APPLEBRIDGE, COLDHARBOUR), period="MAY-2022")


# 1. Field-test trusts


def test_trap_1_a_field_test_trust_is_not_applicable_and_not_100_per_cent(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", field_test_month()))

    (observation,) = warehouse.series("four_hour_performance", "ZZ3").observations

    assert observation.value is None
    assert observation.missing_because is MissingBecause.NOT_APPLICABLE


def test_trap_1_england_leaves_a_field_test_trust_out_of_the_denominator(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", field_test_month()))

    (england,) = warehouse.series("four_hour_performance", "england").observations

    assert england.denominator == 1500  # Applebridge alone, not 3,500
    assert england.value == pytest.approx(1170 / 1500)
    assert (england.contributing, england.left_out) == (1, 1)


def test_trap_1_attendances_of_a_field_test_trust_still_count(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", field_test_month()))

    assert value(warehouse, "attendances", "england", MAY_2022) == 3500


def test_trap_1_the_dash_of_the_workbook_is_not_applicable_too() -> None:
    book = Workbook((APPLEBRIDGE, COLDHARBOUR), period="May 2022", not_reported=frozenset({"ZZ3"}))

    release = released(provider_workbook(book))

    assert math.isnan(cell(release, "ZZ3", "over_four_hours_type1"))
    assert cell(release, "ZZ1", "over_four_hours_type1") == 300


def test_trap_1_a_field_test_trust_that_reports_is_taken_at_its_word() -> None:
    reporting = replace(COLDHARBOUR, over_four_hours=(700, 0, 0))

    release = released(provider_csv((reporting,), period="MAY-2022"))

    assert cell(release, "ZZ3", "over_four_hours_type1") == 700


def test_trap_1_outside_the_window_nobody_over_four_hours_is_shown_and_remarked_on() -> None:
    release = released(provider_csv((COLDHARBOUR,), period="MAY-2024"))

    assert cell(release, "ZZ3", "over_four_hours_type1") == 0
    assert "nobody over four hours" in release.remarks[0].message


# 2. Booked appointments


def test_trap_2_booked_appointments_count_in_numerator_and_denominator(warehouse: Warehouse, tmp_path: Path) -> None:
    booked = replace(APPLEBRIDGE, booked=(100, 0, 400), booked_over=(50, 0, 20))
    load(warehouse, write(tmp_path, "a.csv", provider_csv((booked,))))

    (observation,) = warehouse.series("four_hour_performance", "ZZ1").observations

    assert observation.denominator == 1500 + 500
    assert observation.numerator == 2000 - 330 - 70


def test_trap_2_the_workbooks_provider_sheet_already_holds_the_booked_ones() -> None:
    booked = replace(APPLEBRIDGE, booked=(100, 0, 400), booked_over=(50, 0, 20))

    from_csv = released(provider_csv((booked,)))
    from_workbook = released(provider_workbook(Workbook((booked,))))

    assert cell(from_csv, "ZZ1", "attendances_type1") == cell(from_workbook, "ZZ1", "attendances_type1") == 1100
    assert from_csv.fingerprint != from_workbook.fingerprint  # the names are printed in another case


# 3. Revisions


def first_and_revised(folder: Path) -> tuple[Path, Path]:
    first = write(folder, "April-2024-CSV.csv", provider_csv((APPLEBRIDGE, BRACKWATER)))
    changed = replace(APPLEBRIDGE, attendances=(1000, 100, 900))
    revised = write(folder, "April-2024-CSV-revised.csv", provider_csv((changed, BRACKWATER)))
    return first, revised


def test_trap_3_a_revision_replaces_the_first_release_and_both_stay(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, *first_and_revised(tmp_path))

    assert value(warehouse, "attendances", "ZZ1", APRIL_2024) == 2000
    assert value(warehouse, "attendances", "ZZ1", APRIL_2024, vintage="first") == 1500
    assert value(warehouse, "attendances", "england", APRIL_2024) == 5000
    assert value(warehouse, "attendances", "england", APRIL_2024, vintage="first") == 4500


@pytest.mark.parametrize("backwards", [False, True])
def test_trap_3_the_order_of_files_and_loads_does_not_matter(
    warehouse: Warehouse, tmp_path: Path, backwards: bool
) -> None:
    files = first_and_revised(tmp_path)

    for path in reversed(files) if backwards else files:
        load(warehouse, path)

    assert value(warehouse, "attendances", "ZZ1", APRIL_2024) == 2000
    assert value(warehouse, "attendances", "ZZ1", APRIL_2024, vintage="first") == 1500


def test_trap_3_a_provider_added_by_a_revision_appears_only_in_it(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "first.csv", provider_csv((APPLEBRIDGE,))))
    load(warehouse, write(tmp_path, "first revised.csv", provider_csv((APPLEBRIDGE, WALK_IN))))

    assert values(warehouse, "attendances", "ZZW01") == {APRIL_2024: 500}
    assert values(warehouse, "attendances", "ZZW01", vintage="first") == {}


def test_trap_3_the_workbooks_revised_cell_decides_between_workbooks(warehouse: Warehouse, tmp_path: Path) -> None:
    later = Workbook((replace(APPLEBRIDGE, other_admissions=99),), revised="14th November 2024")
    earlier = Workbook((APPLEBRIDGE,), revised="13th June 2024")
    (tmp_path / "a.xlsx").write_bytes(provider_workbook(later))
    (tmp_path / "b.xlsx").write_bytes(provider_workbook(earlier))

    load(warehouse, tmp_path)

    assert value(warehouse, "emergency_admissions", "ZZ1", APRIL_2024) == 300 + 99


def test_trap_3_the_newest_edition_restates_the_months_before_it(warehouse: Warehouse, tmp_path: Path) -> None:
    old = ambulance_csv({(2024, 1): [Service(incidents=900)]})
    new = ambulance_csv({(2024, 1): [Service(incidents=950)], (2024, 2): [Service()]})

    load(warehouse, write(tmp_path, "new.csv", new))
    load(warehouse, write(tmp_path, "old.csv", old))

    january = date(2024, 1, 1)
    assert value(warehouse, "incidents", "ZZ8", january) == 950
    assert value(warehouse, "incidents", "ZZ8", january, vintage="first") == 900


# 4. Total and England rows


@pytest.mark.parametrize(
    "total",
    [
        "TOTAL,TOTAL,TOTAL,TOTAL",
        "Total,Total,Total,Total",
        "TOTAl,TOTAl,TOTAl,TOTAl",
        ",,,TOTAL",
        ",,,Total",
        "TOTAL,TOTAL ,TOTAL  ,TOTAL ",
        "MSitAE-APRIL-2024,TOTAL,TOTAL,TOTAL",
        ",-,,England",
    ],
)
def test_trap_4_a_total_row_in_any_spelling_is_never_data(total: str) -> None:
    release = released(provider_csv(total=total))

    assert release.figures.codes == ("ZZ1", "ZZ2", "ZZW01")
    assert release.remarks == ()


def test_trap_4_the_total_row_is_held_against_the_sum_of_the_providers() -> None:
    wrong = provider_csv(total_cells=[4001, *[0] * 17])

    with pytest.raises(
        FaultyPublication, match=r"row 5, column 'A&E attendances Type 1'.*Found: 4,001.*Expected: 4,000"
    ):
        released(wrong)


def test_trap_4_the_england_row_of_the_workbook_is_held_against_the_sum() -> None:
    with pytest.raises(FaultyPublication, match=r"sheet 'Provider Level Data', row 17, column 'W'.*England row"):
        released(provider_workbook(Workbook(england={22: 7, 23: 1207})))


def test_trap_4_england_and_regions_of_the_ambulance_file_are_not_added_to_their_services(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    load(warehouse, write(tmp_path, "a.csv", ambulance_csv({(2024, 1): [Service()]})))

    assert value(warehouse, "incidents", "england", date(2024, 1, 1)) == 1000


# 5. Code continuity


def test_trap_5_a_merged_trust_is_shown_as_it_was_or_rolled_up_to_todays(warehouse: Warehouse, tmp_path: Path) -> None:
    dunmarsh = Provider("ZZ4", "DUNMARSH", attendances=(700, 0, 0), over_four_hours=(70, 0, 0))
    coldharbour = replace(COLDHARBOUR, over_four_hours=(200, 0, 0))
    load(warehouse, write(tmp_path, "a.csv", provider_csv((coldharbour, dunmarsh), period="MAY-2024")))

    may = date(2024, 5, 1)
    assert value(warehouse, "attendances", "ZZ3", may) == 2000
    assert value(warehouse, "attendances", "ZZ3", may, rolled_up=True) == 2700
    assert value(warehouse, "attendances", "ZZ4", may) == 700


def test_trap_5_a_code_that_has_ended_rolls_up_to_its_successor(warehouse: Warehouse, tmp_path: Path) -> None:
    dunmarsh = Provider("ZZ4", "DUNMARSH", attendances=(700, 0, 0), over_four_hours=(70, 0, 0))
    load(warehouse, write(tmp_path, "a.csv", provider_csv((dunmarsh,), period="MAY-2024")))

    series = warehouse.series("attendances", "ZZ4", rolled_up=True)

    assert series.organisation == "ZZ3"
    assert "ZZ4 is now part of Coldharbour and Dunmarsh" in series.notes[0]


def test_trap_5_divided_work_is_not_given_to_one_successor(warehouse: Warehouse, tmp_path: Path) -> None:
    load(
        warehouse, write(tmp_path, "a.csv", provider_csv((Provider("RW6", attendances=(9, 0, 0)),), period="MAY-2020"))
    )

    series = warehouse.series("attendances", "RW6", rolled_up=True)

    assert series.organisation == "RW6"
    assert "divided between several organisations" in series.notes[0]


def test_trap_5_the_same_code_under_a_new_name_is_said_to_be_another_organisation() -> None:
    changes = directory().changes("RH5")

    assert any(change.breaks_the_series and change.on == date(2023, 4, 1) for change in changes)


# 6. Integrated care boards


def test_trap_6_42_boards_until_31_march_2026_and_36_after() -> None:
    boards = [row for row in directory().memberships() if row.group == "england" and row.provider]
    assert boards  # providers, not boards: boards are counted by name
    names = [one for code in all_codes() for one in directory().names(code) if one.kind == "icb" and not one.invented]

    def open_on(day: date) -> int:
        return len({one.code for one in names if (one.valid_from or day) <= day and day < (one.valid_to or date.max)})

    assert (open_on(date(2026, 3, 31)), open_on(date(2026, 4, 1))) == (42, 36)


def all_codes() -> set[str]:
    return {one.code for one in directory().find("integrated care board", limit=500)}


def test_trap_6_codes_of_any_pattern_are_taken(warehouse: Warehouse, tmp_path: Path) -> None:
    odd = [Provider(code, attendances=(10, 0, 0)) for code in ("G6V2S", "K0N6A", "TAF", "AAH", "Y02147", "NTP11")]
    load(warehouse, write(tmp_path, "a.csv", provider_csv(odd)))

    assert value(warehouse, "attendances", "england", APRIL_2024) == 60
