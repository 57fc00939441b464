"""What stands against sending something: what is missing, and what looks like a patient's."""

from collections.abc import Iterable
from dataclasses import dataclass

from everyweek.web.learn.attachments.kinds import KINDS
from everyweek.web.learn.attachments.models import CheckedFile
from everyweek.web.learn.library.draft import ResourceDraft
from everyweek.web.people.patient_data import Finding, signs_of_patients

TABLES = frozenset(KINDS[key].media_type for key in ("csv", "xlsx", "ods"))
MOST_OF_A_FILE = 20
"""Signs in one file that are listed: a table can have thousands, and the first are enough to look."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something without which nobody could use it. field : of the form."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FoundIn:
    """What looks like a patient's, and in which field of the form, or in which file."""

    field: str
    finding: Finding
    file: str = ""
    is_table: bool = False

    @property
    def blocks(self) -> bool:
        """Whether nothing can be sent with it. Cells of a table that stand side by side, such as 212, 305 and 1190,
        look like the parts of an NHS number now and then: there, only one that stands in a cell of its own blocks."""
        return self.finding.blocks and (not self.is_table or self.finding.text.isdecimal())


def missing_in(draft: ResourceDraft) -> tuple[Missing, ...]:
    """What must be written before it can be sent."""
    wanted = (
        ("summary", draft.summary, "Write a summary: two or three sentences that say what it is and what came of it."),
        ("body", draft.body, "Write what you did and what happened."),
        ("intervention", any(draft.topics.values()), "Choose at least one topic, so that others can find it."),
        ("authors", draft.authors, "Name at least one author."),
    )
    return tuple(Missing(field, sentence) for field, value, sentence in wanted if not value)


def signs_in(draft: ResourceDraft, files: Iterable[CheckedFile] = ()) -> tuple[FoundIn, ...]:
    """What looks like a patient's, in the order of the form, then in the text inside the files."""
    texts = {
        "title": draft.title,
        "summary": draft.summary,
        "body": draft.body,
        "organisations": "\n".join(one.name for one in draft.origins if not one.is_system),
        "systems": "\n".join(one.name for one in draft.origins if one.is_system),
        "effects": "\n".join(f"{one.words}\n{one.outcome}\n{one.unit}" for one in draft.effects),
        "sources": "\n".join(f"{one.title}\n{one.address}" for one in draft.sources),
        "authors": "\n".join(draft.authors),
    }
    written = [FoundIn(field, finding) for field, text in texts.items() for finding in signs_of_patients(text)]
    inside = (
        FoundIn("files", finding, one.name, is_table=one.media_type in TABLES)
        for one in files
        for finding in signs_of_patients(f"{one.name}\n{one.text}")[:MOST_OF_A_FILE]
    )
    return (*written, *inside)
