"""The event tables of a model as they stand in a file: what `read_emits` reads."""

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
from everyweek.flow.model import Emits

Plain = Value | None | dict[str, "str | list[str] | dict[str, Value | None]"]


def plain_emits(emits: tuple[Emits, ...]) -> list[dict[str, object]]:
    """Names with values, of the same meaning, for a YAML or TOML file.

    >>> plain_emits((Emits("attendance", "seen", {"arrived_at": At("arrival"), "acuity": Number("acuity")}),))
    [{'table': 'attendance', 'since': 'seen', 'columns': {'arrived_at': 'arrival', 'acuity': {'attribute': 'acuity'}}}]
    """
    return [
        {
            "table": one.table,
            "since": one.since,
            "columns": {name: _plain(source) for name, source in one.columns.items()},
        }
        for one in emits
    ]


def _plain(source: Source) -> Plain:
    match source:
        case At():
            return {"milestone": list(source.milestones)} if source.otherwise else source.milestone
        case Always():
            return source.value
        case Number():
            return {"attribute": source.attribute}
        case PerClass():
            return {"by class": dict(source.values)}
        case PerStream():
            return {"by stream": dict(source.values)}
        case PerOutcome():
            return {"by outcome": dict(source.values)}
        case PerMilestone():
            return {"by milestone": dict(source.values)}
