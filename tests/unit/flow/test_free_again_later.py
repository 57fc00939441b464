"""What is given back and stays in use for a while: a bed that is cleaned, a crew that makes ready."""

import numpy as np
import pytest

from everyweek.flow.compiling.compile import compiled
from everyweek.flow.conditions import Chance
from everyweek.flow.distributions import Exponential, Fixed, Lognormal
from everyweek.flow.drawing.in_words import in_words
from everyweek.flow.errors import FaultyModel
from everyweek.flow.model import Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import minutes, per_hour
from everyweek.flow.reading.model import model_of
from everyweek.flow.reading.texts import from_yaml
from everyweek.flow.replication import Replication
from everyweek.flow.running import replicate
from everyweek.flow.steps import Branch, Delay, Leave, Mark, Pathway, Release, Seize, Step, Way
from everyweek.flow.streams import AtTimes, Poisson, Stream
from everyweek.flow.writing.texts import written

CLEANING = Lognormal(minutes(25), minutes(15))
STAY = Exponential(minutes(55))


def come(*times: float, name: str = "all", pathway: str = "all") -> Stream:
    return Stream(name, AtTimes(tuple(map(minutes, times))), pathway)


def run(*steps: Step, streams: tuple[Stream, ...], pools: tuple[Pool, ...], end: float = 1_000.0) -> Replication:
    model = Model("a ward", pools, streams, (Pathway("all", steps),))
    return replicate(compiled(model), minutes=end, seed=7)


def in_bed(found: Replication) -> list[float]:
    return found.rows.milestones[:, 0].tolist()  # type: ignore[no-any-return]


def test_a_bed_that_is_cleaned_keeps_the_next_patient_waiting_and_not_the_one_who_leaves() -> None:
    steps = (Seize(("beds",)), Mark("in bed"), Delay(Fixed(minutes(60))), Release("beds", after=Fixed(minutes(30))))

    found = run(*steps, Leave(), streams=(come(0, 10, 200),), pools=(Pool("beds", 1),))

    assert in_bed(found) == [0, 90, 200]
    assert found.rows.left.tolist() == [60, 150, 260]
    assert found.mean_in_use.tolist() == [pytest.approx(270 / 1_000)]
    assert found.mean_waiting.tolist() == [pytest.approx(80 / 1_000)]


def test_it_is_in_use_up_to_the_end_of_a_run_that_ends_meanwhile() -> None:
    steps = (Seize(("beds",), units=2), Delay(Fixed(minutes(60))), Release("beds", after=Fixed(minutes(9_000))))

    found = run(*steps, Leave(), streams=(come(0, 100),), pools=(Pool("beds", 3),))

    assert found.mean_in_use.tolist() == [2.0]
    assert found.left == 1


def test_of_two_units_and_of_the_first_of_several_pools_what_was_taken_is_free_again() -> None:
    ask = Seize(("beds", "chairs"), which="first", units=2, hold="a place")
    steps = (ask, Mark("in bed"), Release("a place", after=Fixed(minutes(50))), Leave())

    found = run(*steps, streams=(come(0, 1, 2, 3),), pools=(Pool("beds", 2), Pool("chairs", 2)))

    assert in_bed(found) == [0, 1, 50, 51]
    assert found.mean_in_use.tolist() == [pytest.approx(0.2), pytest.approx(0.2)]


def test_several_that_are_free_at_one_instant_are_so_before_anybody_is_served() -> None:
    """At 30 a room and a nurse are free. Who waits for both came first, so that nobody else has the nurse before."""
    both = (Seize(("nurse", "room"), hold="both"), Mark("in bed"), Delay(Fixed(minutes(10))))
    both = (*both, Release("both", after=Fixed(minutes(20))), Leave())
    nurse = (Seize(("nurse",)), Mark("in bed"), Delay(Fixed(minutes(10))), Release("nurse"), Leave())
    model = Model(
        "a clinic",
        (Pool("nurse", 1), Pool("room", 1)),
        (come(0, 5, name="both", pathway="both"), come(6, name="nurse", pathway="nurse")),
        (Pathway("both", both), Pathway("nurse", nurse)),
    )

    found = replicate(compiled(model), minutes=200.0, seed=1)

    assert dict(zip(found.rows.arrived.tolist(), in_bed(found), strict=True)) == {0: 0, 5: 30, 6: 60}


