"""A network as somebody typed it, before it is saved."""

from dataclasses import dataclass

from everyweek.reference.group import Group
from everyweek.web.people.models import Network
from everyweek.web.people.networks.errors import NotANetwork
from everyweek.web.people.networks.models import FOCUS, JOINING, KINDS, LONGEST_NAME
from everyweek.web.people.organisations.known import directory, warehouse
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

LONGEST_PURPOSE = 2000
LONGEST_FOOTPRINT = 200
BY_NATIONAL_SUPPORT = ("learning_network", "cluster", "cohort", "region")
WITHOUT_A_NAME = f"Give the network a name of 1 to {LONGEST_NAME} characters."
NEVER_PRIVATE = (
    "A learning network is not private: which there are, what they are for and who leads them is published. What is "
    "said in it is seen by its members only."
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form says of a network; the fields of the model by the same names."""

    name: str
    kind: str
    purpose: str = ""
    footprint: str = ""
    focus: str = ""
    joining: str = "request"
    group_key: str = ""


def kinds_for(reader: Reader) -> tuple[str, ...]:
    """The kinds of network that somebody may begin."""
    is_national = can(reader, "country.administer")
    may_make_community = is_national or can(reader, "administration.open")
    return tuple(
        kind
        for kind in KINDS
        if (kind in BY_NATIONAL_SUPPORT and is_national)
        or (kind == "community_of_practice" and may_make_community)
        or (kind == "project_room" and can(reader, "network.create"))
    )


def groups_to_choose(present: str = "") -> tuple[tuple[str, str], ...]:
    """The groups of organisations whose figures a network can look at, by key and name, with the one it looks at now.

    While the invented sample is loaded only invented ones, otherwise only real ones.
    """
    invented = warehouse().holds_sample()
    return tuple((group.key, group.name) for group in _groups() if group.invented == invented or group.key == present)


def spelt(draft: Draft) -> Draft:
    """The draft as it is kept. Raises NotANetwork with what is wrong."""
    name, footprint = " ".join(draft.name.split()), " ".join(draft.footprint.split())
    purpose = "\n".join(line.rstrip() for line in draft.purpose.replace("\r\n", "\n").strip().split("\n"))
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise NotANetwork(WITHOUT_A_NAME, field="name")
    if len(purpose) > LONGEST_PURPOSE or not purpose.replace("\n", "").replace("\t", "").isprintable():
        raise NotANetwork(
            f"Say what it is for in at most {LONGEST_PURPOSE:,} characters; you wrote {len(purpose):,}.",
            field="purpose",
        )
    if len(footprint) > LONGEST_FOOTPRINT or not footprint.isprintable():
        raise NotANetwork(f"Say whom it is for in at most {LONGEST_FOOTPRINT} characters.", field="footprint")
    _check_choices(draft)
    return Draft(name, draft.kind, purpose, footprint, draft.focus, draft.joining, draft.group_key)


def draft_of(network: Network) -> Draft:
    """A network as it is."""
    return Draft(
        name=network.name,
        kind=network.kind,
        purpose=network.purpose,
        footprint=network.footprint,
        focus=network.focus,
        joining=network.joining,
        group_key=network.group_key,
    )


def _check_choices(draft: Draft) -> None:
    if draft.kind not in KINDS:
        raise NotANetwork("Choose what kind of network it is.", field="kind")
    if draft.focus not in FOCUS:
        raise NotANetwork("Choose its focus.", field="focus")
    if draft.joining not in JOINING:
        raise NotANetwork("Choose how people join.", field="joining")
    if draft.kind == "learning_network" and draft.joining == "private":
        raise NotANetwork(NEVER_PRIVATE, field="joining")
    if draft.group_key and draft.group_key not in {group.key for group in _groups()}:
        raise NotANetwork("Choose a group from the list, or none.", field="group_key")


def _groups() -> tuple[Group, ...]:
    from everyweek.reference.groups import built_in_groups

    return built_in_groups(directory())
