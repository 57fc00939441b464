"""What the figures say of a registered change, where the truth is known; and what is said beside it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.cast import Cast
from support.changed_trusts import CHANGE, CHANGED, DAILY, MEASURE, WEEK, home_of_changed_trusts
from support.people import read_from, reader
from support.planning import AT, action_of, plan_of
from support.site import words

from everyweek.measures import find_measure
from everyweek.web.learn.sharing.models import Submission
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.working import control_chart, pictures, results
from everyweek.web.plan.working.actions import RegistrationAsked, register, withdraw
from everyweek.web.plan.working.beside import what_else
from everyweek.web.plan.working.models import Registration
from everyweek.web.plan.working.presenters import result_page
from everyweek.web.plan.working.results import result_of
from everyweek.web.plan.working.simulator import default_effect_to_replace

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return home_of_changed_trusts(tmp_path_factory.mktemp("changed"))


@pytest.fixture(autouse=True)
def _figures(cast: Cast, home: Path, settings: Any) -> None:
    read_from(home, settings)


@pytest.fixture
def no_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing takes half a second, and is tested once."""
    monkeypatch.setattr(control_chart, "_drawn", lambda *arguments: control_chart.Markup())


def registered(cast: Cast, plan: ImprovementPlan, who: str = "member", **changed: Any) -> Registration:
    wanted: dict[str, Any] = {
        "measure": MEASURE, "organisation": "ZZ1", "better_is": "up", "changed_on": CHANGED, **changed,
    }  # fmt: skip
    action = wanted.pop("action", None)
    return register(by=cast.reader(who), plan=plan, asked=RegistrationAsked(**wanted), action=action, now=AT)


def of_a_week(cast: Cast, plan: ImprovementPlan) -> Registration:
    return registered(cast, plan, measure=DAILY, better_is="down", changed_on=WEEK, ends_on=date(2026, 2, 8))


def page(cast: Cast, one: Registration, who: str = "member") -> str:
    return reader(cast[who]).get(f"/plans/{one.plan.key}/did-it-work/{one.pk}/").content.decode()


def post(cast: Cast, one: Registration, step: str) -> Any:
    browser = reader(cast["member"])
    address = f"/plans/{one.plan.key}/did-it-work/{one.pk}/"
    token = browser.get(f"{address}withdraw/").content.decode().partition('name="once" value="')[2].partition('"')[0]
    return browser.post(f"{address}{step}/", {"once": token})


def test_the_change_that_is_in_the_figures_is_found_with_its_size(cast: Cast) -> None:
    found = result_of(registered(cast, plan_of(cast))).for_good

    assert found is not None
    assert found.outcome == "moved for the better"
    assert found.lower is not None
    assert found.upper is not None
    assert found.lower < CHANGE < found.upper


def test_where_nothing_was_changed_nothing_is_found(cast: Cast) -> None:
    plan = plan_of(cast)

    outcomes = [
        result_of(registered(cast, plan, organisation=code)).for_good.outcome  # type: ignore[union-attr]
        for code in ("ZZG", "ZZH", "ZZK", "ZZQ")
    ]

    # Each is called moved at 5% by chance, so of four hardly more than one (0.95 ** 4 + 4 * 0.05 * 0.95 ** 3 = 98.6%).
    assert outcomes.count("not to be told from chance") >= 3


def test_the_page_says_how_far_how_sure_and_what_it_takes_for_granted(cast: Cast) -> None:
    one = registered(cast, plan_of(cast), expected=0.05)

    whole = page(cast, one)

    said = words(whole)
    assert "It moved for the better, by more than chance does" in said
    assert "95% interval" in said
    assert "The smallest change that this could have shown" in said
    assert "What this takes for granted" in said
    assert "a signal, not proof" in said
    assert "expected to go up, by 5 percentage points more or further" in said
    assert "Registered after figures were there." in said
    assert whole.count("<svg") >= 3
    assert "style=" not in whole.partition("<main")[2]


