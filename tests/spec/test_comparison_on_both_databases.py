"""Comparisons on SQLite and on a real PostgreSQL: the same figures, ranks, funnels and gaps."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from support.comparison_world import world
from support.daily import Given, days_from, release_of
from support.loading import NOW

from everyweek.comparison import compare, opportunities
from everyweek.comparison.panel import read_panel
from everyweek.measures import MEASURES, find_measure
from everyweek.warehouse import Warehouse, open_warehouse

START = min(day for given in world() for day in given.figures)


@pytest.fixture(scope="module")
def both(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Warehouse, Warehouse]]:
    days = days_from(START, 200)
    calls = [
        Given("nhs_111_answered_within_60_seconds", area, dict.fromkeys(days, (80 + at, 100)))
        for at, area in enumerate(("111AA1", "111AA6"))
    ]
    folder: Path = tmp_path_factory.mktemp("both")
    opened = open_warehouse(f"sqlite:///{folder}/warehouse.sqlite3"), open_warehouse(postgresql)
    for warehouse in opened:
        keep_in(warehouse, [*world(), *calls])
    yield opened
    for warehouse in opened:
        warehouse.engine.dispose()


def keep_in(warehouse: Warehouse, given: list[Given]) -> None:
    """Hand the figures to a warehouse, those of one publication as one release."""
    publications = dict.fromkeys(find_measure(one.measure).publication for one in given)
    with warehouse.loading(now=NOW) as load:
        for publication in publications:
            load.keep(release_of([one for one in given if find_measure(one.measure).publication == publication]))


@pytest.mark.parametrize("measure", MEASURES)
def test_every_matrix_is_the_same(both: tuple[Warehouse, Warehouse], measure: str) -> None:
    one, other = (read_panel(warehouse, measure) for warehouse in both)

    assert (one.codes, one.months) == (other.codes, other.months)
    for name in ("numerator", "denominator", "value"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), rtol=1e-12)


@pytest.mark.parametrize("among", ["nearest", "all", "region-y61"])
def test_every_comparison_is_the_same(both: tuple[Warehouse, Warehouse], among: str) -> None:
    one, other = (compare(warehouse, "four_hour_performance", "RDE", among=among) for warehouse in both)

    assert one.summary == other.summary
    assert [(row.code, row.rank, row.rank_lower, row.rank_upper) for row in one.rows] == [
        (row.code, row.rank, row.rank_lower, row.rank_upper) for row in other.rows
    ]
    assert [gap.sentence for gap in one.gaps] == [gap.sentence for gap in other.gaps]


def test_the_largest_gaps_are_the_same(both: tuple[Warehouse, Warehouse]) -> None:
    one, other = (opportunities(warehouse, "RDE") for warehouse in both)

    assert [row.gap.sentence for row in one.real] == [row.gap.sentence for row in other.real]
    assert one.real
    assert one.without == other.without
