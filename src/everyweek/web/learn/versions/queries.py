"""Reading what is about changes of a resource: the working copy, versions, what readers said, what somebody follows."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from everyweek.web.learn.library.draft import ResourceDraft, draft_from_json
from everyweek.web.learn.library.models import Resource, Version
from everyweek.web.learn.library.queries import resource_in_address
from everyweek.web.learn.versions.models import ANSWERED, Feedback, PublishedChange, Subscription, WorkingCopy
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader


def working_copy_of(resource: Resource) -> WorkingCopy | None:
    """What was saved and is not published yet."""
    return WorkingCopy.objects.filter(resource=resource).select_related("saved_by").first()


def resource_of_version_in_address(parts: Mapping[str, Any]) -> Resource:
    """The resource that an address names, when it has the version that it names. Raises Http404."""
    resource = resource_in_address(parts)
    if parts["version"] not in resource.versions.values_list("number", flat=True):  # any text at all may be asked for
        raise Http404
    return resource


def versions_of(resource: Resource) -> list[Version]:
    """Every version, the oldest first; the saved state of one is read when it is asked for."""
    return list(resource.versions.all())


def text_of_version(version: Version, among: list[Version]) -> ResourceDraft | None:
    """What a version said; None when only what the next one says was kept, as of versions that came with it."""
    sharing = [one for one in among if one.revision_id == version.revision_id]
    return draft_from_json(version.revision.content) if sharing[-1].pk == version.pk else None


def changes_of(resource: Resource) -> list[PublishedChange]:
    """What was changed and published here, the newest first, with what it answers."""
    rows = resource.published_changes.select_related("numbered")
    return list(rows.prefetch_related("answers").order_by("-pk"))


def said_of(resource: Resource) -> list[Feedback]:
    """What readers said and is there, without what was removed: what waits first, then what was answered last."""
    rows = resource.feedback.exclude(state="removed")
    rows = rows.select_related("answered_in__numbered", "answered_in__resource").order_by("-pk")
    return sorted(rows, key=lambda one: one.state != "waiting")


def waiting_for(resource: Resource) -> list[Feedback]:
    """What readers said and nobody answered yet, the oldest first."""
    return list(Feedback.objects.filter(resource=resource, state="waiting").order_by("pk"))


def answered_in(change: PublishedChange) -> list[Feedback]:
    """What a change answers."""
    return [one for one in change.answers.all() if one.state in ANSWERED]


def feedback_in_address(parts: Mapping[str, Any]) -> Feedback:
    """The feedback that an address names, on the resource that it names. Raises Http404."""
    number = int(parts["feedback"])
    rows = Feedback.objects.select_related("resource__network", "writer")
    found = rows.filter(pk=number).first() if number < 2**63 else None  # more than the column of a database holds
    if found is None or found.resource_id != resource_in_address(parts).pk:
        raise Http404
    return found


def subscription_to(resource: Resource, reader: Reader) -> Subscription | None:
    """How somebody follows a resource."""
    if not reader.is_signed_in:
        return None
    return Subscription.objects.filter(resource=resource, person_id=reader.identity).first()


def subscriptions_of(reader: Reader) -> list[tuple[Subscription, bool]]:
    """What somebody follows, by title, each with whether they may read it now; what they may not comes last."""
    rows = Subscription.objects.filter(person_id=reader.identity).select_related("resource__network")
    found = [(one, can(reader, "resource.read", one.resource)) for one in rows]
    return sorted(found, key=lambda pair: (not pair[1], pair[0].resource.title if pair[1] else "", pair[0].pk))


def said_by(reader: Reader) -> list[tuple[Feedback, bool]]:
    """What somebody said, the newest first, each with whether they may read the resource now."""
    rows = Feedback.objects.filter(writer_id=reader.identity).select_related(
        "resource__network", "answered_in__numbered", "answered_in__resource"
    )
    return [(one, can(reader, "resource.read", one.resource)) for one in rows.order_by("-pk")]
