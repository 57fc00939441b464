"""What a model is made of, in words, so that it can be counted what drawn models have and what they never have."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from everyweek.flow import conditions, distributions, steps
from everyweek.flow.conditions import COMPARED, LOOKED, Chance, PoolState
from everyweek.flow.model import Model
from everyweek.flow.pools import Change, Pool
from everyweek.flow.quantities import Duration
from everyweek.flow.streams import AtTimes, Poisson

OF_A_STEP = (
    "seize: the first of several", "seize: several at once", "seize: two units", "seize: ageing", "seize: reneging",
    "seize: ageing and reneging", "seize: balking", "seize: priority by class", "who reneges goes on",
    "who balks goes on", "release if held", "release: free only later", "release: free later by class",
    "delay: scaled", "delay: by class", "delay: no time", "branch: by chance alone", "assign: adds",
    "chance by class", "inside: under way", "inside: in a queue", "inside: what remains is given", "stream: at times",
    "stream: by hour", "stream: by month", "pool: by hour", "pool: closed", "pool: more", "pool: fewer",
    "begins within an hour", "a month ends meanwhile", "two things held at once",
)  # fmt: skip


def all_kinds() -> frozenset[str]:
    """Everything that a drawn model should have now and then."""
    each_step = [one.__name__ for one in steps.Step.__args__]  # type: ignore[attr-defined]
    each_condition = [one.__name__ for one in conditions.Condition.__args__]  # type: ignore[attr-defined]
    each_distribution = [one.__name__ for one in distributions.Distribution.__args__]  # type: ignore[attr-defined]
    return frozenset(
        [
            *OF_A_STEP,
            *each_step,
            *each_condition,
            *(f"{use}: {name}" for use in ("time", "patience", "number", "rest") for name in each_distribution),
            *(f"pool {looked}" for looked in LOOKED),
            *(f"{kind} {compared}" for kind in ("Attribute", "PoolState") for compared in COMPARED),
        ]
    )


def kinds_in(model: Model) -> set[str]:
    """What a model has of them."""
    found = {type(part).__name__ for part in parts_of(model)}
    for part in parts_of(model):
        found |= {words for words, holds in _of(part) if holds}
    found |= {f"rest: {kind}" for one in model.inside if one.remaining is None for kind in _rest_of(model, one)}
    found |= {
        words
        for words, holds in (
            ("begins within an hour", model.starts.minute > 0),
            ("a month ends meanwhile", model.starts.day == 30),
            ("two things held at once", _holds_two(model)),
        )
        if holds
    }
    return found


def parts_of(part: Any) -> Iterator[Any]:
    """A thing and everything in it."""
    if isinstance(part, Mapping):
        part = tuple(part.values())
    if isinstance(part, tuple):
        for one in part:
            yield from parts_of(one)
    elif is_dataclass(part):
        yield part
        for field in fields(part):
            yield from parts_of(getattr(part, field.name))


def _of(part: Any) -> Iterator[tuple[str, bool]]:
    match part:
        case steps.Seize():
            yield "seize: the first of several", part.which == "first" and len(part.pools) > 1
            yield "seize: several at once", part.which == "all" and len(part.pools) > 1
            yield "seize: two units", part.units == 2
            yield "seize: ageing", bool(part.ageing)
            yield "seize: reneging", part.renege is not None
            yield "seize: ageing and reneging", bool(part.ageing) and part.renege is not None
            yield "seize: balking", part.balk is not None
            yield "seize: priority by class", isinstance(part.priority, Mapping)
        case steps.Renege():
            yield "who reneges goes on", not _leaves(part.steps)
            yield from ((f"patience: {type(one).__name__}", True) for one in parts_of(part.after))
        case steps.Balk():
            yield "who balks goes on", not _leaves(part.steps)
        case steps.Release():
            yield "release if held", part.if_held
            yield "release: free only later", part.after is not None
            yield "release: free later by class", isinstance(part.after, Mapping)
        case steps.Delay():
            yield "delay: scaled", bool(part.scaled_by)
            yield "delay: by class", isinstance(part.times, Mapping)
            yield "delay: no time", part.times == distributions.Fixed(Duration(0.0))
            yield from ((f"time: {type(one).__name__}", True) for one in parts_of(part.times))
        case steps.Branch():
            yield "branch: by chance alone", part.otherwise is None
        case steps.Assign():
            yield "assign: adds", part.adds
            yield from ((f"number: {type(one).__name__}", True) for one in parts_of(part.value))
        case Chance():
            yield "chance by class", isinstance(part.share, tuple)
        case PoolState():
            yield f"pool {part.looked}", True
            yield f"PoolState {part.compared}", True
        case conditions.Attribute():
            yield f"Attribute {part.compared}", True
        case steps.Inside():
            yield "inside: in a queue", part.step.startswith("seize")
            yield "inside: under way", part.step.startswith("care")
            yield "inside: what remains is given", part.remaining is not None
        case AtTimes():
            yield "stream: at times", True
        case Poisson():
            yield "stream: by hour", isinstance(part.rate, tuple)
            yield "stream: by month", bool(part.monthly_factor)
        case Pool():
            yield "pool: by hour", isinstance(part.capacity, tuple)
        case Change():
            yield "pool: closed", part.to == 0
            yield "pool: more", (part.by or 0) > 0
            yield "pool: fewer", (part.by or 0) < 0


def _leaves(found: tuple[steps.Step, ...]) -> bool:
    return isinstance(found[-1], steps.Leave)


def _rest_of(model: Model, one: steps.Inside) -> Iterator[str]:
    for step in model.pathway(one.pathway).steps:
        if isinstance(step, steps.Delay) and step.name == one.step:
            yield from (type(times).__name__ for times in parts_of(step.times))


def _holds_two(model: Model) -> bool:
    """Whether somebody seizes while holding what is released only later."""
    held: set[str] = set()
    for step in model.pathways[0].steps:
        if isinstance(step, steps.Seize):
            if held:
                return True
            held.add(step.held_as)
        elif isinstance(step, steps.Release):
            held.discard(step.hold)
    return False
