"""Changes of resources for tests, made through the actions: saved, published, said by readers."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.test import Client
from support.cast import Cast
from support.library import published

from everyweek.web.learn.library.draft import DraftVersion
from everyweek.web.learn.library.forms import content_as_typed
from everyweek.web.learn.library.keeping import draft_of
from everyweek.web.learn.library.models import Author, Resource
from everyweek.web.learn.versions.actions import save, seen_of
from everyweek.web.learn.versions.feedback import give
from everyweek.web.learn.versions.models import Feedback, PublishedChange, WorkingCopy
from everyweek.web.learn.versions.publishing import Wanted, publish
from everyweek.web.learn.versions.queries import working_copy_of

AT = datetime(2026, 6, 3, 9, 0, tzinfo=UTC)
TOPICS = {"setting": ("care home",)}
PUBLISHED = {"changed": "Shorter.", "why": "Three wards tried it.", "number": "1.1", "status": "tested"}
FIRST = DraftVersion("1.0", "2026-05-01", "initial", "First text.")


def guide(cast: Cast, key: str = "board-rounds", *, author: str = "contributor", network: str = "") -> Resource:
    """A guide with one version, whose author has an account."""
    return authored(cast, key, author=author, network=network, kind="guide", title="Board rounds", versions=(FIRST,))


def authored(
    cast: Cast, key: str = "red-bag", *, author: str = "contributor", network: str = "", **more: Any
) -> Resource:
    """A resource whose author has an account."""
    given = {"body": "Meet at nine.\n\nEverybody stands.", "topics": TOPICS, "authors": (cast[author].name,)}
    resource = published(key, network=cast.networks[network] if network else None, **{**given, **more})
    Author.objects.filter(resource=resource).update(person=cast[author])
    return resource


def saved(
    cast: Cast, resource: Resource, *, who: str = "contributor", now: datetime = AT, **changes: Any
) -> WorkingCopy:
    """A working copy with these changes."""
    resource.refresh_from_db()
    draft = replace(draft_of(resource), **changes)
    seen = seen_of(resource, working_copy_of(resource))
    return save(by=cast.reader(who), resource=resource, draft=draft, seen=seen, now=now)


def changed(
    cast: Cast,
    resource: Resource,
    *,
    who: str = "contributor",
    now: datetime = AT,
    wanted: dict[str, Any] | None = None,
    **changes: Any,
) -> PublishedChange:
    """A change that is published; of a guide as version 1.1 unless something else is wanted."""
    copy = saved(cast, resource, who=who, now=now, **changes)
    of_guide = {"number": "1.1", "status": "tested"} if resource.kind == "guide" else {}
    asked = Wanted(**{"changed": "Shorter.", "why": "Three wards tried it.", **of_guide, **(wanted or {})})
    return publish(by=cast.reader(who), resource=resource, seen=seen_of(resource, copy), wanted=asked, now=now)


def said(
    cast: Cast, resource: Resource, words: str = "Say who leads it.", *, who: str = "member", part: str = ""
) -> Feedback:
    """What a reader says should be better."""
    return give(by=cast.reader(who), resource=resource, words=words, part=part, now=AT)


def seen(resource: Resource) -> dict[str, int]:
    """What a page of this resource that is opened now says in its form."""
    resource.refresh_from_db()
    now = seen_of(resource, working_copy_of(resource))
    return {"copy": now.copy, "version": now.version}


def typed(resource: Resource, **more: Any) -> dict[str, Any]:
    """The form of changing a resource, as it is with these changes."""
    form = {name: value for name, value in content_as_typed(draft_of(resource)).items() if value not in (None, "")}
    return {**form, **seen(resource), **more}


def token(client: Client, address: str = "/library/share/") -> str:
    """The token of a form that counts once, from any page of theirs that has one."""
    return client.get(address).content.decode().partition('name="once" value="')[2].partition('"')[0]


def sent(client: Client, resource: Resource, **more: Any) -> Any:
    """The form of publishing, sent from a page that is opened now."""
    address = f"/library/{resource.slug}/edit/publish/"
    return client.post(address, {"once": token(client), **seen(resource), **PUBLISHED, **more})
