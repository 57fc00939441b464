"""What the worker does for rounds of assessments: it tells places of openings and deadlines."""

from datetime import datetime

from everyweek.web.design.wording import several
from everyweek.web.people.notifications.worker import Part, Worker

SECONDS_BETWEEN = 300.0


def rounds_part(worker: Worker) -> Part:
    """Remind those who take part in assessments."""
    return Part("rounds of assessments", SECONDS_BETWEEN, remind_places)


def remind_places(now: datetime) -> str:
    """How many were told, in words; "" for none."""
    from everyweek.web.assess.rounds.reminders import remind

    told = remind(now)
    return f"{several(told, 'place')} told of a round" if told else ""
