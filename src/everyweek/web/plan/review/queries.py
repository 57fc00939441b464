"""What a weekly review looks at."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from everyweek.web.people.reader import Reader
from everyweek.web.plan.actions.queries import ActionLine, actions_of
from everyweek.web.plan.plans.history import PlanChange, changes_in_words, entries_of
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.review.models import WeeklyReview

MOST_CHANGES = 60
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ToReview:
    """The open actions of a plan.

    in_progress : those that have begun or are due, the longest overdue first, then by the day they are due.
    not_begun   : how many others wait for their time.
    """

    in_progress: tuple[ActionLine, ...]
    not_begun: int


def to_review(plan: ImprovementPlan, *, today: date) -> ToReview:
    """What a review looks at, and what it leaves for later."""
    open_ones = [one for one in actions_of(plan, today=today) if one.is_open]
    begun = [one for one in open_ones if one.state != "not started" or one.days_late or _has_begun(one, today)]
    begun.sort(key=lambda one: (-one.days_late, one.due_on or date.max, one.number))
    return ToReview(tuple(begun), len(open_ones) - len(begun))


def reviews_of(plan: ImprovementPlan) -> tuple[WeeklyReview, ...]:
    """Those that were held, the newest first."""
    return tuple(WeeklyReview.objects.filter(plan=plan).select_related("by"))


def since_last(plan: ImprovementPlan, *, now: datetime) -> datetime:
    """From when on changes are listed: the last review of an earlier day, but a week at least."""
    today = timezone.localdate(now)
    last = WeeklyReview.objects.filter(plan=plan, held_on__lt=today).first()
    day = min(today - WEEK, last.held_on) if last else today - WEEK
    return timezone.make_aware(datetime.combine(day, time.min))


def changes_since(plan: ImprovementPlan, since: datetime, reader: Reader) -> tuple[PlanChange, ...]:
    """What was done to a plan, the newest MOST_CHANGES of it, as the chain of changes has it; newest first."""
    return changes_in_words(entries_of(plan).filter(at__gte=since)[:MOST_CHANGES], reader)


def _has_begun(one: ActionLine, today: date) -> bool:
    return one.starts_on is not None and one.starts_on <= today
