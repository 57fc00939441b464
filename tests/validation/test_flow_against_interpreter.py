"""The kernel does, event for event, what a slow and obvious interpreter of the same program does."""

import os
import subprocess
import sys
from collections import Counter

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from support.flow_interpreter import Interpreter
from support.flow_kinds import all_kinds, kinds_in
from support.flow_models import models

from everyweek.flow.compiling.compile import compiled
from everyweek.flow.model import Model
from everyweek.flow.replication import TRACED_KINDS, Replication
from everyweek.flow.running import replicate
from everyweek.flow.schedule import capacities_of, rates_of

EXAMPLES = int(os.environ.get("EVERYWEEK_TEST_EXAMPLES", "100"))
IN_A_BATCH = 5
"""Hypothesis likes to draw the same again; models of another batch are other ones."""
PHASES = (Phase.generate,)
"""To make a model that fails smaller takes an hour."""
ENOUGH = 100
"""From so many drawn models on everything has to be among them."""
LONG = 1_500.0
"""Minutes: twenty-five hours."""


def test_the_kernel_and_the_interpreter_do_the_same_in_models_that_have_everything_there_is() -> None:
    drawn: Counter[str] = Counter()
    happened: Counter[str] = Counter()

    def do_the_same(model: Model, seed: int, warm_up: float) -> None:
        slow = both_do_the_same(model, seed=seed, warm_up=warm_up)
        drawn.update(kinds_in(model))
        happened.update(kind for _, kind, *_ in slow.trace)

    for batch in range(EXAMPLES // IN_A_BATCH):
        rules = settings(
            max_examples=IN_A_BATCH, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
        )
        rules(given(models(batch), st.integers(0, 2**31), st.sampled_from([0.0, 600.0]))(do_the_same))()

    if EXAMPLES >= ENOUGH:
        assert {kind: drawn[kind] for kind in all_kinds() if not drawn[kind]} == {}
        assert min(happened[kind] for kind in TRACED_KINDS) > 100, happened


def both_do_the_same(model: Model, *, seed: int, warm_up: float) -> Interpreter:
    program = compiled(model)
    changes, changed = capacities_of(model, end=LONG)
    slow = Interpreter(
        program.program, rates_of(model, end=LONG), changes, changed, end=LONG, seed=seed, replication=3
    ).run()

    fast = replicate(program, minutes=LONG, warm_up=warm_up, seed=seed, replication=3, trace=20_000)

    same_events(slow, fast)
    same_patients(slow, fast)
    same_sums(slow, fast)
    return slow


def same_events(slow: Interpreter, fast: Replication) -> None:
    trace = fast.trace
    seen = zip(trace.kinds, trace.streams, trace.numbers, trace.steps, strict=True)
    assert [(TRACED_KINDS[kind], *rest) for kind, *rest in seen] == [
        (kind, stream, number, step) for _, kind, stream, number, step in slow.trace
    ]
    same(trace.minutes, [time for time, *_ in slow.trace])


def same_patients(slow: Interpreter, fast: Replication) -> None:
    rows = fast.rows
    assert (fast.arrived, fast.left) == (len(slow.everybody), len(slow.left))
    gone = {id(one.patient): one for one in slow.left}
    left = [gone.get(id(patient)) for patient in slow.everybody]
    marks, attributes = rows.milestones.shape[1], rows.attributes.shape[1]
    assert rows.stream.tolist() == [patient.stream for patient in slow.everybody]
    assert rows.number.tolist() == [patient.number for patient in slow.everybody]
    assert rows.group.tolist() == [patient.group for patient in slow.everybody]
    assert rows.outcome.tolist() == [one.outcome if one else -1 for one in left]
    same(rows.arrived, [patient.arrived for patient in slow.everybody])
    same(rows.left, [one.at if one else np.nan for one in left])
    same(rows.milestones, [by_number(patient.marks, marks) for patient in slow.everybody])
    same(rows.attributes, [by_number(patient.attributes, attributes) for patient in slow.everybody])


def same_sums(slow: Interpreter, fast: Replication) -> None:
    """What is counted while it runs, worked out again from everything that happened."""
    instants = np.array([time for time, *_ in slow.seen_pools] + [fast.minutes])
    counted = np.diff(np.maximum(instants, fast.warm_up))
    for ours, theirs in ((fast.mean_in_use, 1), (fast.mean_waiting, 2)):
        levels = np.array([one[theirs] for one in slow.seen_pools], dtype=float)
        same(ours, counted @ levels / counted.sum())
    names = fast.compiled.names.milestones
    asks, has = names.index("asks 0"), names.index("has 0")
    gone = {id(one.patient): one.at for one in slow.left}
    expected = np.zeros_like(fast.tallies)
    for patient in slow.everybody:
        came = patient.stream < len(fast.compiled.program.stream)  # of the others nobody knows when
        stay = gone.get(id(patient), np.nan) - patient.arrived if came else np.nan
        wait = patient.marks.get(has, np.nan) - patient.marks.get(asks, np.nan)
        for place, took in enumerate((stay, wait)):
            if patient.arrived >= fast.warm_up and took >= 0:  # less than nothing: of a round that is not over
                expected[place, patient.group] += (1.0, took, took * took)
    same(fast.tallies, expected)
    np.testing.assert_array_equal(fast.bins.sum(axis=2), expected[:, :, 0])


def by_number(found: dict[int, float], several: int) -> list[float]:
    return [found.get(one, np.nan) for one in range(several)]


def same(ours: NDArray[np.float64] | float, theirs: object) -> None:
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-9)  # type: ignore[arg-type]


@pytest.mark.counted
def test_the_kernel_does_the_same_without_being_compiled() -> None:
    test = test_the_kernel_and_the_interpreter_do_the_same_in_models_that_have_everything_there_is
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        f"{__file__}::{test.__name__}",
    ]
    surroundings = {**os.environ, "NUMBA_DISABLE_JIT": "1", "EVERYWEEK_TEST_EXAMPLES": "30"}

    done = subprocess.run(command, env=surroundings, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout[-3_000:]
