"""What whoever makes a round may choose from: for whom it is, frameworks, places, and the rounds before."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from everyweek.web.assess.frameworks.models import FrameworkVersion
from everyweek.web.assess.places.listed import boards_administered
from everyweek.web.assess.places.models import Place
from everyweek.web.assess.rounds.models import AssessmentRound
from everyweek.web.people.champions.systems import regions_on
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.reader import Reader

Choices = list[tuple[str, str]]
MOST_BEFORE = 50
"""Rounds that are offered as the one before; nobody tells movement from an older one."""


@dataclass(frozen=True, slots=True)
class ForWhom:
    """For whom somebody may make a round: the country, and boards as (code, name)."""

    country: bool
    systems: tuple[tuple[str, str], ...]

    def has(self, system: str) -> bool:
        """Whether they may make one for the board, or, with "", for the country."""
        return self.country if not system else any(code == system for code, _ in self.systems)


def for_whom(reader: Reader, *, now: datetime) -> ForWhom:
    """For whom somebody may make a round: national support for the country, administrators for their boards."""
    boards = boards_administered(reader, on=timezone.localdate(now))
    return ForWhom(
        country=reader.holds("national_support"), systems=tuple((board.code, board.name) for board in boards)
    )


def frameworks_for(system: str, *, and_also: FrameworkVersion | None = None) -> list[FrameworkVersion]:
    """The versions that a round may use: of everybody and of the board; those that were withdrawn left out."""
    rows = FrameworkVersion.objects.filter(withdrawn_at=None, system__in=sorted({"", system})).defer("content")
    found = list(rows.order_by("pk"))
    return [and_also, *found] if and_also is not None and and_also not in found else found


def rounds_before(system: str, *, of: AssessmentRound | None = None) -> list[AssessmentRound]:
    """The rounds that may have come before one: of everybody, and of the board; the newest first, and only of those.

    of : the round that is changed, which is not offered; what it has now is, however old.
    """
    rows = (
        AssessmentRound.objects.filter(system__in=sorted({"", system}))
        .select_related("framework")
        .defer("framework__content")
    )
    newest = list(rows.exclude(pk=of.pk if of else 0).order_by("-opens_at", "-pk")[:MOST_BEFORE])
    now = of.previous if of else None
    return [*newest, now] if now is not None and now not in newest else newest


def regions_to_choose(*, now: datetime) -> Choices:
    """The regions of the day, by name."""
    return [(region.code, region.name) for region in regions_on(timezone.localdate(now))]


def systems_to_choose() -> Choices:
    """The boards that have places, by name."""
    known = directory()
    with_places = Place.objects.filter(ended_at=None).order_by().values_list("system", flat=True).distinct()
    return sorted(((code, name_of(code, known)) for code in with_places), key=lambda one: one[1])


def places_to_choose(system: str) -> Choices:
    """The places of a board that go on, by name."""
    return list(Place.objects.filter(system=system, ended_at=None).order_by("name").values_list("key", "name"))


def places_to_ask(
    *,
    system: str,
    keys: Sequence[str] = (),
    regions: Collection[str] = (),
    systems: Collection[str] = (),
    now: datetime,
) -> list[Place]:
    """The places that a round asks, those that were ended left out.

    system : the board among whose places it is, of which `keys` choose some; "" for the country, of which `regions` or
             `systems` choose some. With none of them chosen, every place.
    """
    rows = Place.objects.filter(ended_at=None)
    if system:
        rows = rows.filter(system=system)
        return list(rows.filter(key__in=keys) if keys else rows)
    chosen = set(systems) | (_systems_in(regions, now=now) if regions else set())
    return list(rows.filter(system__in=sorted(chosen)) if systems or regions else rows)


def places_not_in(found: AssessmentRound, *, systems: Collection[str] | None) -> list[Place]:
    """Places that could join a round. systems: only those of these boards; None for all."""
    rows = Place.objects.filter(ended_at=None).exclude(assessments__round=found)
    rows = rows.filter(system=found.system) if found.system else rows
    return list(rows if systems is None else rows.filter(system__in=sorted(systems)))


def _systems_in(regions: Collection[str], *, now: datetime) -> set[str]:
    known, today = directory(), timezone.localdate(now)
    systems = Place.objects.order_by().values_list("system", flat=True).distinct()
    return {code for code in systems if known.parent(code, kind="region", on=today) in regions}
