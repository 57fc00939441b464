"""Telling those who follow a resource that it changed, those who may change it what a reader said, and the reader what
became of it. Nobody is told who may not read the resource any more."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from everyweek.web.learn.library.models import Author, Resource, Version
from everyweek.web.learn.versions.models import Feedback, PublishedChange, Subscription
from everyweek.web.people.models import Role
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.notifications.audience import audience
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

WHAT_BECAME = {
    "done": "Your feedback on “{}” was answered: we did something",
    "declined": "Your feedback on “{}” was answered: it was not taken up",
    "removed": "Your feedback on “{}” was removed",
}


def tell_of_version(resource: Resource, version: Version, *, by: Reader | None, now: datetime) -> None:
    """Tell everybody who follows a guide of its new version, however it came; but not whoever published it."""
    _tell_followers(
        resource,
        by=by,
        key=f"version-{version.pk}",
        title=f"Version {version.number} of “{_short(resource)}”",
        text=f"{version.changed} {version.why}".strip(),
        address=reverse("resource-version", kwargs={"slug": resource.slug, "version": version.number}),
        now=now,
    )


def tell_of_change(change: PublishedChange, *, by: Reader, now: datetime) -> None:
    """Tell everybody who follows a resource without versions what changed; but not whoever changed it."""
    _tell_followers(
        change.resource,
        by=by,
        key=f"change-{change.pk}",
        title=f"“{_short(change.resource)}” was changed",
        text=f"{change.changed} {change.why}".strip(),
        address=reverse("resource", kwargs={"slug": change.resource.slug}),
        now=now,
    )


def tell_editors(one: Feedback, *, by: Reader, now: datetime) -> None:
    """Tell everybody who may change a resource that a reader said something; what, they read there."""
    notify(
        _who_may("resource.edit", one.resource, _editors(one.resource) - {by.identity}),
        kind="feedback",
        key=f"feedback-{one.pk}",
        title=f"A reader says what should be better in “{_short(one.resource)}”",
        address=f"{reverse('resource-feedback', kwargs={'slug': one.resource.slug})}#feedback-{one.pk}",
        network=one.resource.network,
        now=now,
    )


def tell_writer(one: Feedback, *, by: Reader, now: datetime) -> None:
    """Tell whoever said something what became of it."""
    if one.writer_id is None or one.writer_id == by.identity:
        return
    notify(
        _who_may("resource.read", one.resource, {one.writer_id}),
        kind="said",
        key=f"feedback-{one.pk}-{one.state}",
        title=WHAT_BECAME[one.state].format(_short(one.resource)),
        text=one.answer,
        address=reverse("library-following"),
        network=one.resource.network,
        now=now,
    )


def _tell_followers(resource: Resource, *, by: Reader | None, now: datetime, **line: str) -> None:
    following = Subscription.objects.filter(resource=resource).values_list("person_id", flat=True)
    people = _who_may("resource.read", resource, set(following) - {by.identity if by else None})
    notify(people, kind="version", network=resource.network, now=now, **line)


def _editors(resource: Resource) -> set[int]:
    """Everybody who could be permitted to change it: the rule itself is asked of each."""
    roles = Role.objects.filter(until=None)
    if resource.network_id is None:
        held = roles.filter(kind__in=("reviewer", "national_support"))
    else:
        held = roles.filter(Q(kind="network_lead") & Q(network_id=resource.network_id))
    authors = Author.objects.filter(resource=resource).exclude(person=None)
    return {*held.values_list("person_id", flat=True), *authors.values_list("person_id", flat=True)}


def _who_may(permission: str, resource: Resource, people: Collection[int | None]) -> list[int]:
    readers = audience([person for person in people if person is not None]).readers
    return [person for person, who in readers.items() if can(who, permission, resource)]


def _short(resource: Resource) -> str:
    return resource.title if len(resource.title) <= 120 else f"{resource.title[:119]}…"
