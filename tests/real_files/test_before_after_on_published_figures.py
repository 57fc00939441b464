"""Before and after at false dates in real 4-hour performance of type 1 departments, beside the usual methods.

Nothing is known to have been changed at these dates, and a few points are then added. Two sets of figures: April 2016
to March 2019 of the 130 trusts that have all 36 months, from a published table; and those since April 2019, from the
publications as this product loads them.
"""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from support.loading import load
from support.other_methods import (
    glsar_statistics,
    minus_ten_nearest,
    ols_statistics,
    ranked,
    spc_any_signal,
    welch,
)

from everyweek.comparison.company import company_of
from everyweek.comparison.panel import read_panel
from everyweek.effects import BeforeAfter, before_after
from everyweek.effects.months import month_after
from everyweek.variation.arrays import Numbers
from everyweek.warehouse import Warehouse, open_warehouse

pytestmark = [pytest.mark.real_files, pytest.mark.slow]

MONTHS = [month_after(date(2016, 4, 1), at) for at in range(36)]
FALSE_DATES = (18, 22, 26)
"""October 2017, February 2018 and June 2018."""

AFTER = 8
ADDED = (0, 3, 5, 8)


@pytest.fixture(scope="module")
def trusts(published: Path) -> Numbers:
    """Percentage points, of shape (130, 36)."""
    path = published / "nhsrdatasets" / "ae_attendances.csv"
    if not path.is_file():
        pytest.skip("the published table of attendances 2016-19 is not on this machine")
    with path.open() as file:
        rows = [row for row in csv.DictReader(file) if row["type"] == "1" and float(row["attendances"]) > 0]
    codes, months = sorted({row["org_code"] for row in rows}), sorted({row["period"] for row in rows})
    figures = np.full((len(codes), len(months)), np.nan)
    for row in rows:
        at = codes.index(row["org_code"]), months.index(row["period"])
        figures[at] = 100 * (1 - float(row["breaches"]) / float(row["attendances"]))
    return figures[~np.isnan(figures).any(axis=1)]


def told_of_all(months: list[date], figures: Numbers, changed: date) -> list[BeforeAfter]:
    return [before_after(months, figures, row, changed=changed, better="up") for row in range(len(figures))]


def found(told: list[BeforeAfter], added: float) -> float:
    """How often a true effect, up and down in turn, would be found: the interval moves by as much."""
    lower, upper = np.array([one.lower for one in told]), np.array([one.upper for one in told])
    return float(np.mean([((lower + way > 0) | (upper + way < 0)).mean() for way in (added, -added)]))


@cache
def told_at_false_dates(figures: bytes) -> list[BeforeAfter]:
    whole = np.frombuffer(figures).reshape(130, 36)
    return [
        one
        for begins in FALSE_DATES
        for one in told_of_all(MONTHS[: begins + AFTER], whole[:, : begins + AFTER], MONTHS[begins])
    ]


def with_added(method, trusts: Numbers, added: float) -> float:
    """How often a method says that there was a change, of 3 x 130."""
    share = []
    for begins in FALSE_DATES:
        series = trusts[:, : begins + AFTER].copy()
        series[:, begins:] += added
        share.append(method(series, begins).mean())
    return float(np.mean(share))


def glsar_minus_ten_nearest(series: Numbers, begins: int) -> Numbers:
    return glsar_statistics(minus_ten_nearest(series, begins), begins)[2]


@pytest.mark.parametrize(
    ("method", "false_alarms"),
    [
        (spc_any_signal, 0.82),
        (welch, 0.31),
        (lambda series, begins: ols_statistics(series, begins)[2], 0.26),
        (glsar_minus_ten_nearest, 0.23),
    ],
    ids=["any signal of an SPC chart", "Welch", "segmented OLS", "GLSAR minus the 10 nearest"],
)
def test_the_usual_methods_cry_wolf(trusts: Numbers, method, false_alarms: float) -> None:
    assert with_added(method, trusts, 0.0) == pytest.approx(false_alarms, abs=0.005)


