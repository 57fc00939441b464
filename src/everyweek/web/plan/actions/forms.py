"""What is typed about an action."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from everyweek.measures import MEASURES
from everyweek.web.learn.using.fields import ScannedField, ScannedLine
from everyweek.web.plan.actions.actions import LONGEST_ROLE, LONGEST_WHY, ActionAsked
from everyweek.web.plan.actions.models import Action
from everyweek.web.plan.actions.owners import PossibleOwner
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.forms import every_box, intervention_choices, measure_choices
from everyweek.web.plan.plans.models import LONGEST_TEXT, LONGEST_TITLE
from everyweek.web.plan.plans.queries import Box
from everyweek.web.plan.plans.typed import PlanPartForm, day_as_typed, day_part, number_or_none
from everyweek.web.plan.plans.values import read_difference, value_as_typed
from everyweek.web.plan.vocabulary import ACTION_STATES

WHY_HINT = "For blocked and dropped: those who wait for it read this"


class ActionForm(PlanPartForm):
    """An action."""

    title = ScannedLine(label="What is to be done?", longest=LONGEST_TITLE, empty="Write what is to be done.")
    about = ScannedField(label="How, if it needs more words", longest=LONGEST_TEXT)
    owner = forms.ChoiceField(
        label="Whose is it?", required=False, error_messages={"invalid_choice": "Choose somebody of the list."}
    )
    owner_role = ScannedLine(label="Or whose, as a role", longest=LONGEST_ROLE)
    starts_on_day, starts_on_month, starts_on_year = day_part(), day_part(), day_part()
    due_on_day, due_on_month, due_on_year = day_part(), day_part(), day_part()
    state = forms.ChoiceField(
        label="How far is it?",
        choices=list(ACTION_STATES.items()),
        widget=forms.RadioSelect,
        initial="not started",
        error_messages={"required": "Choose how far it is.", "invalid_choice": "Choose one of the list."},
    )
    why_state = ScannedLine(label="Why?", longest=LONGEST_WHY)
    needs = forms.MultipleChoiceField(
        label="What must be done before it?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose actions of this plan."},
    )
    driver = forms.ChoiceField(
        label="Which change idea does it carry out?",
        required=False,
        error_messages={"invalid_choice": "That box is not there any more. Choose another one."},
    )
    measure = forms.ChoiceField(
        label="Which measure should it move?",
        required=False,
        error_messages={"invalid_choice": "Choose a measure of the list."},
    )
    by_how_much = ScannedLine(label="By how much?", longest=40)
    intervention = forms.ChoiceField(
        label="Which of the ten interventions is it part of?",
        required=False,
        error_messages={"invalid_choice": "Choose one of the list, or none."},
    )
    organisation = ScannedLine(label="Where is it done?", longest=20)
    changed_on_day, changed_on_month, changed_on_year = day_part(), day_part(), day_part()
    days: ClassVar[dict[str, tuple[str, str]]] = {
        "starts_on": ("When does it start?", "For example 1 10 2026; may stay empty"),
        "due_on": ("When is it due?", "For example 30 11 2026; its owner is reminded a week before and on the day"),
        "changed_on": (
            "Since when are things really done differently?",
            "The day of the change itself; the charts and the before-and-after use it. May stay empty until then",
        ),
    }
    hints: ClassVar[dict[str, str]] = {
        "owner": "Those who work on the plan, and champions of the organisation, who can read the plan from then on",
        "owner_role": "Such as: flow matron of the week. A person or a role, not both",
        "why_state": WHY_HINT,
        "by_how_much": "With its sign, in the unit of the measure: 5 for 5 percentage points more, -10 min for less",
        "organisation": "The code of an organisation, such as ZZ1; may stay empty",
    }

    def __init__(
        self,
        *arguments: Any,
        owners: Iterable[PossibleOwner],
        boxes: tuple[Box, ...],
        others: Iterable[tuple[int, str]],
        **more: Any,
    ) -> None:
        super().__init__(*arguments, **more)
        everybody = [(str(one.number), one.name + (", champion" if one.is_champion else "")) for one in owners]
        ideas = [(str(box.number), box.text) for box in every_box(boxes) if box.kind == "idea"]
        choices = {
            "owner": [("", "Nobody yet, or a role"), *everybody],
            "needs": [(str(number), f"{number} {title}") for number, title in others],
            "driver": [("", "None"), *ideas],
            "measure": measure_choices("None"),
            "intervention": intervention_choices("None"),
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        for name, nothing in (("needs", choices["needs"]), ("driver", ideas)):
            if not nothing:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """The days, and by how much the measure should move."""
        super().clean()
        found = self.cleaned_data
        found["difference"] = None
        typed, measure = found.get("by_how_much") or "", found.get("measure") or ""
        if typed and not measure and "measure" not in self.errors:
            self.add_error("measure", "Choose which measure should move so far.")
        elif typed and measure:
            try:
                found["difference"] = read_difference(typed, MEASURES[measure].unit, field="by_how_much")
            except NotAPlan as problem:
                self.add_problem(problem)
        return found

    def asked(self) -> ActionAsked:
        """The action, of a form that is valid."""
        found = self.cleaned_data
        return ActionAsked(
            title=found["title"],
            about=found["about"],
            owner=number_or_none(found["owner"]),
            owner_role=found["owner_role"],
            organisation=found["organisation"],
            intervention=found["intervention"],
            driver=number_or_none(found.get("driver") or ""),
            measure=found["measure"],
            by_how_much=found["difference"],
            starts_on=found["starts_on"],
            due_on=found["due_on"],
            changed_on=found["changed_on"],
            needs=tuple(int(number) for number in found.get("needs") or ()),
            state=found["state"],
            why_state=found["why_state"],
        )


def action_as_typed(action: Action) -> dict[str, Any]:
    """What the form of an action begins with."""
    unit = MEASURES[action.measure].unit if action.measure in MEASURES else "count"
    days = (day_as_typed(name, getattr(action, name)) for name in ("starts_on", "due_on", "changed_on"))
    plain = ("title", "about", "owner_role", "organisation", "intervention", "measure", "state", "why_state")
    return {
        **{name: getattr(action, name) for name in plain},
        "owner": str(action.owner_id or ""),
        "driver": str(action.driver_id or ""),
        "by_how_much": value_as_typed(action.by_how_much, unit),
        "needs": [str(number) for number in action.needs.values_list("needed__number", flat=True)],
        **{key: value for each in days for key, value in each.items()},
    }


class MoveForm(PlanPartForm):
    """Moving an action to another state."""

    state = forms.ChoiceField(
        label="How far is it?",
        choices=list(ACTION_STATES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how far it is.", "invalid_choice": "Choose one of the list."},
    )
    why_state = ScannedLine(label="Why?", longest=LONGEST_WHY)
    hints: ClassVar[dict[str, str]] = {"why_state": WHY_HINT}
