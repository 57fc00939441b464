"""What is agreed for a question, and where the place stands and wants to be on a theme, as a page says it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from everyweek.maturity.framework import Framework, Theme
from everyweek.maturity.scoring import levels_of
from everyweek.web.assess.conversation.asked import QuestionAsked
from everyweek.web.assess.conversation.queries import Agreed, Position
from everyweek.web.assess.conversation.trail import here
from everyweek.web.assess.conversation.wording import answer_in_words, names_of, wants_in_words, who_and_when
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.design.wording import day_in_words
from everyweek.web.people.discussion.text import as_typed

if TYPE_CHECKING:
    from everyweek.web.assess.conversation.presenters import Around

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class AgreedOnPage:
    """The agreed answer of a question.

    said    : in words; "" when there is none. state : how far it is agreed, in words; by_all : all asked parties agree.
    agree, take_back : the parties for which the reader can do that, as (key, name).
    tick    : the parties in whose name the reader can settle an answer; with one only, it needs no tick.
    note_text : the note for the form; it stays when the answer that it stood beside was taken back.
    """

    said: str
    wanted: str
    note: Markup
    state: str
    by_all: bool
    is_carried: bool
    settled: str
    who: tuple[str, ...]
    agree: tuple[Choice, ...]
    take_back: tuple[Choice, ...]
    tick: tuple[Choice, ...]
    ticked: frozenset[str]
    value: str
    wanted_value: str
    note_text: str
    version: int
    settle: str
    agree_address: str


@dataclass(frozen=True, slots=True)
class PositionOnPage:
    """Where the place stands and wants to be on a theme, in words, and what its form holds."""

    stands: str
    wants: str
    note: Markup
    kind: str
    agreed_with: str
    levels: tuple[str, ...]
    levels_note: str
    most: int
    address: str


def agreed_on_page(around: "Around", asked: QuestionAsked, agreed: Agreed | None) -> AgreedOnPage:
    """What is agreed, with what its reader can do about it."""
    there = agreed if agreed and agreed.value else None
    parties = there.parties if there else frozenset()
    missing = [party for party in around.asked if party not in parties]
    can_write = not around.closed
    parts = {"theme": asked.theme.key, "question": asked.question.key}

    def words(value: str) -> str:
        return answer_in_words(value, asked.question, asked.framework)

    return AgreedOnPage(
        said=words(there.value) if there else "",
        wanted=words(there.wanted) if there else "",
        note=as_typed(there.note) if there else Markup(""),
        state=_state(there, missing),
        by_all=there is not None and not missing and not there.carried,
        is_carried=bool(there and there.carried),
        settled=f"Settled by {who_and_when(there.settled_by, there.settled_at)}" if there and not there.carried else "",
        who=tuple(f"{PARTIES[one.party]} ({who_and_when(one.who, one.at)})" for one in there.by) if there else (),
        agree=_choices(party for party in missing if there and can_write and party in around.own),
        take_back=_choices(party for party in parties if can_write and party in around.own),
        tick=_choices(around.own) if can_write else (),
        ticked=frozenset(parties & set(around.own)) or around.own_first,
        value=there.value if there else "",
        wanted_value=there.wanted if there else "",
        note_text=agreed.note if agreed else "",
        version=agreed.version if agreed else 0,
        settle=here(around.assessment, "answer-settle", **parts) if can_write and around.own else "",
        agree_address=here(around.assessment, "answer-agree", **parts),
    )


def position_on_page(around: "Around", theme: Theme, framework: Framework, position: Position) -> PositionOnPage:
    """Where the place stands and wants to be."""
    stands = ""
    if position.level:
        when = f" on {day_in_words(position.agreed_on)}" if position.agreed_on else ""
        stands = f"{position.level}, agreed with {position.agreed_with}{when}"
    levels = levels_of(theme, framework)
    return PositionOnPage(
        stands=stands,
        wants=wants_in_words(position, questions=len(theme.questions)),
        note=as_typed(position.note),
        kind=theme.kind,
        agreed_with=theme.agreed_with,
        levels=tuple(one.name for one in levels.all),
        levels_note="" if levels.official else levels.note,
        most=len(theme.questions),
        address=here(around.assessment, "theme-position", theme=theme.key) if not around.closed else "",
    )


def _state(agreed: Agreed | None, missing: list[str]) -> str:
    if agreed is None:
        return "Nothing agreed yet"
    if agreed.carried:
        return "This was agreed in the round before. It counts for nothing until a party agrees to it again"
    if not missing:
        return "Agreed by all parties that are asked"
    return f"Agreed by {names_of(agreed.parties)}; not yet by {names_of(missing)}"


def _choices(parties: Iterable[str]) -> tuple[Choice, ...]:
    some = frozenset(parties)
    return tuple((party, PARTIES[party]) for party in PARTIES if party in some)
