"""Following a conversation or a network, and being left alone by it."""

from datetime import datetime

from django.db import transaction

from everyweek.web.people.audit.actions import record
from everyweek.web.people.models import Following, Network, Thread
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader


@transaction.atomic
def follow_network(*, by: Reader, network: Network, wants: bool, now: datetime) -> None:
    """Be told of every new conversation and event of a network, or not any more. Raises NotPermitted."""
    check(by, "network.read", network)
    _set(by, network, None, wants=wants, now=now)


@transaction.atomic
def follow_thread(*, by: Reader, thread: Thread, wants: bool, now: datetime) -> None:
    """Be told of every new post of a conversation, or not any more. Raises NotPermitted."""
    check(by, "thread.read", thread)
    _set(by, thread.network, thread, wants=wants, now=now)


def follow_because_of_writing(by: Reader, thread: Thread) -> None:
    """Who writes in a conversation follows it, unless they chose not to be told of it."""
    Following.objects.bulk_create(
        [Following(person_id=by.identity, network=thread.network, thread=thread)], ignore_conflicts=True
    )


def _set(by: Reader, network: Network, thread: Thread | None, *, wants: bool, now: datetime) -> None:
    """The row is made first where there is none, and then settled: so two at once do not both make it."""
    Following.objects.bulk_create(
        [Following(person_id=by.identity, network=network, thread=thread, muted=not wants)], ignore_conflicts=True
    )
    Following.objects.filter(person_id=by.identity, network=network, thread=thread).update(muted=not wants)
    kind, key = ("thread", str(thread.pk)) if thread else ("network", network.key)
    record(by=by, action=f"{kind}.{'followed' if wants else 'muted'}", of=(kind, key), network=network.key, now=now)
