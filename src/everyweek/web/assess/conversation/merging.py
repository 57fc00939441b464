"""Two people changed the same text: one text that holds what both wrote.

    >>> merge("The ward is open.", "The ward is open daily.", "The day ward is open.")
    'The day ward is open daily.'

A text is a row of words, marks and blanks. What each of the two did to the text that both began from is a list of
stretches that became others. A stretch that only one of them changed becomes what that one made of it. Where the two
overlap nothing is decided by who came last: both wordings stand, one after the other, and what one of them had taken
out comes back with what the other wrote in the middle of it. Losing a sentence is worse than reading one twice.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Tokens = Sequence[str]
ENDS = (".", "!", "?")
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
MOST_PAIRS = 50_000
"""Pairs of like words, one of each text, above which the part that differs counts as one change. difflib looks at each
pair again and again; two unlike texts of 1,500 English words have some 25,000."""


@dataclass(frozen=True, slots=True)
class Change:
    """Tokens start to end (exclusive) of the base became others. start = end : these were put in before that token."""

    start: int
    end: int
    tokens: tuple[str, ...]

    @property
    def only_adds(self) -> bool:
        """It takes nothing away."""
        return self.start == self.end


def merge(base: str, mine: str, theirs: str) -> str:
    """One text with every word that `mine` or `theirs` added to `base`, and without what one of them took out alone.

    mine, theirs : what two people made of the base; where both wrote at the same spot, theirs comes first.
    """
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    tokens = split(base)
    return joined(_put_together(tokens, changes(tokens, split(theirs)), changes(tokens, split(mine))))


def split(text: str) -> tuple[str, ...]:
    """Its words, its marks, and the blanks between them; put one after the other they are the text again.

    >>> split("Open 24/7, mostly.")
    ('Open', ' ', '24', '/', '7', ',', ' ', 'mostly', '.')
    """
    return tuple(TOKEN.findall(text))


def joined(tokens: Tokens) -> str:
    """The text of tokens; words that would run into one, because what stood between them went, keep a blank."""
    result: list[str] = []
    for token in tokens:
        if result and _is_word(result[-1]) and _is_word(token):
            result.append(" ")
        result.append(token)
    return "".join(result)


def changes(base: Tokens, other: Tokens) -> list[Change]:
    """What was done to the base to get the other, in the order of the base."""
    first, last_base, last_other = _part_that_differs(base, other)
    a, b = base[first:last_base], other[first:last_other]
    counts = Counter(b)
    if sum(counts[token] for token in a if not token.isspace()) > MOST_PAIRS:
        return [Change(first, last_base, tuple(b))]
    found = SequenceMatcher(str.isspace, a, b, autojunk=False).get_opcodes()
    return [
        Change(first + start, first + end, tuple(b[b_start:b_end]))
        for what, start, end, b_start, b_end in found
        if what != "equal"
    ]


def _part_that_differs(base: Tokens, other: Tokens) -> tuple[int, int, int]:
    """Where they begin to differ, and where in each that ends: what people type differs in one place, mostly."""
    shorter = min(len(base), len(other))
    first = next((at for at in range(shorter) if base[at] != other[at]), shorter)
    same = next((at for at in range(shorter - first) if base[-1 - at] != other[-1 - at]), shorter - first)
    return first, len(base) - same, len(other) - same


def _put_together(base: Tokens, theirs: list[Change], mine: list[Change]) -> list[str]:
    """The base with both lists of changes; those that overlap one another are settled as one."""
    result: list[str] = []
    at = 0
    while theirs or mine:
        start = min(some[0].start for some in (theirs, mine) if some)
        end = _end_of_group(theirs, mine, start)
        one, other = _taken(theirs, start, end), _taken(mine, start, end)
        result.extend(base[at:start])
        result.extend(_settled(base[start:end], start, one, other))
        theirs, mine, at = theirs[len(one) :], mine[len(other) :], end
    return [*result, *base[at:]]


def _end_of_group(theirs: list[Change], mine: list[Change], start: int) -> int:
    """How far the changes reach that begin at `start` and overlap; what is only put in there stands by itself."""
    if any(some and some[0].start == start and some[0].only_adds for some in (theirs, mine)):
        return start
    end = start + 1
    for change in sorted((*theirs, *mine), key=lambda one: one.start):
        if change.start >= end:
            break
        end = max(end, change.end)
    return end


def _taken(waiting: list[Change], start: int, end: int) -> list[Change]:
    """The next changes of one of the two that belong to a stretch."""
    if start == end:
        return [one for one in waiting[:1] if one.start == start and one.only_adds]
    return [one for one in waiting if one.start < end]


def _settled(stretch: Tokens, start: int, theirs: list[Change], mine: list[Change]) -> Tokens:
    """What becomes of a stretch of the base that begins at `start`."""
    if not mine or not theirs:
        return _applied(stretch, start, mine or theirs)
    return _both(_applied(stretch, start, theirs), _applied(stretch, start, mine))


def _applied(stretch: Tokens, start: int, some: list[Change]) -> list[str]:
    result: list[str] = []
    at = 0
    for one in some:
        result.extend((*stretch[at : one.start - start], *one.tokens))
        at = one.end - start
    return [*result, *stretch[at:]]


def _both(theirs: Tokens, mine: Tokens) -> Tokens:
    """Both wordings, one after the other; whole sentences with which both begin or end stand once.

    >>> joined(_both(split("Agreed. From the ward."), split("Agreed. From the lead.")))
    'Agreed. From the ward. From the lead.'
    """
    first, last_theirs, last_mine = _part_that_differs(theirs, mine)
    if first in (last_theirs, last_mine):  # one of the two only says more
        return theirs if first == last_mine else mine
    first = max((at for at in range(first + 1) if _begins_sentence(theirs, at)), default=0)
    while last_mine < len(mine) and not _begins_sentence(mine, last_mine):
        last_mine, last_theirs = last_mine + 1, last_theirs + 1
    between = [" "] if _is_word(mine[first]) and not theirs[last_theirs - 1].isspace() else []
    return [*theirs[:last_theirs], *between, *mine[first:]]


def _begins_sentence(tokens: Tokens, at: int) -> bool:
    """Whether a sentence, or a line, ends before this token."""
    before = tokens[max(0, at - 2) : at]
    return bool(before) and before[-1].isspace() and (before[0] in ENDS or "\n" in before[-1])


def _is_word(token: str) -> bool:
    return token[-1].isalnum() or token[-1] == "_"
