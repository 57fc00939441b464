"""Steps and conditions as files say them."""

from collections.abc import Mapping
from typing import Any

from everyweek.flow.conditions import Attribute, Chance, Condition, Hours, OfClass, PoolState
from everyweek.flow.steps import (
    Assign,
    Branch,
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
from everyweek.flow.week import hours_in_words, instant_in_words
from everyweek.flow.writing.amounts import by_class, each, number

Values = dict[str, Any]


def steps(found: tuple[Step, ...]) -> list[Any]:
    """Steps one after the other.

    >>> steps((Mark("seen"), Leave()))
    [{'mark': 'seen'}, 'leave']
    """
    return [_step(step) for step in found]


def _step(step: Step) -> Any:
    named = {"name": step.name} if step.name else {}
    if isinstance(step, Leave) and not step.outcome and not step.name:
        return "leave"
    return _words(step) | named


def _words(step: Step) -> Values:
    match step:
        case Seize():
            return _seize(step)
        case Release():
            after = {} if step.after is None else {"after": by_class(step.after)}
            return {"release": step.hold, **({"if held": True} if step.if_held else {}), **after}
        case Delay():
            return {"delay": by_class(step.times), **({"scaled by": step.scaled_by} if step.scaled_by else {})}
        case Branch():
            ways = [condition(way.when) | ({"steps": steps(way.steps)} if way.steps else {}) for way in step.ways]
            return {"branch": ways, **({} if step.otherwise is None else {"otherwise": steps(step.otherwise)})}
        case WaitUntil():
            return {"wait until": _one_or_many([instant_in_words(time) for time in step.times])}
        case Mark():
            return {"mark": step.milestone}
        case Assign():
            adds = {"adds": True} if step.adds else {}
            return {"assign": step.attribute, "value": by_class(step.value), **adds}
        case Reclass():
            return {"reclass": step.to}
        case GoTo():
            return {"go to": step.step}
        case Jump():
            return {"jump": step.pathway}
        case Leave():
            return {"leave": step.outcome}


def _seize(step: Seize) -> Values:
    found: Values = {"seize": _one_or_many(list(step.pools))}
    if step.which != "all":
        found["which"] = step.which
    if step.units != 1:
        found["units"] = step.units
    if step.priority != 0:
        found["priority"] = dict(step.priority) if isinstance(step.priority, Mapping) else step.priority
    if step.ageing:
        found["ageing"] = [{"after": str(age.after), "to": age.to} for age in step.ageing]
    if step.hold:
        found["hold"] = step.hold
    if step.renege:
        found["renege"] = {"after": by_class(step.renege.after), "steps": steps(step.renege.steps)}
    if step.balk:
        found["balk"] = {"when": [condition(one) for one in step.balk.when], "steps": steps(step.balk.steps)}
    return found


def condition(found: Condition) -> Values:
    """A condition with what it is compared with.

    >>> condition(PoolState("beds", "waiting", ">=", 3.0)), condition(Hours((8, 9)))
    ({'pool': 'beds', 'is': '>= 3'}, {'hours': 'Mon 08-10'})
    """
    match found:
        case Chance():
            share = found.share
            return {"chance": number(share) if isinstance(share, float | int) else each(dict(share), number)}
        case OfClass():
            return {"class": _one_or_many(list(found.classes))}
        case Hours():
            return {"hours": _one_or_many(list(hours_in_words(found.hours)))}
        case Attribute():
            return {"attribute": found.name, "is": f"{found.compared} {number(found.number)!r}"}
        case PoolState():
            looked = {} if found.looked == "waiting" else {"looked": found.looked}
            return {"pool": found.pool, **looked, "is": f"{found.compared} {number(found.number)!r}"}


def _one_or_many(found: list[str]) -> str | list[str]:
    return found[0] if len(found) == 1 else found
