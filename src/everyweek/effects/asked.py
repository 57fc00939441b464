"""Whether a before and after can be asked for, and the sentences where it cannot be answered."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from everyweek.effects.errors import UnusableFigures
from everyweek.effects.nearest_in_shape import FEWEST_BEFORE
from everyweek.variation import Improvement
from everyweek.variation.arrays import Numbers
from everyweek.variation.improvement import sign_of

FEWEST_AFTER = 6
"""Periods after: with fewer, only changes far beyond those that anybody makes could show."""

FEWEST_PEERS = 3
"""With fewer the comparison is with one neighbour's own story."""


def judged_by(better: Improvement, registered: Improvement) -> Improvement:
    """Which way counts as better: the measure's; where neither is, the one that was registered."""
    sign_of(registered)
    return better if sign_of(better) else registered


def checked_level(level: float) -> float:
    """A level that an interval can have."""
    if not 0.5 <= level < 1:
        raise UnusableFigures(f"An interval cannot be sure to {level}. Give a level of at least 0.5 and below 1.")
    return level


def checked(
    periods: Sequence[date],
    values: Numbers,
    row: int,
    *,
    peer_rows: Sequence[int] | None,
    sizes: tuple[int, int, int],
) -> Numbers:
    """The figures, if the question can be asked of them. sizes : peers wanted, and periods before and after."""
    figures = np.asarray(values, dtype=np.float64)
    if figures.ndim != 2 or figures.shape[1] != len(periods):
        raise UnusableFigures(
            f"Figures of shape {figures.shape} do not fit {len(periods)} periods. Give a row for each organisation, "
            "with a figure for each period."
        )
    if np.isinf(figures).any():
        raise UnusableFigures("A figure is infinite. Give NaN where there is none.")
    if not 0 <= row < len(figures):
        raise UnusableFigures(f"There is no row {row} among {len(figures)} organisations, counted from 0.")
    if peer_rows is not None:
        unfit = [one for one in peer_rows if not 0 <= one < len(figures) or one == row]
        if unfit or len(set(peer_rows)) < len(peer_rows):
            raise UnusableFigures("Peers must be rows of other organisations, each once.")
    if sizes[0] < FEWEST_PEERS or sizes[1] < FEWEST_BEFORE or sizes[2] < FEWEST_AFTER:
        raise UnusableFigures(
            f"It takes at least {FEWEST_PEERS} peers, {FEWEST_BEFORE} periods before and {FEWEST_AFTER} after."
        )
    return figures


def why_not_before(number: int, *, anything: bool) -> str:
    """Of too few periods before. anything : the organisation has some figure."""
    if not anything:
        return "No figure of this organisation is there."
    have = {0: "No period has", 1: "Only 1 period has"}.get(number, f"Only {number} periods have")
    return f"{have} a figure before the change, and {FEWEST_BEFORE} are needed."


def why_not_after(number: int, *, is_over: bool) -> str:
    """Of too few periods after. is_over : no more are to come."""
    have = {0: "No period has", 1: "Only 1 period has"}.get(number, f"Only {number} periods have")
    return f"{have} a figure since the change{'' if is_over else ' so far'}, and {FEWEST_AFTER} are needed."


def why_no_peers(number: int, *, registered: bool) -> str:
    """Of too few organisations to compare with. registered : the peers were chosen before."""
    have = {0: "None", 1: "Only 1"}.get(number, f"Only {number}")
    who = "of the peers that were registered" if registered else "other organisation" + "s" * (number > 1)
    if not number and not registered:
        return f"No other organisation has a figure in each of these periods, and {FEWEST_PEERS} are needed."
    verb = "has" if number < 2 else "have"
    return f"{have} {who} {verb} a figure in each of these periods, and {FEWEST_PEERS} are needed."
