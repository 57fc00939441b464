"""The narrow waist: the shape of every table that crosses a boundary."""

from everyweek.tables.observation import MissingBecause, Observation, Series, Vintage

__all__ = ["MissingBecause", "Observation", "Series", "Vintage"]
