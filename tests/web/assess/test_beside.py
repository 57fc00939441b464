"""What the measures say beside a theme: of the organisations of the place, in words, and nothing where nothing is."""

from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from django.template.loader import render_to_string
from support.assessing import a_place, small_framework
from support.cast import Cast
from support.people import read_from
from support.site import WHOLE_SAMPLE, make_home

from everyweek.maturity.framework import Theme
from everyweek.maturity.reading import built_in
from everyweek.web.assess.beside.measures import MOST, measures_of
from everyweek.web.assess.beside.presenters import beside_questions, beside_theme, in_one_sentence
from everyweek.web.assess.beside.queries import BesideMeasure, code_now, measures_beside
from everyweek.web.assess.places.models import Place

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="session")
def whole_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An EVERYWEEK_HOME with the whole sample, whose trusts have peers."""
    return make_home(tmp_path_factory.mktemp("beside"), holding=WHOLE_SAMPLE)


@pytest.fixture
def figures(whole_home: Path, settings: Any) -> None:
    """The pages read the whole sample."""
    read_from(whole_home, settings)


@pytest.fixture
def place(cast: Cast) -> Place:
    """Fenwick, with the hospital ZZ1 and the community services of ZZ2."""
    return a_place(cast)


@pytest.fixture
def sdec() -> Theme:
    """Same day emergency care, as it comes with Everyweek."""
    return next(one for one in built_in() if one.key == "urgent_and_emergency_care").theme("sdec")


def shown(place: Place, theme: Theme, name: str, code: str = "ZZ1") -> BesideMeasure:
    """One measure of one organisation."""
    return next(one for one in measures_beside(place, theme) if (one.measure, one.code) == (name, code))


def test_a_figure_has_its_month_its_verdict_and_its_file(figures: None, place: Place, sdec: Theme) -> None:
    one = shown(place, sdec, "four_hour_performance")

    assert one.party == "acute"
    assert (one.value[-1], one.when) == ("%", "March 2025")
    assert one.says == "better"
    assert one.variation.startswith("Getting better:")
    assert one.source.startswith("NHS England, A&E Attendances and Emergency Admissions")
    assert one.address == "/organisation/ZZ1/four_hour_performance/"
    assert "size=small" in one.picture


def test_a_figure_is_held_beside_its_peers(figures: None, place: Place, sdec: Theme) -> None:
    one = shown(place, sdec, "four_hour_performance")

    assert one.peers.startswith("April 2024 to March 2025: ")
    assert "the median of its peers" in one.peers
    assert one.peers_address == "/organisation/ZZ1/compare/four_hour_performance/"


def test_ordinary_variation_is_called_so(figures: None, place: Place, sdec: Theme) -> None:
    one = shown(place, sdec, "emergency_admissions")

    assert one.says == "ordinary"
    assert "ordinary variation" in one.variation


def test_measures_that_questions_name_come_first_then_those_the_intervention_acts_on(sdec: Theme) -> None:
    names = measures_of(sdec)

    named = {name for question in sdec.questions for name in question.measures}
    assert set(names[: len(named)]) == named
    assert "adult_general_and_acute_occupancy" in names
    assert len(names) <= MOST


def test_the_sentence_counts_what_the_figures_say(figures: None, place: Place, sdec: Theme) -> None:
    beside = beside_theme(place, sdec)

    assert beside.sentence.startswith("Your same day emergency care measures say: of ")
    assert "show ordinary variation only" in beside.sentence
    assert beside.sentence.endswith("The newest is of March 2025.")
    assert len(beside.rows) == 3
    assert beside.more


def test_a_question_has_the_measures_that_it_names(figures: None, place: Place, sdec: Theme) -> None:
    found = beside_questions(place, sdec)

    assert {row.figure.measure for row in found["specialties"].rows} == {"emergency_admissions", "conversion"}
    assert found["specialties"].compact


def test_the_board_stands_in_where_no_organisation_of_the_place_has_a_figure(figures: None, place: Place) -> None:
    wards = next(one for one in built_in() if one.key == "urgent_and_emergency_care").theme("virtual_wards")

    beside = beside_theme(place, wards)

    of_board = [row for row in (*beside.rows, *beside.more) if row.figure.party == "system"]
    assert "virtual_ward_capacity_per_100k" in {row.figure.measure for row in of_board}
    assert {row.whose for row in of_board} == {"Invented Harbour and Vale ICB (the board, all its places)"}


def test_without_figures_nothing_is_said_and_nobody_is_held_up(place: Place, sdec: Theme) -> None:
    beside = beside_theme(place, sdec)

    assert measures_beside(place, sdec) == ()
    assert beside.rows == ()
    assert "No figures for same day emergency care of your organisations are loaded" in beside.sentence
    assert beside_questions(place, sdec) == {}


def test_a_theme_without_measures_says_so(place: Place) -> None:
    cup = small_framework().theme("cup")

    assert beside_theme(place, cup).sentence.startswith("Everyweek knows no measure that speaks of the cup.")


def test_a_warehouse_that_cannot_be_read_says_nothing(place: Place, sdec: Theme, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "warehouse.sqlite3").write_bytes(b"this is no database at all, and longer than a header of one is")
    settings.EVERYWEEK_WAREHOUSE = f"sqlite:///{tmp_path / 'warehouse.sqlite3'}"

    assert measures_beside(place, sdec) == ()


def test_the_include_shows_figures_and_their_limits(figures: None, place: Place, sdec: Theme) -> None:
    page = render_to_string("assess/beside/beside.html", {"beside": beside_theme(place, sdec)})

    assert 'href="/organisation/ZZ1/' in page
    assert "They do not decide an answer" in page
    assert "From NHS England" in page
    assert "<svg" in page


def test_an_old_figure_is_said_to_say_nothing_of_now(figures: None, place: Place, sdec: Theme) -> None:
    old = [one for theme in built_in()[0].themes for one in measures_beside(place, theme) if one.says == "old"]

    assert old
    assert {one.icon for one in old} == {""}
    assert {one.peers for one in old} == {""}


def test_it_is_remembered_until_another_file_is_loaded(figures: None, place: Place, sdec: Theme) -> None:
    place = Place.objects.prefetch_related("parties").get(pk=place.pk)
    measures_beside(place, sdec)

    started = perf_counter()
    beside_theme(place, sdec)
    beside_questions(place, sdec)
    took = perf_counter() - started

    assert took < 0.1  # 1 ms when nothing else runs; ten times what is asked of it, for a busy machine


def test_one_figure_is_said_in_full(figures: None, place: Place, sdec: Theme) -> None:
    one = shown(place, sdec, "four_hour_performance")

    assert in_one_sentence([one]).startswith(f"{one.title} at Applebridge Invented Hospitals NHS Trust: {one.value},")


def test_a_code_that_nobody_knows_stays_as_it_is() -> None:
    assert code_now("NOBODY") == "NOBODY"
