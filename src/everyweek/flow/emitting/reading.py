"""The event tables of a model, from a file."""

from collections.abc import Callable, Mapping

from everyweek.flow.emitting.sources import (
    Always,
    At,
    Number,
    PerClass,
    PerMilestone,
    PerOutcome,
    PerStream,
    Source,
    Value,
)
from everyweek.flow.grammar.emitting import EMITS, SOURCE
from everyweek.flow.model import Emits
from everyweek.flow.reading.nodes import Node
from everyweek.tables.event_table import Column
from everyweek.tables.event_tables import ATTENDANCE, INCIDENT, STAY

EMITTED = (INCIDENT, ATTENDANCE, STAY)
BY: dict[str, Callable[[Mapping[str, Value]], Source]] = {
    "by class": PerClass,
    "by stream": PerStream,
    "by outcome": PerOutcome,
    "by milestone": PerMilestone,
}


def read_emits(node: Node) -> tuple[Emits, ...]:
    """One event table after the other; one of an unknown name is noted and left out."""
    return tuple(found for one in node.items() if (found := _emits(one)) is not None)


def _emits(node: Node) -> Emits | None:
    parts = node.part(EMITS)
    name = parts["table"].text() if "table" in parts else ""
    table = {str(known.name): known for known in EMITTED}.get(name)
    if table is None:
        if "table" in parts:
            known = ", ".join(one.name for one in EMITTED)
            parts["table"].wrong(f"“{name}” is no event table that a model emits. Known are: {known}.")
        return None
    columns = parts["columns"].mapping() if "columns" in parts else {}
    for key, one in columns.items():
        if key not in table.names:
            one.wrong(f"There is no column of this name. There is {', '.join(table.names)}.")
    sources = {key: _source(one, table.column(key)) for key, one in columns.items() if key in table.names}
    since = parts["since"].text() if "since" in parts else "arrival"
    return Emits(table.name, since, sources)


def _source(node: Node, column: Column) -> Source:
    """A plain value is a milestone for an instant, and what always stands there for others."""
    if not isinstance(node.value, Mapping):
        return At(node.text()) if column.kind == "instant" else Always(_value(node, column))
    parts = {key: one for key, one in node.part(SOURCE).items() if key in SOURCE.known}
    if len(parts) != 1:
        return Always("")  # what is wrong with it has been noted
    [(how, one)] = parts.items()
    if how == "milestone":
        return _first_of(one)
    if how == "attribute":
        return Number(one.text())
    return BY[how]({key: _value(each, column) for key, each in one.mapping().items()})


def _first_of(node: Node) -> At:
    names = [one.text() for one in node.items()]
    if not names:
        node.wrong("At least one milestone is expected here.")
        return At("")
    return At(names[0], tuple(names[1:]))


def _value(node: Node, column: Column) -> Value:
    if node.value is None:
        return ""
    return node.whole() if column.kind == "whole number" else node.text()
