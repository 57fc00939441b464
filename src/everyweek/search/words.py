"""What a reader typed, taken apart: words, phrases between quotation marks, and what they mean in other words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MOST_WORDS = 32
WORD = re.compile(r"\w+")
PHRASE = re.compile(r"[\"\u201c\u201d]([^\"\u201c\u201d]*)[\"\u201c\u201d]")
COMMON_WORDS = (
    "a about above after again all also am an and any are as at be because been before being below between both but "
    "by can could did do does doing down during each few for from further had has have having he her here hers him "
    "his how i if in into is it its itself just me more most my no nor not now of off on once only or other our "
    "ours out over own same she should so some such than that the their theirs them then there these they this "
    "those through to too under until up very was we were what when where which while who whom whose why will with "
    "would you your yours"
)
COMMON = frozenset(COMMON_WORDS.split())
"""Words that nearly every English text has: they tell nothing apart."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in parts.

    words   : each once, in small letters, without the common ones unless there are no others.
    phrases : what stood between quotation marks: it must occur as it stands.
    left_out: how many words were not used because the question has too many.
    """

    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    left_out: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to look for: no text, or only marks."""
        return not self.words and not self.phrases


def words_in(text: str) -> list[str]:
    """All words of a text in small letters, in their order.

    >>> words_in("A&E: the 4-hour standard")
    ['a', 'e', 'the', '4', 'hour', 'standard']
    """
    return [word for word in WORD.findall(text.lower()) if word.strip("_")]


def take_apart(text: str) -> Asked:
    """What is asked for. Any text is a question: none of its marks commands anything.

    >>> take_apart('"red bag" OR (care homes) NOT')
    Asked(words=('care', 'homes'), phrases=(('red', 'bag'),), left_out=0)
    >>> take_apart("to be or not to be").words
    ('to', 'be', 'or', 'not')
    """
    phrases = tuple(dict.fromkeys(tuple(words) for found in PHRASE.findall(text) if (words := words_in(found))))
    every = list(dict.fromkeys(words_in(PHRASE.sub(" ", text))))
    telling = [word for word in every if word not in COMMON]
    words = telling or ([] if phrases else every)
    room = max(MOST_WORDS - sum(len(phrase) for phrase in phrases), 0)
    kept = phrases[:MOST_WORDS]
    return Asked(tuple(words[:room]), kept, max(len(words) - room, 0))


class Meanings:
    """Other words for the same thing, both ways: an abbreviation for its words, and the words for the abbreviation."""

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        """groups : each holds wordings of one thing, such as ("sdec", "same day emergency care")."""
        self._others: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
        for group in groups:
            wordings = [tuple(words_in(wording)) for wording in group]
            for wording in wordings:
                others = tuple(other for other in wordings if other != wording)
                self._others[wording] = tuple(dict.fromkeys((*self._others.get(wording, ()), *others)))
        self._longest = max((len(wording) for wording in self._others), default=0)

    def others_in(self, text: str) -> Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """Each wording that a text holds, with the other wordings of it; a longer one hides those inside it.

        >>> Meanings([("los", "length of stay")]).others_in("reduce length of stay")
        {('length', 'of', 'stay'): (('los',),)}
        """
        words = words_in(text)
        found: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
        at = 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                wording = tuple(words[at : at + length])
                if wording in self._others:
                    found[wording] = self._others[wording]
                    at += length - 1
                    break
            at += 1
        return found

    def knows(self, word: str) -> bool:
        """Whether a single word is a wording of its own."""
        return (word,) in self._others


NO_MEANINGS = Meanings(())


def as_match(asked: Asked, others: Iterable[tuple[str, ...]] = ()) -> str:
    """The question in the language of the index. Every word stands in quotation marks, so none is an operator.

    others : wordings that may occur as well; each counts like one word.

    >>> as_match(take_apart('"red bag" homes'), [("residential", "care")])
    '("red bag") AND ("red bag" OR "homes" OR "residential care")'
    """
    phrases = [_quoted(phrase) for phrase in asked.phrases]
    any_of = [*phrases, *(_quoted((word,)) for word in asked.words), *(_quoted(other) for other in others)]
    alternatives = " OR ".join(dict.fromkeys(any_of))
    if not phrases:
        return alternatives
    return f"({' AND '.join(phrases)}) AND ({alternatives})"


def _quoted(words: tuple[str, ...]) -> str:
    return f'"{" ".join(words)}"'
