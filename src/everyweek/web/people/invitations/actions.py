"""Inviting people to a role: sending, sending again, withdrawing. Accepting stands in acceptance.py."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from everyweek.web.design.wording import day_in_words
from everyweek.web.people.audit.actions import record
from everyweek.web.people.invitations.errors import DAYS_GOOD, MOST_OPEN, CannotBeInvited, TooManyOpen
from everyweek.web.people.invitations.models import Invitation
from everyweek.web.people.invitations.queries import open_invitations, place_in_words, role_in_words, wanted_by
from everyweek.web.people.invitations.tokens import digest_of, masked, new_token
from everyweek.web.people.managers import one_spelling
from everyweek.web.people.models import LONGEST_NAME, Network, Person, Role
from everyweek.web.people.notifications.actions import write_mail
from everyweek.web.people.permissions import RoleWanted, check
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.actions import check_exists

LONGEST_WORDS = 500
LONGEST_ADDRESS = 254

WHAT_IT_IS = (
    "Everyweek shows whether urgent and emergency care is getting better, and brings people together who improve it."
)


@transaction.atomic
def invite(
    *,
    by: Reader,
    email: str,
    name: str = "",
    kind: str,
    organisation: str = "",
    network: Network | None = None,
    words: str = "",
    now: datetime,
) -> str:
    """Invite an address to a role, and write the mail; the token of the link, which is kept nowhere.

    words : what whoever invites wants to say, in the mail and on the page.
    Raises NotPermitted, NoSuchRole, CannotBeInvited, TooManyOpen.
    """
    wanted = RoleWanted(kind, organisation, network)
    check(by, "role.give", wanted)
    check_exists(wanted)
    address, spelt_name, spelt_words = one_spelling(email), " ".join(name.split()), words.strip()
    check_words(address, spelt_name, spelt_words)
    check_is_new(address, wanted, now=now)
    check_may_hand_over(by, wanted)
    _withdraw_expired(address, wanted, now=now)
    token = new_token()
    invitation = Invitation.objects.create(
        email=address,
        name=spelt_name,
        kind=kind,
        organisation=organisation,
        network=network,
        words=spelt_words,
        token_digest=digest_of(token),
        invited_by_id=by.identity,
        at=now,
        expires_at=now + timedelta(days=DAYS_GOOD),
    )
    _record(invitation, "invitation.sent", by=by, now=now)
    _write(invitation, token, by=by, now=now)
    return token


@transaction.atomic
def send_again(*, by: Reader, invitation: int, now: datetime) -> str:
    """Send an open or expired invitation again with a new link, good from now; the one before is dead.

    It is then the sender's own: it can be accepted as long as they may give the role. The new token.
    Raises NotPermitted, NoSuchRole, CannotBeInvited, Invitation.DoesNotExist.
    """
    row = _locked(by, invitation)
    check_exists(wanted_by(row))
    if row.accepted_at or row.withdrawn_at:
        raise CannotBeInvited(f"The invitation of {row.email} was accepted or withdrawn meanwhile. Nothing was sent.")
    token = new_token()
    row.token_digest, row.expires_at, row.invited_by_id = digest_of(token), now + timedelta(days=DAYS_GOOD), by.identity
    row.save(update_fields=("token_digest", "expires_at", "invited_by"))
    _record(row, "invitation.sent_again", by=by, now=now)
    _write(row, token, by=by, now=now)
    return token


@transaction.atomic
def withdraw(*, by: Reader, invitation: int, now: datetime) -> None:
    """Take an invitation back; one that was withdrawn already is left as it is.

    Raises NotPermitted, CannotBeInvited when it was accepted meanwhile, Invitation.DoesNotExist.
    """
    row = _locked(by, invitation)
    if row.accepted_at:
        raise CannotBeInvited(
            f"{row.email} has accepted the invitation meanwhile, so it cannot be withdrawn. End the role instead."
        )
    if row.withdrawn_at is None:
        row.withdrawn_at = now
        row.save(update_fields=("withdrawn_at",))
        _record(row, "invitation.withdrawn", by=by, now=now)


def check_may_hand_over(by: Reader, wanted: RoleWanted) -> None:
    """Raises CannotBeInvited when whoever invites would hold the link of somebody else's new account.

    Without a mail server the link is shown to whoever invites, who could open it themselves and be, for everybody
    else, the owner of the address. Administrators are trusted with that; a lead of a network is not. Whether the
    address has an account makes no difference, so that nobody finds that out.
    """
    if settings.EVERYWEEK_MAIL or wanted.network is None or by.holds("system_administrator", "national_support"):
        return
    raise CannotBeInvited(
        "No mail is sent from this server, so the link of an invitation would be in your hands. Ask an "
        "administrator to invite them, or let them ask to join."
    )


def check_words(address: str, name: str, words: str) -> None:
    """Raises CannotBeInvited for an address that is none, or words that are too long."""
    try:
        validate_email(address)
    except ValidationError as error:
        raise CannotBeInvited(
            f"“{address[:60]}” is not an e-mail address. Write it as in name@example.nhs.uk."
        ) from error
    if len(address) > LONGEST_ADDRESS:
        raise CannotBeInvited(f"The address {address[:60]}… is longer than {LONGEST_ADDRESS} signs.")
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise CannotBeInvited(f"A name has at most {LONGEST_NAME} characters, all of which can be printed.")
    if len(words) > LONGEST_WORDS:
        raise CannotBeInvited(f"Say it in at most {LONGEST_WORDS} characters; you wrote {len(words)}.")


def check_is_new(address: str, wanted: RoleWanted, *, now: datetime) -> None:
    """Raises CannotBeInvited when there is nothing to invite to, and TooManyOpen."""
    where = {"organisation": wanted.organisation, "network": wanted.network}
    if Role.objects.filter(person__email=address, kind=wanted.kind, until=None, **where).exists():
        raise CannotBeInvited(f"{address} holds this role there already.")
    # Anybody may lead a project room: a lead is not told who had an account. Whoever is invited reads it themselves.
    person = Person.objects.filter(email=address).first() if wanted.network is None else None
    if person is not None and not person.is_active:
        raise CannotBeInvited(
            f"The account of {address} was closed. The organisation that they left, or national support, can open it "
            "again; then invite them."
        )
    still_open = open_invitations(organisation=wanted.organisation, network=wanted.network, now=now)
    if still_open.filter(email=address, kind=wanted.kind).exists():
        raise CannotBeInvited(f"{address} is invited to this already. You can send it again from the list.")
    if still_open.count() >= MOST_OPEN:
        raise TooManyOpen(place_in_words(wanted))


def _withdraw_expired(address: str, wanted: RoleWanted, *, now: datetime) -> None:
    """Whoever is invited anew has one line in the list, not one for every time."""
    Invitation.objects.filter(
        email=address,
        kind=wanted.kind,
        organisation=wanted.organisation,
        network=wanted.network,
        accepted_at=None,
        withdrawn_at=None,
    ).update(withdrawn_at=now)


def _locked(by: Reader, invitation: int) -> Invitation:
    """The invitation, so that nobody accepts it before we have done; only for those who may give its role."""
    Invitation.objects.select_for_update().get(pk=invitation)
    row = Invitation.objects.select_related("network").get(pk=invitation)
    check(by, "role.give", wanted_by(row))
    return row


def _write(invitation: Invitation, token: str, *, by: Reader, now: datetime) -> None:
    """The mail; none where no mail server is known: then whoever invites hands the link over."""
    if not getattr(settings, "EVERYWEEK_MAIL", ""):
        return
    place = place_in_words(wanted_by(invitation))
    last_day = day_in_words(timezone.localdate(invitation.expires_at))
    write_mail(
        to=invitation.email,
        subject=f"{by.name} invites you to {place}"[:200],
        lines=(
            f"Hello{' ' + invitation.name if invitation.name else ''},",
            f"{by.name} invites you to {place}, on Everyweek. Your role there: {role_in_words(invitation.kind)}.",
            WHAT_IT_IS,
            *([f"{by.name} writes: {invitation.words}"] if invitation.words else []),
            f"The link works once, until {last_day}. If you did not expect this, leave it: nothing happens.",
        ),
        button=("Accept the invitation", reverse("invitation", kwargs={"token": token})),
        key=f"invitation-{invitation.pk}-{invitation.token_digest[:16]}",
        now=now,
    )


def _record(invitation: Invitation, action: str, *, by: Reader, now: datetime) -> None:
    network = invitation.network
    record(
        by=by,
        action=action,
        of=("invitation", str(invitation.pk)),
        after={"email": masked(invitation.email), "role": invitation.kind},
        organisation=invitation.organisation,
        network=network.key if network else "",
        now=now,
    )
