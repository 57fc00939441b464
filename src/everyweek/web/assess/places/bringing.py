"""Making the places of a table, with their leads: all of them or none."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from everyweek.web.assess.places.actions import make_places
from everyweek.web.assess.places.models import Place
from everyweek.web.assess.places.naming import name_person
from everyweek.web.assess.places.rows import PlaceRow, There
from everyweek.web.people.models import Person
from everyweek.web.people.reader import Reader
from everyweek.web.people.sheets.sheet import Sheet

AT_ONCE = 500


@transaction.atomic
def bring_places(*, by: Reader, rows: Sequence[PlaceRow], now: datetime) -> int:
    """Make a place of each row and name its lead; how many. Raises NotPermitted, NotAPlace, CannotTakePart."""
    made = make_places(by=by, asked=[row.asked for row in rows], now=now)
    for place, row in zip(made, rows, strict=True):
        if row.lead:
            name_person(by=by, place=place, email=row.lead, party=row.party, leads=True, now=now)
    return len(made)


def what_is_there(sheet: Sheet) -> There:
    """The names of places that there are, and which of the table's addresses have an open account."""
    names: dict[str, set[str]] = {}
    for system, name in Place.objects.values_list("system", "name"):
        names.setdefault(system, set()).add(name.casefold())
    emails = sorted({row.values["lead"].lower() for row in sheet.rows if row.values["lead"]})
    people: set[str] = set()
    for start in range(0, len(emails), AT_ONCE):
        found = Person.objects.filter(email__in=emails[start : start + AT_ONCE], is_active=True)
        people.update(found.values_list("email", flat=True))
    return There(names, people)
