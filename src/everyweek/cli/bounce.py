"""everyweek bounce: a mail that came back, from the mailbox that mails are from."""

import sys
from typing import BinaryIO

import click

from everyweek.cli.pages import of_the_pages

MOST_BYTES = 1_000_000
"""The report and the head of the mail that came back stand before its text."""


@click.command()
def bounce() -> None:
    """Read a mail from the standard input that says that another came back, and send nothing more to that address.

    Let the mailbox of EVERYWEEK_MAIL_FROM pass each mail that arrives to this command. A mail that is no such report
    (RFC 3464), is about a mail that did not go from here, or says that the server will try again, changes nothing.
    """
    for sentence in of_the_pages("people.notifications.commands").note_returned(content=beginning(sys.stdin.buffer)):
        click.echo(sentence)


def beginning(mail: BinaryIO) -> bytes:
    """As much of a mail as is read; the rest is taken too, since whoever passes it on would fail half way."""
    content = mail.read(MOST_BYTES)
    while mail.read(MOST_BYTES):
        pass
    return content
