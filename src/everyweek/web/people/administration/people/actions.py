"""What those who look after people do on their pages, beyond giving and ending roles."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from everyweek.web.people.accounts.mails import can_mail
from everyweek.web.people.accounts.one_use_link import set_password_address
from everyweek.web.people.accounts.second_factor.actions import remove_second_step
from everyweek.web.people.audit.actions import record
from everyweek.web.people.errors import PeopleError
from everyweek.web.people.models import Person
from everyweek.web.people.notifications.actions import notify, write_mail
from everyweek.web.people.notifications.queries import mail_choices
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

SECOND_STEP_GONE = (
    "You now sign in by your password alone, until you set up a second step again. If you did not ask for this, tell "
    "them at once, and change your password."
)


class NoLink(PeopleError):
    """No link to set a password can be made."""


class NoSecondStep(PeopleError):
    """There is no second step that could be taken away here."""


@transaction.atomic
def make_password_link(*, by: Reader, person: Person, now: datetime) -> str:
    """The path at which a person sets a password, once, within three days; it is kept nowhere.

    Whoever holds it can become the person, which is why only national support makes one, and why it is noted.
    Raises NotPermitted, NoLink.
    """
    check(by, "country.administer")
    row = Person.objects.get(pk=person.pk)
    if not row.is_active:
        raise NoLink(f"The account of {row.name} is closed. Open it first.")
    record(
        by=by,
        action="password.link_made",
        of=("person", str(row.pk)),
        after={"person": row.name},
        about=row.pk,
        now=now,
    )
    notify(
        [row.pk],
        kind="role",
        key=f"password-link-{row.pk}-{now:%Y%m%d%H%M%S}",
        title="National support made a link to set a password for you",
        text="If you did not ask for one, tell them, and change your password: whoever holds the link can become you.",
        address=reverse("account"),
        now=now,
    )
    return set_password_address(row)


@transaction.atomic
def take_second_step_away(*, by: Reader, person: Person, now: datetime) -> None:
    """Take the second step of signing in from somebody who lost their phone and their codes, and tell them.

    One's own is switched off in one's account, where the password is asked for. Raises NotPermitted, NoSecondStep.
    """
    check(by, "country.administer")
    if by.identity == person.pk:
        raise NoSecondStep("Switch your own second step off in your account. Nothing was changed here.")
    if not remove_second_step(by=by, person=person, now=now):
        raise NoSecondStep(f"{person.name} has no second step. Nothing was changed.")
    key = f"second-step-{person.pk}-{now:%Y%m%d%H%M%S}"
    title = "National support took your second step of signing in away"
    notify([person.pk], kind="role", key=key, title=title, text=SECOND_STEP_GONE, address=reverse("account"), now=now)
    if can_mail() and not _hears_at_once(person):
        write_mail(
            to=person.email,
            subject=title,
            lines=(SECOND_STEP_GONE,),
            button=("Open your account", reverse("account")),
            key=key,
            person=person.pk,
            now=now,
        )


def _hears_at_once(person: Person) -> bool:
    """Whether lines about their roles and account are mailed to somebody at once; of this they hear in any case."""
    return any(one.kind.key == "role" and one.frequency == "at_once" for one in mail_choices(person.pk))
