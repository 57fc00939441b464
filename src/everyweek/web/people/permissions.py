"""Who may do what. This is the only place where that is written.

A permission is a name, a rule, and the sentence that somebody reads who may not. A rule is made of the predicates of
the file beside this one: each takes a reader and what the permission is about (the code of an organisation, a network,
a post, an event, a return, a role that is wanted) and says yes or no. `check` raises, `can` tells; pages are guarded
by everyweek.web.people.access, and every action checks again when it writes.

Two lines that no role crosses:

- what is said and shared in a learning and improvement network is never shown to somebody who oversees its members,
  unless whoever said it chose that (`shared_beyond`);
- an administrator reaches the organisations counted in their own, and nothing beside or above it.
"""

from dataclasses import dataclass
from typing import Any

from everyweek.web.people.predicates import (
    RoleWanted,
    added,
    administers,
    administers_something,
    anybody,
    belongs_somewhere,
    belongs_to,
    belongs_to_its_system,
    has_role_in,
    is_going_on,
    is_inside,
    is_inside_of_it,
    is_kept_from,
    is_kept_from_overseers,
    is_not_private,
    is_shared_beyond,
    leads,
    leads_its_network,
    looks_after,
    made,
    may_give,
    may_read_inside,
    national_support,
    oversees,
    reads_inside_of_it,
    signed_in,
    speaks_for,
    wrote,
)
from everyweek.web.people.reader import Reader

__all__ = ["PERMISSIONS", "NotPermitted", "Permission", "RoleWanted", "can", "check"]


class NotPermitted(Exception):
    """Somebody may not do this; the message is a sentence for the page."""

    def __init__(self, permission: str) -> None:
        super().__init__(PERMISSIONS[permission].why_not)
        self.permission = permission


@dataclass(frozen=True, slots=True)
class Permission:
    """A named permission.

    about   : what it is asked of, in words; "" when of nothing.
    why_not : what somebody reads who may not.
    hides   : whether those who may not are not even told that the thing exists.
    """

    name: str
    rule: Any
    about: str
    why_not: str
    hides: bool = False


