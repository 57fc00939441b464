"""The ambulance quality indicators."""

from everyweek.publications.ambulance import systems
from everyweek.publications.publication import Dataset, Publication, Reader

PUBLICATION = Publication(
    name="ambulance",
    title="Ambulance Quality Indicators",
    # A month is published on the second Thursday of the next one, at the latest the 14th; 31 + 14 + 5 to spare.
    datasets=(Dataset("ambulance_systems", "Ambulance quality indicators: systems", "month", overdue_days=50),),
    readers=(Reader("Ambulance quality indicators, systems (AmbSYS), CSV", systems.recognise, systems.read),),
)
