"""Cycles of plan, do, study, act with their figures and their chart; and risks."""

from datetime import date, timedelta

import pytest
from support.cast import Cast
from support.people import reader
from support.planning import AT, action_of, cycle_of, plan_of, posted, risk_of
from support.site import words

from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.plan.cycles.actions import CycleAsked, change_cycle
from everyweek.web.plan.cycles.chart import chart_of_cycle
from everyweek.web.plan.cycles.figures import Figure, keep_figures, read_figures
from everyweek.web.plan.cycles.queries import cycle_in
from everyweek.web.plan.cycles.risks import RiskAsked, change_risk
from everyweek.web.plan.models import Cycle, CyclePoint, Risk
from everyweek.web.plan.plans.errors import NotAPlan

pytestmark = pytest.mark.django_db
FIRST = date(2026, 6, 1)
LATER = AT + timedelta(days=60)
CALM = (5, 6, 5, 4, 5, 6, 5, 4, 5, 6, 5, 4)


def counted(cast: Cast, cycle: Cycle, values: tuple[float, ...], *, since: date = FIRST, before: bool = False) -> None:
    figures = [Figure(since + timedelta(days=at), value) for at, value in enumerate(values)]
    keep_figures(by=cast.reader("member"), cycle=cycle, figures=figures, baseline=before, now=LATER)


def test_a_cycle_is_begun_written_on_and_decided(cast: Cast) -> None:
    plan = plan_of(cast)
    action_of(cast, plan)
    client = reader(cast["member"])
    begun = posted(
        client, f"/plans/{plan.key}/cycles/new/",
        {"title": "One <b>ward", "action": "1", "predicted": "Two more home", "starts_on_day": "1",
         "starts_on_month": "6", "starts_on_year": "2026"},
    )  # fmt: skip
    edit = f"/plans/{plan.key}/cycles/1/edit/"

    too_early = posted(client, edit, {"title": "One ward", "act": "adopt", "version": "1"})
    days = {"starts_on_day": "2", "ends_on_day": "1", "starts_on_month": "6", "ends_on_month": "6"}
    years = {"starts_on_year": "2026", "ends_on_year": "2026"}
    backwards = posted(client, edit, {"title": "One ward", "version": "1", **days, **years})
    decided = posted(
        client, edit,
        {"title": "One ward", "action": "1", "predicted": "Two more home", "study_text": "Three more", "act": "adopt",
         "act_text": "It works", "version": "1"},
    )  # fmt: skip

    assert begun["Location"] == decided["Location"] == f"/plans/{plan.key}/cycles/1/"
    assert "Write first what the figures showed" in words(too_early.content)
    assert "It would end before it starts." in words(backwards.content)
    page = words(client.get(decided["Location"]).content)
    for said in ("Adopted", "Two more home", "Three more", "It works", "Action 1 Board rounds"):
        assert said in page
    assert "Cycle 1: One ward" in words(client.get(f"/plans/{plan.key}/actions/1/").content)


def test_what_was_expected_stays_once_figures_of_the_test_are_in(cast: Cast) -> None:
    plan, me = plan_of(cast), cast.reader("member")
    cycle = cycle_of(cast, plan, predicted="Two more")
    counted(cast, cycle, CALM, before=True)
    change_cycle(by=me, cycle=cycle, asked=CycleAsked("One ward", predicted="Three more"), seen_version=1, now=AT)
    counted(cast, cycle, (9,), since=FIRST + timedelta(days=20))

    with pytest.raises(NotAPlan, match="cannot be written any more"):
        change_cycle(by=me, cycle=cycle, asked=CycleAsked("One ward", predicted="Nine"), seen_version=2, now=AT)
    with pytest.raises(ChangedMeanwhile):
        change_cycle(by=me, cycle=cycle, asked=CycleAsked("X", predicted="Three more"), seen_version=1, now=AT)

    cycle.refresh_from_db()
    assert cycle.predicted == "Three more"


@pytest.mark.parametrize(
    ("text", "first_day", "figures"),
    [
        ("1/6/2026 12\n2/6/2026\t14.5\n", None, {1: 12.0, 2: 14.5}),
        ("2026-06-01,1,250\n\n2 June 2026; 80%", None, {1: 1250.0, 2: 80.0}),
        ("3\n-4\n5.5", FIRST, {1: 3.0, 2: -4.0, 3: 5.5}),
        ("01.06.26 7", None, {1: 7.0}),
    ],
)
def test_figures_are_read_as_people_paste_them(text: str, first_day: date | None, figures: dict[int, float]) -> None:
    assert {one.day.day: one.value for one in read_figures(text, first_day=first_day)} == figures


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Paste the figures: in each line a day and a number"),
        ("12\n13", "Line 1: “12” has no day."),
        ("31/2/2026 12", "Line 1: “31/2/2026” is no day."),
        ("1/6/2026 12\n1/6/2026 13", "1 June 2026 stands there twice, with two figures."),
        ("Monday twelve", "Line 1: “Monday twelve” is no day with a number."),
        ("\n".join(["x"] * 9), "And 4 more. Nothing was kept yet."),
        ("1/6/2026" + "\t" * 100 + "12", "is too long to be a day with a number."),
        ("\n".join(["1"] * 1001), "These are 1,001 lines; a cycle has at most 1,000 figures."),
    ],
)
def test_lines_that_cannot_be_read_are_named(text: str, said: str) -> None:
    with pytest.raises(NotAPlan) as wrong:
        read_figures(text)

    assert said in str(wrong.value)


