"""How things stand with every table of figures, by the day somebody asks."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from support.loading import load
from support.publications import APPLEBRIDGE, SERVICE, Provider, ambulance_csv, provider_csv, write

from everyweek.publications.publication import Dataset
from everyweek.publications.quality.finding import JUMP, STALE
from everyweek.publications.quality.standing import Standing, open_notices, standings, start_of
from everyweek.tables import Every
from everyweek.warehouse import Notice, Warehouse

REAL = Provider("RJ1", "GUY'S", attendances=(100, 0, 0))
NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)


def standing(warehouse: Warehouse, key: str, today: date) -> Standing:
    found = standings(warehouse.releases(), warehouse.notices(), today=today)
    return next(one for one in found if one.dataset.key == key)


def test_a_newer_month_is_expected_fifty_days_after_the_end_of_the_newest(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", provider_csv((REAL,))))  # April 2024; 50 days after 1 May are 20 June

    on_the_day = standing(warehouse, "ae_monthly", date(2024, 6, 20))
    the_day_after = standing(warehouse, "ae_monthly", date(2024, 6, 21))

    assert (on_the_day.expected_by, on_the_day.is_overdue) == (date(2024, 6, 20), False)
    assert the_day_after.is_overdue
    assert (the_day_after.first, the_day_after.newest, the_day_after.end) == (
        date(2024, 4, 1),
        date(2024, 4, 1),
        date(2024, 5, 1),
    )
    assert (the_day_after.files, the_day_after.observations > 0) == (1, True)


def test_what_was_never_loaded_and_the_sample_are_never_overdue(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", provider_csv((APPLEBRIDGE,))))

    sample = standing(warehouse, "ae_monthly", date(2040, 1, 1))
    never_loaded = standing(warehouse, "ambulance_systems", date(2040, 1, 1))

    assert (sample.is_sample, sample.expected_by, sample.is_overdue) == (True, None, False)
    assert (never_loaded.releases, never_loaded.expected_by, never_loaded.is_overdue) == ((), None, False)


def test_a_remark_counts_for_every_table_in_its_file_and_a_finding_for_its_own(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    load(warehouse, write(tmp_path, "a.csv", provider_csv((REAL,))))
    load(warehouse, write(tmp_path, "b.csv", ambulance_csv({(2024, 4): [SERVICE]})))
    releases = warehouse.releases()
    notices = [
        Notice("warning", "a.csv", "a remark"),
        Notice("note", "a.csv", "a jump", found="ZZ8, category_2_mean, 2024-04-01: 12", rule=JUMP),
        Notice("warning", "c.csv", "of a file that is not loaded"),
        Notice("refusal", "a.csv", "refused once"),
    ]

    found = {one.dataset.key: one for one in standings(releases, notices, today=date(2024, 6, 1))}

    assert [one.message for one in found["ae_monthly"].findings] == ["a remark"]
    assert found["ae_monthly"].count("warning") == 1
    assert [one.message for one in found["ambulance_systems"].findings] == ["a jump"]


def test_a_refusal_is_settled_when_the_file_was_loaded_later(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", provider_csv((REAL,), total_cells=[1] * 18)), now=NOON)
    assert len(open_notices(warehouse.notices(), warehouse.releases())) == 1

    load(warehouse, write(tmp_path, "a.csv", provider_csv((REAL,))), now=NOON.replace(hour=13))

    assert open_notices(warehouse.notices(), warehouse.releases()) == ()


def test_what_was_missing_and_has_come_is_settled(warehouse: Warehouse, tmp_path: Path) -> None:
    said = Notice(
        "warning", "a.csv", "nothing newer", found="everyone, ae_monthly, 2024-04-01: newest April", rule=STALE
    )
    load(warehouse, write(tmp_path, "a.csv", provider_csv((REAL,))))
    assert open_notices([said], warehouse.releases()) == (said,)

    load(warehouse, write(tmp_path, "b.csv", provider_csv((REAL,), period="MAY-2024")))

    assert open_notices([said], warehouse.releases()) == ()


def test_what_is_said_twice_counts_once() -> None:
    said = Notice("warning", "a.csv", "look", load_id=2)

    assert open_notices([said, Notice("warning", "a.csv", "look", load_id=1)], ()) == (said,)


@pytest.mark.parametrize(
    ("every", "end", "start"),
    [
        ("day", date(2024, 3, 1), date(2024, 2, 29)),
        ("week", date(2024, 3, 4), date(2024, 2, 26)),
        ("month", date(2024, 1, 1), date(2023, 12, 1)),
        ("quarter", date(2024, 1, 1), date(2023, 10, 1)),
    ],
)
def test_the_newest_period_begins_one_period_before_its_end(every: Every, end: date, start: date) -> None:
    assert start_of(Dataset("a", "A", every), end=end) == start
