"""Asking the library."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from everyweek.search.answer import Answer, Question
from everyweek.search.meaning import installed_embedder
from everyweek.search.neighbours import complete, more_like
from everyweek.search.searching import search
from everyweek.web.learn.finding.documents import MEANINGS, readers_of
from everyweek.web.learn.finding.keeping_current import current_index
from everyweek.web.learn.library.models import Resource
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class Found:
    """What the index answers, with the resources of its hits as they are now, as far as the reader may read them."""

    answer: Answer
    resources: dict[str, Resource]


def find(question: Question, reader: Reader) -> Found:
    """What somebody looks for, as far as they may read it. An index that is not there is made at once."""
    asked = replace(question, readers=readers_of(reader))
    answer = search(current_index(), asked, embedder=installed_embedder(), meanings=MEANINGS)
    return Found(answer, _readable([hit.key for hit in answer.hits], reader))


def how_many(questions: Sequence[Question], reader: Reader) -> tuple[Answer, ...]:
    """What the answers to several questions count, without reading any resource that they find."""
    index, readers = current_index(), readers_of(reader)
    return tuple(
        search(index, replace(one, readers=readers, limit=0), embedder=installed_embedder(), meanings=MEANINGS)
        for one in questions
    )


def resources_like(resource: Resource, reader: Reader, *, limit: int = 5) -> list[Resource]:
    """What is near to a resource, as far as the reader may read it."""
    keys = [key for key, _ in more_like(current_index(), resource.key, readers=readers_of(reader), limit=limit)]
    found = _readable(keys, reader)
    return [found[key] for key in keys if key in found]


def titles_that_begin(text: str, reader: Reader) -> list[Resource]:
    """At most eight resources whose titles hold what somebody types, as far as they may read them."""
    keys = [key for key, _ in complete(current_index(), text, readers=readers_of(reader))]
    found = _readable(keys, reader)
    return [found[key] for key in keys if key in found]


def _readable(keys: list[str], reader: Reader) -> dict[str, Resource]:
    """The gate is asked again for each: the index may be a moment behind."""
    found = Resource.objects.filter(key__in=keys).select_related("network").prefetch_related("origins", "topics")
    return {resource.key: resource for resource in found if can(reader, "resource.read", resource)}
