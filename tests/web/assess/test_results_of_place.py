"""The results of one place: its radar and table, what moved, and where it stands beside others."""

from datetime import date, timedelta
from typing import Any

import pytest
from support.assessing import BELONGS, OPENS, OUTSIDER, an_assessment
from support.cast import Cast
from support.people import reader
from support.sharing_assessments import (
    GOOD,
    MIDDLING,
    POOR,
    a_round_with,
    agreed,
    fresh,
    places_with_leads,
    positioned,
    shared,
    submitted,
    taken_back,
)
from support.site import words

from everyweek.maturity.framework import Level
from everyweek.web.assess.consent.models import SharedReturn
from everyweek.web.assess.conversation.positions import PositionAsked
from everyweek.web.assess.results.radar import line, share_of_radius
from everyweek.web.assess.rounds.models import Assessment

pytestmark = pytest.mark.django_db

LEADS = {"aldham": "contributor", "burwell": "member", "corley": "member of another trust", "dunmow": "champion"}
SUPPORT = "national support"


@pytest.fixture
def four(cast: Cast) -> dict[str, Any]:
    """Four places, of which Aldham's is the one that is looked at."""
    return places_with_leads(
        cast,
        aldham=("ZZA", "ZZ1", LEADS["aldham"]),
        burwell=("ZZA", "ZZ2", LEADS["burwell"]),
        corley=("ZZC", "ZZV", LEADS["corley"]),
        dunmow=("ZZA", "ZZ4", LEADS["dunmow"]),
    )


def given_out(cast: Cast, places: dict[str, Any], answers: dict[str, dict[str, str]], **more: Any) -> Assessment:
    """A round in which these answers were agreed and submitted; the first place's assessment."""
    _, found = a_round_with(cast, places, **more)
    for name, values in answers.items():
        agreed(cast, found[name], values, level="Early", who=LEADS[name])
        submitted(cast, found[name], who=LEADS[name])
    return fresh(found[next(iter(answers))])


def page_of(cast: Cast, who: str, one: Assessment) -> Any:
    return reader(cast[who]).get(f"/assess/rounds/{one.round.key}/results/places/{one.place.key}/")


def read(cast: Cast, who: str, one: Assessment) -> str:
    return words(page_of(cast, who, one).content)


# Who sees it


def test_the_page_is_there_for_those_whom_it_was_given_to_and_for_nobody_else(cast: Cast) -> None:
    one = submitted(cast, an_assessment(cast))
    expected = {"champion": 200, "administrator of a region": 200, SUPPORT: 200, BELONGS: 200, OUTSIDER: 404}

    assert {who: page_of(cast, who, one).status_code for who in expected} == expected


def test_before_anything_is_shared_it_is_not_there_and_whoever_takes_part_reads_why(cast: Cast) -> None:
    one = an_assessment(cast)

    assert page_of(cast, "champion", one).status_code == 404
    assert "This place has given its results to nobody" in read(cast, BELONGS, one)


def test_a_peer_sees_it_only_while_its_own_place_shares_with_peers_too(cast: Cast, four: dict[str, Any]) -> None:
    _, found = a_round_with(cast, four)
    for name in ("aldham", "corley"):
        agreed(cast, found[name], GOOD, who=LEADS[name])
    shared(cast, found["aldham"], "peers")
    before = page_of(cast, LEADS["corley"], found["aldham"]).status_code
    shared(cast, found["corley"], "peers", who=LEADS["corley"])
    both = page_of(cast, LEADS["corley"], found["aldham"]).status_code
    taken_back(cast, found["corley"], "peers", who=LEADS["corley"])

    assert (before, both, page_of(cast, LEADS["corley"], found["aldham"]).status_code) == (404, 200, 404)


# What it says


def test_each_theme_says_level_score_and_target_and_that_it_is_self_assessed(cast: Cast) -> None:
    one = agreed(cast, an_assessment(cast), MIDDLING, level="Early")
    wanted = PositionAsked(target_score=2, target_on=date(2027, 3, 31))
    positioned(cast, one, "kettle", wanted)
    submitted(cast, one)

    page = read(cast, SUPPORT, one)

    assert "Submitted on 6 July 2026 at 10:30. What was agreed later is not in it." in page
    assert "Self-assessed. These scores are what places say of themselves. Nobody else has checked them." in page
    assert "1 The kettle Self-assessed 1 of 2, Progressing Target 2 of 2, Mature by 31 March 2027" in page
    assert "4 The saucer Self-assessed Early, agreed with Sam Lead" in page


