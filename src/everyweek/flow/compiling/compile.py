"""From a model to a program: the steps in a row, and every table that they name."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.checking.check import check
from everyweek.flow.checking.steps import attributes_of
from everyweek.flow.compiling.tables import Tables, numbers, salt_of, whole
from everyweek.flow.conditions import Condition
from everyweek.flow.kernel.linking import linked
from everyweek.flow.layout import NOWHERE, Layout, Place
from everyweek.flow.model import Model
from everyweek.flow.program import (
    ASSIGN,
    BRANCH,
    DELAY,
    GO,
    LEAVE,
    MARK,
    RECLASS,
    RELEASE,
    SEIZE,
    TAKE,
    WAIT_UNTIL,
    Program,
)
from everyweek.flow.steps import (
    Assign,
    Branch,
    Delay,
    GoTo,
    Inside,
    Jump,
    Leave,
    Mark,
    Reclass,
    Release,
    Seize,
    WaitUntil,
)
from everyweek.flow.streams import AtTimes, Stream

NOTHING = -1
ARRIVAL, DEPARTURE = -1, -2


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers of a program stand for, each in its order. places : the steps; preludes stand behind them."""

    pools: tuple[str, ...]
    classes: tuple[str, ...]
    holds: tuple[str, ...]
    milestones: tuple[str, ...]
    attributes: tuple[str, ...]
    outcomes: tuple[str, ...]
    streams: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Compiled:
    """A model that may run, as arrays, with what their numbers stand for.

    words : the arrays as the kernel reads them.
    """

    model: Model
    program: Program
    names: Names
    words: NDArray[np.int64]


def compiled(model: Model) -> Compiled:
    """The program of a model. Raises FaultyModel with all that is wrong with it."""
    layout = check(model)
    names = names_of(model, layout)
    program = _Compiler(model, layout, names).program()
    return Compiled(model, program, names, linked(program))


def names_of(model: Model, layout: Layout) -> Names:
    """The names of what a model has, each once, in the order in which they first stand there."""
    steps = [place.step for place in layout.places]
    inside = [_name_of_inside(model, number) for number in range(len(model.inside))]
    return Names(
        pools=tuple(pool.name for pool in model.pools),
        classes=model.all_classes,
        holds=tuple(dict.fromkeys(step.held_as for step in steps if isinstance(step, Seize))),
        milestones=tuple(dict.fromkeys(step.milestone for step in steps if isinstance(step, Mark))),
        attributes=tuple(sorted(attributes_of(model, layout))),
        outcomes=tuple(dict.fromkeys(step.outcome for step in steps if isinstance(step, Leave))),
        streams=(*(stream.name for stream in model.streams), *inside),
        places=layout.places,
    )


def _name_of_inside(model: Model, number: int) -> str:
    """Each row by another name, since the name gives its patients their luck."""
    step = model.inside[number].step
    before = sum(one.step == step for one in model.inside[:number])
    return f"inside at {step} ({before + 1})" if before else f"inside at {step}"


