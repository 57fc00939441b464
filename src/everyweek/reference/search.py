"""The search box: organisations by code or by words of any name they have or had."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from everyweek.reference.organisation import ENGLAND, Organisation

KIND_ORDER = (ENGLAND, "region", "icb", "trust", "ambulance_service", "other_provider")

# Words that nearly every name has: they may be typed, but alone they lead nowhere.
COMMON_WORDS = frozenset(
    {"nhs", "trust", "foundation", "the", "of", "and", "hospital", "hospitals", "integrated", "care"}
)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents and punctuation.

    >>> words_of("St. Mary's & Café,  NHS-Trust")
    ('st', 'marys', 'and', 'cafe', 'nhs', 'trust')
    """
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return tuple(re.findall(r"[a-z0-9]+", re.sub(r"['\u2019]", "", plain).replace("&", " and ").lower()))


@dataclass(frozen=True, slots=True)
class _Entry:
    organisation: Organisation
    words: tuple[str, ...]
    former: bool


class SearchIndex:
    """Every name, present and former, ready to be searched."""

    def __init__(self, names: Iterable[tuple[Organisation, ...]]) -> None:
        self._entries = [
            _Entry(periods[-1], words_of(period.name), former=period is not periods[-1])
            for periods in names
            for period in periods
        ]
        self._vocabulary = sorted({word for entry in self._entries for word in entry.words})

    def find(self, text: str, *, limit: int) -> tuple[Organisation, ...]:
        """The organisations that a text means, best first, each under its latest name.

        text  : a code or the beginnings of words of a name, in any order. When nothing holds all of the words,
                those that hold most of the telling ones, misspelt or not.
        limit : at most so many.
        """
        asked = words_of(text)
        if not asked:
            return ()
        exact = [(rank, entry) for entry in self._entries if (rank := _rank(entry, asked)) is not None]
        return _best(exact or self._nearly(asked), limit)

    def _nearly(self, asked: tuple[str, ...]) -> list[tuple[int, _Entry]]:
        """Entries with some of the telling words, misspelt ones included; the more words, the better the rank."""
        near = [{word, *difflib.get_close_matches(word, self._vocabulary, cutoff=0.8)} for word in _telling(asked)]
        found = (
            (sum(any(_begins(entry.words, word) for word in words) for words in near), entry) for entry in self._entries
        )
        return [(-hits, entry) for hits, entry in found if hits]


def _telling(asked: tuple[str, ...]) -> list[str]:
    return [word for word in asked if word not in COMMON_WORDS]


def _rank(entry: _Entry, asked: tuple[str, ...]) -> int | None:
    code = entry.organisation.code.lower()
    if asked == (code,):
        return 0
    if asked == entry.words:
        return 1
    if entry.words[: len(asked)] == asked:
        return 2
    if all(word in entry.words for word in asked):
        return 3
    if all(_begins(entry.words, word) for word in asked):
        return 4
    if len(asked) == 1 and len(asked[0]) > 1 and code.startswith(asked[0]):
        return 5
    return None


def _begins(words: tuple[str, ...], asked: str) -> bool:
    return any(word.startswith(asked) for word in words)


def _best(found: list[tuple[int, _Entry]], limit: int) -> tuple[Organisation, ...]:
    found.sort(
        key=lambda hit: (
            hit[0],
            hit[1].former,
            hit[1].organisation.invented,
            hit[1].organisation.valid_to is not None,
            KIND_ORDER.index(hit[1].organisation.kind),
            hit[1].organisation.name,
            hit[1].organisation.code,
        )
    )
    return tuple(dict.fromkeys(entry.organisation for _, entry in found))[:limit]
