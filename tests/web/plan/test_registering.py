"""Registering a change before anybody looks, and withdrawing it in sight of everybody."""

import json
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from support.cast import Cast
from support.changed_trusts import CHANGED, DAILY, MEASURE, QUARTERLY, WEEK, home_of_changed_trusts
from support.people import read_from, reader
from support.planning import AT, action_of, plan_of
from support.site import words

from everyweek.measures import find_measure
from everyweek.web.people.models import AuditEntry
from everyweek.web.people.organisations.known import warehouse
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.working.actions import RegistrationAsked, register, withdraw
from everyweek.web.plan.working.figures import around_change
from everyweek.web.plan.working.models import Registration
from everyweek.web.plan.working.peers import peers_before

pytestmark = pytest.mark.django_db
TYPED = {
    "measure": MEASURE,
    "organisation": "ZZ1",
    "better_is": "up",
    "expected": "5",
    "changed_on_day": "1",
    "changed_on_month": "7",
    "changed_on_year": "2026",
    "action": "",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return home_of_changed_trusts(tmp_path_factory.mktemp("changed"))


@pytest.fixture(autouse=True)
def _figures(cast: Cast, home: Path, settings: Any) -> None:
    read_from(home, settings)


def asked(**changed: Any) -> RegistrationAsked:
    wanted: dict[str, Any] = {
        "measure": MEASURE, "organisation": "ZZ1", "better_is": "up", "changed_on": date(2026, 7, 1), **changed,
    }  # fmt: skip
    return RegistrationAsked(**wanted)


def registered(cast: Cast, plan: ImprovementPlan, who: str = "member", **changed: Any) -> Registration:
    return register(by=cast.reader(who), plan=plan, asked=asked(**changed), now=AT)


def post(cast: Cast, plan: ImprovementPlan, **typed: str) -> Any:
    browser = reader(cast["member"])
    address = f"/plans/{plan.key}/did-it-work/register/"
    token = browser.get(address).content.decode().partition('name="once" value="')[2].partition('"')[0]
    return browser.post(address, {"once": token, **TYPED, **typed})


def test_peers_are_chosen_when_it_is_registered_and_kept(cast: Cast) -> None:
    made = registered(cast, plan_of(cast))

    assert len(made.peers) == 10
    assert "ZZ1" not in made.peers
    assert made.figures_until == date(2026, 3, 31)


def test_figures_of_after_the_change_that_were_there_already_are_noted(cast: Cast) -> None:
    plan = plan_of(cast)

    late, on_the_last_day, early = (
        registered(cast, plan, changed_on=day) for day in (CHANGED, date(2026, 3, 31), date(2026, 4, 1))
    )

    assert [one.is_after_figures for one in (late, on_the_last_day, early)] == [True, True, False]


def test_peers_are_chosen_from_figures_before_the_change_alone() -> None:
    around = around_change(warehouse(), find_measure(MEASURE), "ZZ1", changed_on=CHANGED)
    chosen = peers_before(around, changed_on=CHANGED)
    after = [at for at, start in enumerate(around.periods) if start >= CHANGED]

    around.values[:, after] = around.values[::-1, after]

    assert peers_before(around, changed_on=CHANGED) == chosen


def test_what_was_registered_is_never_changed(cast: Cast) -> None:
    made = registered(cast, plan_of(cast))

    made.changed_on = date(2025, 1, 1)

    with pytest.raises(TypeError, match="never changed"):
        made.save()
    with pytest.raises(TypeError, match="never changed"):
        made.save(update_fields=("changed_on", "why_withdrawn"))


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"better_is": "sideways"}, "better_is", "Choose which way"),
        ({"changed_on": date(2030, 1, 1)}, "changed_on", "more than two years ahead"),
        ({"changed_on": date(1999, 1, 1)}, "changed_on", "Give a year from"),
        ({"expected": -1.0}, "expected", "a number above 0"),
        ({"expected": 7.0}, "expected", "100 percentage points"),
        ({"ends_on": date(2026, 6, 1)}, "ends_on", "last day is before the first"),
        ({"ends_on": date(2026, 7, 5)}, "ends_on", "figure for each month"),
        ({"measure": DAILY, "ends_on": date(2026, 9, 5)}, "ends_on", "at most 28"),
        ({"organisation": "england"}, "organisation", "only one England"),
        ({"organisation": "QQQ"}, "organisation", "No organisation has the code"),
        ({"measure": "happiness"}, "measure", "There is no measure"),
    ],
)
def test_what_cannot_be_registered_is_said_beside_its_field(
    cast: Cast, changed: dict[str, Any], field: str, sentence: str
) -> None:
    plan = plan_of(cast)

    with pytest.raises(NotAPlan, match=sentence) as problem:
        registered(cast, plan, **changed)

    assert problem.value.field == field
    assert not Registration.objects.exists()


def test_the_same_change_is_registered_once_unless_it_was_withdrawn(cast: Cast) -> None:
    plan = plan_of(cast)
    first = registered(cast, plan)

    with pytest.raises(NotAPlan, match="registered already"):
        registered(cast, plan)
    withdraw(by=cast.reader("member"), registration=first, why="It was put off.", now=AT)

    assert registered(cast, plan).pk != first.pk


def test_only_those_who_work_on_the_plan_register_and_withdraw(cast: Cast) -> None:
    plan = plan_of(cast)
    made = registered(cast, plan)

    with pytest.raises(NotPermitted):
        registered(cast, plan, "administrator of a board", changed_on=date(2026, 8, 1))
    with pytest.raises(NotPermitted):
        withdraw(by=cast.reader("contributor"), registration=made, why="No.", now=AT)


