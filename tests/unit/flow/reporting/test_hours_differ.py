"""Whether hours of the week differ: run by run, and as the farthest apart of many pairs."""

from dataclasses import replace

import numpy as np
from support.reported import hours_of, outcomes

from everyweek.flow.experiments.outcome import CAPACITY, Outcomes
from everyweek.flow.reporting.report import Week, hours_differ, weeks_of

RUNS = 20


def the_week(found: Outcomes) -> Week:
    (week,) = weeks_of(found)
    return week


def test_hours_of_nothing_but_noise_are_hardly_ever_told_apart() -> None:
    rng = np.random.default_rng(1)

    told = sum(hours_differ(rng.normal(10.0, 1.0, (RUNS, 168))) for _ in range(200))

    # One in twenty at most: of 200 some 10, and by chance up to 18 (three standard deviations of 2.9).
    assert told <= 18


def test_a_pattern_is_seen_although_runs_differ_by_much_more() -> None:
    rng = np.random.default_rng(1)
    busy, pattern = rng.normal(100.0, 30.0, (RUNS, 1)), 5.0 * np.sin(np.arange(168) / 24 * 2 * np.pi)

    assert hours_differ(busy + pattern + rng.normal(0.0, 1.0, (RUNS, 168)))


def test_one_run_and_a_week_without_an_hour_leave_it_open() -> None:
    assert hours_differ(np.ones((1, 168)))
    assert hours_differ(np.full((3, 168), np.nan))


def test_a_pool_goes_by_its_occupancy_and_one_that_is_always_closed_by_what_is_in_use() -> None:
    each = np.arange(1.0, 4.0).tolist()
    hours = hours_of(in_use=each, waiting=each)
    follows = hours.copy()
    follows[:, 0, 63, CAPACITY] = 4.0 * follows[:, 0, 63, 0] / follows[:, 0, 62, 0]  # as much more is there as in use
    closed = hours.copy()
    closed[..., CAPACITY] = 0.0

    found = [the_week(replace(outcomes(3), hours=one)) for one in (hours, follows, closed)]

    assert [week.use_differs for week in found] == [True, False, True]
    assert [week.queue_differs for week in found] == [False, False, False]
