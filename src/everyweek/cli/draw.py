"""everyweek draw: a model of patient flow as a diagram or in words, and a day of a run of it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from everyweek.cli.trouble import in_plain_words

if TYPE_CHECKING:
    from everyweek.flow.drawing.day import Day
    from everyweek.flow.drawing.shapes import Form
    from everyweek.flow.model import Model

SUFFIXES = (".svg", ".html", ".txt")


@click.command()
@click.argument("model", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "output", type=click.Path(path_type=Path), required=True,
    help="The file to write: .svg for a picture, .html for a page of its own, .txt for words.",
)  # fmt: skip
@click.option("--wide", "form", flag_value="wide", default=True, help="For a screen or paper (of an SVG).")
@click.option("--tall", "form", flag_value="tall", help="For a telephone (of an SVG).")
@click.option("--day", type=click.IntRange(min=1), help="A day of a run, and not the model; the first is day 1.")
@click.option(
    "--seed", type=click.IntRange(min=0), default=1, show_default=True, help="With --day: the luck of the run."
)
@click.option(
    "--replications", type=click.IntRange(min=1), default=1, show_default=True,
    help="With --day: the mean over so many runs, and not what happened in one.",
)  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Write over a file of this name.")
@in_plain_words
def draw(
    model: Path, output: Path, form: "Form", day: int | None, seed: int, replications: int, overwrite: bool
) -> None:
    """Draw a MODEL of patient flow (YAML or TOML), or a day of a run of it.

    A diagram shows who comes, every step, what patients wait for and what they keep meanwhile. A day shows at each
    whole hour what was in use and who waited. A page (.html) is one file that needs no other and can be sent by mail.
    A run begins as its model says, often empty: choose a day some weeks on.
    """
    from everyweek.flow.reading.model import read_model

    _check_output(output, day=day, overwrite=overwrite)
    found = read_model(model)
    text = _drawn(found, output, form) if day is None else _day(_run(found, day, seed, replications), output, form)
    _write(output, text, overwrite=overwrite)
    click.echo(f"{output} shows {found.name}{'' if day is None else f', day {day}'}.")


def _check_output(output: Path, *, day: int | None, overwrite: bool) -> None:
    """Said before anything runs."""
    suffixes = SUFFIXES if day is None else SUFFIXES[:2]
    if output.suffix.lower() not in suffixes:
        raise click.BadParameter(f"“{output.name}” must end in {' or '.join(suffixes)}.", param_hint="--output")
    if not overwrite and output.exists():
        _refuse(_is_there(output))


def _drawn(model: "Model", output: Path, form: "Form") -> str:
    from everyweek.flow.drawing.diagram import diagram
    from everyweek.flow.drawing.in_words import in_words
    from everyweek.flow.drawing.page import page_of_model

    if output.suffix.lower() == ".html":
        return page_of_model(model)
    return in_words(model) if output.suffix.lower() == ".txt" else diagram(model, form=form)


def _day(day: "Day", output: Path, form: "Form") -> str:
    from everyweek.flow.drawing.glance import glance
    from everyweek.flow.drawing.page import page_of_day

    return page_of_day(day) if output.suffix.lower() == ".html" else glance(day, form=form)


def _run(model: "Model", day: int, seed: int, replications: int) -> "Day":
    """A day of one run, or the mean of several."""
    from everyweek.flow.compiling.compile import compiled
    from everyweek.flow.drawing.day import day_of, mean_of, minutes_until
    from everyweek.flow.running import replicate

    program = compiled(model)
    minutes = minutes_until(model.first_minute, day=day)
    days = []
    with click.progressbar(range(replications), label="Running", file=sys.stderr) as each:
        for number in each:
            days.append(day_of(replicate(program, minutes=minutes, seed=seed, replication=number), day))
    return mean_of(days) if replications > 1 else days[0]


def _write(output: Path, text: str, *, overwrite: bool) -> None:
    try:
        with output.open("w" if overwrite else "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        _refuse(_is_there(output))
    except OSError as problem:
        _refuse(f"{output} cannot be written: {problem.strerror}. Choose another place.")


def _is_there(output: Path) -> str:
    return f"{output} is there already. Choose another name, or write over it with --overwrite."


def _refuse(sentence: str) -> None:
    click.echo(f"everyweek: {sentence}", err=True)
    sys.exit(1)
