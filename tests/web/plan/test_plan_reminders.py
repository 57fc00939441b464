"""Reminders of what is due, late or without its owner, each once; and what becomes of plans when somebody is erased."""

from datetime import date, datetime, timedelta

import pytest
from support.cast import Cast
from support.people import reader
from support.planning import AT, action_of, cycle_of, plan_of, posted, risk_of
from support.site import words

from everyweek.web.people.accounts.erasure import erase_person
from everyweek.web.people.accounts.export import export_of
from everyweek.web.people.actions import close_account
from everyweek.web.people.models import Notification, Role
from everyweek.web.people.notifications.worker import MORE_PARTS, Worker
from everyweek.web.people.roles.actions import end_role
from everyweek.web.plan.actions.actions import move_action
from everyweek.web.plan.actions.reminders import remind
from everyweek.web.plan.models import Action, ImprovementPlan, PlanComment, PlanReminder
from everyweek.web.plan.plans.actions import PlanWords, change_plan
from everyweek.web.plan.plans.comments import write_comment
from everyweek.web.plan.plans.members import add_member

pytestmark = pytest.mark.django_db
DUE = date(2026, 7, 1)


def at(days: int) -> datetime:
    """Ten in the morning, so many days after the day on which the action is due."""
    return datetime.fromisoformat("2026-07-01T09:00:00+00:00") + timedelta(days=days)


def shared(cast: Cast) -> ImprovementPlan:
    """A plan that the member leads and on which the contributor works, with an action of theirs."""
    plan = plan_of(cast)
    add_member(by=cast.reader("member"), plan=plan, email="contributor@example.nhs.uk", leads=False, now=AT)
    action_of(cast, plan, owner=cast["contributor"].pk, due_on=DUE)
    return plan


def told(cast: Cast, who: str) -> list[str]:
    return list(
        Notification.objects.filter(person=cast[who], kind="plan-due").order_by("pk").values_list("title", flat=True)
    )


def test_the_owner_and_the_lead_are_reminded_once_before_on_and_weekly_after_the_day(cast: Cast) -> None:
    shared(cast)

    written = [remind(at(days)) for days in (-8, -7, -6, 0, 0, 1, 3, 8, 8)]

    assert written == [0, 1, 0, 1, 0, 1, 0, 1, 0]
    assert told(cast, "contributor") == [
        "Action 1 of “Winter beds” is due on 1 July 2026",
        "Action 1 of “Winter beds” is due today",
        "Action 1 of “Winter beds” is overdue by 1 day",
        "Action 1 of “Winter beds” is overdue by 8 days",
    ]
    assert told(cast, "member") == told(cast, "contributor")


def test_nothing_is_told_of_what_is_done_nor_of_a_plan_that_is_finished_nor_before_the_morning(cast: Cast) -> None:
    plan = shared(cast)
    assert remind(at(0) - timedelta(hours=4, days=7)) == 0

    move_action(by=cast.reader("member"), action=Action.objects.get(), state="done", now=AT)
    assert remind(at(0)) == 0
    move_action(by=cast.reader("member"), action=Action.objects.get(), state="under way", now=AT)
    change_plan(by=cast.reader("member"), plan=plan, asked=PlanWords("T", "", "finished"), seen_version=1, now=AT)

    assert remind(at(0)) == 0
    assert not PlanReminder.objects.exists()


def test_the_lead_is_told_once_that_an_owner_left_and_the_owner_is_told_no_more(cast: Cast) -> None:
    shared(cast)
    end_role(by=None, role=Role.objects.get(person=cast["contributor"]), was_checked=True, now=AT)

    remind(at(-20))
    remind(at(-19))
    remind(at(0))

    assert told(cast, "member") == [
        "The contributor has left; action 1 of “Winter beds” needs a new owner",
        "Action 1 of “Winter beds” is due today",
    ]
    assert told(cast, "contributor") == []


def test_an_action_that_is_made_shortly_before_its_day_is_not_announced_at_once(cast: Cast) -> None:
    plan = plan_of(cast)
    action_of(cast, plan, due_on=DUE, now=at(-3))

    assert [remind(at(-2)), remind(at(0))] == [0, 1]


