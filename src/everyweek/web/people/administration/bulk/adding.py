"""Adding many people at once: what `add_person` does one by one, in a few statements for all of them."""

from collections.abc import Sequence
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from everyweek.web.people.actions import check_can_be_added
from everyweek.web.people.administration.bulk.errors import WouldDiffer
from everyweek.web.people.administration.bulk.reading import Asked
from everyweek.web.people.audit.actions import Change, record_many
from everyweek.web.people.models import Person
from everyweek.web.people.reader import Reader

AT_ONCE = 500


@transaction.atomic
def add_people(wanted: Sequence[Asked], *, by: Reader, now: datetime) -> dict[str, Person]:
    """New people without a password, by their addresses; each is noted.

    Raises CannotBeAdded, and WouldDiffer when somebody was added with one of the addresses at the same instant.
    """
    for one in wanted:
        check_can_be_added(one.email, one.name, None)
    people = [
        Person(email=one.email, name=one.name, job_title=one.job_title, joined_at=now, password=make_password(None))
        for one in wanted
    ]
    try:
        with transaction.atomic():
            Person.objects.bulk_create(people, batch_size=AT_ONCE)
            EmailAddress.objects.bulk_create(
                (EmailAddress(user=row, email=row.email, primary=True, verified=True) for row in people),
                batch_size=AT_ONCE,
            )
    except IntegrityError as error:
        raise WouldDiffer from error
    record_many((_added(row) for row in people), by=by, now=now)
    return {row.email: row for row in people}


def _added(person: Person) -> Change:
    return Change(action="person.added", of=("person", str(person.pk)), after={"person": person.name}, about=person.pk)
