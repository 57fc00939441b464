"""What there is to say of one publication: its tables of figures, and how each of its files is told and read."""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from everyweek.publications.document import Document
from everyweek.publications.release import Release
from everyweek.reference.updates import Update
from everyweek.tables import Every


@dataclass(frozen=True, slots=True)
class Reader:
    """One form of a publication: how to tell it by its content, and how to read it.

    words     : what it is, in a few words.
    recognise : true for a document of this form and for no other.
    read      : its release, or several when it holds tables with different periods. Raises RefusedFile.
    """

    words: str
    recognise: Callable[[Document], bool]
    read: Callable[[Document], Release | tuple[Release, ...]]


@dataclass(frozen=True, slots=True)
class ListReader:
    """One form of a list of organisations, which holds no figures: how to tell it by its content, and how to read it.

    words     : what it is, in a few words.
    recognise : true for a document of this form and for no other.
    read      : what it says. Raises RefusedFile.
    """

    words: str
    recognise: Callable[[Document], bool]
    read: Callable[[Document], Update]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table of figures with periods of one length; `Measure.publication` names its key.

    key         : the word that measures and releases use for it.
    title       : as people say it.
    every       : how long its periods are.
    overdue_days: a newer period is expected so many days after the end of the newest one: one period, and the usual
                  time until its release, and a margin. None when no more is to come or only winters are published.
    """

    key: str
    title: str
    every: Every
    overdue_days: int | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """One NHS England release, in all its forms.

    name     : the name of its folder.
    title    : as people say it.
    lists    : of organisations, where it holds no figures, or such lists beside them.
    refused  : forms that cannot be read, known only to say why and what to load instead; `read` always raises.
    """

    name: str
    title: str
    datasets: tuple[Dataset, ...] = ()
    readers: tuple[Reader, ...] = ()
    lists: tuple[ListReader, ...] = ()
    refused: tuple[Reader, ...] = ()


@cache
def publications() -> tuple[Publication, ...]:
    """Every publication there is a folder for, by name: a folder is one when it holds a file `publication.py`."""
    folder = import_module("everyweek.publications")
    found = []
    for package in pkgutil.iter_modules(folder.__path__):
        inside = import_module(f"everyweek.publications.{package.name}")
        if package.ispkg and any(module.name == "publication" for module in pkgutil.iter_modules(inside.__path__)):
            found.append(import_module(f"{inside.__name__}.publication").PUBLICATION)
    return tuple(found)


def find_dataset(key: str) -> Dataset:
    """The table of figures with that key. Raises KeyError when there is none."""
    return {dataset.key: dataset for publication in publications() for dataset in publication.datasets}[key]
