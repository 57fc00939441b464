"""Did a change of one organisation show, beyond what chance does to organisations where nothing was changed?

Explained for readers, with how often it is right, in docs/explanation/before-and-after.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np

from everyweek.effects.asked import (
    FEWEST_AFTER,
    FEWEST_PEERS,
    checked,
    checked_level,
    judged_by,
    why_no_peers,
    why_not_after,
    why_not_before,
)
from everyweek.effects.beside_peers import Beside, Company, company_of, stand_beside
from everyweek.effects.cautions import ASSUMPTIONS, Weaknesses, cautions_of
from everyweek.effects.nearest_in_shape import FEWEST_BEFORE, PEERS, WINDOW_BEFORE
from everyweek.effects.placebo import Detectable, detectable, fewest_placebos, is_unusual, placebo_p, reach
from everyweek.effects.windows import windows
from everyweek.variation import Improvement
from everyweek.variation.arrays import Numbers
from everyweek.variation.improvement import sign_of

WINDOW_AFTER = 12
"""Periods: of months a whole year."""

Verdict = Literal[
    "moved for the better", "moved for the worse", "not to be told from chance", "too early", "cannot be said"
]


@dataclass(frozen=True, slots=True)
class Lines:
    """For a picture: a value for each period that was used.

    own            : the organisation's figures.
    counterfactual : where it would have been without the change: the mean of its peers, and its usual distance from it.
    peers          : the mean of its peers.
    """

    periods: tuple[date, ...]
    own: tuple[float, ...]
    counterfactual: tuple[float, ...]
    peers: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """What can be said of a change. Values are in the unit of the series.

    changed             : the day of the change, as registered.
    better              : which way counts as better: the measure's; where neither is, the direction registered.
    level               : how sure the interval is, 0-1.
    why                 : a sentence, of "too early" and "cannot be said"; "" for any other outcome.
    before, after       : the periods used.
    effect              : how far the figures moved away from their peers since the change; None where not worked out.
    lower, upper        : its interval; None where there are too few other organisations for one.
    p                   : which share of all organisations moved as far or farther, for their size of noise.
    placebos            : how many other organisations it was ranked among.
    smallest_detectable : which changes it could have shown.
    peers               : rows of the peers, nearest first.
    fit_before          : how far its figures usually were from the line before (root mean square).
    autocorrelation     : how much of one period's chance is in the next one's, 0-1.
    lines               : for a picture.
    placebo_effects     : effects of the other organisations, brought to the noise of this one, for a picture: `p` is
                          the share of them, and of this one's own, that lie as far from 0 or farther.
    assumptions, cautions : sentences.
    """

    outcome: Verdict
    changed: date
    better: Improvement
    level: float
    why: str = ""
    before: tuple[date, ...] = ()
    after: tuple[date, ...] = ()
    effect: float | None = None
    lower: float | None = None
    upper: float | None = None
    p: float | None = None
    placebos: int = 0
    smallest_detectable: Detectable | None = None
    peers: tuple[int, ...] = ()
    fit_before: float | None = None
    autocorrelation: float | None = None
    lines: Lines | None = None
    placebo_effects: tuple[float, ...] = ()
    assumptions: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()


def before_after(
    periods: Sequence[date],
    values: Numbers,
    row: int,
    *,
    changed: date,
    better: Improvement,
    registered_direction: Improvement = "neither",
    peer_rows: Sequence[int] | None = None,
    peers: int = PEERS,
    window_before: int = WINDOW_BEFORE,
    window_after: int = WINDOW_AFTER,
    level: float = 0.95,
) -> BeforeAfter:
    """Whether an organisation moved away from its peers when it changed something.

    Its difference from the mean of the organisations nearest in shape is fitted by a level, a slope and a step at the
    change, with errors that follow on one another. The step, in its standard errors, is ranked among the same step of
    every other organisation at the same date, each beside its own peers: those are what chance does here. The interval
    holds every effect that would not be unusual among them.

    periods   : first days of periods of one length, oldest first.
    values    : shape (organisations, periods), in the unit of the measure; NaN where missing.
    row       : whose change it is.
    changed   : its first day. A period in which it fell counts as neither before nor after.
    better    : of the measure.
    registered_direction : where the plan said that the figures would go; "neither" where it did not say.
    peer_rows : the peers that were registered before anyone looked, see `nearest_in_shape`; None to choose them now.
    level     : of the interval, and of what counts as unusual.

    An organisation without a figure in a period in which this one has one is neither a peer nor a placebo.
    Raises UnusableFigures when the question has no answer, UnknownImprovement for a direction that is none of three.
    """
    values = checked(periods, values, row, peer_rows=peer_rows, sizes=(peers, window_before, window_after))
    has_figure = ~np.isnan(values[row])
    around = windows(periods, has_figure, changed=changed, window_before=window_before, window_after=window_after)
    found = BeforeAfter(
        "cannot be said",
        changed,
        judged_by(better, registered_direction),
        checked_level(level),
        before=tuple(periods[at] for at in around.before),
        after=tuple(periods[at] for at in around.after),
    )
    if refused := _refusal(found, anything=bool(has_figure.any()), is_over=around.is_over):
        return refused
    figures = values[:, around.used]
    company = company_of(figures, row, len(found.before), peer_rows=peer_rows, peers=peers)
    if len(company.peers) < FEWEST_PEERS:
        return replace(found, why=why_no_peers(len(company.peers), registered=peer_rows is not None))
    beside = stand_beside(figures, around.times, company)
    found = _judged(found, beside, company)
    weak = _weaknesses(
        found,
        beside,
        windows_are=(window_before, window_after),
        directions=(registered_direction, better),
        others_left_out=len(values) - 1 - len(company.others),
        peers_left_out=0 if peer_rows is None else len(peer_rows) - len(company.peers),
    )
    return replace(found, assumptions=ASSUMPTIONS, cautions=cautions_of(weak))


def _refusal(found: BeforeAfter, *, anything: bool, is_over: bool) -> BeforeAfter | None:
    """The answer where there are too few periods for one."""
    if len(found.before) < FEWEST_BEFORE:
        return replace(found, why=why_not_before(len(found.before), anything=anything))
    if len(found.after) < FEWEST_AFTER:
        outcome: Verdict = "cannot be said" if is_over else "too early"
        return replace(found, outcome=outcome, why=why_not_after(len(found.after), is_over=is_over))
    return None


def _weaknesses(
    found: BeforeAfter,
    beside: Beside,
    *,
    windows_are: tuple[int, int],
    directions: tuple[Improvement, Improvement],
    others_left_out: int,
    peers_left_out: int,
) -> Weaknesses:
    """windows_are : periods before and after that were asked for. directions : the registered and the better one."""
    has_moved = found.outcome.startswith("moved")
    return Weaknesses(
        before=(len(found.before), windows_are[0]),
        after=(len(found.after), windows_are[1]),
        poor_fit=beside.poor_fit,
        was_drifting=is_unusual(placebo_p(beside.slope, beside.placebo_slopes), level=found.level),
        peers_moved_more=has_moved and abs(beside.peers_moved) > abs(beside.effect),
        autocorrelation=beside.autocorrelation,
        others_left_out=others_left_out,
        peers_left_out=peers_left_out,
        registered=directions[0],
        went=_way(beside.effect) if has_moved else "neither",
        better=directions[1],
    )


def _judged(found: BeforeAfter, beside: Beside, company: Company) -> BeforeAfter:
    """The effect ranked among the placebos, with all that is said of it but the words."""
    p = placebo_p(beside.statistic, beside.placebos)
    edge = reach(beside.placebos, level=found.level)
    outcome, why = _outcome(found, beside, p=p)
    return replace(
        found,
        outcome=outcome,
        why=why,
        effect=beside.effect,
        lower=None if edge is None else beside.effect - edge * beside.error,
        upper=None if edge is None else beside.effect + edge * beside.error,
        p=p,
        placebos=len(beside.placebos),
        smallest_detectable=detectable(beside.placebos, error=beside.error, level=found.level),
        peers=company.peers,
        fit_before=beside.fit_before,
        autocorrelation=beside.autocorrelation,
        lines=Lines(
            found.before + found.after,
            tuple(beside.own.tolist()),
            tuple((beside.peers_mean + beside.line).tolist()),
            tuple(beside.peers_mean.tolist()),
        ),
        placebo_effects=tuple((beside.placebos * beside.error).tolist()),
    )


def _outcome(found: BeforeAfter, beside: Beside, *, p: float) -> tuple[Verdict, str]:
    needed = fewest_placebos(found.level)
    if len(beside.placebos) < needed:
        return "cannot be said", (
            f"Only {len(beside.placebos)} other organisations have all these figures, and it takes {needed} to know "
            "how far chance goes."
        )
    if not sign_of(found.better):
        return "cannot be said", "Of this measure neither more nor less is better, and no direction was registered."
    if not is_unusual(p, level=found.level):
        return "not to be told from chance", ""
    return ("moved for the better" if _way(beside.effect) == found.better else "moved for the worse"), ""


def _way(effect: float) -> Improvement:
    return "up" if effect > 0 else "down"
