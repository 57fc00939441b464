"""Everything that is linked to a person: what of it is exported at their request, and what becomes of it when they go.

A test holds that every link of every table to a person is in EXPORTED or, with a reason, in NOT_EXPORTED. Parts of the
product that people must not know add to EXPORTED, and to ERASERS in the file beside, when Django starts them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from everyweek.web.people.models import Person

PERSONS_ADDRESS = "their address"


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one table that belong to a person.

    name    : its heading in the export. model: as "people.Role".
    link    : the field that leads to the person, or, when `by_address`, the one that holds their e-mail address.
    fields  : what is exported of each row, as Django's `values` names it.
    """

    name: str
    model: str
    link: str
    fields: tuple[str, ...]
    by_address: bool = False

    def covers(self) -> str:
        """The link as "people.Role.person"."""
        return f"{self.model}.{self.link}"


def part(name: str, model: str, link: str, fields: str, *, by_address: bool = False) -> Part:
    """A part, its fields in one text."""
    return Part(name, model, link, tuple(fields.split()), by_address)


EXPORTED: list[Part] = [
    part("e-mail addresses", "account.EmailAddress", "user", "email verified primary"),
    part("roles", "people.Role", "person", "kind organisation network__key since until why_ended"),
    part("roles you gave", "people.Role", "given_by", "kind organisation network__key since"),
    part("roles you ended", "people.Role", "ended_by", "kind organisation network__key until why_ended"),
    part("roles you reviewed", "people.RoleReview", "by", "at kept role__kind role__organisation role__network__key"),
    part(
        "invitations to your address",
        "people.Invitation",
        "email",
        "email name kind organisation network__key words at expires_at accepted_at withdrawn_at",
        by_address=True,
    ),
    part("invitations you accepted", "people.Invitation", "accepted_by", "kind organisation network__key accepted_at"),
    part("invitations you sent", "people.Invitation", "invited_by", "kind organisation network__key words at"),
    part("requests to join", "people.JoinRequest", "person", "network__key words at answer answered_at"),
    part("requests you answered", "people.JoinRequest", "answered_by", "network__key answer answered_at"),
    part("networks you began", "people.Network", "created_by", "key name created_at"),
    part("conversations you began", "people.Thread", "author", "network__key title created_at"),
    part(
        "posts",
        "people.Post",
        "author",
        "thread__network__key thread__title text created_at edited_at removed_at why_removed shared_beyond",
    ),
    part("posts you removed", "people.Post", "removed_by", "thread__network__key removed_at why_removed"),
    part("posts you reported", "people.PostReport", "by", "post__thread__title why at settled_at"),
    part("reports you settled", "people.PostReport", "settled_by", "post__thread__title settled_at"),
    part("links you added", "people.SharedLink", "added_by", "network__key title address note added_at removed_at"),
    part("what you follow", "people.Following", "person", "network__key thread__title muted"),
    part("events you made", "people.Event", "made_by", "network__key title about starts_at ends_at place created_at"),
    part("events you said you come to", "people.Attendance", "person", "event__network__key event__title at"),
    part(
        "nominations of you",
        "people.Nominee",
        "person",
        "to__round__key to__system name job_title email organisation state asked_at answered_at",
    ),
    part(
        "nominations of your address",
        "people.Nominee",
        "email",
        "to__round__key to__system name job_title email organisation state asked_at answered_at",
        by_address=True,
    ),
    part("returns you sent", "people.Return", "submitted_by", "round__key system submitted_at"),
    part(
        "returns that name you as executive",
        "people.Return",
        "executive_email",
        "round__key system executive_name executive_job_title executive_email",
        by_address=True,
    ),
    part("rounds you began", "people.Round", "made_by", "key title created_at"),
    part("lists of people you brought", "people.BulkDraft", "by", "at file_name applied_at"),
    part("inbox", "people.Notification", "person", "kind title text address network__key at read_at mailed_at"),
    part("mail choices", "people.MailChoice", "person", "kind frequency"),
    part("digests", "people.Digest", "person", "period at"),
    part("mails", "people.OutgoingMail", "person", "to subject state created_at sent_at said"),
    part(
        "mails to your address", "people.OutgoingMail", "to", "subject state created_at sent_at said", by_address=True
    ),
    part("trouble with your address", "people.AddressTrouble", "email", "since said", by_address=True),
    part("where you are signed in", "usersessions.UserSession", "user", "ip user_agent created_at last_seen_at"),
    part("second step at sign-in", "mfa.Authenticator", "user", "type created_at last_used_at"),
    part("sign-on of your organisation", "socialaccount.SocialAccount", "user", "provider uid extra_data date_joined"),
    part(
        "changes of what is about you",
        "people.AuditEntry",
        "about",
        "at action object_kind organisation network details",
    ),
    part("changes you made", "people.AuditEntry", "by", "at action object_kind organisation network"),
]
NOT_EXPORTED: dict[str, str] = {}
"""Links to a person that are left out, each with the reason; empty as long as there is no reason for any."""
ERASERS: list[Callable[..., None]] = []
"""What other parts of the product do when a person is erased: each is called with the person's number."""
TEXT_ERASERS: list[Callable[..., None]] = []
"""The same for one who wants that what they wrote goes too: each is called with the number, and `now`."""


def links_to_a_person(models: Mapping[str, type[Model]]) -> dict[str, Any]:
    """Every field of these tables that leads to a person, as "people.Role.person": what a new table adds shows here."""
    return {
        f"{label}.{field.name}": field
        for label, model in models.items()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is Person
    }
