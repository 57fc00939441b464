"""What every address of the site needs: a row for each name of the URLconf (a test holds that none is missing)."""

from everyweek.web.people.access import EVERYBODY, SIGNED_IN, Access

FIGURES = (
    "home",
    "healthz",
    "search",
    "organisation",
    "chain",
    "measure",
    "chart",
    "figures",
    "data",
    "data-findings",
    "data-files",
    "measures",
    "catalogue-entry",
    "how-charts-work",
    "compare",
    "groups",
    "group",
    "group-chart",
    "group-figures",
    "map",
    "map-start",
    "compare-measure",
    "compare-picture",
    "compare-figures",
    "peers",
    "clusters",
    "clusters-members",
    "shared-group",
)

ACCESS: dict[str, Access] = {
    **dict.fromkeys(FIGURES, EVERYBODY),
    # Own groups
    **dict.fromkeys(("own-groups", "new-own-group", "edit-own-group", "delete-own-group"), SIGNED_IN),
    # Signing in, and one's own account
    "account_login": EVERYBODY,
    "account_logout": EVERYBODY,
    "account_reset_password_from_key": EVERYBODY,
    "account": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    # Organisations and their people
    # Networks
    # Discussion, events and links
    # Rounds of nominations
    # Inbox and mail
    # Administration
}
