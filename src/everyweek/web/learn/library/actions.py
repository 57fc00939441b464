"""Keeping resources. Every saved state is a revision, so that what was said before stays readable."""

import datetime as dt

from django.db import transaction

from everyweek.web.learn.finding.keeping_current import note_change
from everyweek.web.learn.library.draft import DraftVersion, ResourceDraft
from everyweek.web.learn.library.keeping import fill
from everyweek.web.learn.library.models import OldAddress, Resource, Revision, Version
from everyweek.web.learn.library.vocabulary import RESERVED
from everyweek.web.people.audit.actions import record
from everyweek.web.people.models import Network
from everyweek.web.people.reader import Reader


@transaction.atomic
def publish_draft(
    draft: ResourceDraft,
    *,
    by: Reader | None,
    by_words: str = "",
    network: Network | None = None,
    starter: str = "",
    now: dt.datetime,
) -> Resource:
    """Make the resource of this key say what the draft says; a new one when there is none.

    network : inside which it may be read; None for everybody.
    starter : the digest of the draft when it is of the collection that came with the product.
    """
    resource = Resource.objects.select_for_update(no_key=True).filter(key=draft.key).first()
    if resource is None:
        resource = Resource(slug=free_slug(draft.key), first_published_at=now)
    else:
        resource.version += 1
    resource.network = network
    resource.starter, resource.live, resource.last_published_at = starter, True, now
    resource.first_published_at = resource.first_published_at or now
    fill(resource, draft)
    revision = Revision.objects.create(
        resource=resource,
        content=draft.as_json(),
        saved_at=now,
        saved_by_id=by.identity if by else None,
        published_at=now,
    )
    known = set(resource.versions.values_list("number", flat=True))
    for version in draft.versions:
        if version.number not in known:
            _add_version(resource, version, revision)
    record(
        by=by,
        by_words=by_words,
        action="resource.published",
        of=("resource", resource.key),
        after={"title": resource.title},
        network=resource.network.key if resource.network else "",
        now=now,
    )
    note_change(resource, now=now)
    return resource


def free_slug(wanted: str) -> str:
    """The wanted slug, or with a number behind it when it is a page of its own, or leads or led to another resource."""
    slug, number = wanted, 1
    taken = (Resource.objects, OldAddress.objects)
    while slug in RESERVED or any(known.filter(slug=slug).exists() for known in taken):
        number += 1
        slug = f"{wanted[:90]}-{number}"
    return slug


def _add_version(resource: Resource, version: DraftVersion, revision: Revision) -> None:
    Version.objects.create(
        resource=resource,
        number=version.number,
        status=version.status,
        changed=version.changed,
        why=version.why,
        published_at=dt.datetime.combine(dt.date.fromisoformat(version.on), dt.time(12), tzinfo=dt.UTC),
        revision=revision,
    )
