"""What is typed to register a change, and to withdraw it."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from everyweek.measures import MEASURES, find_measure
from everyweek.web.learn.using.fields import ScannedLine
from everyweek.web.plan.actions.models import Action
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.plans.typed import PlanPartForm, day_as_typed, day_part
from everyweek.web.plan.plans.values import read_difference
from everyweek.web.plan.working.actions import DIRECTIONS, LONGEST_REASON, RegistrationAsked


def measures_to_choose(plan: ImprovementPlan) -> list[tuple[str, str]]:
    """All measures, those that the plan names already first."""
    named = [*plan.aims.values_list("measure", flat=True), *plan.actions.values_list("measure", flat=True)]
    first = [name for name in dict.fromkeys(named) if name in MEASURES]
    rest = sorted((name for name in MEASURES if name not in first), key=lambda name: MEASURES[name].title)
    return [("", "Choose a measure"), *((name, MEASURES[name].title) for name in (*first, *rest))]


class RegistrationForm(PlanPartForm):
    """A change to register."""

    measure = forms.ChoiceField(
        label="Which measure should it move?",
        error_messages={"required": "Choose the measure.", "invalid_choice": "Choose a measure from the list."},
    )
    organisation = forms.CharField(
        label="Code of the organisation",
        max_length=12,
        error_messages={"required": "Give the code of the organisation."},
    )
    better_is = forms.ChoiceField(
        label="Which way do you expect its figures to go?",
        choices=list(DIRECTIONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which way you expect the figures to go."},
    )
    expected = forms.CharField(label="By how much at least? You may leave this empty", required=False, max_length=40)
    changed_on_day, changed_on_month, changed_on_year = day_part(), day_part(), day_part()
    ends_on_day, ends_on_month, ends_on_year = day_part(), day_part(), day_part()
    action = forms.ChoiceField(label="For which action?", required=False)

    days: ClassVar[dict[str, tuple[str, str]]] = {
        "changed_on": (
            "From which day are things done differently?",
            "The first day on which it is really done, not the day of a decision. For example 1 10 2026",
        ),
        "ends_on": (
            "If it ends again (a Perfect Week): its last day",
            "Only for a measure with a figure for each day. Leave it empty when the change stays",
        ),
    }
    hints: ClassVar[dict[str, str]] = {
        "organisation": "Where things are done differently, such as RXX",
        "expected": "A percentage is given in points, such as 5; a time with its unit, such as 10 min",
    }

    def __init__(self, *arguments: Any, plan: ImprovementPlan, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.plan = plan
        self.fields["measure"].choices = measures_to_choose(plan)  # type: ignore[attr-defined]
        actions = [(str(one.number), f"{one.number}. {one.title}") for one in plan.actions.all()]
        self.fields["action"].choices = [("", "The plan as a whole"), *actions]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The size in the unit of the measure."""
        cleaned = super().clean()
        if cleaned["changed_on"] is None and "changed_on_day" not in self.errors:
            self.add_error("changed_on_day", "Give the day from which things are done differently.")
        measure, typed = cleaned.get("measure"), cleaned.get("expected", "")
        cleaned["size"] = None
        if measure and typed:
            try:
                cleaned["size"] = read_difference(typed, find_measure(measure).unit, field="expected")
            except NotAPlan as problem:
                self.add_error("expected", str(problem))
        return cleaned

    def asked(self) -> RegistrationAsked:
        """What was typed, of a form without errors."""
        typed = self.cleaned_data
        size: float | None = typed["size"]
        return RegistrationAsked(
            measure=typed["measure"],
            organisation=typed["organisation"],
            better_is=typed["better_is"],
            changed_on=typed["changed_on"],
            ends_on=typed["ends_on"],
            expected=None if size is None else abs(size),
        )

    def chosen_action(self) -> Action | None:
        """The action it is for; None for the plan as a whole."""
        number = self.cleaned_data["action"]
        return self.plan.actions.filter(number=int(number)).first() if number else None


class WithdrawForm(forms.Form):
    """Why a registration is withdrawn."""

    why = ScannedLine(
        label="Why do you withdraw it?",
        longest=LONGEST_REASON,
        empty="Write in a sentence why you withdraw it: it stays in the list with the reason.",
    )


def begun_with(plan: ImprovementPlan, action: Action | None) -> dict[str, Any]:
    """What the form begins with: an action's own measure and day, or the plan's first aim."""
    aim = plan.aims.first()
    measure = (action.measure if action else "") or (aim.measure if aim else "")
    organisation = (action.organisation if action else "") or (aim.organisation if aim else "") or plan.organisation
    known = MEASURES.get(measure)
    changed: date | None = action.changed_on if action else None
    return {
        "measure": measure,
        "organisation": organisation,
        "better_is": known.polarity if known and known.polarity in DIRECTIONS else "",
        **day_as_typed("changed_on", changed),
        "action": str(action.number) if action else "",
    }
