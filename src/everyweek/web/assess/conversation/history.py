"""How an answer came to say what it says: every save, by whom and when, with what was new in it."""

from dataclasses import dataclass

from markupsafe import Markup

from everyweek.web.assess.conversation.asked import QuestionAsked
from everyweek.web.assess.conversation.models import AnswerSave
from everyweek.web.assess.conversation.reading import saves_of
from everyweek.web.assess.conversation.wording import SOMEBODY, answer_in_words
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.champions.deadlines import moment_in_words
from everyweek.web.people.discussion.text import as_typed

PER_PAGE = 200


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One save. answered : what was answered by it, when that changed; merged : the text it became, if another."""

    number: int
    who: str
    when: str
    answered: str
    words: Markup
    changed_words: bool
    merged: Markup


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some saves, the newest first. earlier : the number below which those of the next page are; 0 without one."""

    rows: tuple[HistoryRow, ...]
    earlier: int


def history_page(assessment: Assessment, asked: QuestionAsked, party: str, *, before: int = 0) -> HistoryPage:
    """The saves of an answer, a page of them. before : only those of lower numbers; 0 begins with the newest."""
    saves = saves_of(assessment, asked.theme.key, asked.question.key, party, before=before, most=PER_PAGE + 1)
    from_which = (*saves[1:], AnswerSave())[: len(saves)]
    rows = tuple(_row(one, earlier, asked) for one, earlier in zip(saves, from_which, strict=True))[:PER_PAGE]
    return HistoryPage(rows, rows[-1].number if len(saves) > PER_PAGE else 0)


def _row(one: AnswerSave, earlier: AnswerSave, asked: QuestionAsked) -> HistoryRow:
    who = one.by.name if one.by else SOMEBODY.capitalize()
    return HistoryRow(
        number=one.number,
        who=who,
        when=moment_in_words(one.at),
        answered=_answered(one, earlier, asked, who),
        words=as_typed(one.text),
        changed_words=one.merged != earlier.merged,
        merged=as_typed(one.merged) if one.merged != one.text else Markup(""),
    )


def _answered(one: AnswerSave, earlier: AnswerSave, asked: QuestionAsked, who: str) -> str:
    """E.g. "Ann Other said no."; "" when the save left the answer as it was."""

    def words(value: str) -> str:
        return answer_in_words(value, asked.question, asked.framework).lower() or "nothing yet"

    said = f"{who} said {words(one.value)}." if one.value != earlier.value else ""
    wanted = f"Wants to be at {words(one.wanted)}." if one.wanted != earlier.wanted else ""
    return " ".join(part for part in (said, wanted) if part)
