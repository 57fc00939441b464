"""Why there is no figure, said so that the reader knows where to look instead."""

from everyweek.measures import Measure
from everyweek.reference import Organisation
from everyweek.web.design import wording
from everyweek.web.measure.presenters.cards import period_of, why_missing
from everyweek.web.measure.queries import Reading

GROUPS = ("england", "region", "icb")


def why_nothing(reading: Reading) -> tuple[str, ...]:
    """One sentence or more, the most particular reason first."""
    measure, organisation = reading.measure, reading.organisation
    reasons = [reason for reason in (_wrong_kind(measure, organisation), _centile(measure, organisation)) if reason]
    if reading.series.observations:
        newest = reading.series.observations[-1]
        reasons.append(
            f"{organisation.name} has no figure for this measure in any {reading.every}. "
            f"{wording.capitalised(period_of(newest))}: {why_missing(newest)}."
        )
    return tuple(
        reasons
        or reading.series.notes
        or (f"None of the files that are loaded holds this measure for {organisation.name}.",)
    )


def _wrong_kind(measure: Measure, organisation: Organisation) -> str:
    if measure.publication == "ambulance_systems" and organisation.kind == "icb":
        return (
            "Ambulance measures are published for ambulance services, regions and England, not for integrated care "
            "boards: one service works for several boards."
        )
    if measure.publication == "ambulance_systems" and organisation.kind in ("trust", "other_provider"):
        return f"{organisation.name} does not run ambulances. Look at the ambulance service of its region."
    if measure.publication == "ae_monthly" and organisation.kind == "ambulance_service":
        return f"{organisation.name} is an ambulance service: it has no emergency department."
    return ""


def _centile(measure: Measure, organisation: Organisation) -> str:
    if not measure.aggregates and organisation.kind in GROUPS:
        return (
            "A 90th centile does not add up: that of a group cannot be worked out from its members’, so it is shown "
            "only where it was published."
        )
    return ""
