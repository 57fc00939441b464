"""XmR with every rule and both icons: the matrix engine against a plain pandas loop over the series.

The loop does what an analyst would write for one chart and repeat for each: the plotthedots rule set with rolling
windows. Both run on one core, in this process, on the same series; the loop on a part of them, as it is slow. The two
must agree at every point of that part. Prints series a second; never fails for being slow.
"""

import os
from time import perf_counter

import click
import numpy as np
import pandas as pd

from everyweek.variation import AssuranceIcon, PointType, VariationIcon, xmr

N_SERIES, N_POINTS, TARGET = 10_000, 60, 88.0
N_LOOPED = 200


def series_like_performance(rng: np.random.Generator) -> np.ndarray:
    """Monthly percentages with drift, a step in some, and noise; shape (N_SERIES, N_POINTS)."""
    noise = rng.normal(0, 2, (N_SERIES, N_POINTS))
    drift = rng.normal(0, 0.02, (N_SERIES, 1)) * np.arange(N_POINTS)
    step = rng.normal(0, 2, (N_SERIES, 1)) * (np.arange(N_POINTS) >= rng.integers(10, 50, (N_SERIES, 1)))
    return np.round(88 + noise + drift + step, 2)


def spread_back(ends: pd.Series, length: int) -> pd.Series:
    """Every point of the windows that end at these points."""
    return ends[::-1].rolling(length, min_periods=1).max()[::-1].astype(bool)


def judge_with_pandas(values: np.ndarray) -> tuple[list[str], str, str]:
    """Point types, variation icon and assurance icon of one series, with pandas alone."""
    y = pd.Series(values)
    moving_range = y.diff().abs()
    kept = moving_range[moving_range < 3.267 * moving_range.mean()]
    mean, reach = y.mean(), 2.66 * kept.mean()
    deviation = y - mean
    side = np.sign(deviation)

    outside = deviation.abs() > reach
    close = (deviation.abs() > reach * 2 / 3) & ~outside
    shift = spread_back(side.rolling(7).sum().abs() == 7, 7)
    step = np.sign(y.diff())
    trend = spread_back(step.rolling(6).sum().abs() == 6, 7)
    same_side = side.rolling(3).sum().abs() == 3
    two_in_three = spread_back((close.rolling(3).sum() >= 2) & same_side, 3) & close

    leads_on = trend & trend.shift(-1, fill_value=False)
    trend_direction = step.where(~leads_on, step.shift(-1)).where(lambda s: s == 1, -1)
    direction = pd.Series(np.select([outside, trend, two_in_three | shift], [side, trend_direction, side], default=0.0))
    words = {1.0: "special_cause_improvement", -1.0: "special_cause_concern", 0.0: "common_cause"}
    variation = {1.0: "improvement_high", -1.0: "concern_low", 0.0: "common_cause"}[direction.iloc[-1]]
    assurance = "fail" if mean + reach < TARGET else "pass" if mean - reach > TARGET else "inconsistent"
    return direction.map(words).tolist(), variation, assurance


def best_seconds(run, *, repeats: int) -> float:
    """The fastest of a few runs: the others were disturbed."""
    seconds = []
    for _ in range(repeats):
        started = perf_counter()
        run()
        seconds.append(perf_counter() - started)
    return min(seconds)


def points_that_differ(values: np.ndarray) -> int:
    """Points and icons on which the two disagree."""
    chart = xmr(values, improvement="up", target=TARGET)
    differ = 0
    for place, row in enumerate(values):
        types, variation, assurance = judge_with_pandas(row)
        differ += sum(PointType(code).word != word for code, word in zip(chart.point_type[place], types, strict=True))
        differ += VariationIcon(chart.variation_icon[place]).word != variation
        differ += AssuranceIcon(chart.assurance_icon[place]).word != assurance
    return differ


def main() -> None:
    """Print series a second of both, and the ratio."""
    # Neither side calls BLAS, so one core is one thread.
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    values = series_like_performance(np.random.default_rng(20_240_401))
    some = values[:N_LOOPED]

    engine = N_SERIES / best_seconds(lambda: xmr(values, improvement="up", target=TARGET), repeats=5)
    loop = N_LOOPED / best_seconds(lambda: [judge_with_pandas(row) for row in some], repeats=2)

    click.echo(f"XmR, all rules and icons, {N_SERIES:,} series of {N_POINTS} points, one core")
    click.echo(f"  everyweek.variation.xmr        {engine:>10,.0f} series/s")
    click.echo(f"  pandas {pd.__version__}, a loop            {loop:>10,.0f} series/s   (on {N_LOOPED} of them)")
    click.echo(f"  ratio                          {engine / loop:>10,.0f}")
    click.echo(f"  disagreements on those {N_LOOPED}     {points_that_differ(some):>10,}")


if __name__ == "__main__":
    main()
