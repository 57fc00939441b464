"""What came out of a model as a table for reading, and as JSON for other programs."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from everyweek.flow.experiments.estimating import SURE
from everyweek.flow.experiments.showing import shown

if TYPE_CHECKING:
    from everyweek.flow.experiments.comparing import ComparisonTable
    from everyweek.flow.experiments.outcome import Outcomes
    from everyweek.flow.experiments.replications import Reached
    from everyweek.flow.summary import Estimate, IntervalSummary, PoolSummary

MINUTES_OF_A_DAY = 1_440.0


def as_table(found: "Outcomes") -> str:
    """What was run, then pools, then counted times, each mean with its 95 % interval."""
    from everyweek.flow.summary import intervals_of, pools_of

    lines = [*what_was_run(found)]
    pools, intervals = pools_of(found), intervals_of(found)
    if pools:
        head = ("pool", "wait, minutes", "waiting", "in use", "longest queue")
        lines += ["", *_in_columns([head, *map(_pool, pools)])]
    if intervals:
        rows = [row for one in intervals for row in _interval(one)]
        lines += ["", *_in_columns([("interval", "patients in all", "minutes"), *rows])]
    return "\n".join(lines)


def what_was_run(found: "Outcomes") -> Iterator[str]:
    """How often, how long and from when on it was run, and how its figures are to be read."""
    heading, several = found.heading, len(found)
    runs = "1 run" if several == 1 else f"{several:,} runs"
    yield f"{heading.model}: {runs} of {_long(heading.minutes)}, seed {heading.seed}"
    if heading.warm_up:
        yield f"The first {_long(heading.warm_up)} of each run are not counted."
    else:
        yield "Counted from the beginning of each run, without a warm-up."
    if several == 1:
        yield "One run does not say how sure its figures are; run several."
    else:
        yield "± is half of a 95 % interval over runs; without it, no run gave another figure."


def _pool(one: "PoolSummary") -> tuple[str, ...]:
    return one.name, shown(one.wait), shown(one.waiting), _share(one.occupancy), f"{one.longest:,}"


def _interval(one: "IntervalSummary") -> Iterator[tuple[str, ...]]:
    yield (f"{one.name}, {one.group}" if one.group else one.name), f"{one.number:,}", shown(one.minutes)
    for limit in one.within if one.number else ():
        yield f"  within {_long(limit.minutes)}", "", _share(limit.share)


def _share(found: "Estimate") -> str:
    """A share in per cent.

    >>> from everyweek.flow.summary import Estimate
    >>> _share(Estimate(0.92431, 0.0234)), _share(Estimate(1.0, float("nan")))
    ('92.4 ± 2.3 %', '100 %')
    """
    words = shown(replace(found, mean=100 * found.mean, half_width=100 * found.half_width))
    return words if words == "none" else f"{words} %"


def _long(minutes: float) -> str:
    """How long something is, in days or hours where these are whole numbers and at least two.

    >>> _long(40_320.0), _long(240.0), _long(60.0), _long(90.0), _long(28.8)
    ('28 days', '4 hours', '60 minutes', '90 minutes', '28.8 minutes')
    """
    for unit, name in ((MINUTES_OF_A_DAY, "days"), (60.0, "hours")):
        if minutes >= 2 * unit and not minutes % unit:
            return f"{minutes / unit:,.0f} {name}"
    return f"{minutes:g} minutes"


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