def test_the_form_registers_and_leads_to_what_was_registered(cast: Cast) -> None:
    plan = plan_of(cast)
    action = action_of(cast, plan, measure=MEASURE, organisation="ZZ1")

    answer = post(cast, plan, action=str(action.number))

    made = Registration.objects.get()
    assert answer.url == f"/plans/{plan.key}/did-it-work/{made.pk}/"
    assert (made.expected, made.action, made.registered_by) == (0.05, action, cast["member"])
    assert AuditEntry.objects.filter(action="registration.made", object_key=str(plan.pk)).exists()


def test_the_form_of_an_action_begins_with_what_the_action_says(cast: Cast) -> None:
    plan = plan_of(cast)
    action_of(cast, plan, measure=MEASURE, organisation="ZZ1", changed_on=date(2026, 6, 15))

    page = reader(cast["member"]).get(f"/plans/{plan.key}/did-it-work/register/?action=1").content.decode()

    day = page.partition('name="changed_on_day"')[2].partition(">")[0]
    assert 'value="15"' in day
    assert f'value="{MEASURE}" selected' in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"measure": ""}, "Choose the measure."),
        ({"measure": "happiness"}, "Choose a measure from the list."),
        ({"changed_on_day": "soon"}, "Write the day as numbers"),
        ({"changed_on_day": "31", "changed_on_month": "2"}, "Write the day as numbers"),
        (
            {"changed_on_day": "", "changed_on_month": "", "changed_on_year": ""},
            "Give the day from which things are done differently.",
        ),
        ({"expected": "a lot"}, "Write a number"),
        ({"better_is": ""}, "Choose which way you expect the figures to go."),
        ({"ends_on_day": "30", "ends_on_month": "6", "ends_on_year": "2026"}, "The last day is before the first."),
        ({"organisation": "<script>"}, "No organisation has the code"),
    ],
)
def test_a_form_with_a_mistake_says_so_and_keeps_what_was_typed(
    cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    plan = plan_of(cast)

    page = post(cast, plan, **typed).content.decode()

    assert sentence in words(page)
    assert "<script>" not in page.partition("<main")[2].partition("</main")[0]
    assert not Registration.objects.exists()


def test_a_withdrawn_one_stays_in_the_list_with_its_reason(cast: Cast) -> None:
    plan = plan_of(cast)
    made = registered(cast, plan)
    browser = reader(cast["member"])
    address = f"/plans/{plan.key}/did-it-work/{made.pk}/withdraw/"
    token = browser.get(address).content.decode().partition('name="once" value="')[2].partition('"')[0]

    empty = browser.post(address, {"once": token, "why": " "})
    done = browser.post(address, {"once": token, "why": "It was <script>put</script> off."})

    assert "Write in a sentence why you withdraw it" in words(empty.content.decode())
    assert done.url == f"/plans/{plan.key}/did-it-work/{made.pk}/"
    listed = browser.get(f"/plans/{plan.key}/did-it-work/").content.decode()
    assert "It was &lt;script&gt;put&lt;/script&gt; off." in listed
    assert "Withdrawn on" in words(browser.get(done.url).content.decode())


def test_a_change_of_some_days_is_registered_for_a_daily_measure(cast: Cast) -> None:
    made = registered(cast, plan_of(cast), measure=DAILY, better_is="down", changed_on=WEEK, ends_on=date(2026, 2, 8))

    assert made.is_after_figures
    assert made.ends_on == date(2026, 2, 8)
    assert made.peers == []  # it is held against all others


@pytest.mark.parametrize("month", [1, 2, 3])
def test_quarters_are_found_whatever_month_of_one_the_change_is_in(month: int) -> None:
    changed_on = date(2022, month, 1)

    around = around_change(warehouse(), find_measure(QUARTERLY), "ZZ1", changed_on=changed_on)

    assert {period.month for period in around.periods} == {1, 4, 7, 10}
    assert len(peers_before(around, changed_on=changed_on)) == 10
    assert sum(period >= changed_on for period in around.periods) >= 6


def test_what_was_registered_is_never_removed(cast: Cast) -> None:
    made = registered(cast, plan_of(cast))

    with pytest.raises(TypeError, match="never removed"):
        made.delete()


def test_the_chain_keeps_which_change_was_registered_and_which_withdrawn(cast: Cast) -> None:
    made = registered(cast, plan_of(cast))
    withdraw(by=cast.reader("member"), registration=made, why="It was put off.", now=AT)

    kept = [json.loads(row.details)["after"] for row in AuditEntry.objects.filter(action__startswith="registration.")]

    named = {"measure": MEASURE, "organisation": "ZZ1", "changed_on": "2026-07-01"}
    assert kept == [{**named, "direction": "up", "ends_on": "", "figures_were_loaded": False}, named]


def test_a_second_reason_is_not_lost_without_a_word(cast: Cast) -> None:
    plan = plan_of(cast)
    made = registered(cast, plan)
    browser = reader(cast["member"])
    address = f"/plans/{plan.key}/did-it-work/{made.pk}/withdraw/"
    token = browser.get(address).content.decode().partition('name="once" value="')[2].partition('"')[0]
    withdraw(by=cast.reader("member"), registration=made, why="It was put off.", now=AT)

    page = browser.post(address, {"once": token, "why": "The ward closed."}).content.decode()

    assert "It was withdrawn on 2 June 2026 already, with the reason “It was put off.”" in unescape(words(page))
    assert 'value="The ward closed."' in page
    made.refresh_from_db()
    assert made.why_withdrawn == "It was put off."
