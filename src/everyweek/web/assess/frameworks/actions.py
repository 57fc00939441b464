"""Adding frameworks, and withdrawing one. What was added is never changed: a correction is a new version."""

import hashlib
import json
from datetime import datetime

from django.db import IntegrityError, transaction

from everyweek.maturity.framework import Framework
from everyweek.maturity.reading import as_mapping
from everyweek.web.assess.frameworks.errors import FrameworkRefused
from everyweek.web.assess.frameworks.models import FrameworkVersion
from everyweek.web.people.audit.actions import record
from everyweek.web.people.permissions import check
from everyweek.web.people.predicates import administers
from everyweek.web.people.reader import Reader

OTHER_CONTENT = (
    "There is a version “{version}” of “{key}” already, with other content. What was asked once is never changed: give "
    "this one another version, such as “{version}.1”, and add it again."
)
THERE_ALREADY = "This very framework is there already: version “{version}” of “{key}”. Nothing was changed."
AT_THIS_MOMENT = (
    "Somebody added version “{version}” of “{key}” at this very moment, so yours was not added. Look at theirs first."
)
NOT_THEIR_BOARD = "You do not administer that board. Choose one of yours."


@transaction.atomic
def add_framework(*, by: Reader, framework: Framework, system: str, now: datetime) -> FrameworkVersion:
    """Add a framework. system: the board whose own it is; "" for one that everybody may use, by national support.

    Raises NotPermitted, FrameworkRefused.
    """
    check(by, "framework.add")
    if not by.holds("national_support") and not (system and administers(by, system)):
        raise FrameworkRefused(NOT_THEIR_BOARD)
    before = FrameworkVersion.objects.filter(key=framework.key, version=framework.version).first()
    digest = digest_of(framework)
    if before is not None:
        words = THERE_ALREADY if before.digest == digest else OTHER_CONTENT
        raise FrameworkRefused(words.format(key=framework.key, version=framework.version))
    _check_is_theirs(by, framework.key, system)
    try:
        with transaction.atomic():
            made = kept(framework, system=system, added_by=by.identity, now=now)
    except IntegrityError as problem:
        raise FrameworkRefused(AT_THIS_MOMENT.format(key=framework.key, version=framework.version)) from problem
    record(
        by=by,
        action="framework.added",
        of=("framework", f"{made.key} {made.version}"),
        after={"title": made.title},
        organisation=system,
        now=now,
    )
    return made


@transaction.atomic
def withdraw_framework(*, by: Reader, version: FrameworkVersion, now: datetime) -> None:
    """Offer a version for no new round; those that use it go on. Withdrawing it again changes nothing.

    Raises NotPermitted.
    """
    _set_withdrawn(by, version, withdrawn_at=now, now=now)


@transaction.atomic
def offer_again(*, by: Reader, version: FrameworkVersion, now: datetime) -> None:
    """Offer a withdrawn version again. Raises NotPermitted."""
    _set_withdrawn(by, version, withdrawn_at=None, now=now)


def kept(
    framework: Framework, *, system: str = "", built_in: bool = False, added_by: int | None = None, now: datetime
) -> FrameworkVersion:
    """A row that holds the framework."""
    return FrameworkVersion.objects.create(
        key=framework.key,
        version=framework.version,
        title=framework.title,
        content=as_mapping(framework),
        digest=digest_of(framework),
        built_in=built_in,
        system=system,
        added_by_id=added_by,
        added_at=now,
    )


def digest_of(framework: Framework) -> str:
    """What tells a framework from every other: a digest of all that it says."""
    said = json.dumps(as_mapping(framework), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def _set_withdrawn(by: Reader, version: FrameworkVersion, *, withdrawn_at: datetime | None, now: datetime) -> None:
    found = FrameworkVersion.objects.select_for_update(no_key=True).get(pk=version.pk)
    check(by, "framework.withdraw", found)
    if (found.withdrawn_at is None) == (withdrawn_at is None):
        return
    found.withdrawn_at = withdrawn_at
    found.save(update_fields=("withdrawn_at",))
    record(
        by=by,
        action="framework.withdrawn" if withdrawn_at else "framework.offered-again",
        of=("framework", f"{found.key} {found.version}"),
        organisation=found.system,
        now=now,
    )


def _check_is_theirs(by: Reader, key: str, system: str) -> None:
    """Raises FrameworkRefused when a board would add a version to a framework of everybody, or of another board."""
    owner = FrameworkVersion.objects.filter(key=key).values_list("system", flat=True).first()
    if owner is not None and owner != system:
        whose = f"the board {owner}" if owner else "everybody"
        raise FrameworkRefused(
            f"The framework “{key}” is one of {whose}. Give yours another key, so that nobody takes it for theirs."
        )
