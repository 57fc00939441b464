"""The narrow waist: the shape of every table that crosses a boundary."""

from everyweek.tables.observation import MissingBecause, Observation, Series, Vintage
from everyweek.tables.period import Every, begins_with, period_end

__all__ = ["Every", "MissingBecause", "Observation", "Series", "Vintage", "begins_with", "period_end"]
