"""What was asked for beside the models."""

from dataclasses import dataclass
from pathlib import Path

AUTO = "auto"
MINUTES_OF_A_DAY = 1_440.0


@dataclass(frozen=True, slots=True)
class Options:
    """The options of everyweek simulate.

    warm_up      : days, or None to find out what the model needs.
    replications : how many; with a precision, at most.
    """

    days: float
    warm_up: float | None
    replications: int
    seed: int
    form: str
    output: Path | None
    processes: int | None
    keep: Path | None
    resume: bool
    precision: tuple[str, ...]
    although_streams_differ: bool
    report: Path | None = None
    overwrite: bool = False

    @property
    def minutes(self) -> float:
        """How long a run is."""
        return self.days * MINUTES_OF_A_DAY
