"""What is ticked and typed to choose priorities."""

from typing import Any

from django import forms

from everyweek.maturity.framework import Framework
from everyweek.web.assess.results.choosing import LONGEST_WHY
from everyweek.web.people.discussion.forms import TypedField


class PrioritiesForm(forms.Form):
    """Which themes, and why."""

    themes = forms.MultipleChoiceField(
        label="Which do you choose?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Choose from the list."},
    )
    why = TypedField(label="Why these?", longest=LONGEST_WHY)

    def __init__(self, *arguments: Any, framework: Framework, **more: Any) -> None:
        super().__init__(*arguments, **more)
        names = [(theme.key, theme.name) for theme in framework.themes]
        self.fields["themes"].choices = names  # type: ignore[attr-defined]
