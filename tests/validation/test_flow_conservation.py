"""What every run asserts at its end: patients are conserved, and waits add up to the lengths of queues (Little)."""

from collections.abc import Callable

import pytest
from support.flow_models import queue

from everyweek.flow import running
from everyweek.flow.compiling.compile import compiled
from everyweek.flow.distributions import Exponential
from everyweek.flow.kernel.places import AT_POOL, INSIDE, LEFT, O_WAITED
from everyweek.flow.kernel.room import Room
from everyweek.flow.quantities import minutes


def somebody_vanishes(state: Room) -> None:
    state.M[LEFT] -= 1


def somebody_is_there_twice(state: Room) -> None:
    state.M[INSIDE] += 1


def a_wait_is_counted_twice(state: Room) -> None:
    state.numbers(AT_POOL)[0, O_WAITED] += 1.0


@pytest.mark.parametrize("harm", [somebody_vanishes, somebody_is_there_twice, a_wait_is_counted_twice])
def test_a_run_that_does_not_add_up_is_not_given_out(
    harm: Callable[[Room], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    program = compiled(queue(1, 48, Exponential(minutes(1))))
    running.replicate(program, minutes=500, seed=1)  # as it is, it adds up
    run = running._run

    def harmed(state: Room, *more: object) -> None:
        run(state, *more)  # type: ignore[arg-type]
        harm(state)

    monkeypatch.setattr(running, "_run", harmed)

    with pytest.raises(AssertionError):
        running.replicate(program, minutes=500, seed=1)
