"""Which organisation an address means, which are counted in it, and what people settled about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404

from everyweek.reference import ENGLAND, Directory
from everyweek.web.people.models import OrganisationSettings, Role
from everyweek.web.people.organisations.known import above, directory

NEAREST_FIRST = {"icb": 1, "region": 2, "england": 3}


class NoSuchOrganisation(Http404):
    """No organisation has this code."""

    title = "There is no such organisation"

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.near = code
        self.message = f"No organisation has the code “{code[:20]}”. It may be mistyped."


def code_as_kept(text: str) -> str:
    """A code however it was typed.

    >>> code_as_kept(" zz1 "), code_as_kept("England")
    ('ZZ1', 'england')
    """
    spelt = text.strip()
    return ENGLAND if spelt.lower() == ENGLAND else spelt.upper()


def organisation_in_address(parts: Mapping[str, Any]) -> str:
    """The code of the organisation that an address names by its part `code`. Raises NoSuchOrganisation."""
    code = code_as_kept(parts["code"])
    if not directory().has(code):
        raise NoSuchOrganisation(parts["code"])
    return code


def nearest_first(code: str, known: Directory, *, on: date) -> tuple[str, ...]:
    """The organisation itself, its board, its region, England: whoever administers it, the nearest first.

    >>> from everyweek.reference import directory as built_in_directory
    >>> nearest_first("ZZ1", built_in_directory(), on=date(2026, 6, 1))
    ('ZZ1', 'ZZA', 'ZZ9', 'england')
    """

    def distance(one: str) -> int:
        return 0 if one == code else NEAREST_FIRST[known.organisation(one).kind]

    return tuple(sorted(above(code, known, on=on), key=distance))


def organisations_in(code: str, *, on: date) -> tuple[str, ...]:
    """The organisation itself, and those counted in it on the day at which somebody holds a role."""
    known = directory()
    held_at = Role.objects.filter(until=None).exclude(organisation="").values_list("organisation", flat=True)
    found = sorted(one for one in held_at.distinct() if one != code and code in above(one, known, on=on))
    return (code, *found)


@dataclass(frozen=True, slots=True)
class SettingsSeen:
    """What people settled about one organisation.

    email_domains   : in the order in which they were written.
    champion_places : None for the rule of the round.
    version         : 0 while nothing was ever saved.
    """

    code: str
    email_domains: tuple[str, ...] = ()
    champion_places: int | None = None
    version: int = 0
    updated_at: datetime | None = None


def settings_of(code: str) -> SettingsSeen:
    """The settings of an organisation; empty ones when nothing was ever saved."""
    row = OrganisationSettings.objects.filter(code=code).first()
    if row is None:
        return SettingsSeen(code)
    return SettingsSeen(code, tuple(row.email_domains.split()), row.champion_places, row.version, row.updated_at)
