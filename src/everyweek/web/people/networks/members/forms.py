"""The forms of members."""

from django import forms

from everyweek.web.people.networks.members.actions import GIVEN_BY_LEADS, LONGEST_REASON
from everyweek.web.people.roles.catalogue import ROLES


class RolesForm(forms.Form):
    """What somebody does in the network."""

    roles = forms.MultipleChoiceField(
        label="What they do in this network",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(kind, ROLES[kind].title) for kind in GIVEN_BY_LEADS],
        error_messages={"invalid_choice": "Choose from the list"},
    )


class RemoveForm(forms.Form):
    """Why somebody is taken out."""

    why = forms.CharField(
        label="Why",
        max_length=LONGEST_REASON,
        error_messages={
            "required": "Say why: it is kept",
            "max_length": f"Say why in at most {LONGEST_REASON} characters",
        },
    )
