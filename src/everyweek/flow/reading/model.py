"""A whole model from a file."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from everyweek.flow.checking.check import faults_in
from everyweek.flow.distributions import Distribution
from everyweek.flow.emitting.reading import read_emits
from everyweek.flow.errors import Fault, FaultyModel, WrongQuantity
from everyweek.flow.grammar.model import CHANGE, INSIDE, INTERVAL, MODEL, MONTH_NAMES, MONTHS, PATHWAY, POOL, STREAM
from everyweek.flow.model import EVERYBODY, MONDAY, Interval, Model
from everyweek.flow.pools import Change, Pool
from everyweek.flow.quantities import HOURS_OF_A_WEEK, Duration, Rate, duration, rate
from everyweek.flow.reading.amounts import by_class, distribution
from everyweek.flow.reading.nodes import MOST_FAULTS, Node
from everyweek.flow.reading.steps import StepReader
from everyweek.flow.reading.texts import Unreadable, from_toml, from_yaml
from everyweek.flow.steps import Inside, Pathway
from everyweek.flow.streams import AtTimes, Poisson, Stream
from everyweek.flow.week import by_hour

MOST_BYTES = 16_000_000
"""Room for the times of half a million patients; no model that a person writes comes near."""


def read_model(path: Path) -> Model:
    """The model in a YAML or TOML file. Raises FaultyModel with everything that is wrong with it."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise Unreadable(f"it has more than {MOST_BYTES // 1_000_000} million bytes.")
        found = (from_toml if path.suffix.lower() == ".toml" else from_yaml)(content.decode("utf-8-sig"))
    except OSError as problem:
        raise FaultyModel([Fault(path.name, f"It cannot be read: {problem.strerror}.")]) from problem
    except (UnicodeDecodeError, Unreadable) as problem:
        raise FaultyModel([Fault(path.name, f"It is not the YAML or TOML that it should be: {problem}")]) from problem
    return model_of(found)


def model_of(found: Any) -> Model:
    """The model that names with values say. Raises FaultyModel with everything that is wrong with it."""
    faults: list[Fault] = []
    parts = Node(found, "", faults).part(MODEL)
    classes = tuple(one.text() for one in parts["classes"].items()) if "classes" in parts else ()
    steps = StepReader(classes)
    model = Model(
        name=parts["name"].text() if "name" in parts else "",
        about=_about(parts),
        starts=_instant(parts["starts"]) if "starts" in parts else MONDAY,
        classes=classes,
        pools=tuple(_pool(name, node) for name, node in _named(parts, "pools")),
        streams=tuple(_stream(name, node) for name, node in _named(parts, "streams")),
        pathways=tuple(_pathway(name, node, steps) for name, node in _named(parts, "pathways")),
        inside=tuple(_inside(node, classes) for node in parts["inside"].items()) if "inside" in parts else (),
        emits=read_emits(parts["emits"]) if "emits" in parts else (),
        intervals=tuple(_interval(name, node) for name, node in _named(parts, "intervals")),
        assumed=tuple(one.text() for one in parts["assumed"].items()) if "assumed" in parts else (),
    )
    faults += faults_in(model) if not faults else ()
    if faults:
        raise FaultyModel(faults[:MOST_FAULTS])
    return model


def _named(parts: dict[str, Node], key: str) -> list[tuple[str, Node]]:
    return list(parts[key].mapping().items()) if key in parts else []


def _about(parts: dict[str, Node]) -> str:
    return parts["about"].text() if "about" in parts else ""


def _pool(name: str, node: Node) -> Pool:
    if not isinstance(node.value, Mapping):
        return Pool(name, node.whole())
    parts = node.part(POOL)
    changes = tuple(_change(one) for one in parts["changes"].items()) if "changes" in parts else ()
    return Pool(name, _capacity(parts["capacity"]) if "capacity" in parts else 1, changes, _about(parts))


def _pathway(name: str, node: Node, steps: StepReader) -> Pathway:
    of_parts = isinstance(node.value, Mapping) and not set(node.value).isdisjoint(PATHWAY.known)
    if not of_parts:
        return Pathway(name, steps.steps(node))
    parts = node.part(PATHWAY)
    return Pathway(name, steps.steps(parts["steps"]) if "steps" in parts else (), _about(parts))


def _capacity(node: Node) -> int | tuple[int, ...]:
    if not isinstance(node.value, Mapping):
        return node.whole()
    return tuple(
        int(units) for units in _by_hour(node, {key: float(one.whole()) for key, one in node.mapping().items()})
    )


def _by_hour(node: Node, named: dict[str, float]) -> tuple[float, ...]:
    try:
        return by_hour(named)
    except WrongQuantity as problem:
        node.wrong(str(problem))
        return (1.0,) * HOURS_OF_A_WEEK


def _change(node: Node) -> Change:
    parts = node.part(CHANGE)
    return Change(
        begins=_instant(parts["from"]) if "from" in parts else MONDAY,
        ends=_instant(parts["until"]) if "until" in parts else None,
        by=parts["by"].whole() if "by" in parts else None,
        to=parts["to"].whole() if "to" in parts else None,
    )


def _instant(node: Node) -> datetime:
    """A local time of the model: a day, or a day and a time, without a zone."""
    value = node.value
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            value = None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - local time, see model.MONDAY
    if not isinstance(value, datetime) or value.tzinfo is not None:
        node.wrong(f"“{node.value}” is no local time. Write it as 2026-12-25, or 2026-12-25 08:00.")
        return MONDAY
    return value


def _stream(name: str, node: Node) -> Stream:
    parts = node.part(STREAM)
    arrivals: Poisson | AtTimes
    if "times" in parts:
        arrivals = AtTimes(tuple(one.read(duration, Duration(0.0)) for one in parts["times"].items()))
    else:
        months = _months(parts["months"]) if "months" in parts else ()
        arrivals = Poisson(_rates(parts["rate"]) if "rate" in parts else Rate(1.0), months)
    shares = {key: one.number() for key, one in _named(parts, "classes")}
    attributes: dict[str, Distribution] = {key: distribution(one) for key, one in _named(parts, "attributes")}
    pathway = parts["pathway"].text() if "pathway" in parts else ""
    return Stream(name, arrivals, pathway, shares, attributes, _about(parts))


def _rates(node: Node) -> Rate | tuple[Rate, ...]:
    if not isinstance(node.value, Mapping):
        return node.read(rate, Rate(1.0))
    named = {key: one.read(rate, Rate(1.0)).per_hour for key, one in node.mapping().items()}
    return tuple(map(Rate, _by_hour(node, named)))


def _months(node: Node) -> tuple[float, ...]:
    found = node.part(MONTHS)
    return tuple(found[month].number() if month in found else 1.0 for month in MONTH_NAMES)


def _inside(node: Node, classes: tuple[str, ...]) -> Inside:
    parts = node.part(INSIDE)
    return Inside(
        parts["pathway"].text() if "pathway" in parts else "",
        parts["step"].text() if "step" in parts else "",
        parts["number"].whole() if "number" in parts else 0,
        {key: one.number() for key, one in _named(parts, "classes")},
        by_class(parts["remaining"], classes or (EVERYBODY,)) if "remaining" in parts else None,
    )


def _interval(name: str, node: Node) -> Interval:
    parts = node.part(INTERVAL)
    edges = (
        tuple(one.read(duration, Duration(0.0)).minutes for one in parts["edges"].items()) if "edges" in parts else ()
    )
    since, until = (parts[key].text() if key in parts else "" for key in ("since", "until"))
    return Interval(name, since, until, edges)
