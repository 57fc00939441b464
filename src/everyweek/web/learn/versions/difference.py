"""What is different between two states of a resource: by lines, and inside a line by words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from everyweek.web.learn.library.draft import DraftEffect, ResourceDraft
from everyweek.web.learn.library.presenters import TOPIC_TITLES
from everyweek.web.learn.library.vocabulary import KINDS, LICENCES, TOPICS, topic_words
from everyweek.web.learn.library.when import when_in_words

MOST_LINES = 2_000
MOST_WORDS = 1_200
"""Above these, what stands between the same beginning and the same end is shown as taken out and put in as a whole:
comparing takes time that grows with the square."""
LINES_AROUND = 2

How = Literal["same", "added", "removed", "left out"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: the same on both sides, put in, taken out; or a place where what is the same is left out."""

    how: How
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different in one part of a resource."""

    title: str
    pieces: tuple[Piece, ...]


def differences(before: ResourceDraft, after: ResourceDraft) -> tuple[Difference, ...]:
    """Every part in which two states differ, in the order of the page."""
    one, other = texts_of(before), texts_of(after)
    return tuple(
        Difference(title, difference(text, other[title])) for title, text in one.items() if text != other[title]
    )


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """What was put in and taken out of a text, with a few of the lines around.

    >>> [(one.how, one.text) for one in difference("Red bags help.", "Red bags often help.")]
    [('same', 'Red bags '), ('added', 'often '), ('same', 'help.')]
    """
    pieces: list[Piece] = []
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    done, new_done = 0, 0
    for how, one, other in _opcodes(old, new, most=MOST_LINES):
        done, new_done = done + len(one), new_done + len(other)
        if how == "equal":
            is_last = done == len(old) and new_done == len(new)
            pieces += _shortened(one, is_first=not pieces, is_last=is_last)
        else:
            pieces += _by_words("".join(one), "".join(other))
    return tuple(_joined(pieces))


def texts_of(draft: ResourceDraft) -> dict[str, str]:
    """What a resource says, part by part, as lines of text."""
    topics = {
        TOPIC_TITLES[kind]: "\n".join(topic_words(kind, value) for value in draft.topics.get(kind, ()))
        for kind in TOPICS
    }
    return {
        "What it is": KINDS.get(draft.kind, draft.kind),
        "Title": draft.title,
        "Summary": draft.summary,
        "Text": draft.body,
        "Where": "\n".join(f"{one.name} ({one.code})" if one.code else one.name for one in draft.origins),
        "When": when_in_words(draft.dated),
        **topics,
        "Written by": "\n".join(draft.authors),
        "Licence": LICENCES.get(draft.licence, draft.licence),
        "Evidence": draft.evidence,
        "Effects": "\n".join(map(_effect, draft.effects)),
        "Sources": "\n".join(" ".join(filter(None, (one.title, one.address, one.note))) for one in draft.sources),
        "Measures it should move": "\n".join(draft.measures),
        "Levers": "\n".join(draft.levers),
    }


def _effect(one: DraftEffect) -> str:
    figures = (("before", one.before), ("after", one.after), ("ratio", one.ratio))
    known = "; ".join(f"{name} {value:g}" for name, value in figures if value is not None)
    parts = (one.outcome, one.words, one.measure, one.organisation, one.began, known, one.unit, one.design)
    return ", ".join(filter(None, parts))


def _opcodes(
    one: Sequence[str], other: Sequence[str], *, most: int
) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """The stretches of two sequences: "equal", or anything else for what differs."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    if start:
        yield "equal", one[:start], other[:start]
    middle, new_middle = one[start : len(one) - end], other[start : len(other) - end]
    if len(middle) + len(new_middle) > most:
        yield "replace", middle, new_middle
    else:
        for how, first, last, new_first, new_last in SequenceMatcher(None, middle, new_middle).get_opcodes():
            yield how, middle[first:last], new_middle[new_first:new_last]
    if end:
        yield "equal", one[len(one) - end :], other[len(other) - end :]


def _by_words(before: str, after: str) -> Iterator[Piece]:
    """What was taken out and put in, word by word; words that follow each other are one stretch, with their blanks."""
    removed, added = "", ""
    for how, one, other in _opcodes(_words(before), _words(after), most=MOST_WORDS):
        text = "".join(one)
        if how == "equal" and (text.strip() or not (removed or added)):
            yield from (Piece("removed", removed), Piece("added", added), Piece("same", text))
            removed, added = "", ""
        else:
            removed, added = removed + text, added + "".join(other)
    yield from (Piece("removed", removed), Piece("added", added))


def _words(text: str) -> list[str]:
    """Words, blanks and marks."""
    return re.findall(r"\s+|\w+|[^\w\s]", text)


def _shortened(lines: Sequence[str], *, is_first: bool, is_last: bool) -> Iterator[Piece]:
    """What is the same, but for what is far from any difference."""
    head = 0 if is_first else LINES_AROUND
    tail = 0 if is_last else LINES_AROUND
    if len(lines) <= head + tail + 1:
        yield Piece("same", "".join(lines))
        return
    yield Piece("same", "".join(lines[:head]))
    yield Piece("left out", "")
    yield Piece("same", "".join(lines[len(lines) - tail :]))


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces without those that say nothing; what follows on its like is one with it."""
    waiting: Piece | None = None
    for piece in pieces:
        if not piece.text and piece.how != "left out":
            continue
        if waiting is not None and waiting.how == piece.how:
            waiting = Piece(piece.how, waiting.text + piece.text)
            continue
        if waiting is not None:
            yield waiting
        waiting = piece
    if waiting is not None:
        yield waiting
