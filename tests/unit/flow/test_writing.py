"""A model written to a file and read again is the same model, to the last digit, whatever it is called and holds."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.flow_models import models

from everyweek.flow.checking.check import faults_in
from everyweek.flow.conditions import Attribute, Chance, Hours, OfClass, PoolState
from everyweek.flow.distributions import Distribution, Exponential, Fixed, Gamma, Lognormal, Quantiles, Sample, Weibull
from everyweek.flow.emitting.sources import Always, At, Number, PerClass
from everyweek.flow.model import MONDAY, Emits, Interval, Model
from everyweek.flow.pools import Change, Pool
from everyweek.flow.quantities import Duration, Rate, duration, minutes, per_hour, rate
from everyweek.flow.reading.model import model_of
from everyweek.flow.reading.texts import from_toml, from_yaml
from everyweek.flow.steps import (
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
from everyweek.flow.week import by_hour, hours_in_words, hours_named, hours_of
from everyweek.flow.writing.texts import written

KINDS = {"fixed", "exponential", "gamma", "lognormal", "weibull", "triangular", "uniform", "sample", "quantiles"}
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = words.filter(lambda name: name.strip() and name not in KINDS)
positive = st.floats(1e-6, 1e12)
lengths = positive.map(Duration)
times: st.SearchStrategy[Distribution] = st.one_of(
    st.floats(0, 1e12).map(Duration).map(Fixed),
    lengths.map(Exponential),
    lengths.map(lambda mean: Gamma(mean, Duration(mean.minutes / 3))),
    lengths.map(lambda mean: Lognormal(mean, Duration(mean.minutes * 1.7))),
    st.builds(Weibull, st.floats(0.1, 9), lengths),
    st.lists(lengths, min_size=1, max_size=3).map(lambda seen: Sample(tuple(seen))),
    st.tuples(lengths, lengths).map(lambda pair: Quantiles.uniform(*sorted(pair))),
    st.tuples(st.floats(0.001, 0.999), lengths).map(
        lambda pair: Quantiles((0.0, pair[0], 1.0), (pair[1], pair[1], pair[1]))
    ),
)
numbers = st.floats(-1e9, 1e9).map(Fixed) | positive.map(Exponential)
days = st.datetimes(datetime(1, 1, 1), datetime(9000, 1, 1))  # noqa: DTZ001 - local time of the model
hours = st.lists(st.integers(0, 167), min_size=1, max_size=60).map(lambda found: Hours(tuple(found)))


@st.composite
def oddly_named(draw: st.DrawFn) -> Model:
    """Models in which everything that can be said is said, under names that are a trial to any file."""
    first, second = draw(st.lists(names, min_size=2, max_size=2, unique=True))
    beds, chairs = draw(st.lists(names, min_size=2, max_size=2, unique=True))
    ward, home = draw(st.lists(names, min_size=2, max_size=2, unique=True))
    again, frail, seen = draw(names), draw(names), draw(names.filter(lambda name: name not in ("arrival", "departure")))
    each = draw(times | st.fixed_dictionaries({first: times, second: times}))
    share = draw(st.floats(0, 0.5))
    out = (Leave(draw(words)),)
    hold = draw(names)
    balk = draw(st.sampled_from([None, Balk((PoolState(chairs, "occupancy", ">", share),), out)]))
    seize = Seize(
        (beds, chairs), which=draw(st.sampled_from(("all", "first"))), units=draw(st.integers(1, 3)), hold=hold,
        priority=draw(st.just(3) | st.just({first: 1, second: 0})), name=again,
        renege=draw(st.none() | times.map(lambda after: Renege(after, out))), balk=balk,
    )  # fmt: skip
    ways = (
        Way(Chance(((first, share), (second, share / 3))), (Reclass(second),)),
        Way(draw(hours), ()),
        Way(OfClass((first, second)), (Delay(each, scaled_by=frail), Jump(home))),
        Way(Attribute(frail, ">=", draw(st.floats(-1e9, 1e9))), (GoTo(again),)),
    )
    instants = st.sets(st.integers(0, 10_079).map(float), min_size=1, max_size=4)
    steps = (
        Mark(seen), seize, Delay(each, name=again + "x"), WaitUntil(tuple(sorted(draw(instants)))),
        Release(hold, name=again + "y"), Branch(ways, otherwise=(Assign(frail, draw(numbers), adds=True),)), *out,
    )  # fmt: skip
    begins = draw(days)
    return Model(
        draw(words),
        (Pool(beds, 3, (Change(begins, begins + timedelta(1), by=-2), Change(begins, to=9)), draw(words)),
         Pool(chairs, tuple(draw(st.lists(st.integers(3, 5), min_size=168, max_size=168))))),
        (Stream(beds, Poisson(per_hour(draw(st.floats(1e-6, 1e4))), (1.5,) * 12), ward, {first: 0.5, second: 0.5},
                {frail: draw(numbers)}, draw(words)),
         Stream(chairs, AtTimes(tuple(sorted(draw(st.lists(lengths, min_size=1, max_size=3))))), home, {first: 1.0})),
        (Pathway(ward, steps, draw(words)), Pathway(home, out)),
        classes=(first, second),
        inside=(Inside(ward, again + "x", 4, {first: 1.0}, draw(st.none() | times)),
                Inside(ward, again, 1, {second: 1})),
        starts=draw(days),
        intervals=(Interval(ward, "arrival", seen, tuple(sorted(draw(st.sets(st.floats(0, 1e9), max_size=3))))),),
        emits=(Emits("attendance", seen, {"arrived_at": At("arrival"), "acuity": Number(frail),
                                          "department_type": Always("type 1"),
                                          "arrival_mode": PerClass({first: "walked in", second: ""})}),),
        about=draw(words),
        assumed=tuple(draw(st.lists(words, max_size=2))),
    )  # fmt: skip


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(oddly_named())
def test_whatever_things_are_called_and_last_a_file_says_it(model: Model) -> None:
    assert faults_in(model) == ()

    assert model_of(from_yaml(written(model))) == model
    assert model_of(from_toml(written(model, "toml"))) == model


@settings(max_examples=15, deadline=None, derandomize=True)
@given(models())
def test_whatever_patients_meet_a_file_says_it(model: Model) -> None:
    assert model_of(from_yaml(written(model))) == model
    assert model_of(from_toml(written(model, "toml"))) == model


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.floats(0, allow_infinity=False))
def test_every_quantity_is_shown_so_that_it_is_read_again_to_the_last_digit(number: float) -> None:
    assert duration(str(Duration(number))) == Duration(number)
    assert rate(str(Rate(number))) == Rate(number)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 2), min_size=168, max_size=168))
def test_hours_in_words_are_those_hours(numbers: list[int]) -> None:
    ones = {hour for hour, number in enumerate(numbers) if number == 1}

    assert {hour for text in hours_in_words(ones) for hour in hours_of(text)} == ones
    assert by_hour(hours_named(numbers)) == tuple(numbers)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("Mon-Fri 08-20", ("Mon-Fri 08-20",)),
        ("22-06", ("22-06",)),
        ("Sat", ("Sat",)),
        ("Mon-Sun", ("Mon-Sun",)),
        ("Fri 22-02", ("Fri 22-24", "Sat 00-02")),
    ],
)
def test_hours_are_said_as_people_say_them(hours: str, said: tuple[str, ...]) -> None:
    assert hours_in_words(hours_of(hours)) == said


@pytest.mark.parametrize(
    "name",
    ["no", "08:30", "~", "", "1e3", "010", "\x85", "a\u2028b", "\r\n", "# x", "a: b", "\x7f", "'\"\\", "😀", "<<"],
)
def test_a_word_that_a_file_could_take_for_something_else_stays_that_word(name: str) -> None:
    model = Model(name, (), (Stream("s", Poisson(per_hour(1)), "p"),), (Pathway("p", (Leave(name),)),), about=name)

    assert model_of(from_yaml(written(model))) == model
    assert model_of(from_toml(written(model, "toml"))) == model


def test_a_file_reads_as_somebody_would_have_written_it() -> None:
    steps = (Seize(("beds",)), Delay(Exponential(minutes(2_880))), Release("beds"), Leave("home", name="out"))
    nurses = Pool("nurses", tuple(5 if 8 <= hour % 24 < 20 else 3 for hour in range(168)))
    arrivals = Poisson(per_hour(12.5), (1.1, *(1.0,) * 11))
    model = Model("A ward", (Pool("beds", 24), nurses), (Stream("all", arrivals, "ward"),), (Pathway("ward", steps),))

    text = written(replace(model, starts=MONDAY + timedelta(hours=8)))

    assert text == (
        "name: A ward\n"
        "starts: 2026-04-06 08:00\n"
        "pools:\n"
        "  beds: 24\n"
        "  nurses:\n"
        "    capacity: {otherwise: 3, 08-20: 5}\n"
        "streams:\n"
        "  all:\n"
        "    pathway: ward\n"
        "    rate: 300 per day\n"
        "    months: {January: 1.1}\n"
        "pathways:\n"
        "  ward:\n"
        "  - {seize: beds}\n"
        "  - delay: {exponential: 2 days}\n"
        "  - {release: beds}\n"
        "  - {leave: home, name: out}\n"
    )
