"""What others did about a gap: asked of whoever keeps such things, and shown as they give it.

The pages of comparing come before the library, and know nothing of it: it adds its answer here when Django starts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class Gap:
    """What is asked about: a measure, and the interventions that act on it, those with the best evidence first."""

    measure: str
    interventions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhatOthersDid:
    """One thing to read. about : what it is, whose, and what it rests on; of_a_peer : it comes from a peer."""

    title: str
    address: str
    about: str
    of_a_peer: bool


Source = Callable[[Reader, Sequence[Gap], Sequence[str], int], Sequence[tuple[WhatOthersDid, ...]]]
"""From the reader, some gaps, the codes of the organisation's peers (the nearest first) and how many at most for each:
for each gap what that reader may read of it, the best first."""
SOURCES: list[Source] = []
STATES: list[Callable[[], object]] = []
"""What tells whether the answers may have changed, for pages that browsers keep."""


def what_others_did(
    reader: Reader, gaps: Sequence[Gap], *, peers: Sequence[str], most: int
) -> dict[str, tuple[WhatOthersDid, ...]]:
    """For each of the measures what to read; nothing when nobody keeps such things."""
    found: dict[str, tuple[WhatOthersDid, ...]] = {gap.measure: () for gap in gaps}
    for source in SOURCES:
        for gap, more in zip(gaps, source(reader, gaps, peers, most), strict=True):
            found[gap.measure] = (*found[gap.measure], *more)[:most]
    return found


def state() -> tuple[object, ...]:
    """What the answers depend on beside the address and the reader."""
    return tuple(ask() for ask in STATES)
