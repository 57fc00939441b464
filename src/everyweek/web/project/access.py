"""What every address of the site needs: a row for each name of the URLconf (a test holds that none is missing)."""

from everyweek.web.assess.access import ACCESS_OF_ASSESSMENTS
from everyweek.web.learn.access import ACCESS_OF_LIBRARY
from everyweek.web.people.access import EVERYBODY, SIGNED_IN, Access
from everyweek.web.people.administration.finders import person_in_address
from everyweek.web.people.champions.queries import return_in_address, round_in_address
from everyweek.web.people.discussion.queries import link_in_address, post_in_address, thread_in_address
from everyweek.web.people.events.queries import event_in_address
from everyweek.web.people.networks.queries import network_in_address
from everyweek.web.people.organisations.queries import organisation_in_address as organisation_of_people
from everyweek.web.plan.access import ACCESS_OF_PLANS

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

ADMINISTRATION = (
    "administration",
    "administration-people",
    "administration-roles",
    "administration-roles-file",
    "administration-organisations",
    "administration-networks",
    "administration-rounds",
    "administration-mails",
    "administration-audit",
    "administration-audit-file",
    "administration-bulk",
    "administration-bulk-draft",
    "administration-bulk-template",
)
OF_A_PERSON = (
    "administration-person",
    "administration-give-role",
    "administration-end-role",
)
OF_AN_ACCOUNT = (
    "administration-close-person",
    "administration-reopen-person",
    "administration-password-link",
    "administration-second-step",
)

RUN_A_NETWORK = (
    "network-requests",
    "network-members-file",
    "network-member",
    "network-invite",
    "network-edit",
    "network-close",
)
CHANGING_A_RETURN = (
    "return-executive",
    "new-nominee",
    "edit-nominee",
    "remove-nominee",
    "return-upload",
    "return-submit",
)


READ_INSIDE = Access("network.read", network_in_address)
WRITE_INSIDE = Access("network.write", network_in_address)

SIGNING_IN = (
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "mfa_authenticate",
    "openid_connect_login",
    "openid_connect_callback",
)
OWN_ACCOUNT = (
    "account",
    "account-details",
    "account-erase",
    "account-export",
    "account-leave-role",
    "account_change_password",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "usersessions_list",
)

ACCESS: dict[str, Access] = {
    **dict.fromkeys(FIGURES, EVERYBODY),
    # Own groups
    **dict.fromkeys(("own-groups", "new-own-group", "edit-own-group", "delete-own-group"), SIGNED_IN),
    # Signing in, and one's own account
    **dict.fromkeys(SIGNING_IN, EVERYBODY),
    **dict.fromkeys(OWN_ACCOUNT, SIGNED_IN),
    # Organisations and their people
    "organisation-people": Access("organisation.members", organisation_of_people),
    **dict.fromkeys(
        (
            "organisation-people-file",
            "organisation-invite",
            "organisation-invitations",
            "organisation-review",
            "organisation-person",
        ),
        Access("organisation.administer", organisation_of_people),
    ),
    "invitation": EVERYBODY,
    # Networks
    "networks": EVERYBODY,
    "new-network": Access("network.create"),
    "network": Access("network.see", network_in_address),
    "network-join": Access("network.join", network_in_address),
    "network-withdraw": Access("network.withdraw", network_in_address),
    "network-leave": Access("network.leave", network_in_address),
    "network-members": Access("network.members", network_in_address),
    **dict.fromkeys(RUN_A_NETWORK, Access("network.run", network_in_address)),
    "network-appoint": Access("network.appoint", network_in_address),
    "network-reopen": Access("network.reopen", network_in_address),
    # Discussion, events and links
    **dict.fromkeys(("network-discussion", "network-links", "network-events", "follow"), READ_INSIDE),
    **dict.fromkeys(("new-thread", "new-link", "new-event"), WRITE_INSIDE),
    **dict.fromkeys(("thread", "follow-thread"), Access("thread.read", thread_in_address)),
    "close-thread": Access("thread.close", thread_in_address),
    "edit-post": Access("post.change", post_in_address),
    "remove-post": Access("post.remove", post_in_address),
    "report-post": Access("thread.read", post_in_address),
    "network-reports": Access("report.settle", network_in_address),
    "remove-link": Access("link.remove", link_in_address),
    "share-link": Access("link.share", link_in_address),
    "shared-beyond": Access("shared.read"),
    "shared-by-me": SIGNED_IN,
    **dict.fromkeys(("event", "event-calendar"), Access("event.read", event_in_address)),
    **dict.fromkeys(("edit-event", "call-off-event"), Access("event.change", event_in_address)),
    "attend-event": Access("event.attend", event_in_address),
    **ACCESS_OF_ASSESSMENTS,
    **ACCESS_OF_LIBRARY,
    **ACCESS_OF_PLANS,
    "network-proposals": READ_INSIDE,
    # Rounds of nominations
    "rounds": SIGNED_IN,
    "new-round": Access("round.run"),
    **dict.fromkeys(("round", "edit-round", "close-round", "round-export"), Access("round.run", round_in_address)),
    "return-longer": Access("round.run", return_in_address),
    **dict.fromkeys(("return", "return-export"), Access("return.see", return_in_address)),
    **dict.fromkeys(CHANGING_A_RETURN, Access("return.edit", return_in_address)),
    "nomination": EVERYBODY,  # its address is the proof
    # Inbox and mail
    **dict.fromkeys(("inbox", "inbox-read", "inbox-line", "mail-choices"), SIGNED_IN),
    "unsubscribe": EVERYBODY,  # its address is the proof
    # Administration
    **dict.fromkeys(ADMINISTRATION, Access("administration.open")),
    **dict.fromkeys(OF_A_PERSON, Access("person.look-after", person_in_address)),
    **dict.fromkeys(OF_AN_ACCOUNT, Access("country.administer", person_in_address)),
    "administration-organisation": Access("organisation.administer", organisation_of_people),
    "administration-mail-again": Access("country.administer"),
}
