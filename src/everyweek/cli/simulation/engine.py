"""The compiled engine, made ready before anybody is shown a bar."""

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from everyweek.flow.model import Model


def make_ready(model: "Model") -> None:
    """Load the engine; and compile it when this version was never compiled here, which is said first.

    Other processes then find it ready, where each would compile it for itself; and the time that the first replication
    takes is its own. A minute of the model does it.
    """
    from everyweek.flow.compiling.compile import compiled
    from everyweek.flow.kernel.cache import is_compiled
    from everyweek.flow.running import replicate

    program = compiled(model)
    if not is_compiled():
        click.echo("Compiling the engine once for this version (some 15 seconds) …", file=sys.stderr)
    replicate(program, minutes=1.0, seed=0, keeps_rows=False)
