"""What the warehouse is handed: the observations of one release."""

from dataclasses import dataclass
from datetime import date

from everyweek.measures import Evaluated, Measure


@dataclass(frozen=True, slots=True)
class MeasureFigures:
    """One measure for many organisations and periods; sequences and arrays all have length n."""

    measure: Measure
    organisations: tuple[str, ...]
    period_starts: tuple[date, ...]
    evaluated: Evaluated


@dataclass(frozen=True)
class IncomingRelease:
    """One file's observations and where they come from.

    fingerprint : the same for two files that say the same.
    edition     : start of the last period; of two releases of a period the later edition is in force.
    periods     : start and end (exclusive) of each period it speaks of.
    incomplete  : starts of periods of which no group's figure may be made.
    names       : organisations' names as printed, by code.
    figures     : of organisations, and of groups where a figure cannot be added up.
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
