"""The list of networks, and the page of one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from everyweek.web.design import wording
from everyweek.web.design.contact import whom_to_ask
from everyweek.web.people.discussion.fragments import LinkLine, ThreadLine, latest_links, latest_threads
from everyweek.web.people.events.fragments import EventLine, next_events
from everyweek.web.people.networks.figures import Figures, figures_of
from everyweek.web.people.networks.models import FOCUS, KINDS, Network
from everyweek.web.people.networks.queries import NetworkFacts, NetworkLine, facts_of, list_networks
from everyweek.web.people.networks.words import HOW_TO_JOIN, KINDS_OF_NETWORKS, OVERSIGHT_LINE, day_of
from everyweek.web.people.organisations.known import directory, name_of, warehouse
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

LATEST = 5
SYSTEMS_IN_VIEW = 12
"""Names of organisations that are shown at once; the others are folded away."""


@dataclass(frozen=True, slots=True)
class Row:
    """A network of the list."""

    name: str
    address: str
    details: str


@dataclass(frozen=True, slots=True)
class Section:
    """Networks of one kind, or the reader's own."""

    key: str
    title: str
    about: str
    rows: tuple[Row, ...]


def list_page(reader: Reader, text: str) -> dict[str, Any]:
    """Every network that the reader may know of, theirs first."""
    asked = "".join(sign for sign in text if sign.isprintable())[:80].strip()
    found = list_networks(reader, asked)
    mine = tuple(line for line in found if line.is_mine)
    sections = [Section("yours", f"Yours ({len(mine)})", "", tuple(map(_row, mine)))] if mine else []
    for kind, (title, about) in KINDS_OF_NETWORKS.items():
        rows = tuple(_row(line) for line in found if line.kind == kind and not line.is_mine)
        sections += [Section(kind, f"{title} ({len(rows)})", about, rows)] if rows else []
    return {
        "query": asked,
        "sections": sections,
        "nothing": "" if found or not asked else f"No network that you can see has “{asked}” in its name or purpose.",
        "sample": "While the invented sample is loaded, of the published networks only invented ones are shown."
        if warehouse().holds_sample()
        else "",
        "may_create": can(reader, "network.create"),
        "is_signed_in": reader.is_signed_in,
    }


def _row(line: NetworkLine) -> Row:
    focus = FOCUS[line.focus] if line.focus else ""
    state = "Closed" if line.is_closed else HOW_TO_JOIN[line.joining]
    kind = KINDS[line.kind] if line.is_mine else ""
    details = (kind, _members(line.members), line.footprint, focus, state)
    return Row(
        name=line.name,
        address=reverse("network", kwargs={"network": line.key}),
        details=". ".join(part for part in details if part),
    )


def _members(number: int) -> str:
    return wording.several(number, "member") if number else "No members yet"


@dataclass(frozen=True, slots=True)
class Door:
    """What stands beside the name: how the reader gets in, or that they are in.

    button, address : "" when there is nothing to press; also : a second thing to do, as words and address.
    """

    words: str
    button: str = ""
    address: str = ""
    also: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class System:
    """An organisation whose people are members."""

    name: str
    address: str
    people: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """One of the latest conversations."""

    title: str
    address: str
    details: str


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """Everything the page shows of a network.

    state      : that it is closed; "" while it goes on.
    line       : the promise of a learning network; "" for others.
    nobody     : what to do when nobody runs it; "" when somebody does.
    systems, more_systems : of its members, the second part folded; None when the reader may not know.
    inside     : whether the reader may read inside; outside: what there is, for those who may not.
    to_do      : what the reader may do as somebody who runs it, as words and address.
    """

    name: str
    key: str
    kind: str
    purpose: tuple[str, ...]
    state: str
    line: str
    facts: tuple[tuple[str, str], ...]
    nobody: str
    door: Door
    members: str
    members_address: str
    systems: tuple[System, ...] | None
    more_systems: tuple[System, ...]
    figures: Figures | None
    published: tuple[System, ...]
    is_inside: bool
    may_write: bool
    outside: str
    threads: tuple[Conversation, ...]
    events: tuple[EventLine, ...]
    links: tuple[LinkLine, ...]
    discussion_address: str
    events_address: str
    links_address: str
    to_do: tuple[tuple[str, str], ...]


