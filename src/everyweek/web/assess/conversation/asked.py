"""What an address asks of a framework: a theme, a question, a party; and what an answer may be."""

from dataclasses import dataclass

from everyweek.maturity.answers import allowed_answers
from everyweek.maturity.framework import Framework, Question, Theme
from everyweek.web.assess.conversation.errors import (
    NotYourParty,
    SpeaksOfAPatient,
    TooLong,
    UnknownPlaceInFramework,
    WrongAnswer,
)
from everyweek.web.assess.conversation.models import LONGEST_TEXT
from everyweek.web.assess.frameworks.queries import framework_of
from everyweek.web.assess.places.queries import parties_of
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.people.discussion.text import one_kind_of_line_end
from everyweek.web.people.patient_data import nhs_number_in
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question of an assessment. allowed : the values that it takes, other than none."""

    framework: Framework
    theme: Theme
    question: Question
    allowed: tuple[str, ...]

    def check_value(self, value: str) -> None:
        """Raises WrongAnswer."""
        if value and value not in self.allowed:
            raise WrongAnswer(value, self.allowed)

    def check_wanted(self, wanted: str) -> None:
        """Only on a ladder is there somewhere to want to be. Raises WrongAnswer."""
        if wanted and (self.theme.kind != "rubric" or wanted not in self.allowed):
            raise WrongAnswer(wanted, self.allowed)


def framework_of_assessment(assessment: Assessment) -> Framework:
    """What the round of an assessment asks."""
    return framework_of(assessment.round.framework)


def theme_asked(assessment: Assessment, theme: str) -> Theme:
    """A theme by its key. Raises UnknownPlaceInFramework."""
    framework = framework_of_assessment(assessment)
    try:
        return framework.theme(theme)
    except KeyError:
        raise UnknownPlaceInFramework(framework.theme_word, theme) from None


def question_asked(assessment: Assessment, theme: str, question: str) -> QuestionAsked:
    """A question by its keys. Raises UnknownPlaceInFramework."""
    framework, found = framework_of_assessment(assessment), theme_asked(assessment, theme)
    try:
        one = found.question(question)
    except KeyError:
        raise UnknownPlaceInFramework("question", question) from None
    return QuestionAsked(framework, found, one, allowed_answers(found, one, framework))


def parties_asked(assessment: Assessment) -> tuple[str, ...]:
    """The parties whose answers the round asks for, in the order in which pages show them."""
    return tuple(party for party in PARTIES if party in assessment.round.parties)


def own_parties_asked(reader: Reader, assessment: Assessment) -> tuple[str, ...]:
    """The asked parties for which the reader speaks; for whoever leads the assessment, all."""
    mine = parties_of(reader, assessment.place)
    return tuple(party for party in parties_asked(assessment) if party in mine)


def check_speaks_for(reader: Reader, assessment: Assessment, parties: tuple[str, ...]) -> None:
    """Raises UnknownPlaceInFramework for a party that is not asked, NotYourParty for one that is another's."""
    for party in parties:
        if party not in assessment.round.parties or party not in PARTIES:
            raise UnknownPlaceInFramework("party", party)
    mine = own_parties_asked(reader, assessment)
    for party in parties:
        if party not in mine:
            raise NotYourParty(PARTIES[party])


def as_kept(text: str) -> str:
    """What was typed as it is kept: one kind of line end, and no character that a database cannot hold.

    >>> as_kept("one\\r\\ntwo\\x00")
    'one\\ntwo'

    Raises TooLong, and SpeaksOfAPatient for an NHS number.
    """
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    kept = one_kind_of_line_end(whole)
    if len(kept) > LONGEST_TEXT:
        raise TooLong(len(kept), LONGEST_TEXT)
    check_about_nobody(kept)
    return kept


def check_about_nobody(text: str) -> None:
    """Raises SpeaksOfAPatient for an NHS number."""
    if number := nhs_number_in(text):
        raise SpeaksOfAPatient(number)
