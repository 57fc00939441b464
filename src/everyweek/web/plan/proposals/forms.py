"""What is typed to offer a plan, and to decide about it."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from everyweek.web.learn.using.fields import ScannedField
from everyweek.web.people.models import Network
from everyweek.web.plan.proposals.actions import DECISIONS, LONGEST


class OfferForm(forms.Form):
    """A plan to be offered."""

    network = forms.ChoiceField(
        label="To which network?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the network.", "invalid_choice": "Choose a network that you are in."},
    )
    words = ScannedField(
        label="Why should others try this?",
        longest=LONGEST,
        empty="Write in a few sentences why others should try this.",
    )
    asks_for = ScannedField(label="What do you ask for?", longest=LONGEST)

    def __init__(self, *arguments: Any, networks: Iterable[Network], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.networks = {one.key: one for one in networks}
        self.fields["network"].choices = [(key, one.name) for key, one in self.networks.items()]  # type: ignore[attr-defined]

    def chosen(self) -> Network:
        """The network, of a form without errors."""
        return self.networks[self.cleaned_data["network"]]


class StepForm(forms.Form):
    """A form of the page of one offer, which has several with the same fields: each has names of its own for them."""

    begins: ClassVar[str]

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, auto_id=f"{self.begins}-%s", **more)


class DecisionForm(StepForm):
    """What a lead decides, and why."""

    begins = "decision"
    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=list(DECISIONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide.", "invalid_choice": "Choose one of the decisions."},
    )
    words = ScannedField(
        label="Why, or what do you ask?",
        longest=LONGEST,
        empty="Say why, or what you ask: those who work on the plan read it.",
    )


class AnswerForm(StepForm):
    """The answer to a question."""

    begins = "answer"
    words = ScannedField(label="Your answer", longest=LONGEST, empty="Write the answer.")


class TakeBackForm(StepForm):
    """Why an offer is taken back."""

    begins = "back"
    words = ScannedField(label="Why do you take it back? You may leave this empty", longest=LONGEST)
