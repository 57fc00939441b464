"""Who may do what with networks."""

from everyweek.web.people.permissions.permission import Permission
from everyweek.web.people.predicates import (
    administers_something,
    belongs_somewhere,
    has_role_in,
    is_going_on,
    is_inside,
    is_kept_from,
    is_kept_from_overseers,
    is_not_private,
    leads,
    may_read_inside,
    national_support,
    oversees,
    signed_in,
)

PERMISSIONS = (
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
    Permission("network.leave", has_role_in, "a network", "You are not in this network, so there is nothing to leave."),
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
)
