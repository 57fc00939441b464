"""The library's first resources: brought in, and brought up to date without losing what people changed."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from everyweek.measures import MEASURES
from everyweek.web.learn.library.actions import publish_draft
from everyweek.web.learn.library.draft import ResourceDraft
from everyweek.web.learn.library.front_matter import read_markdown
from everyweek.web.learn.library.keeping import draft_of
from everyweek.web.learn.library.models import Resource

BY = "the collection that comes with Everyweek"


def starting_resources(folder: Traversable | None = None) -> Iterator[ResourceDraft]:
    """Every resource of the collection, by name of its file. Raises FaultyResource."""
    where = folder or files("everyweek.web.learn.starting").joinpath("resources")
    known = frozenset(MEASURES)
    for file in sorted(where.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".md"):
            yield read_markdown(file.read_text(encoding="utf-8"), where=file.name, known_measures=known)


def load_starting_resources(
    *, now: dt.datetime, folder: Traversable | None = None, say: Callable[[str], None] = lambda sentence: None
) -> Counter[str]:
    """Bring the collection into the library; how many were new, changed, the same, and kept as people changed them.

    Everything is read before anything is written. A resource that people changed since stays as it is, and is told.
    """
    drafts = list(starting_resources(folder))
    done: Counter[str] = Counter()
    for draft in drafts:
        done[_load(draft, now=now, say=say)] += 1
    return done


def _load(draft: ResourceDraft, *, now: dt.datetime, say: Callable[[str], None]) -> str:
    resource = Resource.objects.filter(key=draft.key).first()
    digest = draft.digest()
    if resource is None:
        publish_draft(draft, by=None, by_words=BY, starter=digest, now=now)
        return "new"
    if resource.starter == digest:
        return "the same"
    if not resource.starter or draft_of(resource).digest() != resource.starter:
        say(f"{draft.key}: people changed it here, so it stays as it is.")
        return "kept"
    publish_draft(draft, by=None, by_words=BY, starter=digest, now=now)
    return "changed"
