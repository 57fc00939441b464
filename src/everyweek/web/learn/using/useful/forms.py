"""What is typed to say whether a resource was useful."""

from typing import Any

from django import forms

from everyweek.web.learn.using.fields import ScannedField
from everyweek.web.learn.using.models import LONGEST_REASON


class OpinionForm(forms.Form):
    """Yes or no, and why."""

    answer = forms.ChoiceField(
        label="Was this useful?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no.", "invalid_choice": "Choose yes or no."},
    )
    reason = ScannedField(label="Why?", longest=LONGEST_REASON)

    def clean(self) -> dict[str, Any]:
        """A no has a reason."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") == "no" and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Say in a few words what was missing or wrong, so that it can be put right.")
        return cleaned
