"""The seal of an entry: a keyed hash over the entry and the seal before it.

Whoever changes, removes or inserts an entry of the past would have to make every later seal anew, and for that they
need the key, which is not in the database. Removing the newest entries leaves a shorter chain that holds; against that
the newest number and seal are printed by `everyweek audit` and stand in the audit page, to be kept elsewhere.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC

from django.conf import settings

from everyweek.web.people.audit.models import AuditEntry

BEGINNING = "0" * 64
SEALED = (
    "number",
    "by_id_then",
    "by_words",
    "action",
    "object_kind",
    "object_key",
    "organisation",
    "network",
    "about_id_then",
    "digest",
    "key_id",
)


@dataclass(frozen=True, slots=True)
class SealingKey:
    """A key and a short name by which an entry says that it was sealed with it."""

    identity: str
    secret: bytes


def key_in_use() -> SealingKey:
    """The key made of the server's secret key."""
    return _key_made_of(settings.SECRET_KEY)


def keys_known() -> dict[str, SealingKey]:
    """By its name, every key with which entries can be checked: the one in use, and those in use before that are kept.

    Earlier ones are those of SECRET_KEY_FALLBACKS.
    """
    made = (_key_made_of(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
    return {key.identity: key for key in made}


def _key_made_of(server_secret: str) -> SealingKey:
    secret = hashlib.sha256(b"everyweek.audit" + server_secret.encode()).digest()
    return SealingKey(hashlib.sha256(b"name of" + secret).hexdigest()[:16], secret)


def digest_of(details: str, salt: str) -> str:
    """What stays of details that are erased: it tells nothing of them, and changes when they change."""
    return hashlib.sha256(f"{salt}\n{details}".encode()).hexdigest()


def seal_of(entry: AuditEntry, *, before: str, key: SealingKey) -> str:
    """The seal that an entry should have."""
    values = {name: getattr(entry, name) for name in SEALED} | {
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "before": before,
    }
    return hmac.new(key.secret, json.dumps(values, sort_keys=True).encode(), hashlib.sha256).hexdigest()
