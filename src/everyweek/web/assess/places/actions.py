"""Making, changing and ending places. Who takes part in one is named in the file `naming`."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from everyweek.web.assess.places.asked import IN_ANY_CASE, PartyAsked, PlaceAsked, checked_place
from everyweek.web.assess.places.errors import NotAPlace
from everyweek.web.assess.places.keys import free_keys, stem_of
from everyweek.web.assess.places.models import Place, PlaceParty
from everyweek.web.assess.places.naming import end_membership, name_person, tell_leads_of_parties
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.people.audit.actions import Change, record, record_many
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

__all__ = ["change_place", "end_membership", "end_place", "make_place", "make_places", "name_person"]

AT_ONCE = 500
AT_THIS_MOMENT = (
    "Somebody made a place of the same name at this very moment. Look at the list of places, and send again"
)
CHANGES_OF = ("name", "about", "parties")


def make_place(*, by: Reader, asked: PlaceAsked, now: datetime) -> Place:
    """Make a place in a system; its board and that board's region are parties of it. Raises NotPermitted, NotAPlace."""
    return make_places(by=by, asked=[asked], now=now)[0]


@transaction.atomic
def make_places(*, by: Reader, asked: Sequence[PlaceAsked], now: datetime) -> tuple[Place, ...]:
    """Make many places at once, all or none, with as many statements for three hundred as for one.

    Raises NotPermitted, NotAPlace.
    """
    known, today = directory(), timezone.localdate(now)
    checked = [checked_place(one, known=known, on=today) for one in asked]
    for system in sorted({one.system for one in checked}):
        check(by, "place.make", system)
    _check_names(checked)
    made = [
        Place(
            key=key,
            name=one.name,
            system=one.system,
            about=one.about,
            made_by_id=by.identity,
            created_at=now,
            updated_at=now,
        )
        for one, key in zip(checked, _keys(checked), strict=True)
    ]
    with unless_meanwhile():
        Place.objects.bulk_create(made, batch_size=AT_ONCE)
    regions = {one.system: known.parent(one.system, kind="region", on=today) or "" for one in checked}
    PlaceParty.objects.bulk_create(
        [
            row
            for place, one in zip(made, checked, strict=True)
            for row in party_rows(place, one.parties, region=regions[one.system])
        ],
        batch_size=AT_ONCE,
    )
    record_many(
        [
            Change(
                "place.made",
                ("place", place.key),
                after={"name": place.name, "parties": [_in_a_line(party) for party in one.parties]},
                organisation=place.system,
            )
            for place, one in zip(made, checked, strict=True)
        ],
        by=by,
        now=now,
    )
    return tuple(made)


@transaction.atomic
def change_place(*, by: Reader, place: Place, asked: PlaceAsked, seen_version: int, now: datetime) -> Place:
    """Change what a place is called, says and who its parties are; its address and its board stay.

    Raises NotPermitted, NotAPlace, ChangedMeanwhile.
    """
    found = locked_place(place, seen_version)
    check(by, "place.manage", found)
    check_goes_on(found)
    known, today = directory(), timezone.localdate(now)
    one = checked_place(PlaceAsked(asked.name, found.system, asked.parties, asked.about), known=known, on=None)
    if Place.objects.filter(system=found.system, name__iexact=one.name).exclude(pk=found.pk).exists():
        raise NotAPlace("name", name_is_taken(one.name))
    before = {"name": found.name, "about": found.about, "parties": sorted(map(_in_a_line, own_parties(found)))}
    after = {"name": one.name, "about": one.about, "parties": sorted(map(_in_a_line, one.parties))}
    changed = [key for key in CHANGES_OF if before[key] != after[key]]
    if not changed:
        return found
    found.name, found.about = one.name, one.about
    with unless_meanwhile():
        _keep(found, now=now)
    _set_parties(found, one.parties, region=known.parent(found.system, kind="region", on=today) or _region_of(found))
    record(
        by=by,
        action="place.changed",
        of=("place", found.key),
        before={key: before[key] for key in changed if key != "about"},
        after={key: after[key] for key in changed if key != "about"},
        organisation=found.system,
        now=now,
    )
    if "parties" in changed:
        tell_leads_of_parties(found, by=by, now=now)
    return found


@transaction.atomic
def end_place(*, by: Reader, place: Place, seen_version: int, now: datetime) -> Place:
    """Ask nothing more of a place; what it gave out stays. Raises NotPermitted, ChangedMeanwhile."""
    return _set_ended(by, place, seen_version, ended_at=now, now=now)


@transaction.atomic
def reopen_place(*, by: Reader, place: Place, seen_version: int, now: datetime) -> Place:
    """Take a place up again that was ended. Raises NotPermitted, ChangedMeanwhile."""
    return _set_ended(by, place, seen_version, ended_at=None, now=now)


