"""What the pages of places show, as plain values."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from everyweek.reference import Directory
from everyweek.web.assess.places.listed import Member, Party, PlaceLine, SystemLine
from everyweek.web.assess.places.models import Place
from everyweek.web.assess.places.rows import COLUMNS, CheckedPlaces
from everyweek.web.design import wording
from everyweek.web.people.champions.deadlines import local_day
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

PRIVATE = (
    "What is written in an assessment is private to those who take part until it is submitted or shared: the people "
    "who are named here, and everybody who holds a role at its hospitals, community and ambulance services. Nobody "
    "else reads it, whatever they administer. Others see only how far it has come, in numbers."
)


def trail(*further: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page of places."""
    return [
        {"href": "/", "text": "Home"},
        {"href": reverse("assess"), "text": "Assess"},
        {"href": reverse("places"), "text": "Places"},
        *({"href": href, "text": text} for href, text in further),
    ]


def trail_to(place: Place, reader: Reader) -> list[dict[str, str]]:
    """The way to a place; by its board for those who make places there."""
    if can(reader, "place.make", place.system):
        return trail((system_address(place.system), name_of(place.system, directory())))
    return trail()


def system_address(code: str) -> str:
    """The path of the places of a board."""
    return reverse("places-of-system", kwargs={"board": code})


def place_address(key: str) -> str:
    """The path of a place."""
    return reverse("place", kwargs={"place": key})


def list_page(mine: Sequence[PlaceLine], systems: Sequence[SystemLine], *, makes: bool) -> dict[str, Any]:
    """The reader's own places, and the boards in which they make places."""
    return {
        "mine": tuple(_line(one) for one in mine),
        "makes": makes,
        "systems": tuple(
            {"name": one.name, "code": one.code, "address": system_address(one.code), "places": f"{one.places:,}"}
            for one in systems
        ),
        "total": wording.several(sum(one.places for one in systems), "place"),
    }


def system_page(code: str, places: Sequence[PlaceLine]) -> dict[str, Any]:
    """The places of a board."""
    going_on = [one for one in places if not one.has_ended]
    without = sum(not one.lead for one in going_on)
    return {
        "name": name_of(code, directory()),
        "code": code,
        "new": reverse("new-place", kwargs={"board": code}),
        "upload": reverse("upload-places-of-system", kwargs={"board": code}),
        "total": wording.several(len(going_on), "place"),
        "without": f"{without:,} of them without anybody who leads the assessment." if without else "",
        "places": tuple(_line(one) for one in places),
    }


def place_page(
    place: Place, parties: Sequence[Party], people: Sequence[Member], *, reader: Reader, takes_part: bool
) -> dict[str, Any]:
    """Who takes part in a place."""
    manages = can(reader, "place.manage", place)
    return {
        "name": place.name,
        "system": name_of(place.system, directory()),
        "about": tuple(line for line in place.about.splitlines() if line.strip()),
        "private": PRIVATE,
        "takes_part": takes_part,
        "has_ended": f"{place.name} was ended on {_day(place.ended_at)}: nothing more is asked of it."
        if place.ended_at
        else "",
        "parties": tuple(_party(one) for one in parties),
        "people": tuple(_member(place, one) for one in people),
        "no_lead": not any(one.leads and not one.gone for one in people),
        "names": can(reader, "place.name-people", place) and not place.ended_at,
        "manages": manages,
        "edit": reverse("edit-place", kwargs={"place": place.key}),
        "end": reverse("end-place", kwargs={"place": place.key}),
        "people_address": reverse("place-people", kwargs={"place": place.key}),
    }


def form_page(*, title: str, button: str, back: str, system: str, known: Directory, is_new: bool) -> dict[str, Any]:
    """The page on which a place is made or changed."""
    return {
        "title": title,
        "button": button,
        "back": back,
        "is_new": is_new,
        "system": name_of(system, known),
        "in_system": _providers(system, known),
    }


def upload_page(system: str, checked: CheckedPlaces | None) -> dict[str, Any]:
    """The page that takes a table of places. system: "" when each row says its own."""
    known = directory()
    errors = checked.errors if checked else ()
    columns = [headings[0] for key, headings in COLUMNS.items() if key != "system" or not system]
    return {
        "title": f"Bring the places of {name_of(system, known)}" if system else "Bring places of several systems",
        "columns": columns,
        "has_system": bool(system),
        "template": reverse("places-template", kwargs={"board": system}) if system else "",
        "errors": tuple(
            {"row": f"{one.number:,}", "column": one.column, "value": one.value[:120], "message": one.message}
            for one in errors
        ),
        "wrong_rows": len({one.number for one in errors}),
        "right_rows": len(checked.rows) if checked else 0,
        "back": system_address(system) if system else reverse("places"),
    }


def _providers(system: str, known: Directory) -> str:
    """The providers that are counted in a board, to copy a code from."""
    from django.utils import timezone

    codes = sorted(known.providers(system, on=timezone.localdate()))
    return "; ".join(f"{code} {name_of(code, known)}" for code in codes)


def _line(one: PlaceLine) -> dict[str, Any]:
    lead = "somebody leads it" if one.lead else "nobody leads it yet"
    return {
        "name": one.name,
        "address": place_address(one.key),
        "people": "ended"
        if one.has_ended
        else f"{one.people:,} {'person' if one.people == 1 else 'people'} named, {lead}",
        "is_open": not one.has_ended and not one.lead,
    }


def _party(one: Party) -> dict[str, str]:
    how = "Everybody who holds a role there takes part." if one.belongs else "People are named one by one."
    return {"title": one.title, "name": one.name, "code": one.code, "how": how}


def _member(place: Place, one: Member) -> dict[str, Any]:
    by = f" by {one.added_by}" if one.added_by else ""
    return {
        "name": one.name,
        "about": ", ".join(part for part in (one.job_title, one.party) if part),
        "leads": one.leads,
        "gone": one.gone,
        "doubt": one.doubt,
        "since": f"Named on {_day(one.added_at)}{by}",
        "end": reverse("place-person-end", kwargs={"place": place.key, "member": one.number}),
    }


def _day(at: Any) -> str:
    return wording.day_in_words(local_day(at))
