"""Where what is told of an organisation belongs: its board and region, by name, with counts."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from support.library import published
from support.site import words

from everyweek.reference import directory
from everyweek.warehouse.errors import WarehouseError
from everyweek.web.learn.finding import places
from everyweek.web.learn.finding.keeping_current import make_index
from everyweek.web.learn.finding.places import places_of
from everyweek.web.learn.library.draft import DraftOrigin

TODAY = date(2026, 6, 2)


def name_of(code: str) -> str:
    return directory().organisation(code).name


@pytest.fixture(autouse=True)
def built_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "directory_of_warehouse", directory)


def test_a_trust_is_in_its_board_and_its_region() -> None:
    assert set(places_of("ZZ1", dated="", today=TODAY)) == {name_of("ZZA"), name_of("ZZ9")}


def test_a_board_is_in_itself_and_its_region_and_a_region_in_itself() -> None:
    assert set(places_of("ZZA", dated="", today=TODAY)) == {name_of("ZZA"), name_of("ZZ9")}
    assert places_of("ZZ9", dated="", today=TODAY) == (name_of("ZZ9"),)


def test_one_that_is_no_more_is_where_what_took_it_over_is() -> None:
    successor = directory().rolled_up("RGQ", on=TODAY)

    assert successor not in (None, "RGQ")
    assert places_of("RGQ", dated="2016", today=TODAY) == places_of(successor, dated="", today=TODAY)
    assert places_of("RGQ", dated="2016", today=TODAY)


def test_an_unknown_code_is_nowhere() -> None:
    assert places_of("NONE", dated="2019", today=TODAY) == ()


@pytest.mark.parametrize("dated", ["", "2019", "2019-03", "2019-03-05"])
def test_one_whose_work_was_divided_or_that_closed_is_where_it_was(monkeypatch: pytest.MonkeyPatch, dated: str) -> None:
    known = directory()
    monkeypatch.setattr(type(known), "rolled_up", lambda self, code, *, on: None)
    places._places_of.cache_clear()

    found = places_of("RGQ", dated=dated, today=date(2026, 6, 3))

    places._places_of.cache_clear()
    assert "East of England" in found


def test_while_the_warehouse_does_not_answer_the_built_in_directory_does(monkeypatch: pytest.MonkeyPatch) -> None:
    def down() -> None:
        raise WarehouseError("down")

    monkeypatch.setattr(places, "directory_of_warehouse", down)

    assert name_of("ZZ9") in places_of("ZZ1", dated="", today=TODAY)


@pytest.mark.django_db
def test_the_facet_counts_boards_regions_and_named_systems_together(client: Client) -> None:
    published(
        "one", title="Ward one", origins=(DraftOrigin("Applebridge", "ZZ1"), DraftOrigin("Fenwick", is_system=True))
    )
    published("two", title="Ward two", origins=(DraftOrigin("The board", "ZZA"), DraftOrigin("Applebridge", "ZZ1")))
    published("three", title="Ward three", origins=(DraftOrigin("Nowhere", "NONE"),))
    make_index()

    counted: Any = words(client.get("/library/?q=ward").content)
    chosen = words(client.get("/library/", {"q": "ward", "system": name_of("ZZ9")}).content)

    assert f"{name_of('ZZ9')} (2)" in counted
    assert f"{name_of('ZZA')} (2)" in counted
    assert "Fenwick (1)" in counted
    assert "2 resources found" in chosen
