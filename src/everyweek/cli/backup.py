"""everyweek backup and everyweek restore: everything that people wrote, in one file and back."""

import time
from collections.abc import Callable, Sized
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import click

from everyweek.cli.pages import of_the_pages

SECONDS_BETWEEN_WORDS = 2
FILE = click.argument("file", type=click.Path(path_type=Path))


@click.command()
@FILE
@click.option("--overwrite", is_flag=True, help="Write over a file of this name.")
def backup(file: Path, overwrite: bool) -> None:
    """Write everything that people wrote into one FILE, while the pages go on being served.

    In it are people, their roles, networks, discussions, rounds, own groups, the library with the files that people
    attached, and the record of changes: the whole database of people, from SQLite or PostgreSQL. It can be restored
    into either. Keep it as safe as the database
    itself; only its owner can read it.

    Not in it are who is signed in at the moment, the secret key (EVERYWEEK_HOME/secret-key, which is to be kept
    elsewhere) and the published figures: those are loaded again from the files they came in.
    """
    made = of_the_pages("people.backup.commands").backup(
        path=file, overwrites=overwrite, version=version("everyweek"), now=datetime.now(UTC), tell=told_now_and_then()
    )
    size = f"{file.stat().st_size:,} bytes"
    click.echo(
        f"{file} holds {made.rows:,} rows of {len(made.tables)} tables and {of_files(made.files)} ({size}), as they "
        f"were at {clock(made.made_at)}."
    )
    click.echo("Keep the secret key as well, in another place: it is not in this file, and EVERYWEEK_HOME holds it.")


@click.command()
@FILE
@click.option("--replace", is_flag=True, help="Throw away what is in the database of people.")
def restore(file: Path, replace: bool) -> None:
    """Put everything of a backup FILE back into the database of people: all of it, or nothing.

    FILE may also be an archive of the library, a folder or a ZIP that everyweek archive made: it is brought into an
    installation whose library has nothing of its own.

    The file is checked to its last byte before anything is changed. A database in which there are people is left alone
    unless --replace is given. A backup that an older version made is brought up to date on the way. Stop the pages
    first. Everybody has to sign in again afterwards.

    The published figures are in no backup: load them again with everyweek load, from the files they came in.
    """
    if of_the_pages("learn.commands").is_archive(file):
        of_the_pages("learn.commands").restore_archive(path=file)
        return
    held, has_its_key = of_the_pages("people.backup.commands").restore(
        path=file, replaces=replace, tell=told_now_and_then()
    )
    of_the_pages("learn.commands").forget_index()
    click.echo(
        f"Restored {held.rows:,} rows of {len(held.tables)} tables and {of_files(held.files)}, as they were at "
        f"{clock(held.made_at)}."
    )
    if not has_its_key:
        click.echo(
            "This server has another secret key than the one that made the backup. Links in mails that were sent do "
            "not work any more, and the record of changes can be checked only with the earlier key: put the earlier "
            "file secret-key into EVERYWEEK_HOME, or its content into EVERYWEEK_SECRET_KEY.",
            err=True,
        )


def told_now_and_then(now: Callable[[], float] = time.monotonic) -> Callable[[str, int, int | None], None]:
    """Says on standard error how far a long work is, every two seconds; nothing of a short one."""
    said = now()

    def tell(what: str, done: int, of: int | None) -> None:
        nonlocal said
        if now() - said >= SECONDS_BETWEEN_WORDS:
            said = now()
            click.echo(f"{what}: {done:,}" if of is None else f"{what}: {done:,} of {of:,}", err=True)

    return tell


def of_files(files: Sized) -> str:
    """How many files.

    >>> of_files(()), of_files(["one"])
    ('0 attached files', '1 attached file')
    """
    return f"{len(files):,} attached file{'' if len(files) == 1 else 's'}"


def clock(made: datetime) -> str:
    """An instant as 2026-06-01 03:00 UTC."""
    return f"{made.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
