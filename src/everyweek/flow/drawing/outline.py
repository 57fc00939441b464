"""A model as an outline: pathways, steps in their order, and the ways that part from them and come back.

Both the diagram and the words are made of it, so that neither can say what the other does not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from everyweek.flow.checking.held import Held, held_at
from everyweek.flow.drawing.amounts import listed
from everyweek.flow.drawing.conditions import arrivals
from everyweek.flow.drawing.steps import Numbered, Said, said, ways_of
from everyweek.flow.layout import Layout, lay_out
from everyweek.flow.model import Model
from everyweek.flow.steps import Branch, GoTo, Jump, Leave, Release, Seize, Step


@dataclass(frozen=True, slots=True)
class Holding:
    """What patients have while they are at a step.

    before, after : names of what may be held on arrival and when going on; always : of both, what everybody holds.
    """

    before: frozenset[str]
    after: frozenset[str]
    always: frozenset[str]


@dataclass(frozen=True, slots=True)
class Item:
    """A step.

    number : from 1, over all pathways, in the order of reading. ways : what parts from it.
    goes_on : whether anybody goes on to the step behind it. splits : whether everybody goes one of its ways.
    """

    number: int
    said: Said
    holding: Holding
    ways: "tuple[Side, ...]" = ()
    goes_on: bool = True
    splits: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """Steps that part from a step. label : who goes there; goes_on : whether they come back."""

    label: str
    items: tuple[Item, ...]

    @property
    def goes_on(self) -> bool:
        """Whether those who go this way come back."""
        return not self.items or self.items[-1].goes_on


@dataclass(frozen=True, slots=True)
class Lane:
    """A pathway. streams : name and words of each that begins here; reached_from : steps of others that lead here."""

    name: str
    about: str
    streams: tuple[tuple[str, tuple[str, ...]], ...]
    reached_from: tuple[int, ...]
    items: tuple[Item, ...]


def outline(model: Model) -> tuple[Lane, ...]:
    """Each pathway of a model, in their order."""
    layout = lay_out(model)
    numbered = Numbered(layout, _in_order_of_reading(model, layout))
    maker = _Maker(model, numbered, held_at(model, layout))
    return tuple(
        Lane(
            name=pathway.name,
            about=pathway.about,
            streams=tuple((one.name, arrivals(one)) for one in model.streams if one.pathway == pathway.name),
            reached_from=tuple(
                number
                for number, place in sorted(zip(numbered.numbers, layout.places, strict=True), key=lambda each: each[0])
                if isinstance(place.step, Jump) and place.step.pathway == pathway.name
            ),
            items=maker.items(pathway.steps, pathway.name),
        )
        for pathway in model.pathways
    )


def all_items(items: tuple[Item, ...]) -> Iterator[Item]:
    """Steps and those on their ways, in the order of their numbers."""
    for item in items:
        yield item
        for side in item.ways:
            yield from all_items(side.items)


class _Maker:
    """Makes items of steps; what they need of the whole model is here."""

    def __init__(self, model: Model, numbered: Numbered, held: dict[int, Held]) -> None:
        self.numbered, self.held = numbered, held
        self.layout = layout = numbered.layout
        self.places = {place.path: number for number, place in enumerate(layout.places)}
        self.extra: dict[int, list[str]] = {}
        for one in model.inside:
            place = layout.named.get((one.pathway, one.step))
            if place is not None:
                self.extra.setdefault(place, []).append(f"{one.number} are here when the run begins")
        for number, each in enumerate(layout.places):
            if isinstance(each.step, GoTo) and each.next in range(len(layout.places)):
                self.extra.setdefault(each.next, []).append(f"Also reached from {numbered.called(number)}")

    def items(self, steps: tuple[Step, ...], path: str) -> tuple[Item, ...]:
        """An item of each step. path : that of the steps, as `Place.path` begins."""
        return tuple(self.item(step, f"{path} / {number}") for number, step in enumerate(steps, 1))

    def item(self, step: Step, path: str) -> Item:
        """A step with its ways."""
        number = self.places[path]
        told = said(number, self.numbered)
        holding = self.holding(number)
        details = (*told.details, *self.extra.get(number, ()))
        ways = self.ways(step, path)
        splits = isinstance(step, Branch)
        goes_on = any(side.goes_on for side in ways) if splits else not isinstance(step, Leave | Jump | GoTo)
        return Item(
            self.numbered.numbers[number],
            Said(told.kind, told.title, details, _keeps(step, holding)),
            holding,
            ways,
            goes_on,
            splits,
        )

    def ways(self, step: Step, path: str) -> tuple[Side, ...]:
        """What parts from a step."""
        return tuple(
            Side(label, self.items(steps, f"{path} / {name}"))
            for label, (name, steps) in zip(ways_of(step), _inner(step), strict=True)
        )

    def holding(self, number: int) -> Holding:
        """What may be held, and what is held by everybody, before and after a place."""
        held = self.held.get(number, Held())
        before, always = held.may, held.must
        step = self.layout.places[number].step
        if isinstance(step, Seize):
            return Holding(before, before | {step.held_as}, always | {step.held_as})
        if isinstance(step, Release):
            return Holding(before, before - {step.hold}, always)
        return Holding(before, frozenset() if isinstance(step, Leave) else before, always)


def _inner(step: Step) -> list[tuple[str, tuple[Step, ...]]]:
    """The steps of each way out of a step, by the name that the way has in `Place.path`."""
    if isinstance(step, Branch):
        ways = [(f"way {number}", way.steps) for number, way in enumerate(step.ways, 1)]
        return ways + ([("otherwise", step.otherwise)] if step.otherwise is not None else [])
    if isinstance(step, Seize):
        return [(name, one.steps) for name, one in (("renege", step.renege), ("balk", step.balk)) if one]
    return []


def _in_order_of_reading(model: Model, layout: Layout) -> tuple[int, ...]:
    """The number of each place: a step, then the steps of its ways, then the step behind them."""
    order: dict[str, int] = {}

    def walk(steps: tuple[Step, ...], path: str) -> None:
        for number, step in enumerate(steps, 1):
            order[f"{path} / {number}"] = len(order) + 1
            for name, inner in _inner(step):
                walk(inner, f"{path} / {number} / {name}")

    for pathway in model.pathways:
        walk(pathway.steps, pathway.name)
    return tuple(order[place.path] for place in layout.places)


def _keeps(step: Step, holding: Holding) -> tuple[str, ...]:
    """What is kept while waiting for the next thing: this is how a full ward blocks a department."""
    if not isinstance(step, Seize) or not holding.before:
        return ()
    sure = sorted(holding.before & holding.always)
    maybe = sorted(holding.before - holding.always)
    told = [f"Keeps {listed(sure)} while waiting"] if sure else []
    return (*told, *([f"Some keep {listed(maybe)} while waiting"] if maybe else []))
