"""Rounds: who makes one, what is refused, and the page on which one is made."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from support.assessing import (
    MADE,
    OPENS,
    a_framework,
    a_place,
    a_round,
    asked_round,
    fenwick,
    round_form,
    saltings,
    small_framework,
)
from support.cast import Cast
from support.people import reader
from support.sending import send
from support.site import words as words_of

from everyweek.web.assess.frameworks.actions import add_framework, withdraw_framework
from everyweek.web.assess.places.actions import end_place
from everyweek.web.assess.rounds import actions
from everyweek.web.assess.rounds.errors import NotAnAssessmentRound
from everyweek.web.assess.rounds.models import AssessmentRound
from everyweek.web.people.models import AuditEntry
from everyweek.web.people.permissions import NotPermitted

NATIONAL, BOARD, REGION = "national support", "administrator of a board", "administrator of a region"


def words(page: HttpResponse) -> str:
    return words_of(page.content.decode())


def test_national_support_asks_places_of_several_systems(cast: Cast) -> None:
    made = a_round(cast, fenwick(cast), saltings(cast), parties=("acute", "system"))

    assert made.key == "summer-assessment"
    assert made.parties == ["system", "acute"]
    assert set(made.assessments.values_list("place__key", flat=True)) == {"fenwick", "saltings"}
    assert AuditEntry.objects.filter(action="assessment-round.made").count() == 1


def test_an_administrator_asks_the_places_of_their_board_and_no_others(cast: Cast) -> None:
    mine, theirs = a_place(cast), saltings(cast)

    assert a_round(cast, mine, who=BOARD, system="ZZA").system == "ZZA"
    with pytest.raises(NotAnAssessmentRound, match="Saltings is a place of Invented Sound and Saltings ICB") as problem:
        a_round(cast, mine, theirs, who=BOARD, system="ZZA")
    assert problem.value.field == "places"
    with pytest.raises(NotPermitted, match="Only national support, or those who administer the board"):
        a_round(cast, theirs, who=BOARD, system="ZZC")
    with pytest.raises(NotPermitted):
        a_round(cast, mine, who=BOARD)
    with pytest.raises(NotPermitted, match="Only administrators and national support open rounds"):
        a_round(cast, mine, who="member", system="ZZA")
    assert a_round(cast, mine, who=REGION, system="ZZA").key == "summer-assessment-2"


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"title": "\n"}, "title", "title of 1 to 120 characters"),
        ({"about": "x" * 5001}, "about", "At most 5,000 characters; this has 5,001"),
        ({"deadline_at": OPENS - timedelta(hours=1)}, "deadline", "must be after the day on which the round opens"),
        (
            {"opens_at": MADE - timedelta(days=9), "deadline_at": MADE - timedelta(days=1)},
            "deadline",
            "The deadline has passed already",
        ),
        ({"parties": ()}, "parties", "Choose at least one whose answers are asked for"),
        ({"parties": ("friends",)}, "parties", "Choose at least one"),
    ],
)
def test_a_round_that_cannot_be_is_refused_with_a_sentence(
    cast: Cast, wrong: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(NotAnAssessmentRound, match=sentence) as problem:
        a_round(cast, a_place(cast), **wrong)

    assert problem.value.field == field
    assert not AssessmentRound.objects.exists()


def test_a_round_without_places_or_with_an_ended_one_is_refused(cast: Cast) -> None:
    place = a_place(cast)
    end_place(by=cast.reader(BOARD), place=place, seen_version=1, now=MADE)
    place.refresh_from_db()

    with pytest.raises(NotAnAssessmentRound, match="No place would be asked"):
        a_round(cast)
    with pytest.raises(NotAnAssessmentRound, match="Fenwick was ended"):
        a_round(cast, place)


def test_a_withdrawn_framework_and_one_of_another_board_are_refused(cast: Cast) -> None:
    place, withdrawn = a_place(cast), a_framework(cast)
    withdraw_framework(by=cast.reader(NATIONAL), version=withdrawn, now=MADE)
    withdrawn.refresh_from_db()
    own = add_framework(
        by=cast.reader("administrator of another board"), framework=small_framework(key="own"), system="ZZC", now=MADE
    )

    with pytest.raises(NotAnAssessmentRound, match=r"was withdrawn\. Choose another framework"):
        a_round(cast, place, framework=withdrawn)
    with pytest.raises(NotAnAssessmentRound, match="is a framework of Invented Sound and Saltings ICB alone"):
        a_round(cast, place, framework=own)


def test_the_round_before_must_have_asked_the_same_framework_earlier(cast: Cast) -> None:
    place = a_place(cast)
    first = a_round(cast, place)
    other = a_framework(cast, small_framework(key="other"))
    later = OPENS + timedelta(days=90)
    again = {"opens_at": later, "deadline_at": later + timedelta(days=9)}

    assert a_round(cast, place, previous=first, **again).previous == first
    with pytest.raises(NotAnAssessmentRound, match="asked another framework"):
        a_round(cast, place, previous=first, framework=other, **again)
    with pytest.raises(NotAnAssessmentRound, match="did not open before this one"):
        a_round(cast, place, previous=first)
    with pytest.raises(NotAnAssessmentRound, match="cannot come before itself"):
        actions.change_assessment_round(
            by=cast.reader(NATIONAL),
            of=first,
            asked=asked_round(first.framework, previous=first),
            seen_version=1,
            now=MADE,
        )


def test_a_round_is_made_on_its_page_with_noon_in_london(cast: Cast) -> None:
    fenwick(cast)
    saltings(cast)
    client = reader(cast[NATIONAL])

    answer = send(client, "/assess/rounds/new/?for=country", **round_form(cast, which="systems", systems=["ZZA"]))

    made = AssessmentRound.objects.get()
    assert answer["Location"] == "/assess/rounds/summer-assessment/"
    assert made.deadline_at == datetime(2099, 7, 28, 11, tzinfo=UTC)
    assert list(made.assessments.values_list("place__key", flat=True)) == ["fenwick"]
    assert "noon on Tuesday 28 July 2099" in words(client.get(answer["Location"]))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Give the round a title"),
        ({"framework": ""}, "Choose a framework"),
        ({"framework": "999"}, "Choose a framework that is offered"),
        ({"deadline_day": "1", "deadline_month": "6"}, "The deadline must be after the day on which the round opens"),
        ({"deadline_year": "2020", "opens_year": "2019"}, "The deadline has passed already"),
        ({"deadline_day": "31", "deadline_month": "2"}, "Write the day as numbers"),
        ({"deadline_time": "teatime"}, "Write the time as hours and minutes"),
        (
            {
                "opens_year": "2027",
                "deadline_year": "2028",
                "deadline_month": "3",
                "deadline_day": "26",
                "deadline_time": "1:30",
            },
            "The clocks go forward on 26 March 2028: 01:30 does not exist that night",
        ),
        ({"parties": []}, "Choose at least one whose answers are asked for"),
        ({"which": "regions"}, "Choose at least one region, or every place"),
        ({"which": "systems", "systems": ["ZZQ"]}, "Choose among those that are offered"),
        ({"which": ""}, "Choose which places are asked"),
        ({"previous": "nothing"}, "Choose a round that is offered, or none"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    cast: Cast, typed: dict[str, Any], sentence: str
) -> None:
    a_place(cast)

    answer = send(reader(cast[NATIONAL]), "/assess/rounds/new/?for=country", **round_form(cast, **typed))

    assert answer.status_code == 200
    assert sentence in words(answer)
    assert "Please answer together.</textarea>" in answer.content.decode()
    assert not AssessmentRound.objects.exists()


def test_an_administrator_of_a_region_first_says_for_which_board(cast: Cast) -> None:
    a_place(cast)
    a_place(cast, "Vale")
    client = reader(cast[REGION])

    first = words(client.get("/assess/rounds/new/"))
    of_another = client.get("/assess/rounds/new/?for=ZZC")
    answer = send(client, "/assess/rounds/new/?for=ZZA", **round_form(cast, which="chosen", places=["vale"]))

    assert "Invented Harbour and Vale ICB" in first
    assert "whole country" not in first
    assert "Make a round: for whom?" in words(of_another)
    assert answer["Location"] == "/assess/rounds/summer-assessment/"
    assert list(AssessmentRound.objects.get().assessments.values_list("place__key", flat=True)) == ["vale"]


def test_an_administrator_of_a_trust_has_no_board_to_make_a_round_for(cast: Cast) -> None:
    page = words(reader(cast["administrator of a trust"]).get("/assess/rounds/new/"))

    assert "You administer no integrated care board, so there is none to make a round for." in page


def test_a_title_that_is_a_script_is_shown_as_text(cast: Cast) -> None:
    a_round(cast, a_place(cast), title="<script>alert(1)</script>")

    for address in ("/assess/", "/assess/rounds/", f"/assess/rounds/{AssessmentRound.objects.get().key}/"):
        assert "<script>alert" not in reader(cast[NATIONAL]).get(address).content.decode()


def test_for_a_board_without_places_no_round_is_offered_and_the_way_to_places_is(cast: Cast) -> None:
    page = reader(cast[BOARD]).get("/assess/rounds/new/")

    assert "There are no places to ask yet." in words(page)
    assert "/assess/places/in/ZZA/" in page.content.decode()
    assert "Those of some regions" not in words(page)
