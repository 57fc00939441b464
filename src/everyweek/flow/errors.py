"""What can be wrong with a model of patient flow, and what can happen while it runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a model.

    where   : the part of the model, as it is named there, e.g. "pathway 'emergency department', step 'triage'".
    problem : what is wrong and what to do, as a sentence or two.
    """

    where: str
    problem: str

    def __str__(self) -> str:
        """Both as one sentence.

        >>> str(Fault("pool 'beds'", "It has fewer than no units."))
        "pool 'beds': It has fewer than no units."
        """
        return f"{self.where}: {self.problem}"


class FlowError(Exception):
    """A model cannot be read, made or run; the text of the error is fit for a page.

    FlowError
    ├── FaultyModel      a model that must not run, with all that is wrong with it
    ├── WrongQuantity    a number without its unit, or with one that does not belong there
    └── Unstable         more patients were inside at once than was allowed: some pool cannot keep up
    """


class FaultyModel(FlowError):
    """A model that must not run. `faults`: everything that is wrong with it, in the order in which it stands."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        number = len(self.faults)
        found = "one thing is wrong" if number == 1 else f"{number} things are wrong"
        super().__init__(f"The model cannot run: {found} with it.\n" + "\n".join(f"- {fault}" for fault in self.faults))

    def __reduce__(self) -> "tuple[type[FaultyModel], tuple[tuple[Fault, ...]]]":
        """So that another process can send it."""
        return FaultyModel, (self.faults,)


class WrongQuantity(FlowError, ValueError):
    """A number without its unit, or with one that does not belong there."""


class Unstable(FlowError):
    """More patients were inside at once than was allowed.

    pool   : the name of the pool with the longest queue; "" when nobody waits for one.
    inside : how many patients were inside when the run was stopped.
    day    : days after the start of the run.
    """

    def __init__(self, *, pool: str, inside: int, waiting: int, day: float) -> None:
        self.pool, self.inside, self.waiting, self.day = pool, inside, waiting, day
        stopped = f"The run was stopped on day {day:.1f}: {inside:,} were inside at once, "
        super().__init__(
            f"{stopped}{waiting:,} of them waiting for “{pool}”, and the queue does not come to an end. More patients "
            "arrive there than it can serve. Give it more capacity or fewer arrivals, let patients leave the queue, or "
            "allow more patients inside at once if the queue is meant to grow so long."
            if pool
            else f"{stopped}and nobody waits for a pool. Look at how many arrive and how long they stay; or allow more "
            "patients inside at once if there are meant to be so many."
        )

    def __reduce__(self) -> "tuple[partial[Unstable], tuple[()]]":
        """So that another process can send it."""
        return partial(Unstable, pool=self.pool, inside=self.inside, waiting=self.waiting, day=self.day), ()
