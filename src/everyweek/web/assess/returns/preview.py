"""What a brought return would change, shown before anything is; plain values that a form can carry."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from django.core import signing

from everyweek.web.assess.returns.errors import PreviewGone, ReturnRefused
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.reader import Reader

DAY = 24 * 60 * 60
MOST_CARRIED = 2 * 10**6
"""Characters; a form may have 2.5 MB. Eighty notes of 1,500 words each pack to a tenth of it."""
Use = Literal["rows", "changes"]
"""What a form carries: the rows of a file as it was read, or the changes that a preview showed."""


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """An answer that would be settled. seen_version : of the agreed answer when the preview was made; 0 for none."""

    theme: str
    question: str
    value: str
    wanted: str
    note: str
    seen_version: int

    @property
    def key(self) -> str:
        """ "theme/question"."""
        return f"{self.theme}/{self.question}"


@dataclass(frozen=True, slots=True)
class PositionChange:
    """A position that would be kept; see PositionAsked. Days as text, so that a form can carry them."""

    theme: str
    level: str
    agreed_with: str
    agreed_on: str
    target_score: int | None
    target_level: str
    target_on: str
    note: str
    seen_version: int


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A line of the preview. before, after : in words; about : which question, or what of a theme."""

    theme: str
    about: str
    before: str
    after: str
    where: str


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong with one cell. str() gives the sentence with where it is."""

    where: str
    problem: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Preview:
    """All that the page of a preview says.

    answers, positions : what would be written; empty while there are errors.
    shown    : the same for people.
    notices  : sentences about what was seen and not used, and what to look at twice.
    lost     : of another version of the framework: what could not be carried over, each with the reason.
    """

    answers: tuple[AnswerChange, ...]
    positions: tuple[PositionChange, ...]
    shown: tuple[ShownChange, ...]
    errors: tuple[CellError, ...]
    notices: tuple[str, ...]
    lost: tuple[str, ...] = ()

    @property
    def is_unchanged(self) -> bool:
        """Nothing would change, and nothing is wrong."""
        return not self.shown and not self.errors


def as_day(text: str) -> date | None:
    """A day that a form carried."""
    return date.fromisoformat(text) if text else None


def sealed(what: Any, *, use: Use, reader: Reader, assessment: Assessment) -> str:
    """Plain values as a form can carry them to the next page: for this use, this reader and this assessment only.

    Raises ReturnRefused for more than a form can carry.
    """
    text = signing.dumps(what, salt=_salt(use, reader, assessment), compress=True)
    if len(text) > MOST_CARRIED:
        raise ReturnRefused(
            "There are too many words in this file to be used at once. Nothing was changed. Bring it in two parts, "
            "each with half of the rows."
        )
    return text


def opened(text: str, *, use: Use, reader: Reader, assessment: Assessment) -> Any:
    """What `sealed` closed. Raises PreviewGone."""
    try:
        return signing.loads(text, salt=_salt(use, reader, assessment), max_age=DAY)
    except signing.BadSignature:
        raise PreviewGone from None


def sealed_changes(preview: Preview, *, reader: Reader, assessment: Assessment) -> str:
    """The changes of a preview, for the form that uses them."""
    changes = [[asdict(one) for one in preview.answers], [asdict(one) for one in preview.positions]]
    return sealed(changes, use="changes", reader=reader, assessment=assessment)


def opened_changes(
    text: str, *, reader: Reader, assessment: Assessment
) -> tuple[tuple[AnswerChange, ...], tuple[PositionChange, ...]]:
    """The changes that a form carried. Raises PreviewGone."""
    answers, positions = opened(text, use="changes", reader=reader, assessment=assessment)
    return tuple(AnswerChange(**one) for one in answers), tuple(PositionChange(**one) for one in positions)


def _salt(use: Use, reader: Reader, assessment: Assessment) -> str:
    return f"everyweek.assess.return.{use}.{reader.identity}.{assessment.pk}"
