"""Keeping resources. Every saved state is a revision, so that what was said before stays readable."""

import datetime as dt

from django.db import transaction

from everyweek.web.learn.finding.keeping_current import note_change
from everyweek.web.learn.library.draft import DraftVersion, ResourceDraft
from everyweek.web.learn.library.keeping import fill
from everyweek.web.learn.library.models import Resource, Revision, Version
from everyweek.web.learn.library.names import free_name
from everyweek.web.learn.versions.telling import tell_of_version
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
    is_new = resource is None
    if resource is None:
        resource = Resource(slug=free_name(draft.key), first_published_at=now)
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
    added = [_add_version(resource, version, revision) for version in draft.versions if version.number not in known]
    record(
        by=by,
        by_words=by_words,
        action="resource.published",
        of=("resource", resource.key),
        after={"title": resource.title},
        network=resource.network.key if resource.network else "",
        now=now,
    )
    if added and not is_new:
        tell_of_version(resource, added[-1], by=by, now=now)
    note_change(resource, now=now)
    return resource


def _add_version(resource: Resource, version: DraftVersion, revision: Revision) -> Version:
    return Version.objects.create(
        resource=resource,
        number=version.number,
        status=version.status,
        changed=version.changed,
        why=version.why,
        published_at=dt.datetime.combine(dt.date.fromisoformat(version.on), dt.time(12), tzinfo=dt.UTC),
        published_by_id=revision.saved_by_id,
        revision=revision,
    )
