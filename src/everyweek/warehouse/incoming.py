"""What the warehouse is handed: the observations of one release."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from everyweek.measures import Evaluated, Measure


@dataclass(frozen=True, slots=True)
class MeasureFigures:
    """One measure for many organisations and periods; sequences and arrays all have length n."""

    measure: Measure
    organisations: tuple[str, ...]
    period_starts: tuple[date, ...]
    evaluated: Evaluated


@dataclass(frozen=True)
class SheetRows:
    """On which row of a sheet each of n lines stands, as a spreadsheet counts.

    numbers : int array of shape (n,); 0 where it is not known, or the sheet does not have the line.
    sheet   : its name; empty for a text file.
    columns : the columns of figures that stand on it; empty for all.
    """

    numbers: NDArray[np.int32]
    sheet: str = ""
    columns: frozenset[str] = frozenset()


@dataclass(frozen=True)
class IncomingRelease:
    """One file's observations and where they come from.

    fingerprint : the same for two files that say the same.
    edition     : start of the last period; of two releases of a period the later edition is in force.
    periods     : start and end (exclusive) of each period it speaks of.
    incomplete  : starts of periods of which no group's figure may be made.
    names       : organisations' names as printed, by code.
    figures     : of organisations, and of groups where a figure cannot be added up.
    rows        : where the lines of organisations stand in the file, in the order of the first of `figures`; empty
                  when it is not known.
    """

    publication: str
    title: str
    form: str
    file_name: str
    sha256: str
    fingerprint: str
    size: int
    edition: date
    published_on: date | None
    revised_on: date | None
    is_revised: bool
    is_sample: bool
    periods: tuple[tuple[date, date], ...]
    incomplete: frozenset[date]
    names: dict[str, str]
    figures: tuple[MeasureFigures, ...]
    rows: tuple[SheetRows, ...] = ()
