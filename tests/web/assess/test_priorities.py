"""A system's places together, and what the figures would suggest that it chooses."""

import pytest
from support.assessing import SPEAKS_FOR_SYSTEM, an_assessment
from support.cast import Cast
from support.priorities import read
from support.sharing_assessments import GOOD, MIDDLING, POOR, a_round_with, agreed, places_with_leads, submitted

from everyweek.maturity.choosing import suggest_choice
from everyweek.web.assess.results import suggesting
from everyweek.web.assess.results.worth import worth_of_closing
from everyweek.web.assess.rounds.models import Assessment

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(cast: Cast) -> Assessment:
    """Fenwick, complete and submitted."""
    return submitted(cast, agreed(cast, an_assessment(cast), MIDDLING, level="Early"))


# Its places together


def test_a_system_s_places_are_put_together_as_lowest_median_and_highest(cast: Cast) -> None:
    leads = {"aldham": "contributor", "burwell": "member", "dunmow": "champion"}
    acute = {"aldham": "ZZ1", "burwell": "ZZ2", "dunmow": "ZZ4"}
    places = places_with_leads(cast, **{name: ("ZZA", acute[name], who) for name, who in leads.items()})
    _, found = a_round_with(cast, places)
    for (name, one), answers in zip(found.items(), (GOOD, MIDDLING, POOR), strict=True):
        submitted(cast, agreed(cast, one, answers, who=leads[name]), who=leads[name])

    page = read(cast, SPEAKS_FOR_SYSTEM, found["aldham"])

    assert (
        "Intervention The kettle Scores 0 – 1 – 2 Levels Early – Progressing – Mature Places with a level 3 of 3"
        in page
    )
    assert "Intervention The saucer Scores – Levels – Places with a level 0 of 3" in page
    assert "No mean, behind which a place could hide." in page


def test_of_a_system_nothing_is_put_together_that_the_reader_may_not_see(cast: Cast) -> None:
    one = agreed(cast, an_assessment(cast), MIDDLING, level="Early")

    page = read(cast, SPEAKS_FOR_SYSTEM, one)

    assert "No place of this system has shared its results with you yet" in page
    assert "No place has answered all of it, so nobody knows what is missing." in page
    assert "Progressing" not in page


# The suggestion


def test_the_suggestion_is_ranked_by_what_is_missing_and_how_far_its_measures_are_behind(
    cast: Cast, one: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    behind = {"sdec": 0.9, "virtual_wards": 0.1}
    monkeypatch.setattr(suggesting, "_behind", lambda intervention, trust: behind[intervention])

    page = read(cast, SPEAKS_FOR_SYSTEM, one)
    suggested = page.partition("What the figures would suggest")[2]

    assert (
        "The kettle (in hospital): 50% of it is still missing, and its measures are far behind those of peers."
        in suggested
    )
    assert "The bread (out of hospital): Nothing of it is missing." in suggested
    assert suggested.index("The kettle") < suggested.index("The saucer")


def test_without_figures_only_what_is_missing_counts_and_that_is_said(cast: Cast, one: Assessment) -> None:
    assert "is not known, so only what is missing counts." in read(cast, SPEAKS_FOR_SYSTEM, one)


def test_what_a_theme_rests_on_is_said_where_that_is_not_every_place(cast: Cast) -> None:
    leads = {"aldham": "contributor", "burwell": "member"}
    places = places_with_leads(cast, aldham=("ZZA", "ZZ1", "contributor"), burwell=("ZZA", "ZZ2", "member"))
    _, found = a_round_with(cast, places)
    submitted(cast, agreed(cast, found["aldham"], MIDDLING))
    submitted(cast, found["burwell"], who=leads["burwell"])

    assert "It rests on 1 of 2 places." in read(cast, SPEAKS_FOR_SYSTEM, found["aldham"])


def test_the_opportunity_is_the_mean_over_the_hospitals_that_can_be_compared(
    cast: Cast, one: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    from everyweek.web.assess.frameworks.queries import framework_of

    kettle = framework_of(one.round.framework).theme("kettle")
    shares = {"ZZ1": 0.8, "ZZ2": 0.2, "ZZ4": None}
    monkeypatch.setattr(suggesting, "_behind", lambda intervention, trust: shares[trust])

    assert suggesting.opportunity_of(kettle, ("ZZ1", "ZZ2", "ZZ4")) == pytest.approx(0.5)
    assert suggesting.opportunity_of(kettle, ("ZZ4",)) is None


def test_what_it_would_be_worth_is_not_said_as_long_as_nobody_can_say(cast: Cast, one: Assessment) -> None:
    assert worth_of_closing("kettle", system="ZZA") is None
    assert suggest_choice((), 0).picks == ()
    assert "worth" not in read(cast, SPEAKS_FOR_SYSTEM, one)
