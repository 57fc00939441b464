"""Whether a model goes by the clock: hours of a day, days of a week, or neither."""

from dataclasses import replace

import pytest
from support.flow_experiments import department

from everyweek.flow.conditions import Chance, Hours
from everyweek.flow.experiments.clock import changes_with_the_clock
from everyweek.flow.model import Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import Duration, Rate
from everyweek.flow.steps import Balk, Branch, Leave, Seize, Step, WaitUntil, Way
from everyweek.flow.streams import AtTimes, Poisson

HOME = (Leave("elsewhere"),)
NIGHTS = tuple(hour for hour in range(168) if hour % 24 < 8)
SATURDAYS = tuple(range(120, 144))
NINE_EVERY_DAY = tuple(day * 1_440.0 + 540.0 for day in range(7))


def with_step(step: Step) -> Model:
    model = department()
    first, *others = model.pathways[0].steps
    return replace(model, pathways=(replace(model.pathways[0], steps=(first, step, *others)),))


def with_pool(weekly: tuple[int, ...]) -> Model:
    model = department()
    return replace(model, pools=(Pool("cubicles", weekly), model.pools[1]))


def with_rates(weekly: tuple[float, ...]) -> Model:
    model = department()
    return replace(model, streams=(replace(model.streams[0], arrivals=Poisson(tuple(map(Rate, weekly)))),))


def with_times(*times: float) -> Model:
    model = department()
    arrivals = AtTimes(tuple(map(Duration, times)))
    return replace(model, streams=(replace(model.streams[0], arrivals=arrivals),))


@pytest.mark.parametrize(
    ("model", "by_hour", "by_day"),
    [
        (department(), False, False),
        (with_pool(tuple(3 if hour in NIGHTS else 8 for hour in range(168))), True, False),
        (with_pool(tuple(3 if hour in SATURDAYS else 8 for hour in range(168))), True, True),
        (with_rates(tuple(2.0 if hour in NIGHTS else 8.0 for hour in range(168))), True, False),
        (with_step(WaitUntil(NINE_EVERY_DAY)), True, False),
        (with_step(WaitUntil(NINE_EVERY_DAY[:5])), True, True),
        (with_step(Branch((Way(Hours(NIGHTS), HOME),), otherwise=())), True, False),
        (with_step(Branch((Way(Chance(0.5), HOME),), otherwise=())), False, False),
        (with_step(Seize(("beds",), balk=Balk((Hours(SATURDAYS),), HOME))), True, True),
        (with_times(0.0, 600.0, 1_500.0, 40_000.0), True, True),
        (with_times(0.0, 600.0), False, False),
    ],
    ids=["neither", "fewer by night", "fewer on Saturdays", "fewer come by night", "ward round every day",
         "ward round on weekdays", "another way by night", "a way by chance", "no room on Saturdays",
         "as real ones came", "a few at the beginning"],
)  # fmt: skip
def test_what_goes_by_the_clock(model: Model, by_hour: bool, by_day: bool) -> None:
    assert changes_with_the_clock(model) == (by_hour, by_day)
