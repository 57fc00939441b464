"""Reading reading lists. What a reader may not open is neither shown nor counted."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from everyweek.web.learn.using.models import ListEntry, ReadingList
from everyweek.web.people.models import Network
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader


def list_in_address(parts: Mapping[str, Any]) -> ReadingList:
    """The list that an address names. Raises Http404."""
    found = ReadingList.objects.select_related("network", "owner").filter(key=parts["key"]).first()
    if found is None:
        raise Http404
    return found


def lists_of(reader: Reader) -> tuple[ReadingList, ...]:
    """Somebody's own lists, what changed last first."""
    rows = ReadingList.objects.filter(owner=reader.identity).select_related("network")
    return tuple(rows.order_by("-changed_at", "-pk"))


def entries_for(reading_list: ReadingList, reader: Reader) -> tuple[ListEntry, ...]:
    """The entries of a list that a reader may open, in its order."""
    rows = ListEntry.objects.filter(reading_list=reading_list, resource__live=True).select_related("resource__network")
    found = tuple(entry for entry in rows.order_by("sort_order", "pk") if can(reader, "resource.read", entry.resource))
    for entry in found:
        entry.reading_list = reading_list
    return found


def counts_for(lists: tuple[ReadingList, ...], reader: Reader) -> dict[int, int]:
    """How many entries of each of these lists a reader may open."""
    rows = ListEntry.objects.filter(reading_list__in=lists, resource__live=True).select_related("resource__network")
    counted = dict.fromkeys((one.pk for one in lists), 0)
    for entry in rows:
        counted[entry.reading_list_id] += can(reader, "resource.read", entry.resource)
    return counted


def networks_for_lists(reader: Reader) -> tuple[Network, ...]:
    """The networks whose members somebody may keep a list for, by name."""
    inside = Network.objects.filter(pk__in=reader.networks()).order_by("name")
    return tuple(network for network in inside if can(reader, "network.write", network))
