"""Being told when a resource changes, and being left alone by it."""

from datetime import datetime

from django.db import transaction

from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.versions.actions import record_change
from everyweek.web.learn.versions.models import Subscription
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader


@transaction.atomic
def follow(*, by: Reader, resource: Resource, now: datetime) -> None:
    """Be told of each change. Whoever is told already stays so. Raises NotPermitted, WriterIsGone."""
    check(by, "resource.follow", resource)
    if Subscription.objects.filter(resource=resource, person_id=by.identity).exists():
        return
    hold_writer(by)
    Subscription.objects.bulk_create(
        [Subscription(resource=resource, person_id=by.identity, since=now)], ignore_conflicts=True
    )
    record_change(by, "resource.followed", resource, now=now)


@transaction.atomic
def stop(*, by: Reader, subscription: int, now: datetime) -> None:
    """Not be told any more, also of what one may not read any more. One that is not there, or another's, is left."""
    check(by, "account.own")
    mine = Subscription.objects.select_related("resource__network").filter(person_id=by.identity, pk=subscription)
    found = mine.first()
    if found is None:
        return
    found.delete()
    record_change(by, "resource.unfollowed", found.resource, now=now)
