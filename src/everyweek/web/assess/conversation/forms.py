"""What is typed into the smaller forms of the conversation. Answers themselves are saved as they are typed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from everyweek.web.assess.conversation.agreed_presenters import PositionOnPage
from everyweek.web.assess.conversation.comments import LONGEST_COMMENT
from everyweek.web.assess.conversation.errors import WrongPosition
from everyweek.web.assess.conversation.evidence import LONGEST_TITLE
from everyweek.web.assess.conversation.models import LONGEST_TEXT
from everyweek.web.assess.conversation.positions import PositionAsked
from everyweek.web.assess.conversation.queries import Position
from everyweek.web.people.champions.forms import NOT_A_DAY, PARTS_OF_A_DAY, DaysForm
from everyweek.web.people.discussion.forms import LineField, TypedField
from everyweek.web.people.discussion.typed_number import typed_number

NOT_CHOSEN = ("", "Not chosen")
OF_THE_LIST = {"invalid_choice": "Choose one of the list"}


def _part() -> forms.CharField:
    return forms.CharField(required=False, max_length=4, error_messages={"max_length": NOT_A_DAY})


class CommentForm(forms.Form):
    """A comment below a question."""

    text = TypedField(label="Your comment", longest=LONGEST_COMMENT, empty="Write something: the comment is empty.")


class LinkForm(forms.Form):
    """A link as evidence."""

    title = LineField(label="What it shows", longest=LONGEST_TITLE)
    address = LineField(label="Address", longest=2_000)


class ChartForm(forms.Form):
    """A measure's chart as evidence."""

    measure = forms.ChoiceField(label="Measure", required=False, error_messages=OF_THE_LIST)
    organisation = forms.ChoiceField(label="Of which organisation", required=False, error_messages=OF_THE_LIST)

    def __init__(self, *posted: Any, measures: Sequence[Any], organisations: Sequence[Any], **more: Any) -> None:
        super().__init__(*posted, **more)
        self.fields["measure"].choices = [NOT_CHOSEN, *measures]  # type: ignore[attr-defined]
        self.fields["organisation"].choices = list(organisations)  # type: ignore[attr-defined]


class PositionForm(DaysForm):
    """Where a place stands and wants to be on a theme. What fits the theme is checked by the action."""

    level = forms.ChoiceField(label="Level that was agreed", required=False, error_messages=OF_THE_LIST)
    agreed_with = LineField(label="Agreed with", longest=200)
    target_score = forms.CharField(label="Points you want to reach", required=False, max_length=10)
    target_level = forms.ChoiceField(label="Level you want to reach", required=False, error_messages=OF_THE_LIST)
    note = TypedField(label="Why, and what it depends on", longest=LONGEST_TEXT)
    agreed_on_day, agreed_on_month, agreed_on_year = _part(), _part(), _part()
    target_on_day, target_on_month, target_on_year = _part(), _part(), _part()

    def __init__(self, *posted: Any, page: PositionOnPage, before: Position, **more: Any) -> None:
        super().__init__(*posted, initial=_typed_before(before), **more)
        self.kind = page.kind
        levels = [NOT_CHOSEN, *((name, name) for name in page.levels)]
        for name in ("level", "target_level"):
            self.fields[name].choices = levels  # type: ignore[attr-defined]

    def asked(self) -> PositionAsked | None:
        """What was typed; None, with errors beside the fields, when it cannot be read."""
        typed = self.cleaned_data
        agreed_on, target_on = self._day("agreed_on"), self._day("target_on")
        points = typed["target_score"].strip()
        if points and (not typed_number(points) and points != "0"):
            self.add_error("target_score", "Write the points as a number, such as 6")
        if self.errors:
            return None
        return PositionAsked(
            level=typed["level"],
            agreed_with=typed["agreed_with"],
            agreed_on=agreed_on,
            target_score=int(points) if points else None,
            target_level=typed["target_level"],
            target_on=target_on,
            note=typed["note"],
        )

    def refused(self, problem: WrongPosition) -> None:
        """Put what the action said beside its field."""
        self.add_error(f"{problem.field}_day" if problem.field.endswith("_on") else problem.field, str(problem))

    def _day(self, name: str) -> date | None:
        """A day that may be left out."""
        filled = any(str(self.cleaned_data.get(f"{name}_{part}") or "").strip() for part in PARTS_OF_A_DAY)
        return self.day_of(name) if filled else None


def _typed_before(before: Position) -> dict[str, Any]:
    """What is kept, as the form holds it."""
    values: dict[str, Any] = {
        "level": before.level,
        "agreed_with": before.agreed_with,
        "target_score": "" if before.target_score is None else before.target_score,
        "target_level": before.target_level,
        "note": before.note,
    }
    for name, day in (("agreed_on", before.agreed_on), ("target_on", before.target_on)):
        values |= {f"{name}_{part}": getattr(day, part) if day else "" for part in PARTS_OF_A_DAY}
    return values
