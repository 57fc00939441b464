"""What happens to a patient on a pathway, one step after the other.

Patients hold what they seized until they release it, also while they wait for the next thing. That is how blocking
is said: a crew held at the door, a cubicle held by somebody who waits for a bed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from everyweek.flow.conditions import Condition
from everyweek.flow.distributions import Distribution
from everyweek.flow.quantities import Duration

PRIORITIES = 16
"""Priorities go from 0, which is served first, to 15."""
ByClass = Distribution | Mapping[str, Distribution]
"""One for everybody, or one for each class by its name."""


@dataclass(frozen=True, slots=True)
class Ageing:
    """Who has waited long comes before others. after : this wait; to : this priority, a smaller number than before."""

    after: Duration
    to: int


@dataclass(frozen=True, slots=True)
class Renege:
    """Leaving the queue after a while. after : the patience; steps : what happens then, with what was held before."""

    after: ByClass
    steps: "tuple[Step, ...]"


@dataclass(frozen=True, slots=True)
class Balk:
    """Not joining the queue at all. when : any of these holds on arrival; steps : what happens then."""

    when: tuple[Condition, ...]
    steps: "tuple[Step, ...]"


@dataclass(frozen=True, slots=True)
class Seize:
    """Take units, or wait for them: who has the smaller priority number first, then who came first.

    pools    : their names. With several: all of them at once, or the first that is free, in this order.
    which    : "all" or "first".
    units    : of each pool; somebody who needs more than are free holds up those behind in the same queue.
    priority : for everybody, or by class.
    ageing   : steps up while waiting.
    hold     : by which name it is released; the name of the only pool, or the step's own, when empty.
    renege   : leaving the queue; balk : not joining it.
    """

    pools: tuple[str, ...]
    which: Literal["all", "first"] = "all"
    units: int = 1
    priority: int | Mapping[str, int] = 0
    ageing: tuple[Ageing, ...] = ()
    hold: str = ""
    renege: Renege | None = None
    balk: Balk | None = None
    name: str = ""

    @property
    def held_as(self) -> str:
        """The name by which it is released.

        >>> Seize(("beds",)).held_as, Seize(("beds", "trolleys"), which="first", name="a place").held_as
        ('beds', 'a place')
        """
        return self.hold or (self.pools[0] if len(self.pools) == 1 else self.name or " and ".join(self.pools))


@dataclass(frozen=True, slots=True)
class Release:
    """Give back what was seized under a name.

    if_held : nothing happens to who does not hold it.
    after   : how long the units stay in use although the patient goes on without them: a crew that makes ready, a bed
              that is cleaned. None for no time.
    """

    hold: str
    if_held: bool = False
    after: ByClass | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Delay:
    """Time passes.

    times     : how much.
    scaled_by : the attribute that it is multiplied by, "" for none; who has none, or one below nought, goes on at once.
    """

    times: ByClass
    scaled_by: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One way out of a branch: when, and the steps on it. Afterwards it goes on behind the branch."""

    when: Condition
    steps: "tuple[Step, ...]"


@dataclass(frozen=True, slots=True)
class Branch:
    """The first way whose condition holds. Ways by chance share one draw, so that their shares add up to at most one.

    otherwise : the steps of all others; None when chance alone decides and the shares add up to one.
    """

    ways: tuple[Way, ...]
    otherwise: "tuple[Step, ...] | None" = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class WaitUntil:
    """Until the next of some instants of the week, such as the hour of the ward round.

    times : minutes after Monday 00:00, rising; who comes exactly at one of them goes on at once.
    """

    times: tuple[float, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Note the time as a milestone; the last one counts when a patient passes it again. milestone : its name."""

    milestone: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Assign:
    """Give an attribute of the patient a value, or add to the one that is there.

    attribute : its name; value : what is drawn, plain numbers; adds : to what is there, nought if nothing was set.
    """

    attribute: str
    value: ByClass
    adds: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reclass:
    """Make the patient one of another class."""

    to: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class GoTo:
    """On with a named step of the same pathway, such as one more round of tests."""

    step: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Jump:
    """On with another pathway from its beginning, holding what is held."""

    pathway: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Leave:
    """The end of the journey. outcome : how it ended, in a word; who leaves holds nothing any more."""

    outcome: str = ""
    name: str = ""


Step = Seize | Release | Delay | Branch | WaitUntil | Mark | Assign | Reclass | GoTo | Jump | Leave


@dataclass(frozen=True, slots=True)
class Pathway:
    """Steps in their order, under a name. about : a sentence for readers."""

    name: str
    steps: tuple[Step, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Inside:
    """Patients who are inside when the run begins.

    pathway, step : the named step at which they are: a delay that goes on, or a queue in which they wait.
    number        : how many.
    classes       : the share of each class among them; empty for the model's only class.
    remaining     : of a delay, how long it still takes; None to draw it from the delay's own times, as what remains
                    of a time that was met under way: the longer it is, the likelier it is met.
    """

    pathway: str
    step: str
    number: int
    classes: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    remaining: ByClass | None = None


__all__ = [
    "PRIORITIES", "Ageing", "Assign", "Balk", "Branch", "ByClass", "Delay", "GoTo", "Inside", "Jump", "Leave", "Mark",
    "Pathway", "Reclass", "Release", "Renege", "Seize", "Step", "WaitUntil", "Way",
]  # fmt: skip
