"""Usual ways to ask whether a change showed, as an analyst would write them: to hold ours against.

Each looks in every series of an array of shape (series, periods) for a change in the period `begins`.
"""

import warnings

import numpy as np
from scipy import stats
from statsmodels.regression.linear_model import GLSAR, OLS, RegressionResults

from everyweek.effects.nearest_in_shape import nearest_rows
from everyweek.variation import xmr
from everyweek.variation.arrays import Flags, Numbers


def segmented_design(begins: int, periods: int) -> Numbers:
    """A step, a level and a slope."""
    at = np.arange(periods)
    return np.column_stack([at >= begins, np.ones(periods), at - begins]).astype(np.float64)


def spc_any_signal(series: Numbers, begins: int) -> Flags:
    """Limits from the months before; any month after that shows a special cause, for better or worse."""
    chart = xmr(series, improvement="up", fix_after=begins)
    return np.asarray((chart.rules[:, begins:] > 0).any(axis=1))


def welch(series: Numbers, begins: int) -> Flags:
    """The twelve months before and those after as two samples."""
    before, after = series[:, begins - 12 : begins], series[:, begins:]
    return np.asarray(stats.ttest_ind(before, after, axis=1, equal_var=False).pvalue < 0.05)


def ols_statistics(series: Numbers, begins: int) -> tuple[Numbers, Numbers, Flags]:
    """A level, a slope and a step, as if months had nothing to do with one another: effect, error, whether p < 5 %."""
    design = segmented_design(begins, series.shape[1])
    return _steps([OLS(one, design).fit() for one in series])


def glsar_statistics(series: Numbers, begins: int) -> tuple[Numbers, Numbers, Flags]:
    """The same with Cochrane's and Orcutt's iterations: an autocorrelation for each series."""
    design = segmented_design(begins, series.shape[1])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # of relative changes of a coefficient near 0
        return _steps([GLSAR(one, design, rho=1).iterative_fit(maxiter=8) for one in series])


def _steps(fitted: list[RegressionResults]) -> tuple[Numbers, Numbers, Flags]:
    return (
        np.array([one.params[0] for one in fitted]),
        np.array([one.bse[0] for one in fitted]),
        np.array([one.pvalues[0] < 0.05 for one in fitted]),
    )


def minus_ten_nearest(series: Numbers, begins: int) -> Numbers:
    """Each series less the mean of the ten that ran most alike before."""
    everyone = np.full(len(series), True)
    peers = nearest_rows(series[:, :begins], np.arange(len(series)), everyone, peers=10)
    return series - np.array([series[list(one)].mean(axis=0) for one in peers])


def ranked(effects: Numbers, errors: Numbers, added: float) -> Flags:
    """Whether each statistic, with an effect added, is unusual among those of all the others without one."""
    statistics = np.abs(effects / errors)
    own = np.abs((effects + added) / errors)
    farther = (statistics[None, :] >= own[:, None]).sum(axis=1) - (statistics >= own)
    return np.asarray((1 + farther) / len(effects) <= 0.05)
