"""Organisations in words and as links; the organisation page; the search page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from everyweek.reference import ENGLAND, Organisation
from everyweek.web.design import wording
from everyweek.web.measure.presenters.cards import Card, card, latest_value, why_missing
from everyweek.web.measure.presenters.switching import Switch, offer
from everyweek.web.measure.queries import Found, OrganisationFacts, Reading
from everyweek.web.measure.switches import Switches

KINDS = {
    "england": "The whole of England",
    "region": "NHS region",
    "icb": "Integrated care board (ICB)",
    "trust": "Hospital trust",
    "ambulance_service": "Ambulance service",
    "other_provider": "Other provider: a walk-in centre, urgent treatment centre, practice or community service",
}
LINKS = {
    "calls": "111 and 999 calls",
    "ambulance": "Ambulance",
    "front_door": "Front door",
    "emergency_department": "Emergency department",
    "beds": "Beds",
    "discharge": "Discharge",
    "community": "Community",
}
"""The links of the chain as the pages call them, in the order a patient passes through them."""
PARENT_WORDS = {"icb": "In", "region": "In the region"}
MEMBER_TITLES = {
    "region": "Regions",
    "icb": "Integrated care boards",
    "trust": "Hospital trusts",
    "ambulance_service": "Ambulance services",
    "other_provider": "Other providers",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A line of a list that leads somewhere.

    before, kind, code, data : what stands beside it, where the list shows it.
    """

    text: str
    address: str
    before: str = ""
    kind: str = ""
    code: str = ""
    data: str = ""


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Cards under one heading."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class MemberGroup:
    """Organisations under one heading."""

    title: str
    rows: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """Everything the organisation page shows."""

    name: str
    kind: str
    code: str
    show_code: bool
    parents: tuple[Link, ...]
    changes: tuple[str, ...]
    notes: tuple[str, ...]
    nothing: tuple[str, ...]
    switches: tuple[Switch, ...]
    groups: tuple[CardGroup, ...]
    members: tuple[MemberGroup, ...]


def organisation_address(code: str) -> str:
    """The page of an organisation."""
    return reverse("organisation", kwargs={"code": code})


def organisation_page(facts: OrganisationFacts, switches: Switches, *, version: int) -> OrganisationPage:
    """The page of one organisation."""
    organisation = facts.organisation
    drawn = [
        reading for reading in facts.readings if latest_value(reading) is not None and not _is_always_zero(reading)
    ]
    path = organisation_address(organisation.code)
    can_roll_up = bool(facts.changes) or organisation.kind in (ENGLAND, "region", "icb")
    names = ("months", "vintage", "organisations") if can_roll_up else ("months", "vintage")
    return OrganisationPage(
        name=organisation.name,
        kind=KINDS[organisation.kind],
        code=organisation.code,
        show_code=organisation.code != ENGLAND,
        parents=tuple(
            Link(
                parent.name, organisation_address(parent.code), before="In" if parent.kind == "icb" else "In the region"
            )
            for parent in facts.parents
        ),
        changes=tuple(change.sentence for change in facts.changes),
        notes=_notes(facts),
        nothing=() if facts.readings else _nothing(organisation),
        switches=offer(switches, names=names, path=path) if facts.readings else (),
        groups=_groups(drawn, switches, version),
        members=_members(facts.members),
    )


def _groups(readings: Sequence[Reading], switches: Switches, version: int) -> tuple[CardGroup, ...]:
    groups = []
    for link, title in LINKS.items():
        cards = tuple(card(row, switches, version=version) for row in readings if row.measure.link == link)
        if cards:
            groups.append(CardGroup(title, cards))
    return tuple(groups)


def _notes(facts: OrganisationFacts) -> tuple[str, ...]:
    """What is left out of the cards, and why: a walk-in centre would else show five charts of nothing."""
    notes = []
    empty = [reading for reading in facts.readings if latest_value(reading) is None]
    if empty:
        said = "; ".join(sorted({why_missing(reading.series.observations[-1]) for reading in empty}))
        notes.append(f"Not shown, because there is no figure for any month: {_titles(empty)}. The reason: {said}.")
    zero = [reading for reading in facts.readings if _is_always_zero(reading)]
    if zero:
        notes.append(f"0 in every month, so not drawn: {_titles(zero)}.")
    return tuple(notes)


def _titles(readings: Iterable[Reading]) -> str:
    return ", ".join(reading.measure.short_title for reading in readings)


def _is_always_zero(reading: Reading) -> bool:
    points = reading.analysis.points if reading.analysis else ()
    values = {point.observation.value for point in points} - {None}
    return values == {0.0}


def _nothing(organisation: Organisation) -> tuple[str, ...]:
    ended = f" It ended on {wording.day_in_words(organisation.valid_to)}." if organisation.valid_to else ""
    return (
        f"None of the files that are loaded holds a figure of {organisation.name}.{ended}",
        "Either its months are not loaded yet (see the page Data), or it reports under another organisation’s code.",
    )


def _members(members: Iterable[Organisation]) -> tuple[MemberGroup, ...]:
    groups = []
    listed = list(members)
    for kind, title in MEMBER_TITLES.items():
        rows = tuple(Link(row.name, organisation_address(row.code)) for row in listed if row.kind == kind)
        if rows:
            groups.append(MemberGroup(f"{title} ({len(rows)})", rows))
    return tuple(groups)


def search_page(query: str, found: Sequence[Found]) -> dict[str, Any]:
    """What the search page shows."""
    shown = "".join(character for character in query if character.isprintable())[:80]
    if not query.strip():
        return {"title": "Find an organisation", "query": "", "results": (), "advice": ADVICE}
    if not found:
        advice = (f"No organisation has a name or code like “{shown}”, now or in the past.", *ADVICE)
        return {"title": "Nothing found", "query": shown, "results": (), "advice": advice}
    results = tuple(_result(row) for row in found)
    title = f"{len(results)} organisation{'s' * (len(results) != 1)} for “{shown}”"
    return {"title": title, "query": shown, "results": results, "advice": ()}


ADVICE = (
    "Try a town (“Southend”), part of the name (“Mid and South”), a former name, or the code in the files (“RAJ”).",
    "A hospital is found under the name of its trust, an ambulance under the name of its service.",
)


def _result(row: Found) -> Link:
    data = "No figures loaded."
    if row.data is not None:
        data = f"Figures from {wording.month(row.data.first_period)} to {wording.month(row.data.last_period)}."
    organisation = row.organisation
    address = organisation_address(organisation.code)
    return Link(
        organisation.name, address, kind=KINDS[organisation.kind].split(":")[0], code=organisation.code, data=data
    )
