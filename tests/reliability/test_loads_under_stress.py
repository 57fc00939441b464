"""Killed in the middle, no room on the disk, two at once: the warehouse is as it was, or as it should be."""

import json
import os
import resource
import signal
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from support.loading import load, values

from everyweek.publications.sample import write_sample
from everyweek.warehouse import Warehouse, open_warehouse

EVERYWEEK = [sys.executable, "-m", "everyweek.cli"]

KILLED_AT = {
    "while the files are read": "everyweek.publications.load.read_releases",
    "while the copies are kept": "everyweek.publications.load.keep_copy",
    "after the first release is stored": "everyweek.warehouse.keep.settle_order",
    "before the groups are made": "everyweek.warehouse.warehouse.refresh_groups",
    "at the very end, before the commit": "everyweek.warehouse.keep.set_fact",
}

# A load that kills itself, as kill -9 would, the third time it comes to one place.
KILLS_ITSELF = """
import importlib, os, signal, sys
module_name, name = sys.argv[1].rsplit(".", 1)
module = importlib.import_module(module_name)
original, calls = getattr(module, name), []
def deadly(*args, **kwargs):
    calls.append(1)
    if len(calls) >= int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return original(*args, **kwargs)
setattr(module, name, deadly)
from everyweek.cli import main
main(["load", "--quiet", sys.argv[3]])
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, months=18, last_month=date(2024, 9, 1), regions=("ZZ9",))
    return folder


@pytest.fixture
def early(tmp_path: Path, sample: Path) -> Path:
    """Three of the files, loaded before."""
    folder = tmp_path / "early"
    folder.mkdir()
    for path in sorted(sample.glob("*.csv"))[:3]:
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def state(warehouse: Warehouse) -> dict[str, object]:
    """Everything a reader can see."""
    return {
        "version": warehouse.version(),
        "releases": warehouse.releases(),
        "notices": warehouse.notices(),
        "england": values(warehouse, "four_hour_performance", "england"),
        "rolled up": values(warehouse, "attendances", "ZZ3", rolled_up=True),
    }


@pytest.mark.parametrize(("when", "place"), KILLED_AT.items(), ids=KILLED_AT.keys())
def test_a_load_killed_in_the_middle_leaves_yesterdays_warehouse(
    warehouse: Warehouse, early: Path, sample: Path, when: str, place: str
) -> None:
    load(warehouse, early)
    before = state(warehouse)
    turn = "1" if "groups" in when or "end" in when else "3"

    killed = subprocess.run([sys.executable, "-c", KILLS_ITSELF, place, turn, str(sample)], check=False, timeout=60)

    assert killed.returncode == -signal.SIGKILL
    assert state(open_warehouse()) == before


def test_after_a_kill_the_same_load_simply_works(warehouse: Warehouse, early: Path, sample: Path) -> None:
    load(warehouse, early)
    place = KILLED_AT["before the groups are made"]
    subprocess.run([sys.executable, "-c", KILLS_ITSELF, place, "1", str(sample)], check=False, timeout=60)

    report = load(warehouse, sample)

    assert report.all_well
    assert len(report.of("unchanged")) == 3
    assert len(values(warehouse, "attendances", "england")) == 18


def test_a_full_disk_is_said_and_nothing_is_changed(warehouse: Warehouse, early: Path, sample: Path) -> None:
    load(warehouse, early)
    before = state(warehouse)
    room = 260_000  # bytes a file may have: enough for every copy (the largest is below 200 kB), too few for the log

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    result = subprocess.run(
        [*EVERYWEEK, "load", "--quiet", str(sample)],
        preexec_fn=little_room,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert result.returncode == 1
    assert "There is no room left for the warehouse" in result.stderr
    assert "Nothing was changed" in result.stderr
    assert state(open_warehouse()) == before


def test_two_loads_at_once_end_as_one(home: Path, sample: Path) -> None:
    loads = [
        subprocess.Popen([*EVERYWEEK, "load", str(sample)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [one.communicate(timeout=120) for one in loads]

    assert [one.returncode for one in loads] == [0, 0], said
    warehouse = open_warehouse()
    releases = warehouse.releases()
    assert len({one.sha256 for one in releases}) == len(releases)
    assert len(values(warehouse, "attendances", "england")) == 18
    counts = [int(out.strip().splitlines()[-1].split(" loaded")[0]) for out, _ in said]
    lists = len(list(sample.glob("Catchment-*.csv")))
    assert sum(counts) == len(releases) + lists


def test_a_reader_during_a_load_sees_the_old_or_the_new_and_nothing_between(warehouse: Warehouse, sample: Path) -> None:
    seen: set[int] = set()
    stop = threading.Event()

    def read() -> None:
        reader = open_warehouse()
        while not stop.is_set():
            seen.add(len(values(reader, "attendances", "england")))
        reader.engine.dispose()

    thread = threading.Thread(target=read)
    thread.start()
    load(warehouse, sample)
    stop.set()
    thread.join()

    assert seen <= {0, 18}


@pytest.mark.counted
def test_a_load_is_the_same_whatever_the_hash_seed(sample: Path, tmp_path: Path) -> None:
    shown = []
    for seed in ("1", "2"):
        environment = {**os.environ, "EVERYWEEK_HOME": str(tmp_path / seed), "PYTHONHASHSEED": seed}
        subprocess.run([*EVERYWEEK, "load", "--quiet", str(sample)], env=environment, check=True, timeout=60)
        words = ["show", "four_hour_performance", "--organisation", "ZZ9", "--rolled-up", "--format", "json"]
        result = subprocess.run([*EVERYWEEK, *words], env=environment, check=True, capture_output=True, timeout=60)
        shown.append(json.loads(result.stdout))

    assert shown[0] == shown[1] != []
