"""The kernel does, event for event, what a slow and obvious interpreter of the same program does."""

import os
import subprocess
import sys

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.flow_interpreter import Interpreter
from support.flow_models import models

from everyweek.flow.compiling.compile import compiled
from everyweek.flow.kernel.packing import AT_ROW, AT_TRACE, IN_MARK, IN_ROW, IN_TRACE, TRACED
from everyweek.flow.model import Model
from everyweek.flow.running import replicate
from everyweek.flow.schedule import capacities_of, rates_of

EXAMPLES = int(os.environ.get("EVERYWEEK_TEST_EXAMPLES", "150"))
KINDS = ("wake", "renege", "age")
LONG = 2_880.0
"""Minutes: two days."""


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(models(), st.integers(0, 2**31))
def test_the_kernel_and_the_interpreter_do_the_same(model: Model, seed: int) -> None:
    program = compiled(model)
    changes, changed = capacities_of(model, end=LONG)
    slow = Interpreter(
        program.program, rates_of(model, end=LONG), changes, changed, end=LONG, seed=seed, replication=3
    ).run()

    fast = replicate(program, minutes=LONG, seed=seed, replication=3, trace=20_000)

    state = fast.state
    done = int(state.M[TRACED])
    kinds, streams, patients, steps = state[AT_TRACE][:done].T
    assert [(KINDS[kind], *rest) for kind, *rest in zip(kinds, streams, patients, steps, strict=True)] == [
        (kind, stream, number, step) for _, kind, stream, number, step in slow.trace
    ]
    np.testing.assert_allclose(state[IN_TRACE][:done], [time for time, *_ in slow.trace], rtol=1e-9, atol=1e-9)
    assert (fast.arrived, fast.left) == (len(slow.everybody), len(slow.left))
    outcomes = {(left.patient.stream, left.patient.number): left for left in slow.left}
    for row in range(fast.arrived):
        stream, group, outcome, number = state[AT_ROW][row]
        left = outcomes.get((stream, number))
        assert outcome == (left.outcome if left else -1)
        np.testing.assert_allclose(state[IN_ROW][row, 1], left.at if left else np.nan, rtol=1e-9)
        if left:
            assert group == left.patient.group
            marks = [left.patient.marks.get(one, np.nan) for one in range(program.program.n_marks)]
            np.testing.assert_allclose(state[IN_MARK][row], marks, rtol=1e-9)


def test_the_kernel_does_the_same_without_being_compiled() -> None:
    one = f"{__file__}::{test_the_kernel_and_the_interpreter_do_the_same.__name__}"
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", one]
    surroundings = {**os.environ, "NUMBA_DISABLE_JIT": "1", "EVERYWEEK_TEST_EXAMPLES": "60"}

    done = subprocess.run(command, env=surroundings, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout[-3_000:]
