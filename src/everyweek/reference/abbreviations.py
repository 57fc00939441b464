"""Abbreviations of urgent and emergency care, and other wordings of the same thing, for whoever looks for either."""

from functools import cache
from importlib.resources.abc import Traversable

import yaml

from everyweek.reference.faults import FaultyAbbreviations
from everyweek.reference.rows import data_folder


@cache
def wordings() -> tuple[tuple[str, ...], ...]:
    """Groups of wordings that mean the same, the full words first.

    >>> next(group for group in wordings() if "los" in group)
    ('length of stay', 'los')

    Source: `reference/data/abbreviations.yaml`.
    """
    return read_wordings(data_folder().joinpath("abbreviations.yaml"))


def read_wordings(file: Traversable) -> tuple[tuple[str, ...], ...]:
    """The groups written in a YAML file: a list of lists of at least two wordings, no wording in two groups.

    Raises : FaultyAbbreviations, naming the file and the number of the group.
    """
    groups = yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(groups, list):
        raise FaultyAbbreviations(f"{file.name}: it must be a list of groups of wordings.")
    seen: dict[str, int] = {}
    for number, group in enumerate(groups, start=1):
        if not isinstance(group, list) or len(group) < 2 or not all(isinstance(one, str) and one for one in group):
            raise FaultyAbbreviations(f"{file.name}, group {number}: it must be a list of two wordings or more.")
        for wording in group:
            if wording in seen:
                raise FaultyAbbreviations(
                    f"{file.name}, group {number}: “{wording}” stands in group {seen[wording]} already."
                )
            seen[wording] = number
    return tuple(tuple(group) for group in groups)
