"""Aims: typed in the unit of the measure, refused with a sentence, held against natural variation."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.cast import Cast
from support.people import read_from, reader
from support.planning import AT, aim_of, plan_of, posted
from support.site import words

from everyweek.measures import find_measure
from everyweek.web.measure.queries import read_measure
from everyweek.web.measure.switches import Switches
from everyweek.web.plan.models import Aim
from everyweek.web.plan.plans.aims import AimAsked, add_aim, change_aim
from everyweek.web.plan.plans.checking import check_in_words, check_target
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.today import today_of
from everyweek.web.plan.plans.values import difference_in_words, read_difference, read_value, value_as_typed

STEADY = [0.70, 0.72, 0.69, 0.71, 0.73, 0.70, 0.68, 0.72, 0.71, 0.69, 0.70, 0.72, 0.71]
"""Mean 9.18 / 13 = 0.706 and a mean moving range of 0.25 / 12 = 0.02083, so limits of 0.7062 ± 2.66 x 0.02083, with the
range of 0.04 below 3.27 times the mean and so not screened out: 0.6507 to 0.7616."""
TYPED = {
    "measure": "four_hour_performance",
    "organisation": "ZZ1",
    "from_value": "70",
    "to_value": "78",
    "by_day_day": "31",
    "by_day_month": "3",
    "by_day_year": "2030",
}


@pytest.mark.parametrize(
    ("to_value", "better", "said"),
    [
        (0.75, "up", "inside today’s process limits (65.1% to 76.2%): months like that already happen by chance"),
        (0.77, "up", "outside today’s process limits (65.1% to 76.2%), on the better side: it takes a change"),
        (0.64, "down", "outside today’s process limits (65.1% to 76.2%), on the better side"),
        (0.70, "up", "on the worse side of today’s mean (70.6%)"),
        (0.72, "down", "on the worse side of today’s mean"),
        (0.77, "neither", "outside today’s process limits (65.1% to 76.2%): it takes a change of the process."),
    ],
)
def test_a_target_is_held_against_the_limits(to_value: float, better: Any, said: str) -> None:
    check = check_target(STEADY, to_value=to_value, better=better)

    assert said in check_in_words(check, unit="share")[0]


def test_a_target_cannot_be_checked_with_fewer_than_12_figures() -> None:
    few: list[float | None] = [*STEADY[:11], None, None]

    check = check_target(few, to_value=0.8, better="up")

    assert check_in_words(check, unit="share") == (
        (
            "This target cannot be checked against ordinary variation: there are fewer than 12 figures to work out "
            "limits from."
        ),
    )


def test_limits_on_trial_a_target_that_is_reached_and_a_process_that_moves_are_said() -> None:
    moving = [*STEADY, 0.9]

    said = check_in_words(check_target(moving, to_value=0.74, better="up"), unit="share")
    on_trial = check_in_words(check_target(STEADY[:12], to_value=0.8, better="up"), unit="share", every="week")

    assert "The newest figure is there already, or beyond it." in said
    assert any("the process is changing" in line for line in said)
    assert on_trial[-1] == "These limits rest on only 12 weeks, and are on trial."


def test_no_share_is_said_to_lie_beyond_what_shares_can_be() -> None:
    high = [1.0, 0.9, 1.0, 0.9, 1.0, 0.9, 1.0, 0.9, 1.0, 0.9, 1.0, 0.9, 1.0]

    assert "to 100.0%)" in check_in_words(check_target(high, to_value=0.99, better="up"), unit="share")[0]


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("78", "share", 0.78),
        ("78 %", "share", 0.78),
        ("0.5%", "share", 0.005),
        ("30 min", "seconds", 1800),
        ("1 h 20 min", "seconds", 4800),
        ("1,250", "count", 1250),
        (" ", "count", None),
    ],
)
def test_values_are_typed_in_the_unit_of_the_measure(typed: str, unit: str, value: float | None) -> None:
    assert read_value(typed, unit, field="to_value") == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("typed", "unit", "said"),
    [
        ("0.78", "share", "Write a percentage: 78 for 78.0%, or 0.78% with its sign."),
        ("30", "seconds", "“30” has no unit that is known here. Write a time such as 30 min"),
        ("many", "count", "Write a number, such as 120: “many” is none."),
        ("9" * 30, "count", "is too large."),
    ],
)
def test_what_is_no_value_says_what_to_type(typed: str, unit: str, said: str) -> None:
    with pytest.raises(NotAPlan) as wrong:
        read_value(typed, unit, field="to_value")

    assert said in str(wrong.value)


def test_a_value_is_shown_as_it_would_be_typed_again() -> None:
    assert [value_as_typed(value, unit) for value, unit in ((0.785, "share"), (1800, "seconds"), (-20, "count"))] == [
        "78.5",
        "30 min 00 s",
        "-20",
    ]
    assert read_value(value_as_typed(1830, "seconds"), "seconds", field="to") == 1830
    assert read_difference("-10 min", "seconds", field="by") == -600
    assert read_difference("+5", "share", field="by") == pytest.approx(0.05)
    assert difference_in_words(-600, find_measure("category_2_mean")) == "10 min 00 s less"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        ({"measure": "four_hours"}, "measure", "There is no measure called “four_hours”."),
        ({"organisation": "NOPE"}, "organisation", "No organisation has the code “NOPE”."),
        ({"by_day": date(2026, 6, 1)}, "by_day", "That day has passed already."),
        ({"by_day": date(2200, 6, 1)}, "by_day", "Give a year from 2015 to 2100."),
        ({"to_value": 0.70}, "to_value", "That is where it starts from"),
        ({"to_value": 0.60}, "to_value", "more is better in “A&E 4-hour performance, all types”, and 60.0% is worse"),
        ({"to_value": 1.2}, "to_value", "a share lies between 0% and 100%"),
    ],
)
def test_an_aim_that_cannot_be_says_why(cast: Cast, asked: dict[str, Any], field: str, said: str) -> None:
    plan = plan_of(cast)

    with pytest.raises(NotAPlan) as wrong:
        aim_of(cast, plan, **asked)

    assert wrong.value.field == field
    assert said in str(wrong.value)


@pytest.mark.django_db
def test_without_any_figure_an_aim_is_kept_and_says_that_it_cannot_be_checked(cast: Cast) -> None:
    plan = plan_of(cast)
    client = reader(cast["member"])
    there = f"/plans/{plan.key}/aims/new/"

    form = words(client.get(there, {"measure": "four_hour_performance", "organisation": "ZZ1"}).content)
    kept = posted(client, there, TYPED, form=f"{there}?measure=four_hour_performance&organisation=ZZ1")

    assert "write yourself where it starts from" in form
    assert kept["Location"] == f"/plans/{plan.key}/"
    page = words(client.get(kept["Location"]).content)
    assert "from 70.0% to 78.0% by 31 March 2030" in page
    assert "cannot be checked" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"measure": "none_such"}, "Choose a measure of the list."),
        ({"organisation": "NOPE"}, "No organisation has the code"),
        ({"to_value": ""}, "Write the value that it shall reach."),
        ({"to_value": "0.8"}, "Write a percentage: 80 for 80.0%"),
        ({"by_day_day": "31", "by_day_month": "2"}, "Write the day as numbers"),
        ({"by_day_year": ""}, "Write the day as numbers"),
    ],
)
def test_the_form_of_an_aim_says_what_is_wrong_and_keeps_what_was_typed(
    cast: Cast, typed: dict[str, str], said: str
) -> None:
    plan = plan_of(cast)
    there = f"/plans/{plan.key}/aims/new/"

    answer = posted(reader(cast["member"]), there, {**TYPED, "why": "Because <b>", **typed}, form="/plans/new/")

    assert said in words(answer.content)
    assert not Aim.objects.exists()


@pytest.mark.django_db
def test_a_target_is_checked_beside_its_chart_and_nothing_is_kept(cast: Cast, sample_home: Path, settings: Any) -> None:
    read_from(sample_home, settings)
    plan = plan_of(cast)
    client = reader(cast["member"])
    there = f"/plans/{plan.key}/aims/new/"
    before = client.get(there, {"measure": "four_hour_performance", "organisation": "ZZ1"}).content.decode()
    today = today_of("four_hour_performance", "ZZ1")

    checked = posted(client, there, {**TYPED, "then": "check"}, form="/plans/new/")

    said = words(checked.content)
    assert f'value="{value_as_typed(today.value, "share")}"' in before
    assert today.when in words(before.encode())
    assert "Checked, and not saved yet." in said
    assert today.check_in_words(0.78)[0] in said
    assert "chart.svg" in checked.content.decode()
    assert not Aim.objects.exists()


@pytest.mark.django_db
def test_the_check_uses_the_limits_that_the_chart_shows(cast: Cast, sample_home: Path, settings: Any) -> None:
    read_from(sample_home, settings)

    check = today_of("four_hour_performance", "ZZ1").check(0.78)
    analysis = read_measure(find_measure("four_hour_performance"), "ZZ1", Switches()).analysis

    assert analysis is not None
    last = analysis.points[-1]
    assert (check.lower, check.mean, check.upper) == pytest.approx((last.lower, last.mean, last.upper))


@pytest.mark.django_db
def test_a_gap_leads_to_a_plan_and_on_to_its_aim_with_todays_value(
    cast: Cast, sample_home: Path, settings: Any
) -> None:
    read_from(sample_home, settings)
    client = reader(cast["member"])
    there = "/organisation/ZZ1/plan/four_hour_performance/"

    page = client.get(there).content.decode()
    made = posted(
        client, there, {"title": "Four hours", "organisation": "ZZ1", "template": "", "readers": "organisation"}
    )
    aim = client.get(made["Location"]).content.decode()

    assert "what we do about it" in page
    assert made["Location"] == "/plans/four-hours/aims/new/?measure=four_hour_performance&organisation=ZZ1"
    assert f'value="{value_as_typed(today_of("four_hour_performance", "ZZ1").value, "share")}"' in aim
    assert client.get("/organisation/ZZ1/plan/none_such/").status_code == 404
    assert client.get("/organisation/ZZV/plan/four_hour_performance/").status_code == 403


@pytest.mark.django_db
def test_two_people_who_change_an_aim_at_once_lose_nothing_and_a_day_that_passed_may_stay(cast: Cast) -> None:
    plan, me = plan_of(cast), cast.reader("member")
    aim = aim_of(cast, plan, by_day=date(2026, 6, 10))
    asked = AimAsked("four_hour_performance", "ZZ1", 0.8, date(2026, 6, 10), 0.7)
    change_aim(by=me, aim=aim, asked=asked, seen_version=1, now=AT.replace(month=7))

    answer = posted(
        reader(cast["member"]), f"/plans/{plan.key}/aims/{aim.pk}/", {**TYPED, "to_value": "90", "version": "1"}
    )

    assert answer.status_code == 409
    assert 'value="90"' in answer.content.decode()
    assert Aim.objects.get().to_value == 0.8


@pytest.mark.django_db
def test_an_aim_is_removed_after_asking_and_one_of_another_plan_is_not_there(cast: Cast) -> None:
    plan, other = plan_of(cast), plan_of(cast, title="Other")
    aim = aim_of(cast, plan)
    client = reader(cast["member"])

    assert client.get(f"/plans/{other.key}/aims/{aim.pk}/").status_code == 404
    asks = words(client.get(f"/plans/{plan.key}/aims/{aim.pk}/remove/").content)
    posted(client, f"/plans/{plan.key}/aims/{aim.pk}/remove/", {})

    assert "Remove this aim?" in asks
    assert not Aim.objects.exists()


@pytest.mark.django_db
def test_a_plan_has_at_most_20_aims(cast: Cast) -> None:
    plan = plan_of(cast)
    Aim.objects.bulk_create(
        Aim(plan=plan, measure="four_hour_performance", organisation="ZZ1", to_value=0.8, by_day=date(2027, 1, 1))
        for _ in range(20)
    )

    with pytest.raises(NotAPlan, match="at most 20 aims"):
        add_aim(
            by=cast.reader("member"),
            plan=plan,
            asked=AimAsked("four_hour_performance", "ZZ1", 0.8, date(2027, 1, 1)),
            now=AT,
        )
