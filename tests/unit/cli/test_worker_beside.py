"""The worker beside the pages ends with them, whether it wants to or not."""

import subprocess
import sys

import pytest

from everyweek.cli import worker

DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(60)
"""


def test_a_worker_that_does_not_end_when_it_is_asked_to_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def start(command: list[str], **options: object) -> "subprocess.Popen[bytes]":
        deaf = subprocess.Popen([sys.executable, "-c", DEAF], stdout=subprocess.PIPE)
        assert deaf.stdout is not None
        deaf.stdout.readline()  # from here on it hears nothing
        started.append(deaf)
        return deaf

    monkeypatch.setattr(worker, "SECONDS_TO_FINISH_THE_MAIL_IN_HAND", 0.2)
    monkeypatch.setattr("everyweek.cli.worker.subprocess", type("Calls", (), {**vars(subprocess), "Popen": start}))

    with worker.worker_beside():
        pass

    assert started[0].returncode == -9
    assert started[0].stdout is not None
    started[0].stdout.close()
