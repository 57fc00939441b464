"""What a self-assessment asks: frameworks of themes and questions, with the levels that scores are put into."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["scored", "agreed", "rubric"]
"""How a theme is answered: by yes or no to each question, a point each; by one level that is agreed with somebody and
not scored; or by a rung of a ladder to each question, for today and for where one wants to be."""

Setting = Literal["in hospital", "out of hospital", ""]
Wording = Literal["ours", "official", "local"]
"""Whose words the questions are."""

YES_OR_NO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Level:
    """A level that a score falls into: from `lowest` up to the next level's lowest."""

    name: str
    lowest: int
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels of a framework, lowest first.

    official : whether names and bands were read in the programme's own publication.
    note     : said beside every level when they were not.
    """

    all: tuple[Level, ...]
    official: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung of a ladder: its number, counted from 1, a name and what it looks like there."""

    number: int
    name: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    key      : unique in its theme; never changes its meaning from one version to the next.
    help     : what counts as evidence, or what a word of it means.
    measures : keys of the measures that say something of it.
    rungs    : the ladder of this question, when it has words of its own; else the framework's.
    was      : how earlier versions call it, "theme/question" each; for carrying answers over.
    """

    key: str
    text: str
    help: str = ""
    measures: tuple[str, ...] = ()
    rungs: tuple[Rung, ...] = ()
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """What is assessed as one: an intervention, a component, a set of standards.

    intervention : the key of one of the ten high impact interventions, or "".
    questions    : of an agreed theme: prompts for the conversation, which are answered but not counted.
    agreed_with  : of an agreed theme: with whom its level is agreed, e.g. "the regional discharge lead"; else "".
    source       : where the wording comes from.
    """

    key: str
    name: str
    kind: Kind
    questions: tuple[Question, ...]
    setting: Setting = ""
    meaning: str = ""
    intervention: str = ""
    agreed_with: str = ""
    source: str = ""
    was: tuple[str, ...] = ()

    def question(self, key: str) -> Question:
        """One of its questions. Raises KeyError."""
        for one in self.questions:
            if one.key == key:
                return one
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework in one version.

    theme_word          : what a theme is called on pages, e.g. "intervention"; `theme_words` for several.
    wording             : whose words the questions are; see `Wording`.
    questions_per_theme : how many each theme must have; 0 when that may differ.
    rungs               : the ladder of rubric questions without one of their own.
    chosen              : how many themes a system is to choose as its priorities; 0 when none are chosen.
    """

    key: str
    version: str
    title: str
    about: str
    source: str
    wording: Wording
    levels: Levels
    themes: tuple[Theme, ...]
    theme_word: str = "theme"
    theme_words: str = "themes"
    questions_per_theme: int = 0
    rungs: tuple[Rung, ...] = ()
    chosen: int = 0

    def theme(self, key: str) -> Theme:
        """One of its themes. Raises KeyError."""
        for one in self.themes:
            if one.key == key:
                return one
        raise KeyError(key)
