"""One word for a link of the chain: is it tight? Made from the icons and the standard by a rule that anyone can repeat.

The rule, first line that holds:

1. no figure                                     -> no figure
2. the newest figure is old                      -> no recent figure
3. a real change for the worse                   -> tight
4. a real change for the better                  -> easing
5. a real change, where neither way is better    -> changed
6. limits on trial, the newest figure misses     -> tight
7. limits on trial                               -> too early to say
8. ordinary variation that misses every time     -> tight
9. ordinary variation that meets every time      -> holding
10. anything else                                -> ordinary variation

Explained for readers in docs/explanation/the-chain.md.
"""

from typing import Literal

from everyweek.reference import Standard
from everyweek.web.measure.analysis import Analysis

Verdict = Literal[
    "tight", "easing", "changed", "holding", "ordinary variation", "too early to say", "no recent figure", "no figure"
]
BY_CAUSE: dict[str, Verdict] = {"concern": "tight", "improvement": "easing", "neutral": "changed"}
BY_ASSURANCE: dict[str, Verdict] = {"fail": "tight", "pass": "holding"}


def verdict_of(analysis: Analysis, standard: Standard | None) -> Verdict:
    """The word for a chart whose newest figure is recent."""
    change = BY_CAUSE.get(cause_of(analysis))
    if change is not None:
        return change
    if analysis.trial:
        return "tight" if misses(analysis, standard) else "too early to say"
    return BY_ASSURANCE.get(analysis.assurance_icon, "ordinary variation")


def cause_of(analysis: Analysis) -> str:
    """What the newest point says: common, concern, improvement or neutral."""
    return analysis.variation_icon.partition("_")[0]


def misses(analysis: Analysis, standard: Standard | None) -> bool:
    """Whether the limits miss the standard every time; while they are on trial, whether the newest figure misses it."""
    if not analysis.trial:
        return analysis.assurance_icon == "fail"
    latest = analysis.latest
    if standard is None or latest is None or latest.value is None:
        return False
    return not standard.is_met_by(latest.value)


def reasons_to_be_tight(analysis: Analysis, standard: Standard | None) -> int:
    """How many of the two reasons hold: it gets worse, and it misses its standard. The more, the tighter."""
    return (cause_of(analysis) == "concern") + misses(analysis, standard)
