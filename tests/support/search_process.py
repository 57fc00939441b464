"""A process of its own that makes, changes or reads an index, and may kill itself where a test says.

    python search_process.py make|change|read FOLDER MODULE.NAME CALL

Kills itself, as kill -9 would, the given time it comes to a function; with "" it simply does its work.
"""

import os
import pkgutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from support.findable import WordsAsMeaning, document

from everyweek.search import writing
from everyweek.search.document import Document

MANY = 300


def old() -> Iterator[Document]:
    """What was there before: each says that it is old."""
    for number in range(MANY):
        yield document(f"d{number}", f"Ward {number}", body=f"the old text {number} " * 20)


def new() -> Iterator[Document]:
    """What is there afterwards: as many and ten more, each saying that it is new."""
    for number in range(MANY + 10):
        yield document(f"d{number}", f"Ward {number}", body=f"the new text {number} " * 20)


def work(what: str, folder: Path) -> None:
    """One of the three things that write."""
    if what == "make":
        writing.write_index(folder, new)
    elif what == "change":
        writing.change_index(folder, documents=list(new()), gone=["d0"], mark="7")
    else:
        writing.embed_missing(folder, WordsAsMeaning())  # type: ignore[arg-type]


def kill_at(place: str, turn: int) -> None:
    """Let the process die the given time that it comes to a function."""
    owner_name, name = place.rsplit(".", 1)
    owner = pkgutil.resolve_name(owner_name)
    original, calls = getattr(owner, name), []

    def deadly(*given: Any, **more: Any) -> Any:
        calls.append(1)
        if len(calls) >= turn:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*given, **more)

    setattr(owner, name, deadly)


if __name__ == "__main__":
    what, folder, place, turn = sys.argv[1:]
    if place:
        kill_at(place, int(turn))
    work(what, Path(folder))
