"""Writing the chain. An entry is written in the transaction of the change it tells of: neither is without the other."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from everyweek.web.people.audit.models import AuditEntry
from everyweek.web.people.audit.seal import BEGINNING, digest_of, key_in_use, seal_of
from everyweek.web.people.reader import Reader

KEY_CHANGED = "audit.key-changed"
LOCK = 20_261_122
"""Any number that nothing else in the same PostgreSQL locks by: the day on which the chain began."""


@transaction.atomic
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
    _one_at_a_time()
    last = AuditEntry.objects.order_by("-number").first()
    if last is not None and last.key_id != key_in_use().identity:
        last = _append(last, _announcement_of_key(last, now=now))
    details = json.dumps({"before": dict(before or {}), "after": dict(after or {})}, sort_keys=True, ensure_ascii=False)
    salt = secrets.token_hex(16)
    entry = AuditEntry(
        at=now,
        by_id=by.identity if by else None,
        by_id_then=by.identity if by else None,
        by_words=by_words if by is None else "",
        action=action,
        object_kind=of[0],
        object_key=of[1],
        organisation=organisation,
        network=network,
        about_id=about,
        about_id_then=about,
        details=details,
        salt=salt,
        digest=digest_of(details, salt),
    )
    return _append(last, entry)


def _append(last: AuditEntry | None, entry: AuditEntry) -> AuditEntry:
    """Number, seal and keep an entry behind the last one."""
    key = key_in_use()
    entry.number = last.number + 1 if last else 1
    entry.key_id = key.identity
    entry.seal = seal_of(entry, before=last.seal if last else BEGINNING, key=key)
    entry.save(force_insert=True)
    return entry


def _announcement_of_key(last: AuditEntry, *, now: datetime) -> AuditEntry:
    """Says, sealed with the new key, that entries up to here were sealed with another one.

    Without it, whoever changes an old entry could write another key's name beside it, and nobody could tell.
    """
    details = json.dumps({"before": {}, "after": {}})
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