def _set_ended(by: Reader, place: Place, seen_version: int, *, ended_at: datetime | None, now: datetime) -> Place:
    found = locked_place(place, seen_version)
    check(by, "place.manage", found)
    if (found.ended_at is None) == (ended_at is None):
        return found
    found.ended_at = ended_at
    _keep(found, now=now)
    what = "place.ended" if ended_at else "place.reopened"
    record(by=by, action=what, of=("place", found.key), organisation=found.system, now=now)
    return found


def locked_place(place: Place, seen_version: int | None = None) -> Place:
    """The row as it is now, held until the transaction ends. Raises ChangedMeanwhile."""
    found = Place.objects.select_for_update(no_key=True).get(pk=place.pk)
    if seen_version is not None and found.version != seen_version:
        raise ChangedMeanwhile("This place")
    return found


def check_goes_on(place: Place) -> None:
    """Raises NotAPlace for one that was ended."""
    if place.ended_at is not None:
        raise NotAPlace("", f"{place.name} was ended, so nothing about it is changed. Take it up again first.")


def own_parties(place: Place) -> tuple[PartyAsked, ...]:
    """The parties that somebody chose: all but the board and its region, in the order in which they were given."""
    rows = place.parties.exclude(party__in=IN_ANY_CASE)
    return tuple(PartyAsked(row.party, row.organisation, row.name) for row in rows)


def party_rows(place: Place, parties: Iterable[PartyAsked], *, region: str) -> list[PlaceParty]:
    """Rows for the parties of a place, its board first and the region last."""
    everybody = [PartyAsked("system", place.system), *parties, *([PartyAsked("region", region)] if region else [])]
    return [PlaceParty(place=place, party=one.party, organisation=one.organisation, name=one.name) for one in everybody]


@contextmanager
def unless_meanwhile() -> Iterator[None]:
    """Raises NotAPlace when somebody else took the same name or address at this very moment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as problem:
        raise NotAPlace("name", AT_THIS_MOMENT) from problem


def name_is_taken(name: str) -> str:
    """What is said of a second place of the same name."""
    return f"There is a place called “{name}” in this system already. Give this one another name"


def _check_names(places: Sequence[PlaceAsked]) -> None:
    """Raises NotAPlace when a system would have two places of one name."""
    wanted: set[tuple[str, str]] = set()
    systems = {one.system for one in places}
    rows = Place.objects.filter(system__in=systems).values_list("system", "name")
    there = {(system, name.casefold()) for system, name in rows}
    for one in places:
        spelt = (one.system, one.name.casefold())
        if spelt in there or spelt in wanted:
            raise NotAPlace("name", name_is_taken(one.name))
        wanted.add(spelt)


def _keys(places: Sequence[PlaceAsked]) -> list[str]:
    """A key for each place: the one that was asked for, else one made of its name."""
    asked = [one.key for one in places if one.key]
    stems = {stem_of(one.name, otherwise="place") for one in places if not one.key}
    near = Q(key__in=asked)
    for stem in stems if len(stems) <= MOST_STEMS else ():
        near |= Q(key__startswith=stem)
    rows = Place.objects.filter(near) if len(stems) <= MOST_STEMS else Place.objects.all()
    taken = set(rows.values_list("key", flat=True))
    for key in asked:
        if key in taken or asked.count(key) > 1:
            raise NotAPlace("key", f"Another place has the address “{key}” already. Choose another")
    made = free_keys([one.name for one in places if not one.key], taken=taken | set(asked), otherwise="place")
    return [one.key or next(made) for one in places]


MOST_STEMS = 20
"""With more places at once, all keys are read: that is one statement, and there are some hundreds of them."""


def _region_of(place: Place) -> str:
    """The region that is a party now: it stays for a board that is counted in none any more, as it was merged."""
    return place.parties.filter(party="region").values_list("organisation", flat=True).first() or ""


def _set_parties(place: Place, parties: Sequence[PartyAsked], *, region: str) -> None:
    wanted = {(row.party, row.organisation, row.name): row for row in party_rows(place, parties, region=region)}
    there = {(row.party, row.organisation, row.name): row.pk for row in place.parties.all()}
    place.parties.filter(pk__in=[pk for row, pk in there.items() if row not in wanted]).delete()
    PlaceParty.objects.bulk_create([row for key, row in wanted.items() if key not in there])


def _keep(place: Place, *, now: datetime) -> None:
    place.version, place.updated_at = place.version + 1, now
    place.save()


def _in_a_line(party: PartyAsked) -> str:
    return f"{PARTIES[party.party]}: {party.organisation or party.name}"
