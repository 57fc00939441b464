"""An organisation beside its peers, and every other organisation beside its own: the same sum for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from everyweek.effects.autocorrelated import Fits, common_autocorrelation, fit_all, fit_one
from everyweek.effects.nearest_in_shape import nearest_rows
from everyweek.variation.arrays import Numbers


@dataclass(frozen=True, slots=True)
class Company:
    """Who is compared with whom, by row.

    peers   : of the organisation itself, nearest first.
    others  : the placebos: every other organisation with all figures.
    theirs  : the peers of each of the others. The organisation itself is nobody's peer, as its change would be in them.
    """

    row: int
    peers: tuple[int, ...]
    others: tuple[int, ...]
    theirs: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What the figures give, in the unit of the series unless said. n is the number of placebos.

    own, peers_mean : of shape (periods,).
    line            : (periods,): the organisation's usual distance from its peers, the step left out.
    effect, error   : the step of its difference from the peers, and its standard error.
    placebos        : (n,), steps of the others in standard errors.
    slope, placebo_slopes : the slopes of the differences, in standard errors; the latter of shape (n,).
    fit_before      : how far its difference is from its line before (root mean square).
    usual_fit_before : the same of the middle one of the others.
    peers_moved     : the step of the mean of the peers.
    """

    own: Numbers
    peers_mean: Numbers
    line: Numbers
    effect: float
    error: float
    placebos: Numbers
    slope: float
    placebo_slopes: Numbers
    fit_before: float
    usual_fit_before: float
    peers_moved: float
    autocorrelation: float

    @property
    def statistic(self) -> float:
        """The effect in standard errors."""
        return self.effect / self.error

    @property
    def poor_fit(self) -> float:
        """How many times as far from its line before as usual; 1 where nobody is away from it at all."""
        return self.fit_before / self.usual_fit_before if self.usual_fit_before > 0 else 1.0


def company_of(
    figures: Numbers, row: int, before: int, *, peer_rows: Sequence[int] | None = None, peers: int
) -> Company:
    """Peers and placebos among the organisations that have every figure.

    figures : shape (organisations, periods), no NaN in the row; the first `before` columns lie before the change.
    """
    complete = np.asarray(~np.isnan(figures).any(axis=1))
    candidates = complete.copy()
    candidates[row] = False
    others = np.flatnonzero(candidates)
    if not len(others):
        return Company(row, (), (), ())
    seen = figures[:, :before]
    if peer_rows is None:
        own = nearest_rows(seen, np.array([row]), candidates, peers=peers)[0]
    else:
        own = tuple(int(one) for one in peer_rows if candidates[one])
    theirs = nearest_rows(seen, others, candidates, peers=max(1, len(own)))
    return Company(row, own, tuple(others.tolist()), tuple(theirs))


def stand_beside(figures: Numbers, times: Numbers, company: Company) -> Beside:
    """The step of the organisation and of each of the others, at the same moment.

    times : shape (periods,), below 0 before the change.
    """
    after = times >= 0
    design = np.column_stack([after, np.ones_like(times), times]).astype(np.float64)
    own, peers_mean = figures[company.row], figures[list(company.peers)].mean(axis=0)
    means = np.array([figures[list(one)].mean(axis=0) for one in company.theirs])
    differences = np.concatenate([[own - peers_mean], figures[list(company.others)] - means])
    autocorrelation = common_autocorrelation(differences, times, design)
    itself = fit_one(differences[0], times, design, autocorrelation)
    others = fit_all(differences[1:], times, design, autocorrelation)
    statistics = others.coefficients / others.errors
    fit_before, *theirs = _fit_before(differences, design, itself, others)
    return Beside(
        own=own,
        peers_mean=peers_mean,
        line=design[:, 1:] @ itself.coefficients[0, 1:],
        effect=float(itself.coefficients[0, 0]),
        error=float(itself.errors[0, 0]),
        placebos=statistics[:, 0],
        slope=float(itself.coefficients[0, 2] / itself.errors[0, 2]),
        placebo_slopes=statistics[:, 2],
        fit_before=fit_before,
        usual_fit_before=float(np.median(theirs)),
        peers_moved=float(fit_all(peers_mean[None, :], times, design, autocorrelation).coefficients[0, 0]),
        autocorrelation=autocorrelation,
    )


def _fit_before(differences: Numbers, design: Numbers, itself: Fits, others: Fits) -> list[float]:
    coefficients = np.concatenate([itself.coefficients, others.coefficients])
    left = (differences - coefficients @ design.T)[:, design[:, 0] == 0]
    return [float(one) for one in np.sqrt((left**2).mean(axis=1))]
