"""The forms of places. What a value must be is checked by the actions."""

from typing import Any

from django import forms

from everyweek.reference import Directory
from everyweek.web.assess.places.asked import PartyAsked, PlaceAsked
from everyweek.web.assess.places.models import LONGEST_NAME, Place
from everyweek.web.assess.places.typed import TYPED, as_typed, parties_typed
from everyweek.web.assess.vocabulary import PARTIES

MOST_PASTED = 200_000


def _lines(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea, max_length=4000)


class PlaceForm(forms.Form):
    """A place and its parties, one in a line."""

    name = forms.CharField(label="Name of the place", required=False, max_length=4 * LONGEST_NAME)
    about = forms.CharField(label="What belongs to it", required=False, widget=forms.Textarea)
    acute = _lines("Acute hospitals")
    community = _lines("Community services")
    ambulance = _lines("Ambulance service")
    local_authority = _lines("Local authorities")

    def __init__(self, *arguments: Any, known: Directory, system: str, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.known, self.system = known, system
        self.parties: tuple[PartyAsked, ...] = ()

    def clean(self) -> dict[str, Any]:
        """The parties, with every line that means none beside its field."""
        found: list[PartyAsked] = []
        for one in parties_typed(self.cleaned_data, known=self.known):
            if isinstance(one, PartyAsked):
                found.append(one)
            else:
                self.add_error(*one)
        self.parties = tuple(found)
        return self.cleaned_data

    def asked(self) -> PlaceAsked:
        """The place, of a form that is valid."""
        return PlaceAsked(self.cleaned_data["name"], self.system, self.parties, self.cleaned_data["about"])


class NewPlaceForm(PlaceForm):
    """A place that is to be made: its address may be chosen."""

    key = forms.CharField(label="Word for its address", required=False, max_length=200)
    field_order = ("name", "key", "about", *TYPED)

    def asked(self) -> PlaceAsked:
        """The place, of a form that is valid."""
        one = super().asked()
        return PlaceAsked(one.name, one.system, one.parties, one.about, self.cleaned_data["key"])


class NameForm(forms.Form):
    """Somebody who is to take part."""

    email = forms.CharField(label="Their e-mail address", required=False, max_length=254)
    party = forms.ChoiceField(
        label="For whom they take part",
        choices=tuple(PARTIES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for whom they take part", "invalid_choice": "Choose one of these"},
    )
    leads = forms.BooleanField(label="They lead the assessment of this place", required=False)


class PlacesSheetForm(forms.Form):
    """A table of places: pasted, or in a file."""

    pasted = forms.CharField(label="Paste the rows", required=False, widget=forms.Textarea, strip=False)
    file = forms.FileField(label="Or choose a file", required=False, allow_empty_file=True)

    def clean(self) -> dict[str, Any]:
        """One of the two, and not both."""
        found = self.cleaned_data
        pasted, file = found.get("pasted") or "", found.get("file")
        if len(pasted) > MOST_PASTED:
            self.add_error("pasted", f"That is more than {MOST_PASTED:,} characters. Send it as a file")
        elif pasted.strip() and file:
            self.add_error("file", "Paste rows or choose a file, not both at once. Nothing was made")
        elif not pasted.strip() and not file and "file" not in self.errors:
            self.add_error("pasted", "Paste the rows of the places, or choose a file")
        return found


def initial_of(place: Place) -> dict[str, str]:
    """What the form of a place holds at first."""
    return {"name": place.name, "about": place.about, **as_typed(list(place.parties.all()))}
