"""What is typed to share something, and to review it. The sentences are what a page shows beside a field."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from everyweek.web.design.wording import capitalised
from everyweek.web.learn.library.draft import ResourceDraft
from everyweek.web.learn.library.forms import ContentForm, NameForm, content_as_typed
from everyweek.web.learn.library.presenters import GRADES
from everyweek.web.learn.sharing.models import LONGEST_WORDS
from everyweek.web.learn.sharing.reviewing import DECISIONS
from everyweek.web.people.discussion.forms import TypedField
from everyweek.web.people.models import Network

EVERYBODY = "*"
"""Stands for everybody, as no key of a network can. It must be chosen: what was for a network that its contributor has
left would otherwise be for everybody as soon as they save again."""


class BeginForm(NameForm):
    """The first step."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["kind"].label = "What do you want to share?"


class ShareForm(ContentForm):
    """Everything that a contributor says, and who may read it."""

    network = forms.ChoiceField(
        label="Who may read it?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose who may read it.",
            "invalid_choice": "Choose everybody, or a network that you are in.",
        },
    )

    def __init__(self, *arguments: Any, networks: Iterable[Network], today: date, **more: Any) -> None:
        super().__init__(*arguments, today=today, **more)
        self.networks = {network.key: network for network in networks}
        names = [(key, f"Only members of {one.name}") for key, one in self.networks.items()]
        self.fields["network"].choices = [(EVERYBODY, "Everybody"), *names]  # type: ignore[attr-defined]

    def clean_network(self) -> Network | None:
        """The network, or None for everybody."""
        return self.networks.get(self.cleaned_data["network"])


def as_typed_before(draft: ResourceDraft, network: Network | None) -> dict[str, Any]:
    """What the form begins with."""
    return {**content_as_typed(draft), "network": network.key if network else EVERYBODY}


class SendForm(forms.Form):
    """What a contributor declares when they send it in."""

    rights = forms.BooleanField(
        label="I may share this: it is my own work, or those whose work it is agreed",
        required=False,
    )
    no_patients = forms.BooleanField(
        label="Nothing in it lets anybody know who a patient is",
        required=False,
    )
    looked_at = forms.BooleanField(
        label="I looked at each of these, and none of them is about a patient", required=False
    )
    words = TypedField(label="A word to the reviewers, if there is something to say", longest=LONGEST_WORDS)

    def __init__(self, *arguments: Any, must_look: bool, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.must_look = must_look

    def clean(self) -> dict[str, Any]:
        """The sentences for each box that is not ticked."""
        cleaned = super().clean() or {}
        if not cleaned.get("rights"):
            self.add_error("rights", "Tick that you may share this. If you may not, ask whose work it is first.")
        if not cleaned.get("no_patients"):
            self.add_error("no_patients", "Tick that it says nothing by which a patient could be known.")
        if self.must_look and not cleaned.get("looked_at"):
            self.add_error("looked_at", "Tick that you looked at each of these, or go back and take them out.")
        return cleaned


def _grades() -> list[tuple[str, str]]:
    return [(grade, capitalised(words)) for grade, words in GRADES.items()]


class ReviewForm(forms.Form):
    """What a reviewer decides, and why."""

    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=list(DECISIONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide.", "invalid_choice": "Choose one of the decisions."},
    )
    words = TypedField(
        label="Why? The contributor reads this",
        longest=LONGEST_WORDS,
        empty="Say why in a sentence or two: the contributor reads it.",
    )
    evidence = forms.ChoiceField(
        label="If you accept it: what do its effects rest on?",
        choices=[("", "It claims no effect, or that is not for me to say"), *_grades()],
        required=False,
        error_messages={"invalid_choice": "Choose from the list."},
    )
