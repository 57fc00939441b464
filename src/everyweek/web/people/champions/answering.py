"""A nominee answers. Whoever holds the link that was mailed to them is them, as far as declining goes; confirming makes
somebody a champion, so it needs an account of that address: the reader's own, or one that is made with the answer.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from everyweek.web.people.actions import add_person
from everyweek.web.people.audit.actions import record
from everyweek.web.people.champions.deadlines import moment_in_words
from everyweek.web.people.champions.errors import CannotBeAnswered
from everyweek.web.people.champions.joining import network_for
from everyweek.web.people.champions.models import Nominee, Return, Round
from everyweek.web.people.champions.telling import tell_system
from everyweek.web.people.champions.tokens import digest_of
from everyweek.web.people.invitations.tokens import masked
from everyweek.web.people.models import Network, Person
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.reader import Reader, reader_of
from everyweek.web.people.roles.actions import give_role
from everyweek.web.people.roles.errors import RoleError
from everyweek.web.people.roles.many import lock

BY_WORDS = "a nomination that was confirmed"
WITHDRAWN = "{system} has withdrawn this nomination. There is nothing to answer any more."
CLOSED = (
    "The round “{title}” has been closed, so that this nomination cannot be answered any more. If you want to be a "
    "champion, write to {executive}, who speaks for {system}."
)
DECLINED = (
    "You declined this nomination on {when}. If you changed your mind, ask {executive} to nominate you again: the "
    "place may have gone to somebody else."
)
CONFIRMED = (
    "You confirmed this nomination on {when}. If you no longer want to be a champion, ask {executive} to withdraw it."
)
SENT_TO_ANOTHER = (
    "You are signed in as {email}, and this nomination was sent to another address, {masked}. If that is yours too, "
    "sign out, and open the link in the mail again. If not, it is not yours to answer: nothing was changed."
)
SIGN_IN_FIRST = "There is an account with the address that this was sent to. Sign in with it, and then confirm."
ACCOUNT_CLOSED = (
    "The account with the address that this was sent to has been closed. Ask the administrator of your organisation to "
    "open it again, and then open the link in the mail once more."
)


class SignInFirst(CannotBeAnswered):
    """There is an account, and nobody has signed in."""


@dataclass(frozen=True, slots=True)
class Nomination:
    """What a nominee is asked.

    has_account : somebody has an account with the address.
    is_closed   : nobody answers any more.
    """

    number: int
    state: str
    name: str
    job_title: str
    organisation_name: str
    system: str
    system_name: str
    round_title: str
    round_about: str
    executive_name: str
    executive_job_title: str
    asked_at: datetime
    answered_at: datetime | None
    has_account: bool
    is_closed: bool
    network: str
    network_key: str
    why_no_network: str


def find_nomination(token: str) -> Nomination | None:
    """What a link is about; None when it is about nothing."""
    nominee = _found(token)
    if nominee is None or nominee.asked_at is None:
        return None
    one, known = nominee.to, directory()
    return Nomination(
        number=nominee.pk,
        state=nominee.state,
        name=nominee.name,
        job_title=nominee.job_title,
        organisation_name=name_of(nominee.organisation, known),
        system=one.system,
        system_name=name_of(one.system, known),
        round_title=one.round.title,
        round_about=one.round.about,
        executive_name=one.executive_name,
        executive_job_title=one.executive_job_title,
        asked_at=nominee.asked_at,
        answered_at=nominee.answered_at,
        has_account=Person.objects.filter(email=nominee.email).exists(),
        is_closed=one.round.closed_at is not None,
        network=nominee.network.name if nominee.network else "",
        network_key=nominee.network.key if nominee.network else "",
        why_no_network=nominee.why_no_network,
    )


def check_is_theirs(token: str, reader: Reader) -> None:
    """Raises CannotBeAnswered for somebody who has signed in with another address than the link was sent to."""
    nominee = _found(token)
    if nominee is not None and reader.is_signed_in and reader.email != nominee.email:
        raise CannotBeAnswered(SENT_TO_ANOTHER.format(email=reader.email, masked=masked(nominee.email)))


@transaction.atomic
def confirm(*, token: str, by: Reader, password: str = "", now: datetime) -> Person:
    """Confirm a nomination; the champion. Confirming again changes nothing.

    password : for the account that is made when there is none with the address.
    Raises CannotBeAnswered, SignInFirst, and CannotBeAdded when the password will not do.
    """
    nominee = _locked(token, by)
    if nominee.state == "confirmed" and nominee.person is not None:
        return nominee.person
    _check_waits(nominee)
    system = nominee.to.system
    _hold_network(system, on=timezone.localdate(now))
    person = _champion(nominee, by=by, password=password, now=now)
    reader = reader_of(person.pk)
    give_role(by=None, by_words=BY_WORDS, person=person, kind="champion", organisation=system, now=now)
    nominee.network, nominee.why_no_network = _join(person, system, on=timezone.localdate(now), now=now)
    nominee.state, nominee.answered_at, nominee.person = "confirmed", now, person
    nominee.save()
    _note(nominee, by=reader, now=now)
    return person


@transaction.atomic
def decline(*, token: str, by: Reader, now: datetime) -> None:
    """Decline a nomination; the place is free again. Declining again changes nothing. Raises CannotBeAnswered."""
    nominee = _locked(token, by)
    if nominee.state == "declined":
        return
    _check_waits(nominee)
    nominee.state, nominee.answered_at = "declined", now
    nominee.person = Person.objects.filter(email=nominee.email).first()
    nominee.save()
    _note(nominee, by=by if by.is_signed_in else None, now=now)


def answered_in_words(nomination: Nomination) -> str:
    """What somebody reads who opens a link that was used; "" while it waits for an answer."""
    executive = nomination.executive_name or nomination.system_name
    if nomination.state == "withdrawn":
        return WITHDRAWN.format(system=nomination.system_name)
    if nomination.state in ("confirmed", "declined") and nomination.answered_at is not None:
        words = CONFIRMED if nomination.state == "confirmed" else DECLINED
        return words.format(when=moment_in_words(nomination.answered_at), executive=executive)
    if nomination.is_closed:
        return CLOSED.format(title=nomination.round_title, executive=executive, system=nomination.system_name)
    return ""


def _found(token: str) -> Nominee | None:
    found = Nominee.objects.select_related("to__round", "network").filter(token_digest=digest_of(token))
    return found.first()


def _locked(token: str, by: Reader) -> Nominee:
    """The nominee, after the round and the return: in this order everybody locks them. Raises CannotBeAnswered."""
    found = _found(token)
    if found is None:
        raise CannotBeAnswered("This link leads to no nomination.")
    Round.objects.select_for_update().get(pk=found.to.round_id)
    Return.objects.select_for_update().get(pk=found.to_id)
    nominee = Nominee.objects.select_for_update(of=("self",)).select_related("to__round", "person").get(pk=found.pk)
    if by.is_signed_in and by.email != nominee.email:
        raise CannotBeAnswered(SENT_TO_ANOTHER.format(email=by.email, masked=masked(nominee.email)))
    return nominee


def _check_waits(nominee: Nominee) -> None:
    """Raises CannotBeAnswered when it was answered otherwise or withdrawn, or the round is closed."""
    one = nominee.to
    words = {
        "executive": one.executive_name or name_of(one.system, directory()),
        "system": name_of(one.system, directory()),
        "title": one.round.title,
        "when": moment_in_words(nominee.answered_at) if nominee.answered_at else "",
    }
    if nominee.state == "withdrawn":
        raise CannotBeAnswered(WITHDRAWN.format(**words))
    if nominee.state in ("confirmed", "declined"):
        raise CannotBeAnswered((CONFIRMED if nominee.state == "confirmed" else DECLINED).format(**words))
    if one.round.closed_at is not None:
        raise CannotBeAnswered(CLOSED.format(**words))


def _champion(nominee: Nominee, *, by: Reader, password: str, now: datetime) -> Person:
    """The person behind the nomination: whoever is signed in with the address, or somebody new."""
    person = Person.objects.filter(email=nominee.email).first()
    if person is None:
        made = add_person(email=nominee.email, name=nominee.name, password=password, by_words=BY_WORDS, now=now)
        made.job_title = nominee.job_title
        made.save(update_fields=("job_title",))
        return made
    if not person.is_active:
        raise CannotBeAnswered(ACCOUNT_CLOSED)
    if by.identity != person.pk:
        raise SignInFirst(SIGN_IN_FIRST)
    return person


def _hold_network(system: str, *, on: date) -> None:
    """Hold the network that they will join before the first entry of the chain, as those do who write in it."""
    to_join = network_for(system, on=on)
    lock(networks=[to_join.network.pk] if to_join.network else [])


def _join(person: Person, system: str, *, on: date, now: datetime) -> tuple[Network | None, str]:
    """The network that somebody joined by confirming; else None, and why."""
    to_join = network_for(system, on=on)
    if to_join.network is None:
        return None, to_join.why[:300]
    try:
        give_role(by=None, by_words=BY_WORDS, person=person, kind="champion", network=to_join.network, now=now)
    except RoleError as problem:
        return None, str(problem)[:300]
    return to_join.network, ""


def _note(nominee: Nominee, *, by: Reader | None, now: datetime) -> None:
    one = nominee.to
    if nominee.state == "declined":
        lines = ("The place is free again: you may nominate somebody else.",)
    else:
        lines = (nominee.why_no_network,) if nominee.why_no_network else ()
    tell_system(
        one,
        kind="nominee",
        key=f"nominee-{nominee.pk}-{nominee.state}",
        title=f"{nominee.name} has {nominee.state} the nomination",
        lines=lines,
        mails_executive=False,
        now=now,
    )
    record(
        by=by,
        by_words="" if by else "the link in the mail",
        action=f"nomination.{nominee.state}",
        of=("return", f"{one.round.key}/{one.system}"),
        before={"state": "asked"},
        after={"nominee": nominee.pk, "state": nominee.state},
        organisation=one.system,
        about=nominee.person_id,
        now=now,
    )