def test_pasted_figures_are_kept_shown_and_taken_out(cast: Cast) -> None:
    plan = plan_of(cast)
    cycle_of(cast, plan, what_is_counted="Home before noon <b>")
    client, there = reader(cast["member"]), f"/plans/{plan.key}/cycles/1/"

    wrong = posted(client, f"{there}figures/", {"figures": "1/6/2025 twelve <i>"})
    posted(client, f"{there}figures/", {"figures": "1/6/2025 12", "baseline": "on"})
    alone = words(client.get(there).content)
    posted(client, f"{there}figures/", {"figures": "1/6/2025 14\n2/6/2025 15"})
    page = client.get(there).content.decode()
    posted(client, f"{there}figures/remove/", {"day": "2025-06-01"}, form=there)
    posted(client, f"{there}figures/remove/", {"day": "no day"}, form=there)

    assert "twelve &lt;i&gt;" in wrong.content.decode()
    assert "One figure alone says nothing yet" in alone
    assert "the limits are on trial" in page
    assert "<svg" in page
    assert "Home before noon &lt;b&gt;" in page
    assert "Home before noon <b>" not in page
    assert [(one.day.day, one.value, one.baseline) for one in CyclePoint.objects.all()] == [(2, 15.0, False)]


def test_nothing_is_counted_of_a_day_that_is_still_to_come(cast: Cast) -> None:
    cycle = cycle_of(cast, plan_of(cast))
    figures = [Figure(AT.date() + timedelta(days=ahead), 5) for ahead in (0, 1, 2)]

    with pytest.raises(NotAPlan, match="3 June 2026 is still to come"):
        keep_figures(by=cast.reader("member"), cycle=cycle, figures=figures, baseline=False, now=AT)

    assert not CyclePoint.objects.exists()


def test_the_test_is_held_against_the_limits_of_the_figures_before_it(cast: Cast) -> None:
    plan = plan_of(cast)
    changed, same = cycle_of(cast, plan), cycle_of(cast, plan, "Another")
    for cycle in (changed, same):
        counted(cast, cycle, CALM, before=True)
    counted(cast, changed, (12, 13, 12), since=FIRST + timedelta(days=12))
    counted(cast, same, (5, 4, 6), since=FIRST + timedelta(days=12))

    moved, ordinary = (chart_of_cycle(cycle_in(plan, number)) for number in (1, 2))

    assert moved is not None
    assert ordinary is not None
    assert moved.says[0] == "Limits from the 12 figures before the change."
    assert (
        "3 figures of the test show more than ordinary variation, the last one 12: outside the limits" in moved.says[1]
    )
    assert "nothing shows that it changed anything" in ordinary.says[1]
    assert "The test begins" in moved.wide


def test_before_its_first_figure_nothing_is_said_of_a_test_and_limits_are_those_of_before_it(cast: Cast) -> None:
    plan = plan_of(cast)
    waiting, mixed = cycle_of(cast, plan), cycle_of(cast, plan, "Another")
    counted(cast, waiting, (*CALM, 5), before=True)
    counted(cast, mixed, CALM, before=True)
    counted(cast, mixed, (5,), since=FIRST + timedelta(days=12))
    counted(cast, mixed, (6,), since=FIRST + timedelta(days=13), before=True)

    first, second = (chart_of_cycle(cycle_in(plan, number)) for number in (1, 2))

    assert first is not None
    assert second is not None
    assert first.says == (
        "Limits from all 13 figures.", "The test has no figure yet: this is what it will be held against.",
    )  # fmt: skip
    assert second.says[0] == "Limits from the 12 figures before the change."


def test_a_cycle_begins_without_an_action_when_its_address_names_none(cast: Cast) -> None:
    plan = plan_of(cast)

    for action in ("²", "-1", "9" * 30):
        assert reader(cast["member"]).get(f"/plans/{plan.key}/cycles/new/", {"action": action}).status_code == 200


def test_risks_are_sorted_by_their_size_and_said_in_words(cast: Cast) -> None:
    plan, me = plan_of(cast), cast.reader("member")
    risk_of(cast, plan, "Small", likelihood=1, impact=2)
    large = risk_of(cast, plan, "Large <b>", likelihood=5, impact=4, owner=me.identity)
    client, there = reader(cast["member"]), f"/plans/{plan.key}/risks/"

    page = client.get(there).content.decode()
    posted(client, f"{there}new/", {"text": "Middle", "likelihood": "3", "impact": "3"})
    wrong = posted(client, f"{there}new/", {"text": "", "likelihood": "6", "impact": "3"})
    posted(
        client,
        f"{there}{large.pk}/",
        {"text": "Large", "likelihood": "5", "impact": "4", "is_closed": "on", "version": "1"},
    )

    said = words(page.encode())
    assert said.index("Large") < said.index("Small")
    assert "Extreme (20 of 25)" in said
    assert "Almost certain (5 of 5)" in said
    assert "Large &lt;b&gt;" in page
    assert "Write what may go wrong." in words(wrong.content)
    assert "Choose one of the five." in words(wrong.content)
    large.refresh_from_db()
    assert large.closed_on is not None
    assert Risk.objects.filter(closed_on=None).count() == 2
    with pytest.raises(ChangedMeanwhile):
        change_risk(by=me, risk=large, asked=RiskAsked("X", 1, 1), seen_version=1, now=AT)
    with pytest.raises(NotAPlan, match="Choose how likely it is from the list"):
        risk_of(cast, plan, likelihood=9)
