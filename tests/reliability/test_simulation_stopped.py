"""A run of replications that is stopped or killed in the middle goes on, and comes to the same to the last bit."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.flow_runs import NEVER_ENDING, begin, door, end, end_all, is_gone, simulate, wait_for, wait_for_kept

pytestmark = pytest.mark.counted
Begin = Callable[..., subprocess.Popen[str]]
WORDS = ("--days", "60", "--warm-up", "10", "--format", "json")
ONE, TWO = ("--processes", "1"), ("--processes", "2")

# A run whose workers write down who they are and wait for ever.
WAITS = """
import sys
from functools import partial
from pathlib import Path
from support.flow_tasks import waits_for_ever
from everyweek.flow.experiments.blocks import Local, run_blocks
run_blocks(partial(waits_for_ever, Path(sys.argv[1])), [1, 2], on=Local(processes=2))
"""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What 150 replications come to."""
    done = simulate(door(tmp_path_factory.mktemp("model")), *WORDS, *ONE, "--replications", "150")
    assert done.exit_code == 0, done.stderr
    return done.stdout


@pytest.fixture
def begun() -> Iterator[Begin]:
    """The command as a process of its own, which is ended whatever becomes of the test."""
    runs: list[subprocess.Popen[str]] = []

    def one(*words: object, room: int | None = None) -> subprocess.Popen[str]:
        runs.append(begin(*words, room=room))
        return runs[-1]

    yield one
    end_all(runs)


def go_on(model: Path, folder: Path, *more: object) -> str:
    done = simulate(model, *WORDS, "--keep", folder, "--replications", 150, *ONE, *more)
    assert done.exit_code == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_ctrl_c_shows_what_is_finished_and_the_same_command_goes_on_to_the_same_numbers(
    begun: Begin, tmp_path: Path, undisturbed: str
) -> None:
    model, kept = door(tmp_path), tmp_path / "kept"
    run = begun(model, *WORDS, *ONE, "--keep", kept, "--replications", NEVER_ENDING)
    wait_for_kept(kept, run, several=2)

    code, out, err = end(run, signal.SIGINT)

    assert code == 130, err
    found = json.loads(out)
    assert found["stopped"] is True
    assert found["replications"] >= 2
    assert f"Stopped: {found['replications']:,} of 100,000 replications." in err
    assert f"What is finished is kept in {kept}, and the same command goes on from there." in err
    before = {path: path.stat().st_mtime_ns for path in kept.rglob("*.parquet")}
    assert go_on(model, kept) == undisturbed
    assert all(path.stat().st_mtime_ns == written for path, written in before.items())


def test_killed_in_the_middle_and_with_a_file_damaged_it_goes_on_to_the_same_numbers(
    begun: Begin, tmp_path: Path, undisturbed: str
) -> None:
    model, kept = door(tmp_path), tmp_path / "kept"
    run = begun(model, *WORDS, *ONE, "--keep", kept, "--replications", NEVER_ENDING)
    wait_for_kept(kept, run, several=2)

    code, out, _ = end(run, signal.SIGKILL)

    assert (code, out) == (-signal.SIGKILL, "")
    files = sorted(kept.rglob("*.parquet"))
    files[-1].write_bytes(files[-1].read_bytes()[:-1])
    (files[0].parent / "notes.txt").write_text("mine")
    assert go_on(model, kept) == undisturbed
    assert (files[0].parent / "notes.txt").read_text() == "mine"


def test_on_a_full_disk_the_run_goes_on_and_says_that_it_is_no_longer_kept(
    begun: Begin, tmp_path: Path, undisturbed: str
) -> None:
    model, kept = door(tmp_path), tmp_path / "kept"
    simulate(model, *WORDS, *ONE, "--keep", kept, "--replications", 3)
    before = {path.name: path.read_bytes() for path in kept.rglob("*.parquet")}

    run = begun(model, *WORDS, *ONE, "--keep", kept, "--replications", 150, room=2_000)
    out, err = run.communicate(timeout=60)

    assert (run.returncode, out) == (0, undisturbed), err
    assert err.count("can no longer be kept") == 1
    assert "there is no room left. The run goes on, and what was kept before is safe" in err
    assert {path.name: path.read_bytes() for path in kept.rglob("*") if path.is_file()} == before


def test_two_runs_at_once_in_one_folder_do_one_another_no_harm(begun: Begin, tmp_path: Path, undisturbed: str) -> None:
    model, kept = door(tmp_path), tmp_path / "kept"

    both = [begun(model, *WORDS, *ONE, "--keep", kept, "--replications", 150) for _ in range(2)]
    said = [one.communicate(timeout=60) for one in both]

    assert [out for out, _ in said] == [undisturbed] * 2, said
    assert not list(kept.rglob("*.part"))
    assert go_on(model, kept) == undisturbed


@pytest.mark.slow
def test_ctrl_c_at_a_terminal_leaves_no_worker_behind(begun: Begin, tmp_path: Path, undisturbed: str) -> None:
    model, kept = door(tmp_path), tmp_path / "kept"
    run = begun(model, *WORDS, *TWO, "--keep", kept, "--replications", NEVER_ENDING)
    wait_for_kept(kept, run, several=4)

    os.killpg(run.pid, signal.SIGINT)  # a terminal sends it to all
    _, err = run.communicate(timeout=20)

    assert run.returncode == 130
    assert re.search(r"Stopped: [\d,]+ of 100,000 replications\.", err), err
    assert "Traceback" not in err
    wait_for(lambda: is_gone(run.pid))
    assert go_on(model, kept) == undisturbed


@pytest.mark.slow
def test_when_the_command_is_killed_with_workers_under_way_it_goes_on_to_the_same_numbers(
    begun: Begin, tmp_path: Path, undisturbed: str
) -> None:
    model, kept = door(tmp_path), tmp_path / "kept"
    run = begun(model, *WORDS, *TWO, "--keep", kept, "--replications", NEVER_ENDING)
    wait_for_kept(kept, run, several=4)

    end(run, signal.SIGKILL)

    wait_for(lambda: is_gone(run.pid))
    assert go_on(model, kept) == undisturbed


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [(signal.SIGTERM, 1, "Stopped: 0 of 2 blocks are finished."), (signal.SIGKILL, -signal.SIGKILL, "")],
)
def test_workers_end_with_the_process_that_they_work_for(
    tmp_path: Path, number: signal.Signals, code: int, said: str
) -> None:
    tests = str(Path(__file__).parents[1])
    run = subprocess.Popen(
        [sys.executable, "-c", WAITS, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": tests},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        wait_for(lambda: len(list(tmp_path.glob("*.began"))) == 2)
        workers = [int(path.stem) for path in tmp_path.glob("*.began")]
        assert [os.getpgid(worker) for worker in workers] == [run.pid] * 2  # else their group says nothing of them

        run.send_signal(number)
        _, err = run.communicate(timeout=20)

        assert run.returncode == code
        assert said in err
        wait_for(lambda: is_gone(run.pid))
    finally:
        end_all([run])
