"""What several studies of one outcome say together: a random-effects summary of their ratios."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy  # its parts load when they are first used

from everyweek.variation.arrays import Numbers

NORMAL = 1.959963984540054
"""Standard errors from the middle of an interval of 95% to its end: 1.96."""
STEPS = 200
"""Newton's steps come from below and never overshoot, so that a few dozen do; see DerSimonian and Kacker 2007."""


@dataclass(frozen=True, slots=True)
class Study:
    """A ratio (after over before, or with over without) with the limits in which it lies with 95%; all above 0."""

    ratio: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Ratios pooled.

    ratio, lower, upper : the mean over places such as these, with 95% limits.
    likely              : where the ratio of one more such place would lie with 95%; None for fewer than three studies.
    tau_squared         : variance of the logarithms of ratios between places.
    disagreement        : I², the share of the variation between the studies that chance within them does not explain.
    studies             : how many were pooled.
    """

    ratio: float
    lower: float
    upper: float
    likely: tuple[float, float] | None
    tau_squared: float
    disagreement: float
    studies: int


@dataclass(frozen=True, slots=True)
class NoSummary:
    """Why there is none. studies : how many could be used."""

    why: str
    studies: int


def usable(study: Study) -> bool:
    """Whether a study can be weighed: limits above 0 that lie apart and hold the ratio."""
    numbers = (study.lower, study.ratio, study.upper)
    return all(map(math.isfinite, numbers)) and 0 < study.lower <= study.ratio <= study.upper != study.lower


def summarise(studies: Sequence[Study]) -> Summary | NoSummary:
    """The random-effects summary of ratios, on the scale of their logarithms.

    How much places truly differ (tau squared) is the value with which the studies scatter as much as they should
    (Paule and Mandel). The limits of the mean are Hartung's and Knapp's, on Student's t with one degree of freedom less
    than there are studies, and never narrower than without their correction; so few studies give wide limits.

    >>> summary = summarise([Study(0.8, 0.6, 1.067), Study(0.8, 0.6, 1.067), Study(0.8, 0.6, 1.067)])
    >>> round(summary.ratio, 3), summary.tau_squared, summary.disagreement
    (0.8, 0.0, 0.0)

    Studies that cannot be used (see `usable`) are left out. Fewer than two: no summary, with the reason.

    Source: Paule, R. C. and Mandel, J. (1982), Journal of Research of the National Bureau of Standards 87, 377-385;
    DerSimonian, R. and Kacker, R. (2007), Contemporary Clinical Trials 28, 105-114; Knapp, G. and Hartung, J. (2003),
    Statistics in Medicine 22, 2693-2710; Higgins, J. P. T. and others (2009), Journal of the Royal Statistical Society
    A 172, 137-159 (where one more place would lie); Higgins, J. P. T. and Thompson, S. G. (2002), Statistics in
    Medicine 21, 1539-1558 (I squared). Written from general knowledge, November 2026, and held against published
    results, of the trials of the BCG vaccine among others, in tests/unit/effects/test_pooling.py.
    """
    used = [study for study in studies if usable(study)]
    if len(used) < 2:
        return NoSummary(_why_none(len(studies), len(used)), len(used))
    logs = np.log([study.ratio for study in used])
    variances = np.array([(math.log(study.upper / study.lower) / (2 * NORMAL)) ** 2 for study in used])
    freedom = len(used) - 1
    tau_squared = between(logs, variances)
    weights = 1 / (variances + tau_squared)
    mean = float((weights * logs).sum() / weights.sum())
    error = math.sqrt(max(scatter(logs, variances, tau_squared) / freedom, 1) / weights.sum())
    reach = float(scipy.stats.t.ppf(0.975, freedom)) * error
    alone = scatter(logs, variances, 0.0)
    return Summary(
        ratio=math.exp(mean),
        lower=math.exp(mean - reach),
        upper=math.exp(mean + reach),
        likely=_likely(mean, error, tau_squared, studies=len(used)),
        tau_squared=tau_squared,
        disagreement=max(0.0, (alone - freedom) / alone) if alone > 0 else 0.0,
        studies=len(used),
    )


def scatter(logs: Numbers, variances: Numbers, tau_squared: float) -> float:
    """How far the studies lie from their mean, each weighed by how exactly it knows: the generalised Q.

    logs, variances : ndarrays of shape (n_studies,).
    """
    weights = 1 / (variances + tau_squared)
    mean = (weights * logs).sum() / weights.sum()
    return float((weights * (logs - mean) ** 2).sum())


def between(logs: Numbers, variances: Numbers) -> float:
    """Paule's and Mandel's tau squared: where the scatter is one less than the number of studies; 0 if it is less."""
    tau_squared = 0.0
    for _ in range(STEPS):
        weights = 1 / (variances + tau_squared)
        mean = (weights * logs).sum() / weights.sum()
        excess = (weights * (logs - mean) ** 2).sum() - (len(logs) - 1)
        step = float(excess / (weights**2 * (logs - mean) ** 2).sum()) if excess > 0 else 0.0
        tau_squared += step
        if step <= 1e-14 * tau_squared:
            break
    return tau_squared


def _likely(mean: float, error: float, tau_squared: float, *, studies: int) -> tuple[float, float] | None:
    if studies < 3:
        return None
    reach = float(scipy.stats.t.ppf(0.975, studies - 2)) * math.sqrt(tau_squared + error**2)
    return math.exp(mean - reach), math.exp(mean + reach)


def _why_none(studies: int, used: int) -> str:
    if studies == 0:
        return "There is no study of it here."
    with_limits = "none of them has" if used == 0 else "only one of them has"
    if studies == 1:
        return "There is one study of it here, and it takes two or more to say something together."
    return f"There are {studies} studies of it here, and {with_limits} a ratio with 95% limits; it takes two."
