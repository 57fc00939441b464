"""Which organisations somebody looks after."""

from datetime import date
from functools import lru_cache
from typing import get_args

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from everyweek.reference import ENGLAND, Directory
from everyweek.reference.organisation import Kind
from everyweek.web.people.models import Person, Role
from everyweek.web.people.organisations.known import above, directory
from everyweek.web.people.reader import Reader


def looks_after_the_country(reader: Reader) -> bool:
    """Whether it is national support."""
    return reader.holds("national_support")


def organisations_reached(reader: Reader) -> frozenset[str]:
    """Codes of the organisations that the reader administers, and of those counted in them today.

    For national support, every organisation there is.
    """
    known, today = directory(), timezone.localdate()
    if looks_after_the_country(reader):
        return frozenset(_all_codes(known, today)) | {ENGLAND} | _codes_with_roles()
    return _reached(known, reader.organisations("system_administrator"), today)


def roles_reached(reader: Reader) -> QuerySet[Role]:
    """The roles held now that the reader may see: at organisations they look after.

    National support sees those in networks and in the country as well. Of learning networks it sees only who leads
    them: who else is inside one is not for those who oversee its members.
    """
    held = Role.objects.filter(until=None)
    if looks_after_the_country(reader):
        return held.exclude(Q(network__kind="learning_network") & ~Q(kind="network_lead"))
    return held.filter(organisation__in=organisations_reached(reader))


def people_reached(reader: Reader) -> QuerySet[Person]:
    """Everybody who has such a role; for national support, everybody of whom anything is kept."""
    if looks_after_the_country(reader):
        return Person.objects.filter(erased_at=None)
    return Person.objects.filter(Exists(roles_reached(reader).filter(person=OuterRef("pk"))))


@lru_cache(maxsize=256)
def _reached(known: Directory, mine: frozenset[str], today: date) -> frozenset[str]:
    codes = set(_all_codes(known, today)) | mine
    return frozenset(code for code in codes if not mine.isdisjoint(above(code, known, on=today)))


@lru_cache(maxsize=4)
def _all_codes(known: Directory, today: date) -> frozenset[str]:
    """Every organisation that exists today."""
    return frozenset(row.code for kind in get_args(Kind) for row in known.organisations(kind=kind, on=today))


def _codes_with_roles() -> frozenset[str]:
    return frozenset(Role.objects.exclude(organisation="").values_list("organisation", flat=True).distinct())
