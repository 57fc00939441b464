"""The weekly review: each action in progress beside its chart, what changed, and the notes that are kept."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from support.cast import Cast
from support.changed_trusts import MEASURE, home_of_changed_trusts
from support.people import read_from, reader
from support.planning import AT, action_of, plan_of
from support.site import words

from everyweek.web.people.accounts.erasure import erase_person
from everyweek.web.people.accounts.export import export_of
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.plan.actions.actions import move_action
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.review import presenters, queries, views
from everyweek.web.plan.review.actions import hold_review
from everyweek.web.plan.review.models import WeeklyReview
from everyweek.web.plan.review.queries import changes_since, reviews_of, since_last, to_review
from everyweek.web.plan.working import control_chart

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 2)


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


def next_on(day: date) -> dict[str, str]:
    return {"next_on_day": str(day.day), "next_on_month": str(day.month), "next_on_year": str(day.year)}


def token(page: str) -> str:
    return page.partition('name="once" value="')[2].partition('"')[0]


def test_overdue_actions_come_first_and_those_that_are_over_or_not_begun_are_left_out(cast: Cast) -> None:
    plan = plan_of(cast)
    action_of(cast, plan, "On time", starts_on=date(2026, 5, 1), due_on=date(2026, 7, 1), state="under way")
    action_of(cast, plan, "Late", due_on=date(2026, 5, 20))
    action_of(cast, plan, "Very late", due_on=date(2026, 4, 1), state="blocked", why_state="No room.")
    action_of(cast, plan, "Later", starts_on=date(2026, 9, 1))
    action_of(cast, plan, "Done", state="done")

    found = to_review(plan, today=TODAY)

    assert [one.title for one in found.in_progress] == ["Very late", "Late", "On time"]
    assert found.not_begun == 1


def test_the_page_puts_an_action_beside_its_chart_with_the_days_of_the_action_on_it(cast: Cast) -> None:
    plan = plan_of(cast)
    action_of(
        cast, plan, "Board <script>rounds", measure=MEASURE, by_how_much=0.05, state="under way",
        starts_on=date(2025, 6, 1), changed_on=date(2025, 9, 1), due_on=date(2026, 1, 31),
    )  # fmt: skip
    action_of(cast, plan, "No measure", state="under way")

    page = reader(cast["member"]).get(f"/plans/{plan.key}/review/").content.decode()

    assert "Board &lt;script&gt;rounds" in page
    assert "<svg" in page
    said = words(page)
    for part in ("1: Start, 1 June 2025", "2: Changed, 1 September 2025", "3: Due, 31 January 2026"):
        assert part in said
    assert "days late" in said
    assert "5 percentage points more" in said
    assert "March 2026" in said
    assert "No measure is named that it should move." in said


def test_without_figures_it_says_so(cast: Cast, no_chart: None) -> None:
    plan = plan_of(cast)
    action_of(cast, plan, measure="conversion", state="under way")

    said = words(reader(cast["member"]).get(f"/plans/{plan.key}/review/").content.decode())

    assert "No figures of this measure are loaded for this organisation." in said


def test_beyond_the_charts_that_are_drawn_nothing_is_said_of_missing_figures(
    cast: Cast, no_chart: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presenters, "MOST_CHARTS", 1)
    plan = plan_of(cast)
    for title in ("First", "Second"):
        action_of(cast, plan, title, measure=MEASURE, state="under way")

    said = words(reader(cast["member"]).get(f"/plans/{plan.key}/review/").content.decode())

    assert "No figures of this measure" not in said
    assert "Charts are drawn for the first 1 actions" in said


def test_a_review_that_was_held_on_its_day_is_not_said_to_be_missing(cast: Cast) -> None:
    plan = plan_of(cast)
    hold_review(by=cast.reader("member"), plan=plan, notes="A", next_on=date(2026, 6, 9), now=AT)
    before = presenters.next_words(reviews_of(plan), today=date(2026, 6, 11))

    hold_review(by=cast.reader("member"), plan=plan, notes="B", next_on=None, now=AT + timedelta(days=8))

    assert before == "The next review was to be on 9 June 2026, 2 days ago."
    assert presenters.next_words(reviews_of(plan), today=date(2026, 6, 11)) == ""


def test_a_list_of_changes_that_is_cut_says_so_and_leads_to_all_of_them(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (queries, views):
        monkeypatch.setattr(module, "MOST_CHANGES", 1)
    plan = plan_of(cast, now=timezone.now())
    action_of(cast, plan, now=timezone.now())

    page = reader(cast["member"]).get(f"/plans/{plan.key}/review/").content.decode()

    assert "These are the newest 1." in words(page)
    assert f'href="/plans/{plan.key}/changes/"' in page.partition("These are the newest")[2]


def test_what_changed_since_the_last_review_is_listed(cast: Cast) -> None:
    plan = plan_of(cast, now=AT - timedelta(days=30))
    action = action_of(cast, plan, now=AT - timedelta(days=20))
    hold_review(by=cast.reader("member"), plan=plan, notes="A note.", next_on=None, now=AT - timedelta(days=10))
    move_action(by=cast.reader("member"), action=action, state="under way", now=AT - timedelta(days=2))

    since = since_last(plan, now=AT)
    found = [one.what for one in changes_since(plan, since, cast.reader("member"))]

    assert since == datetime(2026, 5, 22, 23, 0, tzinfo=UTC)
    assert len(found) == 2
    assert "how far an action of a plan is" in found[0]
    assert "review" in found[1]


def test_notes_are_kept_with_the_day_of_the_next_review(cast: Cast) -> None:
    plan = plan_of(cast)
    browser = reader(cast["member"])
    address = f"/plans/{plan.key}/review/"
    later = timezone.localdate() + timedelta(days=7)
    sign = token(browser.get(address).content.decode())

    answer = browser.post(address, {"once": sign, "notes": "We <b>talked</b>.", **next_on(later)})

    assert answer.url == f"{address}#held"
    kept = WeeklyReview.objects.get()
    assert (kept.notes, kept.next_on, kept.by) == ("We <b>talked</b>.", later, cast["member"])
    page = browser.get(address).content.decode()
    assert "We &lt;b&gt;talked&lt;/b&gt;." in page
    assert "The next review is on" in words(page)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"notes": ""}, "Write what you noted"),
        ({"notes": "Long words.", **next_on(date(2020, 1, 1))}, "cannot be today or earlier"),
        ({"notes": "Long words.", "next_on_day": "soon"}, "Write the day as numbers"),
        ({"notes": "Her number is 943 476 5919."}, "NHS number"),
        ({"notes": "Long words." * 2000}, "at most 20,000"),
    ],
)
def test_a_review_with_a_mistake_says_so_and_loses_nothing(cast: Cast, typed: dict[str, str], sentence: str) -> None:
    plan = plan_of(cast)
    browser = reader(cast["member"])
    sign = token(browser.get(f"/plans/{plan.key}/review/").content.decode())

    page = browser.post(f"/plans/{plan.key}/review/", {"once": sign, **typed}).content.decode()

    assert sentence in words(page)
    assert typed["notes"] in page
    assert not WeeklyReview.objects.exists()


def test_only_those_who_work_on_a_plan_keep_notes_and_others_who_read_it_see_them(cast: Cast) -> None:
    plan = plan_of(cast, readers="everybody")
    hold_review(by=cast.reader("member"), plan=plan, notes="A note.", next_on=None, now=AT)

    page = reader(cast["contributor"]).get(f"/plans/{plan.key}/review/").content.decode()

    assert "A note." in page
    assert "Keep the notes" not in page
    with pytest.raises(NotPermitted):
        hold_review(by=cast.reader("contributor"), plan=plan, notes="No.", next_on=None, now=AT)
    with pytest.raises(NotAPlan):
        hold_review(by=cast.reader("member"), plan=plan, notes="  ", next_on=None, now=AT)


def test_a_person_takes_a_copy_of_the_notes_and_may_have_them_erased(cast: Cast) -> None:
    plan = plan_of(cast)
    hold_review(by=cast.reader("member"), plan=plan, notes="My own note.", next_on=None, now=AT)

    copy = export_of(cast["member"], now=AT)
    erase_person(by=cast.reader("member"), person=cast["member"], removes_texts=True, now=AT)

    assert "My own note." in str(copy)
    assert WeeklyReview.objects.get().notes == ""
