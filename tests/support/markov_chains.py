"""Small Markov chains solved exactly: how often each state is met in the long run, and how likely after a time.

A chain is said by a function that gives, of a state, where it leads and how often. Any hashable value is a state.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Leads = Callable[[Any], Iterable[tuple[Any, float]]]
LEFT_OUT = 1e-13
"""The share of what may happen in a time that is left out."""


@dataclass(frozen=True)
class Chain:
    """states : every one that can be reached. rates : the generator, (n, n), sparse, rows add up to nought."""

    states: tuple[Any, ...]
    rates: Any

    def expected(self, shares: Numbers, number: Callable[[Any], float]) -> float:
        """The mean of a number of the state, with so likely states."""
        return float(shares @ np.array([number(state) for state in self.states]))


def chain(start: Hashable | Iterable[Hashable], leads: Leads) -> Chain:
    """The chain of all states that can be reached from one, or from any of a list."""
    from scipy.sparse import coo_array

    number: dict[Any, int] = {}
    open_ends: list[Any] = list(start) if isinstance(start, list) else [start]
    for state in open_ends:
        number.setdefault(state, len(number))
    rows: list[tuple[int, int, float]] = []
    while open_ends:
        state = open_ends.pop()
        for to, rate in leads(state):
            if rate <= 0:
                continue
            if to not in number:
                number[to] = len(number)
                open_ends.append(to)
            rows += [(number[state], number[to], rate), (number[state], number[state], -rate)]
    origin, to, rate = zip(*rows, strict=True)
    return Chain(tuple(number), coo_array((rate, (origin, to)), shape=(len(number), len(number))).tocsr())


def in_the_long_run(found: Chain) -> Numbers:
    """How often each state is met: the shares that the generator leaves as they are."""
    from scipy.sparse import lil_array
    from scipy.sparse.linalg import spsolve

    equations = lil_array(found.rates.T)
    equations[[0], :] = np.ones((1, len(found.states)))
    right = np.zeros(len(found.states))
    right[0] = 1.0
    return np.asarray(spsolve(equations.tocsc(), right))


def after(found: Chain, shares: Numbers, time: float) -> Numbers:
    """How likely each state is after a time, by uniformisation. shares : at its beginning.

    Source: Jensen, Markoff chains as an aid in the study of Markoff processes, 1953.
    """
    fastest = float(-found.rates.diagonal().min())
    steps = found.rates.T.tocsr() / fastest
    weight, now, total = np.exp(-fastest * time), shares, np.zeros_like(shares)
    assert weight > 0, "so long a time is cut into shorter ones"
    done, number = 0.0, 0
    while done < 1 - LEFT_OUT:
        total += weight * now
        done += weight
        number += 1
        now = now + steps @ now
        weight *= fastest * time / number
    return np.asarray(total)
