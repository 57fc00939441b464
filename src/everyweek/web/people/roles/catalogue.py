"""The roles a person can hold, where each can be held, and what it is for."""

from dataclasses import dataclass
from typing import Literal

Scope = Literal["organisation", "network", "country"]
RoleKey = Literal[
    "member",
    "contributor",
    "reviewer",
    "champion",
    "executive_contact",
    "network_lead",
    "system_administrator",
    "national_support",
]


@dataclass(frozen=True, slots=True)
class RoleKind:
    """One kind of role.

    title   : as people read it. An administrator looks after people and not after computers, so that theirs is not
              "System administrator", as the key says.
    scopes  : where it can be held: at an organisation (a trust, a board, a region), in a network, or in the country.
    meaning : what whoever holds it does, in a sentence.
    """

    key: RoleKey
    title: str
    scopes: frozenset[Scope]
    meaning: str


def _role(key: RoleKey, title: str, scopes: tuple[Scope, ...], meaning: str) -> RoleKind:
    return RoleKind(key, title, frozenset(scopes), meaning)


ROLES: dict[str, RoleKind] = {
    role.key: role
    for role in (
        _role("member", "Member", ("organisation", "network"), "Belongs to it and reads what is shared inside."),
        _role("contributor", "Contributor", ("organisation", "network"), "A member who shares resources in its name."),
        _role("reviewer", "Reviewer", ("network", "country"), "Reads what others want to share, before it is shared."),
        _role(
            "champion",
            "Champion",
            ("organisation", "network"),
            "An iUEC recovery champion of a system, nominated by it, who confirmed.",
        ),
        _role(
            "executive_contact",
            "Executive contact",
            ("organisation",),
            "The executive who speaks for a system and answers for what it returns.",
        ),
        _role("network_lead", "Network lead", ("network",), "Runs a network: its page, its members, its events."),
        _role(
            "system_administrator",
            "Administrator",
            ("organisation",),
            "Looks after people and roles of an organisation, and of every organisation counted in it.",
        ),
        _role(
            "national_support",
            "National support",
            ("country",),
            "Runs rounds and looks after organisations, people and networks of the whole country.",
        ),
    )
}
INSIDE_A_NETWORK = frozenset({"member", "contributor", "reviewer", "champion", "network_lead"})
"""The roles by which somebody is inside a network."""
