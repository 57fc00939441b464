"""Values that cannot be, or hardly: a share outside 0 to 1, a count or a time below zero."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from everyweek.measures import Measure
from everyweek.publications.quality.panel import Flags, Floats, Panel

A_HAIR = 1e-9
"""What double precision may add to a share of exactly 1."""
MAY_BE_OVERFULL = ("beds", "community")
"""Links of the chain where more than all is possible: a ward with patients in corridors is more than full."""


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """The values of one measure in one file that lie outside its range, told by the farthest of them.

    number   : how many there are.
    possible : whether such a value can be true: an occupancy above 1 can.
    """

    measure: Measure
    file: int
    code: str
    start: date
    value: float
    number: int
    side: Literal["below", "above"]
    possible: bool


def find_out_of_range(panel: Panel) -> Iterator[OutOfRange]:
    """Every measure and file of the load with a value outside the measure's range."""
    incoming = panel.is_incoming
    for measure, worked in panel.measures.items():
        negative = incoming & (np.nan_to_num(worked.value) < 0)
        yield from by_file(panel, measure, worked.value, negative, side="below")
        if measure.kind == "share":
            above = incoming & (np.nan_to_num(worked.value) > 1 + A_HAIR)
            yield from by_file(panel, measure, worked.value, above, side="above")


def by_file(
    panel: Panel, measure: Measure, value: Floats, chosen: Flags, *, side: Literal["below", "above"]
) -> Iterator[OutOfRange]:
    """The chosen lines of each file as one finding."""
    lines = np.flatnonzero(chosen)
    for file in np.unique(panel.file[lines]).tolist():
        own = lines[panel.file[lines] == file]
        farthest = int(own[np.argmax(np.abs(value[own]))])
        yield OutOfRange(
            measure=measure,
            file=file,
            code=panel.codes[panel.organisation[farthest]],
            start=date.fromordinal(int(panel.period[farthest])),
            value=float(value[farthest]),
            number=len(own),
            side=side,
            possible=side == "above" and measure.link in MAY_BE_OVERFULL,
        )
