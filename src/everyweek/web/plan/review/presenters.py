"""The weekly review: each action beside the chart of what it should move."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from everyweek.measures import MEASURES
from everyweek.web.design.wording import capitalised, day_in_words, moment, several
from everyweek.web.plan.actions.presenters import COLOURS
from everyweek.web.plan.actions.queries import ActionLine
from everyweek.web.plan.plans.history import SOMEBODY, PlanChange
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.review.models import WeeklyReview
from everyweek.web.plan.vocabulary import ACTION_STATES
from everyweek.web.plan.working.control_chart import DrawnChart, chart_with_days

MOST_CHARTS = 12
"""Beyond them a review would be read by nobody, and drawn slowly."""


@dataclass(frozen=True, slots=True)
class ReviewedAction:
    """An action with its chart. measure : what it should move; measure_says : what the newest figures say of it."""

    number: int
    title: str
    state: str
    colour: str
    why: str
    owner: str
    dates: tuple[str, ...]
    late: str
    waits_for: tuple[str, ...]
    measure: str
    measure_address: str
    measure_says: str
    latest: str
    should_move: str
    chart: DrawnChart | None


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """Something that was done to the plan."""

    words: str
    details: str
    when: str


@dataclass(frozen=True, slots=True)
class HeldReview:
    """A review that was held."""

    day: str
    by: str
    notes: str


def reviewed(lines: Iterable[ActionLine], plan: ImprovementPlan) -> tuple[ReviewedAction, ...]:
    """Each action with its chart, as long as there are not too many."""
    return tuple(_action(line, plan, draws=at < MOST_CHARTS) for at, line in enumerate(lines))


def change_lines(changes: Iterable[PlanChange]) -> tuple[ChangeLine, ...]:
    """What was done, in words."""
    return tuple(
        ChangeLine(f"{one.who}: {one.what}", "; ".join(one.lines), moment(timezone.localtime(one.at)))
        for one in changes
    )


def held_lines(reviews: Iterable[WeeklyReview]) -> tuple[HeldReview, ...]:
    """Reviews in words."""
    return tuple(
        HeldReview(day_in_words(one.held_on), one.by.name if one.by else SOMEBODY, one.notes) for one in reviews
    )


def next_words(reviews: tuple[WeeklyReview, ...], *, today: date) -> str:
    """When the next review is; "" when nobody said, or when it was held and nobody said more. Newest review first."""
    planned = next((one.next_on for one in reviews if one.next_on is not None), None)
    if planned is None or any(one.held_on >= planned for one in reviews):
        return ""
    if planned < today:
        return f"The next review was to be on {day_in_words(planned)}, {several((today - planned).days, 'day')} ago."
    return "The next review is today." if planned == today else f"The next review is on {day_in_words(planned)}."


def _action(line: ActionLine, plan: ImprovementPlan, *, draws: bool) -> ReviewedAction:
    measure = MEASURES.get(line.measure)
    code = line.organisation or plan.organisation
    chart = chart_with_days(measure, code, _days(line), only_narrow=True) if measure and draws else None
    owner = line.owner_name or capitalised(line.owner_role) or "Nobody owns it"
    return ReviewedAction(
        number=line.number,
        title=line.title,
        state=ACTION_STATES[line.state],
        colour=COLOURS[line.state],
        why=line.why_state,
        owner=f"{owner}, who has left" if line.owner_left else owner,
        dates=tuple(f"{words} {day_in_words(day)}" for day, words in _days(line)),
        late=f"{several(line.days_late, 'day')} late" if line.days_late else "",
        waits_for=tuple(one.title for one in line.waits_for),
        measure=measure.title if measure else "",
        measure_address=reverse("measure", kwargs={"code": code, "measure": measure.name}) if measure else "",
        measure_says=_says(chart, draws=draws) if measure else "",
        latest=chart.latest if chart else "",
        should_move=line.by_how_much,
        chart=chart,
    )


def _days(line: ActionLine) -> list[tuple[date, str]]:
    named = ((line.starts_on, "Start"), (line.changed_on, "Changed"), (line.due_on, "Due"))
    return [(day, words) for day, words in named if day is not None]


def _says(chart: DrawnChart | None, *, draws: bool) -> str:
    if not draws:
        return f"Charts are drawn for the first {MOST_CHARTS} actions; the link leads to this one’s."
    if chart is None:
        return "No figures of this measure are loaded for this organisation."
    return chart.verdict
