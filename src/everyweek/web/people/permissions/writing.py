"""Who may do what with what is written in a network."""

from everyweek.web.people.permissions.permission import Permission
from everyweek.web.people.predicates import (
    added,
    is_inside_of_it,
    is_shared_beyond,
    leads,
    leads_its_network,
    made,
    oversees,
    reads_inside_of_it,
    signed_in,
    wrote,
)

PERMISSIONS = (
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
    Permission("thread.close", leads_its_network, "a thread", "Only a lead of the network may close a conversation."),
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
)
