"""England in its time series, held against what its providers add up to: two publications of one thing."""

from collections.abc import Iterator

from everyweek.measures import MEASURES
from everyweek.publications.publication import Dataset
from everyweek.publications.quality import wording
from everyweek.publications.quality.finding import Finding
from everyweek.warehouse.england_twice import england_twice
from everyweek.warehouse.warehouse import Loading

COMPARED = ("attendances", "attendances_type1", "emergency_admissions", "four_hour_performance")
"""Of A&E, the one dataset with a time series of England."""
TOO_FAR = 0.005
"""Relative difference. Of the 70 months from July 2015 to October 2024 that the published files have both ways, 69
agree to the last patient; October 2024, of which the series came out before the providers' revision, is 0.18 % off.
Of 7 months with a first release and a revision, none of the four measures moved by more than 0.18 % either. A provider
that is lost stands out: of 122 with type 1 attendances, 102 have more than 0.5 % of England's."""


def check_england(loading: Loading, dataset: Dataset) -> Iterator[Finding]:
    """Every month and measure in which the two are too far apart, of the months that the load speaks of."""
    measures = [MEASURES[name] for name in COMPARED if MEASURES[name].publication == dataset.key]
    for one in england_twice(loading.connection, dataset.key, measures=measures, load_id=loading.load_id):
        if abs(one.of_providers - one.in_time_series) > TOO_FAR * one.in_time_series:
            yield wording.england_differs(one, dataset)
