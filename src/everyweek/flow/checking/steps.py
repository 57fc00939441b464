"""What is wrong with a step by itself: names that there are not, missing units, shares that do not add up."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import singledispatchmethod
from math import isfinite

from everyweek.flow.conditions import COMPARED, LOOKED, Attribute, Chance, Condition, Hours, OfClass, PoolState
from everyweek.flow.distributions import Distribution, faults_of
from everyweek.flow.layout import Layout, Place
from everyweek.flow.model import Model
from everyweek.flow.pools import MOST_UNITS, Pool
from everyweek.flow.quantities import HOURS_OF_A_WEEK, MINUTES_OF_A_WEEK
from everyweek.flow.steps import (
    PRIORITIES,
    Assign,
    Branch,
    ByClass,
    Delay,
    GoTo,
    Jump,
    Mark,
    Reclass,
    Release,
    Seize,
    Step,
    WaitUntil,
)

NEAR = 1e-9
MOST_LISTED = 20


class StepChecks:
    """Looks at one step after the other, with the names of the model at hand."""

    def __init__(self, model: Model, layout: Layout) -> None:
        self.layout = layout
        self.pools = {pool.name: most_units(pool) for pool in model.pools}
        self.classes = set(model.all_classes)
        self.attributes = attributes_of(model, layout)
        self.holds = {place.step.held_as for place in layout.places if isinstance(place.step, Seize)}
        self.named: dict[str, set[str]] = {}
        for pathway, name in layout.named:
            self.named.setdefault(pathway, set()).add(name)

    def faults(self, place: Place) -> Iterator[str]:
        """What is wrong with the step at a place, as sentences."""
        yield from self._look(place.step, place)

    @singledispatchmethod
    def _look(self, step: Step, place: Place) -> Iterable[str]:
        return ()

    @_look.register
    def _(self, step: Seize, place: Place) -> Iterable[str]:
        if not step.pools:
            yield "It names no pool."
        yield from self._missing("pool", step.pools, self.pools)
        if len(set(step.pools)) < len(step.pools):
            yield "It names one pool twice. To take several units of it, say how many (units)."
        if step.which not in ("all", "first"):
            yield f"“{step.which}” of the pools cannot be taken: say “all” or “first”."
        if not 1 <= step.units <= MOST_UNITS or step.units != int(step.units):
            yield f"Units are whole numbers from 1 to {MOST_UNITS:,}."
        short = {name: most for name in step.pools if (most := self.pools.get(name, 0)) < step.units}
        if any(short.values()) and (step.which == "all" or len(short) == len(step.pools)):
            has = " and ".join(f"“{name}” never has more than {most:,}" for name, most in short.items())
            yield f"Whoever comes here waits for ever: it asks for {step.units:,} units at once, and {has}."
        named = step.priority if isinstance(step.priority, Mapping) else {}
        yield from self._every_class(step.priority)
        for priority in [*named.values(), *([] if named else [step.priority]), *(age.to for age in step.ageing)]:
            if not isinstance(priority, int) or not 0 <= priority < PRIORITIES:
                yield f"A priority is a whole number from 0 (first) to {PRIORITIES - 1}, and {priority!r} is not."
        if len({age.after for age in step.ageing}) < len(step.ageing):
            yield "After one and the same wait it has two priorities (ageing)."
        if step.renege:
            yield from self.faults_of_times(step.renege.after, "patience")
        if step.balk:
            for condition in step.balk.when:
                yield from self._condition(condition)

    @_look.register
    def _(self, step: Release, place: Place) -> Iterable[str]:
        yield from self._missing("held thing", (step.hold,), self.holds)
        if step.after is not None:
            yield from self.faults_of_times(step.after, "time until it is free")

    @_look.register
    def _(self, step: Delay, place: Place) -> Iterable[str]:
        yield from self.faults_of_times(step.times, "time")
        if step.scaled_by:
            yield from self._missing("attribute", (step.scaled_by,), self.attributes)

    @_look.register
    def _(self, step: Assign, place: Place) -> Iterable[str]:
        yield from self._distributions(step.value, "value", of_time=False)

    @_look.register
    def _(self, step: Branch, place: Place) -> Iterable[str]:
        if not step.ways:
            yield "It has no way."
        for way in step.ways:
            yield from self._condition(way.when)
        chances = [way.when for way in step.ways if isinstance(way.when, Chance)]
        for name in sorted(self.classes):
            total = sum(share_of(chance, name) for chance in chances)
            if total > 1 + NEAR:
                yield f"The shares of its ways add up to {total:g}{self._for(name)}, which is more than 1."
                return
            only_chance = len(chances) == len(step.ways)
            if step.otherwise is None and (not only_chance or total < 1 - NEAR):
                yield (
                    f"Its ways leave some{self._for(name)} without one. Say what others do (otherwise), also when that "
                    "is nothing but to go on."
                )
                return

    @_look.register
    def _(self, step: WaitUntil, place: Place) -> Iterable[str]:
        if not step.times or any(not 0 <= time < MINUTES_OF_A_WEEK or time != int(time) for time in step.times):
            yield "It needs instants of the week, as whole minutes after Monday 00:00, from 0 to below 10,080."
        if list(step.times) != sorted(set(step.times)):
            yield "Its instants are not in order, or one of them is there twice."

    @_look.register
    def _(self, step: Mark, place: Place) -> Iterable[str]:
        if step.milestone in ("", "arrival", "departure"):
            yield "A milestone needs a name; arrival and departure are noted by themselves."

    @_look.register
    def _(self, step: Reclass, place: Place) -> Iterable[str]:
        yield from self._missing("class", (step.to,), self.classes)

    @_look.register
    def _(self, step: Jump, place: Place) -> Iterable[str]:
        yield from self._missing("pathway", (step.pathway,), self.layout.begins)

    @_look.register
    def _(self, step: GoTo, place: Place) -> Iterable[str]:
        yield from self._missing("step of this pathway", (step.step,), self.named.get(place.pathway, set()))

    def _condition(self, condition: Condition) -> Iterable[str]:
        if isinstance(condition, Chance):
            shares = [share_of(condition, name) for name in sorted(self.classes)]
            if any(not 0 <= share <= 1 for share in shares):
                yield "A share of patients is from 0 to 1."
            if not isinstance(condition.share, float | int):
                yield from self._every_class(dict(condition.share))
                if len(dict(condition.share)) < len(condition.share):
                    yield "It names one class twice."
        elif isinstance(condition, OfClass):
            yield from self._missing("class", condition.classes, self.classes)
        elif isinstance(condition, Hours):
            if not condition.hours or any(not 0 <= hour < HOURS_OF_A_WEEK for hour in condition.hours):
                yield "Hours of the week go from 0 to 167, and at least one is needed."
        elif condition.compared not in COMPARED:
            yield f"“{condition.compared}” compares nothing. Use one of {', '.join(COMPARED)}."
        elif not isfinite(condition.number):
            yield "It is compared with a number that is not finite."
        elif isinstance(condition, Attribute):
            yield from self._missing("attribute", (condition.name,), self.attributes)
        elif isinstance(condition, PoolState):
            yield from self._missing("pool", (condition.pool,), self.pools)
            if condition.looked not in LOOKED:
                yield f"“{condition.looked}” is nothing that a pool has. Use one of {', '.join(LOOKED)}."

    def faults_of_times(self, found: ByClass, what: str) -> Iterable[str]:
        """What is wrong with times that are drawn, as sentences. what : what they are, for these."""
        yield from self._distributions(found, what, of_time=True)

    def _distributions(self, found: ByClass, what: str, *, of_time: bool) -> Iterable[str]:
        yield from self._every_class(found)
        each: Mapping[str, Distribution] = found if isinstance(found, Mapping) else {"": found}
        for name, distribution in each.items():
            for fault in faults_of(distribution, of_time=of_time):
                yield f"Its {what}{self._for(name)} cannot be drawn: {fault[0].lower()}{fault[1:]}"

    def _every_class(self, found: object) -> Iterable[str]:
        if not isinstance(found, Mapping):
            return
        yield from self._missing("class", found, self.classes)
        if without := sorted(self.classes - set(found)):
            yield f"It says nothing for {_listed(without)}."

    def _missing(self, what: str, names: Iterable[str], known: Collection[str]) -> Iterable[str]:
        for name in names:
            if name not in known:
                yield f"There is no {what} “{name}”. There is {_listed(sorted(known)) or 'none at all'}."

    def _for(self, name: str) -> str:
        return f" for “{name}”" if name and len(self.classes) > 1 else ""


def most_units(pool: Pool) -> int:
    """The most units that a pool may ever have.

    >>> most_units(Pool("beds", 24)), most_units(Pool("beds", (0,) * 167 + (3,)))
    (24, 3)
    """
    more = sum(max(change.by or 0, 0) for change in pool.changes)
    return max([max(pool.weekly, default=0) + more, *(change.to or 0 for change in pool.changes)])


def attributes_of(model: Model, layout: Layout) -> set[str]:
    """The attributes that patients of a model may have."""
    given = {name for stream in model.streams for name in stream.attributes}
    return given | {place.step.attribute for place in layout.places if isinstance(place.step, Assign)}


def share_of(chance: Chance, name: str) -> float:
    """The share for a class; nought for one that is not named.

    >>> share_of(Chance(0.3), "minor"), share_of(Chance((("minor", 0.1),)), "minor")
    (0.3, 0.1)
    """
    return chance.share if isinstance(chance.share, float | int) else dict(chance.share).get(name, 0.0)


def _listed(names: list[str]) -> str:
    """Some of them, since a long list helps nobody."""
    more = f" and {len(names) - MOST_LISTED:,} more" if len(names) > MOST_LISTED else ""
    return ", ".join(f"“{name}”" for name in names[:MOST_LISTED]) + more
