"""Runs of everyweek simulate as processes of their own, which are stopped, killed and gone on with."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from click.testing import CliRunner, Result

from everyweek.cli.main import main

DOOR = """
name: A door
pools: {nurses: 2}
streams: {all: {pathway: door, rate: 4 per hour}}
pathways:
  door:
    - {seize: nurses, name: asks}
    - mark: seen
    - delay: {exponential: 20 minutes}
    - release: nurses
    - leave
intervals: {wait: {since: arrival, until: seen, edges: [1 hour]}}
"""
NEVER_ENDING = 100_000
"""Replications that no test waits for."""
SECONDS = 60.0


def door(folder: Path, text: str = DOOR, *, name: str = "door.yaml") -> Path:
    """A model in a file."""
    path = folder / name
    path.write_text(text)
    return path


def simulate(*words: object) -> Result:
    """The command in this process."""
    return CliRunner().invoke(main, ["simulate", *map(str, words)])


def begin(*words: object, room: int | None = None) -> subprocess.Popen[str]:
    """The command in a process, and a group of processes, of its own. room : bytes that a file may have."""

    def little_room() -> None:
        import resource

        if room is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    return subprocess.Popen(
        [sys.executable, "-m", "everyweek.cli", "simulate", *map(str, words)],
        env={name: value for name, value in os.environ.items() if room is None or not name.startswith("COVERAGE")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=little_room,
    )


def end_all(runs: Iterable[subprocess.Popen[str]]) -> None:
    """Leave nothing running, whatever became of a test."""
    for run in runs:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
        run.communicate()


def wait_for(what: Callable[[], bool]) -> None:
    """Wait until it is so."""
    look, ends = threading.Event(), time.monotonic() + SECONDS
    while not what():
        assert time.monotonic() < ends, "it did not come to pass"
        look.wait(0.01)


def wait_for_kept(folder: Path, process: subprocess.Popen[str], *, several: int) -> None:
    """Wait until so many blocks are kept."""

    def kept() -> bool:
        assert process.poll() is None, process.communicate()
        return len(list(folder.rglob("replications-*.parquet"))) >= several

    wait_for(kept)


def is_gone(group: int) -> bool:
    """Whether no process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


def end(process: subprocess.Popen[str], number: signal.Signals) -> tuple[int, str, str]:
    """Send a signal; how it ended, and what it said."""
    process.send_signal(number)
    out, err = process.communicate(timeout=SECONDS)
    return process.returncode, out, err
