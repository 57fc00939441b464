"""What an archive keeps of each resource, as plain JSON: enough to make it again as it was."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from everyweek.web.learn.archive.around import around_of, keep_around
from everyweek.web.learn.archive.moments import as_text, from_text
from everyweek.web.learn.attachments.models import Attachment
from everyweek.web.learn.library.draft import draft_from_json
from everyweek.web.learn.library.keeping import draft_of, fill
from everyweek.web.learn.library.models import OldAddress, Resource, ResourceChange, Revision, Version


def public_resources() -> Iterator[Resource]:
    """Everything that everybody may read, in the order of their keys."""
    found = Resource.objects.filter(live=True, network=None).order_by("key")
    yield from found.prefetch_related(
        "topics", "origins", "authors", "sources", "measures", "levers", "effects", "versions", "old_addresses"
    )


def record_of(resource: Resource) -> dict[str, Any]:
    """A resource with all its states. Who saved them stays with those who keep accounts."""
    revisions = list(resource.revisions.order_by("pk"))
    places = {revision.pk: place for place, revision in enumerate(revisions)}
    return {
        "key": resource.key,
        "slug": resource.slug,
        "old_addresses": sorted(one.slug for one in resource.old_addresses.all()),
        "first_published_at": as_text(resource.first_published_at),
        "last_published_at": as_text(resource.last_published_at),
        "review_by": resource.review_by.isoformat() if resource.review_by else None,
        "starter": resource.starter,
        "says": draft_of(resource).as_json(),
        "revisions": [
            {
                "content": revision.content,
                "saved_at": as_text(revision.saved_at),
                "published_at": as_text(revision.published_at),
            }
            for revision in revisions
        ],
        "attachments": [
            {
                "name": one.name,
                "media_type": one.media_type,
                "size": one.size,
                "sha256": one.sha256,
                "text": one.text,
                "text_was_read": one.text_was_read,
                "pages": one.pages,
                "has_preview": one.has_preview,
                "added_at": as_text(one.added_at),
            }
            for one in resource.attachments.filter(removed_at=None)
        ],
        "versions": [
            {
                "number": version.number,
                "status": version.status,
                "changed": version.changed,
                "why": version.why,
                "published_at": as_text(version.published_at),
                "revision": places[version.revision_id],
            }
            for version in resource.versions.all()
        ],
        "around": around_of(resource),
    }


def keep_record(record: Mapping[str, Any], *, now: dt.datetime) -> Resource:
    """Make a resource as its record says, in a library that does not have it."""
    resource = Resource(
        slug=record["slug"],
        live=True,
        starter=record["starter"],
        first_published_at=from_text(record["first_published_at"]),
        last_published_at=from_text(record["last_published_at"]),
        review_by=dt.date.fromisoformat(record["review_by"]) if record["review_by"] else None,
    )
    fill(resource, draft_from_json(record["says"]))
    OldAddress.objects.bulk_create(OldAddress(slug=slug, resource=resource) for slug in record["old_addresses"])
    revisions = [
        Revision.objects.create(
            resource=resource,
            content=one["content"],
            saved_at=from_text(one["saved_at"]),
            published_at=from_text(one["published_at"]),
        )
        for one in record["revisions"]
    ]
    for one in record["attachments"]:
        Attachment.objects.create(resource=resource, **{**one, "added_at": from_text(one["added_at"])})
    for one in record["versions"]:
        Version.objects.create(
            resource=resource,
            number=one["number"],
            status=one["status"],
            changed=one["changed"],
            why=one["why"],
            published_at=from_text(one["published_at"]),
            revision=revisions[one["revision"]],
        )
    keep_around(resource, record["around"])
    ResourceChange.objects.create(key=resource.key, at=now)
    return resource
