"""Reading what was told of the use of resources."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from everyweek.reference.interventions import Intervention
from everyweek.web.learn.library.models import Effect, Resource
from everyweek.web.learn.library.queries import resource_in_address
from everyweek.web.learn.using.models import Use
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

LARGEST = 2**63


def use_in_address(parts: Mapping[str, Any]) -> Use:
    """The report of use that an address names, of the resource in it. Raises Http404."""
    number = int(parts["use"])
    rows = Use.objects.select_related("resource__network", "by")
    found = rows.filter(pk=number, resource=resource_in_address(parts)).first() if number < LARGEST else None
    if found is None:
        raise Http404
    return found


def resource_of_use_in_address(parts: Mapping[str, Any]) -> Resource:
    """The resource that an address names, when it has this report of use. Raises Http404."""
    resource: Resource = use_in_address(parts).resource
    return resource


def uses_of(resource: Resource) -> tuple[Use, ...]:
    """All that was told of the use of a resource, the newest first."""
    found = tuple(Use.objects.filter(resource=resource).select_related("by"))
    for use in found:
        use.resource = resource  # read once, not again for each
    return found


def uses_of_intervention(intervention: Intervention, reader: Reader) -> tuple[Use, ...]:
    """What was told of the use of every resource about an intervention that the reader may read, the newest first."""
    about = Use.objects.filter(
        resource__live=True, resource__topics__kind="intervention", resource__topics__value=intervention.key
    )
    found = about.select_related("resource__network")
    return tuple(use for use in found if can(reader, "resource.read", use.resource))


def places_in(uses: tuple[Use, ...]) -> int:
    """How many different places there are among reports."""
    return len({use.code or use.name.casefold() for use in uses})


def as_effect(use: Use) -> Effect:
    """What a report claims, as an effect for which the figures can be asked; it is never kept as one."""
    return Effect(measure=use.measure, organisation=use.code, began=use.since)
