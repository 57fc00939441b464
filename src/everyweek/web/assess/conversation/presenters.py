"""The page of one theme: each question with what the parties say, side by side, and what they agree on."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from markupsafe import Markup

from everyweek.maturity.framework import Theme
from everyweek.web.assess.conversation.agreed_presenters import AgreedOnPage, PositionOnPage, agreed_on_page
from everyweek.web.assess.conversation.asked import QuestionAsked, own_parties_asked, parties_asked, question_asked
from everyweek.web.assess.conversation.reading import SaidByParty, ThemeContent
from everyweek.web.assess.conversation.shown_presenters import (
    CommentOnPage,
    EvidenceOnPage,
    comment_on_page,
    evidence_on_page,
)
from everyweek.web.assess.conversation.trail import here
from everyweek.web.assess.conversation.wording import (
    answer_in_words,
    choices_of,
    who_and_when,
    who_says_what,
)
from everyweek.web.assess.places.models import PlaceMember
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.rounds.running import why_not_open
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.design.wording import several
from everyweek.web.people.discussion.text import as_typed
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class Around:
    """What is asked of once for all questions of a page.

    own      : parties for which the reader speaks. own_first : those of them whose forms stand open.
    whose    : by party, the names of its organisations. closed : why nothing is accepted; "" when it is.
    """

    assessment: Assessment
    reader: Reader
    asked: tuple[str, ...]
    own: tuple[str, ...]
    own_first: frozenset[str]
    leads: bool
    whose: Mapping[str, str]
    closed: str

    def with_all_open(self) -> "Around":
        """The same, with every form of the reader open: on a shared screen one writes for all."""
        return replace(self, own_first=frozenset(self.own))


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """What somebody typed that was not saved, and why."""

    value: str
    wanted: str
    text: str
    base: int
    problem: str


@dataclass(frozen=True, slots=True)
class AnswerOnPage:
    """What one party says. said, wanted : in words; value, wanted_value, text : for the form, when `can_write`."""

    party: str
    title: str
    whose: str
    identity: str
    can_write: bool
    stands_open: bool
    said: str
    wanted: str
    words: Markup
    saved: str
    value: str
    wanted_value: str
    text: str
    version: int
    key: str
    problem: str
    save: str
    history: str
    add_evidence: str
    evidence: tuple[EvidenceOnPage, ...]


@dataclass(frozen=True, slots=True)
class QuestionOnPage:
    """A question. says : what the parties answer, in a sentence; differs : they do not answer alike.

    beside : what the measures say of it; None for nothing.
    """

    key: str
    number: int
    text: str
    help: str
    choices: tuple[tuple[str, str, str], ...]
    is_ladder: bool
    says: str
    differs: bool
    answers: tuple[AnswerOnPage, ...]
    agreed: AgreedOnPage
    comments: tuple[CommentOnPage, ...]
    comments_words: str
    comment: str
    meeting: str
    beside: Any = None


@dataclass(frozen=True, slots=True)
class ThemePage:
    """The page of a theme. person : the number of the reader, under which a browser keeps what was not saved."""

    assessment: Assessment
    theme: Theme
    word: str
    words: str
    progress: str
    closed: str
    questions: tuple[QuestionOnPage, ...]
    position: PositionOnPage
    person: int
    can_write: bool
    previous: Mapping[str, str] | None
    next: Mapping[str, str] | None


def around_of(assessment: Assessment, reader: Reader, *, now: datetime) -> Around:
    """What holds for all questions of an assessment and a reader."""
    leads = can(reader, "assessment.lead", assessment)
    own = own_parties_asked(reader, assessment)
    return Around(
        assessment=assessment,
        reader=reader,
        asked=parties_asked(assessment),
        own=own,
        own_first=_named_for(reader, assessment) if leads else frozenset(own),
        leads=leads,
        whose=whose_of(assessment),
        closed=why_not_open(assessment, now=now),
    )


def whose_of(assessment: Assessment) -> dict[str, str]:
    """By party the names of its organisations in the place."""
    known, names = directory(), {}
    for row in assessment.place.parties.all():
        name = row.name or name_of(row.organisation, known)
        names[row.party] = f"{names[row.party]}, {name}" if row.party in names else name
    return names


def question_on_page(
    around: Around,
    asked: QuestionAsked,
    content: ThemeContent,
    *,
    number: int,
    typed: Mapping[tuple[str, str], TypedAnswer],
    beside: Any = None,
) -> QuestionOnPage:
    """One question, as its reader sees it. typed : by (question, party) what was typed and not saved."""
    key, theme, assessment = asked.question.key, asked.theme, around.assessment
    said = {party: content.answers.get((key, party), SaidByParty()) for party in around.asked}
    given = {
        party: answer_in_words(one.value, asked.question, asked.framework) for party, one in said.items() if one.value
    }
    sentence, differs = who_says_what(given, around.asked)
    comments = tuple(comment_on_page(one, around) for one in content.comments.get(key, ()))
    return QuestionOnPage(
        key=key,
        number=number,
        text=asked.question.text,
        help=asked.question.help,
        choices=choices_of(asked),
        is_ladder=theme.kind == "rubric",
        says=sentence,
        differs=differs,
        answers=tuple(
            _answer(around, asked, party, said[party], content, typed.get((key, party))) for party in around.asked
        ),
        agreed=agreed_on_page(around, asked, content.agreed.get(key)),
        comments=comments,
        comments_words=several(len(comments), "comment") if comments else "Comments",
        comment=here(assessment, "answer-comment", theme=theme.key, question=key) if not around.closed else "",
        meeting=here(assessment, "assessment-meeting", theme=theme.key, question=key),
        beside=beside,
    )


def asked_in_theme(assessment: Assessment, theme: Theme) -> tuple[QuestionAsked, ...]:
    """All questions of a theme."""
    return tuple(question_asked(assessment, theme.key, one.key) for one in theme.questions)


def _named_for(reader: Reader, assessment: Assessment) -> frozenset[str]:
    """The party for which somebody who speaks for all was named: its forms stand open before them."""
    rows = PlaceMember.objects.filter(place=assessment.place, person=reader.identity, ended_at=None)
    return frozenset(rows.values_list("party", flat=True))


def _answer(
    around: Around,
    asked: QuestionAsked,
    party: str,
    said: SaidByParty,
    content: ThemeContent,
    typed: TypedAnswer | None,
) -> AnswerOnPage:
    key = asked.question.key
    parts = {"theme": asked.theme.key, "question": key, "party": party}
    can_write = party in around.own and not around.closed
    shown = content.evidence.get((key, party), ())
    return AnswerOnPage(
        party=party,
        title=PARTIES[party],
        whose=around.whose.get(party, ""),
        identity=f"{key}-{party}",
        can_write=can_write,
        stands_open=party in around.own_first or typed is not None,
        said=answer_in_words(said.value, asked.question, asked.framework),
        wanted=answer_in_words(said.wanted, asked.question, asked.framework),
        words=as_typed(said.text),
        saved=who_and_when(said.who, said.at),
        value=typed.value if typed else said.value,
        wanted_value=typed.wanted if typed else said.wanted,
        text=typed.text if typed else said.text,
        version=typed.base if typed else said.version,
        key=secrets.token_urlsafe(12),
        problem=typed.problem if typed else "",
        save=here(around.assessment, "answer-save", **parts),
        history=here(around.assessment, "answer-history", **parts) if said.version else "",
        add_evidence=here(around.assessment, "answer-evidence", **parts) if can_write else "",
        evidence=tuple(evidence_on_page(one, around, removable=can_write) for one in shown),
    )
