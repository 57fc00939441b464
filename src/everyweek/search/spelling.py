"""Words that nobody wrote, and the nearest that somebody did."""

from collections.abc import Iterable

from everyweek.search.words import COMMON

SHORTEST, LONG = 4, 9
LONGEST = 40
"""Letters of a word that is looked at at all: shorter ones have too many neighbours, longer ones are no words.

From `LONG` on, two slips are put right, below it one: of 35 questions without any slip in a public collection (ADI) ten
were changed when words of six letters could have two, and when the first letter could be another; of these rules, two.
"""


class Vocabulary:
    """The words of an index with the number of documents that hold each, to correct what is not among them."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        self._documents = dict(words)
        self._by_length: dict[int, list[str]] = {}
        for word in self._documents:
            if SHORTEST <= len(word) <= LONGEST and word not in COMMON and not any(mark.isdigit() for mark in word):
                self._by_length.setdefault(len(word), []).append(word)

    def __contains__(self, word: str) -> bool:
        return word in self._documents

    def documents(self, word: str) -> int:
        """How many documents that everybody may read hold a word; 0 for one that is not known."""
        return self._documents.get(word, 0)

    def nearest(self, word: str) -> str | None:
        """The word that was probably meant: one slip away, two in long words; the commonest of the nearest.

        A slip is a letter too many, too few, wrong, or two letters swapped; the first letter is believed, and no common
        word such as "having" is ever meant. None when no word is that near, or for a word that is too short, too long
        or holds digits.
        """
        if not SHORTEST <= len(word) <= LONGEST or any(mark.isdigit() for mark in word):
            return None
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        slips = 1 if len(word) < LONG else 2
        near = [
            (int(distance), -self._documents[found], found)
            for length in range(len(word) - slips, len(word) + slips + 1)
            for found, distance, _ in process.extract_iter(
                word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=slips
            )
            if found[0] == word[0]
        ]
        return min(near)[2] if near else None
