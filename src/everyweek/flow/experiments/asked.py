"""What is to be run: a model with its settings, under a name that is the same wherever and whenever it is asked."""

import copyreg
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from everyweek.flow.model import Model

FLOW = Path(__file__).parents[1]
SOURCES = (
    "kernel/*.py",
    "compiling/*.py",
    "*.py",
    "experiments/outcome.py",
    "experiments/figures.py",
    "experiments/hours.py",
)
"""What decides which numbers come out, as far as it is ours."""
WORDS_FOR_READERS = frozenset({"about"})
"""Parts of a model that change no number."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One scenario to run. It can be sent to another process.

    model   : what is run.
    minutes : how long each replication is; warm_up : minutes after which it is counted.
    seed    : scenarios of one seed share their luck.
    by_hour : whether the state of the pools at each hour of the week is kept too; it needs more memory.
    """

    model: Model
    minutes: float
    warm_up: float = 0.0
    seed: int = 1
    by_hour: bool = False

    def digest(self) -> str:
        """A name for exactly this, made of model, settings and the version of the engine: 32 letters and digits.

        Two that have the same give the same numbers for the same replication. Sentences for readers do not count.
        """
        text = f"{version_of_engine()}\n{canonical(self)}"
        return hashlib.sha256(text.encode()).hexdigest()[:32]


@cache
def version_of_engine() -> str:
    """A name for the version of everything that makes numbers of a model: 16 letters and digits."""
    found = hashlib.sha256()
    for path in sorted({path for pattern in SOURCES for path in FLOW.glob(pattern)}):
        found.update(path.relative_to(FLOW).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def canonical(value: Any) -> str:
    """A value as a text that is the same in every process: fields by name, mappings in the order of their keys.

    >>> canonical({"major": 0.3, "minor": 0.7}) == canonical({"minor": 0.7, "major": 0.3})
    True
    >>> canonical((1, 2.5, "beds", None))
    "[1,2.5,'beds',None]"

    Raises TypeError for what has no such text.
    """
    if is_dataclass(value) and not isinstance(value, type):
        each = [field.name for field in fields(value) if field.name not in WORDS_FOR_READERS]
        return f"{type(value).__name__}({','.join(f'{name}={canonical(getattr(value, name))}' for name in each)})"
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{key!r}:{canonical(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, tuple | list):
        return f"[{','.join(map(canonical, value))}]"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, float):
        return repr(float(value))  # NumPy's numbers too, which have other texts of their own
    if value is None or isinstance(value, str | bool | int):
        return repr(value)
    raise TypeError(f"{value!r} of {type(value).__name__} has no text that is the same in every process.")


def _mapping_again(items: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(items)


def _as_parts(found: MappingProxyType[Any, Any]) -> tuple[Any, tuple[dict[Any, Any]]]:
    return _mapping_again, (dict(found),)


copyreg.pickle(MappingProxyType, _as_parts)  # models hold such mappings, and Python does not send them by itself
