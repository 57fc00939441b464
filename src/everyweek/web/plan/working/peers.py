"""Choosing the organisations that a change is held against, from the figures before it."""

from datetime import date

from everyweek.web.plan.working.figures import AroundChange


def peers_before(around: AroundChange, *, changed_on: date) -> tuple[str, ...]:
    """The organisations nearest in shape before a day, nearest first; none where there are too few figures to tell."""
    import numpy as np

    from everyweek.effects import nearest_in_shape
    from everyweek.effects.windows import windows

    if len(around.periods) < 2:
        return ()
    there = ~np.isnan(around.values[around.row])
    before, after = around.window
    columns = windows(around.periods, there, changed=changed_on, window_before=before, window_after=after).before
    if not len(columns):
        return ()
    rows = nearest_in_shape(around.values, around.row, int(columns[-1]) + 1, window=before)
    return tuple(around.codes[row] for row in rows)
