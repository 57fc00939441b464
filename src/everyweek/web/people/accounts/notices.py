"""What a person is told when something about how they sign in has changed."""

from dataclasses import dataclass
from datetime import datetime

from everyweek.web.people.audit.actions import record
from everyweek.web.people.models import Person
from everyweek.web.people.reader import reader_of


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of change. action : as the chain of changes calls it; title, text : of the mail."""

    action: str
    title: str
    text: str


NOTICES: dict[str, Notice] = {  # by the names that allauth gives to its own mails
    "account/email/password_changed": Notice(
        "account.password_changed",
        "Your password was changed",
        "The password of your account was changed. Everywhere else you were signed in, you have to sign in again.",
    ),
    "account/email/password_reset": Notice(
        "account.password_set",
        "Your password was set",
        "A new password was set for your account, by a link that was made for you.",
    ),
    "mfa/email/totp_activated": Notice(
        "account.second_step_added",
        "A second step was added to your sign-in",
        "From now on, signing in asks for a code from an app after your password.",
    ),
    "mfa/email/totp_deactivated": Notice(
        "account.second_step_removed",
        "The second step of your sign-in was switched off",
        "From now on, your password alone is enough to sign in as you.",
    ),
    "mfa/email/recovery_codes_generated": Notice(
        "account.recovery_codes_made",
        "New recovery codes were made for your account",
        "The recovery codes that you had before do not work any more.",
    ),
    "socialaccount/email/account_connected": Notice(
        "account.sign_on_linked",
        "Your organisation’s sign-on now opens your account",
        "Somebody signed in to your account with your organisation’s own sign-on for the first time.",
    ),
}


def note(notice: Notice, *, person: Person, now: datetime) -> None:
    """Add the change to the chain of changes."""
    by = reader_of(person.pk)
    record(by=by, action=notice.action, of=("person", str(person.pk)), about=person.pk, now=now)
