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
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.today import today_of
from everyweek.web.plan.plans.values import value_as_typed

TYPED = {
    "measure": "four_hour_performance",
    "organisation": "ZZ1",
    "from_value": "70",
    "to_value": "78",
    "by_day_day": "31",
    "by_day_month": "3",
    "by_day_year": "2030",
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        ({"measure": "four_hours"}, "measure", "There is no measure called “four_hours”."),
        ({"organisation": "NOPE"}, "organisation", "No organisation has the code “NOPE”."),
        ({"by_day": date(2026, 6, 1)}, "by_day", "That day has passed already."),
        ({"by_day": AT.date()}, "by_day", "That day is today. Choose a later day"),
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

    page = answer.content.decode()
    assert said in words(answer.content)
    assert "Because &lt;b&gt;" in page
    assert f'value="{typed.get("by_day_day", "31")}"' in page
    assert not Aim.objects.exists()


@pytest.mark.django_db
def test_a_measure_or_an_organisation_that_is_none_is_asked_for_again(cast: Cast) -> None:
    plan = plan_of(cast)
    client, there = reader(cast["member"]), f"/plans/{plan.key}/aims/new/"

    measure = posted(client, there, {**TYPED, "measure": "none_such"}, form="/plans/new/")
    organisation = posted(client, there, {**TYPED, "organisation": "NOPE"}, form="/plans/new/")

    assert "Choose a measure of the list." in words(measure.content)
    assert "No organisation has the code" in words(organisation.content)
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
def test_what_is_only_checked_says_what_cannot_be_and_praises_nothing(cast: Cast) -> None:
    plan = plan_of(cast)
    client, there = reader(cast["member"]), f"/plans/{plan.key}/aims/new/"

    wrong_way = words(posted(client, there, {**TYPED, "to_value": "60", "then": "check"}, form="/plans/new/").content)
    passed = words(posted(client, there, {**TYPED, "by_day_year": "2020", "then": "check"}, form="/plans/new/").content)

    assert "That is the wrong way" in wrong_way
    assert "That day has passed already." in passed
    assert "Checked, and not saved yet." not in wrong_way + passed


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
