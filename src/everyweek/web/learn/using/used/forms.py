"""What is typed to tell that a resource was used. The sentences are what a page shows beside a field."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from everyweek.measures import MEASURES
from everyweek.web.design.wording import month
from everyweek.web.learn.library.models import LONGEST_NAME
from everyweek.web.learn.library.origins import organisation_typed
from everyweek.web.learn.library.when import EARLIEST, read_when
from everyweek.web.learn.using.fields import ScannedField, ScannedLine
from everyweek.web.learn.using.models import LONGEST_CLAIM, LONGEST_HAPPENED, LONGEST_WHY, OUTCOMES, Use
from everyweek.web.learn.using.used.actions import WhatWasTold
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.reader import Reader

WRITE_A_MONTH = "Write the month in which it began, such as March 2025."


class UseForm(forms.Form):
    """Where a resource was used, since when, and what came of it. first: measures that it should move."""

    organisation = ScannedLine(
        label="Where did you use it?", longest=LONGEST_NAME, empty="Write at which organisation it was used."
    )
    since = ScannedLine(label="Since when?", longest=40, empty=WRITE_A_MONTH)
    happened = ScannedField(
        label="What happened?", longest=LONGEST_HAPPENED, empty="Write what happened, in a few sentences."
    )
    outcome = forms.ChoiceField(
        label="How did it go?",
        choices=list(OUTCOMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it went.", "invalid_choice": "Choose how it went from the list."},
    )
    measure = forms.ChoiceField(
        label="Which measure should have moved, if there is one?",
        required=False,
        error_messages={"invalid_choice": "“%(value).60s” is no measure of the catalogue. Choose from the list."},
    )
    before = ScannedLine(label="What was it before?", longest=LONGEST_CLAIM)
    after = ScannedLine(label="What was it after?", longest=LONGEST_CLAIM)

    def __init__(self, *arguments: Any, today: date, first: Iterable[str], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.today = today
        named = [name for name in first if name in MEASURES]
        others = sorted(set(MEASURES) - set(named), key=lambda name: MEASURES[name].title)
        choices = [("", "None, or I do not know"), *((name, MEASURES[name].title) for name in [*named, *others])]
        self.fields["measure"].choices = choices  # type: ignore[attr-defined]

    def clean_since(self) -> date:
        """The first day of the month. Raises ValidationError."""
        typed = self.cleaned_data["since"]
        try:
            kept = read_when(typed, today=self.today)
        except ValueError as error:
            is_date = str(error).startswith("Give a date")
            between = f"“{typed}” is not between {EARLIEST} and this month. Write the month in which it began."
            raise ValidationError(between if is_date else WRITE_A_MONTH) from error
        if len(kept) < len("2025-03"):
            raise ValidationError(WRITE_A_MONTH)
        return date.fromisoformat(f"{kept[:7]}-01")

    def told(self) -> WhatWasTold:
        """What was told, of a form without errors. An organisation that nobody knows is kept by its name."""
        typed = dict(self.cleaned_data)
        return WhatWasTold(place=organisation_typed(typed.pop("organisation")), **typed)


def place_of(reader: Reader) -> str:
    """Where somebody is, as they would type it; "" for who is at no organisation, or at several."""
    codes = [code for code in reader.organisations() if directory().has(code)]
    return f"{directory().organisation(codes[0]).name} ({codes[0]})" if len(codes) == 1 else ""


def use_as_typed(use: Use) -> dict[str, Any]:
    """What the form begins with, for changing."""
    kept = {name: getattr(use, name) for name in ("happened", "outcome", "measure", "before", "after")}
    return {
        **kept,
        "organisation": f"{use.name} ({use.code})" if use.code else use.name,
        "since": month(use.since),
    }


class TakeAwayForm(forms.Form):
    """Why something that another wrote is taken away."""

    why = ScannedLine(label="Why do you remove it?", longest=LONGEST_WHY)
