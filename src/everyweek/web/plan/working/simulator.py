"""The seam to the simulator: what was measured here may one day replace what it assumes."""

from dataclasses import dataclass

from everyweek.web.plan.working.models import Registration
from everyweek.web.plan.working.results import Result


@dataclass(frozen=True, slots=True)
class Replacing:
    """A default effect of the simulator that a result could replace. address : of the page that does it."""

    words: str
    address: str


def default_effect_to_replace(registration: Registration, result: Result) -> Replacing | None:
    """What to offer beside a result; None as long as there is no simulator."""
    return None
