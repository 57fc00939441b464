"""What is typed about a plan, its aims, its diagram, its people and its links."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from everyweek.measures import MEASURES
from everyweek.reference.interventions import interventions
from everyweek.web.learn.using.fields import ScannedField, ScannedLine
from everyweek.web.measure.presenters.links import LINKS
from everyweek.web.plan.plans.actions import PlanAsked, PlanWords
from everyweek.web.plan.plans.aims import AimAsked
from everyweek.web.plan.plans.comments import LONGEST_COMMENT
from everyweek.web.plan.plans.drivers import LONGEST_BOX, PARENTS
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.models import LONGEST_TEXT, LONGEST_TITLE, Aim, Driver, ImprovementPlan
from everyweek.web.plan.plans.queries import Box
from everyweek.web.plan.plans.typed import PlanPartForm, day_as_typed, day_part, number_or_none
from everyweek.web.plan.plans.values import HINTS, read_value, value_as_typed
from everyweek.web.plan.templates.queries import template_of
from everyweek.web.plan.templates.template import PlanTemplate
from everyweek.web.plan.vocabulary import DRIVER_KINDS, PLAN_STATES, READERS

Choices = list[tuple[str, str]]
NO_TITLE = "Write a title that says what the plan is about."


def measure_choices(nothing: str = "Choose a measure") -> Choices:
    """Every measure, in the order in which a patient passes through them."""
    return [("", nothing), *((one.name, f"{LINKS[one.link]}: {one.title}") for one in MEASURES.values())]


def intervention_choices(nothing: str) -> Choices:
    """The ten interventions."""
    return [("", nothing), *((one.key, one.name) for one in interventions())]


def readers_field() -> forms.ChoiceField:
    """Who reads a plan."""
    return forms.ChoiceField(
        label="Who may read it?",
        choices=list(READERS.items()),
        widget=forms.RadioSelect,
        initial="organisation",
        error_messages={"required": "Choose who may read it.", "invalid_choice": "Choose one of the list."},
    )


class NewPlanForm(PlanPartForm):
    """A new plan."""

    title = ScannedLine(label="What is the plan about?", longest=LONGEST_TITLE, empty=NO_TITLE)
    organisation = forms.ChoiceField(
        label="Whose plan is it?",
        error_messages={"required": "Choose the organisation.", "invalid_choice": "Choose one of your organisations."},
    )
    template = forms.ChoiceField(
        label="Begin with a template?",
        required=False,
        error_messages={"invalid_choice": "Choose one of the templates, or none."},
    )
    readers = readers_field()
    hints: ClassVar[dict[str, str]] = {
        "title": "Such as: Home before lunch in Fenwick",
        "template": "Drivers, actions with usual lengths, and risks of one of the ten interventions, for you to change",
    }

    def __init__(self, *arguments: Any, organisations: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["organisation"].choices = list(organisations)  # type: ignore[attr-defined]
        self.fields["template"].choices = intervention_choices("No template")  # type: ignore[attr-defined]

    def asked(self, came_from: dict[str, str]) -> PlanAsked:
        """The plan, of a form that is valid. came_from : the gap of an assessment that it answers."""
        found = self.cleaned_data
        return PlanAsked(found["title"], found["organisation"], readers=found["readers"], **came_from)

    @property
    def chosen_template(self) -> PlanTemplate | None:
        """The template to begin with, of a form that is valid; None when none was chosen."""
        return template_of(self.cleaned_data["template"]) if self.cleaned_data["template"] else None


class PlanForm(PlanPartForm):
    """What a plan says of itself."""

    title = ScannedLine(label="What is the plan about?", longest=LONGEST_TITLE, empty=NO_TITLE)
    about = ScannedField(label="Why, and for whom?", longest=LONGEST_TEXT)
    state = forms.ChoiceField(
        label="How does it stand?",
        choices=list(PLAN_STATES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it stands.", "invalid_choice": "Choose one of the list."},
    )
    readers = readers_field()
    rows: ClassVar[dict[str, int]] = {"about": 6}

    def __init__(self, *arguments: Any, looks_after: bool, **more: Any) -> None:
        super().__init__(*arguments, **more)
        if not looks_after:
            del self.fields["readers"]

    def asked(self) -> PlanWords:
        """The words, of a form that is valid."""
        found = self.cleaned_data
        return PlanWords(found["title"], found["about"], found["state"], found.get("readers"))


def plan_as_typed(plan: ImprovementPlan) -> dict[str, str]:
    """What the form of a plan begins with."""
    return {"title": plan.title, "about": plan.about, "state": plan.state, "readers": plan.readers}


class ChooseMeasureForm(PlanPartForm):
    """The first step of an aim: which measure, of whom."""

    measure = forms.ChoiceField(
        label="What shall move?",
        error_messages={"required": "Choose a measure.", "invalid_choice": "Choose a measure of the list."},
    )
    organisation = ScannedLine(label="Of which organisation?", longest=20, empty="Write the code of an organisation.")
    hints: ClassVar[dict[str, str]] = {"organisation": "Its code, such as ZZ1; the search on top finds it"}

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["measure"].choices = measure_choices()  # type: ignore[attr-defined]


class AimForm(PlanPartForm):
    """An aim of a measure that is chosen."""

    from_value = ScannedLine(label="From", longest=40)
    to_value = ScannedLine(label="To", longest=40, empty="Write the value that it shall reach.")
    by_day_day, by_day_month, by_day_year = day_part(), day_part(), day_part()
    why = ScannedField(label="Why this, and why so far?", longest=LONGEST_TEXT)
    days: ClassVar[dict[str, tuple[str, str]]] = {"by_day": ("By when?", "For example 31 3 2027")}

    def __init__(self, *arguments: Any, measure: str, organisation: str, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.measure, self.organisation = measure, organisation
        self.unit = MEASURES[measure].unit if measure in MEASURES else "count"
        self.hints = {"from_value": HINTS[self.unit], "to_value": HINTS[self.unit]}  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        """Both values in the unit of the measure, and the day."""
        super().clean()
        for name in ("from_value", "to_value"):
            try:
                self.cleaned_data[name] = read_value(self.cleaned_data.get(name) or "", self.unit, field=name)
            except NotAPlan as problem:
                self.add_problem(problem)
        if self.cleaned_data.get("by_day") is None and "by_day_day" not in self.errors:
            self.add_error("by_day_day", "Write the day by which it shall be reached.")
        return self.cleaned_data

    def asked(self) -> AimAsked:
        """The aim, of a form that is valid."""
        found = self.cleaned_data
        return AimAsked(
            measure=self.measure,
            organisation=self.organisation,
            from_value=found["from_value"],
            to_value=found["to_value"],
            by_day=found["by_day"],
            why=found["why"],
        )


def aim_as_typed(aim: Aim) -> dict[str, str]:
    """What the form of an aim begins with."""
    unit = MEASURES[aim.measure].unit if aim.measure in MEASURES else "count"
    values = {name: value_as_typed(getattr(aim, name), unit) for name in ("from_value", "to_value")}
    return {**values, "why": aim.why, **day_as_typed("by_day", aim.by_day)}


class DriverForm(PlanPartForm):
    """A new box of the diagram: its kind follows from what it acts on."""

    text = ScannedLine(label="What stands in the box?", longest=LONGEST_BOX, empty="Write what stands in the box.")
    kind = forms.ChoiceField(
        label="What is it?",
        choices=list(DRIVER_KINDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is.", "invalid_choice": "Choose one of the three."},
    )
    parent = forms.ChoiceField(
        label="On which box does it act?",
        required=False,
        error_messages={"invalid_choice": "That box is not there any more. Choose another one."},
    )
    hints: ClassVar[dict[str, str]] = {"parent": "A primary driver acts on the aim itself"}

    def __init__(self, *arguments: Any, boxes: tuple[Box, ...], kind: str = "", **more: Any) -> None:
        """Make it. kind : of a box that is there already, which stays."""
        super().__init__(*arguments, **more)
        allowed = PARENTS[kind] if kind else tuple(DRIVER_KINDS)[:2]
        choices = [
            ("", "The aim"),
            *((str(box.number), _named(box)) for box in every_box(boxes) if box.kind in allowed),
        ]
        self.fields["parent"].choices = choices  # type: ignore[attr-defined]
        if kind:
            del self.fields["kind"]
        if kind == "primary":
            del self.fields["parent"]

    @property
    def parent_number(self) -> int | None:
        """The number of the box that it hangs on."""
        return number_or_none(self.cleaned_data.get("parent") or "")


def every_box(boxes: Iterable[Box]) -> Iterable[Box]:
    """Every box, each before what hangs on it."""
    for box in boxes:
        yield box
        yield from every_box(box.children)


def driver_as_typed(driver: Driver) -> dict[str, str]:
    """What the form of a box begins with."""
    return {"text": driver.text, "parent": str(driver.parent_id or "")}


def _named(box: Box) -> str:
    return f"{DRIVER_KINDS[box.kind]}: {box.text}"


class MemberForm(PlanPartForm):
    """Somebody who shall work on a plan."""

    email = forms.CharField(label="E-mail address with which they sign in", required=False, max_length=254)
    leads = forms.BooleanField(label="They lead the plan too", required=False)
    hints: ClassVar[dict[str, str]] = {"leads": "Whoever leads it says who works on it and who reads it"}


class LinkForm(PlanPartForm):
    """A link of a plan."""

    address = forms.CharField(label="Address", required=False)
    title = ScannedLine(label="Title", longest=200)
    hints: ClassVar[dict[str, str]] = {
        "address": "Copied from the browser: of a resource, a conversation, a page here, or one elsewhere",
        "title": "May be left empty for a resource or a conversation, which have their own",
    }


class CommentForm(PlanPartForm):
    """A comment."""

    text = ScannedField(label="Your comment", longest=LONGEST_COMMENT, empty="Write something: the comment is empty.")
