"""Rounds: making them, changing them, longer for one place, closing them, and what comes after the close."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from support.assessing import (
    DEADLINE,
    DURING,
    LATE,
    LEAD,
    MADE,
    OPENS,
    a_framework,
    a_place,
    a_round,
    an_assessment,
    asked_round,
    fenwick,
    open_now,
    saltings,
    small_framework,
    the_assessment,
)
from support.cast import Cast
from support.people import reader
from support.sending import send
from support.site import words as words_of

from everyweek.web.assess.frameworks.actions import add_framework, withdraw_framework
from everyweek.web.assess.places.actions import end_place
from everyweek.web.assess.rounds import actions
from everyweek.web.assess.rounds.errors import NotAnAssessmentRound, RoundIsClosed
from everyweek.web.assess.rounds.models import AssessmentRound
from everyweek.web.assess.rounds.running import check_open, hold_open
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import AuditEntry, Notification
from everyweek.web.people.permissions import NotPermitted

NATIONAL, BOARD, REGION = "national support", "administrator of a board", "administrator of a region"
FORM = {
    "title": "Summer assessment",
    "about": "Please answer together.",
    "opens_day": "1",
    "opens_month": "7",
    "opens_year": "2099",
    "deadline_day": "28",
    "deadline_month": "7",
    "deadline_year": "2099",
    "deadline_time": "noon",
    "parties": ["system", "acute"],
    "which": "every",
    "previous": "",
}


def words(page: HttpResponse) -> str:
    return words_of(page.content.decode())


def form(cast: Cast, **more: Any) -> dict[str, Any]:
    return {**FORM, "framework": str(a_framework(cast).pk), **more}


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


def test_changing_the_deadline_tells_everybody_who_is_named(cast: Cast) -> None:
    found = a_round(cast, fenwick(cast))
    Notification.objects.all().delete()
    later = DEADLINE + timedelta(days=7)

    changed = actions.change_assessment_round(
        by=cast.reader(NATIONAL),
        of=found,
        asked=asked_round(found.framework, deadline_at=later, about="New."),
        seen_version=1,
        now=DURING,
    )

    assert (changed.version, changed.deadline_at) == (2, later)
    assert {one.title for one in Notification.objects.all()} == {
        "Summer assessment: the deadline is now noon on Tuesday 4 August 2026"
    }
    assert Notification.objects.count() == 2
    entry = AuditEntry.objects.get(action="assessment-round.changed")
    assert "deadline_at" in str(entry.details)
    assert "New." not in str(entry.details)
    with pytest.raises(ChangedMeanwhile):
        actions.change_assessment_round(
            by=cast.reader(NATIONAL), of=found, asked=asked_round(found.framework), seen_version=1, now=DURING
        )


def test_the_framework_stays_once_a_place_has_begun(cast: Cast) -> None:
    one = an_assessment(cast)
    other = a_framework(cast, small_framework(version="2"))
    change = {"by": cast.reader(NATIONAL), "of": one.round, "seen_version": 1, "now": DURING}
    one.begun_at = DURING
    one.save()

    with pytest.raises(NotAnAssessmentRound, match="Places have begun to answer, so the framework stays"):
        actions.change_assessment_round(asked=asked_round(other), **change)

    one.begun_at = None
    one.save()
    assert actions.change_assessment_round(asked=asked_round(other), **change).framework == other


def test_places_join_later_and_those_of_another_system_do_not(cast: Cast) -> None:
    found = a_round(cast, a_place(cast), who=BOARD, system="ZZA")
    vale = a_place(cast, "Vale")
    join = {"by": cast.reader(BOARD), "of": found, "now": DURING}

    assert actions.add_places(places=[vale], seen_version=1, **join) == 1
    with pytest.raises(NotAnAssessmentRound, match="not in the round yet"):
        actions.add_places(places=[vale], seen_version=2, **join)
    with pytest.raises(NotAnAssessmentRound, match="Saltings is a place of"):
        actions.add_places(places=[saltings(cast)], seen_version=2, **join)
    with pytest.raises(ChangedMeanwhile):
        actions.add_places(places=[vale], seen_version=1, **join)


def test_one_place_is_given_longer_with_a_reason_and_told(cast: Cast) -> None:
    one = an_assessment(cast)
    Notification.objects.all().delete()
    longer = {"by": cast.reader(BOARD), "of": one, "seen_version": 1, "now": DURING}

    for wrong, sentence in (
        ({"deadline_at": DEADLINE + timedelta(days=1), "why": " "}, "Write why"),
        ({"deadline_at": DEADLINE, "why": "Snow"}, "That is not longer: the round’s own deadline is noon on Tuesday"),
    ):
        with pytest.raises(NotAnAssessmentRound, match=sentence):
            actions.give_longer(**longer, **wrong)
    with pytest.raises(NotAnAssessmentRound, match="passed already"):
        actions.give_longer(
            **{**longer, "now": DEADLINE + timedelta(days=9)}, deadline_at=DEADLINE + timedelta(days=1), why="Snow"
        )
    actions.give_longer(**longer, deadline_at=DEADLINE + timedelta(days=7), why="Snow")

    again = the_assessment(one.round, one.place)
    assert (again.why_longer, again.version) == ("Snow", 2)
    told = Notification.objects.filter(person=cast[LEAD]).get()
    assert told.title == "Summer assessment: Fenwick has until noon on Tuesday 4 August 2026"
    assert told.text == "Why: Snow"
    with pytest.raises(ChangedMeanwhile):
        actions.give_longer(**longer, deadline_at=DEADLINE + timedelta(days=8), why="Snow")
    with pytest.raises(NotPermitted):
        actions.give_longer(**{**longer, "by": cast.reader(LEAD)}, deadline_at=DEADLINE, why="Snow")


def test_nothing_is_accepted_before_the_opening_or_after_the_close_and_late_is_accepted(cast: Cast) -> None:
    one = an_assessment(cast)

    with pytest.raises(RoundIsClosed, match=r"opens on 1 July 2026 at 00:00\. Nothing is accepted before that"):
        hold_open(one, now=OPENS - timedelta(seconds=1))
    assert hold_open(one, now=OPENS).pk == one.pk
    assert hold_open(one, now=LATE).pk == one.pk

    actions.close(by=cast.reader(NATIONAL), of=one.round, seen_version=1, now=LATE)
    with pytest.raises(RoundIsClosed) as problem:
        hold_open(one, now=LATE)
    assert str(problem.value) == (
        "The round “Summer assessment” was closed on 28 July 2026 at 14:05: nothing is accepted since then, and "
        "nothing was saved. National support can open it again."
    )

    actions.reopen(by=cast.reader(NATIONAL), of=one.round, seen_version=2, now=LATE)
    check_open(the_assessment(one.round, one.place), now=LATE)


def test_a_closed_round_of_a_board_names_who_can_open_it_again(cast: Cast) -> None:
    one = an_assessment(cast, who=BOARD, system="ZZA")
    actions.close(by=cast.reader(BOARD), of=one.round, seen_version=1, now=DURING)

    with pytest.raises(RoundIsClosed, match="Whoever administers Invented Harbour and Vale ICB can open it again"):
        hold_open(one, now=DURING)


def test_closing_needs_the_version_that_was_seen_and_closing_again_changes_nothing(cast: Cast) -> None:
    one = an_assessment(cast)
    by = cast.reader(NATIONAL)

    with pytest.raises(ChangedMeanwhile):
        actions.close(by=by, of=one.round, seen_version=9, now=DURING)
    with pytest.raises(NotPermitted):
        actions.close(by=cast.reader(BOARD), of=one.round, seen_version=1, now=DURING)
    actions.close(by=by, of=one.round, seen_version=1, now=DURING)

    assert actions.close(by=by, of=one.round, seen_version=2, now=DURING).version == 2


def test_a_round_is_made_on_its_page_with_noon_in_london(cast: Cast) -> None:
    fenwick(cast)
    saltings(cast)
    client = reader(cast[NATIONAL])

    answer = send(client, "/assess/rounds/new/?for=country", **form(cast, which="systems", systems=["ZZA"]))

    made = AssessmentRound.objects.get()
    assert answer["Location"] == "/assess/rounds/summer-assessment/"
    assert made.deadline_at == datetime(2099, 7, 28, 11, tzinfo=UTC)
    assert list(made.assessments.values_list("place__key", flat=True)) == ["fenwick"]
    assert "Noon" not in words(client.get(answer["Location"])).partition("noon on Tuesday 28 July 2099")[0]


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

    answer = send(reader(cast[NATIONAL]), "/assess/rounds/new/?for=country", **form(cast, **typed))

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
    answer = send(client, "/assess/rounds/new/?for=ZZA", **form(cast, which="chosen", places=["vale"]))

    assert "Invented Harbour and Vale ICB" in first
    assert "whole country" not in first
    assert "Make a round: for whom?" in words(of_another)
    assert answer["Location"] == "/assess/rounds/summer-assessment/"
    assert list(AssessmentRound.objects.get().assessments.values_list("place__key", flat=True)) == ["vale"]


def test_an_administrator_of_a_trust_has_no_board_to_make_a_round_for(cast: Cast) -> None:
    page = words(reader(cast["administrator of a trust"]).get("/assess/rounds/new/"))

    assert "You administer no integrated care board, so there is none to make a round for." in page


def test_two_who_change_a_round_at_once_lose_nothing(cast: Cast) -> None:
    a_round(cast, a_place(cast), **open_now(datetime.now(UTC)))
    client, address = reader(cast[NATIONAL]), "/assess/rounds/summer-assessment/edit/"

    first = send(client, address, **form(cast, title="One", version="1"))
    second = send(client, address, **form(cast, title="Two", version="1"))

    assert first.status_code == 302
    assert second.status_code == 409
    assert "was changed by somebody else" in words(second)
    assert 'value="Two"' in second.content.decode()
    assert AssessmentRound.objects.get().title == "One"


def test_closing_longer_and_further_places_happen_on_pages(cast: Cast) -> None:
    found = a_round(cast, fenwick(cast), **open_now(datetime.now(UTC)))
    a_place(cast, "Vale")
    a_place(cast, "Moor")
    client, here = reader(cast[NATIONAL]), "/assess/rounds/summer-assessment/"

    joined = send(client, f"{here}places/", places=["vale"], version="1")
    stale = send(client, f"{here}places/", places=["moor"], version="1")
    none = send(client, f"{here}places/", version="2")
    longer = send(
        client,
        f"{here}longer/fenwick/",
        deadline_day="1",
        deadline_month="7",
        deadline_year="2099",
        deadline_time="noon",
        why="Snow",
        version="1",
    )
    not_longer = send(
        client,
        f"{here}longer/fenwick/",
        deadline_day="1",
        deadline_month="7",
        deadline_year="2020",
        why="Snow",
        version="2",
    )
    closed = send(client, f"{here}close/", version="2")
    unseen = send(client, f"{here}close/", version="2")

    assert joined["Location"] == closed["Location"] == here
    assert longer["Location"] == f"{here}?system=ZZA#places"
    assert "That is not longer" in words(not_longer)
    assert unseen.status_code == 409
    assert stale.status_code == 409
    assert "Choose at least one place that is not in the round yet" in words(none)
    found.refresh_from_db()
    assert found.closed_at is not None
    assert the_assessment(found, found.assessments.get(place__key="fenwick").place).why_longer == "Snow"


def test_a_title_that_is_a_script_is_shown_as_text(cast: Cast) -> None:
    a_round(cast, a_place(cast), title="<script>alert(1)</script>")

    for address in ("/assess/", "/assess/rounds/", f"/assess/rounds/{AssessmentRound.objects.get().key}/"):
        assert "<script>alert" not in reader(cast[NATIONAL]).get(address).content.decode()
