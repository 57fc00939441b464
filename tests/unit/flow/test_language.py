"""What a model is said in: quantities with their unit, hours of the week, distributions, pools and streams."""

import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from everyweek.flow.distributions import (
    Distribution,
    Exponential,
    Fixed,
    Gamma,
    Lognormal,
    Quantiles,
    Sample,
    Triangular,
    Weibull,
    faults_of,
    plain,
)
from everyweek.flow.errors import WrongQuantity
from everyweek.flow.model import MONDAY, Model
from everyweek.flow.pools import Change, Pool
from everyweek.flow.quantities import (
    Duration,
    Rate,
    days,
    duration,
    hours,
    minutes,
    per_day,
    per_hour,
    rate,
    seconds,
    weeks,
)
from everyweek.flow.rest import rest_as_quantiles
from everyweek.flow.schedule import capacities_of, clock_hours, rates_of, units_at
from everyweek.flow.streams import AtTimes, Poisson, Stream
from everyweek.flow.week import by_hour, hours_of, in_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90 seconds", 1.5),
        ("5 minutes", 5),
        ("5min", 5),
        ("1.5 h", 90),
        ("2 hrs", 120),
        ("1,000 days", 1_440_000),
        ("1 wk", 10_080),
        ("1e3 s", 1_000 / 60),
    ],
)
def test_a_length_of_time_is_read_with_its_unit(text: str, expected: float) -> None:
    assert duration(text).minutes == pytest.approx(expected)


@pytest.mark.parametrize("text", ["5", "", "five minutes", "-5 minutes", "5 parsecs", "5 minutes and more"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(WrongQuantity, match="is no length of time"):
        duration(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("8 per hour", 8), ("300 a day", 12.5), ("2/h", 2), ("0.5 per minute", 30)]
)
def test_a_rate_is_read_with_its_time(text: str, expected: float) -> None:
    assert rate(text).per_hour == pytest.approx(expected)


@pytest.mark.parametrize(
    "make", [lambda: rate("8"), lambda: Rate(math.nan), lambda: Duration(-1), lambda: minutes(math.inf)]
)
def test_numbers_that_are_none_are_refused(make: object) -> None:
    with pytest.raises(WrongQuantity):
        make()  # type: ignore[operator]


def test_quantities_are_shown_in_their_largest_round_unit() -> None:
    assert [str(one) for one in (weeks(1), days(2), hours(1), minutes(90), seconds(435))] == [
        "1 week",
        "2 days",
        "1 hour",
        "90 minutes",
        "435 seconds",
    ]
    assert (str(Duration(0)), str(per_day(6))) == ("0 minutes", "6 per day")


@pytest.mark.parametrize("text", ["", "Someday", "Mon 25-26", "Mon 8:30-9", "08-25"])
def test_what_names_no_hours_is_refused(text: str) -> None:
    with pytest.raises(WrongQuantity, match="names no hours"):
        hours_of(text)


def test_an_hour_without_a_number_is_asked_for() -> None:
    assert (in_words(0), in_words(167)) == ("Mon 00:00", "Sun 23:00")
    with pytest.raises(WrongQuantity, match="48 hours of the week have no number"):
        by_hour({"Mon-Fri": 3})


MINUTES = [
    (Fixed(minutes(7)), 7.0),
    (Exponential(minutes(7)), 7.0),
    (Gamma(minutes(7), minutes(3)), 7.0),
    (Lognormal(minutes(7), minutes(9)), 7.0),
    (Weibull(2.0, minutes(10)), 10 * math.gamma(1.5)),
    (Triangular(minutes(1), minutes(2), minutes(6)), 3.0),
    (Sample((minutes(1), minutes(2), minutes(6))), 3.0),
    (Quantiles((0.0, 0.5, 1.0), (minutes(0), minutes(2), minutes(10))), 3.5),
]


@pytest.mark.parametrize(("found", "mean"), MINUTES, ids=[type(found).__name__ for found, _ in MINUTES])
def test_a_distribution_has_its_mean_and_no_fault(found: Distribution, mean: float) -> None:
    assert found.mean == pytest.approx(mean)
    assert faults_of(found, of_time=True) == ()
    assert faults_of(found, of_time=False) == ("It is a plain number, without a unit.",)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Exponential(minutes(0)), "Its mean must be more than nought."),
        (Gamma(minutes(5), minutes(0)), "Its standard deviation must be more than nought."),
        (Lognormal(minutes(0), minutes(1)), "Its mean must be more than nought."),
        (Weibull(0.0, minutes(1)), "Its shape must be more than nought."),
        (Weibull(0.001, minutes(1)), "Its shape is 0.001, and a shape is from 0.05"),
        (Lognormal(minutes(1e-300), minutes(1e300)), "times its mean, which no service has"),
        (Triangular(minutes(3), minutes(2), minutes(6)), "not in this order"),
        (Sample(()), "no value"),
        (Quantiles((0.0,), (minutes(1),)), "at least two"),
        (Quantiles((0.1, 1.0), (minutes(1), minutes(2))), "first share must be 0"),
        (Quantiles((0.0, 0.5, 0.5, 1.0), (minutes(1),) * 4), "do not rise"),
        (Quantiles((0.0, math.nan, 1.0), (minutes(1),) * 3), "do not rise"),
        (Quantiles((0.0, 0.5, 1.0), (minutes(1), minutes(3), minutes(2))), "values fall"),
    ],
)
def test_what_cannot_be_drawn_says_why(found: Distribution, said: str) -> None:
    assert said in " ".join(faults_of(found, of_time=True))


