"""The commands of mail: the worker, alone and beside the pages, and mails that came back."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from support.browser import free_port
from support.mail_server import MailBox, mail_server

EVERYWEEK = [sys.executable, "-m", "everyweek.cli"]
SECONDS_TO_WAIT = 60
ADD = """
import django; django.setup()
from everyweek.web.people.prepare import prepare_database
prepare_database()
from datetime import UTC, datetime
from everyweek.web.people.actions import add_person
from everyweek.web.people.notifications.actions import notify, write_mail
ann = add_person(email="ann@example.nhs.uk", name="Ann Other", password=None)
now = datetime.now(UTC)
notify([ann.pk], kind="role", key="a", title="You are now a member", address="/account/", now=now)
write_mail(to="ben@example.nhs.uk", subject="Hello", lines=("Hello",), key="hello", now=now)
"""


@pytest.fixture
def box() -> Iterator[MailBox]:
    with mail_server() as running:
        yield running


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a command, with somebody to tell something, in a home that every test copies."""
    environment = {
        **os.environ,
        "EVERYWEEK_HOME": str(tmp_path_factory.mktemp("people")),
        "EVERYWEEK_DATABASE": "",
        "DJANGO_SETTINGS_MODULE": "everyweek.web.project.settings",
        "EVERYWEEK_MAIL": "",
        "PYTHONUNBUFFERED": "1",
    }
    environment.pop("EVERYWEEK_SITE", None)
    subprocess.run([sys.executable, "-c", ADD], env=environment, check=True)
    return environment


@pytest.fixture
def surroundings(people: dict[str, str], tmp_path: Path, box: MailBox) -> dict[str, str]:
    """The environment of a command with a home of its own, and a mail server."""
    for file in Path(people["EVERYWEEK_HOME"]).iterdir():
        if file.is_file():
            shutil.copy(file, tmp_path)
    mail = {"EVERYWEEK_MAIL": box.address, "EVERYWEEK_MAIL_FROM": "everyweek@example.nhs.uk"}
    return {**people, **mail, "EVERYWEEK_HOME": str(tmp_path)}


