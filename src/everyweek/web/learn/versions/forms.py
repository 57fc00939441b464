"""What is typed to publish a change, and to say what should be better. The sentences are shown beside a field."""

from collections.abc import Iterable
from typing import Any

from django import forms

from everyweek.web.learn.library.vocabulary import STATUSES
from everyweek.web.learn.versions.models import (
    LONGEST_ANSWER,
    LONGEST_CHANGED,
    LONGEST_FEEDBACK,
    LONGEST_PART,
    Feedback,
)
from everyweek.web.learn.versions.numbers import wrong_with
from everyweek.web.learn.versions.publishing import Answer, Wanted
from everyweek.web.people.discussion.forms import LineField, TypedField
from everyweek.web.people.discussion.typed_number import typed_number

LONGEST_NUMBER = 11
ANSWERS = {
    "done": "This answers it: we did …",
    "declined": "Not taken up, because …",
    "waiting": "Leave it for a later version",
}
WANTS_WORDS = {
    "done": "Say in a sentence what you did about it.",
    "declined": "Say in a sentence why it is not taken up.",
}


class PublishForm(forms.Form):
    """What changed, and why; of a guide the number and the status of its version; and answers to what readers said."""

    changed = TypedField(
        label="What changed?",
        longest=LONGEST_CHANGED,
        empty="Say in a sentence what changed: those who follow it read this.",
    )
    why = TypedField(label="Why?", longest=LONGEST_CHANGED)
    number = LineField(label="Number of this version", longest=LONGEST_NUMBER)
    status = forms.ChoiceField(
        label="How far has it been tried?",
        choices=list(STATUSES.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose how far it has been tried.",
            "invalid_choice": "Choose one of the three.",
        },
    )
    looked_at = forms.BooleanField(
        label="I looked at each of these, and none of them is about a patient", required=False
    )

    def __init__(
        self, *arguments: Any, of_guide: bool, numbers: Iterable[str], must_look: bool, waiting: Iterable[Feedback],
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*arguments, **more)
        self.numbers, self.must_look, self.waiting = tuple(numbers), must_look, tuple(waiting)
        if not of_guide:
            del self.fields["number"], self.fields["status"]
        for one in self.waiting:
            self.fields[f"answer-{one.pk}"] = forms.ChoiceField(
                label="Your answer",
                choices=list(ANSWERS.items()),
                widget=forms.RadioSelect,
                initial="waiting",
                required=False,
                error_messages={"invalid_choice": "Choose one of the answers."},
            )
            self.fields[f"words-{one.pk}"] = TypedField(label="In a sentence", longest=LONGEST_ANSWER)

    def clean_number(self) -> str:
        """A number greater than those before. Raises ValidationError."""
        number: str = self.cleaned_data["number"]
        if problem := wrong_with(number, self.numbers):
            raise forms.ValidationError(problem)
        return number

    def clean(self) -> dict[str, Any]:
        """The sentences for what belongs together."""
        cleaned = super().clean() or {}
        if self.must_look and not cleaned.get("looked_at"):
            self.add_error("looked_at", "Tick that you looked at each of these, or go back and take them out.")
        for one in self.waiting:
            wanted = WANTS_WORDS.get(cleaned.get(f"answer-{one.pk}", ""))
            if wanted and cleaned.get(f"words-{one.pk}") == "":
                self.add_error(f"words-{one.pk}", wanted)
        return cleaned

    def all_words(self) -> str:
        """Everything that was typed in words, for a page that has no form any more to show it in."""
        names = ("changed", "why", *(name for name in self.data if name.startswith("words-")))
        return "\n\n".join(filter(None, (self.data.get(name, "") for name in names)))

    def wanted(self) -> Wanted:
        """What was typed, of a form without errors.

        An answer to feedback that does not wait any more stays among the answers, for the action to refuse.
        """
        typed = self.cleaned_data
        answers = {
            one.pk: Answer(typed[f"answer-{one.pk}"], typed[f"words-{one.pk}"])
            for one in self.waiting
            if typed[f"answer-{one.pk}"] in WANTS_WORDS
        }
        for name, value in self.data.items():
            number = typed_number(name.removeprefix("answer-"))
            if number and value in WANTS_WORDS and number not in {one.pk for one in self.waiting}:
                answers[number] = Answer(str(value), "")
        return Wanted(
            changed=typed["changed"],
            why=typed["why"],
            number=typed.get("number", ""),
            status=typed.get("status", ""),
            looked_at_signs=typed["looked_at"],
            answers=answers,
        )


class FeedbackForm(forms.Form):
    """What should be better."""

    words = TypedField(
        label="What should be better?",
        longest=LONGEST_FEEDBACK,
        empty="Say what should be better, in a sentence or two.",
    )
    part = LineField(label="Which part do you mean?", longest=LONGEST_PART)


class RemovalForm(forms.Form):
    """Why feedback is removed."""

    why = LineField(
        label="Why do you remove it? Whoever wrote it reads this",
        longest=LONGEST_PART,
        empty="Say why you remove it: whoever wrote it reads this.",
    )
