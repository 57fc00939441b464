"""The radar of a place: a spoke for each theme, a ring for each level; now, the target, and the round before.

Where a mark stands on its spoke says its level first: each level has a band of the same width, and within it the scores
of that level stand side by side, so that no mark lies on a ring.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from everyweek.maturity.framework import Level
from everyweek.maturity.scoring import levels_of
from everyweek.web.assess.results.of_place import PlaceResult

CENTRE, RADIUS = 200.0, 160.0
FEWEST_SPOKES = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on a spoke, in units of the drawing."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """Marks of one kind. path : of an SVG path through neighbouring marks. is_closed : no spoke lacks a mark."""

    path: str
    marks: tuple[Mark, ...]
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Ring:
    """The outer edge of a level: its radius, its name, and where that stands, between the last spoke and the first.

    name : "" where the themes have different ladders, of which no ring could bear all the names.
    """

    radius: float
    name: str
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Spoke:
    """A theme: its end, its number, and where that stands."""

    x: float
    y: float
    number: int
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Radar:
    """All that is drawn. target, before : without marks when there are none."""

    rings: tuple[Ring, ...]
    spokes: tuple[Spoke, ...]
    now: Line
    target: Line
    before: Line


def radar_of(result: PlaceResult) -> Radar | None:
    """The drawing; None with fewer than three themes, of which no shape can be made."""
    number = len(result.themes)
    if number < FEWEST_SPOKES:
        return None
    ladders = [levels_of(one.theme, result.framework).all for one in result.themes]
    now, target, before = [], [], []
    for one, levels in zip(result.themes, ladders, strict=True):
        now.append(share_of_radius(levels, one.score.level, one.score.score, one.score.most))
        wanted = one.kept
        target.append(share_of_radius(levels, wanted.target_level, wanted.target_score, one.score.most))
        was = one.before if one.moved and one.moved.direction != "not comparable" else None
        before.append(share_of_radius(levels, was.level, was.score, was.most) if was else None)
    rings, names = max(ladders, key=len), {tuple(level.name for level in ladder) for ladder in ladders}
    return Radar(
        rings=tuple(
            _ring(at, level.name if len(names) == 1 else "", len(rings), number)
            for at, level in enumerate(rings, start=1)
        ),
        spokes=tuple(_spoke(at, number) for at in range(number)),
        now=line(now),
        target=line(target),
        before=line(before),
    )


def share_of_radius(levels: Sequence[Level], level: str, score: float | None, most: float) -> float | None:
    """How far out a mark stands, 0–1; None without a level.

    >>> four = (Level("Early", 0), Level("Progressing", 3), Level("Mature", 6), Level("Benchmarkable", 8))
    >>> share_of_radius(four, "Early", 1, 8), share_of_radius(four, "Benchmarkable", 8, 8)
    (0.125, 0.875)
    >>> share_of_radius(four, "Mature", None, 8)
    0.625
    """
    names = [one.name for one in levels]
    if level not in names:
        return None
    at = names.index(level)
    first = levels[at].lowest
    after = levels[at + 1].lowest if at + 1 < len(levels) else int(most) + 1
    within = 0.5 if score is None or after <= first else min(max((score - first + 0.5) / (after - first), 0.0), 1.0)
    return (at + within) / len(levels)


def line(shares: Sequence[float | None]) -> Line:
    """A line through neighbouring marks; where a spoke has none, it ends and begins anew behind it."""
    marks = [None if share is None else _at(place, len(shares), share) for place, share in enumerate(shares)]
    number = len(marks)
    pieces = [
        f"M{mark.x:.1f} {mark.y:.1f}L{after.x:.1f} {after.y:.1f}"
        for place, mark in enumerate(marks)
        if mark is not None and (after := marks[(place + 1) % number]) is not None
    ]
    known = tuple(mark for mark in marks if mark is not None)
    if len(known) == number:
        return Line("M" + "L".join(f"{mark.x:.1f} {mark.y:.1f}" for mark in known) + "Z", known, is_closed=True)
    return Line("".join(pieces), known)


def _at(place: float, of: int, share: float) -> Mark:
    angle = 2 * pi * place / of - pi / 2
    return Mark(round(CENTRE + RADIUS * share * cos(angle), 1), round(CENTRE + RADIUS * share * sin(angle), 1))


def _ring(at: int, name: str, of: int, spokes: int) -> Ring:
    label = _at(spokes - 0.5, spokes, (at - 0.4) / of)
    return Ring(round(RADIUS * at / of, 1), name, label.x, label.y)


def _spoke(place: int, of: int) -> Spoke:
    end, label = _at(place, of, 1.0), _at(place, of, 1.1)
    return Spoke(end.x, end.y, place + 1, label.x, round(label.y + 5, 1))
