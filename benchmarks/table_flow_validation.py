"""The tables of docs/explanation/flow-validation.md: theory, ours and its interval; and published models. A minute.

Not a claim of speed, so not among those of `make bench`: run it by hand after the engine was changed.
"""

import sys
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support import flow_networks, flow_over_time, flow_queues
from support.flow_comparisons import Found, slower
from support.published_models import calls, facts, waiting_for_beds
from support.published_units import beds_missing, numbers_in_units, stroke_days, stroke_loads, treatment_centre
from support.queueing_theory import erlang_b

from everyweek.flow.reading.model import read_model

MODELS = Path(__file__).resolve().parents[1] / "docs" / "models"
LONGER = 0.05


def main() -> None:
    """Print them."""
    theory()
    community_beds()
    call_centre()
    centre()
    stroke()


def theory() -> None:
    """Each comparison; of a quantity with several numbers the one that is farthest from theory."""
    click.echo("| model | quantity | theory | ours | within | all 5 % longer |\n|---|---|---|---|---|---|")
    for cases in (flow_queues.cases(), flow_networks.cases(), flow_over_time.cases()):
        for case in cases:
            longer = case.found(slower(case.model, LONGER))
            for found, wrong in zip(case.found(), longer, strict=True):
                click.echo(f"| {case.name} | {_row(found)} | {'seen' if not wrong.is_as_in_theory else 'not seen'} |")


def _row(found: Found) -> str:
    name, at = found.name.rpartition(": ")[2], found.worst
    several = f" (worst of {len(found.theory)})" if len(found.theory) > 1 else ""
    said = f"{found.theory[at]:.4g} | {found.mean[at]:.4g} | ± {found.tolerance[at]:.2g}"
    return f"{name}{several} | {said}{'' if found.is_as_in_theory else ' **outside**'}"


def community_beds() -> None:
    """Queues of IPACS."""
    click.echo("\n| queue for beds | published mean | its 5 to 95 % | ours | our 5 to 95 % | apart |")
    click.echo("|---|---|---|---|---|---|")
    for area in facts("discharge-to-assess-beds")["areas"]:
        for one in waiting_for_beds(area, runs=400):
            band = f"{one.published_low:.0f} to {one.published_high:.0f}"
            click.echo(
                f"| {one.name} | {one.published:.1f} | {band} | {one.ours:.1f} ± {1.96 * one.error:.1f} | "
                f"{one.low:.0f} to {one.high:.0f} | {one.apart:.1f} |"
            )


def call_centre() -> None:
    """Calls of NHS 111."""
    known = facts("call-centre-111")
    click.echo("\n| call centre | published | reference ± 3 errors | ours |\n|---|---|---|---|")
    for scenario, found in known["scenarios"].items():
        published = found.get("published", ["·"] * 4)
        for said, one in zip(published, calls(scenario, runs=300), strict=True):
            half = (one.high - one.low) / 2
            click.echo(f"| {one.name} | {said} | {one.published:.2f} ± {half:.2f} | {one.ours:.2f} |")


def centre() -> None:
    """Nelson's treatment centre."""
    click.echo("\n| treatment centre | published, mean of 50 days | ours | allowed |\n|---|---|---|---|")
    for one in treatment_centre(read_model(MODELS / "treatment-centre.yaml"), runs=1_000):
        half = (one.high - one.low) / 2
        click.echo(f"| {one.name} | {one.published:.1f} | {one.ours:.1f} ± {one.half_width:.1f} | ± {half:.1f} |")


def stroke() -> None:
    """Stroke services."""
    days = stroke_days(read_model(MODELS / "stroke-unit.yaml"), runs=200)
    loads, missing, known = stroke_loads(), beds_missing(days), facts("stroke-unit")
    for unit, (ours, tolerance) in numbers_in_units(days).items():
        click.echo(f"\nMean number, {unit}: theory {loads[unit]:.3f}, ours {ours:.3f} ± {tolerance:.3f}")
    click.echo("\n| stroke unit, beds | published | theory (Erlang B) | ours |\n|---|---|---|---|")
    for unit, load in loads.items():
        for beds, share in known[unit].items():
            ours, tolerance = missing[unit][beds]
            exact = erlang_b(beds, load)
            click.echo(f"| {unit}, {beds} | {share:.2f} | {exact:.4f} | {ours:.4f} ± {tolerance:.4f} |")


if __name__ == "__main__":
    main()
