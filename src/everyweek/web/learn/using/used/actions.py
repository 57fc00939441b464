"""Telling that a resource was used, changing what one told, and taking it away again.

Whoever writes is held before what they write, here and in the files beside, as when somebody is erased.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from everyweek.web.design.wording import month
from everyweek.web.learn.library.draft import DraftOrigin
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.using.errors import NeedsWords, ToldAlready
from everyweek.web.learn.using.models import Use
from everyweek.web.learn.using.told import network_key, tell_whoever_wrote
from everyweek.web.people.audit.actions import record
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class WhatWasTold:
    """What somebody tells of using a resource; see the model."""

    place: DraftOrigin
    since: date
    happened: str
    outcome: str
    measure: str = ""
    before: str = ""
    after: str = ""

    def columns(self) -> dict[str, Any]:
        """By the columns of the model."""
        told = asdict(self)
        del told["place"]
        return {**told, "name": self.place.name, "code": self.place.code}


@transaction.atomic
def tell_use(*, by: Reader, resource: Resource, told: WhatWasTold, now: datetime) -> Use:
    """Tell that a resource was used. Raises ToldAlready, NotPermitted, WriterIsGone."""
    resource = Resource.objects.select_related("network").get(pk=resource.pk)
    check(by, "resource.respond", resource)
    hold_writer(by)
    _check_is_new(by, resource, told, but=None)
    use = Use.objects.create(resource=resource, by_id=by.identity, written_at=now, **told.columns())
    _record(by, "use.told", use, after=_for_the_chain(use), now=now)
    return use


@transaction.atomic
def change_use(*, by: Reader, use: Use, told: WhatWasTold, seen_version: int, now: datetime) -> Use:
    """Change what one told. Raises ChangedMeanwhile, ToldAlready, NotPermitted, WriterIsGone."""
    check(by, "use.change", use)
    hold_writer(by)
    use = _locked(by, "use.change", use)
    if use.version != seen_version:
        raise ChangedMeanwhile("What you told")
    _check_is_new(by, use.resource, told, but=use.pk)
    before = _for_the_chain(use)
    for column, value in told.columns().items():
        setattr(use, column, value)
    use.changed_at, use.version = now, use.version + 1
    use.save()
    _record(by, "use.changed", use, before=before, after=_for_the_chain(use), now=now)
    return use


@transaction.atomic
def take_use_away(*, by: Reader, use: Use, why: str, now: datetime) -> None:
    """Take a report of use away: one's own, or another's with a reason, of which its writer is told.

    Raises NeedsWords, NotPermitted, WriterIsGone. One that is gone already is left so.
    """
    check(by, "use.remove", use)
    hold_writer(by)
    if not Use.objects.filter(pk=use.pk).exists():
        return
    use = _locked(by, "use.remove", use)
    is_own = use.by_id == by.identity
    if not is_own and not why:
        raise NeedsWords
    _record(by, "use.retracted" if is_own else "use.removed", use, before=_for_the_chain(use), now=now)
    if not is_own:
        tell_whoever_wrote(
            use.by_id,
            use.resource,
            key=f"use-removed-{use.pk}",
            title=f"What you told of using “{use.resource.title}” was removed",
            why=why,
            address=reverse("resource", kwargs={"slug": use.resource.slug}),
            now=now,
        )
    use.delete()


def _locked(by: Reader, permission: str, use: Use) -> Use:
    """The row as it is now, held, when it may still be changed."""
    rows = Use.objects.select_for_update(no_key=True, of=("self",)).select_related("resource__network")
    found = rows.filter(pk=use.pk).first()
    if found is None:
        raise ChangedMeanwhile("What you told")
    check(by, permission, found)
    return found


def _check_is_new(by: Reader, resource: Resource, told: WhatWasTold, *, but: int | None) -> None:
    mine = Use.objects.filter(resource=resource, by=by.identity, since=told.since).exclude(pk=but)
    same = mine.filter(code=told.place.code) if told.place.code else mine.filter(name__iexact=told.place.name)
    if same.exists():
        raise ToldAlready(told.place.name, month(told.since))


def _for_the_chain(use: Use) -> dict[str, Any]:
    """What the chain of changes may say of a report: never what happened in words."""
    return {"since": use.since.isoformat()[:7], "outcome": use.outcome, "measure": use.measure, "version": use.version}


def _record(by: Reader, action: str, use: Use, *, now: datetime, **changes: dict[str, Any]) -> None:
    network = network_key(use.resource)
    record(
        by=by,
        action=action,
        of=("use", str(use.pk)),
        organisation="" if network else use.code,  # what is told inside a network is not for those who administer
        network=network,
        now=now,
        **changes,
    )
