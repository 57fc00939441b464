"""What there is to do for somebody who looks after people, the most urgent first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from everyweek.reference import ENGLAND
from everyweek.web.people.administration.mails.queries import find_mails
from everyweek.web.people.administration.networks.queries import NetworkSeen, networks_seen
from everyweek.web.people.administration.organisations.queries import (
    OrganisationLine,
    OrganisationsAsked,
    find_organisations,
)
from everyweek.web.people.administration.reach import looks_after_the_country, organisations_reached
from everyweek.web.people.administration.rounds.queries import rounds_seen
from everyweek.web.people.champions.queries import ReturnDetails
from everyweek.web.people.invitations.errors import DAYS_GOOD
from everyweek.web.people.models import Invitation
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.queries import ReviewDue, reviews_due

LONG_UNANSWERED = timedelta(days=7)
"""After so long an invitation is somebody's to look after; one that was sent just now is not."""


@dataclass(frozen=True, slots=True)
class InvitationsAt:
    """Invitations to an organisation that need somebody, by the addresses that were invited.

    ran_out : those that cannot be accepted any more; unanswered : those that were sent more than a week ago.
    """

    organisation: str
    ran_out: tuple[str, ...]
    unanswered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that waits for somebody, as far as the reader looks after it.

    leaderless, requested : networks that nobody leads, and those to which people ask to be let in; for national
                            support only. What is inside a network, such as reports of posts, is not here.
    unadministered        : organisations with people and without an administrator of their own.
    """

    late: tuple[ReturnDetails, ...]
    leaderless: tuple[NetworkSeen, ...]
    requested: tuple[NetworkSeen, ...]
    reviews: tuple[ReviewDue, ...]
    unadministered: tuple[OrganisationLine, ...]
    mails: int
    invitations: tuple[InvitationsAt, ...]


def overview_of(reader: Reader, *, now: datetime) -> Overview:
    """What waits now."""
    country = looks_after_the_country(reader)
    reached = organisations_reached(reader)
    going_on = [one for one in networks_seen(reader) if not one.line.is_closed] if country else []
    return Overview(
        late=tuple(one for seen in rounds_seen(reader, now=now) for one in seen.late),
        leaderless=tuple(one for one in going_on if not one.has_lead and one.line.members),
        requested=tuple(one for one in going_on if one.requests),
        reviews=tuple(one for one in reviews_due(now) if one.organisation in reached and (country or _has_code(one))),
        unadministered=find_organisations(
            reader, OrganisationsAsked(only="nobody"), directory(), on=timezone.localdate(now)
        ),
        mails=find_mails(reader).count(),
        invitations=_invitations(reached, now=now),
    )


def _has_code(due: ReviewDue) -> bool:
    """Roles of the whole country are looked at by national support, not by those who administer England."""
    return due.organisation != ENGLAND


def _invitations(reached: frozenset[str], *, now: datetime) -> tuple[InvitationsAt, ...]:
    """An invitation that is sent again is good for as long as at first, so when it ends tells when it was sent last."""
    sent_before = now - LONG_UNANSWERED
    waiting = Invitation.objects.filter(
        organisation__in=reached,
        accepted_at=None,
        withdrawn_at=None,
        expires_at__lte=sent_before + timedelta(days=DAYS_GOOD),
    )
    found: dict[str, tuple[list[str], list[str]]] = {}
    for code, email, expires_at in waiting.values_list("organisation", "email", "expires_at").order_by("email"):
        found.setdefault(code, ([], []))[expires_at > now].append(email)
    return tuple(
        InvitationsAt(code, tuple(ran_out), tuple(unanswered)) for code, (ran_out, unanswered) in sorted(found.items())
    )
