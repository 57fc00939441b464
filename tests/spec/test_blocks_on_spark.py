"""Blocks of replications give the same numbers, to the last bit, on this machine and on a real Spark."""

import os
from functools import partial
from pathlib import Path

import pytest
from support.flow_models import queue
from support.spark_cluster import cluster, results, run_on, wait_for

from everyweek.flow.distributions import Exponential
from everyweek.flow.experiments.blocks import Local, run_blocks
from everyweek.flow.experiments.outcome import Asked, Outcomes, blocks_of, joined, outcomes_of
from everyweek.flow.quantities import minutes

ASKED = Asked(queue(2, 1.5, Exponential(minutes(60))), minutes=20_000.0, warm_up=2_000.0, seed=7)
BLOCKS = blocks_of(7, 2)


def here() -> Outcomes:
    return joined(run_blocks(partial(outcomes_of, ASKED), BLOCKS, on=Local(processes=1)))


@pytest.mark.counted
def test_spark_gives_the_same_numbers_as_this_machine_to_the_last_bit(tmp_path: Path) -> None:
    driver = run_on(
        "local[2]",
        tmp_path,
        function="everyweek.flow.experiments.outcome:outcomes_of",
        given=((ASKED,), BLOCKS),
        blocks_a_job=3,
    )

    found = results(driver, tmp_path)

    assert [part.replications.tolist() for part in found] == [list(block.replications) for block in BLOCKS]
    assert joined(found).same_as(here())


@pytest.mark.slow
def test_when_a_worker_of_a_cluster_is_killed_at_work_the_numbers_are_the_same(tmp_path: Path) -> None:
    with cluster(tmp_path) as spark:
        driver = run_on(
            spark.address,
            tmp_path,
            function="support.spark_tasks:waits_on_the_second",
            given=((tmp_path, ASKED), BLOCKS),
        )
        held = wait_for(lambda: sorted(tmp_path.glob("held-second-*")), driver)
        spark.kill("second")

        found = results(driver, tmp_path)

    assert joined(found).same_as(here())
    assert all((tmp_path / one.name.replace("second", "first")).exists() for one in held), os.listdir(tmp_path)
