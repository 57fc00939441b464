"""The frameworks that come with Everyweek, brought in when it starts."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from everyweek.maturity.framework import Framework
from everyweek.maturity.reading import built_in
from everyweek.web.assess.frameworks.actions import digest_of, kept
from everyweek.web.assess.frameworks.models import FrameworkVersion
from everyweek.web.people.audit.actions import record

BY = "the collection that comes with Everyweek"


def load_built_in(*, now: datetime, frameworks: Sequence[Framework] | None = None) -> int:
    """Bring in what is not there yet; how many were. One statement when nothing is new.

    A version that is there stays as it is, also when a later Everyweek words it otherwise: rounds answered it.
    frameworks : those to bring in; None for all that come with Everyweek.
    """
    found = built_in() if frameworks is None else tuple(frameworks)
    there = set(FrameworkVersion.objects.filter(key__in=[one.key for one in found]).values_list("key", "version"))
    new = [one for one in found if (one.key, one.version) not in there]
    return sum(_brought_in_once(one, now=now) for one in new)


def _brought_in_once(framework: Framework, *, now: datetime) -> bool:
    """Whether it was brought in now, and not by another process that starts at the same moment."""
    try:
        _bring_in(framework, now=now)
    except IntegrityError:
        if not FrameworkVersion.objects.filter(key=framework.key, version=framework.version).exists():
            raise
        return False
    return True


@transaction.atomic
def _bring_in(framework: Framework, *, now: datetime) -> None:
    made = kept(framework, built_in=True, now=now)
    record(
        by=None,
        by_words=BY,
        action="framework.added",
        of=("framework", f"{made.key} {made.version}"),
        after={"title": made.title, "digest": digest_of(framework)[:12]},
        now=now,
    )
