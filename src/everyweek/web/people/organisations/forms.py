"""The forms on the page of one person."""

from collections.abc import Iterable
from typing import Any

from django import forms

from everyweek.reference import Directory
from everyweek.web.people.organisations.queries import code_as_kept
from everyweek.web.people.roles.catalogue import ROLES

LONGEST_WHY = 200
MOST_NAMED = 5


def titles(kinds: Iterable[str]) -> list[tuple[str, str]]:
    """Roles as choices."""
    return [(kind, ROLES[kind].title) for kind in kinds]


class KindForm(forms.Form):
    """A role to give."""

    kind = forms.ChoiceField(
        label="Role", error_messages={"required": "Choose a role", "invalid_choice": "Choose a role"}
    )

    def __init__(self, *args: Any, kinds: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="give-%s", **kwargs)
        self.fields["kind"].choices = [("", "Choose a role"), *titles(kinds)]  # type: ignore[attr-defined]


class WhyForm(forms.Form):
    """Why a role ends, or somebody leaves."""

    why = forms.CharField(
        label="Why (optional)",
        required=False,
        max_length=LONGEST_WHY,
        error_messages={"max_length": f"Say why in at most {LONGEST_WHY} characters"},
    )

    def __init__(self, *args: Any, about: str, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{about}-%s", **kwargs)


class MoveForm(forms.Form):
    """Another organisation, and the roles that they should have there."""

    to = forms.CharField(
        label="Organisation they move to", max_length=100, error_messages={"required": "Enter where they move to"}
    )
    kinds = forms.MultipleChoiceField(
        label="Their roles there",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one role that they should have there"},
    )

    def __init__(self, *args: Any, kinds: Iterable[str], known: Directory, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="move-%s", **kwargs)
        self.known = known
        self.fields["kinds"].choices = titles(kinds)  # type: ignore[attr-defined]

    def clean_to(self) -> str:
        """The code of the one organisation that is meant."""
        text = self.cleaned_data["to"]
        if self.known.has(code_as_kept(text)):
            return code_as_kept(text)
        found = self.known.find(text, limit=MOST_NAMED)
        named = [one for one in found if one.name.casefold() == " ".join(text.split()).casefold()]
        if len(named) == 1:
            return named[0].code
        if not found:
            raise forms.ValidationError(f"No organisation is found for “{text}”. Write its name or its code")
        if len(found) == 1:
            one = found[0]
            raise forms.ValidationError(f"Do you mean {one.name}? Then write its code, {one.code}")
        several = "; ".join(f"{one.code} {one.name}" for one in found)
        raise forms.ValidationError(f"Which one do you mean? Write its code: {several}")
