"""What a step says, in the words of those who work there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from everyweek.flow.drawing.amounts import by_class, distribution, length, listed, mean_and_spread
from everyweek.flow.drawing.conditions import condition
from everyweek.flow.layout import NOWHERE, Layout, Place
from everyweek.flow.steps import (
    Assign,
    Branch,
    ByClass,
    Delay,
    GoTo,
    Jump,
    Leave,
    Mark,
    Reclass,
    Release,
    Seize,
    Step,
    WaitUntil,
)
from everyweek.flow.week import DAYS

Kind = Literal["queue", "time", "choice", "end", "onward", "note"]
KINDS: dict[type[Step], Kind] = {
    Seize: "queue", Delay: "time", WaitUntil: "time", Branch: "choice", Leave: "end", Jump: "onward", GoTo: "onward",
}  # fmt: skip
"""What it looks like; all others are notes."""
MOST_INSTANTS = 4


@dataclass(frozen=True, slots=True)
class Said:
    """A step in words. title : its name, or what happens when it has none; details : sentences;

    blocks : what is kept from others meanwhile, which is what a drawing must show first."""

    kind: Kind
    title: str
    details: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbered:
    """A layout with the number of each place as readers see it: from 1, in the order of reading."""

    layout: Layout
    numbers: tuple[int, ...]

    def called(self, place: int) -> str:
        """A place by its number and, where it has one, its name."""
        if place == NOWHERE:
            return "nowhere"
        name = self.layout.places[place].step.name
        return f"step {self.numbers[place]}, {name}" if name else f"step {self.numbers[place]}"


def said(number: int, numbered: Numbered) -> Said:
    """What happens at a place. What is held meanwhile is not in it: that depends on who comes."""
    place = numbered.layout.places[number]
    step = place.step
    kind = KINDS.get(type(step), "note")
    happens, *details = _happens(step, place, numbered)
    return Said(kind, step.name, (happens, *details)) if step.name else Said(kind, happens, tuple(details))


def instant(minutes: float) -> str:
    """An instant of the week. minutes : after Monday 00:00.

    >>> instant(1_920.0)
    'Tue 08:00'
    """
    day, rest = divmod(int(minutes), 1_440)
    return f"{DAYS[day % 7]} {rest // 60:02d}:{rest % 60:02d}"


def _happens(step: Step, place: Place, numbered: Numbered) -> tuple[str, ...]:
    if isinstance(step, Seize):
        return _seize(step)
    if isinstance(step, Delay):
        return _delay(step)
    if isinstance(step, WaitUntil):
        return (f"Waits until {_instants(step.times)}",)
    if isinstance(step, GoTo):
        return (f"Goes to {numbered.called(place.next)}",)
    if isinstance(step, Jump):
        return (f"Goes on to pathway {step.pathway}", numbered.called(place.next).capitalize())
    if isinstance(step, Release):
        return _release(step, numbered.layout)
    if isinstance(step, Assign):
        drawn = "; ".join(by_class(step.value))
        return (f"{step.attribute} {'grows by' if step.adds else 'becomes'}: {drawn}",)
    return (_plainly(step),)


def _release(step: Release, layout: Layout) -> tuple[str, ...]:
    frees = f"{step.hold}{_pools_behind(step, layout)}{', if still held' if step.if_held else ''}"
    if step.after is None:
        return (f"Frees {frees}",)
    return (f"Gives back {frees}", f"Free for others after{_patience(step.after)}")


def _plainly(step: Step) -> str:
    if isinstance(step, Mark):
        return f"Time noted: {step.milestone}"
    if isinstance(step, Reclass):
        return f"Becomes class {step.to}"
    if isinstance(step, Leave):
        return f"Leaves: {step.outcome}" if step.outcome else "Leaves"
    return "Which way?"


def _pools_held_as(layout: Layout, hold: str) -> tuple[str, ...]:
    """The pools that are held under a name, anywhere in the model."""
    seizes = (place.step for place in layout.places if isinstance(place.step, Seize))
    return tuple(dict.fromkeys(pool for step in seizes if step.held_as == hold for pool in step.pools))


def _pools_behind(step: Release, layout: Layout) -> str:
    pools = _pools_held_as(layout, step.hold)
    return "" if pools in {(), (step.hold,)} or step.hold == " and ".join(pools) else f" ({' or '.join(pools)})"


def _seize(step: Seize) -> tuple[str, ...]:
    if step.which == "first" and len(step.pools) > 1:
        waits = f"Waits for the first free of {', '.join(step.pools)}, then takes {_units(step)}"
    else:
        together = " together" if len(step.pools) > 1 else ""
        waits = f"Waits for {' and '.join(step.pools)}{together}, then takes {_units(step)}"
    return (
        waits,
        *_order(step),
        *(f"After {length(each.after.minutes)} of waiting: {_rank(each.to)}" for each in step.ageing),
    )


def _units(step: Seize) -> str:
    if step.units > 1:
        return f"{step.units}{' of each' if step.which == 'all' and len(step.pools) > 1 else ''}"
    return "one of each" if step.which == "all" and len(step.pools) > 1 else "one"


def _order(step: Seize) -> tuple[str, ...]:
    if not isinstance(step.priority, Mapping):
        return (_rank(step.priority).capitalize(),) if step.priority else ()
    ranks: dict[int, list[str]] = {}
    for name, rank in sorted(step.priority.items(), key=lambda each: each[1]):
        ranks.setdefault(rank, []).append(name)
    if len(ranks) == 1:
        return ()
    return (f"Served first: {', then '.join(map(listed, ranks.values()))}",)


def _rank(priority: int) -> str:
    return f"priority {priority}, where 0 goes first"


def _delay(step: Delay) -> tuple[str, ...]:
    times = by_class(step.times)
    scaled = (f"times the patient’s {step.scaled_by}",) if step.scaled_by else ()
    if step.name:
        return (*times, *scaled)
    if isinstance(step.times, Mapping):
        return ("Takes time", *times, *scaled)
    mean, spread = mean_and_spread(step.times)
    return (f"Takes {mean.removeprefix('always ')}", *([spread] if spread else []), *scaled)


def _instants(times: tuple[float, ...]) -> str:
    """Instants of the week; what is the same every day is said once."""
    of_the_day = {time % 1_440 for time in times}
    if len(times) == len(DAYS) and len(of_the_day) == 1:
        return f"the next {instant(times[0])[4:]}"
    shown = ", ".join(instant(each) for each in times[:MOST_INSTANTS])
    more = len(times) - MOST_INSTANTS
    next_of = "the next of " if len(times) > 1 else ""
    return f"{next_of}{shown}{f' and {more} more' if more > 0 else ''}"


def ways_of(step: Step) -> tuple[str, ...]:
    """What is said of each way out of a branch, “otherwise” last; or of those who do not wait for what is seized.

    As many as `Place.ways`, and one more for a branch with steps for all others.
    """
    if isinstance(step, Branch):
        told = [condition(way.when) for way in step.ways]
        return (*told, "all others") if step.otherwise is not None else tuple(told)
    told = []
    if isinstance(step, Seize) and step.renege:
        told.append(f"gives up waiting after{_patience(step.renege.after)}")
    if isinstance(step, Seize) and step.balk:
        told.append(f"does not join the queue: {', or '.join(condition(each) for each in step.balk.when)}")
    return tuple(told)


def _patience(after: ByClass) -> str:
    if isinstance(after, Mapping):
        return f": {'; '.join(by_class(after))}"
    return f" {distribution(after).removeprefix('always ')}"
