"""The pages on which networks are begun, changed, closed and given a lead."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from everyweek.web.people.invitations.handed_over import invited_words, links_to_show
from everyweek.web.people.models import Network
from everyweek.web.people.networks.making.actions import STAYS_A_LEARNING_NETWORK
from everyweek.web.people.networks.making.draft import NEVER_PRIVATE
from everyweek.web.people.networks.models import LONGEST_NAME
from everyweek.web.people.networks.queries import facts_of
from everyweek.web.people.networks.words import page_of_network, told
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

HINTS_OF_KINDS = {
    "learning_network": "What is said in it is never shown to those who oversee its members. National support makes it "
    "and names its lead, and is never inside.",
    "community_of_practice": "People who do the same work, wherever they do it.",
    "project_room": "A few people, one piece of work.",
}


def new_page(kinds: tuple[str, ...]) -> dict[str, Any]:
    """The page on which a network is begun."""
    return {
        "title": "Begin a network",
        "button": "Begin it",
        "intro": "You will lead it: you let people in, and say what it is for."
        + (" For a learning network you say next who leads it." if "learning_network" in kinds else ""),
        "address": reverse("networks"),
        "hints": HINTS_OF_KINDS,
        "note": NEVER_PRIVATE if "learning_network" in kinds else "",
        "longest_name": LONGEST_NAME,
        "is_clash": False,
        "asks_if_sure": False,
    }


def edit_page(network: Network, kinds: tuple[str, ...], *, is_clash: bool, asks_if_sure: bool) -> dict[str, Any]:
    """The page on which a network is changed."""
    return {
        "title": f"Change “{network.name}”",
        "button": "Save",
        "intro": "",
        "address": page_of_network(network),
        "hints": HINTS_OF_KINDS,
        "note": f"{STAYS_A_LEARNING_NETWORK} {NEVER_PRIVATE}" if network.is_learning_network else "",
        "longest_name": LONGEST_NAME,
        "is_clash": is_clash,
        "open_again": reverse("network-edit", kwargs={"network": network.key}),
        "asks_if_sure": asks_if_sure,
    }


def close_page(network: Network) -> dict[str, Any]:
    """The question before closing a network, or opening it again."""
    return {"name": network.name, "version": network.version, "address": page_of_network(network)}


def appoint_page(request: HttpRequest, network: Network, reader: Reader) -> dict[str, Any]:
    """The page on which a lead is named. links : of invitations that whoever invited hands over."""
    facts, links = facts_of(network, reader), links_to_show(request)
    is_invited = request.GET.get("done") == "invited"
    return {
        "name": network.name,
        "address": page_of_network(network),
        "members": reverse("network-members", kwargs={"network": network.key})
        if can(reader, "network.run", network)
        else "",
        "leads": tuple(lead.name for lead in facts.leads or ()),
        "is_learning_network": network.is_learning_network,
        "said": invited_words(1, are_shown=bool(links)) if is_invited else told(request),
        "links": links,
    }
