"""What can be wrong with a framework, with an answer to it, or with two versions of it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a framework.

    where   : where it stands, in words or as a cell, e.g. "themes 3 (virtual_wards), questions" or "Questions!C14".
    problem : what is wrong and what to do, as a sentence or two.
    """

    where: str
    problem: str

    def __str__(self) -> str:
        """Both as one sentence.

        >>> str(Fault("Questions!C14", "The question has no words."))
        'Questions!C14: The question has no words.'
        """
        return f"{self.where}: {self.problem}"


class MaturityError(Exception):
    """What somebody brought does not fit; the text of the error is fit for a page.

    MaturityError
    ├── FaultyFramework   a framework that cannot be used, with all that is wrong with it
    ├── UnknownAnswer     an answer that its question does not take
    ├── UnknownLevel      a level that the framework does not have
    ├── OtherFramework    two versions that are not of one framework
    └── CannotSuggest     a choice was asked for that cannot be made
    """


class FaultyFramework(MaturityError):
    """A framework that cannot be used. `faults`: everything that is wrong with it, in the order in which it stands."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(str(fault) for fault in self.faults))


class UnknownAnswer(MaturityError):
    """An answer that its question does not take."""


class UnknownLevel(MaturityError):
    """A level that the framework does not have."""


class OtherFramework(MaturityError):
    """Two versions that are not of one framework, so that nothing can be carried over."""


class CannotSuggest(MaturityError):
    """A choice was asked for that cannot be made of what there is."""
