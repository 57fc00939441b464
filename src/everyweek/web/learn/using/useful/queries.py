"""Reading whether a resource was useful to its readers."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.using.models import Opinion
from everyweek.web.people.reader import Reader

FEWEST = 3
"""Of fewer answers nothing is said, so that nobody's is known."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody found a resource useful or not; of whom is not said. on : the first day of the month of it."""

    is_useful: bool
    words: str
    on: date


def useful_to(resource: Resource) -> tuple[int, int]:
    """How many found it useful, and of how many."""
    counted = Opinion.objects.filter(resource=resource).aggregate(
        yes=Count("pk", filter=Q(is_useful=True)), all=Count("pk")
    )
    return counted["yes"], counted["all"]


def opinion_of(reader: Reader, resource: Resource) -> Opinion | None:
    """What a reader said; None when they said nothing."""
    if reader.identity is None:
        return None
    return Opinion.objects.filter(resource=resource, by=reader.identity).first()


def reasons_for(resource: Resource) -> tuple[Reason, ...]:
    """Every reason that was given, without names; the newest month first, and in it by the alphabet, so that the order
    tells nobody who wrote when."""
    rows = Opinion.objects.filter(resource=resource).exclude(reason="").values_list("is_useful", "reason", "at")
    found = (Reason(is_useful, words, timezone.localdate(at).replace(day=1)) for is_useful, words, at in rows)
    return tuple(sorted(found, key=lambda reason: (-reason.on.toordinal(), reason.words)))
