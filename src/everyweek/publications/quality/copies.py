"""Figures that were copied: an organisation with exactly the same numbers in two periods, one after the other."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from everyweek.publications.quality.jumps import LONGEST_STEP
from everyweek.publications.quality.panel import EARLIER, Floats, Panel, Whole

FEWEST_NUMBERS = 4
"""Different numbers that have to be the same again; two numbers of a small ward often are, four by chance never."""
SMALLEST_LARGEST = 30
"""The largest of them is at least this: small numbers repeat by chance."""
SHARE_OF_ALL = 0.1
FEWEST_OF_ALL = 5


@dataclass(frozen=True, slots=True)
class Copy:
    """Organisations whose figures of one period are those of the period before.

    codes   : sorted; one, or all when so many are the same that the whole table was copied.
    numbers : how many different numbers there are, of the first of them.
    of      : how many organisations had figures in both periods.
    """

    codes: tuple[str, ...]
    file: int
    start: date
    before: date
    numbers: int
    of: int


def find_copies(panel: Panel) -> tuple[Copy, ...]:
    """Every organisation with the same figures as in the period before, where chance does not explain it."""
    later = successive(panel)
    there = Counter(panel.period[later].tolist())
    for array in arrays(panel):
        one, other = array[later], array[later - 1]
        later = later[(one == other) | (np.isnan(one) & np.isnan(other))]
    by_period: defaultdict[int, list[int]] = defaultdict(list)
    for line in later.tolist():
        if is_telling(numbers_of(panel, line)):
            by_period[int(panel.period[line])].append(line)
    return tuple(
        copy_of(panel, together, of=there[start])
        for start, lines in sorted(by_period.items())
        for together in at_once(lines, of=there[start])
    )


def successive(panel: Panel) -> Whole:
    """The lines with figures that follow a line with figures of the same organisation, one of them of this load."""
    has_figure, is_incoming = panel.has_figure, panel.is_incoming
    follows = (
        (panel.organisation[1:] == panel.organisation[:-1])
        & (panel.period[1:] - panel.period[:-1] <= LONGEST_STEP[panel.dataset.every])
        & (is_incoming[1:] | is_incoming[:-1])
        & has_figure[1:]
        & has_figure[:-1]
    )
    return np.flatnonzero(follows) + 1


def arrays(panel: Panel) -> Iterator[Floats]:
    """Every number of the lines, array by array."""
    for worked in panel.measures.values():
        yield from (worked.value, worked.numerator, worked.denominator)


def numbers_of(panel: Panel, line: int) -> tuple[float, ...]:
    """The different numbers other than zero of one line, smallest first."""
    found = {float(array[line]) for array in arrays(panel)}
    return tuple(sorted(number for number in found if number and number == number))


def is_telling(numbers: tuple[float, ...]) -> bool:
    """Whether there are enough numbers, and large enough ones, to rule out that they are the same by chance."""
    whole = [number for number in numbers if number > 1]
    return len(whole) >= FEWEST_NUMBERS and whole[-1] >= SMALLEST_LARGEST


def at_once(lines: list[int], *, of: int) -> tuple[list[int], ...]:
    """One by one, or all together when they are many of those there are."""
    many = len(lines) >= max(FEWEST_OF_ALL, SHARE_OF_ALL * of)
    return (lines,) if many else tuple([line] for line in lines)


def copy_of(panel: Panel, lines: list[int], *, of: int) -> Copy:
    """The lines of one period as one finding, placed in the file of the load."""
    first = lines[0]
    file = int(panel.file[first])
    return Copy(
        codes=tuple(sorted(panel.codes[panel.organisation[line]] for line in lines)),
        file=file if file != EARLIER else int(panel.file[first - 1]),
        start=date.fromordinal(int(panel.period[first])),
        before=date.fromordinal(int(panel.period[first - 1])),
        numbers=len(numbers_of(panel, first)),
        of=of,
    )
