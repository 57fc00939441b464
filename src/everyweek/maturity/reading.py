"""Frameworks read from YAML, from plain values, or from the files that come with Everyweek."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from functools import cache, partial
from importlib.resources import files
from pathlib import Path as FilePath
from typing import cast

from everyweek.maturity.checking import checked
from everyweek.maturity.errors import Fault, FaultyFramework
from everyweek.maturity.fields import Path
from everyweek.maturity.framework import Framework
from everyweek.maturity.yaml_text import values_of, yaml_of
from everyweek.measures import MEASURES

BUILT_IN = ("urgent_and_emergency_care", "nhs_impact", "internal_professional_standards")
"""Names of the files in `data`, in the order in which they are offered."""
LARGEST_BYTES = 2_000_000
"""More than this is not even decoded; `yaml_text.MOST_CHARACTERS` is the limit for text."""


def read_framework(
    source: Mapping[str, object] | str | bytes | FilePath, *, measures: Collection[str] | None = None
) -> Framework:
    """A framework from plain values (see `as_mapping`), from YAML or JSON text, or from a file of such text.

    measures : keys of the measures that there are; a question that names another one is faulty. None: not checked,
               as for a framework that was accepted before.

    >>> short = '''
    ... key: tea
    ... version: 1
    ... title: Tea
    ... source: ours
    ... levels: {all: [{name: Cold, lowest: 0}, {name: Hot, lowest: 1}]}
    ... themes: [{key: kettle, name: The kettle, kind: scored, questions: [{key: boils, text: Does it boil?}]}]
    ... '''
    >>> read_framework(short).theme("kettle").question("boils").text
    'Does it boil?'
    >>> read_framework(short.replace("scored", "scared"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    everyweek.maturity.errors.FaultyFramework: themes 1 (kettle), kind (line 7): It says “scared” ... or “rubric”.

    Raises FaultyFramework, which holds every fault with where it is.
    """
    lines: Mapping[Path, int] = {}
    values: object = source
    if not isinstance(source, Mapping):
        values, lines = values_of(_text(source))
    if not isinstance(values, Mapping):
        raise FaultyFramework([Fault("the file", "It must hold fields, each with a name and a colon: key, title, …")])
    return checked(values, place_of=partial(in_words, values=values, lines=lines), measures=measures)


@cache
def built_in() -> tuple[Framework, ...]:
    """The frameworks that come with Everyweek, all in words of our own.

    >>> [one.key for one in built_in()]
    ['urgent_and_emergency_care', 'nhs_impact', 'internal_professional_standards']

    Source: beside each in `maturity/data`.
    """
    folder = files("everyweek.maturity").joinpath("data")
    return tuple(
        read_framework(folder.joinpath(f"{name}.yaml").read_text(encoding="utf-8"), measures=MEASURES)
        for name in BUILT_IN
    )


def as_mapping(framework: Framework) -> dict[str, object]:
    """A framework as plain values that JSON can hold; `read_framework` makes an equal one of them.

    That holds for what was read; one that was put together by hand may be faulty, and is then refused.
    """
    return cast(dict[str, object], _plain(asdict(framework)))


def as_yaml(framework: Framework) -> str:
    """A framework as YAML text, to be changed by people and read again; what is empty is left out."""
    return yaml_of(cast(dict[str, object], _filled(as_mapping(framework))))


def in_words(path: Path, *, values: Mapping[str, object], lines: Mapping[Path, int]) -> str:
    """Where a path is: entries of lists counted from 1, with their keys, and with the line where it is known.

    >>> values = {"themes": [{"key": "ucr", "questions": []}]}
    >>> in_words(("themes", 0, "questions"), values=values, lines={("themes", 0): 7})
    'themes 1 (ucr), questions (line 7)'
    """
    at: object = values
    words: list[str] = []
    for step in path:
        at = _step(at, step)
        if isinstance(step, str):
            words.append(step)
            continue
        key = at.get("key", at.get("name")) if isinstance(at, Mapping) else None
        words[-1] += f" {step + 1}" + (f" ({key[:40]})" if isinstance(key, str) and key else "")
    known = next((lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in lines), None)
    return (", ".join(words) or "the framework") + (f" (line {known})" if known else "")


def _text(source: str | bytes | FilePath) -> str:
    if isinstance(source, str):
        return source
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > LARGEST_BYTES:
        raise FaultyFramework([Fault("the file", f"It has {size:,} bytes; at most {LARGEST_BYTES:,} are taken.")])
    content = source if isinstance(source, bytes) else source.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise FaultyFramework(
            [Fault("the file", "It is not text in UTF-8. Save it so, and bring it again.")]
        ) from problem


def _step(at: object, step: str | int) -> object:
    if isinstance(at, Mapping):
        return at.get(step)
    return at[step] if isinstance(at, (list, tuple)) and isinstance(step, int) else None


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value


def _filled(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _filled(one) for key, one in value.items() if one not in ("", [], ())}
    return [_filled(one) for one in value] if isinstance(value, list) else value
