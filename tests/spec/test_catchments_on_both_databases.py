"""Lists of catchments on SQLite and on a real PostgreSQL: kept alike, read alike."""

from pathlib import Path

import pytest
from support.catchments import area_list, population_list
from support.loading import load
from support.postgresql import new_database
from support.publications import Provider, provider_csv, write

from everyweek.warehouse import open_warehouse

REAL_FIGURES = provider_csv((Provider("RJ1", "GUY'S", attendances=(100, 0, 0)),), period="MAY-2024")
REAL_LIST = area_list({("RJ1", "E09000001"): 50, ("RJ2", "E09000002"): 50})


@pytest.fixture
def postgresql(server: str) -> str:
    return new_database(server)


def test_the_same_lists_give_the_same_catchments(postgresql: str, tmp_path: Path) -> None:
    files = [write(tmp_path, "people.csv", population_list()), write(tmp_path, "places.csv", area_list())]
    both = [open_warehouse(address) for address in (f"sqlite:///{tmp_path}/warehouse.sqlite3", postgresql)]

    for warehouse in both:
        assert load(warehouse, *files).all_well
    on_sqlite, on_postgresql = (warehouse.catchments() for warehouse in both)

    assert dict(on_sqlite.by_code) == dict(on_postgresql.by_code)
    assert on_sqlite.of("ZZ2").metropolitan_districts == 0.5
    for warehouse in both:
        warehouse.engine.dispose()


def test_lists_of_the_sample_and_real_data_are_never_mixed(postgresql: str, tmp_path: Path) -> None:
    invented = [write(tmp_path / "invented", "people.csv", population_list())]
    invented.append(write(tmp_path / "invented", "attendances.csv", provider_csv()))
    real = write(tmp_path, "real.csv", REAL_FIGURES)
    places = write(tmp_path, "places.csv", REAL_LIST)
    both = [open_warehouse(address) for address in (f"sqlite:///{tmp_path}/warehouse.sqlite3", postgresql)]

    for warehouse in both:
        assert load(warehouse, *invented).all_well
        assert warehouse.catchments().of("ZZ1").population == 300_000
        assert load(warehouse, real).all_well
        assert dict(warehouse.catchments().by_code) == {}
        assert load(warehouse, places).all_well
        refused = load(warehouse, *invented).of("refused")

        assert [one.path.name for one in refused] == ["attendances.csv", "people.csv"]
        assert all("the two are never mixed" in one.message for one in refused)
        assert set(warehouse.catchments().by_code) == {"RJ1", "RJ2"}
        warehouse.engine.dispose()
