"""Who may do what in the library."""

from everyweek.web.people.permissions.permission import Permission
from everyweek.web.people.predicates import is_for_everybody, is_published, reads_inside_of_it

PERMISSIONS = (
    Permission(
        "resource.read",
        is_published & (is_for_everybody | reads_inside_of_it),
        "a resource",
        "Only members of its network read this resource.",
        hides=True,
    ),
)
