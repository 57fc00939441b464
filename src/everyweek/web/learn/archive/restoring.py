"""Bringing an archive back: all of it into a library that has nothing of its own, or nothing."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.db import DataError, IntegrityError, transaction

from everyweek.web.learn.archive.errors import LibraryIsNotEmpty, UnreadableArchive
from everyweek.web.learn.archive.making import archived_as
from everyweek.web.learn.archive.reading import DATA, KIND, LAYOUT, NOTHING, Read, check_sums, manifest_of, opened
from everyweek.web.learn.archive.records import keep_record
from everyweek.web.learn.attachments.files import DIGEST, keep_file
from everyweek.web.learn.attachments.models import Attachment
from everyweek.web.learn.library.keeping import draft_of
from everyweek.web.learn.library.models import Resource, ResourceChange, Version
from everyweek.web.learn.sharing.models import Submission
from everyweek.web.learn.using.models import Comment, ListEntry, Opinion, Use
from everyweek.web.learn.versions.models import Feedback, PublishedChange, Subscription, WorkingCopy
from everyweek.web.people.audit.actions import record

HUNG_ON: tuple[Any, ...] = (
    Attachment, Comment, Feedback, ListEntry, Opinion, PublishedChange, Submission, Subscription, Use, WorkingCopy,
)  # fmt: skip
"""What people keep with a resource."""


def restore_archive(path: Path, *, now: dt.datetime) -> int:
    """Bring everything of an archive into the library; how many resources.

    Resources that came with the product and that nobody changed make way. Raises UnreadableArchive before anything is
    touched, and LibraryIsNotEmpty; nothing was changed then.
    """
    with opened(path) as read:
        manifest = manifest_of(read)
        if manifest.get("kind") != KIND or manifest.get("layout") != LAYOUT:
            raise UnreadableArchive(f"{path} is no archive of a library that this version can read. {NOTHING}")
        check_sums(manifest, read, path)
        records = json.loads(read(DATA))
        _restore(path, records, manifest, read, now=now)
    return len(records)


@transaction.atomic
def _restore(path: Path, records: list[Any], manifest: dict[str, Any], read: Read, *, now: dt.datetime) -> None:
    _make_way(now)
    _bring_files(manifest, read)
    try:
        for one in records:
            keep_record(one, now=now)
    except (KeyError, TypeError, ValueError, IndexError, DataError, IntegrityError) as problem:
        raise UnreadableArchive(f"{path} holds a resource that does not fit ({problem}). {NOTHING}") from problem
    record(
        by=None,
        by_words="the command line",
        action="library.restored",
        of=("library", "all"),
        after={"resources": len(records)},
        now=now,
    )


def _bring_files(manifest: dict[str, Any], read: Read) -> None:
    """The files that hang on resources, by their sums; one that is there already stays as it is."""
    for name, digest in manifest["sha256"].items():
        if name == archived_as(digest):
            keep_file(read(name), digest)
        elif name.startswith("files/") and name.endswith(".png"):
            of = name.removeprefix("files/").removesuffix(".png")
            if DIGEST.fullmatch(of):  # a name of the disk is never what a file says
                keep_file(read(name), of, preview=True)


def _make_way(now: dt.datetime) -> None:
    """Take away what came with the product. Raises LibraryIsNotEmpty when there is anything else.

    What people hung on it is theirs: a resource with a single comment does not make way.
    """
    every = list(Resource.objects.all())
    hung_on = {number for model in HUNG_ON for number in model._default_manager.values_list("resource_id", flat=True)}
    own = [one.key for one in every if one.pk in hung_on or draft_of(one).digest() != one.starter]
    if own:
        raise LibraryIsNotEmpty(
            f"This library has resources of its own ({', '.join(sorted(own)[:5])}), so it was left alone. Restore into "
            "an empty installation."
        )
    ResourceChange.objects.bulk_create(ResourceChange(key=one.key, at=now) for one in Resource.objects.all())
    Version.objects.all().delete()
    Resource.objects.all().delete()
