"""Organisations with how many people they have, and who administers them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from everyweek.reference import ENGLAND, Directory
from everyweek.web.people.administration.reach import organisations_reached
from everyweek.web.people.models import Role
from everyweek.web.people.organisations.known import above
from everyweek.web.people.organisations.queries import SettingsSeen, settings_of
from everyweek.web.people.reader import Reader

KINDS = {
    "england": "England",
    "region": "Region",
    "icb": "Integrated care board",
    "trust": "Trust",
    "ambulance_service": "Ambulance service",
    "other_provider": "Other provider",
    "": "No longer in the lists",
}
"""In the order of the page."""
MOST_FOUND = 400


@dataclass(frozen=True, slots=True)
class OrganisationsAsked:
    """What is searched for. text: of the name or code; only: "" (with people), "nobody" (administers it), "all"."""

    text: str = ""
    only: str = ""

    def parts(self) -> dict[str, str]:
        """The parts of the address that ask for the same again."""
        return {name: value for name, value in (("text", self.text), ("only", self.only)) if value}


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation. administrators: of itself, by name; champions: how many people hold that role there."""

    code: str
    name: str
    kind: str
    region: str
    people: int
    champions: int
    administrators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganisationSeen:
    """An organisation with what is settled about it. above: which administer it too, with their administrators."""

    line: OrganisationLine
    settings: SettingsSeen
    above: tuple[OrganisationLine, ...]


def find_organisations(
    reader: Reader, asked: OrganisationsAsked, known: Directory, *, on: date
) -> tuple[OrganisationLine, ...]:
    """Those the reader looks after that fit, by kind and name."""
    codes = organisations_reached(reader)
    if asked.text.strip():
        meant = {row.code for row in known.find(asked.text, limit=MOST_FOUND)} | {asked.text.strip().upper()}
        codes &= meant | ({ENGLAND} if asked.text.strip().lower() == ENGLAND else set())
    lines = _lines(codes, known, on=on)
    if asked.only != "all" and not asked.text:
        lines = [line for line in lines if line.people]
    if asked.only == "nobody":
        lines = [line for line in lines if line.people and not line.administrators]
    order = list(KINDS)
    return tuple(sorted(lines, key=lambda line: (order.index(line.kind), line.name, line.code)))


def organisation_seen(code: str, known: Directory, *, on: date) -> OrganisationSeen:
    """One organisation."""
    higher = above(code, known, on=on) - {code}
    lines = {line.code: line for line in _lines(frozenset({code}) | higher, known, on=on)}
    order = list(KINDS)
    nearest = sorted((lines[one] for one in higher), key=lambda line: -order.index(line.kind))
    return OrganisationSeen(lines[code], settings_of(code), tuple(nearest))


def _lines(codes: frozenset[str], known: Directory, *, on: date) -> list[OrganisationLine]:
    held = Role.objects.filter(until=None, organisation__in=codes, person__is_active=True)
    people = dict(
        held.values("organisation").annotate(n=Count("person", distinct=True)).values_list("organisation", "n")
    )
    champions = dict(
        held.filter(kind="champion").values("organisation").annotate(n=Count("pk")).values_list("organisation", "n")
    )
    administrators: defaultdict[str, list[str]] = defaultdict(list)
    rows = held.filter(kind="system_administrator").order_by("person__name")
    for code, name in rows.values_list("organisation", "person__name"):
        administrators[code].append(name)
    return [
        OrganisationLine(
            code=code,
            name=known.organisation(code).name if known.has(code) else code,
            kind=known.organisation(code).kind if known.has(code) else "",
            region=_region_of(code, known, on=on),
            people=people.get(code, 0),
            champions=champions.get(code, 0),
            administrators=tuple(administrators[code]),
        )
        for code in codes
    ]


def _region_of(code: str, known: Directory, *, on: date) -> str:
    for one in above(code, known, on=on) - {code, ENGLAND}:
        if known.organisation(one).kind == "region":
            return known.organisation(one).name
    return ""
