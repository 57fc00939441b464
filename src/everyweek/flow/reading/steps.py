"""Steps and conditions, as files say them: each step is a name with what it is about, and more beside it."""

from collections.abc import Callable
from typing import Any

from everyweek.flow.conditions import Attribute, Chance, Condition, Hours, OfClass, PoolState
from everyweek.flow.quantities import MINUTES_OF_A_WEEK, Duration, duration
from everyweek.flow.reading.amounts import by_class
from everyweek.flow.reading.nodes import Node
from everyweek.flow.steps import (
    Ageing,
    Assign,
    Balk,
    Branch,
    Delay,
    GoTo,
    Jump,
    Leave,
    Mark,
    Reclass,
    Release,
    Renege,
    Seize,
    Step,
    WaitUntil,
    Way,
)
from everyweek.flow.week import DAYS, hours_of

MORE = {
    "seize": ("which", "units", "priority", "ageing", "hold", "renege", "balk"),
    "release": ("if held",),
    "delay": ("scaled by",),
    "branch": ("otherwise",),
    "wait until": (),
    "mark": (),
    "assign": ("value", "adds"),
    "reclass": (),
    "go to": (),
    "jump": (),
    "leave": (),
}
"""Each kind of step with what may stand beside it; every one may have a name."""
NO_HOURS: tuple[int, ...] = ()
CONDITIONS = ("chance", "class", "attribute", "pool", "hours")


