"""What of reviews belongs to a person: the notes that they kept."""

from datetime import datetime

from everyweek.web.people.accounts.own_data import part
from everyweek.web.plan.review.models import WeeklyReview

OF_REVIEWS = (part("reviews of plans that you held", "plan.WeeklyReview", "by", "plan__key held_on next_on notes at"),)


def erase_notes_of_reviews(person: int, *, now: datetime) -> None:
    """Take what somebody wrote out of the reviews that they held."""
    WeeklyReview.objects.filter(by=person).update(notes="")
