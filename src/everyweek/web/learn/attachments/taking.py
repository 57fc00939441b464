"""Taking a file in, whatever it will hang on, and throwing it away once nothing has it any more."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from everyweek.web.learn.attachments.errors import CannotBeAttached
from everyweek.web.learn.attachments.files import keep_file, path_of, throw_away
from everyweek.web.learn.attachments.guarded import LookedInto, look_into
from everyweek.web.learn.attachments.kinds import Refused
from everyweek.web.learn.attachments.models import CheckedFile
from everyweek.web.learn.attachments.names import clean_name

ROW = ("name", "media_type", "size", "sha256", "text", "text_was_read", "pages", "has_preview")
"""What a row says of its file, whatever it hangs on."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was looked into and is on the disk."""

    name: str
    digest: str
    content: bytes
    found: LookedInto

    def row(self) -> dict[str, Any]:
        """What a row says of it."""
        return {
            "name": self.name,
            "media_type": self.found.kind.media_type,
            "size": len(self.content),
            "sha256": self.digest,
            "text": self.found.text,
            "text_was_read": self.found.text_was_read,
            "pages": self.found.pages or None,
            "has_preview": bool(self.found.preview),
        }

    def keep_again(self) -> None:
        """Somebody who removed the same content elsewhere at this moment may have taken it from the disk."""
        keep_file(self.content, self.digest)
        if self.found.preview:
            keep_file(self.found.preview, self.digest, preview=True)


def take_in(name: str, content: bytes) -> Taken:
    """Look into a file, and keep it. It can take many seconds, so it is done before a transaction.

    Raises CannotBeAttached.
    """
    name, digest = clean_name(name), hashlib.sha256(content).hexdigest()
    try:
        taken = Taken(name, digest, content, look_into(content, name))
        taken.keep_again()
    except Refused as reason:
        raise CannotBeAttached.refused(name, reason) from None
    except OSError as error:
        raise CannotBeAttached(
            f"“{name}” was not attached, because it could not be kept ({error.strerror or 'no reason was given'}). "
            "Try again later, and tell whoever runs this site."
        ) from error
    return taken


def row_of(one: CheckedFile) -> dict[str, Any]:
    """What a row says of its file, for another row of the same file."""
    return {field: getattr(one, field) for field in ROW}


def in_use(digests: Iterable[str]) -> set[str]:
    """Those of the files that something has. One question to all tables: a file may move from one to another."""
    kept = list(digests)
    first, *others = (
        model.on_disk().filter(sha256__in=kept).order_by().values_list("sha256", flat=True) for model in _tables()
    )
    return set(first.union(*others))


def has_any() -> bool:
    """Whether anything has a file."""
    return any(model.on_disk().exists() for model in _tables())


def _tables() -> list[type[CheckedFile]]:
    return [model for model in apps.get_app_config("learn").get_models() if issubclass(model, CheckedFile)]


def throw_away_unless_used(digests: Iterable[str]) -> None:
    """Take those from the disk that nothing has any more."""
    there = {digest for digest in digests if path_of(digest)}
    for digest in there - in_use(there):
        throw_away(digest)
