"""The form of how often each kind of thing is mailed."""

from typing import Any

from django import forms

from everyweek.web.people.notifications.choices import is_possible
from everyweek.web.people.notifications.kinds import FREQUENCIES, KINDS
from everyweek.web.people.notifications.queries import ChosenFrequency


class MailChoicesForm(forms.Form):
    """A field for each kind, by its key."""

    def __init__(self, data: Any = None, *, chosen: tuple[ChosenFrequency, ...]) -> None:
        super().__init__(data, initial={choice.kind.key: choice.frequency for choice in chosen})
        for kind in KINDS.values():
            self.fields[kind.key] = forms.ChoiceField(
                label=kind.title,
                choices=[(key, words) for key, words in FREQUENCIES.items() if is_possible(kind, key)],
                error_messages={
                    "required": f"Choose how often: {kind.title}",
                    "invalid_choice": _why_not(kind.must_mail),
                },
            )


def _why_not(must_mail: bool) -> str:
    if must_mail:
        return "These e-mails ask for something by a date, so they cannot be switched off. Choose how often."
    return "Choose one of the answers of the list."
