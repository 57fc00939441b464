"""What is known of networks."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from everyweek.web.people.models import Network


class NoSuchNetwork(Http404):
    """No network that the reader may know of has this key."""

    title = "There is no such network"
    message = "The address leads to no network that you can see. It may be mistyped, or the network may be private."


def network_in_address(parts: Mapping[str, Any]) -> Network:
    """The network that an address names by its part `network`. Raises NoSuchNetwork."""
    found = Network.objects.filter(key=parts["network"]).first()
    if found is None:
        raise NoSuchNetwork
    return found
