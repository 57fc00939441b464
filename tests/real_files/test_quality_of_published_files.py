"""What the checks at the end of a load find in a published winter: slips that can be seen with the naked eye."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from support.loading import load

from everyweek.measures import find_measure
from everyweek.publications.document import open_document
from everyweek.publications.quality.finding import ENGLAND_DIFFERS, JUMP, SHARE, Subject, subject_of
from everyweek.warehouse import Notice, open_warehouse
from everyweek.warehouse.database import reading
from everyweek.warehouse.england_twice import england_twice

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


def test_a_jump_is_found_on_the_row_that_it_names(notices: tuple[Notice, ...], published: Path) -> None:
    (jump,) = [
        one for one in notices if one.rule == JUMP and one.found.startswith("R1H, ") and "2019-01-12" in one.found
    ]

    sheet = open_document(next(published.rglob(jump.file_name))).sheets[jump.sheet]

    assert jump.sheet == "Ambulance Arrivals and Delays"
    assert jump.row is not None
    assert "R1H" in sheet[jump.row - 1]
    assert 130 in sheet[jump.row - 1]


def test_england_in_its_time_series_is_what_its_providers_add_up_to(published: Path, tmp_path: Path) -> None:
    # The series was published on 14 November 2024, before the providers of October were revised.
    warehouse = open_warehouse(f"sqlite:///{tmp_path}/warehouse.sqlite3")
    files = [
        *(published / "nhse-ae-timeseries").glob("*October-2024.xls"),
        *(published / "nhse-ae-monthly-csv").glob("Monthly-AE-*2024*.csv"),
    ]

    load(warehouse, *files)

    attendances = [find_measure("attendances")]
    with reading(warehouse.engine) as connection:
        twice = list(england_twice(connection, "ae_monthly", measures=attendances, load_id=1))
    apart = {one.period_start: (one.of_providers, one.in_time_series) for one in twice}
    assert apart.pop(date(2024, 10, 1)) == (2_360_536, 2_356_189)
    assert len(apart) >= 3
    assert all(providers == series for providers, series in apart.values())
    assert [one for one in warehouse.notices() if one.rule == ENGLAND_DIFFERS] == []
    warehouse.engine.dispose()


def test_more_handovers_over_30_minutes_than_arrivals_cannot_be_true(notices: tuple[Notice, ...]) -> None:
    impossible = [notice for notice in notices if notice.rule == SHARE and notice.severity == "warning"]

    assert any("877.8 % (RXN, 16 December 2017)" in notice.message for notice in impossible)


def test_some_hundred_days_stand_out_among_two_winters_and_not_thousands(notices: tuple[Notice, ...]) -> None:
    jumps = [notice for notice in notices if notice.rule == JUMP]

    assert 20 <= len(jumps) <= 2 * 21
