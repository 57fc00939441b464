"""Making a plan, finding it, who reads it, and what its page costs."""

from typing import Any

import pytest
from support.cast import Cast
from support.planning import AT, action_of, browser, plan_of, posted
from support.site import words

from everyweek.web.people.permissions import NotPermitted, can
from everyweek.web.plan.models import ImprovementPlan
from everyweek.web.plan.plans.actions import PlanAsked, PlanWords, change_plan, make_plan
from everyweek.web.plan.plans.comments import write_comment
from everyweek.web.plan.plans.keys import free_key
from everyweek.web.plan.plans.members import add_member

pytestmark = pytest.mark.django_db
NEW = {"title": "Home before lunch", "organisation": "ZZ1", "template": "", "readers": "organisation"}


def test_a_member_makes_a_plan_for_their_organisation_and_leads_it(cast: Cast) -> None:
    made = posted(browser(cast), "/plans/new/", NEW)

    plan = ImprovementPlan.objects.get()
    assert made["Location"] == f"/plans/{plan.key}/" == "/plans/home-before-lunch/"
    page = words(browser(cast).get(made["Location"]).content)
    assert "Home before lunch" in page
    assert "No aim yet: nobody can tell whether the plan works." in page
    assert "Led by The member" in page


def test_a_plan_begins_with_a_template_and_suggests_its_aim(cast: Cast) -> None:
    posted(browser(cast), "/plans/new/", {**NEW, "template": "sdec"})

    plan = ImprovementPlan.objects.get()
    page = words(browser(cast).get("/plans/home-before-lunch/").content)
    assert plan.template == "sdec"
    assert plan.drivers.filter(kind="idea").exists()
    assert plan.actions.filter(due_on__isnull=False).exists()
    assert plan.risks.exists()
    assert plan.cycles.count() == 1
    assert "The template suggests" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": " "}, "Write a title that says what the plan is about."),
        ({"title": "x" * 151}, "at most 150 can be kept"),
        ({"organisation": "ZZV"}, "Choose one of your organisations."),
        ({"template": "none-such"}, "Choose one of the templates, or none."),
        ({"readers": "the world"}, "Choose one of the list."),
    ],
)
def test_a_plan_that_cannot_be_made_says_why_and_keeps_what_was_typed(
    cast: Cast, typed: dict[str, str], said: str
) -> None:
    answer = posted(browser(cast), "/plans/new/", {**NEW, **typed})

    assert said in words(answer.content)
    assert f'value="{typed.get("title", NEW["title"]).strip()}"' in answer.content.decode()
    assert not ImprovementPlan.objects.exists()


def test_whoever_holds_no_role_at_an_organisation_is_told_whom_to_ask(cast: Cast) -> None:
    page = words(browser(cast, "signed in, without a role").get("/plans/new/").content)

    assert "You hold no role at an organisation" in page


