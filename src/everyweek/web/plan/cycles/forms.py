"""What is typed about cycles, their figures and risks."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from everyweek.web.learn.using.fields import ScannedField, ScannedLine
from everyweek.web.people.discussion.forms import TypedField
from everyweek.web.plan.actions.owners import PossibleOwner
from everyweek.web.plan.cycles.actions import LONGEST_COUNTED, CycleAsked
from everyweek.web.plan.cycles.models import Cycle, Risk
from everyweek.web.plan.cycles.risks import LONGEST_RISK, RiskAsked
from everyweek.web.plan.cycles.vocabulary import IMPACTS, LIKELIHOODS, WHAT_NEXT
from everyweek.web.plan.plans.models import LONGEST_TEXT, LONGEST_TITLE
from everyweek.web.plan.plans.typed import PlanPartForm, day_as_typed, day_part, number_or_none

MOST_PASTED = 100_000


class CycleForm(PlanPartForm):
    """A cycle of plan, do, study, act."""

    title = ScannedLine(label="What do you test?", longest=LONGEST_TITLE, empty="Write what is tested.")
    action = forms.ChoiceField(
        label="Which action does it belong to?",
        required=False,
        error_messages={"invalid_choice": "Choose an action of this plan."},
    )
    plan_text = ScannedField(label="Plan: who does what, where and when?", longest=LONGEST_TEXT)
    predicted = ScannedField(label="What do you expect to happen?", longest=LONGEST_TEXT)
    what_is_counted = ScannedLine(label="What do you count?", longest=LONGEST_COUNTED)
    starts_on_day, starts_on_month, starts_on_year = day_part(), day_part(), day_part()
    ends_on_day, ends_on_month, ends_on_year = day_part(), day_part(), day_part()
    do_text = ScannedField(label="Do: what was done, and what was different from the plan?", longest=LONGEST_TEXT)
    study_text = ScannedField(label="Study: what do the figures show, beside what you expected?", longest=LONGEST_TEXT)
    act = forms.ChoiceField(
        label="Act: what comes of it?",
        choices=[("", "It still runs"), *WHAT_NEXT.items()],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the list."},
    )
    act_text = ScannedField(label="Why?", longest=LONGEST_TEXT)
    days: ClassVar[dict[str, tuple[str, str]]] = {
        "starts_on": ("When does the test start?", "For example 1 10 2026"),
        "ends_on": ("When does it end?", "Days or a few weeks: a small test"),
    }
    hints: ClassVar[dict[str, str]] = {
        "title": "Something small, such as: board round at 8 on one ward, for a week",
        "predicted": "Written before the test. Once its first figures are in, this stays as it is",
        "what_is_counted": "Something of each day, such as: patients home before noon",
    }

    def __init__(self, *arguments: Any, actions: Iterable[tuple[int, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        offered = [("", "None"), *((str(number), f"{number} {title}") for number, title in actions)]
        self.fields["action"].choices = offered  # type: ignore[attr-defined]

    def asked(self) -> CycleAsked:
        """The cycle, of a form that is valid."""
        names = ("title", "plan_text", "predicted", "what_is_counted", "starts_on", "ends_on", "do_text", "study_text")
        found = self.cleaned_data
        return CycleAsked(
            **{name: found[name] for name in names},
            action=number_or_none(found["action"]),
            act=found["act"],
            act_text=found["act_text"],
        )


def cycle_as_typed(cycle: Cycle) -> dict[str, Any]:
    """What the form of a cycle begins with."""
    names = ("title", "plan_text", "predicted", "what_is_counted", "do_text", "study_text", "act", "act_text")
    return {
        **{name: getattr(cycle, name) for name in names},
        "action": str(cycle.action.number) if cycle.action else "",
        **day_as_typed("starts_on", cycle.starts_on),
        **day_as_typed("ends_on", cycle.ends_on),
    }


class FiguresForm(PlanPartForm):
    """Figures of a cycle, pasted."""

    figures = TypedField(label="Figures", longest=MOST_PASTED)
    first_day_day, first_day_month, first_day_year = day_part(), day_part(), day_part()
    baseline = forms.BooleanField(label="These were counted before the change", required=False)
    rows: ClassVar[dict[str, int]] = {"figures": 6}
    days: ClassVar[dict[str, tuple[str, str]]] = {
        "first_day": ("Only for a column of numbers: the day of the first one", "One number for each day that follows")
    }
    hints: ClassVar[dict[str, str]] = {
        "figures": "In each line a day and a number, such as 1/6/2026 12; or a column pasted from a table"
    }


class RiskForm(PlanPartForm):
    """A risk."""

    text = ScannedLine(label="What may go wrong?", longest=LONGEST_RISK, empty="Write what may go wrong.")
    likelihood = forms.ChoiceField(
        label="How likely is it?",
        choices=[(str(step), f"{step} {words}") for step, words in LIKELIHOODS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how likely it is.", "invalid_choice": "Choose one of the five."},
    )
    impact = forms.ChoiceField(
        label="How bad would it be?",
        choices=[(str(step), f"{step} {words}") for step, words in IMPACTS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how bad it would be.", "invalid_choice": "Choose one of the five."},
    )
    mitigation = ScannedField(label="What is done about it?", longest=LONGEST_TEXT)
    owner = forms.ChoiceField(
        label="Who watches it?", required=False, error_messages={"invalid_choice": "Choose somebody of the list."}
    )
    is_closed = forms.BooleanField(label="It is closed: it happened, or cannot happen any more", required=False)

    def __init__(self, *arguments: Any, owners: Iterable[PossibleOwner], is_new: bool = False, **more: Any) -> None:
        super().__init__(*arguments, **more)
        everybody = [(str(one.number), one.name) for one in owners]
        self.fields["owner"].choices = [("", "Nobody yet"), *everybody]  # type: ignore[attr-defined]
        if is_new:
            del self.fields["is_closed"]

    def asked(self) -> RiskAsked:
        """The risk, of a form that is valid."""
        found = self.cleaned_data
        return RiskAsked(
            text=found["text"],
            likelihood=int(found["likelihood"]),
            impact=int(found["impact"]),
            mitigation=found["mitigation"],
            owner=number_or_none(found["owner"]),
            is_closed=found.get("is_closed", False),
        )


def risk_as_typed(risk: Risk) -> dict[str, Any]:
    """What the form of a risk begins with."""
    return {
        "text": risk.text,
        "likelihood": str(risk.likelihood),
        "impact": str(risk.impact),
        "mitigation": risk.mitigation,
        "owner": str(risk.owner_id or ""),
        "is_closed": risk.closed_on is not None,
    }
