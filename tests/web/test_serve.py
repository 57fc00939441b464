"""The command that serves the pages."""

import errno
import socket
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import granian
import pytest
from click.testing import CliRunner
from support.browser import free_port
from support.loading import load
from support.publications import Provider, provider_csv, write

from everyweek.cli import main
from everyweek.cli.serve import why_not
from everyweek.warehouse import open_warehouse

pytestmark = [pytest.mark.usefixtures("home"), pytest.mark.django_db]


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """How the server was started; it does not really start."""
    starts: list[dict[str, object]] = []

    class Recorder:
        def __init__(self, application: str, **options: object) -> None:
            starts.append({"application": application, **options})

        def serve(self) -> None:
            pass

    monkeypatch.setattr(granian, "Granian", Recorder)
    monkeypatch.setattr("everyweek.cli.serve.worker_beside", nullcontext)  # tests/web/test_worker_command.py starts one
    monkeypatch.setenv("EVERYWEEK_SITE", "")
    monkeypatch.delenv("EVERYWEEK_SITE")  # set by the command, and gone again after the test
    return starts


def test_it_prints_the_address_and_starts_one_process_with_threads(started: list[dict[str, object]]) -> None:
    port = str(free_port())

    result = CliRunner().invoke(main, ["serve", "--port", port])

    assert result.exit_code == 0
    assert f"Everyweek is at http://127.0.0.1:{port}" in result.output
    assert started[0]["workers"] == 1
    assert started[0]["blocking_threads"] == 4
    assert started[0]["address"] == "127.0.0.1"


def test_on_every_network_it_prints_an_address_that_can_be_opened(started: list[dict[str, object]]) -> None:
    result = CliRunner().invoke(main, ["serve", "--address", "0.0.0.0", "--port", str(free_port())])

    assert "http://127.0.0.1:" in result.output
    assert started[0]["address"] == "0.0.0.0"


def test_a_port_in_use_is_named_with_another_to_try(started: list[dict[str, object]], taken_port: int) -> None:
    result = CliRunner().invoke(main, ["serve", "--port", str(taken_port)])

    assert result.exit_code == 1
    assert f"Port {taken_port} on 127.0.0.1 is in use" in result.output
    assert f"make run PORT={taken_port + 1}" in result.output
    assert started == []


@pytest.mark.parametrize(
    ("number", "port", "words"),
    [
        (errno.EADDRINUSE, 65535, "make run PORT=8000"),
        (errno.EACCES, 80, "Choose one above 1023"),
        (errno.EADDRNOTAVAIL, 8000, "Check the address"),
    ],
)
def test_each_reason_why_a_port_cannot_be_had_says_what_to_do(number: int, port: int, words: str) -> None:
    assert words in why_not(OSError(number, "reason"), "127.0.0.1", port)


def test_a_port_that_is_no_port_is_wrong_use() -> None:
    assert CliRunner().invoke(main, ["serve", "--port", "99999"]).exit_code == 2


def test_a_merger_since_the_last_load_shows_when_the_server_starts(
    started: list[dict[str, object]], tmp_path: Path
) -> None:
    trusts = (Provider("ZZ3", attendances=(10, 0, 0)), Provider("ZZ4", attendances=(700, 0, 0)))
    path = write(tmp_path, "a.csv", provider_csv(trusts, period="MAY-2024"))
    load(open_warehouse(), path, now=datetime(2024, 9, 1, tzinfo=UTC))

    result = CliRunner().invoke(main, ["serve", "--port", str(free_port())])

    assert "their groups were made anew" in result.output
    (observation,) = open_warehouse().series("attendances", "ZZ3", rolled_up=True).observations
    assert observation.value == 710
