"""Attaching files to resources, and taking them away."""

import datetime as dt

from django.db import transaction

from everyweek.web.learn.attachments.errors import CannotBeAttached
from everyweek.web.learn.attachments.models import Attachment
from everyweek.web.learn.attachments.taking import Taken, take_in, throw_away_unless_used
from everyweek.web.learn.finding.keeping_current import note_change
from everyweek.web.learn.library.models import Resource
from everyweek.web.people.audit.actions import record
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

MOST_FILES = 20
"""On one resource: more than that is a folder, which should be one file or several resources."""


def attach(*, by: Reader, resource: Resource, name: str, content: bytes, now: dt.datetime) -> Attachment:
    """Attach a file. The same content once more, as when a form is sent twice, is the attachment that is there.

    Looking into the file can take many seconds, so it is done before the transaction, in which others would wait.
    Raises CannotBeAttached, NotPermitted.
    """
    check(by, "resource.attach", resource)
    return _add(by, resource, take_in(name, content), now=now)


@transaction.atomic
def remove(*, by: Reader, attachment: Attachment, now: dt.datetime) -> None:
    """Take a file away for good, from the disk too once no other resource has it. Raises NotPermitted."""
    resource = _held(attachment.resource_id)
    check(by, "resource.attach", resource)
    row = resource.attachments.get(pk=attachment.pk)
    if row.removed_at is not None:
        return
    row.text, row.removed_at = "", now
    row.save(update_fields=("text", "removed_at"))
    _record(by, "resource.file-removed", resource, before={"name": row.name}, now=now)
    note_change(resource, now=now)
    transaction.on_commit(lambda: throw_away_unless_used((row.sha256,)))


@transaction.atomic
def _add(by: Reader, resource: Resource, taken: Taken, *, now: dt.datetime) -> Attachment:
    resource = _held(resource.pk)
    check(by, "resource.attach", resource)
    there = list(resource.attachments.filter(removed_at=None).defer("text"))
    for one in there:
        if one.sha256 == taken.digest:
            return one
    if len(there) >= MOST_FILES:
        raise CannotBeAttached.too_many(taken.name, MOST_FILES)
    row = Attachment.objects.create(resource=resource, **taken.row(), added_at=now, added_by_id=by.identity)
    _record(by, "resource.file-attached", resource, after={"name": taken.name}, now=now)
    note_change(resource, now=now)
    transaction.on_commit(taken.keep_again)
    return row


def _held(resource: int) -> Resource:
    return Resource.objects.select_for_update(of=("self",), no_key=True).select_related("network").get(pk=resource)


def _record(
    by: Reader,
    action: str,
    resource: Resource,
    *,
    now: dt.datetime,
    before: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
) -> None:
    network = resource.network.key if resource.network else ""
    record(by=by, action=action, of=("resource", resource.key), before=before, after=after, network=network, now=now)
