"""Blocks over a Spark session. What a real one makes of it is held in tests/spec/test_blocks_on_spark.py."""

import signal

import pytest
from support.fake_spark import Classic, Session
from support.flow_tasks import third_is_refused

from everyweek.flow.experiments.blocks import BlockRefused, OnSpark, Stopped, run_blocks
from everyweek.flow.experiments.cluster import ClusterFailed


def test_results_come_in_the_order_of_the_blocks_job_by_job() -> None:
    session = Session()

    found = run_blocks(abs, [-3, -2, -1, 0, 1], on=OnSpark(session, blocks_a_job=2))

    assert found == [3, 2, 1, 0, 1]
    assert sorted(session.jobs) == [1, 2, 2]
    assert not session.ended.is_set()


def test_an_error_in_a_block_comes_home_as_it_is() -> None:
    with pytest.raises(BlockRefused, match=r"In 2: There are too many\.") as refused:
        run_blocks(third_is_refused, [0, 1, 2, 3], on=OnSpark(Session()))

    assert refused.value.finished == {0: 0, 1: 1}


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (RuntimeError("Job aborted: no worker\nJVM stacktrace:\n  at"), "Job aborted: no worker. Everyweek must be"),
        (RuntimeError("No cluster."), r"No cluster\. Everyweek must be"),
        (
            RuntimeError("Thrown from the worker:\nTraceback:\n  File\nModuleNotFoundError: No module\n\nJVM"),
            r"worker: ModuleNotFoundError: No module\. Everyweek must be",
        ),
        (RuntimeError("Thrown from the worker:\nJVM"), r"worker:\. Everyweek must be"),
        (RuntimeError(), "RuntimeError. Everyweek must be"),
    ],
)
def test_when_spark_gives_up_it_is_a_sentence(problem: Exception, said: str) -> None:
    with pytest.raises(ClusterFailed, match=said):
        run_blocks(abs, [1], on=OnSpark(Session(fails=problem)))


@pytest.mark.parametrize("kind", [Session, Classic])
def test_ctrl_c_ends_the_jobs_under_way_and_holds_what_was_finished(kind: type[Session]) -> None:
    session = kind(waits=True)

    with pytest.raises(Stopped) as stopped:
        run_blocks(
            abs,
            [-1, -2, -3],
            on=OnSpark(session, blocks_a_job=1),
            progress=lambda block, result: signal.raise_signal(signal.SIGINT),
        )

    assert len(stopped.value.finished) == 1
    assert session.ended.is_set()
