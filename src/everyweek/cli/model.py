"""everyweek model: look a model of patient flow over without running it, and what editors need to know of its form."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from everyweek.cli.trouble import in_plain_words

if TYPE_CHECKING:
    from everyweek.flow.model import Model

FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group()
def model() -> None:
    """Models of patient flow as files: check one, write it in another form, print its JSON Schema."""


@model.command()
@FILE
@in_plain_words
def check(file: Path) -> None:
    """Say what the model in FILE holds, or everything that is wrong with it. Nothing is run."""
    from everyweek.flow.reading.model import read_model

    click.echo("\n".join(_held(read_model(file))))


@model.command()
@FILE
@click.option("--to", "form", type=click.Choice(["yaml", "toml"]), default="yaml", show_default=True)
@in_plain_words
def rewrite(file: Path, form: Literal["yaml", "toml"]) -> None:
    """Print the model in FILE anew, as YAML or TOML. Comments are lost; every number stays the same."""
    from everyweek.flow.reading.model import read_model
    from everyweek.flow.writing.texts import written

    click.echo(written(read_model(file), form), nl=False)


@model.command()
def schema() -> None:
    """Print the JSON Schema of model files, for editors and other programs.

    Save it, and write as the first line of a model: # yaml-language-server: $schema=model.schema.json
    """
    from everyweek.flow.schema.model_schema import model_schema

    click.echo(json.dumps(model_schema(), indent=2, ensure_ascii=False))


def _held(found: "Model") -> Iterator[str]:
    from everyweek.flow.layout import lay_out

    steps = lay_out(found).places
    yield f"{found.name}: nothing is wrong with it."
    yield from ["", found.about, ""] if found.about else [""]
    for what, names in (
        ("classes", found.all_classes),
        ("pools", tuple(pool.name for pool in found.pools)),
        ("streams", tuple(stream.name for stream in found.streams)),
        ("pathways", tuple(pathway.name for pathway in found.pathways)),
        ("intervals", tuple(interval.name for interval in found.intervals)),
    ):
        yield f"{what:12}{len(names):>4}  {', '.join(names)}".rstrip()
    yield f"{'steps':12}{len(steps):>4}"
    yield from (f"{'inside':12}{one.number:>4}  at “{one.step}” of “{one.pathway}”" for one in found.inside)
    yield from (f"{'assumed':12}{'':4}  {sentence}" for sentence in found.assumed)
