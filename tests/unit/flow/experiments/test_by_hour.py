"""Bands by hour of the week: means with their interval, and what weeks or replications range over."""

from dataclasses import replace

import numpy as np
import pytest
from support.flow_experiments import WAIT, by_hand, department

from everyweek.flow.compiling.compile import compiled
from everyweek.flow.distributions import Fixed
from everyweek.flow.errors import FlowError
from everyweek.flow.experiments.asked import Asked
from everyweek.flow.experiments.by_hour import Bands, bands_of, bands_of_weeks
from everyweek.flow.experiments.estimating import estimate
from everyweek.flow.experiments.outcome import Block, Outcomes, outcomes_of
from everyweek.flow.model import Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import minutes, per_hour
from everyweek.flow.running import replicate
from everyweek.flow.steps import Delay, Leave, Pathway
from everyweek.flow.streams import Poisson, Stream

NIGHT = tuple(2 if hour % 24 < 6 else 9 for hour in range(168))
MODEL = replace(department(), pools=(Pool("cubicles", NIGHT), Pool("beds", 60)))
ASKED = Asked(MODEL, minutes=4 * 10_080.0, warm_up=10_080.0 + 600.0, seed=2, by_hour=True)


def band(found: tuple[Bands, ...], pool: str, what: str) -> Bands:
    return {(one.pool, one.what): one for one in found}[pool, what]


def test_the_range_over_replications_and_the_interval_are_of_their_means() -> None:
    outcomes = outcomes_of(ASKED, Block(0, 6))
    assert outcomes.hours is not None

    waiting = band(bands_of(outcomes), "cubicles", "waiting")

    five = outcomes.hours[:, 0, 5, 1]
    assert (waiting.mean[5], waiting.half_width[5]) == (estimate(five).mean, estimate(five).half_width)
    assert [waiting.low[5], waiting.high[5]] == pytest.approx(np.percentile(five, [5, 95]))
    assert waiting.over == "replications"
    assert waiting.mean[5] > 5 * waiting.mean[16]  # few cubicles by night


def test_the_range_over_weeks_is_wider_and_its_mean_the_same() -> None:
    program = compiled(MODEL)
    long = {"minutes": ASKED.minutes, "warm_up": ASKED.warm_up}
    runs = [replicate(program, **long, seed=2, replication=number) for number in range(6)]

    weeks, means = bands_of_weeks(runs), bands_of(outcomes_of(ASKED, Block(0, 6)))

    one, other = band(weeks, "beds", "in use"), band(means, "beds", "in use")
    np.testing.assert_array_equal(one.mean, other.mean)
    np.testing.assert_array_equal(one.half_width, other.half_width)
    looks = [run.looks.in_use[run.looks.minutes % 10_080.0 == 3 * 60.0, 1][2:] for run in runs]
    assert {len(each) for each in looks} == {2}  # Monday 03:00 of the second week lies before the end of the warm-up
    assert [one.low[3], one.high[3]] == pytest.approx(np.percentile(np.concatenate(looks), [5, 95]))
    assert (one.high - one.low).mean() > (other.high - other.low).mean()
    assert one.over == "weeks"


def test_occupancy_is_over_what_is_there_at_the_hour_and_none_where_nothing_is() -> None:
    closed = replace(
        MODEL, pools=(Pool("cubicles", tuple(0 if hour < 3 else 9 for hour in range(168))), Pool("beds", 60))
    )

    found = bands_of(outcomes_of(replace(ASKED, model=closed), Block(0, 2)))

    share = band(found, "cubicles", "occupancy")
    assert np.isnan([share.mean[0], share.low[0], share.high[0], share.half_width[0]]).all()
    np.testing.assert_allclose(share.mean[10:], band(found, "cubicles", "in use").mean[10:] / 9)
    np.testing.assert_array_equal(band(found, "cubicles", "capacity").mean[:4], [0, 0, 0, 9])


def test_hours_that_were_not_kept_are_asked_for() -> None:
    with pytest.raises(FlowError, match="The hours of “by hand” were not kept"):
        bands_of(by_hand({WAIT: [1.0]}))


def test_a_model_without_pools_has_no_hours_and_comes_back_from_a_table() -> None:
    steps = (Delay(Fixed(minutes(5))), Leave())
    model = Model("all well", (), (Stream("all", Poisson(per_hour(2)), "all"),), (Pathway("all", steps),))

    outcomes = outcomes_of(Asked(model, minutes=600.0, by_hour=True), Block(0, 2))

    assert outcomes.hours is None
    assert bands_of(Outcomes.from_table(outcomes.as_table())) == ()


def test_a_run_without_a_look_has_no_numbers() -> None:
    run = replicate(compiled(MODEL), minutes=600.0, warm_up=590.0, seed=1)

    found = bands_of_weeks([run])

    assert np.isnan(found[0].mean).all()
    assert np.isnan(found[0].low).all()
