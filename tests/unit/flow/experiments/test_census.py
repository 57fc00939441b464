"""Who is inside by a census, and what remains of a stay: held against the distributions themselves."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats
from support.flow_experiments import department

from everyweek.flow.compiling.compile import compiled
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
from everyweek.flow.errors import FlowError
from everyweek.flow.experiments.census import Counted, inside_of
from everyweek.flow.experiments.rest_after import rest_after
from everyweek.flow.quantities import days, hours, minutes
from everyweek.flow.running import replicate
from everyweek.flow.steps import Inside

TEN, FIVE = minutes(10), minutes(5)
LOGNORMAL = Lognormal(TEN, TEN)
SMOOTH = {
    "gamma": (Gamma(TEN, FIVE), stats.gamma(4.0, scale=2.5)),
    "lognormal": (LOGNORMAL, stats.lognorm(LOGNORMAL.sigma, scale=np.exp(LOGNORMAL.mu))),
    "weibull": (Weibull(0.7, TEN), stats.weibull_min(0.7, scale=10.0)),
    "triangular": (Triangular(minutes(2), FIVE, minutes(30)), stats.triang(3 / 28, loc=2, scale=28)),
    "triangular, at once": (Triangular(minutes(0), minutes(0), minutes(30)), stats.triang(0.0, loc=0, scale=30)),
}


@pytest.mark.parametrize("passed", [0.0, 1.0, 3.0, 12.0, 29.0])
@pytest.mark.parametrize("name", SMOOTH)
def test_what_remains_is_as_likely_as_the_distribution_says(name: str, passed: float) -> None:
    found, theirs = SMOOTH[name]

    rest = rest_after(found, minutes(passed))

    assert isinstance(rest, Quantiles)
    assert faults_of(rest, of_time=True) == ()
    shares, values = np.array(rest.shares), np.array([plain(value) for value in rest.values])
    beyond = theirs.sf(passed + values) / theirs.sf(passed)
    np.testing.assert_allclose(beyond[1:-1], 1 - shares[1:-1], rtol=1e-6)
    slow = np.trapezoid(theirs.sf(np.linspace(passed, passed + values[-1], 400_001)), dx=values[-1] / 400_000)
    assert rest.mean == pytest.approx(slow / theirs.sf(passed), rel=0.01)


def test_what_remains_of_a_stay_that_hardly_anybody_has_is_short_where_times_wear_out() -> None:
    found, passed = Weibull(5.0, hours(10)), 37 * 60.0

    rest = rest_after(found, minutes(passed))

    hazard = 5 / 600 * (passed / 600) ** 4  # a minute; it hardly rises in the minute that is left
    assert rest.mean == pytest.approx(1 / hazard, rel=0.02)


@pytest.mark.parametrize(
    ("found", "passed", "rest"),
    [
        (Exponential(TEN), 1e6, Exponential(TEN)),
        (Fixed(TEN), 4.0, Fixed(minutes(6))),
        (Sample((TEN, FIVE)), 5.0, Sample((FIVE,))),
        (Quantiles((0.0, 0.5, 1.0), (FIVE, TEN, minutes(20))), 3.0,
         Quantiles((0.0, 0.5, 1.0), (minutes(2), minutes(7), minutes(17)))),
        (Quantiles((0.0, 0.5, 1.0), (FIVE, TEN, minutes(20))), 15.0, Quantiles((0.0, 1.0), (minutes(0), FIVE))),
        (Quantiles((0.0, 0.5, 1.0), (FIVE, FIVE, minutes(20))), 5.0,
         Quantiles((0.0, 1.0), (minutes(0), minutes(15)))),
    ],
)  # fmt: skip
def test_what_remains_is_exact_where_it_can_be(found: Distribution, passed: float, rest: Distribution) -> None:
    assert rest_after(found, minutes(passed)) == rest


@pytest.mark.parametrize(
    "found",
    [Fixed(TEN), Sample((TEN,)), Quantiles((0.0, 1.0), (FIVE, TEN)), Triangular(FIVE, TEN, TEN), Weibull(9.0, FIVE)],
)
def test_a_stay_longer_than_any_is_refused(found: Distribution) -> None:
    with pytest.raises(FlowError, match="has been there for 1 day, and no stay lasts so long"):
        rest_after(found, days(1))


def test_a_census_becomes_a_row_for_each_length_of_stay_and_one_for_those_of_whom_it_is_not_known() -> None:
    counted = Counted("all", "stay", 9, "major", (days(1), hours(5), days(1)))
    queue = Counted("all", "care", 4, "minor")

    rows = inside_of(department(), [counted, queue])

    stay = Lognormal(days(1.5), days(1.5))
    assert rows == (
        Inside("all", "stay", 2, {"major": 1.0}, rest_after(stay, days(1))),
        Inside("all", "stay", 1, {"major": 1.0}, rest_after(stay, hours(5))),
        Inside("all", "stay", 6, {"major": 1.0}),
        Inside("all", "care", 4, {"minor": 1.0}),
    )


def test_times_by_class_are_those_of_the_class() -> None:
    model = department()
    seize, seen, care, *others = model.pathways[0].steps
    care = replace(care, times={"minor": Fixed(hours(1)), "major": Fixed(hours(4))})
    model = replace(model, pathways=(replace(model.pathways[0], steps=(seize, seen, care, *others)),))

    rows = inside_of(model, [Counted("all", "care", 1, "major", (hours(3),))])

    assert rows[0].remaining == Fixed(hours(1))


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (Counted("all", "nowhere", 1), "There is no step of this name"),
        (Counted("all", "stay", 1, "major", (days(1), days(2))), "2 stays are given for 1 patients"),
        (Counted("all", "asks", 1, "major", (days(1),)), "Nothing goes on there that a time so far would shorten"),
    ],
)
def test_a_census_that_does_not_fit_the_model_is_refused(counted: Counted, said: str) -> None:
    model = department()
    first, *others = model.pathways[0].steps
    model = replace(model, pathways=(replace(model.pathways[0], steps=(replace(first, name="asks"), *others)),))

    with pytest.raises(FlowError, match=said):
        inside_of(model, [counted])


@pytest.mark.parametrize(("group", "said"), [("", "none is named"), ("majro", "“majro” is none of them")])
def test_what_remains_of_times_by_class_needs_a_class_that_has_them(group: str, said: str) -> None:
    model = department()
    seize, seen, care, *others = model.pathways[0].steps
    care = replace(care, times={"minor": Fixed(hours(1)), "major": Fixed(hours(4))})
    model = replace(model, pathways=(replace(model.pathways[0], steps=(seize, seen, care, *others)),))

    with pytest.raises(FlowError, match=f"inside at “care” of “all”: .*{said}.*by itself: “minor”, “major”"):
        inside_of(model, [Counted("all", "care", 1, group, (hours(3),))])


def test_a_stay_that_hangs_on_the_patient_has_no_rest_by_the_times_alone() -> None:
    model = department()
    seize, seen, care, *others = model.pathways[0].steps
    care = replace(care, scaled_by="frailty")
    model = replace(model, pathways=(replace(model.pathways[0], steps=(seize, seen, care, *others)),))

    with pytest.raises(FlowError, match="inside at “care” of “all”: How long it goes on hangs on “frailty”"):
        inside_of(model, [Counted("all", "care", 1, "major", (hours(3),))])


def test_patients_of_two_rows_at_one_step_have_each_their_own_luck() -> None:
    model = department()
    rows = (Inside("all", "stay", 30, {"major": 1.0}), Inside("all", "stay", 30, {"minor": 1.0}))

    run = replicate(compiled(replace(model, inside=rows)), minutes=60_000.0, seed=1)

    first, second = (run.rows.left[run.rows.stream == number] for number in (1, 2))
    assert len(first) == len(second) == 30
    assert not np.isnan(first).any()
    assert not set(first) & set(second)
    assert run.compiled.names.streams == ("walk in", "inside at stay", "inside at stay (2)")
