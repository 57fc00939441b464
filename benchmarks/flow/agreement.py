"""Whether two engines counted the same, but for chance."""

from math import sqrt
from statistics import fmean, stdev

from flow.counted import Counted

STANDARD_ERRORS = 4.5
"""How far two means may lie apart. With some eighty comparisons in a run, chance alone would break one of them less
than once in a thousand runs; and seeds are fixed, so that a run that agrees goes on agreeing."""
FEW = 10
"""Of fewer runs than this the spread is taken from ours, of which there are more."""
NEAR = 1e-9


def disagreements(ours: list[Counted], other: list[Counted]) -> list[str]:
    """What two engines do not agree on; both ran the same model over the same time. ours : at least three runs."""
    found = []
    for name in other[0].seen.keys() & ours[0].seen.keys():
        mine, theirs = [one.seen[name] for one in ours], [one.seen[name] for one in other]
        found += _apart(name, mine, theirs)
    return sorted(found + _apart("arrivals", [one.arrived for one in ours], [one.arrived for one in other]))


def _apart(name: str, mine: list[float], theirs: list[float]) -> list[str]:
    spread = stdev(mine)
    of_others = stdev(theirs) if len(theirs) >= FEW else spread
    error = sqrt(spread**2 / len(mine) + of_others**2 / len(theirs))
    apart = fmean(theirs) - fmean(mine)
    if abs(apart) <= STANDARD_ERRORS * error + NEAR:
        return []
    return [
        f"{name}: ours {fmean(mine):.4g}, theirs {fmean(theirs):.4g}, which is {apart / error:+.1f} standard errors."
    ]
