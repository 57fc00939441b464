"""What was changed, by whom and when, as far as a reader may see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from everyweek.web.people.administration.reach import organisations_reached
from everyweek.web.people.audit.details import read
from everyweek.web.people.audit.models import AuditEntry
from everyweek.web.people.models import Network
from everyweek.web.people.reader import Reader

PER_PAGE = 100
MOST_IN_A_FILE = 20_000


@dataclass(frozen=True, slots=True)
class AuditFilters:
    """What is asked for. person: the number of whoever did it or whom it is about; since, until: days, both inside."""

    person: int | None = None
    action: str = ""
    organisation: str = ""
    network: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Which part of a long list: the entries before a number, or after one; the newest when neither is given."""

    before: int | None = None
    after: int | None = None
    size: int = PER_PAGE


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An entry as a reader sees it.

    by, about   : names as they are now; "" for nobody, and for somebody of whom nothing is kept any more.
    is_inside   : it is of a learning network: no person, no details; only that something was changed there.
    is_erased   : its details were erased at a person's request.
    """

    number: int
    at: datetime
    action: str
    by: str = ""
    by_number: int | None = None
    about: str = ""
    about_number: int | None = None
    object_kind: str = ""
    object_key: str = ""
    organisation: str = ""
    network: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    is_inside: bool = False
    is_erased: bool = False
    seal: str = ""


@dataclass(frozen=True, slots=True)
class AuditLines:
    """One page. older, newer: whether there are more beyond its last and first."""

    lines: tuple[AuditLine, ...]
    older: bool
    newer: bool


def entries_for(reader: Reader, filters: AuditFilters, page: AuditPage) -> AuditLines:
    """The entries that the reader may see, newest first.

    National support reads all. Of those of learning networks it reads only when something was changed and what kind of
    thing was done, and whoever asks for a person, an organisation or a network is not shown them at all: otherwise
    asking would tell who it was. An administrator reads those of the organisations they look after.
    """
    found = _matching(_readable(reader, filters), filters)
    if page.after is not None:
        rows = list(found.filter(number__gt=page.after).order_by("number")[: page.size + 1])
        kept = rows[: page.size][::-1]
        older, newer = found.filter(number__lte=page.after).exists(), len(rows) > page.size
    else:
        below = found if page.before is None else found.filter(number__lt=page.before)
        rows = list(below.order_by("-number")[: page.size + 1])
        kept = rows[: page.size]
        newer = page.before is not None and found.filter(number__gte=page.before).exists()
        older = len(rows) > page.size
    inside = learning_networks()
    return AuditLines(tuple(_line(row, inside=_is_inside(row, inside)) for row in kept), older, newer)


def actions_there_are() -> tuple[str, ...]:
    """Every action that was recorded so far, by name."""
    return tuple(AuditEntry.objects.order_by("action").values_list("action", flat=True).distinct())


def newest_entry() -> AuditEntry | None:
    """The head of the chain."""
    return AuditEntry.objects.order_by("-number").first()


def learning_networks() -> frozenset[str]:
    """Keys of the networks inside which those who oversee see nothing."""
    return frozenset(Network.objects.filter(kind="learning_network").values_list("key", flat=True))


def _readable(reader: Reader, filters: AuditFilters) -> QuerySet[AuditEntry]:
    entries = AuditEntry.objects.select_related("by", "about")
    inside = _of_learning_networks()
    if reader.holds("national_support"):
        tells_who = filters.person is not None or filters.organisation or filters.network
        return entries.exclude(inside) if tells_who else entries
    return entries.filter(organisation__in=organisations_reached(reader)).exclude(inside)


def _of_learning_networks() -> Q:
    keys = learning_networks()
    return Q(network__in=keys) | Q(object_kind="network", object_key__in=keys)


def _is_inside(row: AuditEntry, keys: frozenset[str]) -> bool:
    return row.network in keys or (row.object_kind == "network" and row.object_key in keys)


def _matching(entries: QuerySet[AuditEntry], filters: AuditFilters) -> QuerySet[AuditEntry]:
    if filters.person is not None:
        entries = entries.filter(Q(by_id_then=filters.person) | Q(about_id_then=filters.person))
    for column in ("action", "organisation", "network"):
        if wanted := getattr(filters, column):
            entries = entries.filter(**{column: wanted})
    if filters.since:
        entries = entries.filter(at__gte=_midnight(filters.since))
    if filters.until:
        entries = entries.filter(at__lt=_midnight(filters.until + timedelta(days=1)))
    return entries


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _line(row: AuditEntry, *, inside: bool) -> AuditLine:
    if inside:
        return AuditLine(row.number, row.at, row.action, is_inside=True, seal=row.seal)
    before, after = ({}, {}) if row.details is None else read(row.details)
    return AuditLine(
        number=row.number,
        at=row.at,
        action=row.action,
        by=row.by.name if row.by else row.by_words,
        by_number=row.by_id_then,
        about=row.about.name if row.about else "",
        about_number=row.about_id_then,
        object_kind=row.object_kind,
        object_key=row.object_key,
        organisation=row.organisation,
        network=row.network,
        before=before,
        after=after,
        is_erased=row.details is None,
        seal=row.seal,
    )
