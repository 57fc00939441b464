"""Reading the file of a template, and refusing one that a plan could not begin from."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar, get_args

import yaml

from everyweek.measures import MEASURES
from everyweek.web.plan.templates.errors import FaultyTemplate
from everyweek.web.plan.templates.template import (
    Fact,
    FirstCycle,
    PlanTemplate,
    SuggestedAim,
    Target,
    TemplateAction,
    TemplateDriver,
    TemplateRisk,
    WatchedMeasure,
)
from everyweek.web.plan.vocabulary import DRIVER_KINDS

Part = TypeVar("Part")
PARENTS = {"primary": "", "secondary": "primary", "idea": "secondary"}
"""Of which kind the box to the left is."""
MOST_WEEKS = 52


def data_folder() -> Traversable:
    """Where the files lie."""
    return files(__package__).joinpath("data")


def read_template(file: Traversable) -> PlanTemplate:
    """The template in a YAML file. Raises FaultyTemplate."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return template_from(yaml.load(file.read_text(encoding="utf-8"), Loader=loader), where=file.name)


def template_from(content: object, *, where: str) -> PlanTemplate:
    """The template that a file's content says. where : to name in a sentence. Raises FaultyTemplate."""
    found = _mapping(content, where, PlanTemplate)
    template = PlanTemplate(
        intervention=found["intervention"],
        title=found["title"],
        about=found["about"],
        aim=_part(found["aim"], f"{where}, aim", SuggestedAim),
        drivers=_parts(found, "drivers", where, TemplateDriver),
        actions=tuple(_action(one, at) for at, one in _numbered(found["actions"], f"{where}, actions")),
        watch=_parts(found, "watch", where, WatchedMeasure),
        risks=_parts(found, "risks", where, TemplateRisk),
        cycle=_part(found["cycle"], f"{where}, cycle", FirstCycle),
        facts=_parts(found, "facts", where, Fact),
    )
    _check(template, where)
    return template


def _action(content: object, where: str) -> TemplateAction:
    found = _mapping(content, where, TemplateAction)
    needs = found["needs"]
    if not isinstance(needs, list):
        raise FaultyTemplate(f"{where}: needs must be a list of keys.")
    return TemplateAction(**{**found, "needs": tuple(needs)})


def _parts(found: Mapping[str, Any], name: str, where: str, kind: type[Part]) -> tuple[Part, ...]:
    return tuple(_part(one, at, kind) for at, one in _numbered(found[name], f"{where}, {name}"))


def _part(content: object, where: str, kind: type[Part]) -> Part:
    return kind(**_mapping(content, where, kind))


def _numbered(content: object, where: str) -> Iterable[tuple[str, object]]:
    if not isinstance(content, list) or not content:
        raise FaultyTemplate(f"{where}: there must be a list with at least one entry.")
    return [(f"{where} {number}", one) for number, one in enumerate(content, start=1)]


def _mapping(content: object, where: str, kind: type) -> dict[str, Any]:
    """The fields of one entry, none missing and none more; texts without the line ends of the file."""
    wanted = {one.name for one in fields(kind)}
    if not isinstance(content, dict):
        raise FaultyTemplate(f"{where}: it must have the fields {', '.join(sorted(wanted))}.")
    if missing := sorted(wanted - set(content)):
        raise FaultyTemplate(f"{where}: {', '.join(missing)} is missing. Add it.")
    if unknown := sorted(map(str, set(content) - wanted)):
        raise FaultyTemplate(f"{where}: {', '.join(unknown)} is no field of a template. Take it out.")
    return {name: value.strip() if isinstance(value, str) else value for name, value in content.items()}


def _check(template: PlanTemplate, where: str) -> None:
    """Everything one part says of another. Raises FaultyTemplate."""
    if template.aim.to not in get_args(Target):
        raise FaultyTemplate(
            f"{where}, aim: “{template.aim.to}” is no target; give “{get_args(Target)[1]}”, or nothing."
        )
    named = [template.aim.measure, *(one.measure for one in template.watch)]
    named += [one.measure for one in template.actions if one.measure]
    if unknown := sorted({one for one in named if one not in MEASURES}):
        raise FaultyTemplate(f"{where}: there is no measure called {', '.join(unknown)}.")
    _check_drivers(template, where)
    _check_actions(template, where)
    if template.cycle.action not in {one.key for one in template.actions}:
        raise FaultyTemplate(f"{where}, cycle: there is no action {template.cycle.action}.")
    for one in template.risks:
        if not (one.likelihood in range(1, 6) and one.impact in range(1, 6)):
            raise FaultyTemplate(f"{where}, risk “{one.text}”: likelihood and impact are numbers from 1 to 5.")


def _check_drivers(template: PlanTemplate, where: str) -> None:
    kinds: dict[str, str] = {}
    for one in template.drivers:
        if one.kind not in DRIVER_KINDS:
            raise FaultyTemplate(f"{where}, driver {one.key}: {one.kind} is none of {', '.join(DRIVER_KINDS)}.")
        if one.key in kinds:
            raise FaultyTemplate(f"{where}: there are two drivers {one.key}; a key is of one.")
        if kinds.get(one.parent, "") != PARENTS[one.kind]:
            raise FaultyTemplate(
                f"{where}, driver {one.key}: its parent must be {PARENTS[one.kind] or 'empty'}, and stand above it."
            )
        kinds[one.key] = one.kind
    ideas = {key for key, kind in kinds.items() if kind == "idea"}
    if lost := [one.key for one in template.actions if one.driver not in ideas]:
        raise FaultyTemplate(f"{where}: the change idea of action {', '.join(lost)} is not in the diagram.")


def _check_actions(template: PlanTemplate, where: str) -> None:
    above: set[str] = set()
    for one in template.actions:
        if one.key in above:
            raise FaultyTemplate(f"{where}: there are two actions {one.key}; a key is of one.")
        if not isinstance(one.weeks, int) or not 1 <= one.weeks <= MOST_WEEKS:
            raise FaultyTemplate(f"{where}, action {one.key}: it takes from 1 to {MOST_WEEKS} weeks.")
        if early := [need for need in one.needs if need not in above]:
            # So that no circle can be written either.
            raise FaultyTemplate(f"{where}, action {one.key}: {', '.join(early)}, which it waits for, is not above it.")
        above.add(one.key)
