"""Days and times as people type them, in the time of Europe/London, and the two hours in which the clocks change."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from everyweek.web.design import wording

LONDON = ZoneInfo("Europe/London")
UTC = ZoneInfo("UTC")
TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})|(?P<joined>(?<=\d\d)\d{2}))?\s*(?P<half>[ap]\.?m\.?)?", re.IGNORECASE
)
IN_WORDS = {"noon": time(12), "midday": time(12), "midnight": time(0)}


class NoSuchTime(ValueError):
    """A time that nobody can come at; the message is a sentence for the page."""


def read_time(typed: str) -> time:
    """A time of day as people type it. Raises NoSuchTime.

    >>> [f"{read_time(typed):%H:%M}" for typed in ("14:30", "9", "9.05", "0930", "2pm", "12 am", "12:15 p.m.", "noon")]
    ['14:30', '09:00', '09:05', '09:30', '14:00', '00:00', '12:15', '12:00']
    """
    text = typed.strip().lower()
    if text in IN_WORDS:
        return IN_WORDS[text]
    found = TIME.fullmatch(text)
    if found is None:
        raise NoSuchTime("Write the time as hours and minutes, such as 14:30 or 2:30pm.")
    hour, minute = int(found["hour"]), int(found["minute"] or found["joined"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise NoSuchTime("A time with am or pm has an hour from 1 to 12, such as 2:30pm.")
        hour = hour % 12 + (12 if found["half"].startswith("p") else 0)
    if hour > 23 or minute > 59:
        raise NoSuchTime("The hour goes from 0 to 23 and the minutes from 00 to 59, such as 14:30.")
    return time(hour, minute)


def london_instant(day: date, at: time) -> datetime:
    """The instant at which clocks in London show this. Raises NoSuchTime for one they show never, or twice."""
    first = datetime.combine(day, at, tzinfo=LONDON)
    if first.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != first.replace(tzinfo=None):
        raise NoSuchTime(
            f"The clocks go forward on {wording.day_in_words(day)}: {at:%H:%M} does not exist that night. "
            "Give a time before 01:00, or from 02:00."
        )
    if first.utcoffset() != first.replace(fold=1).utcoffset():
        raise NoSuchTime(
            f"The clocks go back on {wording.day_in_words(day)}: {at:%H:%M} comes twice that night. "
            "Give a time before 01:00, or from 02:00."
        )
    return first.astimezone(UTC)


def span_in_words(starts_at: datetime, ends_at: datetime) -> str:
    """When something is, as clocks in London show it; the second day is named when it is another.

    >>> span_in_words(datetime(2026, 6, 3, 13, tzinfo=UTC), datetime(2026, 6, 3, 14, 30, tzinfo=UTC))
    'Wednesday 3 June 2026, 14:00 to 15:30'
    >>> span_in_words(datetime(2026, 1, 8, 9, tzinfo=UTC), datetime(2026, 1, 9, 16, tzinfo=UTC))
    'Thursday 8 January 2026, 09:00, to Friday 9 January 2026, 16:00'
    """
    start, end = starts_at.astimezone(LONDON), ends_at.astimezone(LONDON)
    first = f"{start:%A} {wording.day_in_words(start.date())}, {start:%H:%M}"
    if start.date() == end.date():
        return f"{first} to {end:%H:%M}"
    return f"{first}, to {end:%A} {wording.day_in_words(end.date())}, {end:%H:%M}"
