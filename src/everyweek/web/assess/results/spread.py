"""How the places of a system stand in one theme: lowest, median and highest, and never a mean."""

from collections.abc import Iterable
from dataclasses import dataclass

from everyweek.maturity.framework import Levels
from everyweek.maturity.scoring import lower_median
from everyweek.web.assess.results.queries import Cell


@dataclass(frozen=True, slots=True)
class LevelSpread:
    """Of the places that have a level: how many there are, and the lowest, median and highest.

    scores : None for a theme that is agreed and not scored. of : how many places gave something, with a level or not.
    """

    places: int
    of: int
    levels: tuple[str, str, str] = ("", "", "")
    scores: tuple[float, float, float] | None = None


def spread_of(cells: Iterable[Cell | None], levels: Levels) -> LevelSpread:
    """The spread of one theme; every value of it is that of some place. cells : None for a place without this theme."""
    given = list(cells)
    complete = [one for one in given if one is not None and one.level]
    if not complete:
        return LevelSpread(0, len(given))
    numbers = {level.name: number for number, level in enumerate(levels.all)}
    reached = sorted(numbers.get(one.level, 0) for one in complete)
    scores = sorted(one.score for one in complete if one.score is not None)
    names = [levels.all[number].name for number in (reached[0], int(lower_median(reached)), reached[-1])]
    return LevelSpread(
        places=len(complete),
        of=len(given),
        levels=(names[0], names[1], names[2]),
        scores=(scores[0], lower_median(scores), scores[-1]) if scores else None,
    )
