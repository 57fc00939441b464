"""Replications: the same numbers every time, room that grows, and errors that name what cannot keep up."""

import os
import subprocess
import sys
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from support.flow_models import queue

from everyweek.flow import running
from everyweek.flow.compiling.compile import compiled
from everyweek.flow.conditions import Attribute, Chance, PoolState
from everyweek.flow.distributions import Exponential, Fixed, Lognormal
from everyweek.flow.errors import FlowError, Unstable
from everyweek.flow.kernel.places import AT_POOL, O_CAPACITY, O_IN_USE, O_JOINED, O_LENGTH
from everyweek.flow.kernel.room import Sizes
from everyweek.flow.model import MONDAY, Interval, Model
from everyweek.flow.pools import Change, Pool
from everyweek.flow.quantities import days, minutes, per_hour
from everyweek.flow.replication import Replication
from everyweek.flow.running import replicate
from everyweek.flow.steps import (
    Ageing,
    Assign,
    Balk,
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
    Way,
)
from everyweek.flow.streams import AtTimes, Poisson, Stream

NOT_COMPILED = (
    "test_running.py",
    "test_running_at_the_edge.py",
    "test_free_again_later.py",
    "test_ways.py",
    "test_draws.py",
)
WARD = (Seize(("beds",)), Mark("in bed"), Delay(Lognormal(days(2), days(2)), name="stay"), Release("beds"), Leave())


def hospital(*, beds: int, **more: object) -> Model:
    """A front door and a ward behind it."""
    door = (Seize(("door",)), Mark("seen"), Delay(Exponential(minutes(20))), Release("door"), *WARD)
    stream = Stream("walk in", Poisson(per_hour(3)), "all")
    named = {"pools": (Pool("door", 2), Pool("beds", beds)), "streams": (stream,), "pathways": (Pathway("all", door),)}
    return Model("a hospital", **(named | more))  # type: ignore[arg-type]


def run(model: Model, **more: object) -> Replication:
    return replicate(compiled(model), **({"minutes": 14_400.0, "seed": 7} | more))  # type: ignore[arg-type]


def everything(found: Replication) -> tuple[bytes, ...]:
    return tuple(table.tobytes() for part in (found.rows, found.looks) for table in each_of(part))


def each_of(part: object) -> list[np.ndarray]:
    return [getattr(part, one.name) for one in fields(part)]  # type: ignore[arg-type]


def test_a_replication_is_the_same_to_the_last_bit_and_another_one_is_not() -> None:
    once, again, other = run(hospital(beds=160)), run(hospital(beds=160)), run(hospital(beds=160), replication=1)

    assert everything(once) == everything(again)
    assert everything(once) != everything(other)
    assert once.events > 1_000


def test_more_beds_change_nothing_upstream_and_nobodys_own_luck() -> None:
    few, many = run(hospital(beds=120)), run(hospital(beds=170))

    np.testing.assert_array_equal(few.rows.milestones[:, 0], many.rows.milestones[:, 0])
    stays = [found.rows.left - found.rows.milestones[:, 1] for found in (few, many)]
    both = ~np.isnan(stays[0]) & ~np.isnan(stays[1])
    assert both.sum() > 100
    np.testing.assert_allclose(stays[0][both], stays[1][both], rtol=1e-9)
    assert few.mean_wait[1] > many.mean_wait[1]


def test_a_ward_that_closes_lets_everybody_finish_and_takes_nobody_new() -> None:
    closes = MONDAY + timedelta(days=3)
    model = hospital(beds=160)
    closed = replace(model, pools=(model.pools[0], Pool("beds", 160, (Change(closes, to=0),))))

    found, usual = run(closed), run(model)

    in_bed = found.rows.milestones[:, 1]
    assert np.nanmax(in_bed) < 3 * 1_440
    inside = in_bed < 3 * 1_440
    left = [one.rows.left[inside] for one in (found, usual)]
    np.testing.assert_array_equal(left[0], left[1])
    assert found.state.whole(AT_POOL)[1, O_CAPACITY] == 0


