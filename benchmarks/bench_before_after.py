"""Before and after of one organisation among 130: the whole answer, and its placebos against statsmodels in a loop.

The loop does for each of the 129 other organisations what statsmodels offers: generalised least squares with the same
correlation, for each of the correlations tried, and keeps the likeliest. Ours does it in whole arrays. Both run on one
core, in this process, on the same series, and must agree. Prints times and their ratio; never fails for being slow.
"""

import os
import subprocess
import sys
from datetime import date
from time import perf_counter

import click
import numpy as np
from statsmodels.regression.linear_model import GLS

from everyweek.effects import before_after
from everyweek.effects.autocorrelated import CANDIDATES, common_autocorrelation, fit_all
from everyweek.effects.months import month_after

ORGANISATIONS, BEFORE, AFTER = 130, 24, 12
MONTHS = [month_after(date(2020, 1, 1), at) for at in range(BEFORE + AFTER)]
TIMES = np.arange(-float(BEFORE), AFTER)
DESIGN = np.column_stack([TIMES >= 0, np.ones_like(TIMES), TIMES]).astype(np.float64)

COLD = """
from time import perf_counter; import numpy as np; from datetime import date
from everyweek.effects import before_after; from everyweek.effects.months import month_after
values = np.random.default_rng(1).normal(80, 3, (130, 36))
started = perf_counter()
before_after([month_after(date(2020, 1, 1), at) for at in range(36)], values, 0, changed=date(2022, 1, 1), better="up")
print(perf_counter() - started)
"""


def like_performance(rng: np.random.Generator) -> np.ndarray:
    """Monthly percentages with a season, levels of their own, and chance that lasts; shape (ORGANISATIONS, months)."""
    own = rng.normal(0, 2, (ORGANISATIONS, len(MONTHS)))
    for month in range(1, len(MONTHS)):
        own[:, month] += 0.4 * own[:, month - 1]
    return 84 + rng.normal(0, 7, (ORGANISATIONS, 1)) + 4 * np.cos(np.arange(len(MONTHS)) * np.pi / 6) + own


def with_statsmodels(series: np.ndarray) -> tuple[float, np.ndarray]:
    """The likeliest correlation, and the statistic of each series."""
    apart = np.abs(TIMES[:, None] - TIMES)
    tried = {}
    for alike in CANDIDATES:
        fits = [GLS(one, DESIGN, sigma=alike**apart).fit() for one in series]
        freedom = len(TIMES) - DESIGN.shape[1]
        spread = np.linalg.slogdet(alike**apart)[1]
        products = np.linalg.slogdet(np.linalg.inv(fits[0].normalized_cov_params))[1]
        likelihood = -sum(spread + products + freedom * np.log(one.ssr) for one in fits) / 2
        tried[alike] = likelihood, np.array([one.tvalues[0] for one in fits])
    best = max(tried, key=lambda alike: tried[alike][0])
    return float(best), tried[best][1]


def in_arrays(series: np.ndarray) -> tuple[float, np.ndarray]:
    """The same by everyweek.effects."""
    alike = common_autocorrelation(series, TIMES, DESIGN)
    fits = fit_all(series, TIMES, DESIGN, alike)
    return alike, fits.coefficients[:, 0] / fits.errors[:, 0]


def best_seconds(run, *, repeats: int) -> float:
    """The fastest of a few runs: the others were disturbed."""
    seconds = []
    for _ in range(repeats):
        started = perf_counter()
        run()
        seconds.append(perf_counter() - started)
    return min(seconds)


def main() -> None:
    """Print the times and the ratio."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    values = like_performance(np.random.default_rng(20_261_122))
    series = values - values.mean(axis=0)

    whole = best_seconds(lambda: before_after(MONTHS, values, 0, changed=MONTHS[BEFORE], better="up"), repeats=20)
    ours = best_seconds(lambda: in_arrays(series), repeats=20)
    loop = best_seconds(lambda: with_statsmodels(series), repeats=1)
    cold = float(subprocess.run([sys.executable, "-c", COLD], capture_output=True, check=True, text=True).stdout)
    (alike, statistics), (theirs, their_statistics) = in_arrays(series), with_statsmodels(series)

    click.echo(f"before and after, {ORGANISATIONS} organisations, {BEFORE} months before and {AFTER} after, one core")
    click.echo(f"  the whole answer, warm              {1000 * whole:>10,.1f} ms")
    click.echo(f"  the first one of a process          {1000 * cold:>10,.0f} ms   (it loads statsmodels)")
    click.echo(f"  all series in arrays                {1000 * ours:>10,.1f} ms")
    click.echo(f"  statsmodels, a loop                 {1000 * loop:>10,.0f} ms")
    click.echo(f"  ratio                               {loop / ours:>10,.0f}")
    difference = np.abs(statistics - their_statistics).max()
    click.echo(f"  correlation {alike:.2f} and {theirs:.2f}; largest difference of a statistic {difference:.1e}")


if __name__ == "__main__":
    main()
