"""Sending a return in: nominees who were not asked yet are, and the executive contact gets a role."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from everyweek.web.people.audit.actions import record
from everyweek.web.people.champions.deadlines import deadline_in_words
from everyweek.web.people.champions.errors import CannotBeSent
from everyweek.web.people.champions.models import Nominee, Return
from everyweek.web.people.champions.nominating import locked_return, touch
from everyweek.web.people.champions.queries import deadline_of, facts_of
from everyweek.web.people.champions.reminders import answer_address
from everyweek.web.people.champions.states import missing
from everyweek.web.people.champions.telling import mail_nominee, tell_executive, what_was_sent_in
from everyweek.web.people.champions.tokens import digest_of, token_of
from everyweek.web.people.models import Invitation, Person
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import RoleWanted, can
from everyweek.web.people.reader import Reader, reader_of
from everyweek.web.people.roles.actions import give_role

EXECUTIVE = "executive_contact"


@dataclass(frozen=True, slots=True)
class SentIn:
    """What sending in did. asked : how many nominees were asked now. executive : what became of the executive contact.

    "self" when they sent it in, "has it" when they hold the role already, "given", "invited", "waits" for an invitation
    that is open, "cannot" when the sender may not give that role, or "not invited" when they cannot be: their account
    is closed, mostly.
    invitation : whom the executive contact's link is for, and its token; None when nobody was invited.
    """

    asked: int
    executive: str
    invitation: tuple[str, str] | None = None


@transaction.atomic
def send_in(*, by: Reader, of: Return, seen_version: int, now: datetime) -> SentIn:
    """Send a return in, for the first time or after changes; nobody who was asked is asked again.

    After the deadline it is accepted all the same; when it was first sent in says that it was late.
    Raises NotPermitted, ChangedMeanwhile, RoundIsClosed, NotOpenYet, CannotBeSent.
    """
    one = locked_return(by, of, seen_version, now=now)
    nominees = list(one.nominees.select_for_update().exclude(state="withdrawn"))
    lacks = missing(facts_of(one, [nominee.state for nominee in nominees]))
    if lacks:
        raise CannotBeSent(lacks)
    executive, token = _look_after_executive(one, by=by, now=now)
    drafts = [nominee for nominee in nominees if nominee.state == "draft"]
    for nominee in drafts:
        _ask(nominee, one, by=by, now=now)
    one.first_submitted_at = one.first_submitted_at or now
    one.submitted_at, one.submitted_by_id = now, by.identity
    touch(one, now=now)
    record(
        by=by,
        action="return.sent-in",
        of=("return", f"{one.round.key}/{one.system}"),
        after={"asked": len(drafts), "late": one.first_submitted_at > deadline_of(one)},
        organisation=one.system,
        now=now,
    )
    tell_executive(one, how=executive, asked=len(drafts), now=now)
    return SentIn(len(drafts), executive, (one.executive_email, token) if token else None)


def _ask(nominee: Nominee, one: Return, *, by: Reader, now: datetime) -> None:
    token = token_of(nominee.pk, asked_at=now)
    nominee.state, nominee.asked_at, nominee.token_digest = "asked", now, digest_of(token)
    nominee.save(update_fields=("state", "asked_at", "token_digest"))
    system = name_of(one.system, directory())
    mail_nominee(
        nominee,
        subject=f"Will you be a champion of {system}?",
        lines=(
            (
                f"{system} has nominated you as one of its iUEC recovery champions, in the round “{one.round.title}”. "
                f"Its executive contact is {one.executive_name}, {one.executive_job_title}."
            ),
            (
                "Champions are close to the frontline and help improve urgent and emergency care across their system. "
                "They meet others who do the same, and learn with them."
            ),
            (
                f"Please say whether you want to. The return is due at {deadline_in_words(deadline_of(one))}; you can "
                "answer until the round is closed."
            ),
        ),
        button=("Confirm or decline", answer_address(token)),
        key=f"nominee-{nominee.pk}-asked",
        now=now,
    )


def _look_after_executive(one: Return, *, by: Reader, now: datetime) -> tuple[str, str]:
    """Give the executive contact the role that lets them answer for the system, if the sender may.

    What became of them, and the token of their invitation; "" without one.
    """
    wanted = RoleWanted(EXECUTIVE, one.system)
    person = Person.objects.filter(email=one.executive_email, is_active=True).first()
    if person is not None and reader_of(person.pk).holds(EXECUTIVE, organisation=one.system):
        return ("self" if person.pk == by.identity else "has it"), ""
    if not can(by, "role.give", wanted):
        return "cannot", ""
    if person is not None:
        give_role(by=by, person=person, kind=EXECUTIVE, organisation=one.system, now=now)
        return "given", ""
    open_one = Invitation.objects.filter(
        email=one.executive_email, kind=EXECUTIVE, organisation=one.system, accepted_at=None, withdrawn_at=None
    )
    if open_one.filter(expires_at__gt=now).exists():
        return "waits", ""
    token = _invite(one, by=by, now=now)
    return ("invited" if token else "not invited"), token


def _invite(one: Return, *, by: Reader, now: datetime) -> str:
    """The token of their invitation; "" when they cannot be invited: the return is sent in either way."""
    from everyweek.web.people.invitations.actions import invite  # it needs what needs rounds
    from everyweek.web.people.invitations.errors import InvitationError

    try:
        return invite(
            by=by,
            email=one.executive_email,
            name=one.executive_name,
            kind=EXECUTIVE,
            organisation=one.system,
            words=what_was_sent_in(one),
            now=now,
        )
    except InvitationError:
        return ""
