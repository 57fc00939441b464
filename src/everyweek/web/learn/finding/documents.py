"""Resources as documents of the search index."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils import timezone

from everyweek.reference.abbreviations import wordings
from everyweek.search.document import EVERYBODY, Document
from everyweek.search.words import Meanings
from everyweek.web.learn.finding.places import places_of
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.library.text import plain_text
from everyweek.web.learn.library.vocabulary import KINDS, topic_words
from everyweek.web.people.models import Network
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

MEANINGS = Meanings(wordings())
HAPPENED = frozenset({"case study", "presentation", "event"})
UNDATED = 0.9
"""The weight of what happened at a time that nobody knows: often only the name of a document is known of it.

On our judged questions it finds a little more (docs/how-to/measure-the-search.md); 0.8 does not.
"""
FACETS = {
    "type": "Type",
    "intervention": "Intervention",
    "setting": "Setting",
    "link": "Link of the chain",
    "pathway": "Pathway",
    "system": "Region or system",
    "year": "Year",
    "evidence": "Evidence",
    "attachment": "Has an attachment",
    "measure": "Measure it should move",
}
"""What the found are told apart by, in the order of the page."""


def documents() -> Iterator[Document]:
    """Every published resource."""
    found = with_parts(Resource.objects.filter(live=True)).order_by("pk")
    yield from (document_of(resource) for resource in found.iterator(chunk_size=500))


def with_parts(found: "QuerySet[Resource]") -> "QuerySet[Resource]":
    """Resources with what a document needs of them, in few queries."""
    return found.prefetch_related("topics", "origins", "authors", "attachments", "measures")


def document_of(resource: Resource) -> Document:
    """A published resource as it is found. Who may find it is who may read it: see the permission resource.read."""
    topics = [(one.kind, one.value) for one in resource.topics.all()]
    origins = [origin.name for origin in resource.origins.all()]
    files = [one for one in resource.attachments.all() if one.removed_at is None]
    facets: dict[str, tuple[str, ...]] = {
        "type": (resource.kind,),
        "system": _where(resource),
        "year": (resource.dated[:4],) if resource.dated else (),
        "evidence": (resource.evidence,) if resource.evidence else (),
        "attachment": ("yes",) if files else (),
        "measure": tuple(one.measure for one in resource.measures.all()),
    }
    for kind in ("intervention", "setting", "link", "pathway"):
        facets[kind] = tuple(value for found, value in topics if found == kind)
    words = " ".join(topic_words(kind, value) for kind, value in topics)
    return Document(
        key=resource.key,
        title=resource.title,
        summary=resource.summary,
        body=plain_text(resource.body),
        origin=" · ".join([*origins, *(one.name for one in resource.authors.all()), KINDS[resource.kind], words]),
        files="\n".join(f"{one.name}\n{one.text}" for one in files),
        facets=facets,
        audience=audience_of(resource),
        day=day_of(resource),
        weight=UNDATED if resource.kind in HAPPENED and not resource.dated else 1.0,
    )


def _where(resource: Resource) -> tuple[str, ...]:
    """The systems that it names, and the boards and regions of the organisations that it comes from."""
    today = timezone.localdate()
    names = dict.fromkeys(one.name for one in resource.origins.all() if one.is_system)
    for one in resource.origins.all():
        if one.code:
            names.update(dict.fromkeys(places_of(one.code, dated=resource.dated, today=today)))
    return tuple(names)


def audience_of(resource: Resource) -> frozenset[str]:
    """Who may find it: everybody, those inside its network, or nobody while it is not published."""
    if not resource.live:
        return frozenset()
    return frozenset({EVERYBODY if resource.network_id is None else reading_as(resource.network_id)})


def reading_as(network: int) -> str:
    """What those inside a network read as."""
    return f"network-{network}"


def readers_of(reader: Reader, networks: Iterable[Network] | None = None) -> frozenset[str]:
    """What somebody reads as: everybody, and each network inside which they may read."""
    if not reader.is_signed_in:
        return frozenset({EVERYBODY})
    among = Network.objects.filter(resources__live=True).distinct() if networks is None else networks
    inside = {reading_as(network.pk) for network in among if can(reader, "network.read", network)}
    return frozenset({EVERYBODY, *inside})


def mark_of_readers(readers: frozenset[str]) -> str:
    """What tells whether somebody reads as the same as before: they may have joined or left a network."""
    return hashlib.sha256("\n".join(sorted(readers)).encode()).hexdigest()


def day_of(resource: Resource) -> dt.date | None:
    """The day of the latest change that was published."""
    return resource.last_published_at.date() if resource.last_published_at else None
