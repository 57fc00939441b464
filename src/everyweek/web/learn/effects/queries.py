"""Reading effects: of an address, and of an intervention as far as the reader may read them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.http import Http404

from everyweek.effects import NoSummary, Study, Summary, summarise
from everyweek.reference.interventions import Intervention, interventions
from everyweek.web.learn.library.models import Effect, Resource
from everyweek.web.learn.library.queries import resource_in_address
from everyweek.web.learn.using.models import Use
from everyweek.web.learn.using.used.queries import uses_of_intervention
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

PictureSize = Literal["wide", "narrow"]

NOT_POOLED = ("estimate",)
"""Designs that are no study of what happened: what experts expect is shown, and never weighed with studies."""


WITHOUT_LIMITS = Study(math.nan, math.nan, math.nan)


@dataclass(frozen=True, slots=True)
class OfOneOutcome:
    """Effects on one outcome that were found in one way, and what they say together.

    together : None where nothing is pooled: a single effect, or what experts expect.
    """

    outcome: str
    design: str
    effects: tuple[Effect, ...]
    together: Summary | NoSummary | None


@dataclass(frozen=True, slots=True)
class WhatIsKnown:
    """Everything that the library holds of an intervention, as far as the reader may read it.

    changed_at : when the newest of its resources was changed.
    """

    intervention: Intervention
    outcomes: tuple[OfOneOutcome, ...]
    guides: tuple[Resource, ...]
    resources: int
    levers: tuple[str, ...]
    uses: tuple[Use, ...] = ()
    changed_at: datetime | None = None


def resource_with_effect(parts: Mapping[str, Any]) -> Resource:
    """The resource that an address names, when it has an effect of that number. Raises Http404."""
    resource = resource_in_address(parts)
    effect_of(resource, parts["number"])
    return resource


def effect_of(resource: Resource, number: int) -> Effect:
    """An effect of a resource by its number, from 1 in the order of the page. Raises Http404."""
    effects = list(resource.effects.all())
    if not 1 <= number <= len(effects):
        raise Http404
    return effects[number - 1]


def intervention_in_address(key: str) -> Intervention:
    """One of the ten by its key. Raises Http404."""
    found = next((one for one in interventions() if one.key == key), None)
    if found is None:
        raise Http404
    return found


def what_is_known(intervention: Intervention, reader: Reader) -> WhatIsKnown:
    """Effects, guides and levers of an intervention. What the reader may not open is neither shown nor counted."""
    about = Resource.objects.filter(live=True, topics__kind="intervention", topics__value=intervention.key)
    resources = [
        one
        for one in about.select_related("network").prefetch_related("levers").order_by("title", "pk")
        if can(reader, "resource.read", one)
    ]
    levers = {lever.lever for one in resources for lever in one.levers.all()}
    return WhatIsKnown(
        intervention=intervention,
        outcomes=by_outcome(effects_of(intervention, reader)),
        guides=tuple(one for one in resources if one.kind == "guide"),
        resources=len(resources),
        levers=tuple(sorted(levers)),
        uses=uses_of_intervention(intervention, reader),
        changed_at=max((one.last_published_at for one in resources if one.last_published_at), default=None),
    )


def effects_of(intervention: Intervention, reader: Reader) -> tuple[Effect, ...]:
    """The effects of an intervention in resources that the reader may read."""
    found = Effect.objects.filter(intervention=intervention.key, resource__live=True)
    found = found.select_related("resource", "resource__network").order_by("resource__title", "sort_order", "pk")
    return tuple(one for one in found if can(reader, "resource.read", one.resource))


def by_outcome(effects: tuple[Effect, ...]) -> tuple[OfOneOutcome, ...]:
    """Effects on the same outcome that were found in the same way, together; the rest each by itself.

    Different outcomes are never pooled, nor are trials with what was seen before and after.
    """
    groups: dict[tuple[str, str], list[Effect]] = {}
    for one in effects:
        groups.setdefault((" ".join(one.outcome.casefold().split()), one.design), []).append(one)
    found = [OfOneOutcome(some[0].outcome, some[0].design, tuple(some), _together(some)) for some in groups.values()]
    return tuple(sorted(found, key=lambda group: group.outcome.casefold()))


def _together(effects: list[Effect]) -> Summary | NoSummary | None:
    if len(effects) < 2 or effects[0].design in NOT_POOLED:
        return None
    return summarise([study_of(one) or WITHOUT_LIMITS for one in effects])


def study_of(effect: Effect) -> Study | None:
    """The ratio of an effect with its limits; None without them."""
    if effect.ratio is None or effect.ratio_lower is None or effect.ratio_upper is None:
        return None
    return Study(effect.ratio, effect.ratio_lower, effect.ratio_upper)