def network_page(network: Network, reader: Reader, *, now: datetime) -> NetworkPage:
    """The page of a network, as its reader may see it."""
    facts, figures = facts_of(network, reader), figures_of(network)
    systems = None if facts.systems is None else tuple(_system(code, people) for code, people in facts.systems)
    may_read = can(reader, "network.read", network)
    return NetworkPage(
        name=network.name,
        key=network.key,
        kind=KINDS[network.kind],
        purpose=tuple(line for line in network.purpose.split("\n") if line.strip()),
        state="" if network.ended_at is None else f"Closed on {day_of(network.ended_at)}. Nothing new can be written.",
        line=OVERSIGHT_LINE if network.is_learning_network else "",
        facts=tuple(_facts(network, facts, figures)),
        nobody=_nobody(network, reader) if not facts.lead_count else "",
        door=_door(network, reader, facts),
        members=_members(facts.members),
        members_address=_address("network-members", network) if can(reader, "network.members", network) else "",
        systems=None if systems is None else systems[:SYSTEMS_IN_VIEW],
        more_systems=() if systems is None else systems[SYSTEMS_IN_VIEW:],
        figures=figures,
        published=() if figures is None else tuple(_system(code, 0) for code in figures.codes),
        is_inside=may_read,
        may_write=can(reader, "network.write", network),
        outside="" if may_read else _outside(network, reader),
        threads=tuple(_conversation(line) for line in latest_threads(network, reader, LATEST)),
        events=next_events(network, reader, LATEST, now),
        links=latest_links(network, reader, LATEST),
        discussion_address=_address("network-discussion", network),
        events_address=_address("network-events", network),
        links_address=_address("network-links", network),
        to_do=tuple(_to_do(network, reader, facts)),
    )


def _facts(network: Network, facts: NetworkFacts, figures: Figures | None) -> list[tuple[str, str]]:
    published = f"{network.lead_words}." if network.lead_words else ""
    source = f" Source: {figures.source}." if published and figures else ""
    return [
        *([("For whom", network.footprint)] if network.footprint else []),
        *([("Focus", FOCUS[network.focus])] if network.focus else []),
        *([("Published lead", published + source)] if published else []),
        ("Who runs it here", _who_runs_it(facts)),
        ("Joining", HOW_TO_JOIN[network.joining]),
    ]


def _who_runs_it(facts: NetworkFacts) -> str:
    if not facts.lead_count:
        return "Nobody yet"
    if facts.leads is None:
        return wording.several(facts.lead_count, "lead")
    return "; ".join(f"{lead.name}{f', {lead.job_title}' if lead.job_title else ''}" for lead in facts.leads)


def _nobody(network: Network, reader: Reader) -> str:
    if can(reader, "country.administer"):
        return "Nobody runs this network yet. Say who leads it: until then, whoever asks to join waits."
    is_inside = can(reader, "network.leave", network)
    if not is_inside and (network.is_learning_network or network.joining == "request"):
        return (
            "Nobody runs this network yet. You can ask to join; your request waits until national support has named a "
            f"lead. If that should be you, tell {whom_to_ask(otherwise='them')}."
        )
    return (
        "Nobody runs this network. National support can name a lead; if that should be you, tell "
        f"{whom_to_ask(otherwise='them')}."
    )


def _door(network: Network, reader: Reader, facts: NetworkFacts) -> Door:
    join = _address("network-join", network)
    if can(reader, "network.leave", network):
        return Door("You are in this network.", also=("Leave", _address("network-leave", network)))
    if network.ended_at is not None:
        return Door("It has been closed: nobody can join any more.")
    if not reader.is_signed_in:
        return Door("Sign in to join.", "Sign in and join", join)
    if facts.waits:
        return Door(
            "You asked to join. A lead will answer; you will find it in your inbox.",
            also=("See your request, or take it back", join),
        )
    if network.joining == "private":
        return Door("Only those who are invited join.")
    if not can(reader, "network.join", network):
        return Door(
            "You oversee others, so you cannot join: a learning network is for its members only. You see what is "
            "published of it, how many members it has and what they chose to share beyond it."
        )
    if network.joining == "open":
        return Door("Anybody who signs in can join, at once.", "Join", join)
    return Door("A lead lets people in. Ask, and say who you are.", "Ask to join", join)


def _outside(network: Network, reader: Reader) -> str:
    if network.is_learning_network and can(reader, "shared.read"):
        return "Its conversations, events, links and members are for those inside."
    if network.joining == "private":
        return "What is written here is for those inside only."
    return "Inside are conversations, events and links, and who the members are. Join to see them."


def _to_do(network: Network, reader: Reader, facts: NetworkFacts) -> list[tuple[str, str]]:
    may_run, may_appoint = can(reader, "network.run", network), can(reader, "network.appoint", network)
    waiting = f"Requests to join ({facts.requests})" if facts.requests else "Requests to join"
    return [
        *([(waiting, _address("network-requests", network))] if may_run else []),
        *([("Invite somebody", _address("network-invite", network))] if may_run else []),
        *([("Say who leads it", _address("network-appoint", network))] if may_appoint and not network.ended_at else []),
        *([("Change name, purpose or joining", _address("network-edit", network))] if may_run else []),
        *([("Close this network", _address("network-close", network))] if may_run else []),
        *(
            [("Open it again", _address("network-reopen", network))]
            if network.ended_at and can(reader, "network.reopen", network)
            else []
        ),
    ]


def _conversation(line: ThreadLine) -> Conversation:
    who = f" by {line.who}" if line.who else ""
    details = f"{wording.several(line.posts, 'post')}, the last on {wording.moment(line.last_at)}{who}"
    return Conversation(line.title, line.address, details)


def _system(code: str, people: int) -> System:
    return System(
        name=name_of(code, directory()),
        address=reverse("organisation", kwargs={"code": code}),
        people=wording.several(people, "member") if people else "",
    )


def _address(name: str, network: Network) -> str:
    return reverse(name, kwargs={"network": network.key})
