"""Writing the chain. An entry is written in the transaction of the change it tells of: neither is without the other."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from everyweek.web.people.audit.details import written
from everyweek.web.people.audit.models import AuditEntry
from everyweek.web.people.audit.seal import BEGINNING, digest_of, key_in_use, seal_of
from everyweek.web.people.reader import Reader

KEY_CHANGED = "audit.key-changed"
LOCK = 20_261_122
"""Any number that nothing else in the same PostgreSQL locks by: the day on which the chain began."""


AT_ONCE = 500
"""Entries that one statement writes."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of many that are made together; the parts are those of `record`."""

    action: str
    of: tuple[str, str]
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    organisation: str = ""
    network: str = ""
    about: int | None = None


def record(
    *,
    by: Reader | None,
    action: str,
    of: tuple[str, str],
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    organisation: str = "",
    network: str = "",
    about: int | None = None,
    by_words: str = "",
    now: datetime,
) -> AuditEntry:
    """Add an entry at the end of the chain.

    action       : what was done, as "role.given"; of: the kind and the key of the thing, as ("network", "lin-x").
    before, after: what changed, as plain values; only what changed. Never the text of a post or a password.
    organisation, network : where it belongs, which decides who may read the entry; keys.
    about        : the person it is about: at their request what the entry says is erased, and the chain still holds.
    by           : None for the command line or the product itself; by_words says which.
    """
    change = Change(action, of, before or {}, after or {}, organisation, network, about)
    return record_many([change], by=by, by_words=by_words, now=now)[-1]


@transaction.atomic
def record_many(
    changes: Iterable[Change], *, by: Reader | None, by_words: str = "", now: datetime
) -> tuple[AuditEntry, ...]:
    """Add an entry for each of many changes that are made together, in their order; with one look at the chain's end.

    Gives the entries; one that announces a new key comes before them.
    """
    _one_at_a_time()
    last = AuditEntry.objects.order_by("-number").first()
    entries = tuple(_chained(_entries(changes, last, by=by, by_words=by_words, now=now), last))
    AuditEntry.objects.bulk_create(entries, batch_size=AT_ONCE)
    return entries


def _entries(
    changes: Iterable[Change], last: AuditEntry | None, *, by: Reader | None, by_words: str, now: datetime
) -> Iterator[AuditEntry]:
    if last is not None and last.key_id != key_in_use().identity:
        yield _announcement_of_key(last, now=now)
    for change in changes:
        yield _entry(change, by=by, by_words=by_words, now=now)


def _entry(change: Change, *, by: Reader | None, by_words: str, now: datetime) -> AuditEntry:
    details = written(change.before, change.after)
    salt = secrets.token_hex(16)
    return AuditEntry(
        at=now,
        by_id=by.identity if by else None,
        by_id_then=by.identity if by else None,
        by_words=by_words if by is None else "",
        action=change.action,
        object_kind=change.of[0],
        object_key=change.of[1],
        organisation=change.organisation,
        network=change.network,
        about_id=change.about,
        about_id_then=change.about,
        details=details,
        salt=salt,
        digest=digest_of(details, salt),
    )


def _chained(entries: Iterable[AuditEntry], last: AuditEntry | None) -> Iterator[AuditEntry]:
    """Each numbered and sealed behind the one before it."""
    key = key_in_use()
    number, seal = (last.number, last.seal) if last else (0, BEGINNING)
    for entry in entries:
        entry.number = number = number + 1
        entry.key_id = key.identity
        entry.seal = seal = seal_of(entry, before=seal, key=key)
        yield entry


def _announcement_of_key(last: AuditEntry, *, now: datetime) -> AuditEntry:
    """Says, sealed with the new key, that entries up to here were sealed with another one.

    Without it, whoever changes an old entry could write another key's name beside it, and nobody could tell.
    """
    details = written({}, {})
    return AuditEntry(
        at=now,
        by_words="the product",
        action=KEY_CHANGED,
        object_kind="key",
        object_key=last.key_id,
        details=details,
        digest=digest_of(details, ""),
    )


def _one_at_a_time() -> None:
    """Wait until nobody else is adding: on SQLite a transaction holds the only write lock from its beginning."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