class StepReader:
    """Reads steps, with the classes of the model at hand."""

    def __init__(self, classes: tuple[str, ...]) -> None:
        self.classes = classes

    def steps(self, node: Node) -> tuple[Step, ...]:
        """Steps one after the other."""
        return tuple(step for one in node.items() if (step := self.step(one)) is not None)

    def step(self, node: Node) -> Step | None:
        """One step; None when it cannot be told which."""
        if node.value == "leave":
            return Leave()
        found = node.mapping()
        kinds = [kind for kind in MORE if kind in found]
        if len(kinds) != 1:
            node.wrong(f"One step is expected here: {', '.join(MORE)}.")
            return None
        kind = kinds[0]
        for key, one in found.items():
            if key not in (kind, "name", *MORE[kind]):
                one.wrong(
                    f"“{key}” does not belong to “{kind}”. Beside it may stand: {', '.join(('name', *MORE[kind]))}."
                )
        name = found["name"].text() if "name" in found else ""
        readers: dict[str, Callable[[Node, dict[str, Node], str], Step]] = {
            "seize": self._seize,
            "release": lambda of, more, name: Release(of.text(), "if held" in more and more["if held"].truth(), name),
            "delay": self._delay,
            "branch": self._branch,
            "wait until": lambda of, more, name: WaitUntil(tuple(sorted(map(instant, of.items()))), name),
            "mark": lambda of, more, name: Mark(of.text(), name),
            "assign": self._assign,
            "reclass": lambda of, more, name: Reclass(of.text(), name),
            "go to": lambda of, more, name: GoTo(of.text(), name),
            "jump": lambda of, more, name: Jump(of.text(), name),
            "leave": lambda of, more, name: Leave("" if of.value is None else of.text(), name),
        }
        return readers[kind](found[kind], found, name)

    def condition(self, node: Node) -> Condition | None:
        """One condition, among what else stands beside it; None when it cannot be told which."""
        found = node.mapping()
        kinds = [kind for kind in CONDITIONS if kind in found]
        if len(kinds) != 1:
            node.wrong(f"One condition is expected here: {', '.join(CONDITIONS)}.")
            return None
        of = found[kinds[0]]
        match kinds[0]:
            case "chance":
                if isinstance(of.value, dict):
                    return Chance(tuple((name, share.number()) for name, share in of.mapping().items()))
                return Chance(of.number())
            case "class":
                return OfClass(tuple(one.text() for one in of.items()))
            case "hours":
                named: list[tuple[int, ...]] = [one.read(hours_of, NO_HOURS) for one in of.items()]
                return Hours(tuple(sorted({hour for hours in named for hour in hours})))
            case "attribute":
                return Attribute(of.text(), *_compared(node, found))
            case _:
                looked: Any = found["looked"].text() if "looked" in found else "waiting"
                return PoolState(of.text(), looked, *_compared(node, found))

    def _seize(self, of: Node, more: dict[str, Node], name: str) -> Step:
        priority: Any = 0
        if "priority" in more:
            node = more["priority"]
            each = node.mapping(*self.classes) if isinstance(node.value, dict) else {}
            priority = {key: one.whole() for key, one in each.items()} if each else node.whole()
        renege = balk = None
        if "renege" in more:
            parts = more["renege"].mapping("after", "steps", needed=("after", "steps"))
            if len(parts) == 2:
                renege = Renege(by_class(parts["after"], self.classes), self.steps(parts["steps"]))
        if "balk" in more:
            parts = more["balk"].mapping("when", "steps", needed=("when", "steps"))
            if len(parts) == 2:
                when = tuple(found for one in parts["when"].items() if (found := self.condition(one)) is not None)
                balk = Balk(when, self.steps(parts["steps"]))
        return Seize(
            tuple(one.text() for one in of.items()),
            which=more["which"].text() if "which" in more else "all",  # type: ignore[arg-type]
            units=more["units"].whole() if "units" in more else 1,
            priority=priority,
            ageing=tuple(map(_ageing, more["ageing"].items())) if "ageing" in more else (),
            hold=more["hold"].text() if "hold" in more else "",
            renege=renege,
            balk=balk,
            name=name,
        )

    def _delay(self, of: Node, more: dict[str, Node], name: str) -> Step:
        return Delay(by_class(of, self.classes), more["scaled by"].text() if "scaled by" in more else "", name)

    def _assign(self, of: Node, more: dict[str, Node], name: str) -> Step:
        if "value" not in more:
            of.wrong("“value” is missing beside it.")
        value = by_class(more.get("value", of.at("value", 0)), self.classes)
        return Assign(of.text(), value, "adds" in more and more["adds"].truth(), name)

    def _branch(self, of: Node, more: dict[str, Node], name: str) -> Step:
        ways = []
        for one in of.items():
            when, parts = self.condition(one), one.mapping()
            if when is not None:
                ways.append(Way(when, self.steps(parts["steps"]) if "steps" in parts else ()))
        otherwise = self.steps(more["otherwise"]) if "otherwise" in more else None
        return Branch(tuple(ways), otherwise, name)


def instant(node: Node) -> float:
    """An instant of the week, such as "Mon 08:30": minutes after Monday 00:00."""
    day, _, clock = node.text().strip().partition(" ")
    hour, _, minute = clock.partition(":")
    if day[:3].title() not in DAYS or not (hour.isdigit() and minute.isdigit()) or int(hour) > 23 or int(minute) > 59:
        node.wrong(f"“{node.value}” is no instant of the week. Write a day and a time, such as “Mon 08:30”.")
        return 0.0
    return (DAYS.index(day[:3].title()) * 1_440.0 + int(hour) * 60.0 + int(minute)) % MINUTES_OF_A_WEEK


def _ageing(node: Node) -> Ageing:
    parts = node.mapping("after", "to", needed=("after", "to"))
    if len(parts) != 2:
        return Ageing(Duration(0.0), 0)
    return Ageing(parts["after"].read(duration, Duration(0.0)), parts["to"].whole())


def _compared(node: Node, found: dict[str, Node]) -> tuple[Any, float]:
    """How and with what it is compared: "is: '>= 3'" beside the condition."""
    if "is" not in found:
        node.wrong("“is” is missing: how it is compared, such as “>= 3”.")
        return ">=", 0.0
    how, _, number = found["is"].text().strip().partition(" ")
    return how, found["is"].at("number", number).number()
