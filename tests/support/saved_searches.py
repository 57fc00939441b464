"""Saved searches for tests, made through the action."""

from datetime import datetime

from support.cast import Cast
from support.library import AT

from everyweek.web.learn.finding.saved_actions import save_search
from everyweek.web.learn.finding.saved_models import SavedSearch


def saved_by(
    cast: Cast, who: str = "member", words: str = "ward", *, now: datetime = AT, **chosen: tuple[str, ...]
) -> SavedSearch:
    """A saved search of somebody of the cast, of some words and filters."""
    return save_search(by=cast.reader(who), name=f"About {words}", words=words, chosen=chosen, now=now)
