"""Somebody has forgotten their password."""

from datetime import datetime

from django.db import transaction

from everyweek.web.people.accounts.mails import new_key, write_link_to_set_password
from everyweek.web.people.accounts.one_use_link import address_that_opens_nothing, set_password_address
from everyweek.web.people.managers import one_spelling
from everyweek.web.people.models import OutgoingMail, Person


@transaction.atomic
def ask_for_new_password(*, email: str, now: datetime) -> None:
    """Write a mail with a link to set a password, when somebody who may sign in has the address.

    For any other address the same is done, and undone before it is kept: how long the answer takes must not tell
    whether there is an account.
    """
    address = one_spelling(email)
    person = Person.objects.filter(email=address, is_active=True).first()
    key = new_key("forgotten-password")
    link = set_password_address(person) if person else address_that_opens_nothing(address)
    write_link_to_set_password(to=address, link=link, person=person.pk if person else None, key=key, now=now)
    if person is None:
        OutgoingMail.objects.filter(key=key).delete()
