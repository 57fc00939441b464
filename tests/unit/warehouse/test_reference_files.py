"""Lists of organisations that are loaded: kept with the load, and from then on everywhere."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from support.loading import NOW, load, value
from support.organisation_lists import Listed, successor_list, trust_list
from support.publications import Provider, provider_csv, write

from everyweek.reference import Directory, directory
from everyweek.reference.facts import Facts
from everyweek.warehouse import Warehouse, open_warehouse
from everyweek.warehouse.database import reading
from everyweek.warehouse.groups import refresh_groups
from everyweek.warehouse.reference_files import list_reference_files

MAY = date(2025, 5, 1)
FENWICK = Listed("X01", "FENWICK NHS TRUST", region="Y61", board="QUE")
MARSH = Listed("X02", "MARSH NHS TRUST", region="Y61", board="QUE")
FIGURES = (
    Provider("X01", attendances=(100, 0, 0), over_four_hours=(10, 0, 0)),
    Provider("X02", attendances=(50, 0, 0), over_four_hours=(5, 0, 0)),
)


def figures(folder: Path) -> Path:
    """The figures of two trusts that the built-in directory does not know."""
    return write(folder, "figures.csv", provider_csv(FIGURES, period="MAY-2025"))


def test_a_trust_in_a_loaded_list_counts_in_its_region_and_board(warehouse: Warehouse, tmp_path: Path) -> None:
    first = load(warehouse, figures(tmp_path))
    before = value(warehouse, "attendances", "england", MAY), warehouse.series("attendances", "Y61").observations

    report = load(warehouse, write(tmp_path, "any.csv", trust_list(FENWICK, MARSH)))

    assert "not in the reference" in first.outcomes[0].remarks[0]
    assert before == (150, ())
    assert report.outcomes[0].message == (
        "Organisation Data Service, list of trusts, taken to hold from 1 April 1994: 2 organisations added (X01, X02), "
        "0 organisations changed"
    )
    assert warehouse.reference.organisation("X01").name == "Fenwick NHS Trust"
    assert value(warehouse, "attendances", "england", MAY) == 150
    assert value(warehouse, "attendances", "Y61", MAY) == 150
    assert value(warehouse, "attendances", "QUE", MAY) == 150


def test_a_list_and_figures_in_one_load_find_each_other(warehouse: Warehouse, tmp_path: Path) -> None:
    report = load(warehouse, figures(tmp_path), write(tmp_path, "trusts.csv", trust_list(FENWICK, MARSH)))

    assert report.all_well
    assert not [remark for one in report.outcomes for remark in one.remarks if "not in the reference" in remark]
    assert value(warehouse, "attendances", "QUE", MAY) == 150


def test_the_same_list_again_changes_nothing_whatever_its_bytes(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", trust_list(FENWICK, MARSH)))
    version = warehouse.version()

    again = load(warehouse, tmp_path / "a.csv")
    other = load(warehouse, write(tmp_path, "b.csv", trust_list(MARSH, FENWICK, columns=24, line_end="\n")))

    assert [one.outcome for one in (*again.outcomes, *other.outcomes)] == ["unchanged", "unchanged"]
    assert other.outcomes[0].message == "already loaded as a.csv; nothing changes"
    assert warehouse.version() == version
    with reading(warehouse.engine) as connection:
        assert [(file.name, file.loaded_at) for file in list_reference_files(connection)] == [("a.csv", NOW)]


def test_what_is_not_followed_in_a_list_is_kept_as_a_warning(warehouse: Warehouse, tmp_path: Path) -> None:
    nowhere = Listed("X03", region="Y55")

    report = load(warehouse, write(tmp_path, "trusts.csv", trust_list(FENWICK, nowhere)))

    (notice,) = warehouse.notices()
    assert report.outcomes[0].remarks == ("A trust is in a region that is not known: X03 Y55.",)
    assert (notice.severity, notice.file_name, notice.row, notice.found) == ("warning", "trusts.csv", 2, "X03 Y55")
    assert (notice.rule, notice.action) == ("a list agrees with what is known", "left out")


def test_a_contradiction_refuses_the_list_and_keeps_the_others(warehouse: Warehouse, tmp_path: Path) -> None:
    round_about = successor_list("X01,X02,2025-06-01", "X02,X01,2025-07-01")

    report = load(
        warehouse,
        figures(tmp_path),
        write(tmp_path, "trusts.csv", trust_list(FENWICK, MARSH)),
        write(tmp_path, "zz.csv", round_about),
    )

    (refused,) = report.of("refused")
    assert "zz.csv, row 2: An organisation would succeed itself." in refused.message
    assert warehouse.notices()[0].row == 2
    assert warehouse.reference.rolled_up("X02", on=date(2026, 1, 1)) == "X02"
    assert value(warehouse, "attendances", "QUE", MAY) == 150


def test_a_loaded_successor_rolls_figures_up(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, figures(tmp_path), write(tmp_path, "trusts.csv", trust_list(FENWICK, MARSH)))

    report = load(warehouse, write(tmp_path, "successors.csv", successor_list("X02,X01,2025-07-01")))

    assert "0 organisations added, 2 organisations changed (X01, X02)" in report.outcomes[0].message
    assert value(warehouse, "attendances", "X01", MAY) == 100
    assert value(warehouse, "attendances", "X01", MAY, rolled_up=True) == 150


def test_lists_are_taken_in_by_their_own_days_whatever_the_order_of_loading(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    renamed = Listed("X01", "FENWICK AND HILL NHS TRUST", region="Y61", board="QUE")
    newest = Listed("X03", "NEW NHS TRUST", region="Y61", board="QUE", opened="20260401")
    load(warehouse, write(tmp_path, "newer.csv", trust_list(renamed, newest)))

    load(warehouse, write(tmp_path, "older.csv", trust_list(FENWICK)))

    names = [(name.name, name.valid_from) for name in warehouse.reference.names("X01")]
    assert names == [("Fenwick NHS Trust", date(1994, 4, 1)), ("Fenwick and Hill NHS Trust", date(2026, 4, 1))]


def test_another_process_sees_a_list_when_it_asks_for_the_version(warehouse: Warehouse, tmp_path: Path) -> None:
    other = open_warehouse()
    other.version()
    assert not other.reference.has("X01")

    load(warehouse, write(tmp_path, "trusts.csv", trust_list(FENWICK)))

    assert not other.reference.has("X01")
    other.version()
    assert other.reference.has("X01")
    other.engine.dispose()


def test_a_load_that_fails_leaves_the_directory_as_it_was(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path, "trusts.csv", trust_list(FENWICK))
    monkeypatch.setattr("everyweek.warehouse.warehouse.refresh_groups", fail)

    with pytest.raises(RuntimeError, match="no more room"):
        load(warehouse, file)

    monkeypatch.setattr("everyweek.warehouse.warehouse.refresh_groups", refresh_groups)
    assert not warehouse.reference.has("X01")
    assert load(warehouse, file).of("loaded")


def fail(*_: object, **__: object) -> None:
    """What a full disk does."""
    raise RuntimeError("no more room")


def test_without_a_list_the_directory_is_the_built_in_one(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, figures(tmp_path))

    assert warehouse.reference is directory()


def test_a_kept_list_that_newer_built_in_facts_contradict_is_left_out(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "trusts.csv", trust_list(FENWICK, MARSH)))
    load(warehouse, write(tmp_path, "successors.csv", successor_list("X02,X01,2025-07-01")))
    with reading(warehouse.engine) as connection:
        of_trusts, of_successors = list_reference_files(connection)
    built_in = directory().facts
    turned = successor_list("X01,X02,2025-07-01")
    newer = open_warehouse(f"sqlite:///{tmp_path}/newer.sqlite3")
    load(newer, write(tmp_path, "a.csv", trust_list(FENWICK, MARSH)), write(tmp_path, "b.csv", turned))
    facts = newer.reference.facts

    left = Warehouse(warehouse.engine, reference=Directory(Facts(facts.names, facts.memberships, facts.successions)))

    assert (of_trusts.dated, of_successors.dated) == (date(1994, 4, 1), None)
    assert of_trusts.loaded_on == NOW.date()
    assert len(facts.successions) == len(built_in.successions) + 1
    assert left.reference.rolled_up("X01", on=NOW.date() + timedelta(days=1)) == "X02"
    newer.engine.dispose()