class _Compiler:
    def __init__(self, model: Model, layout: Layout, names: Names) -> None:
        self.model, self.layout, self.names = model, layout, names
        self.tables = Tables(classes=names.classes, pools=names.pools, attributes=names.attributes)
        self.steps: list[tuple[int, ...]] = []
        self.salts: list[int] = []
        self.seizes: list[tuple[int, ...]] = []
        self.balk_to: list[int] = []
        self.needs: list[int] = []
        self.ageing: list[tuple[float, float]] = []
        self.instants: list[float] = []
        self.seize_at: dict[int, int] = {}

    def program(self) -> Program:
        """All arrays."""
        for number, place in enumerate(self.layout.places):
            self.steps.append(self._step(number, place))
            self.salts.append(salt_of(place.pathway, place.step.name or place.path))
        inside = [self._inside(one) for one in self.model.inside]
        streams, times, given = self._streams()
        edges = [edge for interval in self.model.intervals for edge in interval.edges]
        tables, names, of = self.tables, self.names, len(self.names.classes)
        return Program(
            step=whole(self.steps, 6),
            step_salt=np.array(self.salts, dtype=np.uint64),
            seize=whole(self.seizes, 11),
            balk_to=np.array(self.balk_to, dtype=np.int32),
            need=np.array(self.needs, dtype=np.int32),
            ageing=numbers(self.ageing, 2),
            by_class=whole(tables.by_class, of),
            dist=numbers(tables.dist, 5),
            values=np.array(tables.values, dtype=np.float64),
            condition=whole(tables.condition, 4),
            compared=np.array(tables.compared, dtype=np.float64),
            chance=numbers(tables.chance, of),
            of_classes=whole(tables.of_classes, of),
            of_hours=whole(tables.of_hours, 168),
            instants=np.array(self.instants, dtype=np.float64),
            stream=whole(streams, 4),
            stream_salt=np.array([salt_of("stream", name) for name in names.streams], dtype=np.uint64),
            stream_mix=numbers([self._mix(stream.classes) for stream in self.model.streams], of),
            given=whole(given, 3),
            times=np.array(times, dtype=np.float64),
            inside=whole(inside, 2),
            inside_mix=numbers([self._mix(one.classes) for one in self.model.inside], of),
            interval=whole(self._intervals(), 4),
            edges=np.array(edges, dtype=np.float64),
            n_pools=len(names.pools),
            n_holds=len(names.holds),
            n_marks=len(names.milestones),
            n_attributes=len(names.attributes),
            n_classes=of,
            first_minute=self.model.first_minute,
        )

    def _step(self, number: int, place: Place) -> tuple[int, ...]:
        step, tables, names = place.step, self.tables, self.names
        match step:
            case Seize():
                return (SEIZE, place.next, self._seize(number, place, step), names.holds.index(step.held_as), 0, 0)
            case Release():
                after = NOTHING if step.after is None else tables.each_class(step.after)
                return (RELEASE, place.next, names.holds.index(step.hold), after, 0, 0)
            case Delay():
                scaled = names.attributes.index(step.scaled_by) if step.scaled_by else NOTHING
                return (DELAY, place.next, tables.each_class(step.times), scaled, 0, 0)
            case Branch():
                ways = [(way.when, to) for way, to in zip(step.ways, place.ways, strict=True)]
                return (BRANCH, place.next, *tables.conditions(ways), 0, 0)
            case WaitUntil():
                self.instants += step.times
                return (WAIT_UNTIL, place.next, len(self.instants) - len(step.times), len(step.times), 0, 0)
            case Mark():
                return (MARK, place.next, names.milestones.index(step.milestone), 0, 0, 0)
            case Assign():
                attribute = names.attributes.index(step.attribute)
                return (ASSIGN, place.next, attribute, tables.each_class(step.value), int(step.adds), 0)
            case Reclass():
                return (RECLASS, place.next, names.classes.index(step.to), 0, 0, 0)
            case GoTo() | Jump():
                return (GO, place.next, 0, 0, 0, 0)
            case Leave():
                return (LEAVE, NOWHERE, names.outcomes.index(step.outcome), 0, 0, 0)

    def _seize(self, number: int, place: Place, step: Seize) -> int:
        first_need, first_age = len(self.needs), len(self.ageing)
        self.needs += [self.names.pools.index(name) for name in step.pools]
        self.ageing += [(age.after.minutes, float(age.to)) for age in sorted(step.ageing, key=lambda age: age.after)]
        each = step.priority if isinstance(step.priority, Mapping) else dict.fromkeys(self.names.classes, step.priority)
        priority = self.tables.numbers([each[name] for name in self.names.classes])
        ways = list(place.ways)
        patience, renege_to = NOTHING, NOTHING
        if step.renege:
            patience, renege_to = self.tables.each_class(step.renege.after), ways.pop(0)
        balk_to = ways.pop(0) if step.balk else NOTHING
        when: list[tuple[Condition, int]] = [(one, balk_to) for one in step.balk.when] if step.balk else []
        self.balk_to.append(balk_to)
        self.seizes.append(
            (
                first_need, len(step.pools), int(step.which == "first"), step.units, priority, first_age,
                len(step.ageing), patience, renege_to, *self.tables.conditions(when),
            )
        )  # fmt: skip
        self.seize_at[number] = len(self.seizes) - 1
        return len(self.seizes) - 1

    def _streams(self) -> tuple[list[tuple[int, ...]], list[float], list[tuple[int, ...]]]:
        rows: list[tuple[int, ...]] = []
        times: list[float] = []
        given: list[tuple[int, ...]] = []
        for number, stream in enumerate(self.model.streams):
            rows.append((self.layout.begins[stream.pathway], *self._times(stream, times)))
            for name, distribution in stream.attributes.items():
                given.append((number, self.names.attributes.index(name), self.tables.distribution(distribution)))
        return rows, times, given

    def _times(self, stream: Stream, times: list[float]) -> tuple[int, int, int]:
        if not isinstance(stream.arrivals, AtTimes):
            return 0, 0, 0
        first = len(times)
        times += [time.minutes for time in stream.arrivals.times]
        return 1, first, len(stream.arrivals.times)

    def _inside(self, one: Inside) -> tuple[int, int]:
        """A prelude for who is inside at the beginning: take what is held there, then the rest of the delay."""
        at = self.layout.named[one.pathway, one.step]
        place = self.layout.places[at]
        first = len(self.steps)
        for hold, row in self._held_before(at):
            self._add((TAKE, len(self.steps) + 1, row, self.names.holds.index(hold), 0, 0), one, hold)
        if isinstance(place.step, Delay):
            times = self.tables.each_class(one.remaining or place.step.times, rest=one.remaining is None)
            self._add((DELAY, place.next, times, NOTHING, 0, 0), one, "rest")
        else:
            self._add((GO, at, 0, 0, 0, 0), one, "rest")
        return first, one.number

    def _add(self, step: tuple[int, ...], one: Inside, what: str) -> None:
        self.steps.append(step)
        self.salts.append(salt_of("inside", one.pathway, one.step, what))

    def _held_before(self, at: int) -> list[tuple[str, int]]:
        """What somebody holds at a step, each with the seize where it was taken: along the shortest way there."""
        before: dict[int, int] = {}
        open_ends = [self.layout.begins[self.layout.places[at].pathway]]
        seen = set(open_ends)
        while open_ends:
            number = open_ends.pop(0)
            for to in self.layout.leads_to(number):
                if to not in seen and to != NOWHERE:
                    seen.add(to)
                    before[to] = number
                    open_ends.append(to)
        way = [at]
        while way[-1] in before:
            way.append(before[way[-1]])
        held: dict[str, int] = {}
        for number, follows in zip(way[:0:-1], way[-2::-1], strict=True):
            place = self.layout.places[number]
            if isinstance(place.step, Seize) and follows == place.next:
                held[place.step.held_as] = self.seize_at[number]
            elif isinstance(place.step, Release):
                held.pop(place.step.hold, None)
        return list(held.items())

    def _mix(self, shares: Mapping[str, float]) -> list[float]:
        each = [shares.get(name, 0.0) for name in self.names.classes] if shares else [1.0] * len(self.names.classes)
        upto = np.cumsum(each)
        upto[-1] = 1.0
        return [float(one) for one in upto]

    def _intervals(self) -> list[tuple[int, ...]]:
        number = {name: place for place, name in enumerate(self.names.milestones)}
        number |= {"arrival": ARRIVAL, "departure": DEPARTURE}
        rows: list[tuple[int, ...]] = []
        first = 0
        for interval in self.model.intervals:
            rows.append((number[interval.since], number[interval.until], first, len(interval.edges)))
            first += len(interval.edges)
        return rows
