"""What the commands backup and restore ask of the pages."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from everyweek.web.people.commands import with_django

if TYPE_CHECKING:
    from everyweek.web.people.backup.make import Telling
    from everyweek.web.people.backup.manifest import Manifest

as_it_is = partial(with_django, prepares=False)
"""The database is not brought up to date first: a backup is what one makes before that."""


@as_it_is
def backup(*, path: Path, overwrites: bool, version: str, now: datetime, tell: "Telling") -> "Manifest":
    """Write a backup; what it holds."""
    from everyweek.web.people.backup.make import make_backup

    return make_backup(path, overwrites=overwrites, version=version, now=now, tell=tell)


@as_it_is
def restore(*, path: Path, replaces: bool, tell: "Telling") -> tuple["Manifest", bool]:
    """Put a backup back; what it held, and whether this server has the secret key of the one that made it.

    Mails that waited when it was made are held back: they may have gone since.
    """
    from everyweek.web.people.audit.seal import keys_known
    from everyweek.web.people.backup.restore import restore_backup
    from everyweek.web.people.backup.settle import hold_mails_back

    settle = partial(hold_mails_back, now=datetime.now(UTC))
    manifest = restore_backup(path, replaces=replaces, tell=tell, afterwards=settle)
    return manifest, manifest.key_id in keys_known()
