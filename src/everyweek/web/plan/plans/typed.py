"""What the forms of plans share: days in three boxes that may stay empty, and fields in the order of the page."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from everyweek.web.design.fields import choice_field, field, tick_field
from everyweek.web.people.champions.forms import PARTS_OF_A_DAY, DaysForm
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.plan.plans.errors import NotAPlan

Parameters = dict[str, Any]
LONGEST_DAY_PART = 4


def day_part() -> forms.CharField:
    """One of the three boxes of a day."""
    return forms.CharField(
        required=False, max_length=LONGEST_DAY_PART, error_messages={"max_length": "Write the day as 21 7 2026"}
    )


class PlanPartForm(DaysForm):
    """A form of a part of a plan.

    days  : by the name of a day, its words and its hint. hints : by the name of a field, a line below its words.
    rows  : of a field of several lines.
    """

    days: ClassVar[dict[str, tuple[str, str]]] = {}
    hints: ClassVar[dict[str, str]] = {}
    rows: ClassVar[dict[str, int]] = {}

    def optional_day(self, name: str) -> date | None:
        """The day of three boxes; None when nothing stands in them, or what stands there is no day."""
        typed = (str(self.cleaned_data.get(f"{name}_{part}") or "").strip() for part in PARTS_OF_A_DAY)
        return self.day_of(name) if any(typed) else None

    def clean(self) -> dict[str, Any]:
        """Every day beside what was typed elsewhere."""
        for name in self.days:
            self.cleaned_data[name] = self.optional_day(name)
        return self.cleaned_data

    def add_problem(self, problem: NotAPlan) -> None:
        """Say beside the field what is wrong with it; of a field that is not there, on top."""
        named = next((name for name in (problem.field, f"{problem.field}_day") if name in self.fields), None)
        self.add_error(named, str(problem))

    @property
    def parts(self) -> Iterator[tuple[str, Parameters]]:
        """Each field with the macro that shows it, in the order of the page."""
        for bound in self:
            name, _, part = bound.name.rpartition("_")
            if name in self.days and part in PARTS_OF_A_DAY:
                if part == "day":
                    legend, hint = self.days[name]
                    yield "date", self.date_input(name, legend=legend, hint=hint)
            else:
                yield self._part(bound)

    def _part(self, bound: BoundField) -> tuple[str, Parameters]:
        hint, shown = self.hints.get(bound.name, ""), bound.field
        if isinstance(shown, forms.BooleanField):
            return "tick", tick_field(bound, hint=hint)
        if isinstance(shown, forms.MultipleChoiceField):
            return "checkboxes", choice_field(bound, hint=hint)
        if isinstance(shown, forms.ChoiceField):
            kind = "radios" if isinstance(shown.widget, forms.RadioSelect) else "select"
            return kind, choice_field(bound, hint=hint)
        if isinstance(shown.widget, forms.Textarea):
            return "textarea", field(bound, hint=hint, rows=self.rows.get(bound.name, 4))
        return "input", field(bound, hint=hint, autocomplete="off")


def day_as_typed(name: str, day: date | None) -> dict[str, str]:
    """What the three boxes of a day hold."""
    if day is None:
        return {}
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def number_or_none(text: str) -> int | None:
    """A number of a choice; None for the choice of nothing, and for what is no number."""
    return typed_number(text) or None
