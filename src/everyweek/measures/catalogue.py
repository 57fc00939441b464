"""Every measure by its name: each file of this folder that declares MEASURES is part of it."""

import difflib
import pkgutil
from collections import Counter
from importlib import import_module
from typing import get_args

from everyweek.measures.measure import Link, Measure

LINKS: tuple[Link, ...] = get_args(Link)
"""The links of the chain, in the order a patient passes through them."""


def declared() -> dict[str, Measure]:
    """The measures of every file here, by name: link by link, and within a link file by file.

    Raises ValueError when two files declare a measure of one name.
    """
    folder = import_module("everyweek.measures")
    found: list[Measure] = []
    for module in pkgutil.iter_modules(folder.__path__):
        if module.name not in ("catalogue", "evaluate", "events", "measure", "over_time", "worth"):
            found += import_module(f"everyweek.measures.{module.name}").MEASURES
    twice = [name for name, times in Counter(measure.name for measure in found).items() if times > 1]
    if twice:
        raise ValueError(f"More than one measure is called {', '.join(twice)}: give each a name of its own.")
    return {measure.name: measure for link in LINKS for measure in found if measure.link == link}


MEASURES: dict[str, Measure] = declared()


class UnknownMeasure(LookupError):
    """A measure was asked for by a name that no measure has."""

    def __init__(self, name: str) -> None:
        near = difflib.get_close_matches(name, MEASURES, n=3, cutoff=0.4)
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        super().__init__(f"There is no measure called '{name}'.{hint} `everyweek measures` lists them all.")


def find_measure(name: str) -> Measure:
    """The measure of that name.

    Raises UnknownMeasure, which suggests near names.

    >>> find_measure("category_2_mean").unit
    'seconds'
    """
    try:
        return MEASURES[name]
    except KeyError:
        raise UnknownMeasure(name) from None


def measures_of(publication: str) -> tuple[Measure, ...]:
    """The measures that are made of one publication's columns, in the order of the catalogue.

    One that is made of two other measures is made of no columns, so it is not among them.
    """
    return tuple(one for one in MEASURES.values() if one.publication == publication and not one.made_of)
