"""everyweek simulate: a model of patient flow from a file, run several times over."""

import json
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from everyweek.cli.trouble import in_plain_words

if TYPE_CHECKING:
    from everyweek.flow.replication import Replication
    from everyweek.flow.summary import Estimate

MINUTES_OF_A_DAY = 1_440.0


@click.command()
@click.argument("model", type=click.Path(path_type=Path))
@click.option(
    "--days", type=click.FloatRange(min=0, min_open=True), default=28.0, show_default=True, help="How long a run is."
)
@click.option(
    "--warm-up", "warm_up", type=click.FloatRange(min=0), default=0.0, show_default=True,
    help="Days at the beginning that are not counted.",
)  # fmt: skip
@click.option(
    "--replications",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="How many runs, each of other luck.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=1, show_default=True, help="The same seed gives the same numbers."
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@in_plain_words
def simulate(model: Path, days: float, warm_up: float, replications: int, seed: int, form: str) -> None:
    """Run a MODEL of patient flow (YAML or TOML), and say what its pools and intervals come to.

    Every mean has its 95 % interval over the runs. The first run of a new version compiles the engine, which takes some
    15 seconds; it is kept for the next.
    """
    from everyweek.flow.compiling.compile import compiled
    from everyweek.flow.reading.model import read_model
    from everyweek.flow.running import replicate

    if warm_up >= days:
        raise click.BadParameter("The warm-up must be shorter than the run.", param_hint="--warm-up")
    program = compiled(read_model(model))
    runs = []
    with click.progressbar(range(replications), label="Running", file=sys.stderr) as each:
        for number in each:
            found = replicate(
                program,
                minutes=days * MINUTES_OF_A_DAY,
                warm_up=warm_up * MINUTES_OF_A_DAY,
                seed=seed,
                replication=number,
                keeps_rows=False,
            )
            runs.append(found)
    click.echo(_as_json(runs) if form == "json" else _as_table(runs))


def _as_json(runs: "Sequence[Replication]") -> str:
    from everyweek.flow.summary import intervals_of, pools_of

    found = {
        "model": runs[0].compiled.model.name,
        "replications": len(runs),
        "seed": runs[0].seed,
        "pools": [asdict(pool) for pool in pools_of(runs)],
        "intervals": [asdict(interval) for interval in intervals_of(runs)],
    }
    return json.dumps(_without_nan(found), indent=2, ensure_ascii=False)


def _without_nan(found: Any) -> Any:
    if isinstance(found, dict):
        return {key: _without_nan(value) for key, value in found.items()}
    if isinstance(found, list):
        return [_without_nan(value) for value in found]
    return None if isinstance(found, float) and math.isnan(found) else found


def _as_table(runs: "Sequence[Replication]") -> str:
    from everyweek.flow.summary import intervals_of, pools_of

    lines = [f"{runs[0].compiled.model.name}: {len(runs)} runs, seed {runs[0].seed}", ""]
    lines.append(f"{'pool':24}{'wait, minutes':>20}{'waiting':>18}{'in use':>18}{'longest':>10}")
    for pool in pools_of(runs):
        share = _shown(pool.occupancy, times=100, unit="%")
        lines.append(f"{pool.name:24}{_shown(pool.wait):>20}{_shown(pool.waiting):>18}{share:>18}{pool.longest:>10,}")
    if intervals := intervals_of(runs):
        lines += ["", f"{'interval':40}{'patients':>14}{'minutes':>20}"]
        lines += [
            f"{f'{one.name}, {one.group}' if one.group else one.name:40}{one.number:>14,}{_shown(one.minutes):>20}"
            for one in intervals
        ]
    return "\n".join(lines)


def _shown(found: "Estimate", *, times: float = 1.0, unit: str = "") -> str:
    if math.isnan(found.mean):
        return "none"
    sure = "" if math.isnan(found.half_width) else f" ± {found.half_width * times:.2f}"
    return f"{found.mean * times:.2f}{unit}{sure}"