def test_a_queue_that_does_not_come_to_an_end_names_its_pool() -> None:
    with pytest.raises(Unstable, match="waiting for “servers”, and the queue does not come to an end") as told:
        run(queue(1, 90, Exponential(minutes(1))), most_inside=3_000)

    assert (told.value.pool, told.value.inside) == ("servers", 3_000)
    assert 0 < told.value.day < 10


def test_room_grows_until_all_have_some() -> None:
    found = run(queue(1, 90, Exponential(minutes(1))))

    assert found.arrived - found.left > 6_000  # a queue that began with room for 1,024
    assert np.isnan(found.rows.left).sum() == found.arrived - found.left


def test_timers_that_mean_nothing_any_more_take_no_room_from_others() -> None:
    patient = Renege(Fixed(days(1_000)), (Leave("gave up"),))
    found = run(queue(1, 54, Exponential(minutes(1)), renege=patient))

    assert found.state.whole(AT_POOL)[0, O_JOINED] > 4_096  # more timers are noted than there was room for at first
    assert found.arrived - found.left < 200


def test_who_waits_for_several_pools_has_a_place_in_the_queue_of_each() -> None:
    pools = tuple(Pool(name, 1) for name in ("room", "nurse", "doctor"))
    steps = (Seize(("room", "nurse", "doctor"), hold="all"), Delay(Exponential(minutes(10))), Release("all"), Leave())
    found = run(hospital(beds=1, pools=pools, pathways=(Pathway("all", steps),), streams=(_many(60),)), minutes=1_000.0)

    assert found.state.whole(AT_POOL)[:, O_LENGTH].tolist() == [found.arrived - found.left - 1] * 3
    assert found.arrived - found.left > 700


