"""everyweek worker: reminders, digests and mails, in a process beside the pages."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from everyweek.cli.pages import of_the_pages

SECONDS_TO_FINISH_THE_MAIL_IN_HAND = 10


@click.command()
@click.option("--once", is_flag=True, help="Do everything that is due, say what was done, and end.")
@click.option("--with-parent", type=int, hidden=True, help="End when the process with this number is gone.")
def worker(once: bool, with_parent: int | None) -> None:
    """Remind people, write their mails and digests, and send them, until Ctrl+C.

    `everyweek serve` runs one beside the pages; run it apart when another web server serves them. EVERYWEEK_MAIL names
    the mail server, EVERYWEEK_MAIL_FROM whom mails are from, and EVERYWEEK_SITE where the pages are that they lead to.
    Without a mail server only the inbox on the pages is written. Several workers at once never send a mail twice.
    """
    of_the_pages("people.notifications.commands").work(once=once, parent=with_parent, say=say)


def say(sentence: str) -> None:
    """Tell what was done, at once also where the output is a file."""
    click.echo(sentence)
    sys.stdout.flush()


@contextmanager
def worker_beside() -> Iterator[None]:
    """A worker as long as this process lives; it ends with it, also when it is killed."""
    command = [sys.executable, "-m", "everyweek.cli", "worker", "--with-parent", str(os.getpid())]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_FINISH_THE_MAIL_IN_HAND)
        except subprocess.TimeoutExpired:  # what it had in hand is settled by the next worker
            process.kill()
            process.wait()
