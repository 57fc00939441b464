"""Networks with who leads them and how many wait: what national support needs to see to it that somebody leads."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from everyweek.web.people.models import JoinRequest, Network, Role
from everyweek.web.people.networks.queries import NetworkLine, list_networks
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class NetworkSeen:
    """A network of the list.

    leads        : names; None when the reader may not know them.
    requests     : how many people wait to be let in; None where only the leads may know.
    may_appoint  : whether the reader may say who leads it.
    """

    line: NetworkLine
    leads: tuple[str, ...] | None
    has_lead: bool
    requests: int | None
    may_appoint: bool


def networks_seen(reader: Reader, text: str = "") -> tuple[NetworkSeen, ...]:
    """Every network that the reader may know of, by name; those that go on and have no lead come first."""
    lines = list_networks(reader, text)
    rows = {row.key: row for row in Network.objects.filter(key__in=[line.key for line in lines])}
    leads = _leads()
    waiting = dict(
        JoinRequest.objects.filter(answer="").values("network").annotate(n=Count("pk")).values_list("network", "n")
    )
    seen = (_seen(line, rows[line.key], leads, waiting, reader) for line in lines)
    return tuple(sorted(seen, key=lambda one: one.has_lead or one.line.is_closed))


def _seen(
    line: NetworkLine, row: Network, leads: dict[int, list[str]], waiting: dict[int, int], reader: Reader
) -> NetworkSeen:
    names = tuple(leads.get(row.pk, ()))
    return NetworkSeen(
        line=line,
        leads=names if can(reader, "network.leads", row) else None,
        has_lead=bool(names),
        requests=waiting.get(row.pk, 0) if can(reader, "network.run", row) else None,
        may_appoint=can(reader, "network.appoint", row) and row.ended_at is None,
    )


def _leads() -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    held = Role.objects.filter(kind="network_lead", until=None, person__is_active=True).order_by("person__name")
    for network, name in held.values_list("network", "person__name"):
        found[network].append(name)
    return found
