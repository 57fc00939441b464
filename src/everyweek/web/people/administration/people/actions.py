"""What those who look after people do on their pages, beyond giving and ending roles."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from everyweek.web.people.accounts.one_use_link import set_password_address
from everyweek.web.people.audit.actions import record
from everyweek.web.people.errors import PeopleError
from everyweek.web.people.models import Person
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader


class NoLink(PeopleError):
    """No link to set a password can be made."""


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
