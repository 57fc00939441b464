"""What stands around an answer, as a page shows it: links, charts, and what people say below a question."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from markupsafe import Markup

from everyweek.web.assess.conversation.models import AnswerComment, Evidence
from everyweek.web.assess.conversation.trail import here
from everyweek.web.assess.conversation.wording import SOMEBODY
from everyweek.web.people.champions.deadlines import moment_in_words
from everyweek.web.people.discussion.text import as_typed
from everyweek.web.people.organisations.known import directory, name_of

if TYPE_CHECKING:
    from everyweek.web.assess.conversation.presenters import Around


@dataclass(frozen=True, slots=True)
class EvidenceOnPage:
    """A link or a chart. picture : of a chart; removal : "" for those who may not."""

    title: str
    address: str
    picture: str
    who: str
    removal: str


@dataclass(frozen=True, slots=True)
class CommentOnPage:
    """Something that somebody said below a question. removal : "" for what is another's, or gone."""

    number: int
    who: str
    when: str
    written_at: str
    text: Markup
    removed: str
    removal: str


def evidence_on_page(one: Evidence, around: "Around", *, removable: bool) -> EvidenceOnPage:
    """A link or a chart; removable : by the reader."""
    removal = ""
    if removable:
        parts = {"theme": one.theme, "question": one.question, "evidence": one.pk}
        removal = here(around.assessment, "answer-evidence-remove", **parts)
    if one.kind == "link":
        return EvidenceOnPage(one.title, one.address, "", "", removal)
    parts = {"code": one.organisation, "measure": one.measure}
    return EvidenceOnPage(
        title=measure_title(one.measure),
        address=reverse("measure", kwargs=parts),
        picture=f"{reverse('chart', kwargs={**parts, 'form': 'svg'})}?size=small",
        who=name_of(one.organisation, directory()),
        removal=removal,
    )


def measure_title(key: str) -> str:
    """What a measure is called; its key, when there is none of it any more."""
    from everyweek.measures import MEASURES

    return MEASURES[key].title if key in MEASURES else key


def comment_on_page(one: AnswerComment, around: "Around") -> CommentOnPage:
    """A comment, or that there was one."""
    parts = {"theme": one.theme, "question": one.question, "comment": one.pk}
    is_own = one.author_id is not None and one.author_id == around.reader.identity
    return CommentOnPage(
        number=one.pk,
        who=one.author.name if one.author else SOMEBODY.capitalize(),
        when=moment_in_words(one.at),
        written_at=one.at.isoformat(timespec="seconds"),
        text=as_typed(one.text),
        removed=f"Removed by whoever wrote it on {moment_in_words(one.removed_at)}." if one.removed_at else "",
        removal=here(around.assessment, "answer-comment-remove", **parts) if is_own and not one.removed_at else "",
    )
