"""Which organisations there are, and which are above one: from the directory that the warehouse holds."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

from everyweek.reference import ENGLAND, Directory, UnknownOrganisation

if TYPE_CHECKING:
    from everyweek.warehouse import Warehouse


@lru_cache(maxsize=4)
def _opened(url: str) -> "Warehouse":
    from everyweek.warehouse import open_warehouse  # it loads a database library, which no check of the pages needs

    return open_warehouse(url)


def warehouse() -> "Warehouse":
    """The warehouse that the settings name, opened once per process."""
    return _opened(settings.EVERYWEEK_WAREHOUSE)


def directory() -> Directory:
    """Who organisations are: the built-in facts with what loaded reference files add to them."""
    return warehouse().reference


def name_of(code: str, known: Directory) -> str:
    """The newest name of an organisation; its code when the directory does not know it (any more)."""
    try:
        return known.organisation(code).name
    except UnknownOrganisation:
        return code


def organisations_above(code: str, *, on: date) -> frozenset[str]:
    """The organisation itself, the board and region it is counted in on the day, and England; only itself if unknown.

    >>> from everyweek.reference import directory as built_in_directory
    >>> sorted(above("ZZ1", built_in_directory(), on=date(2026, 6, 1)))
    ['ZZ1', 'ZZ9', 'ZZA', 'england']
    """
    return above(code, directory(), on=on)


def above(code: str, known: Directory, *, on: date) -> frozenset[str]:
    """As organisations_above, by a given directory."""
    try:
        board = known.parent(code, kind="icb", on=on)
        region = known.parent(code, kind="region", on=on) or (board and known.parent(board, kind="region", on=on))
    except UnknownOrganisation:
        return frozenset({code})
    return frozenset(found for found in (code, board, region, ENGLAND) if found)
