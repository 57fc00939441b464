"""The first thing to read in a backup: what it holds, who made it, and by what each table is known to be whole."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from everyweek.web.people.backup.errors import UnreadableBackup
from everyweek.web.people.backup.history import Step

FORMAT = 2
"""One more when a file of the new form cannot be read by those who know only the old one. The first held no files."""
FORMATS = (1, 2)
"""Those that this version reads."""


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One table of a backup: rows and bytes of its lines, and the hash of those bytes.

    last_number : the number that the table gave last to a row; None when it gives none.
    """

    name: str
    label: str
    columns: tuple[str, ...]
    rows: int
    bytes: int
    sha256: str
    last_number: int | None

    @property
    def file(self) -> str:
        """Its name in the archive."""
        return f"tables/{self.name}.jsonl"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file that somebody attached: its name in the folder of files, its size and the hash of its content."""

    name: str
    bytes: int
    sha256: str

    @property
    def file(self) -> str:
        """Its name in the archive."""
        return f"files/{self.name}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds.

    database : "sqlite" or "postgresql", from which it was read; it can be restored into either.
    key_id   : the name of the secret key by which the chain of changes is sealed; the key itself is not in the backup.
    steps    : the migrations that the database had taken.
    left_out : what is not in it, by model, with the reason.
    """

    version: str
    made_at: datetime
    database: str
    key_id: str
    steps: tuple[Step, ...]
    tables: tuple[TableEntry, ...]
    left_out: dict[str, str]
    files: tuple[FileEntry, ...] = ()

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(table.rows for table in self.tables)


def text_of(manifest: Manifest) -> bytes:
    """A manifest as it stands in the archive: JSON that a person can read."""
    words = {
        "what": "A backup of the people's database of Everyweek. docs/how-to/back-up.md says how to restore it.",
        "format": FORMAT,
        **asdict(manifest),
        "made_at": manifest.made_at.isoformat(timespec="seconds"),
        "steps": [".".join(step) for step in manifest.steps],
    }
    return json.dumps(words, indent=1, ensure_ascii=False).encode()


def manifest_of(text: bytes) -> Manifest:
    """A manifest from its text. Raises UnreadableBackup."""
    with said_as_unreadable():
        words = json.loads(text)
        check_format(words["format"])
        return Manifest(
            version=_text(words["version"]),
            made_at=datetime.fromisoformat(words["made_at"]),
            database=_text(words["database"]),
            key_id=_text(words["key_id"]),
            steps=tuple(_step(step) for step in words["steps"]),
            tables=tuple(_table(table) for table in words["tables"]),
            left_out={_text(label): _text(why) for label, why in words["left_out"].items()},
            files=tuple(_file(one) for one in words["files"]) if words["format"] > 1 else (),
        )


def check_format(found: Any) -> None:
    """Raises UnreadableBackup for a backup of a form that came after this version."""
    if found not in FORMATS:
        raise UnreadableBackup(
            f"This backup has the form {found!r:.20}, and this version of Everyweek reads forms up to "
            f"{FORMAT}. Restore it with the version that made it, or a newer one. Nothing was changed."
        )


@contextmanager
def said_as_unreadable() -> Iterator[None]:
    """Whatever a manifest may hold that no manifest holds, as one sentence."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UnreadableBackup(
            "The manifest of this backup cannot be understood, so the file was changed or damaged after it was made. "
            "Use another backup. Nothing was changed."
        ) from error


def _table(words: dict[str, Any]) -> TableEntry:
    last = words["last_number"]
    return TableEntry(
        name=_text(words["name"]),
        label=_text(words["label"]),
        columns=tuple(_text(column) for column in words["columns"]),
        rows=_count(words["rows"]),
        bytes=_count(words["bytes"]),
        sha256=_text(words["sha256"]),
        last_number=None if last is None else _count(last),
    )


def _file(words: dict[str, Any]) -> FileEntry:
    return FileEntry(name=_text(words["name"]), bytes=_count(words["bytes"]), sha256=_text(words["sha256"]))


def _step(words: str) -> Step:
    app, name = words.split(".")
    return app, name


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError(value)
    return value
