"""The days of a plan as a file for calendars (iCalendar): when actions are due, and when reviews are held.

An action keeps its identity, by whatever address the site is reached, and every change has a higher number, so that a
calendar which reads the file again moves the entry that it has. What is done or dropped is crossed out.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from everyweek.web.people.events.calendar_file import escaped, folded
from everyweek.web.plan.actions.models import Action
from everyweek.web.plan.actions.queries import OVER
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.review.models import WeeklyReview


def plan_as_calendar(plan: ImprovementPlan, *, address: str) -> bytes:
    """The file. address : of the plan's page."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Everyweek//Plans//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(plan.title)}",
    ]
    for action in plan.actions.exclude(due_on=None):
        lines += _due(action, address=address)
    planned = WeeklyReview.objects.filter(plan=plan).exclude(next_on=None).first()
    if planned is not None and planned.next_on is not None:
        lines += _event(
            identity=_identity("review-of-plan", plan.pk, plan.created_at),
            version=planned.pk,
            title=f"Review: {plan.title}",
            day=planned.next_on,
            changed_at=planned.at,
            address=f"{address}review/",
            is_over=False,
        )
    return b"".join(folded(line) for line in (*lines, "END:VCALENDAR"))


def _due(action: Action, *, address: str) -> Iterable[str]:
    assert action.due_on is not None
    return _event(
        identity=_identity("action", action.pk, action.created_at),
        version=action.version,
        title=f"Due: {action.title}",
        day=action.due_on,
        changed_at=action.updated_at,
        address=address,
        is_over=action.state in OVER,
    )


def _identity(kind: str, number: int, made_at: datetime) -> str:
    """An identity that no other server gives: the moment tells its first action from everybody else's."""
    return f"{kind}-{number}-{made_at.astimezone(UTC):%Y%m%dT%H%M%S%f}@everyweek"


def _event(
    *, identity: str, version: int, title: str, day: date, changed_at: datetime, address: str, is_over: bool
) -> list[str]:
    """A whole day. Its end is the day after, as the format counts."""
    changed = f"{changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(identity)}",
        f"SEQUENCE:{version}",
        f"DTSTAMP:{changed}",
        f"LAST-MODIFIED:{changed}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(title)}",
        f"URL:{address}",
        "TRANSP:TRANSPARENT",
        f"STATUS:{'CANCELLED' if is_over else 'CONFIRMED'}",
        "END:VEVENT",
    ]