def test_who_holds_nothing_gives_nothing_back_and_no_time_is_at_once() -> None:
    some = Branch((Way(Chance(0.5), (Seize(("beds",)), Mark("in bed"))),), otherwise=())
    later = run(
        some,
        Release("beds", if_held=True, after=Fixed(minutes(0))),
        Leave(),
        streams=(Stream("all", Poisson(per_hour(30)), "all"),),
        pools=(Pool("beds", 1),),
    )

    assert later.left == later.arrived
    assert 0.3 * later.left < (~np.isnan(later.rows.milestones[:, 0])).sum() < 0.7 * later.left
    assert later.mean_in_use.tolist() == [0.0]


def test_the_next_waits_to_the_last_bit_as_if_the_patient_had_stayed_while_it_is_cleaned() -> None:
    begin = (Seize(("beds",)), Mark("in bed"), Delay(STAY, name="stay"))
    streams, pools = (Stream("all", Poisson(per_hour(4)), "all"),), (Pool("beds", 6),)
    gone = run(*begin, Release("beds", after=CLEANING, name="clean"), Leave(), streams=streams, pools=pools, end=50_000)
    there = run(
        *begin, Delay(CLEANING, name="clean"), Release("beds"), Leave(), streams=streams, pools=pools, end=50_000
    )

    np.testing.assert_array_equal(gone.rows.milestones[:, 0], there.rows.milestones[:, 0])
    assert gone.mean_wait.tolist() == there.mean_wait.tolist() != [0.0]
    assert gone.mean_in_use.tolist() == there.mean_in_use.tolist()
    earlier = there.rows.left - gone.rows.left
    assert np.nanmean(earlier) == pytest.approx(25, rel=0.05)
    assert np.nanmin(earlier) > 0


BY_CLASS = "{clean: 30 minutes, infected: {exponential: 2 hours}}"
WRITTEN = f"""
name: a ward
classes: [clean, infected]
pools:
  beds: 2
streams:
  all: {{pathway: all, rate: 1 per hour, classes: {{clean: 0.9, infected: 0.1}}}}
pathways:
  all:
    - seize: beds
    - delay: 60 minutes
    - release: beds
      after: {BY_CLASS}
    - leave
"""


def test_a_file_says_it_by_class_and_it_is_written_as_it_was_read_and_told_in_words() -> None:
    model = model_of(from_yaml(WRITTEN))

    release = model.pathways[0].steps[2]
    assert release == Release("beds", after={"clean": Fixed(minutes(30)), "infected": Exponential(minutes(120))})
    assert model_of(from_yaml(written(model))) == model
    assert (
        "Gives back beds: Free for others after: clean: always 30 minutes; infected: 2 hours on average (exponential)"
        in in_words(model)
    )


def test_one_time_for_everybody_is_told_in_words() -> None:
    model = model_of(from_yaml(WRITTEN.replace(BY_CLASS, "30 minutes")))

    assert "Gives back beds: Free for others after 30 minutes" in in_words(model)


@pytest.mark.parametrize(
    ("after", "fault"),
    [
        ({"clean": Fixed(minutes(30))}, "There is no class “clean”"),
        (Exponential(minutes(0)), "Its time until it is free cannot be drawn: "),
    ],
)
def test_a_time_that_cannot_be_drawn_is_refused_before_it_runs(after: object, fault: str) -> None:
    with pytest.raises(FaultyModel) as refused:
        run(
            Seize(("beds",)),
            Release("beds", after=after),  # type: ignore[arg-type]
            Leave(),
            streams=(come(0),),
            pools=(Pool("beds", 1),),
        )

    assert fault in str(refused.value)
