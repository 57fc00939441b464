"""What the worker does for plans: it reminds."""

from datetime import datetime

from everyweek.web.design.wording import several
from everyweek.web.people.notifications.worker import Part, Worker

SECONDS_BETWEEN = 900.0


def reminders_part(worker: Worker) -> Part:
    """Remind of what is due in plans, of what is late, and of owners who left."""
    return Part("reminders of plans", SECONDS_BETWEEN, _remind)


def _remind(now: datetime) -> str:
    from everyweek.web.plan.actions.reminders import remind

    written = remind(now)
    return f"plans: {several(written, 'reminder')} written" if written else ""
