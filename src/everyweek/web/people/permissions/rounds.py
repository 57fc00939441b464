"""Who may do what with rounds of nominations."""

from everyweek.web.people.permissions.permission import Permission
from everyweek.web.people.predicates import belongs_to_its_system, national_support, speaks_for

PERMISSIONS = (
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
