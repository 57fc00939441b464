"""Did it work? Whether published figures show a change that somebody claims, and what several studies say together."""

from everyweek.effects.pooling import NoSummary, Study, Summary, summarise, usable
from everyweek.effects.seen import Outcome, Seen, look_for
from everyweek.effects.sentences import TITLES, in_words

__all__ = ["TITLES", "NoSummary", "Outcome", "Seen", "Study", "Summary", "in_words", "look_for", "summarise", "usable"]
