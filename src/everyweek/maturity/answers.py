"""Answers to a framework: how each is addressed, and which a question takes."""

from collections.abc import Mapping

from everyweek.maturity.errors import UnknownAnswer
from everyweek.maturity.framework import YES_OR_NO, Framework, Question, Rung, Theme

Answers = Mapping[str, str]
"""By "theme/question": "yes" or "no", or the number of a rung as text; not there, or "", is not answered."""


def address(theme: Theme | str, question: Question | str) -> str:
    """What an answer is kept under.

    >>> address("virtual_wards", "occupied")
    'virtual_wards/occupied'
    """
    theme_key = theme if isinstance(theme, str) else theme.key
    return f"{theme_key}/{question if isinstance(question, str) else question.key}"


def ladder(question: Question, framework: Framework) -> tuple[Rung, ...]:
    """The rungs of a question in a rubric theme: its own, or else the framework's; lowest first."""
    return question.rungs or framework.rungs


def allowed_answers(theme: Theme, question: Question, framework: Framework) -> tuple[str, ...]:
    """The answers that a question takes, other than none: yes and no, or the numbers of its rungs, lowest first."""
    if theme.kind == "rubric":
        return tuple(str(rung.number) for rung in ladder(question, framework))
    return YES_OR_NO


def answer_to(theme: Theme, question: Question, framework: Framework, answers: Answers) -> str:
    """The answer to one question; "" when there is none yet. Raises UnknownAnswer."""
    given = answers.get(address(theme, question), "")
    allowed = allowed_answers(theme, question, framework)
    if given and given not in allowed:
        raise UnknownAnswer(
            f"“{given[:40]}” is no answer to “{question.text}” ({theme.name}). It takes {' or '.join(allowed)}."
        )
    return given
