"""A comparison as a table of plain text, and as plain values for JSON."""

from dataclasses import asdict
from math import isfinite, isnan
from typing import Any

from everyweek.flow.experiments.comparing import ComparisonTable, Difference
from everyweek.flow.experiments.estimating import Estimate

WORTH_SHOWN, A_MILLION = 1_000, 1e6
GAP = "  "
NOISE = 1e-12
"""Of a mean: what adding up in another order changes, and no spread."""
CHANCE = (
    "Each figure is 95 % sure by itself: of twenty that the change leaves as they are, about one is said to be more or "
    "less by chance. Look at those that you named before."
)


def as_text(table: ComparisonTable) -> str:
    """A comparison as lines: a part for each scenario, a line for each figure.

    Columns: the figure, the baseline and the scenario each with its 95 % interval, the difference with its own (that
    which holds for all scenarios at once), how many times the replications pairing was worth, and what can be told.
    """
    lines = []
    for scenario in table.scenarios:
        head = ("", table.baseline, scenario, "difference", "pairing", "what can be told")
        pairs = "1 pair" if table.replications == 1 else f"{table.replications:,} pairs"
        lines.append(f"{scenario}, beside {table.baseline}: {pairs} of replications")
        lines += _in_columns([head, *(_cells(row) for row in table.rows if row.scenario == scenario)])
        lines.append("")
    several = len(table.scenarios)
    if several > 1:
        lines.append(f"Intervals of differences hold for all {several} scenarios at once with 95 % (Bonferroni).")
    if len({row.figure for row in table.rows}) > 1:
        lines.append(CHANCE)
    if table.not_compared:
        lines.append(
            f"Not compared, as not all have them, or not from and until the same: {'; '.join(table.not_compared)}."
        )
    return "\n".join(lines).rstrip()


def as_plain_values(table: ComparisonTable) -> dict[str, Any]:
    """A comparison as dictionaries, lists, texts and numbers; None for what is not a number or not finite."""
    rows = [
        asdict(row) | {"figure": asdict(row.figure) | {"text": row.figure.text}, "told": row.told} for row in table.rows
    ]
    found: dict[str, Any] = _finite(asdict(table) | {"rows": rows})
    return found


def _cells(row: Difference) -> tuple[str, ...]:
    difference = shown(Estimate(row.difference, row.half_width_together))
    return row.figure.text, shown(row.baseline), shown(row.scenario_is), difference, _worth(row), row.told


def _worth(row: Difference) -> str:
    if not isfinite(row.pairing_is_worth):
        return ""
    return f"> {WORTH_SHOWN:,} ×" if row.pairing_is_worth > WORTH_SHOWN else f"{row.pairing_is_worth:.1f} ×"


def _in_columns(rows: list[tuple[str, ...]]) -> list[str]:
    """The first and the last column begin at the left, the others end at the right."""
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [GAP.join([row[0].ljust(wide[0]), *map(str.rjust, row[1:-1], wide[1:-1]), row[-1]]).rstrip() for row in rows]


def shown(found: Estimate) -> str:
    """A mean and half of its interval, to the second digit of that.

    >>> shown(Estimate(12.3456, 0.789)), shown(Estimate(0.76543, 0.00123)), shown(Estimate(float("nan"), 0.0))
    ('12.35 ± 0.79', '0.7654 ± 0.0012', 'none')
    >>> shown(Estimate(102.0, 1e-13))
    '102'
    """
    if isnan(found.mean):
        return "none"
    if isnan(found.half_width) or found.half_width <= NOISE * abs(found.mean):
        return f"{found.mean:,.0f}" if abs(found.mean) >= A_MILLION else f"{found.mean:.6g}"
    digits = max(0, 1 - _magnitude(found.half_width))
    return f"{found.mean:,.{digits}f} ± {found.half_width:,.{digits}f}"


def _magnitude(number: float) -> int:
    """The power of ten of its first digit."""
    return int(f"{number:e}".partition("e")[2])


def _finite(found: Any) -> Any:
    if isinstance(found, dict):
        return {key: _finite(value) for key, value in found.items()}
    if isinstance(found, list | tuple):
        return [_finite(value) for value in found]
    return None if isinstance(found, float) and not isfinite(found) else found
