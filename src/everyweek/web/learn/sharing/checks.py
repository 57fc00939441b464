"""What stands against sending something: what is missing, and what looks like a patient's."""

from dataclasses import dataclass

from everyweek.web.learn.library.draft import ResourceDraft
from everyweek.web.learn.sharing.patient_data import Finding, signs_of_patients


@dataclass(frozen=True, slots=True)
class Missing:
    """Something without which nobody could use it. field : of the form."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FoundIn:
    """What looks like a patient's, and in which field of the form."""

    field: str
    finding: Finding


def missing_in(draft: ResourceDraft) -> tuple[Missing, ...]:
    """What must be written before it can be sent."""
    wanted = (
        ("summary", draft.summary, "Write a summary: two or three sentences that say what it is and what came of it."),
        ("body", draft.body, "Write what you did and what happened."),
        ("intervention", any(draft.topics.values()), "Choose at least one topic, so that others can find it."),
        ("authors", draft.authors, "Name at least one author."),
    )
    return tuple(Missing(field, sentence) for field, value, sentence in wanted if not value)


def signs_in(draft: ResourceDraft) -> tuple[FoundIn, ...]:
    """What looks like a patient's, in the order of the form."""
    texts = {
        "title": draft.title,
        "summary": draft.summary,
        "body": draft.body,
        "organisations": "\n".join(one.name for one in draft.origins if not one.is_system),
        "systems": "\n".join(one.name for one in draft.origins if one.is_system),
        "authors": "\n".join(draft.authors),
    }
    return tuple(FoundIn(field, finding) for field, text in texts.items() for finding in signs_of_patients(text))
