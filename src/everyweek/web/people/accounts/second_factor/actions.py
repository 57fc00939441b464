"""Taking away a second step that somebody cannot use any more."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from everyweek.web.people.audit.actions import record
from everyweek.web.people.models import Person
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader


@transaction.atomic
def remove_second_step(*, by: Reader | None, person: Person, by_words: str = "", now: datetime) -> bool:
    """Remove the app and the recovery codes of somebody who has lost both; whether there was anything to remove.

    by : who removes it, and must be national support; None on the command line. Raises NotPermitted.
    """
    if by is not None:
        check(by, "country.administer")
    removed, _ = Authenticator.objects.filter(user=person).delete()
    if removed:
        record(
            by=by,
            by_words=by_words,
            action="account.second_step_removed",
            of=("person", str(person.pk)),
            about=person.pk,
            now=now,
        )
    return bool(removed)