def test_a_run_that_begins_with_too_little_room_ends_as_one_that_has_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    enough = run(hospital(beds=9), minutes=3_000.0)
    little = Sizes(patients=2, nodes=2, heap=4, rows=3, trace=0, looks=len(enough.looks.minutes))
    monkeypatch.setattr(running, "_first_sizes", lambda *_, **__: little)

    grown = run(hospital(beds=9), minutes=3_000.0)

    assert grown.arrived == enough.arrived > 100
    for one, other in zip(each_of(grown.rows), each_of(enough.rows), strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_pool_that_opens_every_other_hour_serves_in_crowds_and_whoever_finds_one_waiting_turns_away() -> None:
    weekly = tuple(200 * (hour % 2) for hour in range(168))
    full = Balk((PoolState("beds", "waiting", "==", 90.0),), (Leave("turned away"),))
    steps = (Seize(("beds",), balk=full), Delay(Fixed(minutes(1))), Release("beds"), Leave("served"))
    model = hospital(beds=1, pools=(Pool("beds", weekly),), pathways=(Pathway("all", steps),), streams=(_many(100),))

    found = run(model, minutes=60.0 * 40)

    assert found.longest[0] == 90
    outcomes = np.bincount(found.rows.outcome + 1)[1:]
    by_name = dict(zip(found.compiled.names.outcomes, outcomes.tolist(), strict=True))
    assert by_name["served"] > 3_000
    assert by_name["turned away"] > 100


def _many(an_hour: float) -> Stream:
    return Stream("walk in", Poisson(per_hour(an_hour)), "all")


def test_a_way_that_goes_round_without_time_passing_is_named() -> None:
    steps = (Assign("times", Fixed(1.0), adds=True, name="again"), Mark("round"), GoTo("again"), Leave())
    model = hospital(beds=1, pools=(), pathways=(Pathway("all", steps[:-1]),))

    with pytest.raises(FlowError, match="the way goes round for ever"):
        compiled(model)


def test_a_delay_that_takes_no_time_on_a_way_round_is_named_when_it_happens() -> None:
    way = Branch((Way(Attribute("times", ">", 5.0), (Leave(),)),), otherwise=(GoTo("again"),))
    steps = (Assign("times", Fixed(0.0), adds=True), Delay(Fixed(minutes(0)), name="again"), way)
    model = hospital(beds=1, pools=(), pathways=(Pathway("all", steps),))

    with pytest.raises(FlowError, match="goes round and round without any time passing, at pathway “all”"):
        run(model)


def test_who_is_inside_at_the_beginning_has_a_bed_and_what_remains_of_the_stay() -> None:
    nobody = Stream("one", AtTimes((days(9),)), "all")
    model = hospital(beds=50, streams=(nobody,), inside=(Inside("all", "stay", 400),))

    found = run(model, minutes=60.0 * 24 * 8)

    assert found.looks.in_use[0].tolist() == [0, 400]
    assert found.looks.capacity[0, 1] == 50  # all of them have a bed, though there are 50
    left = found.rows.left
    stays = np.where(np.isnan(left), 60.0 * 24 * 8, left) / 1_440
    # What remains of a stay of mean 2 days and standard deviation 2: (mean + variance / mean) / 2 = 2 days, cut at 8.
    assert np.mean(stays) == pytest.approx(1.9, abs=0.25)
    assert found.state.whole(AT_POOL)[1, O_IN_USE] == np.isnan(left).sum()


def test_patients_come_at_the_rate_of_each_hour_and_none_is_lost() -> None:
    weekly = tuple(per_hour(200 if 8 <= hour % 24 < 10 else 2) for hour in range(168))
    stream = Stream("walk in", Poisson(weekly), "all")
    model = hospital(beds=9, streams=(stream,), pathways=(Pathway("all", (Leave(),)),))

    found = run(model, minutes=60.0 * 24 * 50)

    hour = (found.rows.arrived // 60).astype(int) % 24
    by_hour = np.bincount(hour, minlength=24)
    expected = np.where((np.arange(24) >= 8) & (np.arange(24) < 10), 200 * 50, 2 * 50)
    assert np.all(np.abs(by_hour - expected) < 4 * np.sqrt(expected))


def test_parts_of_a_model_are_found_by_their_name() -> None:
    model = hospital(beds=4)

    assert (model.pool("beds").capacity, model.pathway("all").steps[-1]) == (4, Leave())
    with pytest.raises(KeyError):
        model.pool("sofas")


def test_the_model_is_checked_and_compiled_without_loading_the_compiler() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from support.flow_models import queue\n"
        "from everyweek.flow.compiling.compile import compiled\n"
        "from everyweek.flow.distributions import Exponential\n"
        "from everyweek.flow.quantities import minutes\n"
        "compiled(queue(1, 30, Exponential(minutes(1))))\n"
        "print('numba' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


def test_who_waits_at_the_beginning_is_served_in_turn() -> None:
    model = hospital(beds=1, pools=(Pool("beds", 1),), streams=(), pathways=(Pathway("all", _bed(10)),))
    model = replace(model, inside=(Inside("all", "ask", 3),))

    found = run(model, minutes=1_000.0)

    assert found.rows.left[:3].tolist() == [10, 20, 30]
    assert (found.mean_waiting.tolist(), found.mean_wait.tolist()) == ([0.03], [10.0])


def at(*times: float) -> AtTimes:
    return AtTimes(tuple(map(minutes, times)))


def test_who_has_waited_long_comes_before_whoever_is_more_urgent_and_came_later() -> None:
    """One bed for 60 minutes each: a first patient at 0, routine ones at 1 and 16, an urgent one at 15."""
    ask = Seize(("beds",), priority={"routine": 3, "urgent": 0}, ageing=(Ageing(minutes(20), 0),))
    steps = (ask, Mark("in bed"), Delay(Fixed(minutes(60))), Release("beds"), Leave())
    streams = (
        Stream("routine", at(0, 1, 16), "all", {"routine": 1.0}),
        Stream("urgent", at(15, 200), "all", {"urgent": 1.0}),
    )
    model = hospital(
        beds=1,
        pools=(Pool("beds", 1),),
        streams=streams,
        pathways=(Pathway("all", steps),),
        classes=("routine", "urgent"),
    )

    found = run(model, minutes=1_000.0)

    arrived = found.rows.arrived.tolist()
    in_bed = found.rows.milestones[:, 0].tolist()
    assert dict(zip(arrived, in_bed, strict=True)) == {0: 0, 1: 60, 15: 120, 16: 180, 200: 240}


def test_what_only_some_hold_is_given_back_by_those_and_only_passed_milestones_are_counted() -> None:
    bed = Branch((Way(Chance(0.5), (Seize(("beds",)), Mark("in bed"))),), otherwise=())
    steps = (bed, Delay(Fixed(minutes(5))), Release("beds", if_held=True), Leave())
    waits = Interval("until in bed", "arrival", "in bed", (0.0,))
    model = hospital(beds=900, pathways=(Pathway("all", steps),), intervals=(waits,))

    found = run(model, minutes=2_000.0)

    counted = found.tallies[0, 0, 0]
    assert 0.3 * found.left < counted < 0.7 * found.left
    assert found.bins[0, 0].tolist() == [counted, 0]
    assert found.state.whole(AT_POOL)[1, O_IN_USE] <= found.arrived - found.left


def test_what_happened_while_it_warmed_up_is_not_counted() -> None:
    """Twelve come at once every second hour of 24, to six beds of an hour: half of them wait an hour."""
    times = [120.0 * number for number in range(12) for _ in range(12)]
    waits = Interval("wait", "arrival", "in bed", (30.0,))
    steps = (Seize(("beds",)), Mark("in bed"), Delay(Fixed(minutes(60))), Release("beds"), Leave())
    streams = (Stream("all", at(*times), "all"),)
    model = hospital(
        beds=6, pools=(Pool("beds", 6),), streams=streams, pathways=(Pathway("all", steps),), intervals=(waits,)
    )

    found = run(model, minutes=1_440.0, warm_up=1_000.0)

    assert found.bins[0, 0].tolist() == [18, 18]  # those of 1,080 to 1,320; the last six still have their beds
    assert found.mean_waiting.tolist() == [pytest.approx((20 * 6 + 3 * 360) / 440)]


@pytest.mark.parametrize(("long", "warm_up"), [(0.0, 0.0), (100.0, 100.0), (100.0, -1.0), (float("nan"), 0.0)])
def test_a_run_that_counts_nothing_is_refused(long: float, warm_up: float) -> None:
    with pytest.raises(ValueError, match="must be shorter than the run"):
        run(hospital(beds=1), minutes=long, warm_up=warm_up)


def _bed(stay: float) -> tuple[Step, ...]:
    return (Seize(("beds",), name="ask"), Delay(Fixed(minutes(stay))), Release("beds"), Leave())


@pytest.mark.counted
def test_without_compiling_all_of_it_is_the_same(tmp_path: Path) -> None:
    if os.environ.get("NUMBA_DISABLE_JIT"):
        return
    files = [str(Path(__file__).with_name(name)) for name in NOT_COMPILED]
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *files]
    command += ["-k", "not grows and not names_its_pool"]  # many patients, and nothing new
    surroundings = {**os.environ, "NUMBA_DISABLE_JIT": "1"}

    done = subprocess.run(command, env=surroundings, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout[-3_000:]


def test_without_compiling_the_numbers_are_the_same() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from unit.flow.test_running import everything, hospital, run\n"
        "import hashlib\n"
        "print(hashlib.sha256(b''.join(everything(run(hospital(beds=8), minutes=4_000.0)))).hexdigest())"
    )
    surroundings = {**os.environ, "PYTHONPATH": "tests"}
    plain = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={**surroundings, "NUMBA_DISABLE_JIT": "1"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    fast = subprocess.run([sys.executable, "-c", code], env=surroundings, capture_output=True, text=True, check=True)

    assert plain.stdout == fast.stdout
