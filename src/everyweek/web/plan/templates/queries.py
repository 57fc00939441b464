"""The templates that there are."""

from functools import cache

from everyweek.reference.interventions import interventions
from everyweek.web.plan.templates.reading import data_folder, read_template
from everyweek.web.plan.templates.template import PlanTemplate


@cache
def templates() -> tuple[PlanTemplate, ...]:
    """One for each of the ten interventions, in their order."""
    return tuple(read_template(data_folder().joinpath(f"{one.key}.yaml")) for one in interventions())


def template_of(intervention: str) -> PlanTemplate | None:
    """The template of an intervention; None for a key that is none of the ten."""
    return next((one for one in templates() if one.intervention == intervention), None)
