"""The week of a pool in sentences: its fullest and quietest hour, its longest queue, and how to read its pictures."""

from dataclasses import replace

import numpy as np
import pytest
from support.reported import a_band, hours_of, outcomes

from everyweek.flow.reporting.report import Week, weeks_of
from everyweek.flow.reporting.week_in_words import FEW, how_to_read, nobody_waits, said_of_queue, said_of_use


def a_week(**numbers: object) -> Week:
    """A pool of 20 of which, on Wednesday at 15:00, more are in use and more wait."""
    peak = [10.0] * 63 + [18.0] + [10.0] * 104
    use = a_band("in use", **{"mean": peak, **numbers})  # type: ignore[arg-type]
    half = np.broadcast_to(use.half_width, 168)
    return Week(
        "beds",
        in_use=use,
        waiting=replace(use, what="waiting"),
        capacity=a_band("capacity", mean=20.0, half_width=half * 0, low=20.0, high=20.0),
        occupancy=a_band("occupancy", mean=use.mean / 20, half_width=half / 20),
    )


def test_the_fullest_and_the_quietest_hour_are_said_with_their_intervals() -> None:
    assert said_of_use(a_week()) == (
        "Fullest on Wednesday at 15:00: 18.0 ± 2.0 of 20 in use. Quietest on Monday at 00:00: 10.0 ± 2.0 of 20 in use."
    )


def test_the_longest_queue_is_said_with_its_interval_and_its_range() -> None:
    assert said_of_queue(a_week()) == (
        "Longest queue on Wednesday at 15:00: 18.0 ± 2.0 waiting; 5 to 20 in nine of ten runs."
    )


def test_hours_that_cannot_be_told_apart_are_said_to_be_so() -> None:
    week = replace(a_week(), use_differs=False, queue_differs=False)

    for said in (said_of_use(week), said_of_queue(week)):
        assert said.endswith(" Whether hours differ at all cannot be told from these runs.")


def test_one_run_has_no_interval_and_no_range() -> None:
    week = a_week(half_width=np.nan)

    assert said_of_queue(week) == "Longest queue on Wednesday at 15:00: 18 waiting."
    assert said_of_use(week).startswith("Fullest on Wednesday at 15:00: 18 of 20 in use.")


def test_the_fullest_hour_is_that_of_the_highest_share_where_capacity_changes() -> None:
    week = a_week()
    share = week.occupancy.mean.copy()
    share[3] = 1.0
    there = np.full(168, 20.0)
    there[3] = 10.0

    found = replace(week, occupancy=replace(week.occupancy, mean=share), capacity=a_band("capacity", mean=there))

    assert said_of_use(found).startswith("Fullest on Monday at 03:00: 10.0 ± 2.0 of 10 in use.")


def test_a_pool_that_is_closed_at_all_hours_goes_by_what_is_still_in_use() -> None:
    week = a_week()
    none = a_band("occupancy", mean=np.nan)

    found = replace(week, occupancy=none, capacity=a_band("capacity", mean=0.0))

    assert said_of_use(found).startswith("Fullest on Wednesday at 15:00: 18.0 ± 2.0 of 0 in use.")


def test_a_pool_that_nobody_needs_and_one_that_never_changes_are_said_so() -> None:
    idle, same = a_week(mean=0.0, half_width=0.0), a_week(mean=20.0, half_width=0.0)

    assert (said_of_use(idle), said_of_queue(idle)) == (
        "Never in use at a whole hour.",
        "Nobody waits at any whole hour of any run.",
    )
    assert nobody_waits(idle)
    assert said_of_use(same) == "At all hours 20 of 20 in use."


@pytest.mark.parametrize(
    ("runs", "weeks", "said", "not_said"),
    [
        (40, 2.0, ["over the 2 weeks", "single weeks differ more"], ["nearly all", "wider one", "Less than"]),
        (FEW - 1, 2.0, ["Of 20 runs nine of ten are nearly all"], ["wider one"]),
        (3, 2.0, ["Of 3 runs", "the dark band is often the wider one"], []),
        (3, 1.0, ["Every pool is looked at on the hour."], ["single weeks"]),
        (1, 2.0, ["There are no bands: one run"], ["ordinary variation", "dark band"]),
    ],
)
def test_what_bands_say_goes_by_how_many_runs_and_weeks_there_are(
    runs: int, weeks: float, said: list[str], not_said: list[str]
) -> None:
    found = outcomes(runs, weeks=weeks)

    told = " ".join(how_to_read(found, list(weeks_of(found))))

    assert [one for one in said if one not in told] == []
    assert [one for one in not_said if one in told] == []
    assert ("The pale band with a broken edge is ordinary variation: nine of ten runs lie in it" in told) is (runs > 1)
    assert ("The dark band is how sure the mean is" in told) is (runs > 1)


def test_less_than_a_week_is_said_with_how_many_hours_came() -> None:
    hours = hours_of(in_use=[1.0, 2.0], waiting=[1.0, 2.0])
    hours[:, :, 96:] = np.nan
    found = outcomes(2, weeks=4 / 7, hours=hours)

    told = list(how_to_read(found, list(weeks_of(found))))

    assert told[1] == "Less than a week was counted: 96 of its 168 hours came, and only these are shown."


def test_a_few_runs_that_raise_the_mean_above_nine_of_ten_are_said() -> None:
    queues = [0.0] * 39 + [400.0]  # a mean of 10, where 38 of 40 have nought at most

    found = outcomes(40, hours=hours_of(in_use=[1.0] * 40, waiting=queues))

    told = list(how_to_read(found, list(weeks_of(found))))
    assert "Where the line lies above the pale band, a few runs far above the others raise the mean." in told


def test_runs_that_are_all_the_same_are_not_said_to_raise_the_mean_by_rounding() -> None:
    found = outcomes(3, hours=hours_of(in_use=[0.1] * 3, waiting=[0.1] * 3))  # their mean is a little more than 0.1

    assert "raise the mean" not in " ".join(how_to_read(found, list(weeks_of(found))))
