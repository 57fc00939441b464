"""The ambulance quality indicators."""

from everyweek.publications.ambulance import clinical_outcomes, systems
from everyweek.publications.publication import Dataset, Publication, Reader

PUBLICATION = Publication(
    name="ambulance",
    title="Ambulance Quality Indicators",
    datasets=(
        # A month is published on the second Thursday of the next one, at the latest the 14th; 31 + 14 + 5 to spare.
        Dataset("ambulance_systems", "Ambulance quality indicators: systems", "month", overdue_days=50),
        # Outcomes come four months later, with the systems of January those of September (NHS England's statistical
        # note of February 2018): the next month by the 14th of the fifth month after it, 153 + 14 + 5 to spare.
        Dataset(
            "ambulance_clinical_outcomes", "Ambulance quality indicators: clinical outcomes", "month", overdue_days=172
        ),
    ),
    readers=(
        Reader("Ambulance quality indicators, systems (AmbSYS), CSV", systems.recognise, systems.read),
        Reader(
            "Ambulance quality indicators, clinical outcomes (AmbCO), CSV",
            clinical_outcomes.recognise,
            clinical_outcomes.read,
        ),
    ),
)
