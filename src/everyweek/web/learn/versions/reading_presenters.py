"""What the page of a resource shows of its changes, and what somebody sees of what they follow and said."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from everyweek.web.design.wording import capitalised, day_in_words
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.library.vocabulary import KINDS, STATUSES
from everyweek.web.learn.versions.models import FEEDBACK_STATES, Feedback, PublishedChange, Subscription
from everyweek.web.learn.versions.presenters import addresses_of, answered_line, closed_in_words, said_line
from everyweek.web.learn.versions.queries import answered_in, changes_of, said_of, subscription_to
from everyweek.web.people.discussion.text import as_typed
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

UNREADABLE = "Something that you may no longer read"
WHEN_SETTLED = {"done": "we did", "declined": "not taken up, because", "removed": "removed, because"}


def versions_on_page(resource: Resource, reader: Reader) -> dict[str, Any]:
    """Version and status, what changed and why, what readers said, and what this reader can do."""
    newest = resource.versions.last() if resource.kind == "guide" else None
    changes = changes_of(resource)
    return {
        "number": newest.number if newest else "",
        "status": STATUSES[newest.status] if newest else "",
        "changes": tuple(_change(one) for one in changes if one.numbered_id is None),
        "answered": tuple(
            {"in": _where(one), "lines": tuple(answered_line(each) for each in answered)}
            for one in changes
            if (answered := answered_in(one))
        ),
        "to": addresses_of(resource),
        "goes_on": not closed_in_words(resource),
        "may_change": can(reader, "resource.edit", resource),
        "is_signed_in": reader.is_signed_in,
        "follows": subscription_to(resource, reader) is not None,
    }


def feedback_page(resource: Resource, reader: Reader) -> dict[str, Any]:
    """What was said already, and what this reader may take back or remove."""
    said = said_of(resource)
    may_change = can(reader, "resource.edit", resource)
    return {
        "title": resource.title,
        "to": addresses_of(resource),
        "inside": resource.network.name if resource.network else "",
        "closed": closed_in_words(resource),
        "may_change": may_change,
        "waiting": tuple(_waiting(one, reader, may_change) for one in said if one.state == "waiting"),
        "answered": tuple(
            answered_line(one)
            | {"in": _where(one.answered_in) if one.answered_in else None, "remove": _remove(one) if may_change else ""}
            for one in said
            if one.state != "waiting"
        ),
    }


def removal_page(one: Feedback, reader: Reader) -> dict[str, Any]:
    """The question before feedback is taken back or removed."""
    is_readable = can(reader, "resource.read", one.resource)
    return {
        "title": one.resource.title if is_readable else UNREADABLE,
        "back": reverse("resource-feedback", kwargs={"slug": one.resource.slug})
        if is_readable
        else reverse("library-following"),
        "is_own": one.writer_id == reader.identity,
        "is_waiting": one.state == "waiting",
        "is_removed": one.state == "removed",
        "line": said_line(one),
    }


def followed_line(one: Subscription, *, may_read: bool) -> dict[str, Any]:
    """Something that somebody follows; of what they may not read any more no more than that."""
    if not may_read:
        return {"number": one.pk, "title": UNREADABLE, "address": "", "about": ""}
    at = one.resource.last_published_at
    changed = f" Last changed on {day_in_words(timezone.localdate(at))}." if at else ""
    return {
        "number": one.pk,
        "title": one.resource.title,
        "address": reverse("resource", kwargs={"slug": one.resource.slug}),
        "about": f"{KINDS[one.resource.kind]}.{changed}",
    }


def own_line(one: Feedback, *, may_read: bool) -> dict[str, Any]:
    """Something that somebody said, and what became of it."""
    where = _where(one.answered_in) if one.answered_in and may_read else None
    return said_line(one) | {
        "title": one.resource.title if may_read else UNREADABLE,
        "address": reverse("resource", kwargs={"slug": one.resource.slug}) if may_read else "",
        "state": FEEDBACK_STATES[one.state],
        "answer": as_typed(one.answer) if may_read else "",
        "says": capitalised(WHEN_SETTLED.get(one.state, "")),
        "in": where,
        "take_back": _remove(one) if one.state == "waiting" else "",
    }


def _change(one: PublishedChange) -> dict[str, str]:
    return {
        "on": day_in_words(timezone.localdate(one.published_at)),
        "changed": one.changed,
        "why": one.why,
    }


def _where(change: PublishedChange) -> dict[str, str]:
    """The change in which something was answered, with the address of its version when it has one."""
    if change.numbered is None:
        return {"text": f"Changed on {day_in_words(timezone.localdate(change.published_at))}", "href": ""}
    number = change.numbered.number
    parts = {"slug": change.resource.slug, "version": number}
    return {"text": f"Version {number}", "href": reverse("resource-version", kwargs=parts)}


def _waiting(one: Feedback, reader: Reader, may_change: bool) -> dict[str, Any]:
    is_own = one.writer_id == reader.identity
    return said_line(one) | {
        "is_own": is_own,
        "take_back": _remove(one) if is_own else "",
        "remove": _remove(one) if may_change and not is_own else "",
    }


def _remove(one: Feedback) -> str:
    return reverse("resource-feedback-remove", kwargs={"slug": one.resource.slug, "feedback": one.pk})
