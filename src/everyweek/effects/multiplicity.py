"""Many measures looked at: how many of them move by chance alone."""

from dataclasses import dataclass

import scipy  # its parts load when they are first used


@dataclass(frozen=True, slots=True)
class ByChance:
    """How many of some measures would be called moved if nothing had changed.

    expected     : on average.
    lower, upper : with 95% it is from this many to this many, if the measures go up and down independently.
    """

    measures: int
    expected: float
    lower: int
    upper: int


def moved_by_chance(measures: int, *, level: float = 0.95) -> ByChance:
    """How many of so many measures move by chance alone, when each is called moved at 1 - level.

    >>> moved_by_chance(60)
    ByChance(measures=60, expected=3.0, lower=0, upper=7)

    Raises ValueError for a number below 0.
    """
    if measures < 0:
        raise ValueError(f"There cannot be {measures} measures. Give how many were looked at.")
    share = 1 - level
    lower, upper = scipy.stats.binom.interval(0.95, measures, share) if measures else (0, 0)
    return ByChance(measures, round(measures * share, 9), int(lower), int(upper))


def by_chance_in_words(by_chance: ByChance, *, moved: int) -> str:
    """A sentence for a page that shows many measures, of which some moved.

    >>> by_chance_in_words(moved_by_chance(60), moved=5)
    'Of 60 measures 5 moved. By chance alone it would be about 3 (0 to 7), so they say nothing by themselves.'
    """
    if by_chance.measures < 2:
        return ""
    said = f"Of {by_chance.measures} measures {moved or 'none'} moved. By chance alone it would be "
    said += f"{_about(by_chance.expected)} ({by_chance.lower} to {by_chance.upper})"
    if moved == 0:
        return said + "."
    if moved <= by_chance.upper:
        return f"{said}, so {'it says nothing by itself' if moved == 1 else 'they say nothing by themselves'}."
    return said + ", so more moved than chance explains; which of them, it does not tell."


def _about(expected: float) -> str:
    return "fewer than 1" if expected < 1 else f"about {expected:.0f}"
