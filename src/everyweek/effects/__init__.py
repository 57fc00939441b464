"""Did it work? Whether published figures show a change that somebody claims, and what several studies say together."""

from everyweek.effects.before_after import BeforeAfter, Lines, Verdict, before_after
from everyweek.effects.before_after_words import BeforeAfterInWords, before_after_in_words
from everyweek.effects.errors import UnusableFigures
from everyweek.effects.multiplicity import ByChance, by_chance_in_words, moved_by_chance
from everyweek.effects.nearest_in_shape import nearest_in_shape
from everyweek.effects.placebo import Detectable
from everyweek.effects.pooling import NoSummary, Study, Summary, summarise, usable
from everyweek.effects.seen import Outcome, Seen, look_for
from everyweek.effects.sentences import TITLES, in_words
from everyweek.effects.temporary import PerfectWeek, Shift, perfect_week
from everyweek.effects.temporary_words import PerfectWeekInWords, perfect_week_in_words

__all__ = [
    "TITLES",
    "BeforeAfter",
    "BeforeAfterInWords",
    "ByChance",
    "Detectable",
    "Lines",
    "NoSummary",
    "Outcome",
    "PerfectWeek",
    "PerfectWeekInWords",
    "Seen",
    "Shift",
    "Study",
    "Summary",
    "UnusableFigures",
    "Verdict",
    "before_after",
    "before_after_in_words",
    "by_chance_in_words",
    "in_words",
    "look_for",
    "moved_by_chance",
    "nearest_in_shape",
    "perfect_week",
    "perfect_week_in_words",
    "summarise",
    "usable",
]
