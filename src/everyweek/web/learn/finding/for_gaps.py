"""What of the library is about a gap of an organisation: case studies of those most like it, then the best of the rest.

The pages of comparing ask for it (everyweek.web.compare.what_others_did). What every resource says of itself is kept in
memory until something in the library changes; who may read what is asked of the database for each reader.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import chain, islice

from django.urls import reverse
from django.utils import timezone

from everyweek.reference.interventions import GRADES
from everyweek.search.document import EVERYBODY
from everyweek.web.compare.what_others_did import Gap, WhatOthersDid
from everyweek.web.learn.finding.documents import audience_of, readers_of
from everyweek.web.learn.finding.places import code_now
from everyweek.web.learn.finding.presenters import about_resource
from everyweek.web.learn.library.models import Resource, ResourceChange
from everyweek.web.learn.library.presenters import GRADES as GRADES_IN_WORDS
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

BEST_FIRST = ("guide", "evidence summary", "case study", "tool", "event", "presentation")
"""Kinds of resources in the order in which they help somebody who has a gap to close."""
Change = tuple[int, datetime, str] | None
"""Its number, moment and resource: after a restore the same number may be of another."""
ONLY_EVERYBODY = frozenset({EVERYBODY})
MOST_KEPT = 200
"""Of what is about a gap. Where more than these lead, all of them for members of networks, others are shown nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a resource says of itself. codes : of the organisations that it comes from, also as they are called now."""

    key: str
    kind: str
    about: str
    evidence: str
    interventions: frozenset[str]
    measures: frozenset[str]
    codes: frozenset[str]
    readers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Known:
    """Every published resource. cases : case studies by the codes of the organisations that they come from."""

    entries: tuple[Entry, ...]
    cases: Mapping[str, tuple[Entry, ...]]
    are_all_for_everybody: bool


def resources_for_gaps(
    reader: Reader, gaps: Sequence[Gap], peers: Sequence[str], most: int
) -> tuple[tuple[WhatOthersDid, ...], ...]:
    """For each gap at most so many resources that the reader may read."""
    change, today = newest_change(), timezone.localdate()
    readers = ONLY_EVERYBODY if _known(change, today).are_all_for_everybody else readers_of(reader)
    best = [_best(change, today, gap, peers, readers, most) for gap in gaps]
    titles = _titles({entry.key for found in best for entry in found}, reader)
    near = frozenset(peers)
    return tuple(
        tuple(_shown(entry, titles[entry.key], near) for entry in found if entry.key in titles) for found in best
    )


def newest_change() -> Change:
    """The newest change of the library: while it is the same, so is what is known of all resources."""
    return ResourceChange.objects.order_by("-pk").values_list("pk", "at", "key").first()


@lru_cache(maxsize=2)
def _known(change: Change, today: date) -> Known:
    resources = Resource.objects.filter(live=True).prefetch_related("topics", "measures", "origins").order_by("key")
    entries = tuple(_entry(one, today) for one in resources)
    cases: defaultdict[str, tuple[Entry, ...]] = defaultdict(tuple)
    for entry in entries:
        for code in entry.codes if entry.kind == "case study" else ():
            cases[code] += (entry,)
    return Known(entries, dict(cases), all(EVERYBODY in entry.readers for entry in entries))


def _entry(one: Resource, today: date) -> Entry:
    codes = {row.code for row in one.origins.all() if row.code}
    return Entry(
        key=one.key,
        kind=one.kind,
        about=_about(one),
        evidence=one.evidence,
        interventions=frozenset(topic.value for topic in one.topics.all() if topic.kind == "intervention"),
        measures=frozenset(row.measure for row in one.measures.all()),
        codes=frozenset({*codes, *(code_now(code, today=today) for code in codes)}),
        readers=audience_of(one),
    )


def _best(
    change: Change, today: date, gap: Gap, peers: Sequence[str], readers: frozenset[str], most: int
) -> tuple[Entry, ...]:
    """Case studies of peers, the nearest first, then the best of all others."""
    cases = _known(change, today).cases
    about = (one for code in peers for one in sorted(cases.get(code, ()), key=_order_for(gap)) if _is_about(one, gap))
    ordered = dict.fromkeys(chain(about, _ordered(change, today, gap)))
    return tuple(islice((one for one in ordered if not one.readers.isdisjoint(readers)), most))


@lru_cache(maxsize=512)
def _ordered(change: Change, today: date, gap: Gap) -> tuple[Entry, ...]:
    """What is about a gap, whoever asks: a good part of the library at most, and only its best are ever shown."""
    about = (one for one in _known(change, today).entries if _is_about(one, gap))
    return tuple(sorted(about, key=_order_for(gap))[:MOST_KEPT])


def _is_about(one: Entry, gap: Gap) -> bool:
    return gap.measure in one.measures or not one.interventions.isdisjoint(gap.interventions)


def _order_for(gap: Gap) -> Callable[[Entry], tuple[object, ...]]:
    """What should move the measure itself, then what is about the intervention with the best evidence, and so on."""
    position = {key: place for place, key in enumerate(gap.interventions)}

    def order(one: Entry) -> tuple[object, ...]:
        return (
            gap.measure not in one.measures,
            min((position[key] for key in one.interventions if key in position), default=len(position)),
            BEST_FIRST.index(one.kind),
            GRADES.index(one.evidence) if one.evidence else len(GRADES),
            one.key,
        )

    return order


def _titles(keys: set[str], reader: Reader) -> dict[str, tuple[str, str]]:
    """Title and address of those that the reader may read now: the gate is asked again for each."""
    rows = Resource.objects.filter(key__in=keys, live=True).select_related("network")
    found = rows.only("key", "slug", "title", "live", "network") if keys else ()
    return {
        one.key: (one.title, reverse("resource", kwargs={"slug": one.slug}))
        for one in found
        if can(reader, "resource.read", one)
    }


def _shown(entry: Entry, found: tuple[str, str], peers: frozenset[str]) -> WhatOthersDid:
    title, address = found
    return WhatOthersDid(title, address, entry.about, of_a_peer=not entry.codes.isdisjoint(peers))


def _about(one: Resource) -> str:
    rests = GRADES_IN_WORDS.get(one.evidence, "")
    return f"{about_resource(one)}. It rests on: {rests}" if rests else about_resource(one)
