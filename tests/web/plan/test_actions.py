"""Actions: what they wait for, when they are due, how they move; board, timeline, lists."""

from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone
from support.cast import Cast
from support.people import reader
from support.planning import AT, action_of, plan_of, posted, with_contributor
from support.site import words

from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.plan.actions.actions import ActionAsked, change_action, move_action
from everyweek.web.plan.actions.queries import actions_of
from everyweek.web.plan.actions.timeline import NARROW, WIDE, draw_timeline
from everyweek.web.plan.models import Action
from everyweek.web.plan.plans.actions import PlanWords, change_plan
from everyweek.web.plan.plans.errors import NotAPlan

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"
FORM = {"title": "Board rounds", "state": "not started"}


def test_an_action_is_added_with_everything_and_shown(cast: Cast) -> None:
    plan = with_contributor(cast)
    action_of(cast, plan, "Find a ward")
    client = reader(cast["member"])

    added = posted(
        client,
        f"/plans/{plan.key}/actions/new/",
        {
            **FORM, "title": "Board <b>rounds", "owner": str(cast["contributor"].pk), "organisation": "zz1",
            "intervention": "sdec", "measure": "four_hour_performance", "by_how_much": "5", "needs": ["1"],
            "starts_on_day": "1", "starts_on_month": "10", "starts_on_year": "2026",
            "due_on_day": "30", "due_on_month": "11", "due_on_year": "2030",
        },
    )  # fmt: skip

    page = client.get(added["Location"]).content.decode()
    said = words(page.encode())
    for expected in ("The contributor", "5 percentage points more", "1 October 2026", "Same day emergency care"):
        assert expected in said
    assert "Board &lt;b&gt;rounds" in page
    assert "1 Find a ward" in said
    assert Action.objects.get(number=2).organisation == "ZZ1"


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        ({"starts_on": date(2026, 9, 2), "due_on": date(2026, 9, 1)}, "due_on", "It would be due before it starts."),
        ({"due_on": date(1999, 9, 1)}, "due_on", "Give a year from 2015 to 2100."),
        ({"measure": "four_hours"}, "measure", "There is no measure called “four_hours”."),
        ({"organisation": "NOPE"}, "organisation", "No organisation has the code “NOPE”."),
        ({"intervention": "magic"}, "intervention", "“magic” is none of the ten interventions."),
        ({"needs": (7,)}, "needs", "There is no action 7 in this plan."),
        ({"driver": 99}, "driver", "That box of the diagram is not there any more."),
        ({"state": "blocked"}, "why_state", "Write in a few words why it is blocked"),
        ({"state": "sleeping"}, "state", "Choose how far it is from the list."),
        ({"owner": 0}, "owner", "Choose somebody who works on the plan, or a champion of the organisation."),
        ({"title": "x" * 151}, "title", "at most 150 can be kept"),
    ],
)
def test_an_action_that_cannot_be_says_why(cast: Cast, asked: dict[str, Any], field: str, said: str) -> None:
    plan = plan_of(cast)

    with pytest.raises(NotAPlan) as wrong:
        action_of(cast, plan, asked.pop("title", "Board rounds"), **asked)

    assert wrong.value.field == field
    assert said in str(wrong.value)
    assert not plan.actions.exists()


def test_a_form_that_is_wrong_says_so_beside_the_field_and_keeps_what_was_typed(cast: Cast) -> None:
    plan = plan_of(cast)
    late = {"starts_on_day": "2", "starts_on_month": "9", "starts_on_year": "2026",
            "due_on_day": "1", "due_on_month": "9", "due_on_year": "2026"}  # fmt: skip
    client, there = reader(cast["member"]), f"/plans/{plan.key}/actions/new/"

    early = posted(client, there, {**FORM, **late, "about": "My words <i>"}).content.decode()
    both = posted(client, there, {**FORM, "owner": str(cast["member"].pk), "owner_role": "Flow matron"}).content
    no_measure = posted(client, there, {**FORM, "by_how_much": "5"}).content

    assert 'href="#id_due_on_day"' in early
    assert "It would be due before it starts." in early
    assert "My words &lt;i&gt;" in early
    assert "Choose a person, or write a role" in words(both)
    assert "Choose which measure should move so far." in words(no_measure)


