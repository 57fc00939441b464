"""A return as plain values: what a place answered, whatever it is written to and wherever it comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from everyweek.maturity.answers import ladder
from everyweek.maturity.framework import Framework, Question, Theme
from everyweek.maturity.scoring import ThemeScore

NO_ANSWER = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What one party says to a question. words : its evidence."""

    party: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One question of a return.

    key       : "theme/question".
    value     : what is agreed: "yes", "no", the number of a rung, or "". wanted : the rung one wants to be on, or "".
    last_time : what was carried over from the round before and nobody has confirmed, which counts for nothing; or "".
                last_note : the words that came with it.
    said      : what each party says, of those that said something; empty for whoever does not take part.
    """

    key: str
    number: int
    theme: Theme
    question: Question
    value: str = NO_ANSWER
    wanted: str = NO_ANSWER
    note: str = ""
    last_time: str = NO_ANSWER
    last_note: str = ""
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the place stands and wants to be on a theme.

    level, agreed_with, agreed_on : of a theme whose level is agreed and not scored.
    target_score, target_level, target_on : where it wants to be, and by which day.
    """

    level: str = ""
    agreed_with: str = ""
    agreed_on: date | None = None
    target_score: int | None = None
    target_level: str = ""
    target_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReturnTheme:
    """One theme of a return, with its score as agreed so far. The level is in the score."""

    theme: Theme
    score: ThemeScore
    stand: Stand
    lines: tuple[ReturnLine, ...]


@dataclass(frozen=True, slots=True)
class PlaceReturn:
    """One return.

    round, round_key, place, place_key, system, system_name : whose it is, by name and by key.
    deadline     : in words.
    state        : "Draft, not submitted", "Submitted …": always said beside the answers.
    is_draft     : it was never submitted, or it is empty.
    completed_by, completed_on : who submitted it and when, in words; "" when nobody did.
    parties      : those whose own words are in it; empty for a copy that was shared.
    """

    framework: Framework
    round: str
    round_key: str
    place: str
    place_key: str
    system: str
    system_name: str
    deadline: str
    state: str
    is_draft: bool
    completed_by: str
    completed_on: str
    themes: tuple[ReturnTheme, ...]
    parties: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[ReturnLine, ...]:
        """All questions in their order."""
        return tuple(line for theme in self.themes for line in theme.lines)

    @property
    def has_ladders(self) -> bool:
        """Whether a question is answered by a rung, for today and for where one wants to be."""
        return any(theme.theme.kind == "rubric" for theme in self.themes)

    @property
    def file_name(self) -> str:
        """How a file of it is called, without an ending."""
        return f"return-{self.place_key}-{self.round_key}"


def choices_of(framework: Framework, theme: Theme, question: Question) -> Mapping[str, str]:
    """By the value of an answer, how people read it: Yes and No, or the rungs with their names."""
    if theme.kind == "rubric":
        return {str(rung.number): f"{rung.number} {rung.name}".strip() for rung in ladder(question, framework)}
    return {"yes": "Yes", "no": "No"}


def answer_in_words(framework: Framework, line: ReturnLine, value: str) -> str:
    """An answer as people read it; "" for none.

    A value that its question does not take (it was kept before a mistake was mended) is shown as it is.
    """
    return choices_of(framework, line.theme, line.question).get(value, value)


def joined_notes(notes: Iterable[str]) -> str:
    """The notes of several questions that have become one, each once.

    >>> joined_notes(["on Mondays", "", "on Fridays", "on Mondays"])
    'on Mondays\\non Fridays'
    """
    return "\n".join(dict.fromkeys(note for note in notes if note))


def question_and_answer(framework: Framework, key: str, value: str) -> str:
    """A question by its "theme/question" and what was answered, in one line."""
    theme_key, _, question_key = key.partition("/")
    theme = framework.theme(theme_key)
    question = theme.question(question_key)
    return f"{theme.name}: {question.text} ({choices_of(framework, theme, question).get(value, value)})"
