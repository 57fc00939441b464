"""Regressions whose errors follow on one another (AR(1)), for one series or for all of them at once.

The organisation itself is fitted by statsmodels. The same arithmetic for hundreds of other series at once is written
here in whole arrays, and held against statsmodels in tests/unit/effects/test_autocorrelated.py.
"""

from dataclasses import dataclass

import numpy as np

from everyweek.variation.arrays import Numbers

CANDIDATES = np.arange(0, 0.951, 0.05)
"""Correlations that are tried. Nearer to 1 a level and a wandering series cannot be told apart in so few periods."""

NOTHING = 1e-9
"""Of the largest figure: errors below it are the computer's rounding, in series that do not vary at all."""


@dataclass(frozen=True, slots=True)
class Fits:
    """n series fitted by one design. Arrays have shape (n, k) for k columns of the design.

    coefficients    : in the unit of the series.
    errors          : their standard errors, above 0.
    autocorrelation : of one period's error with the next one's; the same for all series.
    """

    coefficients: Numbers
    errors: Numbers
    autocorrelation: float


def common_autocorrelation(series: Numbers, times: Numbers, design: Numbers) -> float:
    """How much of one period's error is in the next one's, as all series together say it.

    One series of two dozen periods hardly tells its own autocorrelation, and tells it too small. All of them together
    do: the value of `CANDIDATES` with the largest restricted likelihood, each series with a noise of its own.

    series : shape (n, periods), no NaN. times : shape (periods,), whole numbers that rise. design : (periods, k).
    """
    likelihoods = [_restricted_likelihood(series, times, design, float(one)) for one in CANDIDATES]
    return float(CANDIDATES[int(np.argmax(likelihoods))])


def fit_all(series: Numbers, times: Numbers, design: Numbers, autocorrelation: float) -> Fits:
    """All series by generalised least squares, with errors that are correlated by autocorrelation ** (time apart).

    Shapes are those of `common_autocorrelation`.
    """
    whitened = whiten(design, times, autocorrelation)
    coefficients, squares, inverse = _least_squares(series, times, whitened, autocorrelation)
    freedom = len(times) - design.shape[1]
    errors = np.sqrt(np.outer(squares / freedom, np.diag(inverse)))
    return Fits(coefficients, np.maximum(errors, rounding(series)), autocorrelation)


def fit_one(series: Numbers, times: Numbers, design: Numbers, autocorrelation: float) -> Fits:
    """One series of shape (periods,) by statsmodels; arrays of shape (1, k)."""
    from statsmodels.regression.linear_model import GLS  # it takes seconds to load, and loads pandas

    apart = np.abs(times[:, None] - times[None, :])
    fitted = GLS(series, design, sigma=autocorrelation**apart).fit()
    errors = np.maximum(np.asarray(fitted.bse, dtype=np.float64), rounding(series))
    return Fits(np.asarray(fitted.params, dtype=np.float64)[None, :], errors[None, :], autocorrelation)


def whiten(columns: Numbers, times: Numbers, autocorrelation: float) -> Numbers:
    """Columns of shape (periods, k) without what each period has of the one before, each error as wide as the first.

    >>> import numpy as np
    >>> whiten(np.array([[1.0], [1.0], [1.0]]), np.array([0.0, 1.0, 3.0]), 0.6).ravel().round(3).tolist()
    [1.0, 0.5, 0.686]
    """
    carried = autocorrelation ** np.diff(times)[:, None]
    rest = (columns[1:] - carried * columns[:-1]) / np.sqrt(1 - carried**2)
    return np.concatenate([columns[:1], rest])


def rounding(series: Numbers) -> float:
    """Below it a difference means nothing; above 0 always."""
    largest = float(np.abs(series).max())
    return NOTHING * largest if largest > 0 else 1.0


def _restricted_likelihood(series: Numbers, times: Numbers, design: Numbers, autocorrelation: float) -> float:
    """Of all series together, less what does not depend on the autocorrelation.

    Source: Patterson, H. D. and Thompson, R. (1971), Biometrika 58, 545-554, written from general knowledge.
    """
    whitened = whiten(design, times, autocorrelation)
    _, squares, inverse = _least_squares(series, times, whitened, autocorrelation)
    freedom = len(times) - design.shape[1]
    spread = np.log(1 - autocorrelation ** (2 * np.diff(times))).sum()
    each = -(spread - np.linalg.slogdet(inverse)[1]) / 2
    return float(len(series) * each - freedom / 2 * np.log(np.maximum(squares, rounding(series) ** 2)).sum())


def _least_squares(
    series: Numbers, times: Numbers, whitened: Numbers, autocorrelation: float
) -> tuple[Numbers, Numbers, Numbers]:
    """Coefficients (n, k), sums of squares (n,) and the inverse of the design's products (k, k)."""
    inverse = np.asarray(np.linalg.inv(whitened.T @ whitened), dtype=np.float64)
    wanted = whiten(series.T, times, autocorrelation)
    coefficients = inverse @ (whitened.T @ wanted)
    left = wanted - whitened @ coefficients
    return coefficients.T, (left**2).sum(axis=0), inverse
