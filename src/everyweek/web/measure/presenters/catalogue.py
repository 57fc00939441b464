"""The catalogue of measures: every one with its words."""

from dataclasses import dataclass

from django.urls import reverse

from everyweek.measures import MEASURES, Measure
from everyweek.reference import standards_for
from everyweek.web.measure.presenters.links import LINKS
from everyweek.web.measure.presenters.measure_page import POLARITY, standard_in_words
from everyweek.web.measure.presenters.method import KIND_WORDS

UNITS = {"share": "per cent", "count": "a count", "seconds": "minutes and seconds"}

EVERY = {
    "day": "Day; charted by week unless you choose otherwise",
    "week": "Week",
    "month": "Month",
    "quarter": "Quarter of a year",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A measure in the list."""

    title: str
    address: str
    meaning: str
    polarity: str
    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """Measures of one kind of service."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One measure in full."""

    title: str
    name: str
    meaning: str
    why: str
    polarity: str
    unit: str
    every: str
    kind: str
    source: str
    caveats: tuple[str, ...]
    standards: tuple[str, ...]
    england_address: str


def catalogue() -> tuple[EntryGroup, ...]:
    """All measures, by service."""
    return tuple(
        EntryGroup(title, entries)
        for link, title in LINKS.items()
        if (entries := tuple(_entry(row) for row in MEASURES.values() if row.link == link))
    )


def entry_page(measure: Measure) -> EntryPage:
    """The page of one measure."""
    return EntryPage(
        title=measure.title,
        name=measure.name,
        meaning=measure.meaning,
        why=measure.why,
        polarity=POLARITY[measure.polarity],
        unit=UNITS[measure.unit],
        every=EVERY[measure.every],
        kind=KIND_WORDS[measure.kind],
        source=measure.source,
        caveats=measure.caveats,
        standards=tuple(standard_in_words(row) for row in standards_for(measure.name)),
        england_address=reverse("measure", kwargs={"code": "england", "measure": measure.name}),
    )


def _entry(measure: Measure) -> Entry:
    return Entry(
        title=measure.title,
        address=reverse("catalogue-entry", kwargs={"measure": measure.name}),
        meaning=measure.meaning,
        polarity=POLARITY[measure.polarity],
        standards=tuple(row.label for row in standards_for(measure.name)),
    )
