"""Which organisations sign their people in with a sign-on of their own: read from a file when the server starts.

The file is EVERYWEEK_HOME/sign-on.toml, or the one that EVERYWEEK_SIGN_ON names. It has a table for each organisation:

    [fenwick]
    organisation = "ZZ1"
    name = "Fenwick Hospitals"
    issuer = "https://sign-on.fenwick.example"
    client_id = "everyweek"
    client_secret = "…"
    email_domains = ["fenwick.example"]
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

FILE_NAME = "sign-on.toml"
REQUIRED = ("organisation", "name", "issuer", "client_id", "client_secret", "email_domains")
OPTIONAL = ("sign_in_origins", "verified_claim")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class SignOn:
    """The sign-on of one organisation.

    key             : its place in addresses. organisation : the code of whom it belongs to; name : on the button.
    issuer          : its address; what it publishes about itself is found below it.
    email_domains   : it may sign in nobody whose address is not of these.
    sign_in_origins : where its page to sign in is, when that is not on the host of the issuer.
    verified_claim  : what it calls the claim that it has checked the address.
    """

    key: str
    organisation: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    email_domains: frozenset[str]
    sign_in_origins: tuple[str, ...]
    verified_claim: str = "email_verified"

    def holds_address(self, email: str) -> bool:
        """Whether an address is of one of its domains."""
        return email.rpartition("@")[2].lower() in self.email_domains


def read_sign_ons(path: Path, *, is_asked_for: bool = False) -> dict[str, SignOn]:
    """The sign-ons of a file by their keys; none when there is no file.

    is_asked_for : the file was named, so that it must be there. Raises ImproperlyConfigured, which repeats no secret.
    """
    if not path.is_file() and not is_asked_for:
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"{path.name} cannot be read: {type(error).__name__}: {error}") from error
    found = {key: _sign_on(key, table, file=path.name) for key, table in tables.items()}
    _check_that_no_domain_is_twofold(found, file=path.name)
    return found


def sign_on_settings(sign_ons: Mapping[str, SignOn]) -> dict[str, Any]:
    """The same as allauth wants to be told."""
    apps = [
        {
            "provider_id": one.key,
            "name": one.name[:40],
            "client_id": one.client_id,
            "secret": one.client_secret,
            "settings": {"server_url": one.issuer},
        }
        for one in sign_ons.values()
    ]
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}


def _sign_on(key: str, table: Any, *, file: str) -> SignOn:
    where = f"{file}, [{key}]"
    if not re.fullmatch(r"[a-z0-9][-a-z0-9]{0,39}", key):
        raise ImproperlyConfigured(f"{where}: name the table with small letters, digits and hyphens only.")
    if not isinstance(table, dict):
        raise ImproperlyConfigured(f"{where}: every organisation is a table, which begins with its name in [ ].")
    if missing := [name for name in REQUIRED if not table.get(name)]:
        raise ImproperlyConfigured(f"{where}: {', '.join(missing)} is missing or empty.")
    if unknown := sorted(set(table) - {*REQUIRED, *OPTIONAL}):
        raise ImproperlyConfigured(f"{where}: {', '.join(unknown)} is not known. Known: {', '.join(REQUIRED)}.")
    texts = {name: _text(table, name, where=where) for name in REQUIRED if name != "email_domains"}
    issuer = texts.pop("issuer").rstrip("/")
    origins = [_origin(address, where=where) for address in (issuer, *_texts(table, "sign_in_origins", where=where))]
    return SignOn(
        key=key,
        **texts,
        issuer=issuer,
        email_domains=frozenset(_domain(one, where=where) for one in _texts(table, "email_domains", where=where)),
        sign_in_origins=tuple(dict.fromkeys(origins)),
        verified_claim=table.get("verified_claim") or "email_verified",
    )


def _text(table: Mapping[str, Any], name: str, *, where: str) -> str:
    value = table[name]
    if not isinstance(value, str) or not value.strip():
        raise ImproperlyConfigured(f"{where}: {name} is not a text in quotation marks.")
    return value.strip()


def _texts(table: Mapping[str, Any], name: str, *, where: str) -> list[str]:
    values = table.get(name, [])
    if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
        raise ImproperlyConfigured(f'{where}: {name} is not a list, as in ["one.example", "two.example"].')
    return values


def _domain(text: str, *, where: str) -> str:
    domain = text.lower().lstrip("@")
    if not re.fullmatch(r"([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)+[a-z]{2,}", domain):
        raise ImproperlyConfigured(f"{where}: “{text}” is not a domain of addresses, as in fenwick.example.")
    return domain


def _origin(address: str, *, where: str) -> str:
    """The scheme and host of an address: secrets and identities travel there, so that it must be HTTPS."""
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not is_safe or not parts.hostname or parts.query or parts.fragment or "@" in parts.netloc:
        raise ImproperlyConfigured(f"{where}: “{address}” is not an address that begins with https://.")
    return f"{parts.scheme}://{parts.netloc}"


def _check_that_no_domain_is_twofold(found: Mapping[str, SignOn], *, file: str) -> None:
    seen: dict[str, str] = {}
    for one in found.values():
        for domain in sorted(one.email_domains):
            if domain in seen:
                raise ImproperlyConfigured(f"{file}: {domain} stands in [{seen[domain]}] and in [{one.key}].")
            seen[domain] = one.key
