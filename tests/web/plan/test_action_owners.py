"""Whose an action is: who can own it, who has left, and what those are told who may not read the plan."""

from datetime import date

import pytest
from support.cast import Cast
from support.people import reader
from support.planning import AT, action_of, plan_of, posted, with_contributor
from support.site import words

from everyweek.web.people.actions import close_account
from everyweek.web.people.models import Notification, Person, Role
from everyweek.web.people.roles.actions import end_role
from everyweek.web.plan.actions.presenters import by_owner
from everyweek.web.plan.actions.queries import actions_of
from everyweek.web.plan.actions.reminders import remind
from everyweek.web.plan.plans.comments import write_comment
from everyweek.web.plan.plans.members import add_member, remove_member

pytestmark = pytest.mark.django_db
LONG_AGO = date(2020, 1, 1)


@pytest.mark.parametrize("how", ["the role ended", "the account was closed"])
def test_an_owner_who_left_is_said_to_have_left_wherever_the_action_is_listed(cast: Cast, how: str) -> None:
    plan = with_contributor(cast)
    action_of(cast, plan, owner=cast["contributor"].pk)
    if how == "the role ended":
        end_role(by=None, role=Role.objects.get(person=cast["contributor"]), was_checked=True, now=AT)
    else:
        close_account(by=cast.reader("national support"), person=cast["contributor"], now=AT)
    client = reader(cast["member"])

    pages = [
        words(client.get(f"/plans/{plan.key}/{page}").content)
        for page in ("", "actions/", "actions/?by=owner", "board/", "actions/1/")
    ]

    assert all("The contributor has left; give this action a new owner." in page for page in pages)
    form = client.get(f"/plans/{plan.key}/actions/1/edit/").content.decode()
    assert ("The contributor (as now)" in form) is (how == "the account was closed")  # else they work on the plan still
    assert "The contributor" in form


def test_a_champion_of_the_board_can_own_an_action_until_they_are_one_no_more(cast: Cast) -> None:
    plan = plan_of(cast)
    action_of(cast, plan, owner=cast["champion"].pk)
    before = actions_of(plan, today=AT.date())

    end_role(by=None, role=Role.objects.get(person=cast["champion"]), was_checked=True, now=AT)

    assert [line.owner_left for line in (*before, *actions_of(plan, today=AT.date()))] == [False, True]


def test_somebody_of_elsewhere_who_works_on_the_plan_has_not_left(cast: Cast) -> None:
    plan = plan_of(cast)
    elsewhere = cast["member of another trust"]
    add_member(by=cast.reader("member"), plan=plan, email=elsewhere.email, leads=False, now=AT)

    action_of(cast, plan, owner=elsewhere.pk)

    assert [line.owner_left for line in actions_of(plan, today=AT.date())] == [False]


def test_a_champion_reads_the_plan_of_which_an_action_is_theirs_as_long_as_they_are_one(cast: Cast) -> None:
    plan = plan_of(cast, readers="team")
    client = reader(cast["champion"])
    assert client.get(f"/plans/{plan.key}/").status_code == 404

    action = action_of(cast, plan, owner=cast["champion"].pk, due_on=LONG_AGO)
    there = ("/plans/", "/plans/overdue/", f"/plans/{plan.key}/actions/1/")
    during = [words(client.get(address).content) for address in there]
    write_comment(by=cast.reader("member"), plan=plan, action=action, text="When?", now=AT)
    end_role(by=None, role=Role.objects.get(person=cast["champion"]), was_checked=True, now=AT)
    write_comment(by=cast.reader("member"), plan=plan, action=action, text="Well?", now=AT)
    after = [words(client.get(address).content) for address in there]

    assert all("Winter beds" in page for page in during)
    assert not any("Winter beds" in page for page in after)
    assert Notification.objects.filter(person=cast["champion"], kind="plan").count() == 1


def test_whoever_works_on_a_private_plan_no_more_is_told_nothing_of_an_action_that_is_still_theirs(cast: Cast) -> None:
    plan = plan_of(cast, readers="team")
    add_member(by=cast.reader("member"), plan=plan, email="contributor@example.nhs.uk", leads=False, now=AT)
    action_of(cast, plan, owner=cast["contributor"].pk, due_on=LONG_AGO)

    remove_member(by=cast.reader("member"), plan=plan, person=cast["contributor"].pk, now=AT)
    remind(AT)

    assert "Board rounds" not in words(reader(cast["contributor"]).get("/plans/overdue/").content)
    assert list(Notification.objects.filter(kind="plan-due").values_list("person", flat=True)) == [cast["member"].pk]


def test_two_owners_of_one_name_stay_two(cast: Cast) -> None:
    plan = with_contributor(cast)
    Person.objects.filter(pk=cast["contributor"].pk).update(name="The member")
    for who in ("member", "contributor"):
        action_of(cast, plan, f"Of the {who}", owner=cast[who].pk)

    groups = by_owner(actions_of(plan, today=AT.date()))

    assert [(group["owner"], len(group["rows"])) for group in groups] == [("The member", 1), ("The member", 1)]


def test_actions_are_listed_by_owner_people_before_roles_before_nobody(cast: Cast) -> None:
    plan = plan_of(cast)
    action_of(cast, plan, "Of nobody")
    action_of(cast, plan, "Of a role", owner_role="Flow matron")
    action_of(cast, plan, "Of a person", owner=cast["member"].pk)

    page = words(reader(cast["member"]).get(f"/plans/{plan.key}/actions/?by=owner").content)

    assert page.index("Of a person") < page.index("Of a role") < page.index("Of nobody")


def test_a_champion_says_how_far_their_own_action_is_and_changes_nothing_else(cast: Cast) -> None:
    plan = plan_of(cast)
    action_of(cast, plan, owner=cast["champion"].pk)
    action_of(cast, plan, title="Somebody else's")
    client, address = reader(cast["champion"]), f"/plans/{plan.key}/actions/"
    page = words(client.get(f"{address}1/").content)

    mine = f"{address}1/move/"
    moved = posted(client, mine, {"state": "blocked", "why_state": "No room.", "version": 1})
    refused = [
        posted(client, f"{address}{other}", {"state": "done", "title": "Mine", "version": 1}, form=mine).status_code
        for other in ("2/move/", "1/edit/")
    ]

    assert "Say how far it is" in page
    assert "Change it" not in page
    assert "Say how far it is" not in words(client.get(f"{address}2/").content)
    assert (moved.status_code, refused) == (302, [403, 403])
    assert list(plan.actions.order_by("number").values_list("state", "why_state")) == [
        ("blocked", "No room."),
        ("not started", ""),
    ]


def test_an_owner_who_may_read_the_plan_no_more_is_not_told_that_the_action_exists(cast: Cast) -> None:
    plan = plan_of(cast)
    action_of(cast, plan, owner=cast["champion"].pk)
    end_role(by=None, role=Role.objects.get(person=cast["champion"]), was_checked=True, now=AT)
    client = reader(cast["champion"])

    there, never = (client.get(f"/plans/{plan.key}/actions/{number}/move/") for number in (1, 99))

    assert (there.status_code, never.status_code) == (404, 404)
