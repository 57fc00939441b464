"""A day of a run holds what was seen at its whole hours, and counts who came and left in between."""

from datetime import date, datetime

import pytest

from everyweek.flow.compiling.compile import compiled
from everyweek.flow.distributions import Fixed
from everyweek.flow.drawing.day import NoSuchDay, PoolDay, day_of, mean_of
from everyweek.flow.model import Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import hours
from everyweek.flow.replication import Replication
from everyweek.flow.running import replicate
from everyweek.flow.steps import Delay, Inside, Leave, Pathway, Release, Seize
from everyweek.flow.streams import AtTimes, Stream


def one_bed(minutes: float, *, keeps_rows: bool = True) -> Replication:
    """One bed that each patient has for two hours; the run begins on Monday at 08:30.

    Somebody is in it already, for ten hours more. Four come after 1, 1.25, 4 and 18 hours: at 09:30, 09:45, 12:30 and,
    on Tuesday, 02:30.
    """
    steps = (Seize(("bed",)), Delay(Fixed(hours(2)), name="stay"), Release("bed"), Leave())
    model = Model(
        "a bed",
        (Pool("bed", (1,) * 36 + (2,) * 132),),
        (Stream("all", AtTimes((hours(1), hours(1.25), hours(4), hours(18))), "care"),),
        (Pathway("care", steps), Pathway("before", (Delay(Fixed(hours(10)), name="in it"), Leave()))),
        inside=(Inside("before", "in it", 1, remaining=Fixed(hours(10))),),
        starts=datetime(2026, 4, 6, 8, 30),  # noqa: DTZ001 - local time
    )
    # Who is inside has no bed here, so that the first of those who come gets it at once.
    return replicate(compiled(model), minutes=minutes, seed=1, keeps_rows=keeps_rows)


def test_the_first_day_begins_with_the_run() -> None:
    found = day_of(one_bed(1_440.0), 1)

    # The bed: 09:30 to 11:30, 11:30 to 13:30, 13:30 to 15:30. The second waits from 09:45, the third from 12:30.
    assert found.hours == tuple(range(9, 24))
    assert found.pools == (
        PoolDay(
            "bed",
            in_use=(0, 1, 1, 1, 1, 1, 1, *(0,) * 8),
            waiting=(0, 1, 1, 0, 1, 0, 0, *(0,) * 8),
            capacity=(1,) * 15,
        ),
    )
    assert found.came == (2, 0, 0, 1, *(0,) * 11)
    # Who was inside leaves at 18:30.
    assert found.left == (0, 0, 1, 0, 1, 0, 1, 0, 0, 1, *(0,) * 5)
    assert (found.model, found.number, found.on, found.runs) == ("a bed", 1, date(2026, 4, 6), 1)


def test_the_second_day_is_by_the_calendar_and_its_capacity_changes() -> None:
    found = day_of(one_bed(2 * 1_440.0), 2)

    assert found.hours == tuple(range(24))
    assert found.on == date(2026, 4, 7)
    assert found.pools[0].in_use == (0, 0, 0, 1, 1, *(0,) * 19)
    assert found.pools[0].capacity == (1,) * 12 + (2,) * 12
    assert found.came == (0, 0, 1, *(0,) * 21)
    assert found.left == (0, 0, 0, 0, 1, *(0,) * 19)


@pytest.mark.parametrize("day", [0, 3])
def test_a_day_that_a_run_has_not_is_refused(day: int) -> None:
    with pytest.raises(NoSuchDay, match=rf"There is no day {day} in a run of 1\.5 days"):
        day_of(one_bed(1.5 * 1_440.0), day)


def test_a_run_that_kept_no_rows_has_no_day() -> None:
    with pytest.raises(NoSuchDay, match="did not keep its rows"):
        day_of(one_bed(1_440.0, keeps_rows=False), 1)


def test_the_mean_of_several_runs_is_that_of_each_number() -> None:
    one = day_of(one_bed(1_440.0), 1)
    other = mean_of([one, one])

    assert other.pools == one.pools
    assert (other.came, other.left, other.runs) == (one.came, one.left, 2)
