"""What everybody may, and everybody who signed in."""

from everyweek.web.people.permissions.permission import Permission
from everyweek.web.people.predicates import anybody, signed_in

PERMISSIONS = (
    Permission("figures.see", anybody, "", "Everybody may see the figures."),
    Permission("account.own", signed_in, "", "Sign in first."),
)