def test_ours_is_false_at_the_stated_rate_and_finds_what_the_explanation_says(trusts: Numbers) -> None:
    told = told_at_false_dates(trusts.tobytes())

    shares = [found(told, added) for added in ADDED]

    # Six of 130 may be called unusual at each date: 4.6 %.
    assert shares == pytest.approx([0.046, 0.154, 0.345, 0.595], abs=0.002)


def test_one_correlation_for_all_finds_more_than_one_for_each_or_none(trusts: Numbers) -> None:
    shares = {}
    for name, statistics in (("none", ols_statistics), ("one for each", glsar_statistics)):
        for added in ADDED:
            share = []
            for begins in FALSE_DATES:
                series = trusts[:, : begins + AFTER]
                effects, errors, _ = statistics(minus_ten_nearest(series, begins), begins)
                share += [ranked(effects, errors, way).mean() for way in (added, -added)]
            shares[name, added] = float(np.mean(share))

    assert [shares["none", added] for added in ADDED] == pytest.approx([0.046, 0.156, 0.323, 0.569], abs=0.002)
    assert [shares["one for each", added] for added in ADDED] == pytest.approx([0.046, 0.118, 0.267, 0.532], abs=0.002)


def test_the_effect_ranked_without_its_error_finds_less(trusts: Numbers) -> None:
    share = {added: [] for added in ADDED}
    for begins in FALSE_DATES:
        effects, errors, _ = ols_statistics(minus_ten_nearest(trusts[:, : begins + AFTER], begins), begins)
        for added in ADDED:
            share[added] += [ranked(effects, np.ones_like(errors), way).mean() for way in (added, -added)]

    assert [float(np.mean(share[added])) for added in ADDED] == pytest.approx([0.046, 0.090, 0.155, 0.442], abs=0.002)


def test_the_smallest_change_that_could_have_shown_is_about_seven_points(trusts: Numbers) -> None:
    told = told_at_false_dates(trusts.tobytes())

    half = [one.smallest_detectable.likelier_than_not for one in told]
    most = [one.smallest_detectable.four_in_five for one in told]

    assert np.quantile(half, [0.1, 0.5, 0.9]) == pytest.approx([3.9, 7.1, 10.7], abs=0.1)
    assert np.median(most) == pytest.approx(9.8, abs=0.1)


def test_who_begins_after_a_bad_spell_is_not_called_better_for_coming_back(trusts: Numbers) -> None:
    told = told_at_false_dates(trusts.tobytes())
    spell = np.array(
        [
            np.subtract(one.lines.own, one.lines.counterfactual)[len(one.before) - 3 : len(one.before)].mean()
            for one in told
        ]
    )
    in_error = spell / np.array([one.fit_before for one in told])

    worst = in_error <= np.quantile(in_error, 0.2)

    better = np.array([one.outcome == "moved for the better" for one in told])
    assert worst.sum() == 78
    assert better[worst].sum() == 2  # 2.5 % of 78


@pytest.fixture(scope="module")
def loaded(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    warehouse = open_warehouse(f"sqlite:///{tmp_path_factory.mktemp('real')}/warehouse.sqlite3")
    load(warehouse, *(published / folder for folder in ("nhse-ae-monthly-csv", "nhse-ae-monthly-xls", "ods-reference")))
    yield warehouse
    warehouse.engine.dispose()


def test_figures_as_loaded_since_2019_give_the_stated_rate_at_false_dates(loaded: Warehouse) -> None:
    codes = company_of(loaded, "RAJ").codes
    panel = read_panel(loaded, "four_hour_performance_type1", codes, months=75)
    told = []
    for changed in (date(2021, 7, 1), date(2022, 7, 1), date(2023, 7, 1), date(2024, 7, 1)):
        until = month_after(changed, AFTER)
        months = [month for month in panel.months if month < until]
        told += told_of_all(months, 100 * panel.value[:, : len(months)], changed)

    judged = [one for one in told if one.lower is not None]

    assert len(judged) == 438
    assert [found(judged, added) for added in ADDED] == pytest.approx([0.048, 0.137, 0.314, 0.647], abs=0.002)
