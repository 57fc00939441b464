"""What is typed on the pages of people."""

from typing import Any

from django import forms

from everyweek.web.people.administration.places import NoSuchPlace, network_meant, organisation_meant
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.roles.catalogue import ROLES


class GiveRoleForm(forms.Form):
    """A role, and where it is to be held."""

    kind = forms.ChoiceField(
        label="Role",
        choices=[("", "Choose a role"), *((role.key, role.title) for role in ROLES.values())],
        error_messages={"required": "Choose a role."},
    )
    organisation = forms.CharField(label="Organisation", required=False, max_length=200)
    network = forms.CharField(label="Or network", required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        """One place at most, and one that there is."""
        try:
            self.cleaned_data["code"] = organisation_meant(self.cleaned_data.get("organisation", ""), directory())
        except NoSuchPlace as problem:
            self.add_error("organisation", str(problem))
        try:
            self.cleaned_data["found_network"] = network_meant(self.cleaned_data.get("network", ""))
        except NoSuchPlace as problem:
            self.add_error("network", str(problem))
        if self.cleaned_data.get("code") and self.cleaned_data.get("found_network"):
            self.add_error("network", "A role is held at an organisation or in a network. Leave one of them empty.")
        return self.cleaned_data


class WhyForm(forms.Form):
    """A reason, which the person reads too."""

    why = forms.CharField(label="Why (they can read it)", required=False, max_length=200)