def test_the_limits_of_its_own_chart_are_those_of_the_time_before_the_change(cast: Cast) -> None:
    frozen = control_chart._analysis(find_measure(MEASURE), "ZZ1", frozen_on=CHANGED, by_day=False)

    assert frozen is not None
    before = [one.observation.value for one in frozen.points if one.observation.period_start < CHANGED]
    assert len(before) == 36
    assert {one.segment for one in frozen.points} == {0}
    assert all(one.mean == pytest.approx(sum(before) / 36) for one in frozen.points)


def test_one_registered_in_time_is_said_to_be_so_and_how_much_is_still_missing(cast: Cast, no_chart: None) -> None:
    one = registered(cast, plan_of(cast), changed_on=date(2026, 4, 1))

    said = words(page(cast, one))

    assert "Too early to say" in said
    assert "6 months more must come" in said
    assert "before any figure of after the change was loaded" in said
    assert "Registered after figures were there" not in said


def test_the_days_of_a_perfect_week_are_found_in_daily_figures(cast: Cast, no_chart: None) -> None:
    one = of_a_week(cast, plan_of(cast))

    found = result_of(one).for_days

    assert found is not None
    assert found.during is not None
    assert found.during.outcome == "moved for the better"
    assert found.during.lower is not None
    assert found.during.upper is not None
    assert found.during.lower < -0.05 < found.during.upper
    said = words(page(cast, one))
    assert "From 2 February 2026 to 8 February 2026" in said
    assert "held against all other organisations of its kind" in said
    assert "Figures from: " in said
    assert "The organisations it is compared with" not in said
    assert "whose figures had moved most alike" not in said


def test_without_any_figures_the_page_says_so(cast: Cast, no_chart: None) -> None:
    plan = plan_of(cast)
    monthly = registered(cast, plan, measure="conversion", better_is="down")
    daily = registered(
        cast, plan, measure="stays_over_21_days", better_is="down", changed_on=WEEK, ends_on=date(2026, 2, 8)
    )

    assert "No figure of this measure is loaded" in words(page(cast, monthly))
    assert "No figure of this measure is loaded" in words(page(cast, daily))


def test_an_organisation_or_a_measure_that_is_not_known_any_more_is_said_to_be_so(cast: Cast, no_chart: None) -> None:
    plan = plan_of(cast)
    gone, no_measure = registered(cast, plan), registered(cast, plan, changed_on=date(2025, 3, 1))
    Registration.objects.filter(pk=gone.pk).update(organisation="ZZ0")
    Registration.objects.filter(pk=no_measure.pk).update(measure="happiness")
    gone.refresh_from_db()

    assert "No organisation has the code" in words(page(cast, gone))
    assert "The measure happiness is not counted any more." in words(page(cast, no_measure))
    assert reader(cast["member"]).get(f"/plans/{plan.key}/did-it-work/").status_code == 200


