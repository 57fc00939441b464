"""One block of work, tried: what it gave, or what went wrong, as something that one process can send to another."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from everyweek.flow.errors import FlowError

B = TypeVar("B")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Finished(Generic[R]):
    """A block that is finished. number : its place among the blocks, from 0; result : what it gave."""

    number: int
    result: R


@dataclass(frozen=True, slots=True)
class Failed:
    """A block that came to an error.

    The error itself is not sent: one whose parts have to be named cannot be made again from its text elsewhere.

    number  : its place among the blocks, from 0.
    said    : the error's own words.
    known   : whether it is one of ours (FlowError), with a sentence for the reader; else it is our mistake.
    details : where it happened, for who puts it right.
    """

    number: int
    said: str
    known: bool
    details: str


def attempt(fn: Callable[[B], R], number: int, block: B) -> Finished[R] | Failed:
    """What a function gives for a block, or the error that it came to. Only being stopped is not caught.

    >>> attempt(len, 3, "four")
    Finished(number=3, result=4)
    >>> attempt(int, 0, "x").said
    "ValueError: invalid literal for int() with base 10: 'x'"
    """
    try:
        return Finished(number, fn(block))
    except FlowError as error:
        return Failed(number, str(error), known=True, details=traceback.format_exc())
    except Exception as error:  # noqa: BLE001 - it is sent home, and raised there
        return Failed(number, f"{type(error).__name__}: {error}", known=False, details=traceback.format_exc())