def test_the_day_on_which_an_action_was_made_is_that_of_clocks_in_london(cast: Cast) -> None:
    just_after_midnight = datetime.fromisoformat("2026-06-25T00:30:00+01:00")
    action_of(cast, plan_of(cast), due_on=DUE, now=just_after_midnight)

    assert [remind(at(-5)), remind(at(0))] == [0, 1]


def test_everybody_who_works_on_a_plan_is_reminded_once_nobody_is_left_who_leads_it(cast: Cast) -> None:
    plan = plan_of(cast)
    add_member(by=cast.reader("member"), plan=plan, email="contributor@example.nhs.uk", leads=False, now=AT)
    action_of(cast, plan, owner_role="Flow matron", due_on=DUE)

    close_account(by=cast.reader("national support"), person=cast["member"], now=AT)
    remind(at(0))

    assert told(cast, "contributor") == ["Action 1 of “Winter beds” is due today"]


def test_an_action_whose_owner_was_erased_gets_a_new_one_without_emptying_a_box(cast: Cast) -> None:
    plan = shared(cast)
    erase_person(by=cast.reader("contributor"), person=cast["contributor"], removes_texts=False, now=AT)
    client, edit = reader(cast["member"]), f"/plans/{plan.key}/actions/1/edit/"
    typed = {"title": "Board rounds", "state": "not started", "version": "1"}

    given = posted(client, edit, {**typed, "owner": str(cast["member"].pk), "owner_role": "Somebody who left"})

    assert given.status_code == 302
    action = Action.objects.get()
    assert (action.owner_id, action.owner_role) == (cast["member"].pk, "")


def test_the_worker_reminds(cast: Cast) -> None:
    shared(cast)
    worker = Worker(stopping=lambda: False, say=print)
    part = next(one for one in (make(worker) for make in MORE_PARTS) if one.name == "reminders of plans")

    assert [part.run(at(0)), part.run(at(0))] == ["plans: 1 reminder written", ""]


def test_a_person_gets_a_copy_of_their_part_in_plans(cast: Cast) -> None:
    plan = shared(cast)
    write_comment(by=cast.reader("contributor"), plan=plan, text="I begin on Monday", now=AT)

    copy = export_of(cast["contributor"], now=AT)

    assert [row["title"] for row in copy["actions of plans that are yours"]] == ["Board rounds"]
    assert "Winter beds" in copy["plans you work on"][0].values()
    assert [row["text"] for row in copy["comments on plans"]] == ["I begin on Monday"]


@pytest.mark.parametrize("removes_texts", [True, False])
def test_an_erased_owner_leaves_the_plan_to_the_team_which_sees_that_somebody_left(
    cast: Cast, removes_texts: bool
) -> None:
    plan = shared(cast)
    risk_of(cast, plan, owner=cast["contributor"].pk)
    cycle_of(cast, plan, who="contributor")
    write_comment(by=cast.reader("contributor"), plan=plan, text="I begin on Monday", now=AT)

    erase_person(by=cast.reader("contributor"), person=cast["contributor"], removes_texts=removes_texts, now=AT)

    page = words(reader(cast["member"]).get(f"/plans/{plan.key}/actions/1/").content)
    plan_page = words(reader(cast["member"]).get(f"/plans/{plan.key}/").content)
    changes = words(reader(cast["member"]).get(f"/plans/{plan.key}/changes/").content)
    assert "Somebody who left" in page
    assert "Its owner has left; give this action a new owner." in page
    assert "Its owner has left; give this action a new owner." in plan_page
    assert [remind(at(-20)), remind(at(-19))] == [1, 0]
    assert told(cast, "member") == ["The owner of action 1 of “Winter beds” has left; it needs a new one"]
    assert not any("The contributor" in text for text in (page, plan_page, changes))
    assert ("I begin on Monday" in plan_page) is not removes_texts
    assert PlanComment.objects.get().author is None
    assert plan.members.count() == 1
