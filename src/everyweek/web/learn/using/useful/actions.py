"""Saying whether a resource was useful."""

from datetime import datetime

from django.db import transaction

from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.using.models import Opinion
from everyweek.web.learn.using.told import network_key
from everyweek.web.people.audit.actions import record
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader


@transaction.atomic
def say_whether_useful(*, by: Reader, resource: Resource, is_useful: bool, reason: str, now: datetime) -> Opinion:
    """Say whether a resource was useful; what one said before is replaced. A no has a reason.

    The chain tells that somebody answered, and not what. Raises NotPermitted, WriterIsGone.
    """
    assert is_useful or reason
    resource = Resource.objects.select_related("network").get(pk=resource.pk)
    check(by, "resource.respond", resource)
    hold_writer(by)  # so that two answers of one person at once do not both make the row
    opinion, _ = Opinion.objects.update_or_create(
        resource=resource, by_id=by.identity, defaults={"is_useful": is_useful, "reason": reason, "at": now}
    )
    record(
        by=by, action="resource.opinion-given", of=("resource", resource.key), network=network_key(resource), now=now
    )
    return opinion
