"""The forms of rounds. What a value must be is checked by the actions; a form reads days and times."""

from collections.abc import Sequence
from typing import Any

from django import forms

from everyweek.web.assess.frameworks.models import FrameworkVersion
from everyweek.web.assess.rounds.asked import LONGEST_TITLE, WITHOUT_A_TITLE, RoundAsked
from everyweek.web.assess.rounds.models import AssessmentRound
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.people.champions.deadlines import begin_of
from everyweek.web.people.champions.forms import DaysForm, LongerForm, parts_of

__all__ = ["AddPlacesForm", "LongerForm", "NewRoundForm", "RoundForm", "initial_of", "parts_of"]

EVERY, OF_REGIONS, OF_SYSTEMS, CHOSEN = "every", "regions", "systems", "chosen"
NOT_A_DAY = "Write the day as numbers, such as 21 7 2026"
Choices = Sequence[tuple[str, str]]


def _part() -> forms.CharField:
    return forms.CharField(required=False, max_length=4, error_messages={"max_length": NOT_A_DAY})


def _ticks(label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose among those that are offered"},
    )


class RoundForm(DaysForm):
    """A round. frameworks: versions to choose from; rounds: those that may come before it."""

    title = forms.CharField(label="Title", required=False, max_length=4 * LONGEST_TITLE)
    about = forms.CharField(label="What it is about", required=False, widget=forms.Textarea)
    framework = forms.ChoiceField(
        label="Framework",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a framework", "invalid_choice": "Choose a framework that is offered"},
    )
    parties = _ticks("Whose answers are asked for")
    opens_day, opens_month, opens_year = _part(), _part(), _part()
    deadline_day, deadline_month, deadline_year = _part(), _part(), _part()
    deadline_time = forms.CharField(label="Time of the deadline", required=False, initial="12:00", max_length=20)
    previous = forms.ChoiceField(
        label="The round before",
        required=False,
        error_messages={"invalid_choice": "Choose a round that is offered, or none"},
    )

    def __init__(
        self, *arguments: Any, frameworks: Sequence[FrameworkVersion], rounds: Sequence[AssessmentRound], **more: Any
    ) -> None:
        super().__init__(*arguments, **more)
        self.frameworks = {str(one.pk): one for one in frameworks}
        self.rounds = {one.key: one for one in rounds}
        fields: Any = self.fields
        fields["framework"].choices = [
            (key, f"{one.title}, version {one.version}") for key, one in self.frameworks.items()
        ]
        fields["parties"].choices = list(PARTIES.items())
        fields["previous"].choices = [("", "None"), *((one.key, one.title) for one in rounds)]

    def clean(self) -> dict[str, Any]:
        """Both instants, when the days and the time give any."""
        if not self.cleaned_data.get("title", "").strip() and "title" not in self.errors:
            self.add_error("title", WITHOUT_A_TITLE)
        opens = self.day_of("opens")
        self.cleaned_data["opens_at"] = begin_of(opens) if opens else None
        self.cleaned_data["deadline_at"] = self.instant_of("deadline")
        return self.cleaned_data

    def asked(self, *, system: str) -> RoundAsked:
        """The round, of a form that is valid."""
        found = self.cleaned_data
        return RoundAsked(
            title=found["title"],
            framework=self.frameworks[found["framework"]],
            opens_at=found["opens_at"],
            deadline_at=found["deadline_at"],
            parties=tuple(found["parties"]),
            about=found["about"],
            system=system,
            previous=self.rounds.get(found["previous"]),
        )


class NewRoundForm(RoundForm):
    """A round with the places that it asks: of the country, or of one board."""

    which = forms.ChoiceField(
        label="Which places are asked",
        widget=forms.RadioSelect,
        initial=EVERY,
        error_messages={"required": "Choose which places are asked", "invalid_choice": "Choose one of these"},
    )
    regions = _ticks("Regions")
    systems = _ticks("Systems")
    places = _ticks("Places")

    def __init__(
        self,
        *arguments: Any,
        of_a_system: bool,
        regions: Choices = (),
        systems: Choices = (),
        places: Choices = (),
        **more: Any,
    ) -> None:
        super().__init__(*arguments, **more)
        self.of_a_system = of_a_system
        fields: Any = self.fields
        fields["regions"].choices, fields["systems"].choices, fields["places"].choices = regions, systems, places
        of_the_country = (
            (EVERY, "Every place"),
            (OF_REGIONS, "Those of some regions"),
            (OF_SYSTEMS, "Those of some systems"),
        )
        fields["which"].choices = (
            ((EVERY, "Every place of the system"), (CHOSEN, "Some of them")) if of_a_system else of_the_country
        )

    def clean(self) -> dict[str, Any]:
        """Something must be ticked when it shall choose."""
        found = super().clean()
        for which, field, what in (
            (OF_REGIONS, "regions", "region"),
            (OF_SYSTEMS, "systems", "system"),
            (CHOSEN, "places", "place"),
        ):
            if found.get("which") == which and not found.get(field) and field not in self.errors:
                self.add_error(field, f"Choose at least one {what}, or every place")
        return found


class AddPlacesForm(forms.Form):
    """Places that join a round."""

    places = _ticks("Places that are not in the round yet")

    def __init__(self, *arguments: Any, places: Choices, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["places"].choices = places  # type: ignore[attr-defined]


def initial_of(found: AssessmentRound) -> dict[str, Any]:
    """What the form of a round holds at first."""
    return {
        "title": found.title,
        "about": found.about,
        "framework": str(found.framework_id),
        "parties": list(found.parties),
        "previous": found.previous.key if found.previous else "",
        **parts_of("deadline", found.deadline_at),
        **parts_of("opens", found.opens_at),
    }