def test_the_radar_has_a_spoke_for_each_theme_a_ring_for_each_level_and_a_line_for_the_target(cast: Cast) -> None:
    one = agreed(cast, an_assessment(cast), MIDDLING, level="Early")
    positioned(cast, one, "kettle", PositionAsked(target_score=2, target_on=date(2027, 3, 31)))
    submitted(cast, one)

    drawing = page_of(cast, SUPPORT, one).content.decode().partition("<svg viewBox")[2].partition("</svg>")[0]

    assert drawing.count("<line") == 4
    assert drawing.count('cx="200" cy="200"') == 3
    assert 'stroke-dasharray="9 5"' in drawing
    assert 'stroke-dasharray="2 4"' not in drawing
    assert '<title id="radar-title">Fenwick: the level of each intervention</title>' in drawing
    assert ">Progressing<" not in drawing, "the cup has other levels, so no ring can bear these names"


def test_a_mark_stands_in_the_band_of_its_level_and_higher_scores_stand_further_out() -> None:
    levels = (Level("Early", 0), Level("Progressing", 3), Level("Mature", 6))

    shares = [share_of_radius(levels, level, score, 8) for level, score in (("Early", 0), ("Early", 2), ("Mature", 8))]

    assert [round(share or 0, 3) for share in shares] == [0.056, 0.278, 0.944]
    assert share_of_radius(levels, "", 3, 8) is None
    assert share_of_radius((Level("Same", 1), Level("Same again", 1)), "Same", 1, 8) == 0.25


def test_a_line_ends_where_a_spoke_has_no_mark() -> None:
    assert line([0.5, None, 0.5, 0.5]).path.count("M") == 2
    assert not line([0.5, None, 0.5, 0.5]).is_closed
    assert line([0.5, 0.5, 0.5]).path.endswith("Z")


def test_what_moved_since_the_round_before_is_said_and_drawn(cast: Cast, four: dict[str, Any]) -> None:
    only = {"aldham": four["aldham"]}
    before = given_out(cast, only, {"aldham": MIDDLING}, title="Spring")
    now = given_out(
        cast, only, {"aldham": {**GOOD, "bread/fresh": "no", "cup/warmth": "2"}}, title="Autumn",
        opens_at=OPENS + timedelta(days=1), previous=before.round,
    )  # fmt: skip

    answer = page_of(cast, SUPPORT, now)
    page = words(answer.content)

    assert "Since Spring ↑ Higher, was 1" in page
    assert "Since Spring ↓ Lower, was 2" in page
    assert page.count("Since Spring = The same") == 2
    assert 'stroke-dasharray="2 4"' in answer.content.decode()


def test_what_cannot_be_compared_with_the_round_before_says_so(cast: Cast, four: dict[str, Any]) -> None:
    only = {"aldham": four["aldham"]}
    before = given_out(cast, only, {"aldham": {"kettle/boils": "yes"}}, title="Spring")
    now = given_out(
        cast, only, {"aldham": GOOD}, title="Autumn", opens_at=OPENS + timedelta(days=1), previous=before.round
    )

    assert "Not comparable. It was not complete in the earlier round." in read(cast, SUPPORT, now)


def test_a_round_before_that_this_reader_may_not_see_is_not_told(cast: Cast, four: dict[str, Any]) -> None:
    only = {"aldham": four["aldham"]}
    before = given_out(cast, only, {"aldham": MIDDLING}, title="Spring")
    now = given_out(
        cast, only, {"aldham": GOOD}, title="Autumn", opens_at=OPENS + timedelta(days=1), previous=before.round
    )
    taken_back(cast, before, "region")

    page = read(cast, SUPPORT, now)

    assert "You see nothing of this place in the round before, “Spring”." in page
    assert "Higher" not in page
    assert "↑ Higher, was 1" in read(cast, "champion", now)


def test_a_place_is_put_beside_the_others_that_the_reader_sees(cast: Cast, four: dict[str, Any]) -> None:
    answers = {"aldham": MIDDLING, "burwell": GOOD, "corley": POOR, "dunmow": MIDDLING}
    one = given_out(cast, four, answers)

    page = read(cast, SUPPORT, one)

    assert "Of 3 others: 1 lower, 1 alike, 1 higher. Theirs: 0 to 2, median 1." in page
    assert "Of 3 others: 0 lower, 3 alike, 0 higher. Theirs: Early to Early, median Early." in page
    assert "a lower score may mean a stricter eye" in page


def test_beside_fewer_than_three_others_nothing_is_said_of_them(cast: Cast, four: dict[str, Any]) -> None:
    one = given_out(cast, four, {"aldham": MIDDLING, "burwell": GOOD, "corley": POOR})

    page = read(cast, "champion", one)

    assert "Only 1 other place to set beside it" in page
    assert "Theirs:" not in page


def test_what_is_taken_back_at_this_very_moment_breaks_no_page(cast: Cast) -> None:
    one = submitted(cast, agreed(cast, an_assessment(cast), MIDDLING))
    SharedReturn.objects.update(content={})  # as taking it back leaves it, between two looks at it

    assert page_of(cast, SUPPORT, one).status_code == 200
