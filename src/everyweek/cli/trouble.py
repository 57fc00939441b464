"""Troubles a person can do something about: one sentence on standard error, exit status 1, no traceback."""

import functools
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

P = ParamSpec("P")
R = TypeVar("R")


def in_plain_words(command: Callable[P, R]) -> Callable[P, R]:
    """A command whose known errors end as a sentence; an unknown one still crashes, since it is our mistake."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        from everyweek.flow.errors import FlowError
        from everyweek.measures import UnknownMeasure
        from everyweek.peers.errors import ImpossibleComparison, TooFewToCompare
        from everyweek.publications.errors import RefusedFile
        from everyweek.reference import UnknownGroup, UnknownOrganisation
        from everyweek.search.errors import SearchError
        from everyweek.warehouse import WarehouseError

        known = (
            FlowError,
            UnknownMeasure,
            UnknownGroup,
            UnknownOrganisation,
            ImpossibleComparison,
            TooFewToCompare,
            RefusedFile,
            SearchError,
            WarehouseError,
        )
        try:
            return command(*args, **kwargs)
        except known as error:
            click.echo(f"everyweek: {error}", err=True)
            sys.exit(1)

    return run
