"""The pages of invitations."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from everyweek.web.design.wording import day_in_words, several
from everyweek.web.people.invitations.errors import DAYS_GOOD, MOST_OPEN, Unusable
from everyweek.web.people.invitations.handed_over import Link, mails_are_sent
from everyweek.web.people.invitations.queries import InvitationSeen, SentInvitation
from everyweek.web.people.invitations.tokens import masked
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.organisations.queries import settings_of
from everyweek.web.people.permissions import RoleWanted, can
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.catalogue import ROLES


def kinds_to_give(by: Reader, code: str) -> tuple[str, ...]:
    """The roles that somebody may give at an organisation."""
    return tuple(
        kind
        for kind, role in ROLES.items()
        if "organisation" in role.scopes and can(by, "role.give", RoleWanted(kind, code))
    )


def invite_page(code: str) -> dict[str, Any]:
    """Inviting to an organisation."""
    return {
        "place": name_of(code, directory()),
        "hints": {kind: role.meaning for kind, role in ROLES.items()},
        "list_address": reverse("organisation-invitations", kwargs={"code": code}),
        "mails_are_sent": mails_are_sent(),
        "days_good": DAYS_GOOD,
        "most_open": MOST_OPEN,
    }


def list_page(code: str, rows: tuple[SentInvitation, ...], links: tuple[Link, ...], *, said: str) -> dict[str, Any]:
    """The invitations of an organisation that nobody has accepted yet."""
    own = settings_of(code).email_domains
    number = sum(row.state == "open" for row in rows)
    return {
        "place": name_of(code, directory()),
        "again": "Send again" if mails_are_sent() else "Make a new link",
        "said": said,
        "links": links,
        "rows": tuple(_sent(row, own) for row in rows),
        "count": f"{several(number, 'invitation')} open, of {MOST_OPEN} at most.",
        "days_good": DAYS_GOOD,
        "invite_address": reverse("organisation-invite", kwargs={"code": code}),
        "people_address": reverse("organisation-people", kwargs={"code": code}),
    }


def _sent(row: SentInvitation, own_domains: tuple[str, ...]) -> dict[str, Any]:
    is_open = row.state == "open"
    is_outside = bool(own_domains) and not row.email.endswith(tuple(f"@{domain}" for domain in own_domains))
    return {
        "identity": row.identity,
        "email": row.email,
        "name": row.name,
        "role": row.role,
        "sent": f"{_day(row.at)}, by {row.invited_by}",
        "state": f"Open until {_day(row.expires_at)}" if is_open else f"Expired on {_day(row.expires_at)}",
        "note": "Not an address of this organisation" if is_outside else "",
    }


def accept_page(seen: InvitationSeen, *, knows_address: bool) -> dict[str, Any]:
    """The page of the link. knows_address : whether it may say whose account it is for."""
    return {
        "place": seen.place,
        "role": f"Your role there: {seen.role}.",
        "meaning": seen.meaning,
        "words": seen.words,
        "invited_by": seen.invited_by,
        "until": _day(seen.expires_at),
        "email": seen.email if knows_address else masked(seen.email),
    }


def unusable_page(problem: Unusable) -> dict[str, Any]:
    """What is said of an invitation that does not work."""
    return {"title": problem.title, "line": str(problem)}


def _day(at: datetime) -> str:
    return day_in_words(timezone.localdate(at))