def test_actions_that_would_wait_for_one_another_in_a_circle_are_refused_with_the_circle(cast: Cast) -> None:
    plan, me = plan_of(cast), cast.reader("member")
    rounds = action_of(cast, plan, "Board rounds")
    action_of(cast, plan, "Pharmacy", needs=(1,))
    action_of(cast, plan, "A hub", needs=(2,))

    with pytest.raises(NotAPlan) as wrong:
        change_action(by=me, action=rounds, asked=ActionAsked("Board rounds", needs=(3,)), seen_version=1, now=AT)
    with pytest.raises(NotAPlan, match="1 Board rounds cannot wait for itself"):
        change_action(by=me, action=rounds, asked=ActionAsked("Board rounds", needs=(1,)), seen_version=1, now=AT)

    assert str(wrong.value) == (
        "That would go round in a circle: 1 Board rounds waits for 3 A hub, which waits for 2 Pharmacy, which waits "
        "for 1. Take one of them out."
    )
    assert not rounds.needs.exists()


def test_two_people_who_change_an_action_at_once_lose_nothing(cast: Cast) -> None:
    plan = with_contributor(cast)
    action = action_of(cast, plan)
    change_action(by=cast.reader("contributor"), action=action, asked=ActionAsked("Theirs"), seen_version=1, now=AT)

    answer = posted(
        reader(cast["member"]),
        f"/plans/{plan.key}/actions/1/edit/",
        {**FORM, "title": "Mine", "about": "What I typed", "version": "1"},
    )

    assert answer.status_code == 409
    page = words(answer.content)
    assert "Action 1 was changed by somebody else" in page
    assert "What I typed" in answer.content.decode()
    assert Action.objects.get().title == "Theirs"
    with pytest.raises(ChangedMeanwhile):
        move_action(by=cast.reader("member"), action=action, state="done", seen_version=1, now=AT)


def test_an_action_that_is_done_before_what_it_waits_for_is_warned_of(cast: Cast) -> None:
    plan, me = plan_of(cast), cast.reader("member")
    action_of(cast, plan, "Find a ward")
    rounds = action_of(cast, plan, "Board rounds", needs=(1,))

    move_action(by=me, action=rounds, state="done", now=AT)

    rounds.refresh_from_db()
    said = "It is said to be done, and yet it waits for 1 Find a ward, which is not."
    assert rounds.finished_on == date(2026, 6, 2)
    for page in ("actions/2/", "board/", "actions/"):
        assert said in words(reader(cast["member"]).get(f"/plans/{plan.key}/{page}").content)


def test_an_action_moves_on_the_board_and_one_that_is_blocked_needs_its_reason(cast: Cast) -> None:
    plan = plan_of(cast)
    action_of(cast, plan)
    client, board = reader(cast["member"]), f"/plans/{plan.key}/board/"
    move = f"/plans/{plan.key}/actions/1/move/"

    moved = posted(client, move, {"state": "under way", "version": "1", "back": "board"}, form=board)
    asks = posted(client, move, {"state": "blocked", "version": "2", "back": "board"}, form=board)
    blocked = posted(
        client, move, {"state": "blocked", "why_state": "No room <b>", "version": "2", "back": "board"}, form=board
    )

    assert moved["Location"] == blocked["Location"] == board
    assert "Write in a few words why it is blocked" in words(asks.content)
    assert 'name="back" value="board"' in asks.content.decode()
    page = client.get(board).content.decode()
    assert "No room &lt;b&gt;" in page
    assert page.index("No room") > page.index('id="column-blocked"')


