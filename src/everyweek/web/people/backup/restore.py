"""Putting a backup back: all of it, or nothing."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Model

from everyweek.web.people.backup.archive import Archive, open_archive
from everyweek.web.people.backup.contents import Table, kept_tables
from everyweek.web.people.backup.errors import CannotRestore, UnreadableBackup
from everyweek.web.people.backup.files import put_back
from everyweek.web.people.backup.history import missing_steps, models_after, steps_taken, unknown_steps
from everyweek.web.people.backup.make import ROWS_AT_A_TIME, Telling
from everyweek.web.people.backup.manifest import Manifest, TableEntry
from everyweek.web.people.backup.numbering import go_on_after
from everyweek.web.people.backup.tables import (
    bring_up_to_date,
    make_tables,
    number_of_people,
    references_are_checked,
    take_tables_away,
)
from everyweek.web.people.backup.values import object_of
from everyweek.web.people.prepare import one_start_at_a_time


def restore_backup(
    path: Path, *, replaces: bool, tell: Telling, afterwards: Callable[[], object] = lambda: None
) -> Manifest:
    """Put everything of a backup into people's database; what was restored.

    A backup of an older version goes into the tables as they were then, which are brought up to date afterwards with
    the rows in them, as an upgrade would have done. All of it is one transaction: killed anywhere, the database is as
    it was. The files that people attached are put back before: one that no row names yet harms nothing.

    replaces   : whether what is in the database is thrown away for it.
    afterwards : done at the end, in the same transaction.

    Raises UnreadableBackup before anything is touched, and CannotRestore; nothing was changed then.
    """
    with open_archive(path) as archive:
        _check_database(replaces=replaces)
        tables = _tables_of(archive.manifest)
        archive.check_is_whole(tell)
        put_back(archive, tell)
        # SQLite changes tables by making them anew, for which references are checked once, at the end.
        with connection.constraint_checks_disabled(), transaction.atomic(durable=True):
            one_start_at_a_time()
            _check_database(replaces=replaces)
            take_tables_away()
            make_tables(archive.manifest.steps)
            references_are_checked(at_once=False)
            for entry, table in tables:
                _fill(archive, entry, table, tell)
            _check_references()
            bring_up_to_date()
            _check_references()
            for entry, table in tables:
                if entry.last_number is not None:
                    go_on_after(table.model, entry.last_number)
            afterwards()
    return archive.manifest


def _check_database(*, replaces: bool) -> None:
    if later := unknown_steps(steps_taken()):
        raise CannotRestore(
            f"The database of people was last used by a newer version of Everyweek ({later[0]} is not known to this "
            "one), so it was left alone. Restore with that version, or into an empty database."
        )
    if not replaces and (people := number_of_people()):
        how_many = "1 person" if people == 1 else f"{people:,} people"
        raise CannotRestore(
            f"The database of people is not empty ({how_many}), so it was left alone. Back it up first, then say "
            "--replace to throw away what is in it."
        )


def _tables_of(manifest: Manifest) -> list[tuple[TableEntry, Table]]:
    """Each table of the manifest with the table as it was after the manifest's steps, which must be the same."""
    if later := unknown_steps(manifest.steps):
        raise CannotRestore(
            f"This backup was made by a newer version of Everyweek ({manifest.version}): {later[0]} is not known to "
            "this one. Restore it with that version or a newer one. Nothing was changed."
        )
    missing = missing_steps(manifest.steps) if manifest.steps else ["all of them"]
    if missing:
        raise UnreadableBackup(
            f"The manifest of this backup misses steps ({', '.join(missing)}), so it was changed after it was "
            "made. Use another backup. Nothing was changed."
        )
    tables = {table.name: table for table in kept_tables(models_after(manifest.steps), left_out=manifest.left_out)}
    described = {entry.name: (entry.label, entry.columns) for entry in manifest.tables}
    if described != {name: (table.label, table.columns) for name, table in tables.items()}:
        raise UnreadableBackup(
            "The tables in the manifest of this backup are not those of the version that made it, so it was changed "
            "after it was made. Use another backup. Nothing was changed."
        )
    return [(entry, tables[entry.name]) for entry in manifest.tables]


def _fill(archive: Archive, entry: TableEntry, table: Table, tell: Telling) -> None:
    for field in table.fields:
        field.auto_now = field.auto_now_add = False  # type: ignore[attr-defined] # what the backup says, not now
    done, objects = 0, _objects(archive, entry, table)
    while batch := list(islice(objects, ROWS_AT_A_TIME)):
        try:
            table.model._base_manager.bulk_create(batch, batch_size=ROWS_AT_A_TIME)
        except (DataError, IntegrityError, ValueError) as error:
            raise CannotRestore(
                f"Row {done + 1:,} of the table {entry.name}, or one of the {len(batch):,} after it, does not fit into "
                f"this database ({' '.join(str(error).split())[:200]}). Nothing was changed."
            ) from error
        done += len(batch)
        tell(entry.name, done, entry.rows)


def _objects(archive: Archive, entry: TableEntry, table: Table) -> Iterator[Model]:
    for number, line in enumerate(archive.lines(entry), 1):
        try:
            yield object_of(table, line)
        except (ValueError, RecursionError) as error:
            raise UnreadableBackup(
                f"Row {number:,} of the table {entry.name} cannot be understood: {error}. The backup was not made by "
                "Everyweek. Nothing was changed."
            ) from error


def _check_references() -> None:
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise CannotRestore(
            f"In this backup a row refers to another that is not in it ({' '.join(str(error).split())[:300]}). Nothing "
            "was changed."
        ) from error
