"""Holding a weekly review: what was noted, and when the next one is."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from everyweek.web.people.reader import Reader
from everyweek.web.plan.plans.checks import checked_day, checked_words
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.holding import held, moved, record_of
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.review.models import WeeklyReview

LONGEST_NOTES = 20_000


@transaction.atomic
def hold_review(*, by: Reader, plan: ImprovementPlan, notes: str, next_on: date | None, now: datetime) -> WeeklyReview:
    """Keep what was noted in a review held today. Raises NotAPlan, NotPermitted, WriterIsGone."""
    plan = held(by, plan)
    today = timezone.localdate(now)
    words = checked_words(notes, field="notes", longest=LONGEST_NOTES)
    checked_day(next_on, field="next_on")
    if next_on is not None and next_on <= today:
        raise NotAPlan("next_on", "The next review cannot be today or earlier. Choose a later day.")
    if not words and next_on is None:
        raise NotAPlan("notes", "Write what you noted, or the day of the next review.")
    made = WeeklyReview.objects.create(
        plan=plan, held_on=today, next_on=next_on, notes=words, by_id=by.identity, at=now
    )
    moved(plan, now=now)
    after = {"held_on": today.isoformat(), "next_on": next_on.isoformat() if next_on else ""}
    record_of(by, "plan.review-held", plan, after=after, now=now)
    return made
