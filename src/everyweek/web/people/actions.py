"""What changes people: adding one, closing an account, opening it again."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from everyweek.web.people.audit.actions import record
from everyweek.web.people.errors import CannotBeAdded, CannotBeReopened
from everyweek.web.people.managers import one_spelling
from everyweek.web.people.models import LONGEST_NAME, Person
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.actions import end_role, locked_held

THE_PRODUCT = "Everyweek itself"


@transaction.atomic
def add_person(
    *,
    email: str,
    name: str,
    password: str | None,
    by: Reader | None = None,
    by_words: str = THE_PRODUCT,
    now: datetime | None = None,
) -> Person:
    """A new person who can sign in: with the password, or, without one, after they set it themselves by a link.

    by : who adds them; None for the command line, an invitation, and so on, which by_words names.
    Raises CannotBeAdded for an address that is none or is taken, a name that is empty or too long, a weak password.
    """
    address, spelt_name = one_spelling(email), " ".join(name.split())
    check_can_be_added(address, spelt_name, password)
    try:
        with transaction.atomic():
            person = Person.objects.create_user(address, spelt_name, password)
            EmailAddress.objects.create(user=person, email=address, primary=True, verified=True)
    except IntegrityError as error:
        raise CannotBeAdded(f"Somebody has the e-mail address {address} already. Nobody was added.") from error
    _note(person, "person.added", by=by, by_words=by_words, organisation="", now=now or timezone.now())
    return person


def check_can_be_added(email: str, name: str, password: str | None) -> None:
    """Raises CannotBeAdded with what is wrong."""
    try:
        validate_email(email)
    except ValidationError as error:
        raise CannotBeAdded(f"“{email}” is not an e-mail address. Write it as in name@example.nhs.uk.") from error
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise CannotBeAdded(f"A name has 1 to {LONGEST_NAME} characters, all of which can be printed.")
    if password is not None:
        try:
            validate_password(password, Person(email=email, name=name))
        except ValidationError as error:
            raise CannotBeAdded(" ".join(error.messages)) from error


@transaction.atomic
def close_account(*, by: Reader | None, person: Person, why: str = "", by_words: str = "", now: datetime) -> None:
    """End every role of a person and let them sign in no more; a closed account is left as it is.

    by : national support, or None for the command line. Raises NotPermitted, LastOne.
    """
    if by is not None:
        check(by, "country.administer")
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)  # so that nobody gives them a role meanwhile
    for role in locked_held(person.pk):
        end_role(by=by, by_words=by_words, role=role, why=why, was_checked=True, now=now)
    stop_signing_in(by=by, person=person, by_words=by_words, now=now)


@transaction.atomic
def reopen_account(*, by: Reader | None, person: Person, by_words: str = "", now: datetime) -> None:
    """Let somebody sign in again; their roles do not come back. Raises NotPermitted, CannotBeReopened."""
    if by is not None:
        check(by, "country.administer")
    let_sign_in_again(by=by, person=person, by_words=by_words, now=now)


def stop_signing_in(
    *, by: Reader | None, person: Person, by_words: str = "", organisation: str = "", now: datetime
) -> None:
    """Close the account and end every session, in the transaction of whoever checked that it may be.

    organisation : the one whose administrator did it, because the person left it; "" for the whole country.
    """
    row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not row.is_active:
        return
    row.is_active, row.closed_at = False, now
    row.save(update_fields=("is_active", "closed_at"))
    end_sessions(row)
    _note(row, "person.closed", by=by, by_words=by_words, organisation=organisation, now=now)


def let_sign_in_again(
    *, by: Reader | None, person: Person, by_words: str = "", organisation: str = "", now: datetime
) -> None:
    """Open a closed account, in the transaction of whoever checked that it may be. Raises CannotBeReopened."""
    row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if row.erased_at is not None:
        raise CannotBeReopened("Nothing is kept of this person any more, so there is no account to open. Invite them.")
    if row.is_active:
        raise CannotBeReopened(f"The account of {row.name} is open.")
    row.is_active, row.closed_at = True, None
    row.save(update_fields=("is_active", "closed_at"))
    _note(row, "person.reopened", by=by, by_words=by_words, organisation=organisation, now=now)


def end_sessions(person: Person) -> None:
    """Sign a person out everywhere."""
    for session in UserSession.objects.filter(user=person):
        session.end()


def _note(person: Person, action: str, *, by: Reader | None, by_words: str, organisation: str, now: datetime) -> None:
    record(
        by=by,
        by_words=by_words,
        action=action,
        of=("person", str(person.pk)),
        after={"person": person.name},
        organisation=organisation,
        about=person.pk,
        now=now,
    )
