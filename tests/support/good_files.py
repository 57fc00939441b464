"""A small good file of every form of every publication: each file in `fixtures` is named after a publication's folder.

`FIXTURES` there goes from a reader's words, as in `publication.py`, to what makes the file. Where a reader reads more
than one table, another file of it has the same words with a colon and more behind them.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from everyweek.publications.publication import publications

Fixtures = Mapping[str, Callable[[], bytes]]


def fixtures_of(publication: str) -> Fixtures:
    """What makes the good files of a publication, by its folder's name; none when there is no file for it."""
    name = f"support.fixtures.{publication}"
    if find_spec(name) is None:
        return {}
    fixtures: Fixtures = import_module(name).FIXTURES
    return fixtures


@cache
def good_files() -> dict[str, bytes]:
    """A good file of every form, by its reader's words."""
    return {words: make() for publication in publications() for words, make in fixtures_of(publication.name).items()}


def readable_files() -> dict[str, bytes]:
    """The same without the forms that are always refused."""
    refused = {reader.words for publication in publications() for reader in publication.refused}
    return {words: content for words, content in good_files().items() if words not in refused}
