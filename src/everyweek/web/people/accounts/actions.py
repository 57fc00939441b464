"""What a person changes about their own account."""

from datetime import datetime

from django.db import transaction

from everyweek.web.people.audit.actions import record
from everyweek.web.people.models import Person
from everyweek.web.people.reader import Reader

FIELDS = ("name", "job_title", "shows_email")


@transaction.atomic
def change_details(*, by: Reader, name: str, job_title: str, shows_email: bool, now: datetime) -> None:
    """Change one's own name, job title, and whether others see the address; a change of nothing changes nothing."""
    person = Person.objects.select_for_update(no_key=True).get(pk=by.identity)
    after = {"name": name, "job_title": job_title, "shows_email": shows_email}
    changed = [field for field in FIELDS if getattr(person, field) != after[field]]
    if not changed:
        return
    before = {field: getattr(person, field) for field in changed}
    for field in changed:
        setattr(person, field, after[field])
    person.save(update_fields=changed)
    record(
        by=by,
        action="account.changed",
        of=("person", str(person.pk)),
        before=before,
        after={field: after[field] for field in changed},
        about=person.pk,
        now=now,
    )
