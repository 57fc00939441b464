"""The pages on which somebody joins, leaves, or answers those who ask."""

from dataclasses import dataclass
from typing import Any

from everyweek.web.people.models import Network
from everyweek.web.people.networks.joining.forms import LONGEST_WORDS
from everyweek.web.people.networks.members.queries import list_waiting
from everyweek.web.people.networks.queries import leads_of, waits
from everyweek.web.people.networks.words import OVERSIGHT_LINE, moment_of, organisation_names, page_of_network
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody who waits."""

    number: int
    name: str
    who: str
    words: str
    when: str


def join_page(network: Network, reader: Reader) -> dict[str, Any]:
    """The page with the button."""
    return {
        "name": network.name,
        "address": page_of_network(network),
        "key": network.key,
        "is_open": network.joining == "open",
        "is_inside": can(reader, "network.leave", network),
        "waits": waits(network, reader),
        "has_no_lead": not leads_of(network),
        "line": OVERSIGHT_LINE if network.is_learning_network else "",
        "longest": LONGEST_WORDS,
    }


def leave_page(network: Network, reader: Reader) -> dict[str, Any]:
    """The question before leaving. warning : what happens when the last lead goes."""
    is_last_lead = leads_of(network) == (reader.identity,)
    return {
        "name": network.name,
        "address": page_of_network(network),
        "warning": "You are its last lead. Everybody inside is told that nobody leads it any more; requests to join "
        "wait until national support names somebody. To hand it on, make another member a lead first."
        if is_last_lead
        else "",
        "again": "You can join again at any time."
        if network.joining == "open"
        else "To come back you must be let in again.",
    }


def requests_page(network: Network) -> dict[str, Any]:
    """Who waits."""
    return {
        "name": network.name,
        "address": page_of_network(network),
        "rows": tuple(
            Request(
                number=one.request,
                name=one.name,
                who=", ".join(part for part in (one.job_title, organisation_names(one.organisations)) if part),
                words=one.words,
                when=f"Asked on {moment_of(one.at)}",
            )
            for one in list_waiting(network)
        ),
    }