def told_by(surroundings: dict[str, str], *words: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([*EVERYWEEK, *words], env=surroundings, input=given, capture_output=True, timeout=120)


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    until, pause = time.monotonic() + SECONDS_TO_WAIT, threading.Event()
    while not is_so():
        assert time.monotonic() < until, what
        pause.wait(0.05)


def is_there(process: int) -> bool:
    """Whether a process runs; one that has ended and whose end nobody asked for is there for the system only."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def children(process: int) -> list[int]:
    return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def worker_of(server: int) -> int:
    found = [one for one in children(server) if b"worker" in Path(f"/proc/{one}/cmdline").read_bytes()]
    assert len(found) == 1
    return found[0]


def test_once_it_does_what_is_due_says_so_and_ends(surroundings: dict[str, str], box: MailBox) -> None:
    first, second = told_by(surroundings, "worker", "--once"), told_by(surroundings, "worker", "--once")

    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert first.stdout.decode().splitlines() == ["1 mail written", "mails: 2 sent"]
    assert second.stdout == b""
    assert sorted(box.recipients()) == ["ann@example.nhs.uk", "ben@example.nhs.uk"]


def test_without_a_mail_server_nothing_is_written_or_sent(surroundings: dict[str, str], box: MailBox) -> None:
    told = told_by({**surroundings, "EVERYWEEK_MAIL": ""}, "worker", "--once")

    assert (told.returncode, told.stdout) == (0, b"")
    assert box.arrived == []


def test_a_mail_server_that_is_not_there_is_a_sentence_and_the_mails_wait(
    surroundings: dict[str, str], box: MailBox
) -> None:
    away = {**surroundings, "EVERYWEEK_MAIL": "smtp://ann:secret@127.0.0.1:1?tls=none"}

    told = told_by(away, "worker", "--once")

    said = told.stderr.decode()
    assert told.returncode == 0
    assert "the mail server at smtp://127.0.0.1:1 cannot be used" in said
    assert "mails wait; the next try is in 1 minutes" in said
    assert "secret" not in said
    assert "Traceback" not in said


def test_it_goes_on_until_it_is_asked_to_end(surroundings: dict[str, str], box: MailBox) -> None:
    worker = subprocess.Popen([*EVERYWEEK, "worker"], env=surroundings, stdout=subprocess.PIPE, text=True)
    wait_until(lambda: len(box.arrived) == 2, "the mails were not sent")

    worker.send_signal(signal.SIGTERM)
    told, _ = worker.communicate(timeout=SECONDS_TO_WAIT)

    assert worker.returncode == 0
    assert f"The worker runs. Mail goes to smtp://127.0.0.1:{box.port}. (Ctrl+C stops it)" in told
    assert "mails: 2 sent" in told


@pytest.mark.counted
def test_a_part_that_goes_wrong_is_in_the_log_and_the_others_are_done(
    surroundings: dict[str, str], box: MailBox
) -> None:
    broken = """
import django; django.setup()
from everyweek.web.people.roles import reviews
def fail(now):
    raise RuntimeError("something nobody thought of")
reviews.remind_of_reviews = fail
from everyweek.cli import main; main(["worker", "--once"])
"""

    told = subprocess.run([sys.executable, "-c", broken], env=surroundings, capture_output=True, text=True, timeout=120)

    assert told.returncode == 0
    assert "reminders of reviews: this went wrong, and is tried again in a minute or later" in told.stderr
    assert "RuntimeError: something nobody thought of" in told.stderr
    assert len(box.arrived) == 2


def served(surroundings: dict[str, str], *words: str) -> "tuple[subprocess.Popen[str], str]":
    """The pages, answering, and their first line."""
    port = free_port()
    server = subprocess.Popen(
        [*EVERYWEEK, "serve", "--port", str(port), *words], env=surroundings, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    line = server.stdout.readline()
    assert f"http://127.0.0.1:{port}" in line

    def answers() -> bool:
        try:
            return bool(urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).status == 200)
        except OSError:
            return False

    wait_until(answers, "the pages do not answer")
    return server, line


def ended(server: "subprocess.Popen[str]", number: signal.Signals) -> None:
    others = children(server.pid)
    server.send_signal(number)
    server.wait(SECONDS_TO_WAIT)
    for other in others:
        if (
            number == signal.SIGKILL
            and is_there(other)
            and b"worker" not in Path(f"/proc/{other}/cmdline").read_bytes()
        ):
            os.kill(other, signal.SIGKILL)  # the process of the pages themselves, which a killed server leaves behind
    assert server.stdout is not None
    server.stdout.close()


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(signal.SIGTERM, marks=pytest.mark.slow),
        pytest.param(signal.SIGINT, marks=pytest.mark.slow),
        pytest.param(signal.SIGKILL, marks=pytest.mark.counted),
    ],
)
def test_a_worker_beside_the_pages_sends_and_ends_with_them_also_when_they_are_killed(
    surroundings: dict[str, str], box: MailBox, number: signal.Signals
) -> None:
    server, line = served(surroundings)
    worker = worker_of(server.pid)
    wait_until(lambda: len(box.arrived) == 2, "the mails were not sent")

    ended(server, number)

    wait_until(lambda: not is_there(worker), "the worker goes on")
    assert "with a worker for reminders and mail" in line
    told = next(one for one in box.arrived if one.to == "ann@example.nhs.uk")
    assert line.split()[3] + "/inbox/1/" in told.part("plain")


@pytest.mark.slow
def test_the_pages_can_be_served_without_a_worker(surroundings: dict[str, str], box: MailBox) -> None:
    server, line = served(surroundings, "--no-worker")
    beside = [Path(f"/proc/{one}/cmdline").read_bytes() for one in children(server.pid)]

    ended(server, signal.SIGTERM)

    assert "worker" not in line
    assert not any(b"everyweek.cli\0worker" in command for command in beside)
    assert box.arrived == []


def test_a_mail_that_came_back_is_read_from_the_standard_input(surroundings: dict[str, str]) -> None:
    told = told_by(surroundings, "bounce", given=b"From: ann@example.nhs.uk\n\nI am on holiday\n" + b"x" * 20_000_000)

    assert told.returncode == 0
    assert told.stdout.decode() == "This is no report of a mail that came back (RFC 3464): nothing was noted.\n"
