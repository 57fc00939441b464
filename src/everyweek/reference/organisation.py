"""What is known about an organisation: its names, whom it belongs to, what became of it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["england", "region", "icb", "trust", "ambulance_service", "other_provider"]
GroupKind = Literal["icb", "region"]
Extent = Literal["whole", "part"]

ENGLAND = "england"
"""The code by which England itself is asked for: `--organisation england`."""

PROVIDER_KINDS = frozenset({"trust", "ambulance_service", "other_provider"})
GROUP_KINDS = frozenset({"icb", "region"})
KINDS = PROVIDER_KINDS | GROUP_KINDS | {ENGLAND}


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation under one of its names.

    code      : as the Organisation Data Service writes it, capitals ("RAJ", "D7T5G"); `england` for England.
    kind      : england, region, icb, trust, ambulance_service or other_provider (walk-in centres, practices).
    valid_from, valid_to : the days this name began and ended to hold; the end is exclusive; None = since before
                2015, or still. A code that keeps its number through a merger has one Organisation per name.
    invented  : True for the cast, the made-up region of the sample data and the tests.
    """

    code: str
    kind: str
    name: str
    valid_from: date | None
    valid_to: date | None
    invented: bool

    def holds_on(self, day: date) -> bool:
        """Whether the organisation bore this name on that day."""
        return holds(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class Membership:
    """A provider (or an ICB) counted in a group from one day to another; the end is exclusive, None is open."""

    provider: str
    group: str
    valid_from: date | None
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it was counted in the group on that day."""
        return holds(self.valid_from, self.valid_to, day)


@dataclass(frozen=True, slots=True)
class Succession:
    """An organisation whose work went to another, in whole or in part, from one day on.

    effective_on : the legal day.
    figures_from : first day whose figures are published under the successor; mostly the same day, but some trusts
                   went on reporting apart for a while, and some handed a hospital over before the legal day.
    """

    code: str
    successor: str
    effective_on: date
    extent: Extent
    figures_from: date


def holds(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Whether a day lies in a period whose end is exclusive and whose missing ends are open.

    >>> holds(date(2022, 7, 1), date(2026, 4, 1), date(2026, 3, 31))
    True
    >>> holds(date(2022, 7, 1), date(2026, 4, 1), date(2026, 4, 1))
    False
    """
    return (valid_from is None or valid_from <= day) and (valid_to is None or day < valid_to)
