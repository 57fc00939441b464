"""The pages, served by the real command on a loopback port."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from support.browser import free_port

SECONDS_TO_START = 60


@contextmanager
def running_site(home: Path, *, mail: str = "") -> Iterator[str]:
    """The address of a server of a home; mail : where its mail goes.

    No worker runs beside it, as tests run their own; nor does it prepare what nobody of theirs will ask for.
    """
    port = free_port()
    address, log = f"http://127.0.0.1:{port}", home / "serve.log"
    command = [sys.executable, "-m", "everyweek.cli", "serve", "--port", str(port), "--no-worker", "--no-warm-up"]
    surroundings = {**os.environ, "EVERYWEEK_HOME": str(home), "EVERYWEEK_SITE": address, **mail_by(mail)}
    with log.open("w") as output:
        server = subprocess.Popen(command, env=surroundings, stdout=output, stderr=subprocess.STDOUT)
    try:
        wait_until_healthy(address, server, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def mail_by(server: str) -> dict[str, str]:
    """The settings of mail, for an environment; none without a server."""
    return {"EVERYWEEK_MAIL": server, "EVERYWEEK_MAIL_FROM": "everyweek@example.nhs.uk"} if server else {}


def wait_until_healthy(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until it answers; fail with its own words when it ends or never does."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"{address}/healthz", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the server did not come up:\n{log.read_text()}")
