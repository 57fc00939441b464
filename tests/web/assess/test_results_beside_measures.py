"""The results of one place beside its measures, and what others did about what stands low."""

from pathlib import Path
from typing import Any

import pytest
from support.assessing import an_assessment
from support.cast import Cast
from support.comparison_world import world
from support.daily import keep
from support.people import reader
from support.sharing_assessments import (
    GOOD,
    agreed,
    submitted,
)
from support.site import words

from everyweek.maturity.compare import Standing
from everyweek.reference.interventions import interventions
from everyweek.web.assess.results import against_measures as against
from everyweek.web.assess.results import suggesting
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.compare import what_others_did
from everyweek.web.compare.what_others_did import WhatOthersDid

pytestmark = pytest.mark.django_db

SUPPORT = "national support"


def page_of(cast: Cast, who: str, one: Assessment) -> Any:
    return reader(cast[who]).get(f"/assess/rounds/{one.round.key}/results/places/{one.place.key}/")


def read(cast: Cast, who: str, one: Assessment) -> str:
    return words(page_of(cast, who, one).content)


def figure(stands: Any, code: str = "ZZ1") -> against.Figure:
    return against.Figure(
        "four_hour_performance", "4-hour performance", code, "The trust", stands, "64.1% beside 71.2%, June 2026",
        f"/organisation/{code}/compare/four_hour_performance/",
    )  # fmt: skip


def test_a_high_score_beside_poor_measures_is_said_politely_with_the_figures(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = submitted(cast, agreed(cast, an_assessment(cast), GOOD, level="Mature"))
    figures = (figure("worse"), figure("worse", "ZZ2"), figure("unknown", "ZZ4"))
    monkeypatch.setattr(against, "figures_of", lambda codes, measures: figures if tuple(measures) else ())

    answer = page_of(cast, SUPPORT, one)
    page = words(answer.content)

    assert "You place this high, and 2 of the 2 measures that can be put beside those of peers are worse." in page
    assert "4-hour performance, The trust : worse than the median of its peers (64.1% beside 71.2%, June 2026)" in page
    assert "1 more figure cannot be put beside peers." in page
    assert 'href="/organisation/ZZ1/compare/four_hour_performance/"' in answer.content.decode()


def test_themes_of_which_no_figure_says_anything_are_named_in_one_line(cast: Cast) -> None:
    one = submitted(cast, agreed(cast, an_assessment(cast), GOOD, level="Mature"))

    page = read(cast, SUPPORT, one)

    assert "The cup, The saucer: No measure is tied to it." in page


def test_figures_are_counted_as_they_stand() -> None:
    figures = [figure(stands) for stands in ("better", "worse", "worse", "alike", "unknown")]

    assert against.standing_of(figures) == Standing(better=1, worse=2, alike=1, unknown=1)


def test_beside_what_stands_low_is_what_others_did(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    one = submitted(cast, agreed(cast, an_assessment(cast), {**GOOD, **{"kettle/boils": "no", "kettle/pours": "no"}}))
    asked = []

    def source(who: Any, gaps: Any, peers: Any, most: int) -> Any:
        asked.extend(gap.interventions for gap in gaps)
        return tuple((WhatOthersDid("A kettle that boils", "/library/kettle/", "Case study", False),) for _ in gaps)

    monkeypatch.setattr(what_others_did, "SOURCES", [source])

    page = read(cast, SUPPORT, one)

    assert asked == [("sdec",)]
    assert "What others did For what stands low here: The kettle A kettle that boils Case study" in page


def test_where_nothing_stands_low_nothing_is_offered_to_read(cast: Cast) -> None:
    one = submitted(cast, agreed(cast, an_assessment(cast), GOOD, level="Mature"))

    assert "What others did" not in read(cast, SUPPORT, one)


@pytest.fixture
def figures_of_fourteen(fresh_home: Path) -> None:
    """Fourteen hospitals with invented figures: RDE has by far the lowest 4-hour performance, RAX the highest."""
    keep(fresh_home, *world())


def test_a_measure_stands_as_the_page_of_its_comparison_says(figures_of_fourteen: None) -> None:
    lowest, highest = against.figures_of(("RDE", "RAX"), ("four_hour_performance",))

    assert (lowest.stands, highest.stands) == ("worse", "better")
    assert lowest.says.startswith("60.0% beside ")
    assert lowest.address == "/organisation/RDE/compare/four_hour_performance/"


def test_a_hospital_that_is_worse_than_its_peers_has_an_opportunity_and_the_best_has_none(
    figures_of_fourteen: None,
) -> None:
    acts_on = next(
        one.key for one in interventions() if any(act.measure == "four_hour_performance" for act in one.acts_on)
    )

    behind, ahead = suggesting._behind(acts_on, "RDE"), suggesting._behind(acts_on, "RAX")

    assert behind is not None
    assert 0.5 < behind <= 1
    assert ahead == 0
    assert suggesting._behind(acts_on, "ZZ1") is None


def test_measures_that_say_nothing_of_better_or_worse_are_left_out(figures_of_fourteen: None) -> None:
    assert against.figures_of(("RDE",), ("attendances",)) == ()
    assert against.figures_of(("NONE",), ("four_hour_performance",)) == ()
