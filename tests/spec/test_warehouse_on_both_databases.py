"""The same story on SQLite and on a real PostgreSQL: same figures, same vintages, all or nothing on both."""

import math
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from support.loading import load, value, values

from everyweek.measures import MEASURES
from everyweek.publications.sample import write_sample
from everyweek.warehouse import Warehouse, WarehouseUnavailable, open_warehouse

CODES = ("england", "ZZ9", "ZZA", "ZZB", "ZZ1", "ZZ3", "ZZ4", "ZZ8", "ZZW01")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, regions=("ZZ9",))
    return folder


@pytest.fixture(scope="module")
def both(
    postgresql: str, sample: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Warehouse, Warehouse]]:
    on_sqlite = open_warehouse(f"sqlite:///{tmp_path_factory.mktemp('both')}/warehouse.sqlite3")
    on_postgresql = open_warehouse(postgresql)
    for warehouse in (on_sqlite, on_postgresql):
        assert load(warehouse, sample).all_well
    yield on_sqlite, on_postgresql
    for warehouse in (on_sqlite, on_postgresql):
        warehouse.engine.dispose()


@pytest.mark.parametrize("measure", MEASURES)
def test_every_series_is_the_same(both: tuple[Warehouse, Warehouse], measure: str) -> None:
    on_sqlite, on_postgresql = both
    for code in CODES:
        for vintage in ("latest", "first"):
            for rolled_up in (False, True):
                one, other = (
                    warehouse.series(measure, code, vintage=vintage, rolled_up=rolled_up)  # type: ignore[arg-type]
                    for warehouse in (on_sqlite, on_postgresql)
                )
                assert one.notes == other.notes
                assert [
                    (o.period_start, o.missing_because, o.source, o.contributing, o.left_out) for o in one.observations
                ] == [
                    (o.period_start, o.missing_because, o.source, o.contributing, o.left_out)
                    for o in other.observations
                ]
                for mine, theirs in zip(one.observations, other.observations, strict=True):
                    assert (mine.value is None) == (theirs.value is None)
                    assert mine.value is None or math.isclose(mine.value, theirs.value or 0, rel_tol=1e-12)


def test_what_is_held_is_told_the_same(both: tuple[Warehouse, Warehouse]) -> None:
    on_sqlite, on_postgresql = both

    assert on_sqlite.organisations() == on_postgresql.organisations()
    assert on_sqlite.releases() == on_postgresql.releases()
    assert [one.message for one in on_sqlite.notices()] == [one.message for one in on_postgresql.notices()]
    assert on_postgresql.holds_sample()


def test_loading_again_changes_nothing_there_either(both: tuple[Warehouse, Warehouse], sample: Path) -> None:
    _, on_postgresql = both
    before = on_postgresql.version()

    report = load(on_postgresql, sample)

    assert {one.outcome for one in report.outcomes} == {"unchanged", "passed over"}
    assert on_postgresql.version() == before


def test_a_load_that_breaks_off_leaves_nothing_there_either(both: tuple[Warehouse, Warehouse]) -> None:
    _, on_postgresql = both
    before = (on_postgresql.version(), values(on_postgresql, "attendances", "england"))

    with pytest.raises(RuntimeError, match="the power went"):
        break_off(on_postgresql)

    assert (on_postgresql.version(), values(on_postgresql, "attendances", "england")) == before


def break_off(warehouse: Warehouse) -> None:
    with warehouse.loading(now=datetime(2026, 6, 2, tzinfo=UTC)) as loading:
        loading.connection.execute(text("DELETE FROM group_observation"))
        raise RuntimeError("the power went")


def test_a_field_test_trust_is_left_out_there_too(both: tuple[Warehouse, Warehouse]) -> None:
    month = date(2023, 1, 1)

    assert value(both[1], "four_hour_performance", "ZZ3", month) is None
    assert value(both[0], "four_hour_performance", "england", month) == pytest.approx(
        value(both[1], "four_hour_performance", "england", month)
    )


def test_a_server_that_does_not_answer_is_said(postgresql: str) -> None:
    nobody_there = create_engine(postgresql).url.set(port=1).render_as_string(hide_password=False)

    with pytest.raises(WarehouseUnavailable, match="The warehouse did not answer"):
        open_warehouse(nobody_there)
