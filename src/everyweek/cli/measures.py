"""everyweek measures: what there is to see."""

import json
from dataclasses import asdict

import click


@click.command()
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def measures(form: str) -> None:
    """List every measure: what it means, which way is better, its unit and where it comes from."""
    from everyweek.cli.tables import csv_text
    from everyweek.measures import MEASURES
    from everyweek.reference import standards_for

    if form == "json":
        declared = [
            {**asdict(measure), "standards": [str(standard.label) for standard in standards_for(measure.name)]}
            for measure in MEASURES.values()
        ]
        click.echo(json.dumps(declared, ensure_ascii=False, indent=2))
    elif form == "csv":
        header = ["measure", "title", "unit", "polarity", "kind", "publication", "source", "meaning"]
        rows = [
            [one.name, one.title, one.unit, one.polarity, one.kind, one.publication, one.source, one.meaning]
            for one in MEASURES.values()
        ]
        click.echo(csv_text(header, rows), nl=False)
    else:
        for one in MEASURES.values():
            click.echo(f"{one.name}\n    {one.title} ({one.unit}; better {one.polarity})\n    {one.meaning}")
            for standard in standards_for(one.name):
                click.echo(f"    {standard.kind}: {standard.label}")