def test_what_is_overdue_is_listed_across_plans_the_longest_first(cast: Cast) -> None:
    today = timezone.localdate()
    mine, other = plan_of(cast), plan_of(cast, "contributor", title="Theirs")
    action_of(cast, mine, "Two days", due_on=today - timedelta(days=2))
    action_of(cast, mine, "Nine days", due_on=today - timedelta(days=9))
    action_of(cast, mine, "Finished", due_on=today - timedelta(days=9), state="done")
    action_of(cast, mine, "Today", due_on=today)
    action_of(cast, other, "Not mine", "contributor", due_on=today - timedelta(days=5))

    page = words(reader(cast["member"]).get("/plans/overdue/").content)

    assert "2 actions, the longest overdue first" in page
    assert page.index("Nine days") < page.index("Two days")
    assert not any(title in page for title in ("Finished", "Today", "Not mine"))
    assert "Nothing is overdue" in words(reader(cast["champion"]).get("/plans/overdue/").content)


def test_nothing_is_overdue_in_a_plan_that_is_finished(cast: Cast) -> None:
    plan = plan_of(cast)
    action_of(cast, plan, due_on=date(2020, 1, 1))
    change_plan(by=cast.reader("member"), plan=plan, asked=PlanWords("T", "", "finished"), seen_version=1, now=AT)
    client = reader(cast["member"])

    page = words(client.get(f"/plans/{plan.key}/").content)

    assert "Overdue" not in page
    assert "overdue" not in words(client.get("/plans/").content).partition("1 plan")[2]
    assert "No plan fits" in words(client.get("/plans/?overdue=yes").content)


def test_the_timeline_draws_bars_arrows_today_and_says_what_is_overdue(cast: Cast) -> None:
    plan = plan_of(cast)
    today = date(2026, 6, 10)
    action_of(cast, plan, "Find <a> ward", starts_on=date(2026, 5, 1), due_on=date(2026, 6, 1), state="under way")
    action_of(cast, plan, "Board rounds", starts_on=date(2026, 6, 2), due_on=date(2026, 7, 1), needs=(1,))
    action_of(cast, plan, "One day only", due_on=date(2026, 12, 1))
    rows = actions_of(plan, today=today)

    for form in (WIDE, NARROW):
        drawn = ET.fromstring(draw_timeline(rows, today=today, form=form))
        bars = list(drawn.iter(f"{SVG}rect"))
        texts = [one.text or "" for one in drawn.iter(f"{SVG}text")]
        first, second = (float(one.get("x") or 0) + float(one.get("width") or 0) for one in bars[:2])
        assert len(bars) == 3
        assert first < second <= form.width
        assert {"Today", "1 Find <a> ward"} <= set(texts)
        assert any("Overdue by 9 days" in text for text in texts)
        assert sum("l-4" in (one.get("d") or "") for one in drawn.iter(f"{SVG}path")) == 1
        assert drawn.find(f"{SVG}title") is not None


def test_the_page_of_the_timeline_has_the_same_as_a_table_also_for_what_has_no_day(cast: Cast) -> None:
    plan = plan_of(cast)
    client, there = reader(cast["member"]), f"/plans/{plan.key}/timeline/"
    nothing = words(client.get(there).content)
    action_of(cast, plan, "Find a ward", due_on=date(2026, 7, 1))
    action_of(cast, plan, "Some day")

    page = words(client.get(there).content)

    assert "No action has a day yet" in nothing
    assert "The same as a table" in page
    assert "2 Some day" in page


def test_an_address_of_no_action_is_not_there(cast: Cast) -> None:
    plan = plan_of(cast)
    client = reader(cast["member"])

    assert client.get(f"/plans/{plan.key}/actions/1/").status_code == 404
    assert client.get(f"/plans/{plan.key}/actions/{9**20}/edit/").status_code == 404
