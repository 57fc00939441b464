"""The warehouse: views of the same figures, what it says it holds, and what it does when it cannot."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from support.loading import load, value, values
from support.publications import (
    APPLEBRIDGE,
    CAST,
    SERVICE,
    WALK_IN,
    Provider,
    Service,
    ambulance_csv,
    provider_csv,
    write,
)

import everyweek.warehouse
from everyweek.measures import UnknownMeasure
from everyweek.reference import UnknownOrganisation
from everyweek.warehouse import Warehouse, WarehouseUnavailable, home, open_warehouse, warehouse_url
from everyweek.warehouse.database import explained

APRIL = date(2024, 4, 1)


def test_a_region_and_a_board_are_sums_over_their_members(warehouse: Warehouse, tmp_path: Path) -> None:
    coldharbour = Provider("ZZ3", attendances=(500, 0, 0), over_four_hours=(100, 0, 0))
    load(warehouse, write(tmp_path, "a.csv", provider_csv((*CAST, coldharbour))))

    assert value(warehouse, "attendances", "ZZ9", APRIL) == 5500
    assert value(warehouse, "attendances", "ZZA", APRIL) == 5000
    assert value(warehouse, "attendances", "ZZB", APRIL) == 500
    assert value(warehouse, "four_hour_performance", "ZZA", APRIL) == pytest.approx(3170 / 5000)


def test_a_board_has_no_figures_before_it_existed_except_rolled_up(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", provider_csv(period="MAY-2022")))

    assert values(warehouse, "attendances", "ZZA") == {}
    assert value(warehouse, "attendances", "ZZA", date(2022, 5, 1), rolled_up=True) == 5000


def test_an_observation_names_the_file_it_comes_from(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "April-2024-revised-130624.csv", provider_csv()))

    (own,) = warehouse.series("attendances", "ZZ1").observations
    (england,) = warehouse.series("attendances", "england").observations

    assert own.source == england.source
    assert own.source.endswith("April-2024-revised-130624.csv, revised 13 June 2024")
    assert own.period_end == date(2024, 5, 1)


def test_a_series_can_be_cut_to_some_months(warehouse: Warehouse, tmp_path: Path) -> None:
    for month in ("MARCH", "APRIL", "MAY"):
        load(warehouse, write(tmp_path, f"{month}.csv", provider_csv(period=f"{month}-2024")))

    cut = values(warehouse, "attendances", "ZZ1", period_from=APRIL, period_to=APRIL)

    assert list(cut) == [APRIL]


def test_england_is_england_in_any_spelling(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", provider_csv()))

    assert warehouse.series("attendances", "England").organisation == "england"
    assert values(warehouse, "attendances", "Eng") == values(warehouse, "attendances", "england")
    assert value(warehouse, "attendances", "england", APRIL, rolled_up=True) == 5000


def test_an_unknown_organisation_or_measure_is_said_with_near_ones(warehouse: Warehouse) -> None:
    with pytest.raises(UnknownOrganisation, match="QQQQ"):
        warehouse.series("attendances", "QQQQ")
    with pytest.raises(UnknownMeasure, match="attendances"):
        warehouse.series("attendance", "ZZ1")


def test_a_centile_of_a_trust_rolled_up_says_that_it_does_not_aggregate(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", ambulance_csv({(2024, 4): [SERVICE]})))

    series = warehouse.series("category_1_p90", "ZZ8", rolled_up=True)

    assert [one.value for one in series.observations] == [860]
    assert "does not aggregate" in series.notes[0]


def test_a_board_has_no_centile_and_says_why(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", ambulance_csv({(2024, 4): [SERVICE]})))

    series = warehouse.series("category_1_p90", "ZZA")

    assert (series.observations, len(series.notes)) == ((), 2)


def test_an_empty_warehouse_says_that_it_is_empty(warehouse: Warehouse) -> None:
    assert warehouse.is_empty()
    assert warehouse.version() == 0
    assert warehouse.releases() == warehouse.notices() == warehouse.organisations() == ()
    assert warehouse.latest_period("ae_monthly") is None
    assert not warehouse.holds_sample()
    assert not warehouse.holds_real_data()
    assert warehouse.series("attendances", "england").observations == ()


def test_what_is_held_is_told_file_by_file(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", provider_csv()), now=datetime(2026, 5, 1, 12, tzinfo=UTC))

    (record,) = warehouse.releases()

    assert (record.file_name, record.period_start, record.period_end) == ("a.csv", APRIL, date(2024, 5, 1))
    assert (record.periods, record.periods_in_force, record.is_latest) == (1, 1, True)
    assert record.is_sample
    assert record.loaded_at == datetime(2026, 5, 1, 12, tzinfo=UTC)
    assert record.source == "NHS England, A&E Attendances and Emergency Admissions, a.csv"
    assert warehouse.latest_period("ae_monthly") == APRIL


def test_organisations_with_figures_name_only_measures_with_a_value(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", provider_csv((APPLEBRIDGE, WALK_IN))))

    by_code = {one.code: one for one in warehouse.organisations()}

    assert "four_hour_performance_type1" not in by_code["ZZW01"].measures
    assert by_code["ZZ1"].name == "Applebridge Invented Hospitals NHS Trust"
    assert by_code["england"].kind == "england"
    assert by_code["ZZ9"].kind == "region"


def test_notices_can_be_limited_to_the_newest(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "one.csv", "a,b\n"))
    load(warehouse, write(tmp_path, "two.csv", "a,b\n"))

    assert [one.file_name for one in warehouse.notices(limit=1)] == ["two.csv"]


def test_a_merger_that_takes_effect_later_rolls_up_from_the_next_load_on(warehouse: Warehouse, tmp_path: Path) -> None:
    dunmarsh = Provider("ZZ4", attendances=(700, 0, 0))
    before_merger, after_merger = datetime(2024, 9, 1, tzinfo=UTC), datetime(2024, 11, 1, tzinfo=UTC)
    may = date(2024, 5, 1)
    first = write(
        tmp_path, "a.csv", provider_csv((Provider("ZZ3", attendances=(10, 0, 0)), dunmarsh), period="MAY-2024")
    )

    load(warehouse, first, now=before_merger)
    assert value(warehouse, "attendances", "ZZ3", may, rolled_up=True, today=before_merger.date()) == 10
    load(warehouse, write(tmp_path, "bad.csv", "a,b\n"), now=after_merger)

    assert value(warehouse, "attendances", "ZZ3", may, rolled_up=True, today=after_merger.date()) == 710


def test_a_merger_that_takes_effect_later_shows_after_a_refresh_too(warehouse: Warehouse, tmp_path: Path) -> None:
    dunmarsh, coldharbour = Provider("ZZ4", attendances=(700, 0, 0)), Provider("ZZ3", attendances=(10, 0, 0))
    before_merger, after_merger = datetime(2024, 9, 1, tzinfo=UTC), datetime(2024, 11, 1, tzinfo=UTC)
    may = date(2024, 5, 1)
    load(
        warehouse, write(tmp_path, "a.csv", provider_csv((coldharbour, dunmarsh), period="MAY-2024")), now=before_merger
    )
    version = warehouse.version()

    assert not warehouse.refresh(now=before_merger)
    assert warehouse.refresh(now=after_merger)

    assert warehouse.version() == version + 1
    assert value(warehouse, "attendances", "ZZ3", may, rolled_up=True, today=after_merger.date()) == 710
    assert not warehouse.refresh(now=after_merger)


def test_an_empty_warehouse_needs_no_refresh(warehouse: Warehouse) -> None:
    assert not warehouse.refresh(now=datetime(2024, 11, 1, tzinfo=UTC))


def test_a_load_that_fails_half_way_leaves_everything_as_it_was(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", provider_csv()))
    before = (warehouse.version(), warehouse.releases(), values(warehouse, "attendances", "england"))

    with pytest.raises(RuntimeError, match="the power went"):
        break_off(warehouse)

    assert (warehouse.version(), warehouse.releases(), values(warehouse, "attendances", "england")) == before


def break_off(warehouse: Warehouse) -> None:
    with warehouse.loading(now=datetime(2026, 6, 2, tzinfo=UTC)) as loading:
        loading.note([])
        loading.changed = True
        raise RuntimeError("the power went")


def test_group_figures_equal_a_slow_sum_over_the_file(warehouse: Warehouse, tmp_path: Path) -> None:
    providers = [replace(APPLEBRIDGE, code=code) for code in ("ZZ1", "ZZ2")]
    load(warehouse, write(tmp_path, "a.csv", provider_csv(providers)))

    for measure in ("attendances", "four_hour_performance", "conversion", "waits_over_12_hours_from_decision"):
        members = [warehouse.series(measure, code).observations[0] for code in ("ZZ1", "ZZ2")]
        (england,) = warehouse.series(measure, "england").observations
        assert england.numerator == sum(one.numerator or 0 for one in members)


def test_a_file_that_is_no_database_says_so(home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "warehouse.sqlite3").write_bytes(b"this is no database at all, not even nearly" * 50)

    with pytest.raises(WarehouseUnavailable, match="The file is not a warehouse, or it is damaged"):
        open_warehouse()


def test_a_warehouse_of_another_version_is_not_touched(warehouse: Warehouse, home: Path) -> None:
    with sqlite3.connect(home / "warehouse.sqlite3") as connection:
        connection.execute("UPDATE warehouse_fact SET value = '99' WHERE name = 'schema_version'")

    with pytest.raises(WarehouseUnavailable, match="made by another version of Everyweek"):
        open_warehouse()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(WarehouseUnavailable, match="cannot be made"):
        open_warehouse(f"sqlite:///{tmp_path}/file/deeper/warehouse.sqlite3")


def test_a_trouble_nobody_foresaw_is_still_a_sentence(warehouse: Warehouse) -> None:
    with warehouse.engine.connect() as connection:
        connection.exec_driver_sql("DROP TABLE notice")
        connection.commit()

    with pytest.raises(WarehouseUnavailable, match="The warehouse did not answer"):
        warehouse.notices()


def test_home_is_named_by_the_environment_or_lies_in_the_checkout(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("EVERYWEEK_HOME", str(tmp_path))
    assert home() == tmp_path
    assert warehouse_url() == f"sqlite:///{tmp_path}/warehouse.sqlite3"

    monkeypatch.delenv("EVERYWEEK_HOME")
    assert home() == Path(__file__).resolve().parents[3] / "var"

    monkeypatch.setenv("EVERYWEEK_WAREHOUSE", "postgresql+psycopg://db/everyweek")
    assert warehouse_url() == "postgresql+psycopg://db/everyweek"


def test_an_island_trust_that_runs_its_own_ambulances_does_not_pass_for_its_boards(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    wight = Service("R1F", "ISLE OF WIGHT NHS TRUST", region="Y59")
    load(warehouse, write(tmp_path, "a.csv", ambulance_csv({(2024, 4): [wight]})))

    board = warehouse.series("category_2_mean", "QRL")

    assert board.observations == ()
    assert "not for integrated care boards" in board.notes[0]
    assert value(warehouse, "category_2_mean", "Y59", APRIL) == 1800


def test_a_file_damaged_in_the_middle_is_said_to_be_damaged(warehouse: Warehouse, tmp_path: Path, home: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", provider_csv()))
    warehouse.engine.dispose()
    path = home / "warehouse.sqlite3"
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (size - 8192))

    with pytest.raises(WarehouseUnavailable, match="it is damaged"):
        open_warehouse().series("attendances", "england")


def test_our_own_mistakes_are_not_dressed_up(warehouse: Warehouse) -> None:
    with pytest.raises(IntegrityError), explained(warehouse.engine), warehouse.engine.connect() as connection:
        connection.exec_driver_sql("INSERT INTO warehouse_fact (name, value) VALUES ('twice', NULL)")


def test_a_public_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'lakehouse'"):
        everyweek.warehouse.lakehouse  # noqa: B018


@pytest.mark.parametrize("address", ["nonsense", "oracle://host/db", "nodatabase://x"])
def test_an_address_of_no_usable_database_is_said_in_a_sentence(address: str) -> None:
    with pytest.raises(WarehouseUnavailable, match="Write it as postgresql://user@host/database"):
        open_warehouse(address)
