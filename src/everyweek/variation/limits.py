"""Where the mean and the limits of an XmR chart lie, and how much they can be trusted."""

from dataclasses import dataclass

import numpy as np

from everyweek.variation.arrays import Flags, Numbers

TIE = 1e-9
"""Two numbers this close, as a share of the largest value of their series, are the same.

Double precision carries 16 digits, of which the mean of 1,000 points may lose three; published figures carry at most
seven. A billionth lies well between the two.
"""


@dataclass(frozen=True, slots=True)
class LimitRule:
    """How a rule set draws limits.

    factor                 : limits lie this many mean moving ranges from the mean.
    screening_factor       : screening drops moving ranges that reach this many times their mean.
    screens                : whether it screens when nobody says otherwise.
    points_for_firm_limits : with fewer recorded points, limits are on trial.
    withholds_trial_limits : then shows no limits and judges no point.
    """

    factor: float
    screening_factor: float
    screens: bool
    points_for_firm_limits: int
    withholds_trial_limits: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """The lines of many charts without a rebase, in the unit of the values. Shape (n_series, 1) unless said.

    mean         : of the baseline; NaN when it holds no value.
    reach        : distance from the mean to either limit; 0 for a constant baseline, NaN without a moving range.
    tolerance    : differences up to this are ties.
    moving_range : ndarray of shape (n_series, n_points), distance from the point before; NaN at the first point and
                   where either is missing. Those outside the baseline or screened out are still here.
    trial        : fewer recorded points than the rule wants for firm limits.
    withheld     : on trial, and the rule then shows no limits and judges no point.
    constant_but_for_odd_points : every moving range that survives screening is zero, though others are not.
    """

    mean: Numbers
    reach: Numbers
    tolerance: Numbers
    moving_range: Numbers
    trial: Flags
    withheld: Flags
    constant_but_for_odd_points: Flags


def find_limits(values: Numbers, *, rule: LimitRule, baseline: Flags | None, screen: bool) -> Limits:
    """The mean of the baseline, and limits at `factor` times its mean moving range on either side.

    With `screen`, moving ranges that reach `screening_factor` times their mean are dropped, once. Where that would
    leave only zeros (a constant series with an odd point in it) both limits would lie on the mean and every point
    outside them; there all moving ranges are kept, and the series is said to be constant but for odd points.

    values   : ndarray of shape (n_series, n_points), NaN where missing.
    baseline : ndarray of shape (n_series, n_points), the points limits are made from; None for all of them.

    Source: NHSRplotthedots 0.2.2, R/ptd_spc_standard.R.
    """
    present = ~np.isnan(values)
    filled = np.where(present, values, 0.0)
    tolerance = TIE * np.abs(filled).max(axis=1, keepdims=True, initial=0.0)
    mean = _mean(filled, present if baseline is None else present & baseline)

    usable = present[:, 1:] & present[:, :-1]
    ranges = np.abs(filled[:, 1:] - filled[:, :-1])
    moving_range = np.full(values.shape, np.nan)
    np.copyto(moving_range[:, 1:], ranges, where=usable)
    if baseline is not None:
        usable &= baseline[:, 1:]

    mean_range = _mean(ranges, usable)
    odd = np.zeros(mean.shape, dtype=np.bool_)
    if screen:
        mean_range, odd = _screened(ranges, usable, mean_range, tolerance, rule.screening_factor)

    trial = present.sum(axis=1, keepdims=True) < rule.points_for_firm_limits
    withheld = trial if rule.withholds_trial_limits else np.zeros_like(trial)
    reach = np.where(withheld, np.nan, rule.factor * mean_range)
    return Limits(mean, reach, tolerance, moving_range, trial, withheld, odd)


def _screened(
    ranges: Numbers, usable: Flags, mean_range: Numbers, tolerance: Numbers, factor: float
) -> tuple[Numbers, Flags]:
    """The mean moving range after screening, and the series in which screening would leave only zeros."""
    kept = usable & (ranges < factor * mean_range - tolerance)
    kept_mean = _mean(ranges, kept)
    nothing_kept = np.isnan(kept_mean)  # every moving range is zero, and zero is not less than three times zero
    only_zeros_kept = (kept_mean <= tolerance) & (mean_range > tolerance)
    return np.where(nothing_kept | only_zeros_kept, mean_range, kept_mean), only_zeros_kept


def _mean(numbers: Numbers, counted: Flags) -> Numbers:
    """Mean of each row over the entries that count; NaN where none does."""
    count = counted.sum(axis=1, keepdims=True)
    total = np.where(counted, numbers, 0.0).sum(axis=1, keepdims=True)
    mean = np.full(total.shape, np.nan)
    np.divide(total, count, out=mean, where=count > 0)
    return mean
