"""Steps and conditions, as files say them: each step is a word with what it is about, and more beside it."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from everyweek.flow.conditions import Attribute, Chance, Condition, Hours, OfClass, PoolState
from everyweek.flow.grammar.steps import AGEING, BALK, CONDITIONS, RENEGE, STEPS, WAY
from everyweek.flow.grammar.words import Part
from everyweek.flow.model import EVERYBODY
from everyweek.flow.quantities import Duration, duration
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
from everyweek.flow.week import hours_of, instant_of

NO_HOURS: tuple[int, ...] = ()
COMPARISON = re.compile(r"\s*([<>=!]+)\s*(\S.*)")
More = dict[str, Node]


class StepReader:
    """Reads steps, with the classes of the model at hand: those it names, or everybody."""

    def __init__(self, classes: tuple[str, ...]) -> None:
        self.classes = classes or (EVERYBODY,)
        self.readers: dict[str, Callable[[Node, More, str], Step]] = {
            "seize": self._seize,
            "release": self._release,
            "delay": self._delay,
            "branch": self._branch,
            "wait until": lambda of, more, name: WaitUntil(
                tuple(sorted(one.read(instant_of, 0.0) for one in of.items())), name
            ),
            "mark": lambda of, more, name: Mark(of.text(), name),
            "assign": self._assign,
            "reclass": lambda of, more, name: Reclass(of.text(), name),
            "go to": lambda of, more, name: GoTo(of.text(), name),
            "jump": lambda of, more, name: Jump(of.text(), name),
            "leave": lambda of, more, name: Leave("" if of.value is None else of.text(), name),
        }

    def steps(self, node: Node) -> tuple[Step, ...]:
        """Steps one after the other."""
        return tuple(step for one in node.items() if (step := self.step(one)) is not None)

    def step(self, node: Node) -> Step | None:
        """One step; None when it cannot be told which."""
        if node.value == "leave":
            return Leave()
        kind = _kind(node, STEPS, "step")
        if kind is None:
            return None
        found = node.part(STEPS[kind])
        return self.readers[kind](found[kind], found, _text(found, "name"))

    def condition(self, node: Node, words: Mapping[str, Part] = CONDITIONS) -> Condition | None:
        """One condition; None when it cannot be told which. words : what may stand beside it."""
        kind = _kind(node, CONDITIONS, "condition")
        if kind is None:
            return None
        found = node.part(words[kind])
        of = found[kind]
        match kind:
            case "chance" if isinstance(of.value, Mapping):
                return Chance(tuple((name, share.number()) for name, share in of.mapping().items()))
            case "chance":
                return Chance(of.number())
            case "class":
                return OfClass(tuple(one.text() for one in of.items()))
            case "hours":
                named: list[tuple[int, ...]] = [one.read(hours_of, NO_HOURS) for one in of.items()]
                return Hours(tuple(hour for hours in named for hour in hours))
            case "attribute":
                return Attribute(of.text(), *_compared(found))
            case _:
                looked: Any = found["looked"].text() if "looked" in found else "waiting"
                return PoolState(of.text(), looked, *_compared(found))

    def _seize(self, of: Node, more: More, name: str) -> Step:
        priority: Any = 0
        if "priority" in more:
            node = more["priority"]
            each = {key: one.whole() for key, one in node.mapping().items()} if isinstance(node.value, Mapping) else {}
            priority = each or node.whole()
        return Seize(
            tuple(one.text() for one in of.items()),
            which=more["which"].text() if "which" in more else "all",  # type: ignore[arg-type]
            units=more["units"].whole() if "units" in more else 1,
            priority=priority,
            ageing=tuple(map(_ageing, more["ageing"].items())) if "ageing" in more else (),
            hold=_text(more, "hold"),
            renege=self._renege(more["renege"]) if "renege" in more else None,
            balk=self._balk(more["balk"]) if "balk" in more else None,
            name=name,
        )

    def _renege(self, node: Node) -> Renege | None:
        parts = node.part(RENEGE)
        if not set(RENEGE.needed) <= set(parts):
            return None
        return Renege(by_class(parts["after"], self.classes), self.steps(parts["steps"]))

    def _balk(self, node: Node) -> Balk | None:
        parts = node.part(BALK)
        if not set(BALK.needed) <= set(parts):
            return None
        when = tuple(found for one in parts["when"].items() if (found := self.condition(one)) is not None)
        return Balk(when, self.steps(parts["steps"]))

    def _release(self, of: Node, more: More, name: str) -> Step:
        after = by_class(more["after"], self.classes) if "after" in more else None
        return Release(of.text(), _truth(more, "if held"), after, name)

    def _delay(self, of: Node, more: More, name: str) -> Step:
        return Delay(by_class(of, self.classes), _text(more, "scaled by"), name)

    def _assign(self, of: Node, more: More, name: str) -> Step:
        value = by_class(more.get("value", of.at("value", 0)), self.classes)
        return Assign(of.text(), value, _truth(more, "adds"), name)

    def _branch(self, of: Node, more: More, name: str) -> Step:
        ways = []
        for one in of.items():
            when = self.condition(one, WAY)
            if when is not None:
                ways.append(Way(when, self.steps(parts["steps"]) if "steps" in (parts := one.mapping()) else ()))
        otherwise = self.steps(more["otherwise"]) if "otherwise" in more else None
        return Branch(tuple(ways), otherwise, name)


def _kind(node: Node, words: Mapping[str, Part], what: str) -> str | None:
    """Which of some words stands there; noted when none or several do."""
    found = node.mapping() if isinstance(node.value, Mapping) else {}
    kinds = [kind for kind in words if kind in found]
    if len(kinds) == 1:
        return kinds[0]
    if kinds:
        several = " and ".join(f"“{kind}”" for kind in kinds)
        node.wrong(f"{several} stand in one {what}. Give each a line of its own.")
    else:
        node.wrong(f"Here stands {node.kind}, where one {what} is expected: {', '.join(words)}.")
    return None


def _text(more: More, word: str) -> str:
    return more[word].text() if word in more else ""


def _truth(more: More, word: str) -> bool:
    return word in more and more[word].truth()


def _ageing(node: Node) -> Ageing:
    parts = node.part(AGEING)
    if not set(AGEING.needed) <= set(parts):
        return Ageing(Duration(0.0), 0)
    return Ageing(parts["after"].read(duration, Duration(0.0)), parts["to"].whole())


def _compared(found: More) -> tuple[Any, float]:
    """How and with what it is compared: "is: '>= 3'" beside the condition."""
    node = found.get("is")
    if node is None:
        return ">=", 0.0
    parts = COMPARISON.fullmatch(node.text())
    if parts is None:
        node.wrong("How it is compared and with what is expected here, such as “>= 3”.")
        return ">=", 0.0
    return parts[1], Node(parts[2], node.path, node.faults).number()
