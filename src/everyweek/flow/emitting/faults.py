"""What is wrong with the event tables that a model is to emit."""

from collections.abc import Iterator, Mapping

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
from everyweek.flow.errors import Fault
from everyweek.flow.layout import Layout
from everyweek.flow.model import Emits, Model
from everyweek.flow.steps import Assign, Leave, Mark
from everyweek.tables.event_table import Column
from everyweek.tables.event_tables import EVENT_TABLES

GIVEN_ANYWAY = "organisation"
"""The only column that need not be said: it has a word of its own for what is simulated."""


def faults_of_emits(model: Model, layout: Layout) -> Iterator[Fault]:
    """Everything that is wrong with the event tables of a model: unknown names, and columns without what they need."""
    known = _Known(model, layout)
    for number, emits in enumerate(model.emits, start=1):
        where = f"event table {number} “{emits.table}”"
        declared = EVENT_TABLES.get(emits.table)
        if declared is None or declared.name == "occupancy":
            names = ", ".join(name for name in EVENT_TABLES if name != "occupancy")
            yield Fault(where, f"No model emits a table of this name. It may emit {names}.")
            continue
        if emits.since not in known.milestones:
            yield Fault(where, f"There is no milestone “{emits.since}”.")
        for name, source in emits.columns.items():
            if name not in declared.names:
                yield Fault(where, f"There is no column “{name}”. There is {', '.join(declared.names)}.")
                continue
            column = declared.column(name)
            yield from (Fault(f"{where}, column “{name}”", said) for said in known.faults(column, source, emits))
        for column in declared.columns:
            if not column.may_be_missing and column.name not in {*emits.columns, GIVEN_ANYWAY}:
                yield Fault(where, f"The column “{column.name}” has to be there. {column.meaning}")


class _Known:
    """The names of a model that a column may come from."""

    def __init__(self, model: Model, layout: Layout) -> None:
        steps = [place.step for place in layout.places]
        self.milestones = {"arrival", "departure", *(step.milestone for step in steps if isinstance(step, Mark))}
        self.attributes = {name for stream in model.streams for name in stream.attributes}
        self.attributes |= {step.attribute for step in steps if isinstance(step, Assign)}
        self.names: dict[type, tuple[str, tuple[str, ...]]] = {
            PerClass: ("class", model.all_classes),
            PerStream: ("stream", tuple(stream.name for stream in model.streams)),
            PerOutcome: ("outcome", tuple(dict.fromkeys(step.outcome for step in steps if isinstance(step, Leave)))),
        }

    def faults(self, column: Column, source: Source, emits: Emits) -> Iterator[str]:
        """What is wrong with where a column comes from."""
        if isinstance(source, At) is not (column.kind == "instant"):
            yield f"It is {_needs(column)}, and cannot come from {_said(source)}."
        elif isinstance(source, At):
            yield from self._instant(column, source, emits)
        elif isinstance(source, Number):
            if column.kind != "whole number":
                yield f"It is {_needs(column)}, and cannot come from {_said(source)}."
            if source.attribute not in self.attributes:
                yield f"There is no attribute “{source.attribute}”."
        elif isinstance(source, Always):
            yield from _values(column, {"": source.value})
        elif isinstance(source, PerMilestone):
            yield from (f"There is no milestone “{name}”." for name in source.values if name not in self.milestones)
            if not column.may_be_missing and not source.values.keys() & {"arrival", emits.since}:
                yield "It has to be there for everybody, also for those who have passed none of these milestones."
            yield from _values(column, source.values)
        else:
            yield from self._each(column, source)

    def _instant(self, column: Column, source: At, emits: Emits) -> Iterator[str]:
        if unknown := [name for name in source.milestones if name not in self.milestones]:
            yield from (f"There is no milestone “{name}”." for name in unknown)
        elif not column.may_be_missing and not {"arrival", emits.since} & {*source.milestones}:
            yield (
                f"It has to be there for everybody who has a row. Take arrival, or “{emits.since}”, since which there "
                f"is a row: “{source.milestone}” some may never pass."
            )

    def _each(self, column: Column, source: PerClass | PerStream | PerOutcome) -> Iterator[str]:
        what, names = self.names[type(source)]
        for name in source.values:
            if name not in names:
                yield f"There is no {what} “{name}”."
        for name in names:
            if name not in source.values:
                yield f"It does not say what stands there for the {what} “{name}”."
        if isinstance(source, PerOutcome) and not column.may_be_missing:
            yield "It has to be there for everybody, also for those who are still inside and have no outcome yet."
        yield from _values(column, source.values)


def _values(column: Column, values: Mapping[str, Value]) -> Iterator[str]:
    for value in dict.fromkeys(values.values()):
        if value == "":
            if not column.may_be_missing:
                yield "It has to be there, and cannot be empty."
        elif isinstance(value, int) is not (column.kind == "whole number"):
            yield f"It is {_needs(column)}, and “{value}” is not."
        elif column.one_of and value not in column.one_of:
            yield f"“{value}” is not known. Known are: {', '.join(column.one_of)}."
        elif isinstance(value, int) and not (column.least or 0) <= value <= (column.most or value):
            yield f"{value} is not from {column.least} to {column.most}."


def _needs(column: Column) -> str:
    return {"instant": "an instant", "words": "a word", "whole number": "a whole number"}[column.kind]


def _said(source: Source) -> str:
    return {
        At: "a milestone",
        Always: "a word or number that is always the same",
        PerClass: "the class",
        PerStream: "the stream",
        PerOutcome: "the outcome",
        PerMilestone: "which milestones were passed",
        Number: "an attribute",
    }[type(source)]