def test_a_plan_is_made_only_for_an_organisation_of_ones_own(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        make_plan(by=cast.reader("member"), asked=PlanAsked("A plan", "ZZV"), now=AT)


def test_two_plans_of_one_title_and_words_of_addresses_have_keys_of_their_own(cast: Cast) -> None:
    first, second, third = (plan_of(cast, title=title) for title in ("Winter", "Winter", "New"))

    assert (first.key, second.key, third.key) == ("winter", "winter-2", "new-2")
    assert free_key("🚑") == "plan-2"


def test_a_key_that_somebody_else_takes_at_the_same_moment_is_not_taken_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_of(cast, title="Winter")
    found = iter(("winter", "winter-2"))
    monkeypatch.setattr("everyweek.web.plan.plans.actions.free_key", lambda title: next(found))

    second = plan_of(cast, "contributor", title="Winter")

    assert second.key == "winter-2"


def test_the_list_has_ones_own_first_and_is_filtered(cast: Cast) -> None:
    plan_of(cast, "contributor", title="Frailty at the front door")
    mine = plan_of(cast, title="Winter beds")
    action_of(cast, mine, due_on=AT.date())
    plan_of(cast, "member of another trust", title="Of another trust", organisation="ZZV")

    everything = words(browser(cast).get("/plans/").content)

    assert "Of another trust" not in everything
    assert everything.index("Winter beds") < everything.index("Frailty at the front door")
    assert "1 action overdue" in everything
    for query, found in (("q=frail", "Frailty"), ("overdue=yes", "Winter beds"), ("mine=yes", "Winter beds")):
        page = words(browser(cast).get(f"/plans/?{query}").content)
        assert "1 plan" in page
        assert found in page
    assert "No plan fits" in words(browser(cast).get("/plans/?state=finished").content)
    assert "No plan fits" in words(browser(cast).get("/plans/?intervention=sdec").content)
    assert "2 plans" in words(browser(cast).get("/plans/?organisation=ZZ1").content)


@pytest.mark.parametrize(
    ("readers", "reads"),
    [
        ("team", {"member"}),
        ("organisation", {"member", "contributor", "administrator of a board"}),
        ("everybody", {"member", "contributor", "administrator of a board", "member of another trust"}),
    ],
)
def test_a_plan_is_read_by_those_for_whom_it_is_meant_and_listed_to_no_others(
    cast: Cast, readers: str, reads: set[str]
) -> None:
    plan = plan_of(cast, title="Winter beds", readers=readers)
    asked = ("member", "contributor", "administrator of a board", "member of another trust")

    by_gate = {who for who in asked if can(cast.reader(who), "plan.read", plan)}
    listed = {who for who in asked if "Winter beds" in words(browser(cast, who).get("/plans/").content)}
    shown = {who for who in asked if browser(cast, who).get(f"/plans/{plan.key}/").status_code == 200}

    assert by_gate == listed == shown == reads


def test_whoever_may_not_read_a_plan_is_not_told_that_it_is_there(cast: Cast) -> None:
    plan = plan_of(cast, readers="team")
    outsider = browser(cast, "member of another trust")

    answers = {outsider.get(f"/plans/{key}/{part}").status_code for key in (plan.key, "none") for part in ("", "edit/")}

    assert answers == {404}


def test_two_people_who_change_a_plan_at_once_lose_nothing(cast: Cast) -> None:
    plan = plan_of(cast)
    change_plan(by=cast.reader("member"), plan=plan, asked=PlanWords("Theirs", "", "active"), seen_version=1, now=AT)

    answer = posted(
        browser(cast),
        f"/plans/{plan.key}/edit/",
        {"title": "Mine <b>", "about": "My words", "state": "finished", "readers": "team", "version": "1"},
    )

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "was changed by somebody else" in page
    assert "Mine &lt;b&gt;" in page
    assert "My words" in page
    plan.refresh_from_db()
    assert (plan.title, plan.state) == ("Theirs", "active")


def test_only_who_looks_after_a_plan_says_who_reads_it(cast: Cast) -> None:
    plan = plan_of(cast)
    add_member(by=cast.reader("member"), plan=plan, email="contributor@example.nhs.uk", leads=False, now=AT)

    form = browser(cast, "contributor").get(f"/plans/{plan.key}/edit/").content.decode()

    assert 'name="readers"' not in form
    with pytest.raises(NotPermitted):
        change_plan(
            by=cast.reader("contributor"), plan=plan, asked=PlanWords("T", "", "active", "everybody"),
            seen_version=1, now=AT,
        )  # fmt: skip


def test_the_page_costs_the_same_number_of_looks_however_many_actions_there_are(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    plan = plan_of(cast)
    for number in range(12):
        action_of(cast, plan, f"Action {number}", owner=cast["member"].pk, needs=(number,) if number else ())
    for number in range(12):
        write_comment(by=cast.reader("contributor"), plan=plan, text=f"Comment {number}", now=AT)
    client = browser(cast)

    for page in ("", "actions/", "board/", "timeline/"):
        with django_assert_max_num_queries(35):
            assert client.get(f"/plans/{plan.key}/{page}").status_code == 200
    with django_assert_max_num_queries(20):
        assert client.get("/plans/").status_code == 200


def test_a_plan_from_the_gap_of_an_assessment_leads_back_to_it(cast: Cast) -> None:
    came_from = {"from_round": "winter-2026", "from_place": "fenwick", "from_theme": "sdec"}
    form = browser(cast).get("/plans/new/", came_from).content.decode()

    posted(browser(cast), "/plans/new/", {**NEW, **came_from})
    posted(browser(cast), "/plans/new/", {**NEW, **came_from, "title": "Odd", "from_theme": "<b>/?"})

    assert 'name="from_theme" value="sdec"' in form
    page = browser(cast).get("/plans/home-before-lunch/").content.decode()
    assert 'href="/assess/rounds/winter-2026/fenwick/themes/sdec/"' in page
    odd = browser(cast).get("/plans/odd/")
    assert odd.status_code == 200
    assert "The gap of the self-assessment" not in words(odd.content)