def test_a_number_that_is_not_finite_is_a_fault() -> None:
    assert faults_of(Fixed(math.nan), of_time=False) == ("One of its numbers is not finite.",)


@pytest.mark.parametrize(
    "found", [MINUTES[5][0], MINUTES[6][0], MINUTES[7][0]], ids=["triangular", "sample", "quantiles"]
)
def test_what_remains_of_a_time_under_way_has_the_mean_that_theory_gives(found: Distribution) -> None:
    draws = {
        Triangular: lambda u: _triangular(u, *map(plain, found.amounts)),
        Sample: lambda u: np.array([plain(one) for one in found.amounts])[(u * len(found.amounts)).astype(int)],
        Quantiles: lambda u: np.interp(u, [0.0, 0.5, 1.0], [plain(one) for one in found.amounts]),
    }[type(found)]((np.arange(200_000) + 0.5) / 200_000)

    rest = rest_as_quantiles(found)  # type: ignore[arg-type]

    assert rest.mean == pytest.approx(np.mean(draws**2) / (2 * np.mean(draws)), rel=2e-3)
    assert rest.faults() == ()


def _triangular(u: np.ndarray, least: float, likeliest: float, most: float) -> np.ndarray:
    turn = (likeliest - least) / (most - least)
    rising = least + np.sqrt(u * (most - least) * (likeliest - least))
    return np.where(u < turn, rising, most - np.sqrt((1 - u) * (most - least) * (most - likeliest)))


DAY = MONDAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("pool", "said"),
    [
        (Pool("beds", (1, 2)), "2 numbers, and a week has 168"),
        (Pool("beds", -1), "no whole number of units from nought to 1,000,000"),
        (Pool("beds", 0), "It never has a unit"),
        (Pool("beds", 10**9), "no whole number of units from nought to 1,000,000"),
        (Pool("beds", 3, (Change(DAY, by=-(10**9)),)), "of more than 1,000,000 units"),
        (Pool("beds", 3, (Change(DAY.replace(tzinfo=UTC), DAY, by=1),)), "has a time zone"),
        (Pool("beds", 3, (Change(DAY),)), "both or neither"),
        (Pool("beds", 3, (Change(DAY, to=-1),)), "fewer than no units"),
        (Pool("beds", 3, (Change(DAY, DAY, by=1),)), "ends before it begins"),
    ],
)
def test_a_pool_that_cannot_be_says_why(pool: Pool, said: str) -> None:
    assert said in " ".join(pool.faults())


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        (Stream("s", Poisson((per_hour(1),)), "p"), "1 rates, and a week has 168"),
        (Stream("s", Poisson(per_hour(1), (1.0,)), "p"), "1 factors for the months"),
        (Stream("s", Poisson(per_hour(1), (1.0,) * 11 + (-1.0,)), "p"), "below nought"),
        (Stream("s", Poisson(per_hour(0)), "p"), "Nobody ever comes"),
        (Stream("s", Poisson(per_hour(1e9)), "p"), "More than 1,000,000 patients come in an hour"),
        (Stream("s", AtTimes(()), "p"), "no time"),
        (Stream("s", AtTimes((minutes(2), minutes(1))), "p"), "not in order"),
        (Stream("s", Poisson(per_hour(1)), "p", {"a": -0.1, "b": 1.1}), "below nought"),
        (Stream("s", Poisson(per_hour(1)), "p", {"a": 0.5, "b": 0.6}), "add up to 1.1"),
    ],
)
def test_a_stream_that_cannot_be_says_why(stream: Stream, said: str) -> None:
    assert said in " ".join(stream.faults())


def test_capacity_follows_the_hour_and_the_calendar() -> None:
    weekly = tuple(int(units) for units in by_hour({"otherwise": 2, "08-20": 5}))
    pool = Pool(
        "nurses", weekly, (Change(DAY, DAY + timedelta(hours=9), by=-2), Change(DAY + timedelta(hours=8), to=9))
    )
    model = Model("m", (pool,), (), ())

    changes, changed = capacities_of(model, end=2_880.0)

    assert list(zip(changed / 60, changes[:, 1], strict=True)) == [(0, 2), (8, 5), (20, 2), (24, 0), (32, 9)]
    assert units_at(pool, DAY - timedelta(minutes=1)) == 2


def test_rates_follow_the_hour_of_the_week_and_the_month_also_when_a_run_begins_within_an_hour() -> None:
    weekly = tuple(map(per_hour, by_hour({"otherwise": 6, "Fri 23-24": 60})))
    stream = Stream("s", Poisson(weekly, (1.0, 2.0, *(1.0,) * 10)), "p")
    model = Model("m", (), (stream,), (), starts=datetime(2027, 1, 29, 22, 30))  # noqa: DTZ001 - a Friday

    rates = rates_of(model, end=60.0 * 50)

    assert len(clock_hours(model, end=60.0 * 50)) == rates.shape[1] == 51
    assert rates[0, :3] * 60 == pytest.approx([6, 60, 6])
    assert rates[0, 49:] * 60 == pytest.approx([6, 12])  # Sunday 23:00, and the first hour of February
