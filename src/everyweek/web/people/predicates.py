"""The predicates that permissions are made of: each takes a reader and what is asked about, and says yes or no."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import rules
from django.utils import timezone

from everyweek.web.people.organisations.known import directory, organisations_above
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.catalogue import INSIDE_A_NETWORK, ROLES

if TYPE_CHECKING:
    from everyweek.web.people.champions.models import Return
    from everyweek.web.people.models import Event, Network, Person, Post, SharedLink, Thread


@dataclass(frozen=True, slots=True)
class RoleWanted:
    """A role that is to be given or ended: what kind, and where."""

    kind: str
    organisation: str = ""
    network: "Network | None" = None


# Of the reader alone


@rules.predicate
def anybody(reader: Reader, of: object = None) -> bool:
    """Also somebody who has not signed in."""
    return True


@rules.predicate
def signed_in(reader: Reader, of: object = None) -> bool:
    """Somebody we know."""
    return reader.is_signed_in


@rules.predicate
def national_support(reader: Reader, of: object = None) -> bool:
    """Holds the role of national support."""
    return reader.holds("national_support")


@rules.predicate
def administers_something(reader: Reader, of: object = None) -> bool:
    """Holds the role of administrator anywhere."""
    return reader.holds("system_administrator")


@rules.predicate
def belongs_somewhere(reader: Reader, of: object = None) -> bool:
    """Holds any role at any organisation."""
    return bool(reader.organisations())


@rules.predicate
def oversees(reader: Reader, of: object = None) -> bool:
    """Oversees others: national support, and administrators of a region."""
    return reader.holds("national_support") or any(
        is_region(code) for code in reader.organisations("system_administrator")
    )


# Of an organisation, by its code


@rules.predicate
def belongs_to(reader: Reader, code: str) -> bool:
    """Holds any role at the organisation itself."""
    return code in reader.organisations()


@rules.predicate
def administers(reader: Reader, code: str) -> bool:
    """Administers the organisation, or one that it is counted in today."""
    mine = reader.organisations("system_administrator")
    return bool(mine) and not mine.isdisjoint(organisations_above(code, on=timezone.localdate()))


# Of a person


@rules.predicate
def looks_after(reader: Reader, person: "Person") -> bool:
    """Administers an organisation at which the person holds a role now."""
    if not reader.holds("system_administrator"):
        return False
    held = person.roles.filter(until=None).exclude(organisation="").values_list("organisation", flat=True)
    return any(administers(reader, code) for code in set(held))


# Of a network


@rules.predicate
def is_not_private(reader: Reader, network: "Network") -> bool:
    """The network is known to everybody."""
    return network.joining != "private"


@rules.predicate
def is_open(reader: Reader, network: "Network") -> bool:
    """Anybody may join the network."""
    return network.joining == "open"


@rules.predicate
def is_going_on(reader: Reader, network: "Network") -> bool:
    """The network has not been closed."""
    return network.ended_at is None


@rules.predicate
def has_role_in(reader: Reader, network: "Network") -> bool:
    """Holds a role by which one is inside the network."""
    return reader.holds(*INSIDE_A_NETWORK, network=network.pk)


@rules.predicate
def has_lead_role_in(reader: Reader, network: "Network") -> bool:
    """Holds the role of lead of the network."""
    return reader.holds("network_lead", network=network.pk)


@rules.predicate
def is_kept_from_overseers(reader: Reader, network: "Network") -> bool:
    """It is a learning and improvement network."""
    return network.is_learning_network


is_kept_from = is_kept_from_overseers & oversees
is_inside = has_role_in & ~is_kept_from
leads = has_lead_role_in & ~is_kept_from
may_read_inside = is_inside | (is_open & signed_in & ~is_kept_from)


# Of what somebody wrote in a network


@rules.predicate
def wrote(reader: Reader, thing: "Post") -> bool:
    """Wrote the post."""
    return reader.identity is not None and thing.author_id == reader.identity


@rules.predicate
def made(reader: Reader, thing: "Event") -> bool:
    """Made the event."""
    return reader.identity is not None and thing.made_by_id == reader.identity


@rules.predicate
def added(reader: Reader, thing: "SharedLink") -> bool:
    """Added the link."""
    return reader.identity is not None and thing.added_by_id == reader.identity


@rules.predicate
def reads_inside_of_it(reader: Reader, thing: "Post | Thread | Event | SharedLink") -> bool:
    """May read inside the network it stands in."""
    return bool(may_read_inside(reader, _network_of(thing)))


@rules.predicate
def is_inside_of_it(reader: Reader, thing: "Post | Thread | Event | SharedLink") -> bool:
    """Is inside the network it stands in, which goes on."""
    network = _network_of(thing)
    return bool(is_inside(reader, network)) and network.ended_at is None


@rules.predicate
def leads_its_network(reader: Reader, thing: "Post | Thread | Event | SharedLink") -> bool:
    """Leads the network it stands in."""
    return bool(leads(reader, _network_of(thing)))


@rules.predicate
def is_shared_beyond(reader: Reader, thing: "Post | Event | SharedLink") -> bool:
    """Whoever wrote it chose that those who oversee may read it."""
    return thing.shared_beyond


# Of a role that is to be given or ended


@rules.predicate
def may_give(reader: Reader, wanted: RoleWanted) -> bool:
    """National support gives every role, but inside a learning network only that of lead: it is never told who is in.

    An administrator gives those at their organisations, a lead those in a network.
    """
    role = ROLES.get(wanted.kind)
    if role is None:
        return False
    if reader.holds("national_support"):
        is_inside_of_learning = wanted.network is not None and wanted.network.is_learning_network
        return not is_inside_of_learning or wanted.kind == "network_lead"
    if wanted.organisation:
        return "organisation" in role.scopes and bool(administers(reader, wanted.organisation))
    return wanted.network is not None and "network" in role.scopes and bool(leads(reader, wanted.network))


# Of a return of nominations


@rules.predicate
def speaks_for(reader: Reader, one: "Return") -> bool:
    """Is the executive contact of the system, or administers it."""
    return reader.holds("executive_contact", organisation=one.system) or bool(administers(reader, one.system))


@rules.predicate
def belongs_to_its_system(reader: Reader, one: "Return") -> bool:
    """Holds a role at the system."""
    return one.system in reader.organisations()


def is_region(code: str) -> bool:
    """Whether the organisation is a region, or England."""
    known = directory()
    return known.has(code) and known.organisation(code).kind in ("region", "england")


def _network_of(thing: Any) -> "Network":
    return thing.thread.network if hasattr(thing, "thread") else thing.network
