"""The steps of all pathways in one row, each with where it leads: what is checked, compiled and drawn.

Ways of a branch and what follows reneging or balking are steps of their own row, so that a pathway is a graph.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from everyweek.flow.model import Model
from everyweek.flow.steps import Branch, GoTo, Jump, Leave, Seize, Step

NOWHERE = -1
"""Where a pathway leads that ends without leaving."""


@dataclass(slots=True)
class Place:
    """A step at its place.

    path  : its pathway and the numbers of the steps above it, such as "emergency department / 4 / way 1 / 2".
    next  : the place that follows; for a branch that of "otherwise", for a seize that with what was seized.
    ways  : the places to which its ways, or what follows reneging and balking, lead.
    """

    step: Step
    pathway: str
    path: str
    next: int = NOWHERE
    ways: list[int] = field(default_factory=list)

    @property
    def where(self) -> str:
        """For a sentence on what is wrong with it."""
        own = f" “{self.step.name}”" if self.step.name else ""
        return (
            f"pathway “{self.pathway}”, step {self.path.partition(' / ')[2]}{own} ({type(self.step).__name__.lower()})"
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """All steps of a model. begins : where each pathway begins, by its name; named : places by (pathway, step name)."""

    places: tuple[Place, ...]
    begins: dict[str, int]
    named: dict[tuple[str, str], int]

    def leads_to(self, number: int) -> Iterator[int]:
        """The places to which a place leads, NOWHERE included."""
        place = self.places[number]
        yield from place.ways
        chance_decides = isinstance(place.step, Branch) and place.step.otherwise is None
        if not isinstance(place.step, Leave) and not chance_decides:
            yield place.next


def lay_out(model: Model) -> Layout:
    """Every step of a model in one row.

    Names that do not exist lead to NOWHERE; `checking` says so.
    """
    places: list[Place] = []
    named: dict[tuple[str, str], int] = {}
    begins: dict[str, int] = {}

    def lay(steps: tuple[Step, ...], pathway: str, path: str, after: int | None) -> int:
        """Lay steps one after the other; after : where the last leads. Returns the place of the first."""
        if not steps:
            return NOWHERE if after is None else after
        first = len(places)
        numbers = []
        for number, step in enumerate(steps, start=1):
            places.append(Place(step, pathway, f"{path} / {number}"))
            numbers.append(len(places) - 1)
            if step.name:
                named.setdefault((pathway, step.name), numbers[-1])
        follow = [*numbers[1:], NOWHERE if after is None else after]
        for here, follows in zip(numbers, follow, strict=True):
            _lay_inner(here, follows)
        return first

    def _lay_inner(here: int, follows: int) -> None:
        place = places[here]
        step, pathway, path = place.step, place.pathway, place.path
        place.next = follows
        if isinstance(step, Branch):
            place.ways = [
                lay(way.steps, pathway, f"{path} / way {number}", follows) for number, way in enumerate(step.ways, 1)
            ]
            if step.otherwise is not None:
                place.next = lay(step.otherwise, pathway, f"{path} / otherwise", follows)
        elif isinstance(step, Seize):
            if step.renege:
                place.ways.append(lay(step.renege.steps, pathway, f"{path} / renege", follows))
            if step.balk:
                place.ways.append(lay(step.balk.steps, pathway, f"{path} / balk", follows))

    for pathway in model.pathways:
        begins.setdefault(pathway.name, lay(pathway.steps, pathway.name, pathway.name, None))
    for place in places:
        if isinstance(place.step, Jump):
            place.next = begins.get(place.step.pathway, NOWHERE)
        elif isinstance(place.step, GoTo):
            place.next = named.get((place.pathway, place.step.step), NOWHERE)
    return Layout(tuple(places), begins, named)
