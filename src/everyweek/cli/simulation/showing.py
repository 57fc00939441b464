"""What came out of a model as a table for reading, and as JSON for other programs."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from everyweek.flow.experiments.estimating import SURE

if TYPE_CHECKING:
    from everyweek.flow.experiments.comparing import ComparisonTable
    from everyweek.flow.experiments.outcome import Outcomes
    from everyweek.flow.experiments.replications import Reached

MINUTES_OF_A_DAY = 1_440.0


def as_table(found: "Outcomes") -> str:
    """What was run, then pools, then counted times, each mean with its 95 % interval."""
    from everyweek.flow.reporting.figures import INTERVALS, POOLS, of_interval, of_pool, what_was_run, within
    from everyweek.flow.summary import intervals_of, pools_of

    lines = [*what_was_run(found)]
    pools, intervals = pools_of(found), intervals_of(found)
    if pools:
        lines += ["", *_in_columns([POOLS, *map(of_pool, pools)])]
    if intervals:
        rows = [INTERVALS]
        for one in intervals:
            rows += [of_interval(one), *((f"  {limit}", *others) for limit, *others in within(one))]
        lines += ["", *_in_columns(rows)]
    return "\n".join(lines)


def _in_columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """The first column begins at the left, the others end at the right."""
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["   ".join([row[0].ljust(wide[0]), *map(str.rjust, row[1:], wide[1:])]).rstrip() for row in rows]


def as_json(found: "Outcomes", *, stopped: bool, reached: "Sequence[Reached]" = ()) -> str:
    """All of it as one object. A number that is none is null."""
    values = _values_of(found) | {"stopped": stopped}
    if reached:
        values["precision"] = [
            {"figure": one.wanted.figure.text, "reached": one.number is not None, "replications": one.number,
             "found": asdict(one.found), "would need": one.would_need}
            for one in reached
        ]  # fmt: skip
    return _json(values)


def comparison_as_json(each: "Mapping[str, Outcomes]", table: "ComparisonTable") -> str:
    """Every scenario by itself, and how they differ from the first."""
    from everyweek.flow.experiments.showing import as_plain_values

    scenarios = {name: _values_of(found) for name, found in each.items()}
    return _json({"scenarios": scenarios, "comparison": as_plain_values(table), "stopped": False})


def _values_of(found: "Outcomes") -> dict[str, Any]:
    from everyweek.flow.summary import intervals_of, pools_of

    heading = found.heading
    return {
        "model": heading.model,
        "replications": len(found),
        "confidence": SURE,
        "seed": heading.seed,
        "days": heading.minutes / MINUTES_OF_A_DAY,
        "warm_up_days": heading.warm_up / MINUTES_OF_A_DAY,
        "pools": [asdict(pool) for pool in pools_of(found)],
        "intervals": [asdict(interval) for interval in intervals_of(found)],
    }


def _json(values: dict[str, Any]) -> str:
    return json.dumps(_finite(values), indent=2, ensure_ascii=False)


def _finite(found: Any) -> Any:
    if isinstance(found, dict):
        return {key: _finite(value) for key, value in found.items()}
    if isinstance(found, list | tuple):
        return [_finite(value) for value in found]
    return None if isinstance(found, float) and not math.isfinite(found) else found
