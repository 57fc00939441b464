"""One measure of one organisation in one period: the table that every page, chart and command reads."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

Vintage = Literal["latest", "first"]
"""`latest`: as revised. `first`: as first published."""


class MissingBecause(StrEnum):
    """Why an observation has no value; each member's text is fit for the page."""

    NO_DENOMINATOR = "nobody to measure: the denominator is zero"
    NOT_COLLECTED = "not collected"
    SUPPRESSED = "suppressed by the publisher"
    NOT_SUBMITTED = "not submitted"
    NOT_APPLICABLE = "not applicable: this organisation was not asked for it"
    INCOMPLETE = "not complete: the file leaves out some of the group's members for this month"
    TOO_FEW_DAYS = "too few of its days have a figure"
    NOT_USED = "not used: it contradicts the other columns"


@dataclass(frozen=True, slots=True)
class Observation:
    """A value with the counts it was made from and the file it came from.

    period_start, period_end : dates; the end is exclusive, so April 2024 is 2024-04-01 to 2024-05-01.
    numerator, denominator   : counts or seconds as published; None where the measure has none or it is missing.
    value                    : a share 0-1, a count, or seconds; None when missing, never zero for missing.
    source                   : publication, file and release in one sentence.
    missing_because          : why value is None; None when there is a value.
    contributing, left_out   : for a group, how many organisations the figure is made of, and how many of its
                               members were left out because their figure is missing; (1, 0) for one organisation.
    """

    measure: str
    organisation: str
    period_start: date
    period_end: date
    numerator: float | None
    denominator: float | None
    value: float | None
    source: str
    missing_because: MissingBecause | None = None
    contributing: int = 1
    left_out: int = 0
    release_id: int = 0


@dataclass(frozen=True, slots=True)
class Series:
    """The observations of one measure and organisation, oldest first, with what a reader must know about them.

    notes : sentences fit for the page, e.g. that a 90th centile does not aggregate.
    """

    measure: str
    organisation: str
    unit: str
    vintage: Vintage
    rolled_up: bool
    observations: tuple[Observation, ...] = ()
    notes: tuple[str, ...] = field(default=())
