"""The form of which mails somebody gets: none but those that must be sent, or each kind as often as they choose."""

from collections.abc import Collection
from typing import Any

from django import forms

from everyweek.web.people.notifications.choices import is_possible
from everyweek.web.people.notifications.kinds import FREQUENCIES, NotificationKind
from everyweek.web.people.notifications.queries import ChosenFrequency, has_stopped_all

MODE = "mode"
NONE, EACH = "none", "each"
MODES = {
    NONE: "No e-mails at all, except those that ask something of me by a date",
    EACH: "E-mails as often as I choose for each kind below",
}


class MailChoicesForm(forms.Form):
    """The choice between none and each, and a field for each kind that can reach the reader, by its key."""

    def __init__(
        self, data: Any = None, *, chosen: tuple[ChosenFrequency, ...], kinds: Collection[NotificationKind]
    ) -> None:
        self.shown = tuple(choice for choice in chosen if choice.kind in kinds)
        stopped = has_stopped_all(chosen)
        super().__init__(data, initial={MODE: NONE if stopped else EACH, **self._frequencies(stopped)})
        self.fields[MODE] = forms.ChoiceField(
            label="Which e-mails you want",
            choices=list(MODES.items()),
            widget=forms.RadioSelect,
            error_messages={"required": "Choose which e-mails you want", "invalid_choice": "Choose one of the two"},
        )
        for choice in self.shown:
            self.fields[choice.kind.key] = _field_of(choice.kind, counts=not self._wants_none)

    @property
    def frequencies(self) -> dict[str, str] | None:
        """How often each of the kinds that are shown is wanted; None for no mails at all."""
        return (
            None if self._wants_none else {choice.kind.key: self.cleaned_data[choice.kind.key] for choice in self.shown}
        )

    @property
    def _wants_none(self) -> bool:
        return self.is_bound and self.data.get(MODE) == NONE

    def _frequencies(self, stopped: bool) -> dict[str, str]:
        """What is in force; while all are stopped, what comes back with a press of the other button."""
        return {choice.kind.key: (stopped and choice.before) or choice.frequency for choice in self.shown}


def _field_of(kind: NotificationKind, *, counts: bool) -> forms.ChoiceField:
    """counts : whether what is chosen in it is looked at."""
    return forms.ChoiceField(
        label=kind.title,
        choices=[(key, words) for key, words in FREQUENCIES.items() if is_possible(kind, key)],
        disabled=not counts,
        error_messages={
            "required": f"Choose how often: {kind.title}",
            "invalid_choice": _why_not(kind.must_mail),
        },
    )


def _why_not(must_mail: bool) -> str:
    if must_mail:
        return "These e-mails ask for something by a date, so they cannot be switched off. Choose how often."
    return "Choose one of the answers of the list."
