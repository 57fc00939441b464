"""What is asked of an index, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from everyweek.search.document import EVERYBODY

Mode = Literal["words", "meaning", "both"]
Marked = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is what was asked for."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody looks for.

    text    : as typed. Without a word in it, everything is meant, the newest first.
    readers : as whom they may read; see `Document.audience`. Nothing outside is found, counted, completed or quoted.
    chosen  : for each facet the values of which a document must have one.
    mode    : by words, by meaning, or both rankings fused. Without a model of meaning it is by words.
    exactly : look for the words as typed, with no correction of their spelling.
    """

    text: str
    readers: frozenset[str] = frozenset({EVERYBODY})
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mode: Mode = "both"
    exactly: bool = False
    offset: int = 0
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found. by_meaning: it holds none of the words and was found by what it means."""

    key: str
    title: Marked
    excerpt: Marked
    by_meaning: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found.

    hits    : the asked for part of the ranking.
    total   : how many documents were found in all.
    facets  : for each facet how many of the found have each value, were no other value of this facet chosen.
    instead : the question with the words that nobody wrote put right; "" when there were none.
    left_out: how many words of the question were too many.
    mode    : how it was looked for in the end.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    instead: str
    left_out: int
    mode: Mode