PERMISSIONS: dict[str, Permission] = {
    permission.name: permission
    for permission in (
        Permission("figures.see", anybody, "", "Everybody may see the figures."),
        Permission("account.own", signed_in, "", "Sign in first."),
        # Organisations and their people
        Permission(
            "organisation.members",
            belongs_to | administers | national_support,
            "an organisation",
            "Only people of this organisation, and those who administer it, see who belongs to it.",
        ),
        Permission(
            "organisation.administer",
            administers | national_support,
            "an organisation",
            "Only an administrator of this organisation, or of one it is counted in, may do this.",
        ),
        Permission(
            "role.give",
            may_give,
            "a role that is wanted",
            "You may not give or end this role: you do not administer the organisation, or lead the network, it is in.",
        ),
        Permission(
            "administration.open",
            administers_something | national_support,
            "",
            "Only administrators of an organisation and national support look after people here.",
        ),
        Permission(
            "person.look-after",
            looks_after | national_support,
            "a person",
            "Only administrators of an organisation that this person belongs to may do this.",
            hides=True,
        ),
        Permission("country.administer", national_support, "", "Only national support may do this."),
        # Networks
        Permission(
            "network.see",
            is_not_private | is_inside | (national_support & ~is_kept_from_overseers),
            "a network",
            "There is no such network, or it is private.",
            hides=True,
        ),
        Permission(
            "network.read",
            may_read_inside,
            "a network",
            "Only its members read what is said here. What is said in a learning network is never shown to those who "
            "oversee its members, unless whoever said it chose that.",
        ),
        Permission(
            "network.write",
            is_inside & is_going_on,
            "a network",
            "Only members of the network write here, while it has not been closed.",
        ),
        Permission(
            "network.join",
            signed_in & is_not_private & is_going_on & ~is_kept_from,
            "a network",
            "You cannot join: the network has been closed, or it is a learning network and you oversee others, who do "
            "not join those.",
        ),
        Permission(
            "network.withdraw",
            signed_in & is_not_private,
            "a network",
            "Sign in first, as whoever asked to join.",
        ),
        Permission(
            "network.leave", has_role_in, "a network", "You are not in this network, so there is nothing to leave."
        ),
        Permission(
            "network.leads",
            signed_in & (~is_kept_from | national_support),
            "a network",
            "Sign in to see who runs the network. Who runs a learning network is not shown to those who oversee.",
        ),
        Permission(
            "network.members",
            is_inside | (national_support & ~is_kept_from_overseers),
            "a network",
            "Only those inside see who the members are.",
        ),
        Permission(
            "network.run",
            (leads | (national_support & ~is_kept_from_overseers)) & is_going_on,
            "a network",
            "Only a lead of the network may do this.",
        ),
        Permission(
            "network.appoint",
            leads | national_support,
            "a network",
            "Only a lead of the network, or national support, may say who leads it.",
        ),
        Permission(
            "network.reopen",
            leads | national_support,
            "a network",
            "Only a lead of the network, or national support, may open it again.",
        ),
        Permission(
            "network.answer_for",
            leads | (national_support & ~is_kept_from_overseers),
            "a network",
            "Only a lead of the network is told of requests to join it and of posts that were reported.",
        ),
        Permission(
            "network.create",
            administers_something | national_support | belongs_somewhere,
            "",
            "Only people who belong to an organisation may begin a network.",
        ),
        Permission(
            "shared.read",
            signed_in & oversees,
            "",
            "This page is for those who oversee: it shows what networks chose to share.",
        ),
        # What is written in a network
        Permission(
            "post.read",
            reads_inside_of_it | (is_shared_beyond & signed_in & oversees),
            "a post",
            "Only members of the network read this.",
            hides=True,
        ),
        Permission(
            "post.change",
            wrote & is_inside_of_it,
            "a post",
            "Only whoever wrote a post may change it, as long as they are inside and the network has not been closed.",
        ),
        Permission(
            "post.remove",
            (wrote & is_inside_of_it) | leads_its_network,
            "a post",
            "Only whoever wrote a post, or a lead of the network, may remove it.",
        ),
        Permission("thread.read", reads_inside_of_it, "a thread", "Only members of the network read this.", hides=True),
        Permission(
            "thread.write",
            is_inside_of_it,
            "a thread",
            "Only members of the network write here, while it has not been closed.",
        ),
        Permission(
            "thread.close", leads_its_network, "a thread", "Only a lead of the network may close a conversation."
        ),
        Permission(
            "report.settle",
            leads,
            "a network",
            "Only a lead of the network sees which posts were reported to the leads.",
        ),
        Permission("event.read", reads_inside_of_it, "an event", "Only members of the network see this.", hides=True),
        Permission(
            "event.change",
            (made & is_inside_of_it) | leads_its_network,
            "an event",
            "Only whoever made an event, or a lead of the network, may change it.",
        ),
        Permission(
            "event.attend",
            is_inside_of_it,
            "an event",
            "Only members of the network say whether they come, while it has not been closed.",
        ),
        Permission(
            "link.share",
            added & is_inside_of_it,
            "a link",
            "Only whoever added a link decides whether those who oversee may see it.",
        ),
        Permission(
            "link.remove",
            (added & is_inside_of_it) | leads_its_network,
            "a link",
            "Only whoever added a link, or a lead of the network, may remove it.",
        ),
        # Rounds of nominations
        Permission("round.run", national_support, "", "Only national support runs rounds."),
        Permission(
            "return.see",
            speaks_for | belongs_to_its_system | national_support,
            "a return",
            "Only people of this system, and national support, see what it returns.",
        ),
        Permission(
            "return.edit",
            speaks_for | national_support,
            "a return",
            "Only the executive contact of the system, and those who administer it, may change what it returns.",
        ),
    )
}


def can(reader: Reader, permission: str, of: object = None) -> bool:
    """Whether the reader may.

    >>> from everyweek.web.people.reader import NOBODY
    >>> can(NOBODY, "figures.see"), can(NOBODY, "account.own")
    (True, False)
    """
    return bool(PERMISSIONS[permission].rule(reader, of))


def check(reader: Reader, permission: str, of: object = None) -> None:
    """Raises NotPermitted when the reader may not."""
    if not can(reader, permission, of):
        raise NotPermitted(permission)
