"""The figures of one dataset side by side: those a load brought, and those that were there before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from everyweek.measures import Measure
from everyweek.publications.publication import Dataset
from everyweek.warehouse import IncomingRelease
from everyweek.warehouse.history import EarlierFigures

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
EARLIER = -1
"""Instead of the number of a file: the figures were in the warehouse before the load."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A measure for n lines; every array has shape (n,), NaN where there is no figure.

    value : a share 0-1, a count or seconds.
    """

    numerator: Floats
    denominator: Floats
    value: Floats


@dataclass(frozen=True)
class Panel:
    """The figures in force of one dataset: n lines, one for each organisation and period, sorted by both.

    codes        : every organisation once, sorted.
    organisation : int array of shape (n,), indices into codes.
    period       : int array of shape (n,), first days as ordinals.
    file         : int array of shape (n,), indices into files, or EARLIER.
    files        : names of the files that brought lines.
    measures     : the dataset's measures, and what they are for each line.
    """

    dataset: Dataset
    codes: tuple[str, ...]
    organisation: Whole
    period: Whole
    file: Whole
    files: tuple[str, ...]
    measures: Mapping[Measure, Worked]

    @property
    def is_incoming(self) -> Flags:
        """Which lines this load brought."""
        incoming: Flags = self.file != EARLIER
        return incoming

    @property
    def has_figure(self) -> Flags:
        """Which lines have a value of any measure."""
        there = np.zeros(len(self.period), dtype=bool)
        for worked in self.measures.values():
            there |= ~np.isnan(worked.value)
        return there


@dataclass(frozen=True)
class Part:
    """Some lines before they are put together; codes and starts have length n, like every array."""

    codes: Sequence[str]
    starts: Whole
    file: int
    measures: Mapping[Measure, Worked]


def panel_of(
    dataset: Dataset,
    incoming: Sequence[tuple[IncomingRelease, frozenset[date]]],
    earlier: EarlierFigures,
) -> Panel | None:
    """The figures in force of a dataset, None when the load brought none that are.

    incoming : the load's releases of the dataset, each with the periods for which it is in force.
    earlier  : what other loads brought and is in force.
    """
    files = tuple(dict.fromkeys(release.file_name for release, _ in incoming))
    parts = [
        part_of(release, in_force, file=files.index(release.file_name))
        for release, in_force in incoming
        if in_force and release.figures
    ]
    if not parts:
        return None
    if earlier.organisations:
        parts.append(earlier_part(earlier, measures=tuple(parts[0].measures)))
    return put_together(dataset, parts, files=files)


def part_of(release: IncomingRelease, in_force: frozenset[date], *, file: int) -> Part:
    """The lines of a release about organisations, for the periods for which it is in force.

    Of a measure that cannot be added up a release holds the figures printed for groups as well; those are left out.
    """
    codes = release.figures[0].organisations
    counts = {day: day.toordinal() if day in in_force else 0 for day in set(release.figures[0].period_starts)}
    starts = np.array([counts[day] for day in release.figures[0].period_starts], dtype=np.int64)
    kept = starts > 0
    return Part(
        codes=[code for code, keep in zip(codes, kept.tolist(), strict=True) if keep],
        starts=starts[kept],
        file=file,
        measures={
            figures.measure: Worked(
                figures.evaluated.numerator[kept], figures.evaluated.denominator[kept], figures.evaluated.value[kept]
            )
            for figures in release.figures
            if figures.organisations is codes or figures.organisations == codes
        },
    )


def earlier_part(earlier: EarlierFigures, *, measures: Iterable[Measure]) -> Part:
    """What was there before, as lines: a figure of each measure for every organisation and period."""
    keys = earlier.organisation * 10_000_000 + earlier.period
    lines, line = np.unique(keys, return_inverse=True)
    worked = {}
    for measure in measures:
        chosen = earlier.measure == earlier.measures.get(measure.name, -1)
        arrays = (earlier.numerator, earlier.denominator, earlier.value)
        worked[measure] = Worked(*(spread(array[chosen], line[chosen], n_lines=len(lines)) for array in arrays))
    return Part(
        codes=[earlier.organisations[number] for number in (lines // 10_000_000).tolist()],
        starts=lines % 10_000_000,
        file=EARLIER,
        measures=worked,
    )


def spread(numbers: Floats, lines: Whole, *, n_lines: int) -> Floats:
    """Numbers put on their lines; NaN on the others."""
    full = np.full(n_lines, np.nan)
    full[lines] = numbers
    return full


def put_together(dataset: Dataset, parts: Sequence[Part], *, files: tuple[str, ...]) -> Panel:
    """The lines of all parts as one, sorted by organisation and period."""
    codes = tuple(sorted({code for part in parts for code in part.codes}))
    numbers = {code: number for number, code in enumerate(codes)}
    organisation = np.array([numbers[code] for part in parts for code in part.codes], dtype=np.int64)
    period = np.concatenate([part.starts for part in parts])
    order = np.lexsort((period, organisation))
    return Panel(
        dataset=dataset,
        codes=codes,
        organisation=organisation[order],
        period=period[order],
        file=np.concatenate([np.full(len(part.starts), part.file, dtype=np.int64) for part in parts])[order],
        files=files,
        measures={
            measure: Worked(
                *(
                    np.concatenate([array_of(part, measure, name) for part in parts])[order]
                    for name in ("numerator", "denominator", "value")
                )
            )
            for measure in dict.fromkeys(measure for part in parts for measure in part.measures)
        },
    )


def array_of(part: Part, measure: Measure, name: str) -> Floats:
    """One array of a measure; NaN throughout where the part has nothing of it, as a file in an older form may."""
    worked = part.measures.get(measure)
    found: Floats = np.full(len(part.starts), np.nan) if worked is None else getattr(worked, name)
    return found
