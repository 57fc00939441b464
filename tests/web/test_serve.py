"""The command that serves the pages."""

import errno
import socket
from collections.abc import Iterator

import granian
import pytest
from click.testing import CliRunner

from everyweek.cli import main
from everyweek.cli.serve import why_not


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
    return starts


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def test_it_prints_the_address_and_starts_one_process_with_threads(started: list[dict[str, object]]) -> None:
    port = free_port()

    result = CliRunner().invoke(main, ["serve", "--port", port])

    assert result.exit_code == 0
    assert f"Everyweek is at http://127.0.0.1:{port}" in result.output
    assert started[0]["workers"] == 1
    assert started[0]["blocking_threads"] == 4
    assert started[0]["address"] == "127.0.0.1"


def test_on_every_network_it_prints_an_address_that_can_be_opened(started: list[dict[str, object]]) -> None:
    result = CliRunner().invoke(main, ["serve", "--address", "0.0.0.0", "--port", free_port()])

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
