"""Who may do what with organisations and their people."""

from everyweek.web.people.permissions.permission import Permission
from everyweek.web.people.predicates import (
    administers,
    administers_something,
    belongs_to,
    looks_after,
    may_give,
    national_support,
)

PERMISSIONS = (
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
)
