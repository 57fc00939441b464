"""A template as its page shows it: dates are counted in weeks from the start, which nobody has chosen yet."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from everyweek.measures import MEASURES
from everyweek.reference.interventions import interventions
from everyweek.web.design.wording import several
from everyweek.web.plan.templates.template import Fact, PlanTemplate, TemplateAction, TemplateRisk
from everyweek.web.plan.vocabulary import DRIVER_KINDS

SOME_DAY = date(2000, 1, 3)
CONFIDENCE = {"seen": "Read in the source.", "background": "General knowledge, to be confirmed."}


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure by its title. address : in the catalogue; about : why it is there."""

    title: str
    address: str
    about: str


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action: when counts in weeks from the start."""

    title: str
    about: str
    when: str
    waits_for: str
    role: str
    moves: str


@dataclass(frozen=True, slots=True)
class DriverLine:
    """A box with those that hang on it."""

    kind: str
    text: str
    children: tuple["DriverLine", ...]


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template in the list."""

    title: str
    intervention: str
    about: str
    address: str
    size: str


@dataclass(frozen=True, slots=True)
class TemplatePage:
    """Everything of one template."""

    title: str
    intervention: str
    about: str
    aim: MeasureLine
    aim_target: str
    size: str
    drivers: tuple[DriverLine, ...]
    actions: tuple[ActionLine, ...]
    watch: tuple[MeasureLine, ...]
    risks: tuple[TemplateRisk, ...]
    cycle_lines: tuple[tuple[str, str], ...]
    facts: tuple[tuple[Fact, str], ...]
    use: str


def row_of(template: PlanTemplate) -> TemplateRow:
    """A line of the list."""
    return TemplateRow(
        template.title,
        _name(template),
        template.about,
        reverse("plan-template", args=[template.intervention]),
        _size(template),
    )


def page_of(template: PlanTemplate) -> TemplatePage:
    """The page of one."""
    cycle = template.cycle
    return TemplatePage(
        title=template.title,
        intervention=_name(template),
        about=template.about,
        aim=_measure(template.aim.measure, template.aim.why),
        aim_target=f"Towards {template.aim.to}" if template.aim.to else "How far is for you to choose",
        size=_size(template),
        drivers=tuple(_driver(template, one.key) for one in template.drivers if not one.parent),
        actions=_actions(template),
        watch=tuple(_measure(one.measure, one.why) for one in template.watch),
        risks=template.risks,
        cycle_lines=(
            ("The test", cycle.title),
            ("What is done", cycle.plan_text),
            ("What is expected", cycle.predicted),
            ("What is counted", cycle.counted),
        ),
        facts=tuple((one, CONFIDENCE[one.confidence]) for one in template.facts),
        use=f"{reverse('new-plan')}?template={template.intervention}",
    )


def _name(template: PlanTemplate) -> str:
    return next(one.name for one in interventions() if one.key == template.intervention)


def _size(template: PlanTemplate) -> str:
    return f"{several(len(template.actions), 'action')}, about {several(template.weeks, 'week')} in all"


def _measure(name: str, about: str) -> MeasureLine:
    return MeasureLine(MEASURES[name].title, reverse("catalogue-entry", kwargs={"measure": name}), about)


def _driver(template: PlanTemplate, key: str) -> DriverLine:
    found = next(one for one in template.drivers if one.key == key)
    below = tuple(_driver(template, one.key) for one in template.drivers if one.parent == key)
    return DriverLine(DRIVER_KINDS[found.kind], found.text, below)


def _actions(template: PlanTemplate) -> tuple[ActionLine, ...]:
    by_key = {one.key: one for one in template.actions}
    return tuple(
        ActionLine(
            title=one.action.title,
            about=one.action.about,
            when=_when((one.starts_on - SOME_DAY).days // 7 + 1, ((one.due_on - SOME_DAY).days + 1) // 7),
            waits_for=_waits_for(one.action, by_key),
            role=one.action.role,
            moves=MEASURES[one.action.measure].title if one.action.measure else "",
        )
        for one in template.dated(SOME_DAY)
    )


def _when(first: int, last: int) -> str:
    """Weeks from the start.

    >>> _when(1, 2), _when(3, 3)
    ('Weeks 1 to 2', 'Week 3')
    """
    return f"Week {first}" if first == last else f"Weeks {first} to {last}"


def _waits_for(action: TemplateAction, by_key: dict[str, TemplateAction]) -> str:
    return "; ".join(by_key[key].title for key in action.needs)
