"""Which network a champion joins."""

from dataclasses import dataclass
from datetime import date

from everyweek.reference import UnknownOrganisation, groups_of
from everyweek.web.people.models import Network
from everyweek.web.people.organisations.known import directory, name_of

URGENT_AND_EMERGENCY_CARE = "UEC"
"""How the letter that set the learning networks up abbreviates their focus, and reference data with it."""


@dataclass(frozen=True, slots=True)
class NetworkToJoin:
    """The network; None when there is none, and then why says so."""

    network: Network | None
    why: str


def network_for(system: str, *, on: date) -> NetworkToJoin:
    """The learning network for urgent and emergency care in whose footprint a system lies, if there is exactly one.

    Else the network of its region; else none, which is no mistake: champions are champions without it.
    """
    learning = Network.objects.filter(
        kind="learning_network", group_key__in=learning_groups_of(system, on=on), ended_at=None
    )
    if len(found := list(learning[:2])) == 1:
        return NetworkToJoin(found[0], "the learning network for urgent and emergency care of this system")
    region = directory().parent(system, kind="region", on=on) if directory().has(system) else None
    if region:
        of_region = Network.objects.filter(kind="region", group_key=f"region-{region.lower()}", ended_at=None)
        if network := of_region.order_by("pk").first():
            return NetworkToJoin(network, "the network of the system's region")
    return NetworkToJoin(
        None,
        f"{name_of(system, directory())} lies in no learning network for urgent and emergency care that is kept here, "
        "and its region has no network.",
    )


def learning_groups_of(system: str, *, on: date) -> frozenset[str]:
    """The keys of the learning networks for urgent and emergency care that the system or a trust of it is in."""
    known = directory()
    try:
        trusts = [code for code in known.providers(system, on=on) if known.organisation(code, on=on).kind == "trust"]
        groups = [group for code in (system, *sorted(trusts)) for group in groups_of(code, known, on=on)]
    except UnknownOrganisation:
        return frozenset()
    return frozenset(
        group.key for group in groups if group.kind == "network" and group.focus == URGENT_AND_EMERGENCY_CARE
    )
