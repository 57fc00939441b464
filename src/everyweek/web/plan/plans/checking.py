"""Does a target say more than chance? It is held against the limits of ordinary variation before work begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from everyweek.measures.measure import Polarity
from everyweek.tables.in_words import amount

FEWEST = 12
"""With fewer figures the limits say too little to hold a target against."""
Verdict = Literal["inside", "better", "outside", "worse", "unknown"]
PERIODS = {"day": "days", "week": "weeks", "month": "months", "quarter": "quarters"}


@dataclass(frozen=True, slots=True)
class TargetCheck:
    """A target beside ordinary variation.

    verdict : inside (the limits), better (outside, on the better side), outside (of a measure of which neither way is
              better), worse (than the mean), unknown (fewer than 12 figures).
    mean, lower, upper : in the unit of the measure; None when unknown.
    figures : how many the limits rest on. on_trial : they are too few for firm limits.
    is_reached : the newest figure is there already, or beyond. is_moving : the newest figure shows more than ordinary
              variation, so that the limits are of a process that is changing.
    """

    verdict: Verdict
    mean: float | None
    lower: float | None
    upper: float | None
    figures: int
    on_trial: bool = False
    is_reached: bool = False
    is_moving: bool = False


def check_target(values: Sequence[float | None], *, to_value: float, better: Polarity) -> TargetCheck:
    """A target held against the mean and the limits of a series, from one way of counting and one organisation.

    values : oldest first, in the unit of the target; None where there is no figure.

    >>> series = [0.70, 0.72, 0.69, 0.71, 0.73, 0.70, 0.68, 0.72, 0.71, 0.69, 0.70, 0.72, 0.71]
    >>> [check_target(series, to_value=target, better="up").verdict for target in (0.73, 0.80, 0.60)]
    ['inside', 'better', 'worse']
    >>> check_target(series[:11], to_value=0.73, better="up").verdict
    'unknown'
    """
    recorded = [value for value in values if value is not None]
    if len(recorded) < FEWEST:
        return TargetCheck("unknown", None, None, None, len(recorded))
    from everyweek.variation import xmr

    gaps = [float("nan") if value is None else value for value in values]
    drawn = xmr(gaps, improvement=better).series(0)
    mean, lower, upper = (float(line[-1]) for line in (drawn.mean, drawn.lower, drawn.upper))
    if lower != lower:  # NaN: no two figures stand side by side
        return TargetCheck("unknown", None, None, None, len(recorded))
    verdict = _verdict(to_value, mean=mean, lower=lower, upper=upper, better=better)
    return TargetCheck(
        verdict,
        mean,
        lower,
        upper,
        len(recorded),
        on_trial=drawn.trial,
        is_reached=_reaches(recorded[-1], to_value, better=better),
        is_moving=drawn.last is not None and bool(drawn.rules[drawn.last]),
    )


def _verdict(to_value: float, *, mean: float, lower: float, upper: float, better: Polarity) -> Verdict:
    if (better == "up" and to_value < mean) or (better == "down" and to_value > mean):
        return "worse"
    if lower <= to_value <= upper:
        return "inside"
    return "outside" if better == "neither" else "better"


def _reaches(newest: float, to_value: float, *, better: Polarity) -> bool:
    return (better == "up" and newest >= to_value) or (better == "down" and newest <= to_value)


def check_in_words(
    check: TargetCheck, *, unit: str, every: str = "month", can_be_negative: bool = False
) -> tuple[str, ...]:
    """What a check says, in sentences: the first is what matters.

    unit : of the measure. every : how long its periods are, a key of PERIODS. can_be_negative : it is a difference.
    """
    periods = PERIODS[every]
    if check.mean is None or check.lower is None or check.upper is None:
        few = f"fewer than {FEWEST} figures" if check.figures < FEWEST else "no two figures side by side"
        return (f"This target cannot be checked against ordinary variation: there are {few} to work out limits from.",)
    limits = _limits(check.lower, check.upper, unit, can_be_negative=can_be_negative)
    first = {
        "inside": f"This target lies inside today’s process limits ({limits}): {periods} like that already happen by "
        "chance, and reaching it once would prove nothing.",
        "better": f"This target lies outside today’s process limits ({limits}), on the better side: it takes a change "
        "of the process, and not only a good run.",
        "outside": f"This target lies outside today’s process limits ({limits}): it takes a change of the process.",
        "worse": f"This target lies on the worse side of today’s mean ({amount(check.mean, unit)}): most {periods} "
        "are better than that already.",
    }[check.verdict]
    trial = (f"These limits rest on only {check.figures} {periods}, and are on trial.",) if check.on_trial else ()
    reached = ("The newest figure is there already, or beyond it.",) if check.is_reached else ()
    moving = (
        ("The newest figure shows more than ordinary variation: the process is changing, and these limits will too.",)
        if check.is_moving
        else ()
    )
    return (first, *reached, *moving, *trial)


def _limits(lower: float, upper: float, unit: str, *, can_be_negative: bool) -> str:
    """The limits as far as figures can lie: no share is below 0% or above 100%, and no count or time below nought."""
    low = lower if can_be_negative else max(lower, 0.0)
    high = min(upper, 1.0) if unit == "share" else upper
    return f"{amount(low, unit)} to {amount(high, unit)}"
