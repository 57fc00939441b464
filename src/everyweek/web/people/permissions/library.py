"""Who may do what in the library."""

from everyweek.web.people.permissions.permission import Permission
from everyweek.web.people.predicates import (
    contributed,
    is_credited,
    is_for_everybody,
    is_published,
    leads_its_network,
    national_support,
    reads_inside_of_it,
    reviews_somewhere,
    reviews_where_it_goes,
    signed_in,
    was_sent,
)

PERMISSIONS = (
    Permission(
        "resource.read",
        is_published & (is_for_everybody | reads_inside_of_it),
        "a resource",
        "Only members of its network read this resource.",
        hides=True,
    ),
    Permission(
        "resource.attach",
        is_published & ((is_for_everybody & national_support) | (~is_for_everybody & leads_its_network)),
        "a resource",
        "Only national support, or the leads of its network, attach and remove files of this resource.",
    ),
    Permission("resource.contribute", signed_in, "", "Sign in first."),
    Permission(
        "submission.change",
        contributed,
        "a submission",
        "Only whoever wants to share this may change it.",
        hides=True,
    ),
    Permission(
        "submission.queue",
        reviews_somewhere,
        "",
        "Only reviewers, leads of networks and national support see what waits for a review.",
    ),
    Permission(
        "submission.review",
        was_sent & reviews_where_it_goes & ~contributed & ~is_credited,
        "a submission",
        "Only a reviewer who did not take part in it may review this.",
        hides=True,
    ),
)
