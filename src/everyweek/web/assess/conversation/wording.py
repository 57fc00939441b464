"""Answers, parties and levels as pages say them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from everyweek.maturity.answers import ladder
from everyweek.maturity.framework import Framework, Question, Rung
from everyweek.web.assess.conversation.asked import QuestionAsked
from everyweek.web.assess.conversation.queries import Position
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.design.wording import day_in_words
from everyweek.web.people.champions.deadlines import moment_in_words

SOMEBODY = "somebody who is no longer here"
YES_AND_NO = {"yes": "Yes", "no": "No"}


def answer_in_words(value: str, question: Question, framework: Framework) -> str:
    """An answer as people say it; "" for none."""
    return YES_AND_NO.get(value) or next(
        (rung_in_words(rung) for rung in ladder(question, framework) if str(rung.number) == value), ""
    )


def rung_in_words(rung: Rung) -> str:
    """A rung with its number, since the names of a ladder have no order of their own.

    >>> rung_in_words(Rung(2, "Growing"))
    '2: Growing'
    """
    return f"{rung.number}: {rung.name}"


def choices_of(asked: QuestionAsked) -> tuple[tuple[str, str, str], ...]:
    """The answers that a question takes: value, words, and what a rung looks like."""
    if asked.theme.kind != "rubric":
        return tuple((value, YES_AND_NO[value], "") for value in asked.allowed)
    rungs = ladder(asked.question, asked.framework)
    return tuple((str(rung.number), rung_in_words(rung), rung.meaning) for rung in rungs)


def listed(parts: Iterable[str], *, last: str = "and") -> str:
    """Several things in a row.

    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    some = list(parts)
    return some[0] if len(some) == 1 else f"{', '.join(some[:-1])} {last} {some[-1]}"


def names_of(parties: Collection[str]) -> str:
    """Parties, in the order of pages."""
    return listed(PARTIES[party] for party in PARTIES if party in parties)


def who_says_what(given: Mapping[str, str], asked: tuple[str, ...]) -> tuple[str, bool]:
    """What the parties answer, in a sentence, and whether they differ.

    given : by party, its answer in words; only those that answered.

    >>> who_says_what({"acute": "Yes", "system": "No"}, ("system", "acute", "region"))[0]
    'No: Integrated care system. Yes: Acute hospital. No answer yet: NHS England region.'
    >>> who_says_what({"acute": "Yes", "system": "Yes"}, ("system", "acute"))
    ('All say yes.', False)
    """
    silent = [party for party in asked if party not in given]
    if not given:
        return "Nobody has answered yet.", False
    said = dict.fromkeys(given[party] for party in PARTIES if party in given)
    if len(said) == 1:
        word = next(iter(said)).lower()
        start = f"All who answered say {word}." if silent else f"All say {word}."
    else:
        start = " ".join(f"{word}: {names_of([party for party in given if given[party] == word])}." for word in said)
    return f"{start} No answer yet: {names_of(silent)}." if silent else start, len(said) > 1


def wants_in_words(position: Position | None, *, questions: int) -> str:
    """Where a place wants to be on a theme of so many questions, and by which day; "" without a target.

    >>> from datetime import date
    >>> wants_in_words(Position("kettle", target_score=6, target_on=date(2027, 3, 31)), questions=8)
    '6 of 8 points by 31 March 2027'
    """
    if position is None or position.target_on is None:
        return ""
    to = position.target_level or f"{position.target_score} of {questions} points"
    return f"{to} by {day_in_words(position.target_on)}"


def who_and_when(who: str, at: datetime | None) -> str:
    """Who did something, and when.

    >>> from datetime import UTC
    >>> who_and_when("Ann Other", datetime(2026, 7, 6, 9, 30, tzinfo=UTC))
    'Ann Other, 6 July 2026 at 10:30'
    """
    return f"{who or SOMEBODY}, {moment_in_words(at)}" if at else ""
