"""What the checks at the end of a load find in a published winter: slips that can be seen with the naked eye."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from support.loading import load

from everyweek.publications.quality.finding import JUMP, SHARE, Subject, subject_of
from everyweek.warehouse import Notice, open_warehouse

pytestmark = pytest.mark.real_files


@pytest.fixture(scope="module")
def notices(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Notice, ...]]:
    warehouse = open_warehouse(f"sqlite:///{tmp_path_factory.mktemp('quality')}/warehouse.sqlite3")
    load(warehouse, *sorted((published / "nhse-uec-sitrep").glob("Winter-data-timeseries-*.xlsx")))
    yield warehouse.notices()
    warehouse.engine.dispose()


def test_a_day_of_130_long_handovers_where_one_is_usual_is_a_jump(notices: tuple[Notice, ...]) -> None:
    # R1H, 12 January 2019: the workbook prints 130 over 60 minutes; the twenty Saturdays before have 1.3 on average.
    found = [subject_of(notice) for notice in notices if notice.rule == JUMP]

    about = [one for one in found if one and (one.who, one.when) == ("R1H", date(2019, 1, 12))]
    assert len(about) == 1
    assert isinstance(about[0], Subject)


def test_more_handovers_over_30_minutes_than_arrivals_cannot_be_true(notices: tuple[Notice, ...]) -> None:
    impossible = [notice for notice in notices if notice.rule == SHARE and notice.severity == "warning"]

    assert any("877.8 % (RXN, 16 December 2017)" in notice.message for notice in impossible)


def test_some_hundred_days_stand_out_among_two_winters_and_not_thousands(notices: tuple[Notice, ...]) -> None:
    jumps = [notice for notice in notices if notice.rule == JUMP]

    assert 20 <= len(jumps) <= 2 * 21
