"""What can go wrong with a backup, in sentences.

BackupError (a PeopleError)
├── CannotBackUp      there is nothing to keep, or nowhere to keep it
├── UnreadableBackup  the file is no backup, or not the one that was made
└── CannotRestore     the backup is whole, and must not or cannot go into this database
"""

from everyweek.web.people.errors import PeopleError


class BackupError(PeopleError):
    """Whatever can go wrong with a backup."""


class CannotBackUp(BackupError):
    """No file was written."""


class UnreadableBackup(BackupError):
    """Nothing was changed: the file is checked to its last byte before anything is."""


class CannotRestore(BackupError):
    """Nothing was changed."""
