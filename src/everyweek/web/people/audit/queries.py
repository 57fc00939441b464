"""What was changed, by whom and when, as far as a reader may see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from everyweek.web.people.administration.reach import organisations_reached
from everyweek.web.people.audit.details import read
from everyweek.web.people.audit.erasure import ERASED
from everyweek.web.people.audit.models import AuditEntry
from everyweek.web.people.models import Network
from everyweek.web.people.reader import Reader

BY_INVITATION = "an invitation"
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
    """Which part of a long list: the entries before a position, or after one; the newest when neither is given."""

    before: int | None = None
    after: int | None = None
    size: int = PER_PAGE


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An entry as a reader sees it.

    by, about   : names as they are now; "" for nobody, and for somebody of whom nothing is kept any more.
    is_erased   : its details were erased at a person's request.
    """

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
    is_erased: bool = False


@dataclass(frozen=True, slots=True)
class AuditLines:
    """One page, newest first.

    first : the position of its first line among all that its reader may see, counted from the oldest, which is 1. It
            stays the same when entries are added.
    older, newer : whether there are more beyond its last and first.
    """

    lines: tuple[AuditLine, ...]
    first: int = 0
    older: bool = False
    newer: bool = False


@dataclass(frozen=True, slots=True)
class LinkOfChain:
    """An entry with its place in the chain. line : None when it is of a learning network."""

    number: int
    at: datetime
    action: str
    seal: str
    line: AuditLine | None


def entries_for(reader: Reader, filters: AuditFilters, page: AuditPage) -> AuditLines:
    """The entries that the reader may see, newest first.

    National support reads all but those of learning networks. An administrator reads those of the organisations they
    look after. Nobody is shown an entry's number: where numbers are left out, something was changed in a learning
    network, and whom the entry beside the gap is about might have been the one who came in.
    """
    found = _matching(_readable(reader), filters)
    total, newest = found.aggregate(total=Count("pk"), newest=Max("pk")).values()
    first = _first_position(page, total)
    last = max(1, first - page.size + 1)
    known = found.filter(number__lte=newest or 0)  # what is added meanwhile does not move the page
    if first > total / 2:
        rows = list(known.order_by("-number")[total - first : total - last + 1])
    else:  # from the end that is nearer: what is skipped has to be read
        rows = list(known.order_by("number")[last - 1 : first])[::-1]
    return AuditLines(tuple(map(_line, rows)), first, older=last > 1, newer=first < total)


def newest_of_chain(number: int) -> tuple[LinkOfChain, ...]:
    """The newest entries of the whole chain, for the command line: whoever runs it can open the database as well."""
    keys = learning_networks()
    rows = AuditEntry.objects.select_related("by", "about").order_by("-number")[:number]
    return tuple(
        LinkOfChain(row.number, row.at, row.action, row.seal, None if _is_inside(row, keys) else _line(row))
        for row in rows
    )


def actions_there_are() -> tuple[str, ...]:
    """Every action that was recorded so far, also in learning networks, by name."""
    return tuple(AuditEntry.objects.order_by("action").values_list("action", flat=True).distinct())


def newest_entry(*, before: datetime | None = None) -> AuditEntry | None:
    """The head of the chain, or what it was at an earlier moment."""
    found = AuditEntry.objects.filter(at__lt=before) if before else AuditEntry.objects
    return found.order_by("-number").first()


def learning_networks() -> frozenset[str]:
    """Keys of the networks inside which those who oversee see nothing."""
    return frozenset(Network.objects.filter(kind="learning_network").values_list("key", flat=True))


def _readable(reader: Reader) -> QuerySet[AuditEntry]:
    """Without accounts that were made by an invitation: one beside which no role is seen tells of a learning network.

    Wherever else somebody was invited to, the role that they got is an entry of its own.
    """
    entries = AuditEntry.objects.select_related("by", "about").exclude(_of_learning_networks())
    if reader.holds("national_support"):
        return entries.exclude(action="person.added", by_words=BY_INVITATION)
    return entries.filter(organisation__in=organisations_reached(reader))


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


def _first_position(page: AuditPage, total: int) -> int:
    """Where a page begins; the newest page for positions that there are not."""
    if page.after is not None and page.after < total:
        return min(total, page.after + page.size)
    if page.before is not None and 1 < page.before <= total:
        return page.before - 1
    return total


def _line(row: AuditEntry) -> AuditLine:
    before, after = _details(row)
    return AuditLine(
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
    )


def _details(row: AuditEntry) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """An erasure names the entries that it emptied, for the check of the chain alone: some are of learning networks."""
    return ({}, {}) if row.details is None or row.action == ERASED else read(row.details)
