"""A worker ends when it is told to or when its parent has gone, and never while it sends a result."""

import gc
import os
from collections.abc import Iterator

import pytest

from everyweek.flow.experiments import worker
from everyweek.flow.experiments.attempt import Finished


class Ended(BaseException):
    """The process would end here."""


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A pipe on which the worker was told to end, in a process that does not really."""

    def end(code: int) -> None:
        raise Ended(code)

    monkeypatch.setattr(worker.os, "_exit", end)
    hears, tells = os.pipe()
    os.write(tells, b"x")
    yield hears
    os.close(hears)
    os.close(tells)
    worker.AT_WORK.clear()


@pytest.fixture
def melted() -> Iterator[None]:
    """Nothing is set apart, and nothing stays so."""
    gc.unfreeze()
    yield
    gc.unfreeze()


def test_it_ends_when_its_parent_is_another_one(told: int) -> None:
    with pytest.raises(Ended):
        worker._follow(os.getppid() + 1, told)


def test_told_to_it_ends_at_work(told: int) -> None:
    worker.AT_WORK.set()

    with pytest.raises(Ended):
        worker._follow(os.getppid(), told)


def test_it_is_at_work_only_while_it_is(told: int, melted: None) -> None:
    assert worker.work(lambda block: worker.AT_WORK.is_set(), 3, "x") == Finished(3, True)
    assert not worker.AT_WORK.is_set()


def test_what_is_loaded_with_the_first_block_is_not_looked_through_for_garbage_again(told: int, melted: None) -> None:
    before = gc.get_freeze_count()
    worker.work(abs, 0, -1)
    after = gc.get_freeze_count()
    gc.collect()
    worker.work(abs, 1, -1)

    assert (before, gc.get_freeze_count()) == (0, after)
    assert after > 10_000
