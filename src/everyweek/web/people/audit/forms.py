"""What is asked of the chain of changes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from everyweek.web.people.audit.days import NoSuchDay, day_meant
from everyweek.web.people.audit.queries import AuditFilters, AuditPage

LARGEST_NUMBER = 2**63 - 1


class DayField(forms.CharField):
    """A day in one input, in any of the ways in which people write one; what was typed stays there."""

    def clean(self, value: Any) -> date | None:
        """The day; None for nothing."""
        text = super().clean(value)
        try:
            return day_meant(text) if text else None
        except NoSuchDay as problem:
            raise ValidationError(str(problem)) from problem


class FilterForm(forms.Form):
    """The filters of the page; whatever is left empty does not narrow."""

    person = forms.EmailField(label="E-mail address of a person", required=False)
    action = forms.ChoiceField(label="What was done", required=False)
    organisation = forms.CharField(label="Code of an organisation", required=False, max_length=12)
    network = forms.SlugField(label="Network, as in its address", required=False, max_length=60)
    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False)

    def __init__(self, asked: Mapping[str, str], *, actions: tuple[tuple[str, str], ...]) -> None:
        super().__init__(asked)
        self.fields["action"].choices = [("", "Anything"), *actions]

    def clean_organisation(self) -> str:
        """A code however it was typed."""
        code: str = self.cleaned_data["organisation"].strip()
        return code.lower() if code.lower() == "england" else code.upper()

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day is before the first. Swap them, or leave one empty.")
        return self.cleaned_data

    def filters(self, *, person: int | None) -> AuditFilters:
        """What is asked. person: the number of whoever has the address."""
        since, until = (self.cleaned_data.get(name) for name in ("since", "until"))
        return AuditFilters(
            person=person,
            action=self.cleaned_data.get("action", ""),
            organisation=self.cleaned_data.get("organisation", ""),
            network=self.cleaned_data.get("network", ""),
            since=since if isinstance(since, date) else None,
            until=until if isinstance(until, date) else None,
        )

    def asked(self) -> dict[str, str]:
        """The parts of the address that ask for the same again."""
        return {name: str(value) for name in self.fields if (value := self.cleaned_data.get(name))}


def page_asked(asked: Mapping[str, str]) -> AuditPage:
    """Which part of the list; the newest when the address names no number."""
    before, after = (_number(asked.get(name, "")) for name in ("before", "after"))
    return AuditPage(before=before, after=None if before is not None else after)


def _number(text: str) -> int | None:
    return min(int(text), LARGEST_NUMBER) if text.isascii() and text.isdigit() and len(text) < 20 else None
