"""What somebody asks of a chart, checked and put into arrays."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from everyweek.variation.arrays import Flags, Numbers
from everyweek.variation.errors import ShortBaseline, UnknownRebase, UnusableTarget, UnusableValues
from everyweek.variation.improvement import Improvement, sign_of
from everyweek.variation.rule_sets import RuleSet, find_rule_set

SHORTEST_BASELINE = 12
"""Points; a baseline fixed after fewer says too little about ordinary variation. As in NHSRplotthedots."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to chart, and how.

    values : ndarray of shape (n_series, n_points), NaN where missing.
    target : ndarray of shape (n_series,), NaN for none.
    starts : ndarray of shape (n_series, n_points), where new segments start; None for nowhere.
    """

    values: Numbers
    target: Numbers
    starts: Flags | None
    rule_set: RuleSet
    improvement: Improvement
    fix_after: int | None
    screen: bool

    @property
    def improvement_sign(self) -> int:
        """1 when up is better, -1 when down is, 0 when neither is."""
        return sign_of(self.improvement)

    def rows(self, rows: slice) -> "Request":
        """The same of some of the series."""
        starts = None if self.starts is None else self.starts[rows]
        return replace(self, values=self.values[rows], target=self.target[rows], starts=starts)


def read_request(
    values: npt.ArrayLike,
    *,
    improvement: Improvement,
    rules: RuleSet | str,
    target: npt.ArrayLike | None,
    fix_after: int | None,
    rebase: npt.ArrayLike | None,
    screen: bool | None,
) -> Request:
    """The arguments of `xmr`, checked. Raises ImpossibleChart, in one of its kinds."""
    matrix = _matrix(values)
    rule_set = rules if isinstance(rules, RuleSet) else find_rule_set(rules)
    sign_of(improvement)
    check_baseline(fix_after)
    return Request(
        values=matrix,
        target=_targets(target, n_series=len(matrix)),
        starts=_starts(rebase, matrix.shape),
        rule_set=rule_set,
        improvement=improvement,
        fix_after=fix_after,
        screen=rule_set.limits.screens if screen is None else screen,
    )


def check_baseline(fix_after: int | None) -> None:
    """Raises ShortBaseline when a baseline would be fixed after too few points; None fixes nothing."""
    if fix_after is not None and fix_after < SHORTEST_BASELINE:
        raise ShortBaseline(
            f"A baseline cannot be fixed after {fix_after} points: it takes at least {SHORTEST_BASELINE} to know how "
            "much is ordinary variation."
        )


def _matrix(values: npt.ArrayLike) -> Numbers:
    matrix = np.asarray(values, dtype=np.float64)
    if matrix.ndim == 1:
        matrix = matrix[np.newaxis]
    if matrix.ndim != 2 or matrix.shape[1] == 0:
        raise UnusableValues(
            f"Values of shape {np.shape(values)} cannot be charted. Give a row for each series and at least a point."
        )
    if np.isinf(matrix).any():
        series, point = np.argwhere(np.isinf(matrix))[0]
        raise UnusableValues(f"Series {series} is infinite at point {point}. Give NaN where a value is missing.")
    return matrix


def _targets(target: npt.ArrayLike | None, *, n_series: int) -> Numbers:
    targets = np.asarray(np.nan if target is None else target, dtype=np.float64)
    if targets.shape not in ((), (n_series,)):
        raise UnusableTarget(
            f"A target of shape {targets.shape} does not fit {n_series} series. Give one number, or one for each."
        )
    return np.broadcast_to(targets, (n_series,))


def _starts(rebase: npt.ArrayLike | None, shape: tuple[int, ...]) -> Flags | None:
    if rebase is None or np.size(rebase) == 0:
        return None
    asked = np.asarray(rebase)
    if asked.dtype != np.bool_:
        return np.broadcast_to(_at_positions(asked, n_points=shape[1]), shape)
    if asked.shape not in (shape, shape[1:]):
        raise UnknownRebase(f"Rebase flags of shape {asked.shape} do not fit values of shape {shape}.")
    return np.broadcast_to(asked, shape)


def _at_positions(positions: npt.NDArray[np.generic], *, n_points: int) -> Flags:
    starts = np.zeros(n_points, dtype=np.bool_)
    for position in positions.ravel().tolist():
        if not isinstance(position, int) or not 0 <= position < n_points:
            raise UnknownRebase(
                f"There is no point {position!r} to rebase at: there are {n_points}, counted from 0. "
                "For dates, see rebase_points."
            )
        starts[position] = True
    return starts
