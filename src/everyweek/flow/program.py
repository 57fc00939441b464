"""A model as flat arrays: what the kernel, and the slow interpreter that it is held against, read and never change."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int32]
Numbers = NDArray[np.float64]
Words = NDArray[np.uint64]

# What a step does
SEIZE, RELEASE, DELAY, BRANCH, WAIT_UNTIL, MARK, ASSIGN, RECLASS, GO, LEAVE, TAKE = range(11)
"""TAKE is for who is inside when a run begins: units are theirs, whatever the capacity is; of several of which one
will do, those of the first that has enough free, and when none has, of the first."""
# How something is drawn
FIXED, EXPONENTIAL, GAMMA, LOGNORMAL, WEIBULL, TRIANGULAR, SAMPLE, QUANTILES, REST = range(9)
"""REST is what remains of a time that was met under way; its last parameter is the time's own row."""
# What decides
BY_CHANCE, BY_CLASS, BY_ATTRIBUTE, BY_WAITING, BY_IN_USE, BY_FREE, BY_OCCUPANCY, BY_HOUR = range(8)
LESS, AT_MOST, MORE, AT_LEAST, EQUAL, OTHER = range(6)


class Program(NamedTuple):
    """The arrays of a model. Rows of one table are named by their number in another; -1 for none.

    step        : (n_steps, 6) what it does; where it leads; then, by what it does
                  SEIZE row of seize, hold · RELEASE hold, row of by_class for the time until it is free
                  DELAY row of by_class, attribute it is scaled by
                  BRANCH first condition, number of them · WAIT_UNTIL first instant, number · MARK milestone
                  ASSIGN attribute, row of by_class, whether it adds · RECLASS class · LEAVE outcome · TAKE as SEIZE.
    step_salt   : (n_steps,) what makes the luck of a step its own, from its pathway and name.
    seize       : (n_seizes, 11) first need, number of needs, 0 all or 1 first, units, row of by_class for the priority,
                  first ageing step, number of them, row of by_class for the patience, where reneging leads,
                  first condition of balking and number of them; where balking leads is in balk_to.
    balk_to     : (n_seizes,).
    need        : (n_needs,) pools.
    ageing      : (n_ageing, 2) minutes of waiting; the priority from then on.
    by_class    : (n_rows, n_classes) a row of dist, or a priority.
    dist        : (n_dists, 5) how it is drawn, and up to four parameters; for SAMPLE and QUANTILES first value and
                  number of them.
    values      : values of samples; of quantiles the shares, then the values.
    condition   : (n_conditions, 4) what decides; which (row of chance, of classes or of hours, attribute or pool); how
                  it is compared; where it leads.
    compared    : (n_conditions,) with which number.
    chance      : (n_rows, n_classes) up to which draw, the ways before included.
    of_classes  : (n_rows, n_classes) 1 or 0.
    of_hours    : (n_rows, 168) 1 or 0.
    instants    : minutes of the week.
    stream      : (n_streams, 4) first step; 0 Poisson or 1 at times; first time and number of times.
    stream_salt : (n_streams + n_inside,).
    stream_mix  : (n_streams, n_classes) up to which draw of the class.
    given       : (n_given, 3) stream, attribute, row of dist: what is drawn on arrival.
    times       : minutes after the start at which patients of streams come.
    inside      : (n_inside, 2) first step of a prelude; how many. Its salt stands behind those of streams.
    inside_mix  : (n_inside, n_classes).
    interval    : (n_intervals, 4) milestones since and until, -1 arrival and -2 departure; first edge, number of them.
    edges       : minutes.
    n_pools, n_holds, n_marks, n_attributes, n_classes : sizes; first_minute : after Monday 00:00.
    """

    step: Whole
    step_salt: Words
    seize: Whole
    balk_to: Whole
    need: Whole
    ageing: Numbers
    by_class: Whole
    dist: Numbers
    values: Numbers
    condition: Whole
    compared: Numbers
    chance: Numbers
    of_classes: Whole
    of_hours: Whole
    instants: Numbers
    stream: Whole
    stream_salt: Words
    stream_mix: Numbers
    given: Whole
    times: Numbers
    inside: Whole
    inside_mix: Numbers
    interval: Whole
    edges: Numbers
    n_pools: int
    n_holds: int
    n_marks: int
    n_attributes: int
    n_classes: int
    first_minute: float
