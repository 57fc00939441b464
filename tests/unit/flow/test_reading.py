"""Models in files say the same as models in Python."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.written_models import FILE, GOOD

from everyweek.flow.conditions import Attribute, Chance, Hours, OfClass, PoolState
from everyweek.flow.distributions import Exponential, Fixed, Gamma, Lognormal, Quantiles, Sample, Triangular, Weibull
from everyweek.flow.model import Interval, Model
from everyweek.flow.pools import Change, Pool
from everyweek.flow.quantities import hours, minutes, per_hour
from everyweek.flow.reading.amounts import distribution
from everyweek.flow.reading.model import model_of, read_model
from everyweek.flow.reading.nodes import Node
from everyweek.flow.steps import (
    Ageing,
    Assign,
    Balk,
    Branch,
    Delay,
    GoTo,
    Inside,
    Jump,
    Leave,
    Mark,
    Pathway,
    Reclass,
    Release,
    Renege,
    Seize,
    WaitUntil,
    Way,
)
from everyweek.flow.streams import AtTimes, Poisson, Stream

STEPS = (
    Seize(("nurses",), priority={"minor": 2, "major": 1}, ageing=(Ageing(hours(4), 0),), name="triage"),
    Release("nurses", name="done"),
    Seize(
        ("beds", "chairs"),
        which="first",
        priority=3,
        hold="a place",
        renege=Renege(Fixed(hours(4)), (Leave("gave up"),)),
        balk=Balk((PoolState("beds", "waiting", ">=", 5.0),), (Leave(),)),
    ),
    Mark("seen"),
    Delay({"minor": Fixed(minutes(5)), "major": Gamma(hours(3), hours(2))}, name="care"),
    Delay(Fixed(minutes(10)), scaled_by="frailty"),
    Assign("frailty", Sample((1.0, 2.0)), adds=True),
    Branch(
        (
            Way(Chance(0.1), (Reclass("major"),)),
            Way(Chance((("minor", 0.1), ("major", 0.2))), ()),
            Way(OfClass(("major",)), (Delay(Weibull(2.0, hours(1))),)),
            Way(Attribute("frailty", ">", 2.0), (Delay(Triangular(minutes(1), minutes(2), minutes(9))),)),
            Way(Hours((8, 9, *range(144, 168))), (Delay(Quantiles((0.0, 1.0), (hours(1), hours(2)))),)),
            Way(PoolState("chairs", "free", "==", 0.0), (Delay(Lognormal(hours(1), hours(1))),)),
        ),
        otherwise=(),
    ),
    WaitUntil((690.0, 1_920.0)),
    Release("a place", if_held=True),
    Branch((Way(Chance(0.1), (GoTo("triage"),)), Way(Chance(0.9), (Jump("after"),)))),
    Leave("home"),
)


def day(*numbers: int) -> datetime:
    return datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001 - local time


def test_a_file_gives_the_model_that_python_gives() -> None:
    weekly = tuple(5 if 8 <= hour % 24 < 20 else 3 for hour in range(168))
    rates = tuple(per_hour(9 if 8 <= hour % 24 < 22 else 4) for hour in range(168))
    closed = (Change(day(2026, 12, 25), day(2026, 12, 27, 8), by=-2), Change(day(2027, 1, 1), to=20))

    found = yaml.safe_load(FILE)
    found["pathways"]["department"].pop()  # nobody would come there: all ways of the branch before it lead away

    assert model_of(found) == Model(
        "A department",
        (Pool("nurses", weekly, about="At triage"), Pool("beds", 12, closed), Pool("chairs", 4)),
        (
            Stream(
                "walk in",
                Poisson(rates, (1.1, *(1.0,) * 11)),
                "department",
                {"minor": 0.6, "major": 0.4},
                {"frailty": Exponential(1.5)},
            ),
            Stream("known", AtTimes((minutes(5), hours(2))), "department", {"minor": 1.0}),
            Stream("calls", Poisson(per_hour(0.5)), "department", {"major": 1.0}),
        ),
        (Pathway("department", STEPS[:-1]), Pathway("after", (Leave(),))),
        classes=("minor", "major"),
        inside=(Inside("department", "care", 3, {"minor": 1.0}, Exponential(hours(1))),),
        starts=day(2026, 4, 6, 8, 30),
        intervals=(Interval("stay", "arrival", "departure", (240.0,)), Interval("wait", "arrival", "seen")),
        about="Invented.",
        assumed=("The stay of major patients",),
    )


def test_toml_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "model.toml").write_text(
        'name = "t"\npools.beds = 2\nstreams.all = {pathway = "p", rate = "1 per hour"}\n'
        'pathways.p = [{seize = "beds"}, {delay = {exponential = "1 hour"}}, {release = "beds"}, "leave"]\n'
    )

    found = read_model(tmp_path / "model.toml")

    assert found.pathways[0].steps == (Seize(("beds",)), Delay(Exponential(hours(1))), Release("beds"), Leave())


def test_words_of_yaml_mean_what_stands_there_and_an_alias_what_it_repeats(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(
        "name: no\nabout: 08:30\nclasses: [yes, 010]\npools: {on: 010, off: 1_0}\n"
        "streams:\n  a: &a {pathway: p, rate: 1 per hour, classes: {yes: 1}}\n  b: *a\n"
        "pathways:\n  p: {about: ~ish, steps: [{leave: , name: x}]}\n"
    )

    found = read_model(tmp_path / "m.yaml")

    assert (found.name, found.about, found.classes) == ("no", "08:30", ("yes", "010"))
    assert [(pool.name, pool.capacity) for pool in found.pools] == [("on", 10), ("off", 10)]
    assert found.streams[0] == Stream("a", Poisson(per_hour(1)), "p", {"yes": 1.0})
    assert found.streams[1].arrivals == found.streams[0].arrivals
    assert found.pathways == (Pathway("p", (Leave(name="x"),), "~ish"),)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("uniform: {least: 1 min, most: 3 min}", Quantiles((0.0, 1.0), (minutes(1), minutes(3)))),
        ("gamma: {shape: 4, scale: 5 minutes}", Gamma(minutes(20), minutes(10))),
        ("lognormal: {median: 4 h, mean: 5 h}", Lognormal(hours(5), hours(3.75))),
        ("exponential: {mean: 5 h}", Exponential(hours(5))),
        ("fixed: 5", Fixed(5.0)),
    ],
)
def test_a_distribution_is_given_as_it_was_published(said: str, meant: Any) -> None:
    faults: list[Any] = []

    found = distribution(Node(yaml.safe_load(said), "", faults))

    assert (faults, found) == ([], meant)


@pytest.mark.parametrize(
    "said", ["{mu: 3, sigma: 0.5, unit: 1 min}", "{median: 20.0855369232 min, share: 97.7249868%, value: 54.59815 min}"]
)
def test_a_lognormal_is_given_by_its_logarithm_or_by_two_quantiles(said: str) -> None:
    found = distribution(Node(yaml.safe_load(f"lognormal: {said}"), "", []))

    assert isinstance(found, Lognormal)
    assert (found.mu, found.sigma) == pytest.approx((3.0, 0.5), rel=1e-6)  # two sigma above the median: exp(4)


def test_everybody_is_a_class_in_a_model_that_names_none() -> None:
    found = yaml.safe_load(GOOD)
    found["pathways"]["p"] = [{"seize": "beds", "priority": {"everybody": 2}}, {"release": "beds"}, "leave"]
    found["pathways"]["p"].insert(0, {"delay": {"everybody": "5 minutes"}})

    steps = model_of(found).pathways[0].steps

    assert steps[:2] == (Delay({"everybody": Fixed(minutes(5))}), Seize(("beds",), priority={"everybody": 2}))
