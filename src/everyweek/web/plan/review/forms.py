"""What is typed in a review."""

from typing import ClassVar

from everyweek.web.learn.using.fields import ScannedField
from everyweek.web.plan.plans.typed import PlanPartForm, day_part
from everyweek.web.plan.review.actions import LONGEST_NOTES


class ReviewForm(PlanPartForm):
    """Notes, and the day of the next review."""

    notes = ScannedField(label="Notes of this review", longest=LONGEST_NOTES)
    next_on_day, next_on_month, next_on_year = day_part(), day_part(), day_part()
    days: ClassVar[dict[str, tuple[str, str]]] = {"next_on": ("Next review", "For example 1 10 2026; may stay empty")}
    rows: ClassVar[dict[str, int]] = {"notes": 6}
