"""Replications in which several things meet at one instant, or nothing is as it usually is."""

import gc
import weakref
from datetime import timedelta

import numpy as np
import pytest

from everyweek.flow import running
from everyweek.flow.compiling.compile import compiled
from everyweek.flow.conditions import Hours
from everyweek.flow.distributions import Fixed
from everyweek.flow.errors import FlowError, Unstable
from everyweek.flow.model import MONDAY, Interval, Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import minutes, per_hour
from everyweek.flow.replication import Replication
from everyweek.flow.running import replicate
from everyweek.flow.steps import (
    Ageing,
    Branch,
    Delay,
    GoTo,
    Inside,
    Leave,
    Mark,
    Pathway,
    Release,
    Renege,
    Seize,
    Step,
    WaitUntil,
    Way,
)
from everyweek.flow.streams import AtTimes, Poisson, Stream


def model(
    *steps: Step, pools: tuple[Pool, ...] = (Pool("beds", 1),), times: tuple[float, ...] = (), **more: object
) -> Model:
    streams = (Stream("all", AtTimes(tuple(map(minutes, times))), "all"),) if times else ()
    named = {"pools": pools, "streams": streams, "pathways": (Pathway("all", steps),)}
    return Model("a model", **(named | more))  # type: ignore[arg-type]


def run(found: Model, *, long: float = 1_000.0, **more: object) -> Replication:
    return replicate(compiled(found), minutes=long, seed=1, **more)  # type: ignore[arg-type]


def test_two_who_only_take_turns_at_one_instant_are_named() -> None:
    """Each gives the bed to the other and asks for it again, until it is five o'clock, which it never becomes."""
    bed = Seize(("beds",))
    back = Release("beds")
    leaves = Branch((Way(Hours((5,)), (back, Leave())),), otherwise=(back, GoTo("again")))
    steps = (bed, Delay(Fixed(minutes(10))), back, Mark("round", name="again"), Seize(("beds",)), leaves)

    with pytest.raises(FlowError, match="goes round and round without any time passing, at pathway “all”"):
        run(model(*steps, times=(0.0, 0.0, 0.0)))


def test_who_has_no_patience_and_asks_again_at_once_is_named() -> None:
    ask = Seize(("beds",), name="ask", renege=Renege(Fixed(minutes(0)), (GoTo("ask"),)))
    steps = (ask, Delay(Fixed(minutes(30))), Release("beds"), Leave())

    with pytest.raises(FlowError, match="without any time passing, at pathway “all”, step 1 “ask”"):
        run(model(*steps, times=(0.0, 1.0)))


@pytest.mark.parametrize("come", ["at once", "one after the other"])
def test_too_many_who_wait_for_nothing_are_said_without_a_pool(come: str) -> None:
    stream = Stream("all", Poisson(per_hour(900)), "all")
    who = {"streams": (stream,)} if come != "at once" else {"inside": (Inside("all", "stay", 300),)}

    with pytest.raises(Unstable, match="200 were inside at once, and nobody waits for a pool") as told:
        run(model(Delay(Fixed(minutes(500)), name="stay"), Leave(), pools=(), **who), most_inside=200)

    assert (told.value.pool, told.value.waiting) == ("", 0)


@pytest.mark.parametrize("order", [("first", "then"), ("then", "first")])
def test_who_needs_two_pools_never_finds_one_that_closes_as_the_other_opens(order: tuple[str, str]) -> None:
    capacity = {
        "first": tuple(int(hour < 2) for hour in range(168)),
        "then": tuple(int(hour >= 2) for hour in range(168)),
    }
    both = (Seize(("first", "then"), hold="both"), Mark("has"), Delay(Fixed(minutes(1))), Release("both"), Leave())

    found = run(model(*both, pools=tuple(Pool(name, capacity[name]) for name in order), times=(5.0,)))

    assert np.isnan(found.rows.milestones).all()


