"""Writing a backup: all of people's database, as it is at one instant, and the files that hang on it, in one file."""

import hashlib
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from django.db import connection

from everyweek.web.people.audit.seal import key_in_use
from everyweek.web.people.backup.contents import LEFT_OUT, Table, kept_tables
from everyweek.web.people.backup.errors import CannotBackUp
from everyweek.web.people.backup.files import write_files
from everyweek.web.people.backup.history import Step, models_after, steps_taken, unknown_steps
from everyweek.web.people.backup.manifest import Manifest, TableEntry, text_of
from everyweek.web.people.backup.numbering import last_number
from everyweek.web.people.backup.snapshot import snapshot
from everyweek.web.people.backup.unfinished import whole_or_not_there
from everyweek.web.people.backup.values import line_of

ROWS_AT_A_TIME = 2000
MANIFEST = "manifest.json"

Telling = Callable[[str, int, int | None], None]
"""Called now and then, and at the end of each table, with its name, how many of its rows are done, and of how many when
that is known.
"""


def make_backup(path: Path, *, overwrites: bool, version: str, now: datetime, tell: Telling) -> Manifest:
    """Write all that people's database keeps, and the files that people attached, into a new file; what it holds.

    The database is read as it is, also when it is that of an older version: nothing in it is changed or brought up to
    date. Others go on reading and writing meanwhile. Memory does not grow with the rows.

    Raises CannotBackUp; no file is left then.
    """
    with whole_or_not_there(path, overwrites=overwrites) as file, snapshot():
        steps = steps_taken()
        _check_can_be_backed_up(steps)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            tables = tuple(_write(archive, table, now=now, tell=tell) for table in kept_tables(models_after(steps)))
            manifest = Manifest(
                version=version,
                made_at=now,
                database=connection.vendor,
                key_id=key_in_use().identity,
                steps=steps,
                tables=tables,
                left_out=dict(LEFT_OUT),
                files=write_files(archive, now=now, tell=tell),
            )
            archive.writestr(_member(MANIFEST, now), text_of(manifest))
    return manifest


def _check_can_be_backed_up(steps: tuple[Step, ...]) -> None:
    if not steps:
        raise CannotBackUp(
            "There is nothing to back up: the database of people has no tables yet. No file was written."
        )
    if later := unknown_steps(steps):
        raise CannotBackUp(
            f"The database of people was last used by a newer version of Everyweek ({later[0]} is not known to this "
            "one). Make the backup with that version. No file was written."
        )


def _write(archive: zipfile.ZipFile, table: Table, *, now: datetime, tell: Telling) -> TableEntry:
    """Write the lines of a table, and count and hash them on the way."""
    rows, size, digest = 0, 0, hashlib.sha256()
    name = f"tables/{table.name}.jsonl"
    with archive.open(_member(name, now), "w", force_zip64=True) as file:
        for line in _lines(table):
            file.write(line)
            digest.update(line)
            rows, size = rows + 1, size + len(line)
            if rows % ROWS_AT_A_TIME == 0:
                tell(table.name, rows, None)
    tell(table.name, rows, rows)
    return TableEntry(
        name=table.name,
        label=table.label,
        columns=table.columns,
        rows=rows,
        bytes=size,
        sha256=digest.hexdigest(),
        last_number=last_number(table.model),
    )


def _lines(table: Table) -> Iterator[bytes]:
    names = [field.attname for field in table.fields]
    rows = table.model._base_manager.order_by("pk").values_list(*names)
    return (line_of(table.columns, row) for row in rows.iterator(chunk_size=ROWS_AT_A_TIME))


def _member(name: str, now: datetime) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, date_time=now.timetuple()[:6])
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    return member
