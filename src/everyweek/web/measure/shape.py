"""What the structure of a chart depends on."""

from dataclasses import dataclass
from typing import Literal, get_args

Size = Literal["wide", "narrow", "small"]
SIZES: tuple[Size, ...] = get_args(Size)
Time = Literal["months", "days", "broken"]
"""How time runs along a chart: dates by month, by day, or with holes that are drawn narrow (`time_axis.py`)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Everything but the rows: charts of one shape differ only in their data.

    axis   : share, count, minutes or seconds.
    judged : whether one direction is better, so that points are better or worse and not merely changed.
    """

    size: Size
    axis: str
    judged: bool
    time: Time = "months"
