"""The everyweek command itself: it names its sub-commands and loads each only when it is called."""

import importlib
from importlib.metadata import version

import click

SUBCOMMANDS = {
    "load": "everyweek.cli.load",
    "fetch": "everyweek.cli.fetch",
    "status": "everyweek.cli.status",
    "sample": "everyweek.cli.sample",
    "measures": "everyweek.cli.measures",
    "show": "everyweek.cli.show",
    "spc": "everyweek.cli.spc",
    "funnel": "everyweek.cli.funnel",
    "compare": "everyweek.cli.compare",
    "peers": "everyweek.cli.peers",
    "clusters": "everyweek.cli.clusters",
    "opportunities": "everyweek.cli.opportunities",
    "groups": "everyweek.cli.groups",
    "simulate": "everyweek.cli.simulate",
    "draw": "everyweek.cli.draw",
    "model": "everyweek.cli.model",
    "library": "everyweek.cli.library",
    "search": "everyweek.cli.search",
    "index": "everyweek.cli.index",
    "archive": "everyweek.cli.archive",
    "evaluate-search": "everyweek.cli.evaluate_search",
    "person": "everyweek.cli.person",
    "audit": "everyweek.cli.audit",
    "backup": "everyweek.cli.backup",
    "restore": "everyweek.cli.backup",
    "serve": "everyweek.cli.serve",
    "worker": "everyweek.cli.worker",
    "bounce": "everyweek.cli.bounce",
}


class LazyGroup(click.Group):
    """A group that imports a sub-command's module when it is run or listed, not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = SUBCOMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = getattr(importlib.import_module(module), cmd_name.replace("-", "_"))
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("everyweek"), prog_name="everyweek")
def main() -> None:
    """Urgent and emergency care: are we getting better, and is the change real?"""
