"""everyweek serve: the pages, over HTTP."""

import errno
import os
import socket
import sys
from contextlib import nullcontext
from datetime import UTC, datetime

import click

from everyweek.cli.pages import of_the_pages
from everyweek.cli.trouble import in_plain_words
from everyweek.cli.worker import worker_beside

APPLICATION = "everyweek.web.project.wsgi:application"


@click.command()
@click.option("--address", default="127.0.0.1", show_default=True, help="Where to listen; 0.0.0.0 for every network.")
@click.option("--port", default=8000, type=click.IntRange(1, 65535), show_default=True)
@click.option("--workers", default=1, type=click.IntRange(min=1), show_default=True, help="Processes.")
@click.option("--threads", default=4, type=click.IntRange(min=1), show_default=True, help="Threads in each process.")
@click.option("--no-worker", is_flag=True, help="Run no worker beside the pages: no reminders, digests or mails.")
@click.option("--no-warm-up", is_flag=True, help="Prepare nothing before somebody asks: the first pages are slower.")
@in_plain_words
def serve(address: str, port: int, workers: int, threads: int, no_worker: bool, no_warm_up: bool) -> None:
    """Serve the pages until Ctrl+C.

    EVERYWEEK_ALLOWED_HOSTS names the hosts under which the pages may be asked for, separated by commas, when it is not
    only this machine; EVERYWEEK_HTTPS=1 says that a proxy in front speaks HTTPS. People and what they write are kept in
    EVERYWEEK_HOME, or in the PostgreSQL that EVERYWEEK_DATABASE names. EVERYWEEK_SITE is the address under which
    readers know the pages, for links in mails; EVERYWEEK_CONTACT says whom they can ask for help. A worker beside the
    pages reminds and sends mail.
    """
    check_port_is_free(address, port)
    shown = shown_address(address, port)
    os.environ.setdefault("EVERYWEEK_SITE", shown)  # before the pages, and the worker, read their settings
    os.environ["EVERYWEEK_WARM_UP"] = "" if no_warm_up else "1"
    refresh_groups()
    of_the_pages("people.commands").prepare()
    of_the_pages("learn.commands").prepare()
    of_the_pages("assess.commands").prepare()
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    beside = "" if no_worker else " with a worker for reminders and mail"
    click.echo(f"Everyweek is at {shown}{beside} (Ctrl+C stops it)")
    sys.stdout.flush()
    with nullcontext() if no_worker else worker_beside():
        Granian(
            APPLICATION,
            address=address,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=threads,
            log_level=LogLevels.warning,
        ).serve()


def shown_address(address: str, port: int) -> str:
    """An address that a browser on this machine opens.

    >>> shown_address("0.0.0.0", 8000), shown_address("::1", 8000)
    ('http://127.0.0.1:8000', 'http://[::1]:8000')
    """
    host = "127.0.0.1" if address in ("0.0.0.0", "::") else address
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def refresh_groups() -> None:
    """Let mergers that took effect since the last load, and facts that came with an update, show in the figures."""
    from everyweek.warehouse import open_warehouse

    if open_warehouse().refresh(now=datetime.now(UTC)):
        click.echo("Everyweek: organisations have changed since the last load; their groups were made anew")


def check_port_is_free(address: str, port: int) -> None:
    """Say which port is taken and what to do, before a server fails on it in its own words."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as problem:
            raise click.ClickException(why_not(problem, address, port)) from problem


def why_not(problem: OSError, address: str, port: int) -> str:
    """One sentence on what stands in the way, one on what to do."""
    if problem.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else 8000
        return (
            f"Port {port} on {address} is in use by another program. "
            f"Choose another one: make run PORT={other}, or everyweek serve --port {other}"
        )
    if problem.errno == errno.EACCES:
        return f"You may not use port {port} ({problem.strerror}). Choose one above 1023: everyweek serve --port 8000"
    return f"Cannot listen on {address}, port {port}: {problem.strerror}. Check the address."
