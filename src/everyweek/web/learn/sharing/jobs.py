"""What the worker does for what people share: it tells, deletes and sweeps."""

from datetime import datetime

from everyweek.web.design.wording import several
from everyweek.web.people.notifications.worker import Part, Worker

SECONDS_BETWEEN = 3600.0


def sharing_part(worker: Worker) -> Part:
    """Look after what nobody goes on with, and after files that nothing has."""
    return Part("what people share", SECONDS_BETWEEN, look_after)


def look_after(now: datetime) -> str:
    """What was done, in words; "" for nothing."""
    from everyweek.web.learn.attachments.sweeping import sweep_files
    from everyweek.web.learn.sharing.keeping import delete_files_of_declined, delete_idle, tell_of_idle

    done = (
        (tell_of_idle(now=now), "contributor", "told"),
        (delete_idle(now=now), "old draft", "deleted"),
        (delete_files_of_declined(now=now), "declined file", "deleted"),
        (sweep_files(now=now), "unused file", "taken away"),
    )
    return ", ".join(f"{several(count, one)} {what}" for count, one, what in done if count)
