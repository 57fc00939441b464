"""Blocks of work over processes: in their order, with errors named, and nothing that was finished lost."""

import os
import signal
import threading
from functools import partial
from pathlib import Path

import pytest
from support.flow_models import queue
from support.flow_tasks import backwards, dies, third_cannot, third_is_refused, wait_for_one, waits_for_ever

from everyweek.flow.distributions import Exponential
from everyweek.flow.errors import FlowError
from everyweek.flow.experiments import local
from everyweek.flow.experiments.blocks import (
    BlockFailed,
    BlockRefused,
    Local,
    Stopped,
    block_size_for,
    run_blocks,
)
from everyweek.flow.experiments.local import WorkerDied, cores
from everyweek.flow.experiments.outcome import Asked, blocks_of, joined, outcomes_of
from everyweek.flow.quantities import minutes

ASKED = Asked(queue(2, 1.5, Exponential(minutes(60))), minutes=10_000.0, warm_up=1_000.0, seed=3)


class Kept:
    """A place in memory where blocks are kept."""

    def __init__(self, known: dict[int, int]) -> None:
        self.known = known

    def find(self, block: int) -> int | None:
        return self.known.get(block)

    def keep(self, block: int, result: int) -> None:
        self.known[block] = result


def test_results_come_in_the_order_of_the_blocks_whatever_finishes_first(tmp_path: Path) -> None:
    finished: list[tuple[int, int]] = []

    found = run_blocks(
        partial(backwards, tmp_path),
        [0, 1, 2],
        on=Local(processes=3),
        progress=lambda block, result: finished.append((block, result)),
    )

    assert found == [0, 10, 20]
    assert sorted(finished) == [(0, 0), (1, 10), (2, 20)]


def test_replications_are_the_same_to_the_last_bit_in_one_process_and_in_two() -> None:
    fn = partial(outcomes_of, ASKED)

    alone = run_blocks(fn, blocks_of(7, 7), on=Local(processes=1))
    two = run_blocks(fn, blocks_of(7, 2), on=Local(processes=2))

    assert joined(two).same_as(joined(alone))


def test_a_process_for_each_core_is_what_is_begun_unless_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "cores", lambda: 1)

    assert cores() >= 1
    assert run_blocks(lambda block: os.getpid(), [0, 1]) == [os.getpid()] * 2


@pytest.mark.parametrize("processes", [1, 2])
def test_a_mistake_of_ours_in_a_block_names_it_and_says_where_it_happened(processes: int) -> None:
    with pytest.raises(BlockFailed, match="In 2: ZeroDivisionError: division by zero") as failed:
        run_blocks(third_cannot, [0, 1, 2], on=Local(processes=processes))

    assert not isinstance(failed.value, FlowError)
    assert "third_cannot" in failed.value.__notes__[0]
    assert failed.value.block == 2


def test_an_error_with_a_sentence_for_the_reader_is_one_of_ours_and_holds_what_was_finished() -> None:
    known = Kept({})

    with pytest.raises(BlockRefused, match=r"In 2: There are too many\.") as failed:
        run_blocks(third_is_refused, [0, 1, 2, 3], on=Local(processes=1), keep=known)

    assert isinstance(failed.value, FlowError)
    assert (failed.value.said, failed.value.finished, known.known) == (
        "There are too many.", {0: 0, 1: 1}, {0: 0, 1: 1},
    )  # fmt: skip


def test_what_was_kept_is_not_run_again_and_the_rest_is_kept() -> None:
    known, finished = Kept({1: 100}), []

    found = run_blocks(
        third_is_refused, [0, 1, 3], on=Local(processes=1), keep=known, progress=lambda *one: finished.append(one)
    )

    assert found == [0, 100, 3]
    assert known.known == {0: 0, 1: 100, 3: 3}
    assert finished == [(1, 100), (0, 0), (3, 3)]


def test_a_worker_that_is_ended_from_outside_is_said_and_the_next_run_has_new_ones() -> None:
    with pytest.raises(WorkerDied, match="Run with fewer processes"):
        run_blocks(dies, [0, 1], on=Local(processes=2))

    assert run_blocks(abs, [-1, -2], on=Local(processes=2)) == [1, 2]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_sigterm_stop_workers_and_hold_what_was_finished(tmp_path: Path, number: signal.Signals) -> None:
    def stop(block: int, result: int) -> None:
        wait_for_one(tmp_path)
        signal.raise_signal(number)

    with pytest.raises(Stopped, match="1 of 3 blocks") as stopped:
        run_blocks(partial(waits_for_ever, tmp_path), [0, 1, 2], on=Local(processes=2), progress=stop)

    assert (stopped.value.finished, stopped.value.of) == ({0: 0}, 3)
    for path in tmp_path.glob("*.began"):
        with pytest.raises(ProcessLookupError):
            os.kill(int(path.stem), 0)


def test_in_one_process_it_stops_between_two_blocks() -> None:
    def stops(block: int) -> int:
        if block == 1:
            signal.raise_signal(signal.SIGINT)
        return block

    with pytest.raises(Stopped) as stopped:
        run_blocks(stops, [0, 1, 2], on=Local(processes=1))

    assert stopped.value.finished == {0: 0, 1: 1}


def test_ctrl_c_in_the_last_block_is_not_lost_on_who_goes_on_to_others() -> None:
    def stops(block: int) -> int:
        signal.raise_signal(signal.SIGINT)
        return block

    with pytest.raises(Stopped, match="1 of 1 blocks") as stopped:
        run_blocks(stops, [7], on=Local(processes=1))

    assert stopped.value.finished == {0: 7}


def test_a_second_ctrl_c_breaks_off_at_once() -> None:
    def stops(block: int) -> int:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        return block

    with pytest.raises(KeyboardInterrupt) as broken:
        run_blocks(stops, [0, 1], on=Local(processes=1))

    assert not isinstance(broken.value, Stopped)


def test_handlers_of_signals_are_as_they_were_afterwards() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)

    run_blocks(abs, [1], on=Local(processes=1))

    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def test_outside_the_main_thread_no_signal_is_listened_to() -> None:
    found: list[object] = []
    thread = threading.Thread(
        target=lambda: found.append(run_blocks(lambda block: signal.getsignal(signal.SIGINT), [0], on=Local(1)))
    )

    thread.start()
    thread.join()

    assert found == [[signal.getsignal(signal.SIGINT)]]


@pytest.mark.parametrize(
    ("replications", "seconds", "processes", "size"),
    [(1_000, 0.04, 2, 25), (1_000, 0.0, 2, 63), (3, 0.04, 8, 1), (100, 5.0, 2, 1), (100, 0.02, 2, 7), (9, 0.001, 1, 2)],
)
def test_a_block_is_a_second_of_work_and_every_process_has_several(
    replications: int, seconds: float, processes: int, size: int
) -> None:
    assert block_size_for(replications, seconds_of_one=seconds, processes=processes) == size