def test_with_too_few_others_the_organisations_own_other_weeks_are_asked(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("everyweek.effects.placebo.fewest_placebos", lambda level: 99)
    results._result.cache_clear()  # type: ignore[attr-defined]

    found = result_of(of_a_week(cast, plan_of(cast))).for_days

    results._result.cache_clear()  # type: ignore[attr-defined]
    assert found is not None
    assert found.against == "other weeks"


def test_with_too_few_others_that_have_every_day_the_own_other_weeks_are_asked_whole(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    results._result.cache_clear()  # type: ignore[attr-defined]
    read = results._days

    def with_holes(measure: Any, code: str, **between: Any) -> dict[date, float]:
        return {day: value for day, value in read(measure, code, **between).items() if code < "ZZ3" or day != WEEK}

    monkeypatch.setattr(results, "_days", with_holes)

    found = result_of(of_a_week(cast, plan_of(cast))).for_days

    results._result.cache_clear()  # type: ignore[attr-defined]
    assert found is not None
    assert found.against == "other weeks"
    assert found.placebos == 5  # stretches of 91 days with all figures, clear of the week itself


def test_where_neither_way_is_better_the_registered_one_counts_as_better_and_that_is_said(cast: Cast) -> None:
    one = of_a_week(cast, plan_of(cast))
    neutral = replace(find_measure(DAILY), polarity="neither")
    asked = results.Asked(DAILY, "ZZ1", "down", one.changed_on, one.ends_on, ())

    found = results._of_some_days(asked, neutral)

    assert found.for_days is not None
    assert found.for_days.outcome == "moved for the better"
    cautions = result_page(one, found, chart=None, else_changed=()).cautions
    assert "Of this measure neither more nor less is better in itself." in cautions[0]


def test_what_went_against_what_the_plan_expected_is_said_of_some_days_too(cast: Cast, no_chart: None) -> None:
    plan = plan_of(cast)
    one = registered(cast, plan, measure=DAILY, better_is="up", changed_on=WEEK, ends_on=date(2026, 2, 8))

    assert "The plan expected these figures to go up, and they fell." in words(page(cast, one))


def test_the_organisations_that_are_listed_are_those_that_the_figures_were_held_against(
    cast: Cast, no_chart: None
) -> None:
    plan = plan_of(cast)
    one, unchosen = registered(cast, plan), registered(cast, plan, organisation="ZZG")
    Registration.objects.filter(pk=one.pk).update(peers=["ZZ0", *one.peers[1:]])
    Registration.objects.filter(pk=unchosen.pk).update(peers=[])
    one.refresh_from_db()
    unchosen.refresh_from_db()

    shown = [result_page(each, result_of(each), chart=None, else_changed=()) for each in (one, unchosen)]

    assert [len(each.peers) for each in shown] == [9, 10]
    assert shown[0].cautions[0].startswith("1 organisation of those chosen then had to be left out")


def test_limits_are_said_to_be_those_of_before_only_where_they_are(cast: Cast, no_chart: None) -> None:
    early, late = (
        control_chart.chart_with_days(find_measure(MEASURE), "ZZ1", [], frozen_on=day)
        for day in (date(2022, 10, 1), CHANGED)
    )

    assert early is not None
    assert late is not None
    assert early.limits.startswith("Limits are those of all figures: there are too few before 1 October 2022")
    assert late.limits == "Limits are those of the time before 1 April 2025."
    assert early.limits in early.words


def test_a_change_beyond_the_figures_is_not_drawn_on_another_day() -> None:
    days = [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)]
    line = pictures.Line("own", (1.0, 2.0, 3.0))

    drawn = [
        pictures.lines_over_time(days, [line], unit="count", changed=day, words="Days")
        for day in (date(2026, 1, 3), date(2026, 1, 20))
    ]

    assert ["The change" in one for one in drawn] == [True, False]


def test_what_else_changed_is_listed_as_far_as_its_reader_may_know(cast: Cast) -> None:
    plan, other = plan_of(cast), plan_of(cast, "administrator of a trust", title="Secret", readers="team")
    one = registered(cast, plan)
    action_of(cast, plan, "Hub opened", changed_on=date(2025, 5, 1))
    action_of(cast, plan, "Elsewhere", changed_on=date(2025, 5, 1), organisation="ZZ2")
    board = plan_of(cast, "administrator of a board", organisation="ZZA", title="Board", readers="everybody")
    action_of(cast, board, "Lounge", "administrator of a board", changed_on=date(2025, 6, 1), organisation="ZZ1")
    registered(cast, plan, changed_on=date(2025, 3, 1))
    registered(cast, other, "administrator of a trust", changed_on=date(2025, 2, 1))

    mine = " ".join(row.words for row in what_else(cast.reader("member"), one, result_of(one)))
    theirs = " ".join(row.words for row in what_else(cast.reader("administrator of a trust"), one, result_of(one)))

    assert "Hub opened" in mine
    assert "Lounge" in mine
    assert "Elsewhere" not in mine
    assert "1 March 2025" in mine
    assert "All other" in mine
    assert "1 February 2025" not in mine
    assert "1 February 2025" in theirs


def test_whether_a_plan_may_be_read_is_asked_once_however_much_of_it_is_listed(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    plan = plan_of(cast)
    one = registered(cast, plan)
    for number in range(6):
        action_of(cast, plan, f"Action {number}", changed_on=date(2025, 5, 1))
    result, who = result_of(one), cast.reader("member")

    with django_assert_max_num_queries(4):
        found = what_else(who, one, result)

    assert sum("Action" in each.words for each in found) == 6


def test_how_many_would_move_by_chance_is_said_of_many_measures(cast: Cast) -> None:
    plan = plan_of(cast)
    for code in ("ZZ1", "ZZG", "ZZH"):
        registered(cast, plan, organisation=code)
    gone = registered(cast, plan, organisation="ZZI")
    withdraw(by=cast.reader("member"), registration=gone, why="It was put off.", now=AT)

    said = words(reader(cast["member"]).get(f"/plans/{plan.key}/did-it-work/").content.decode())

    assert "Of 3 measures 1 moved." in said
    assert "By chance alone it would be fewer than 1" in said


def test_a_case_study_is_drafted_with_the_effect_and_the_words_of_the_plan(cast: Cast) -> None:
    plan = plan_of(cast, about="We wanted <b>shorter</b> waits.")
    action = action_of(cast, plan, "Board rounds at nine", about="Every ward.", intervention="acute_flow")
    one = registered(cast, plan, action=action)

    answer = post(cast, one, "draft")

    made = Submission.objects.get()
    assert answer.url == f"/library/share/{made.pk}/"
    assert made.state == "draft"
    effect = made.content["effects"][0]
    assert (effect["measure"], effect["organisation"], effect["began"], effect["unit"]) == (
        MEASURE,
        "ZZ1",
        "2025-04",
        "%",
    )
    assert effect["intervention"] == "acute_flow"
    assert 14 < effect["after"] - effect["before"] < 18
    assert "Figures of after the change were loaded here already" in effect["words"]
    assert "Board rounds at nine" in made.content["body"]
    assert made.content["topics"] == {"intervention": ["acute_flow"]}
    assert reader(cast["member"]).get(answer.url).status_code == 200


def test_a_draft_is_offered_only_when_it_moved_and_to_those_who_work_on_the_plan(cast: Cast, no_chart: None) -> None:
    plan = plan_of(cast, readers="everybody")
    moved, still = registered(cast, plan), registered(cast, plan, organisation="ZZG")

    assert "Draft a case study" in page(cast, moved)
    assert "Draft a case study" not in page(cast, moved, "contributor")
    assert "Draft a case study" not in page(cast, still)
    assert post(cast, still, "draft").url == f"/plans/{plan.key}/did-it-work/{still.pk}/"
    assert not Submission.objects.exists()


def test_no_case_study_is_drafted_from_what_was_withdrawn(cast: Cast) -> None:
    one = registered(cast, plan_of(cast))
    browser, address = reader(cast["member"]), f"/plans/{one.plan.key}/did-it-work/{one.pk}/"
    token = browser.get(f"{address}withdraw/").content.decode().partition('name="once" value="')[2].partition('"')[0]
    withdraw(by=cast.reader("member"), registration=one, why="It was put off.", now=AT)

    answer = browser.post(f"{address}draft/", {"once": token})

    assert answer.url == address
    assert not Submission.objects.exists()


def test_nothing_is_offered_to_the_simulator_as_long_as_there_is_none(cast: Cast) -> None:
    one = registered(cast, plan_of(cast))

    assert default_effect_to_replace(one, result_of(one)) is None


def test_a_registration_of_another_plan_is_not_there(cast: Cast) -> None:
    one, other = registered(cast, plan_of(cast)), plan_of(cast, title="Other")

    browser = reader(cast["member"])

    assert browser.get(f"/plans/{other.key}/did-it-work/{one.pk}/").status_code == 404
    assert browser.get(f"/plans/{one.plan.key}/did-it-work/{2**70}/").status_code == 404
