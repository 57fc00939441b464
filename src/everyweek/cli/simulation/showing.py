"""What came out of a model as a table for reading, and as JSON for other programs."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from everyweek.flow.experiments.comparing import ComparisonTable
    from everyweek.flow.experiments.outcome import Outcomes
    from everyweek.flow.experiments.replications import Reached
    from everyweek.flow.summary import Estimate, IntervalSummary

MINUTES_OF_A_DAY = 1_440.0


def as_table(found: "Outcomes") -> str:
    """Pools, then counted times, each mean with its 95 % interval."""
    from everyweek.flow.summary import intervals_of, pools_of

    heading = found.heading
    lines = [f"{heading.model}: {len(found)} run{'' if len(found) == 1 else 's'}, seed {heading.seed}", ""]
    pools, intervals = pools_of(found), intervals_of(found)
    if pools:
        wide = _wide([pool.name for pool in pools], least=24)
        lines.append(f"{'pool':{wide}}{'wait, minutes':>20}{'waiting':>18}{'in use':>18}{'longest':>10}")
    for pool in pools:
        share = _shown(pool.occupancy, times=100, unit="%")
        lines.append(
            f"{pool.name:{wide}}{_shown(pool.wait):>20}{_shown(pool.waiting):>18}{share:>18}{pool.longest:>10,}"
        )
    if intervals:
        wide = _wide([_named(one) for one in intervals], least=40)
        lines += ["", f"{'interval':{wide}}{'patients':>14}{'minutes':>20}"]
    for one in intervals:
        lines.append(f"{_named(one):{wide}}{one.number:>14,}{_shown(one.minutes):>20}")
        for limit in one.within:
            share = _shown(limit.share, times=100, unit="%")
            lines.append(f"{f'  within {limit.minutes:g} minutes':{wide}}{'':14}{share:>20}")
    return "\n".join(lines)


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


def _wide(names: Sequence[str], *, least: int) -> int:
    return max([least, *(len(name) + 2 for name in names)])


def _named(one: "IntervalSummary") -> str:
    return f"{one.name}, {one.group}" if one.group else one.name


def _shown(found: "Estimate", *, times: float = 1.0, unit: str = "") -> str:
    if math.isnan(found.mean):
        return "none"
    sure = "" if math.isnan(found.half_width) else f" ± {found.half_width * times:.2f}"
    return f"{found.mean * times:.2f}{unit}{sure}"
