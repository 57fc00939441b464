"""What is settled about an organisation, as typed."""

from django import forms

from everyweek.web.people.organisations.actions import MOST_CHAMPIONS
from everyweek.web.people.organisations.queries import SettingsSeen


class SettingsForm(forms.Form):
    """The settings of an organisation, with the version that the reader had before them."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    email_domains = forms.CharField(label="Its e-mail addresses end in", required=False, max_length=3000)
    champion_places = forms.IntegerField(
        label="Champions it may nominate",
        required=False,
        min_value=1,
        max_value=MOST_CHAMPIONS,
        error_messages={"invalid": "Write a whole number, or nothing for the rule of the round."},
    )

    @classmethod
    def of(cls, settings: SettingsSeen) -> "SettingsForm":
        """The form as the page is opened."""
        return cls(
            initial={
                "version": settings.version,
                "email_domains": "\n".join(settings.email_domains),
                "champion_places": settings.champion_places,
            }
        )
