"""Which way patients go: every comparison, with numbers below, at and above, and for who has none."""

import operator
from collections.abc import Callable

import numpy as np
import pytest

from everyweek.flow.compiling.compile import compiled
from everyweek.flow.conditions import COMPARED, LOOKED, Attribute, Compared, Condition, Looked, OfClass, PoolState
from everyweek.flow.distributions import Fixed
from everyweek.flow.model import Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import minutes
from everyweek.flow.running import replicate
from everyweek.flow.steps import (
    Assign,
    Branch,
    Delay,
    GoTo,
    Leave,
    Mark,
    Pathway,
    Reclass,
    Release,
    Seize,
    WaitUntil,
    Way,
)
from everyweek.flow.streams import AtTimes, Stream

COMPARES: dict[Compared, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


def went(condition: Condition, *, streams: tuple[Stream, ...]) -> list[bool]:
    """Of each patient, in the order in which they came, whether they went the way of a condition."""
    branch = Branch((Way(condition, (Mark("this way"),)),), otherwise=())
    busy = (Seize(("beds",)), Delay(Fixed(minutes(60))), Release("beds"), Leave())
    pathways = (Pathway("all", (branch, Leave())), Pathway("busy", busy))
    model = Model("ways", (Pool("beds", 4),), streams, pathways)
    rows = replicate(compiled(model), minutes=1_000.0, seed=1).rows
    here = [place for place, stream in enumerate(streams) if stream.pathway == "all"]
    marks = rows.milestones[np.isin(rows.stream, here), 0]
    return [not missing for missing in np.isnan(marks).tolist()]


def come(name: str, at: float, *, pathway: str = "all", several: int = 1, **attributes: float) -> Stream:
    given = {name: Fixed(number) for name, number in attributes.items()}
    return Stream(name, AtTimes((minutes(at),) * several), pathway, attributes=given)


def test_nothing_is_left_out() -> None:
    assert set(COMPARES) == set(COMPARED)


@pytest.mark.parametrize("compared", COMPARES)
def test_an_attribute_is_compared_and_who_has_none_never_goes(compared: Compared) -> None:
    numbers = (1.0, 2.0, 3.0)
    streams = tuple(come(f"of {number:g}", number, frailty=number) for number in numbers)

    streams = (*streams, come("of none", 4.0), come("busy", 900.0, pathway="busy"))

    found = went(Attribute("frailty", compared, 2.0), streams=streams)

    assert found == [*(COMPARES[compared](number, 2.0) for number in numbers), False]


@pytest.mark.parametrize(("looked", "seen"), [("waiting", 1.0), ("in use", 4.0), ("free", 0.0), ("occupancy", 1.0)])
@pytest.mark.parametrize("compared", COMPARES)
def test_a_pool_is_looked_at_while_it_is_full_and_one_waits(looked: Looked, seen: float, compared: Compared) -> None:
    assert looked in LOOKED
    streams = (come("busy", 0.0, pathway="busy", several=5), come("asks", 30.0))

    found = [
        went(PoolState("beds", looked, compared, number), streams=streams) for number in (seen - 1.0, seen, seen + 1.0)
    ]

    assert found == [[COMPARES[compared](seen, number)] for number in (seen - 1.0, seen, seen + 1.0)]


def test_patients_become_of_another_class_and_their_numbers_grow() -> None:
    again = Branch((Way(Attribute("rounds", "<", 3.0), (GoTo("round"),)),), otherwise=())
    graver = Branch((Way(OfClass(("minor",)), (Reclass("major"), Mark("graver"))),), otherwise=(Mark("as before"),))
    steps = (Assign("rounds", Fixed(1.0), adds=True, name="round"), Delay(Fixed(minutes(10))), again, graver, Leave())
    streams = tuple(
        Stream(name, AtTimes((minutes(at),)), "all", {name: 1.0}) for at, name in enumerate(("minor", "major"))
    )
    model = Model("rounds", (), streams, (Pathway("all", steps),), classes=("minor", "major"))

    rows = replicate(compiled(model), minutes=100.0, seed=1).rows

    assert rows.left.tolist() == [30.0, 31.0]
    assert rows.attributes.tolist() == [[3.0], [3.0]]
    assert rows.group.tolist() == [1, 1]
    assert np.isnan(rows.milestones).tolist() == [[False, True], [True, False]]


def test_a_delay_is_scaled_by_an_attribute_and_who_has_none_or_less_than_none_goes_on_at_once() -> None:
    steps = (Delay(Fixed(minutes(10)), scaled_by="frailty"), Leave())
    streams = (*(come(f"of {number:g}", 0.0, frailty=number) for number in (2.5, 0.0, -1.0)), come("of none", 0.0))
    model = Model("scaled", (), streams, (Pathway("all", steps),))

    assert replicate(compiled(model), minutes=100.0, seed=1).rows.left.tolist() == [25.0, 0.0, 0.0, 0.0]


def test_who_comes_after_the_last_instant_of_a_week_waits_for_the_first_of_the_next() -> None:
    model = Model("rounds", (), (come("late", 601.0),), (Pathway("all", (WaitUntil((60.0, 600.0)), Leave())),))

    assert replicate(compiled(model), minutes=20_000.0, seed=1).rows.left.tolist() == [10_080.0 + 60.0]
