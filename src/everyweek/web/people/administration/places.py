"""Which organisation or network somebody means by what they typed: a code, a key, or a name."""

from everyweek.reference import ENGLAND, Directory
from everyweek.reference.search import words_of
from everyweek.web.people.errors import PeopleError
from everyweek.web.people.models import Network

MOST_NEAR = 3


class NoSuchPlace(PeopleError):
    """No organisation or network is called so."""


def organisation_meant(text: str, known: Directory) -> str:
    """The code of the organisation that has this code or is called exactly so today; "" for nothing.

    Raises NoSuchPlace, with the nearest ones.
    """
    spelt = " ".join(text.split())
    if not spelt:
        return ""
    if spelt.lower() == ENGLAND:
        return ENGLAND
    if known.has(spelt.upper()):
        return spelt.upper()
    near = known.find(spelt, limit=MOST_NEAR + 1)
    same = [row.code for row in near if words_of(row.name) == words_of(spelt)]
    if len(same) == 1:
        return same[0]
    listed = "; ".join(f"{row.name} ({row.code})" for row in near[:MOST_NEAR])
    hint = f" Did you mean: {listed}? Write the code." if listed else " Look it up under Organisations."
    raise NoSuchPlace(f"No organisation has the code or name “{spelt[:60]}”.{hint}")


def network_meant(text: str) -> Network | None:
    """The network that has this key or is called exactly so; None for nothing. Raises NoSuchPlace."""
    spelt = " ".join(text.split())
    if not spelt:
        return None
    found = Network.objects.filter(key=spelt.lower()).first() or _called(spelt)
    if found is None:
        raise NoSuchPlace(
            f"No network has the key or name “{spelt[:60]}”. Its key stands in its address, behind /networks/."
        )
    return found


def _called(name: str) -> Network | None:
    rows = list(Network.objects.filter(name__iexact=name)[:2])
    return rows[0] if len(rows) == 1 else None