def test_who_is_inside_at_the_beginning_has_the_first_that_is_free_and_was_never_served_or_seen_to_arrive() -> None:
    steps = (
        Seize(("beds", "trolleys"), which="first", hold="place"),
        Mark("has"),
        Delay(Fixed(minutes(200)), name="stay"),
        Release("place"),
        Mark("well"),
        Delay(Fixed(minutes(50))),
        Leave(),
    )
    times = (Interval("stay", "arrival", "departure"), Interval("at home", "well", "departure"))
    pools = (Pool("beds", 2), Pool("trolleys", 1), Pool("door", 1))
    found = run(model(*steps, pools=pools, times=(900.0,), inside=(Inside("all", "stay", 4),), intervals=times))

    assert found.looks.in_use[0].tolist() == [3, 1, 0]
    assert found.served.tolist() == [1, 0, 0]
    assert found.mean_wait.tolist()[0] == 0.0
    assert found.tallies[:, 0, :2].tolist() == [[0, 0], [4, 200]]


def test_all_of_several_that_somebody_has_at_the_beginning_were_not_served() -> None:
    steps = (Seize(("a", "b"), hold="both"), Delay(Fixed(minutes(20)), name="stay"), Release("both"), Leave())

    found = run(model(*steps, pools=(Pool("a", 5), Pool("b", 5)), inside=(Inside("all", "stay", 3),)))

    assert (found.looks.in_use[0].tolist(), found.served.tolist(), found.left) == ([3, 3], [0, 0], 3)


@pytest.mark.parametrize(("second", "looks"), [(1, 2), (2, 4), (5, 2)])
def test_there_are_as_many_looks_as_there_are_hours_to_the_last_bit(second: int, looks: int) -> None:
    """Hours by the clock, of a run that begins at a second and ends as a clock strikes: the last is not of the run."""
    starts = MONDAY + timedelta(minutes=20, seconds=second)
    first = -(20 + second / 60) % 60.0
    steps = (Seize(("beds",)), Delay(Fixed(minutes(10_000))), Release("beds"), Leave())

    found = run(model(*steps, times=(0.0,), starts=starts), long=first + 60.0 * looks)

    assert found.looks.in_use[:, 0].tolist() == [1] * looks


def test_a_look_just_before_the_end_is_not_forgotten() -> None:
    """The last is at 228.7, although the length of the run less 48.7 is three hours, rounded."""
    assert running._looks(48.7, 228.70000000000002) == 4


@pytest.mark.parametrize("second", [5, 20, 50])
def test_who_waited_until_an_hour_strikes_is_in_that_hour(second: int) -> None:
    """Saturday at ten in the second week of a run that begins at some second: minutes added up are short by a bit."""
    in_hour = Branch((Way(Hours((130,)), (Leave("ten"),)),), otherwise=(Leave("before"),))
    starts = MONDAY + timedelta(minutes=1_439, seconds=second)

    found = run(model(WaitUntil((7_800.0,)), in_hour, times=(10_080.0,), starts=starts), long=20_000.0)

    assert found.compiled.names.outcomes[found.rows.outcome[0]] == "ten"


def test_two_steps_of_ageing_are_counted_from_when_the_wait_began() -> None:
    ask = Seize(("beds",), priority=5, ageing=(Ageing(minutes(20), 3), Ageing(minutes(40), 1)))
    steps = (ask, Delay(Fixed(minutes(90))), Release("beds"), Leave())

    trace = run(model(*steps, times=(0.0, 0.3)), trace=9).trace

    assert trace.minutes.tolist() == [0.3 + 20.0, 0.3 + 40.0, 90.0, 180.0]


def test_whole_numbers_and_others_are_the_same_run_and_the_engine_is_not_compiled_for_each() -> None:
    found = model(Delay(Fixed(minutes(5))), Leave(), times=(1.0, 2.0))
    usual = run(found)
    from everyweek.flow.kernel.run import run as kernel

    before = len(getattr(kernel, "signatures", ()))
    others = [
        replicate(compiled(found), minutes=1_000, warm_up=0, seed=seed, replication=np.int64(0))  # type: ignore[arg-type]
        for seed in (1, -1, 2**64 - 1)
    ]

    assert len(getattr(kernel, "signatures", ())) == before
    assert others[0].rows.left.tolist() == usual.rows.left.tolist()
    assert [one.left for one in others] == [2, 2, 2]


def test_a_model_that_nobody_has_any_more_is_not_kept() -> None:
    program = compiled(model(Delay(Fixed(minutes(5))), Leave(), times=(1.0,)))
    for long in range(1, 20):
        replicate(program, minutes=float(long), seed=1)
    assert 0 < len(running._SCHEDULES[program]) <= running.MOST_LENGTHS
    gone = weakref.ref(program)

    del program
    gc.collect()

    assert gone() is None
