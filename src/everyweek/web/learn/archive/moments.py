"""Moments as an archive writes them."""

import datetime as dt


def as_text(at: dt.datetime | None) -> str | None:
    """A moment to the microsecond, in UTC."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds") if at else None


def from_text(text: str | None) -> dt.datetime | None:
    """The moment that `as_text` wrote. Raises ValueError for any other text."""
    return dt.datetime.fromisoformat(text) if text else None
