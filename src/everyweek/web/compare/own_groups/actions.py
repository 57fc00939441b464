"""What changes own groups. Each is whole or nothing, and each leaves a line in the group's history."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from everyweek.reference import Directory, UnknownOrganisation
from everyweek.reference.made_groups import UnusableGroup, hand_made_group
from everyweek.web.compare.own_groups.errors import NAME_NEEDED, NAME_TAKEN, ChangedMeanwhile, NotAGroup
from everyweek.web.compare.own_groups.models import (
    CHOSEN_BY_HAND,
    LONGEST_KEY,
    LONGEST_NAME,
    OwnGroup,
    OwnGroupChange,
    OwnGroupMember,
)
from everyweek.web.people.models import Person


@transaction.atomic
def create_group(*, owner: Person, name: str, codes: Collection[str], directory: Directory, now: datetime) -> OwnGroup:
    """A new group of a person. Raises NotAGroup."""
    spelt = check_is_a_group(name, codes, directory=directory, now=now)
    _check_name_is_free(owner, spelt)
    group = OwnGroup.objects.create(
        owner=owner, key=_free_key(owner, spelt), name=spelt, created_at=now, updated_at=now
    )
    _join(group, codes, now=now)
    _note(group, by=owner, now=now, what=f"made with {_listed(codes)}")
    return group


@transaction.atomic
def change_group(
    *,
    owner: Person,
    key: str,
    seen_version: int,
    name: str,
    codes: Collection[str],
    directory: Directory,
    now: datetime,
) -> OwnGroup:
    """Rename a group, add to it, remove from it, or all of this; a change of nothing changes nothing.

    seen_version : the version that the person had before them. Raises ChangedMeanwhile when it is not the present
    one any more, NotAGroup, and OwnGroup.DoesNotExist.
    """
    spelt = check_is_a_group(name, codes, directory=directory, now=now)
    _check_name_is_free(owner, spelt, but=key)
    group = _locked(owner, key, seen_version)
    what = _differences(group, spelt, codes)
    if not what:
        return group
    today = timezone.localdate(now)
    group.memberships.filter(valid_to=None).exclude(code__in=codes).update(valid_to=today)
    _join(group, set(codes) - _codes(group), now=now)
    OwnGroup.objects.filter(pk=group.pk).update(name=spelt, version=F("version") + 1, updated_at=now)
    group.refresh_from_db()
    _note(group, by=owner, now=now, what="; ".join(what))
    return group


@transaction.atomic
def delete_group(*, owner: Person, key: str, seen_version: int) -> None:
    """Delete a group with its history. Raises ChangedMeanwhile, and OwnGroup.DoesNotExist."""
    _locked(owner, key, seen_version).delete()


def delete_groups_of(person: int) -> None:
    """Delete all groups of somebody who is erased: nobody else uses them, and their names may say whose they were."""
    OwnGroup.objects.filter(owner_id=person).delete()


def check_is_a_group(name: str, codes: Collection[str], *, directory: Directory, now: datetime) -> str:
    """The name as it is kept. Raises NotAGroup with what is wrong."""
    spelt = " ".join(name.split())
    if not spelt or len(spelt) > LONGEST_NAME or not spelt.isprintable():
        raise NotAGroup(NAME_NEEDED, is_about_name=True)
    try:
        hand_made_group(
            "own-group",
            spelt,
            codes,
            method=CHOSEN_BY_HAND,
            version="1",
            source="",
            made_on=timezone.localdate(now),
            directory=directory,
        )
    except (UnusableGroup, UnknownOrganisation) as error:
        raise NotAGroup(str(error)) from error
    return spelt


def _check_name_is_free(owner: Person, name: str, *, but: str = "") -> None:
    """Raises NotAGroup when the person has another group of this name, as after pressing Save twice.

    The person is locked until the end of the transaction, so that of two at once the second sees what the first made.
    """
    Person.objects.select_for_update().get(pk=owner.pk)
    if OwnGroup.objects.filter(owner=owner, name__iexact=name).exclude(key=but).exists():
        raise NotAGroup(NAME_TAKEN.format(name=name), is_about_name=True)


def _locked(owner: Person, key: str, seen_version: int) -> OwnGroup:
    """The group, so that nobody else changes it before we have."""
    group = OwnGroup.objects.select_for_update().get(owner=owner, key=key)
    if group.version != seen_version:
        last = group.changes.last()
        raise ChangedMeanwhile(
            version=group.version, at=timezone.localtime(group.updated_at), what=last.what if last else ""
        )
    return group


def _free_key(owner: Person, name: str) -> str:
    """A word for the address, made of the name; a number behind it when the person has such a group already."""
    stem = slugify(name).replace("_", "-").strip("-")[: LONGEST_KEY - 5].strip("-") or "group"
    taken = set(OwnGroup.objects.filter(owner=owner, key__startswith=stem).values_list("key", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)


def _codes(group: OwnGroup) -> set[str]:
    return set(group.memberships.filter(valid_to=None).values_list("code", flat=True))


def _join(group: OwnGroup, codes: Iterable[str], *, now: datetime) -> None:
    today = timezone.localdate(now)
    OwnGroupMember.objects.bulk_create(OwnGroupMember(group=group, code=code, valid_from=today) for code in codes)


def _differences(group: OwnGroup, name: str, codes: Collection[str]) -> list[str]:
    before, after = _codes(group), set(codes)
    return [
        *([f"renamed from “{group.name}” to “{name}”"] if name != group.name else []),
        *([f"added {_listed(after - before)}"] if after - before else []),
        *([f"removed {_listed(before - after)}"] if before - after else []),
    ]


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes))


def _note(group: OwnGroup, *, by: Person, now: datetime, what: str) -> None:
    OwnGroupChange.objects.create(group=group, version=group.version, at=now, by=by, what=what)
