"""XmR charts of many series at once: is this change real?"""

from dataclasses import fields
from typing import Any

import numpy as np
import numpy.typing as npt

from everyweek.variation.arrays import Flags, Positions
from everyweek.variation.chart import Chart
from everyweek.variation.icons import assurance_icons, point_types, variation_icons
from everyweek.variation.improvement import Improvement
from everyweek.variation.limits import find_limits
from everyweek.variation.points import read_points
from everyweek.variation.request import Request, read_request
from everyweek.variation.rule_sets import PLOTTHEDOTS, RuleSet
from everyweek.variation.segments import cut
from everyweek.variation.signals import judge

NEAR = 2 / 3
"""Of the way from the mean to a limit: where the near limits are drawn."""

ROWS_AT_ONCE = 512
"""Bounds the memory in use: an array of 512 series of 60 points is 240 kB, and a few dozen live at a time.

Measured on 10,000 x 60: 64 at once run at half the speed, 256 at 0.87, 1,024 and all at once at 1.08.
"""


def xmr(
    values: npt.ArrayLike,
    *,
    improvement: Improvement,
    rules: RuleSet | str = PLOTTHEDOTS,
    target: npt.ArrayLike | None = None,
    fix_after: int | None = None,
    rebase: npt.ArrayLike | None = None,
    screen: bool | None = None,
) -> Chart:
    """XmR (individuals and moving range) charts, with every rule that holds, the one shown, and the icons.

    A point says something when it lies outside the limits, which are drawn from how much one point usually differs
    from the one before, or when several points together make a pattern that chance seldom makes.

    >>> chart = xmr([7, 9, 8, 7, 9, 8, 7, 9, 8, 7, 9, 8, 20], improvement="down").series()
    >>> chart.rules[-1], chart.variation_icon.word
    (('outside_limits',), 'concern_high')

    values      : array of shape (n_series, n_points), or (n_points,) for one series; any unit; NaN where missing. Equal
                  steps of time from left to right; series of different lengths are padded with NaN at the end.
    improvement : which way is better: up, down or neither.
    rules       : a rule set, or the name of one.
    target      : one number, or one for each series with NaN for none; same unit as the values.
    fix_after   : draw the limits of each segment from its first so many points, missing ones included; at least 12.
    rebase      : where new segments start: booleans of shape (n_points,) or (n_series, n_points), or the positions of
                  points (then the same in every series). `rebase_points` makes them from dates.
    screen      : whether to leave extreme moving ranges out of the limits; None for what the rule set does.

    A missing point is skipped: no moving range, run, trend or window reaches across it, and it is common cause.
    A constant baseline puts both limits on the mean; no point signals until one differs.
    Fewer than 13 recorded points give limits on trial, flagged, or withheld if the rule set withholds them.
    Differences of up to a billionth of the largest value in the segment are ties.

    Raises ImpossibleChart, in one of its kinds.

    Source: NHSRplotthedots 0.2.2 (R/ptd_spc_standard.R, R/ptd_calculate_point_type.R); for the screening, Nelson, L. S.
    (1982), Control charts for individual measurements, Journal of Quality Technology 14(3), 172-173.
    """
    request = read_request(
        values,
        improvement=improvement,
        rules=rules,
        target=target,
        fix_after=fix_after,
        rebase=rebase,
        screen=screen,
    )
    firsts = range(0, max(len(request.values), 1), ROWS_AT_ONCE)
    return _together([_draw(request.rows(slice(first, first + ROWS_AT_ONCE))) for first in firsts])


def _draw(request: Request) -> Chart:
    """The charts of a few series. Lines that are level from end to end have a single column."""
    segments = cut(request.values, request.starts)
    baseline = None if request.fix_after is None else segments.baseline(request.fix_after)
    limits = find_limits(segments.values, rule=request.rule_set.limits, baseline=baseline, screen=request.screen)
    sign = request.improvement_sign
    signals = judge(read_points(segments.values, limits), rule_set=request.rule_set, improvement_sign=sign)

    mean, reach = segments.at_points(limits.mean), segments.at_points(limits.reach)
    direction = segments.at_points(signals.direction)
    present = ~np.isnan(request.values)
    last = _last(present)
    return Chart(
        rule_set=request.rule_set,
        improvement=request.improvement,
        screen=request.screen,
        fix_after=request.fix_after,
        values=request.values,
        mean=mean,
        lower=mean - reach,
        upper=mean + reach,
        near_lower=mean - NEAR * reach,
        near_upper=mean + NEAR * reach,
        moving_range=segments.at_points(limits.moving_range),
        segment=segments.number,
        trial=segments.at_points(limits.trial),
        high_rules=segments.at_points(signals.high_rules),
        low_rules=segments.at_points(signals.low_rules),
        shown_rule=segments.at_points(signals.shown_rule),
        direction=direction,
        point_type=point_types(direction, improvement_sign=sign),
        target=request.target,
        last=last,
        recorded=present.sum(axis=1),
        variation_icon=variation_icons(_at(last, direction), improvement_sign=sign),
        assurance_icon=assurance_icons(
            request.target,
            mean=_at(last, mean),
            reach=_at(last, reach),
            tolerance=_at(last, segments.at_points(limits.tolerance)),
            improvement_sign=sign,
        ),
    )


def _last(present: Flags) -> Positions:
    """The last recorded point of each series; -1 where none is recorded."""
    last = present.shape[1] - 1 - present[:, ::-1].argmax(axis=1)
    return np.where(present.any(axis=1), last, -1)


def _at(last: Positions, found: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """What was found at the last recorded point of each series. Where none is recorded, at its last point."""
    at_last: npt.NDArray[Any] = found[np.arange(len(found)), last if found.shape[1] > 1 else 0]
    return at_last


def _together(charts: list[Chart]) -> Chart:
    """One chart of all series; level lines get as many columns as there are points, without being copied."""
    n_points = charts[0].values.shape[1]
    joined = {}
    for field in fields(Chart):
        parts = [getattr(chart, field.name) for chart in charts]
        if isinstance(parts[0], np.ndarray):
            whole = np.concatenate(parts)
            parts = [np.broadcast_to(whole, (len(whole), n_points)) if whole.ndim == 2 else whole]
        joined[field.name] = parts[0]
    return Chart(**joined)
