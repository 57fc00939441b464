"""Deadlines, as clocks in London show them, and how late something is."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from everyweek.web.design import wording
from everyweek.web.people.events.clock import london_instant

LONDON = ZoneInfo("Europe/London")
NOON = time(12)
MORNING = time(8)
"""When the day's reminders go out: before the meetings of the morning."""
MINUTES_OF_A_DAY = 24 * 60


def deadline_in_words(at: datetime) -> str:
    """A deadline as people say it.

    >>> from datetime import UTC
    >>> deadline_in_words(datetime(2023, 7, 21, 11, tzinfo=UTC))
    'noon on Friday 21 July 2023'
    >>> deadline_in_words(datetime(2023, 12, 1, 17, tzinfo=UTC))
    '17:00 on Friday 1 December 2023'
    """
    local = at.astimezone(LONDON)
    clock = "noon" if local.time() == NOON else f"{local:%H:%M}"
    return f"{clock} on {local:%A} {wording.day_in_words(local.date())}"


def moment_in_words(at: datetime) -> str:
    """An instant as clocks in London show it.

    >>> from datetime import UTC
    >>> moment_in_words(datetime(2023, 7, 21, 11, 5, tzinfo=UTC))
    '21 July 2023 at 12:05'
    """
    return wording.moment(at.astimezone(LONDON))


def how_long(span: timedelta) -> str:
    """A stretch of time in its two largest units.

    >>> how_long(timedelta(minutes=5)), how_long(timedelta(hours=26, minutes=59)), how_long(timedelta(seconds=20))
    ('5 minutes', '1 day 2 hours', 'less than a minute')
    >>> how_long(timedelta(hours=2, minutes=5)), how_long(timedelta(days=3))
    ('2 hours 5 minutes', '3 days')
    """
    minutes = int(span.total_seconds() // 60)
    days, rest = divmod(minutes, MINUTES_OF_A_DAY)
    hours, left = divmod(rest, 60)
    units = [(days, "day"), (hours, "hour"), (left, "minute")]
    first = next((place for place, (number, _) in enumerate(units) if number), None)
    if first is None:
        return "less than a minute"
    return " ".join(wording.several(number, unit) for number, unit in units[first : first + 2] if number)


def local_day(at: datetime) -> date:
    """The day in London."""
    return at.astimezone(LONDON).date()


def morning_of(day: date) -> datetime:
    """The instant at which a day's reminders go out."""
    return london_instant(day, MORNING)


def begin_of(day: date) -> datetime:
    """The first instant of a day in London; the clocks never change at midnight."""
    return london_instant(day, time(0))
