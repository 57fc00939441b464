"""Roles, organisations and networks as somebody typed them, and what was perhaps meant by a word that names none."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import get_args

from django.utils import timezone

from everyweek.reference import ENGLAND
from everyweek.reference.organisation import Kind
from everyweek.web.people.errors import NotHeld
from everyweek.web.people.models import Network
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.organisations.queries import code_as_kept
from everyweek.web.people.roles.catalogue import ROLES
from everyweek.web.people.roles.errors import NoSuchRole

MOST_NAMED = 3
SEE_THEM = " Its key stands in its address, behind /networks/."
SHORTEST_BEGINNING = 3
ENOUGH_ALIKE = 0.6
"""Of 1; by difflib's measure one letter of three is wrong in “RAK” for “RAJ” (0.67)."""


def check_are_known(*, role: str, organisation: str = "", network: str = "") -> None:
    """Raises NoSuchRole or NotHeld for a word that names nothing, with what was perhaps meant by it."""
    if role not in ROLES:
        near = did_you_mean(role, {word: row.key for row in ROLES.values() for word in (row.key, row.title)})
        raise NoSuchRole(f"There is no role “{role[:40]}”.{near} The roles are: {', '.join(ROLES)}.")
    if organisation and code_as_kept(organisation) != ENGLAND and not directory().has(code_as_kept(organisation)):
        near = did_you_mean(organisation, _organisations())
        raise NotHeld(f"No organisation has the code “{organisation[:60]}”.{near} Nothing was changed.")
    if network:
        find_network(network)


def find_network(key: str) -> Network:
    """The network of this key. Raises NotHeld."""
    found = Network.objects.filter(key=key).first()
    if found is None:
        near = did_you_mean(key, _networks())
        raise NotHeld(f"No network has the key “{key[:60]}”.{near or SEE_THEM} Nothing was changed.")
    return found


def did_you_mean(typed: str, known: Mapping[str, str]) -> str:
    """A sentence with what begins so, or else with what is spelt alike, the nearest first; "" when nothing is.

    known : by each word that could have been meant, what is to be typed.

    >>> did_you_mean("Admin", {"administrator": "system_administrator", "champion": "champion"})
    ' Did you mean system_administrator?'
    >>> did_you_mean("champoin", {"administrator": "system_administrator", "champion": "champion"})
    ' Did you mean champion?'
    >>> did_you_mean("king", {"member": "member"})
    ''
    """
    meant = {word.casefold(): shown for word, shown in known.items()}
    spelt = typed.strip().casefold()
    begin_so = [word for word in meant if word.startswith(spelt)] if len(spelt) >= SHORTEST_BEGINNING else []
    near = begin_so or get_close_matches(spelt, meant, n=2 * MOST_NAMED, cutoff=ENOUGH_ALIKE)
    shown = list(dict.fromkeys(meant[word] for word in near))[:MOST_NAMED]
    return f" Did you mean {' or '.join(shown)}?" if shown else ""


def _organisations() -> dict[str, str]:
    """The organisations of today by code and by name."""
    rows = [row for kind in get_args(Kind) for row in directory().organisations(kind=kind, on=timezone.localdate())]
    return {word: f"{row.code} ({row.name})" for row in rows for word in (row.code, row.name)}


def _networks() -> dict[str, str]:
    rows = Network.objects.order_by("key").values_list("key", "name")
    return {word: f"{key} ({name})" for key, name in rows for word in (key, name)}
