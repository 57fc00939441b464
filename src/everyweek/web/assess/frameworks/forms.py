"""The form by which a framework is added."""

from collections.abc import Sequence
from typing import Any

from django import forms

EVERYBODY = "*"
"""Stands for a framework that everybody may use, as no code of a board can."""


class FrameworkForm(forms.Form):
    """A file, and whose framework it is. owners: those to choose from, as (code, name)."""

    file = forms.FileField(
        label="The framework",
        allow_empty_file=True,
        error_messages={"required": "Choose a file with the framework"},
    )
    owner = forms.ChoiceField(
        label="Who may use it",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who may use it", "invalid_choice": "Choose one of these"},
    )

    def __init__(self, *arguments: Any, owners: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        if len(owners) == 1:
            self.fields["owner"].initial = owners[0][0]

    def system(self) -> str:
        """The board whose own it is; "" for one that everybody may use."""
        owner: str = self.cleaned_data["owner"]
        return "" if owner == EVERYBODY else owner
