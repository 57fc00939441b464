"""The forms by which a network is begun and changed. What they mean is checked once, by the draft."""

from typing import Any

from django import forms

from everyweek.web.people.networks.errors import NotANetwork
from everyweek.web.people.networks.making.draft import WITHOUT_A_NAME, Draft, groups_to_choose
from everyweek.web.people.networks.models import FOCUS, JOINING, KINDS, Network

LONGEST_TYPED = 20_000
"""So much is read of a field; the draft says how long it may be, so that nothing is cut unseen."""


class NetworkForm(forms.Form):
    """What a network says of itself. version : of the network that the page showed."""

    name = forms.CharField(label="Name", required=False, max_length=LONGEST_TYPED)
    kind = forms.ChoiceField(label="Kind", widget=forms.RadioSelect, error_messages={"required": "Choose a kind"})
    purpose = forms.CharField(
        label="What it is for", required=False, max_length=LONGEST_TYPED, widget=forms.Textarea, strip=True
    )
    footprint = forms.CharField(label="For whom (optional)", required=False, max_length=LONGEST_TYPED)
    focus = forms.ChoiceField(label="Focus", required=False, choices=list(FOCUS.items()), widget=forms.RadioSelect)
    joining = forms.ChoiceField(
        label="How people join",
        choices=list(JOINING.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how people join"},
    )
    group_key = forms.ChoiceField(label="Figures of", required=False)
    sure = forms.BooleanField(label="Yes, more people shall see more", required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    def __init__(self, *args: Any, kinds: tuple[str, ...], group_key: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, KINDS[kind]) for kind in kinds]  # type: ignore[attr-defined]
        if kinds == ("learning_network",):  # which is never private
            open_or_asked = [(value, text) for value, text in JOINING.items() if value != "private"]
            self.fields["joining"].choices = open_or_asked  # type: ignore[attr-defined]
        groups = [("", "No group of organisations"), *groups_to_choose(group_key)]
        self.fields["group_key"].choices = groups  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A name that is missing is said together with what else is, not after it."""
        if not self.cleaned_data.get("name", "").strip() and "name" not in self.errors:
            self.add_error("name", WITHOUT_A_NAME)
        return self.cleaned_data

    def draft(self) -> Draft:
        """What was typed."""
        return Draft(**{name: self.cleaned_data[name] for name in Draft.__dataclass_fields__})

    def say(self, problem: NotANetwork) -> None:
        """What is wrong, at the field that it is about."""
        self.add_error(problem.field if problem.field in self.fields else None, str(problem))


class AppointForm(forms.Form):
    """Who is to lead a network."""

    email = forms.CharField(
        label="Their e-mail address",
        max_length=254,
        error_messages={"required": "Enter the e-mail address of whoever is to lead it"},
    )


def kinds_offered(network: Network, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds that a network can become, with the one it is."""
    if network.is_learning_network:
        return (network.kind,)
    return tuple(kind for kind in KINDS if kind in kinds or kind == network.kind)
