"""Changing what is published, first in a working copy: save it, throw it away, bring it up to what others published."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from everyweek.web.learn.library.draft import ResourceDraft, draft_from_json
from everyweek.web.learn.library.keeping import draft_of
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.versions.errors import NothingSaved
from everyweek.web.learn.versions.models import WorkingCopy
from everyweek.web.people.audit.actions import record
from everyweek.web.people.discussion.errors import check_goes_on
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

THING = "This resource"
NEVER_MERGED = ("key", "versions")


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw when they opened the page. copy : the number of the working copy; 0 when there was none.

    version : of the copy, or without one of what is published.
    """

    copy: int
    version: int


@transaction.atomic
def save(*, by: Reader, resource: Resource, draft: ResourceDraft, seen: Seen, now: datetime) -> WorkingCopy:
    """Save what was typed, finished or not; what is published stays as it is.

    Raises ChangedMeanwhile, NotPermitted, NetworkIsClosed, WriterIsGone.
    """
    resource = held(by, resource)
    copy = _copy_of(resource)
    if seen != seen_of(resource, copy):
        raise ChangedMeanwhile(THING)
    hold_writer(by)
    if copy is None:
        began_as = draft_of(resource).as_json()
        copy = WorkingCopy(resource=resource, began_as=began_as, begun_at=now, version=0)
    copy.content, copy.version = draft.as_json(), copy.version + 1
    copy.saved_at, copy.saved_by_id = now, by.identity
    copy.save()
    record_change(by, "resource.edited", resource, now=now)
    return copy


@transaction.atomic
def throw_away(*, by: Reader, resource: Resource, seen: Seen, now: datetime) -> None:
    """Forget what was saved and not published. Raises NothingSaved, ChangedMeanwhile, NotPermitted."""
    resource = held(by, resource, goes_on=False)
    seen_copy(resource, seen).delete()
    record_change(by, "resource.changes-thrown-away", resource, now=now)


@transaction.atomic
def take_over(*, by: Reader, resource: Resource, seen: Seen, now: datetime) -> WorkingCopy:
    """Take over what others published since the working copy was begun, in every part that was not changed in it.

    Raises NothingSaved, ChangedMeanwhile, NotPermitted, NetworkIsClosed, WriterIsGone.
    """
    resource = held(by, resource)
    copy = seen_copy(resource, seen)
    hold_writer(by)
    published = draft_of(resource)
    copy.content = merged(draft_from_json(copy.content), draft_from_json(copy.began_as), published).as_json()
    copy.began_as, copy.version = published.as_json(), copy.version + 1
    copy.saved_at, copy.saved_by_id = now, by.identity
    copy.save()
    record_change(by, "resource.edited", resource, now=now)
    return copy


def merged(mine: ResourceDraft, began_as: ResourceDraft, published: ResourceDraft) -> ResourceDraft:
    """My draft, with what is published now in each part that I left as it was."""
    taken = {
        name: getattr(published, name)
        for name in ResourceDraft.__dataclass_fields__
        if name in NEVER_MERGED or _said(mine, name) == _said(began_as, name)
    }
    return replace(mine, **taken)


def _said(draft: ResourceDraft, name: str) -> object:
    """What a draft says in one part; a kind of topic without any is the same as none."""
    value = getattr(draft, name)
    return {kind: values for kind, values in value.items() if values} if name == "topics" else value


def is_behind(copy: WorkingCopy, published: ResourceDraft) -> bool:
    """Whether something else is published than what the copy was begun with."""
    return bool(copy.began_as != published.as_json())


def seen_of(resource: Resource, copy: WorkingCopy | None) -> Seen:
    """What a page says that is opened now."""
    return Seen(copy.pk, copy.version) if copy else Seen(0, resource.version)


def held(by: Reader, resource: Resource, *, goes_on: bool = True) -> Resource:
    """The row of a resource, held, when somebody may change it. Raises NotPermitted, NetworkIsClosed."""
    rows = Resource.objects.select_for_update(of=("self",), no_key=True).select_related("network")
    resource = rows.get(pk=resource.pk)
    check(by, "resource.edit", resource)
    if goes_on and resource.network is not None:
        check_goes_on(resource.network)
    return resource


def seen_copy(resource: Resource, seen: Seen) -> WorkingCopy:
    """The working copy of a resource that is held, as somebody saw it. Raises NothingSaved, ChangedMeanwhile."""
    copy = _copy_of(resource)
    if copy is None:
        raise NothingSaved
    if seen != seen_of(resource, copy):
        raise ChangedMeanwhile(THING)
    return copy


def record_change(by: Reader, action: str, resource: Resource, *, now: datetime) -> None:
    """Write into the chain that something was done with a resource, without a word of what it says."""
    network = resource.network.key if resource.network else ""
    record(by=by, action=action, of=("resource", resource.key), network=network, now=now)


def _copy_of(resource: Resource) -> WorkingCopy | None:
    return WorkingCopy.objects.filter(resource=resource).first()
