"""Frameworks as YAML: text to plain values, with the line of each; nothing in the text is ever run."""

from collections.abc import Mapping
from typing import Any

import yaml

from everyweek.maturity.errors import Fault, FaultyFramework
from everyweek.maturity.fields import Path

MOST_CHARACTERS = 500_000
"""The ten interventions with eighty questions take 35,000."""
DEEPEST = 12
"""A rung of a question of a theme lies seven deep."""
NOT_YAML = "It is not YAML that can be read"


def values_of(text: str) -> tuple[object, dict[Path, int]]:
    """What a YAML text says, with the line of each value, counted from 1.

    Every single value is text: `no`, `1.0` and `2023` stay as they are written. JSON is read as well.

    >>> values_of("version: 1.0")
    ({'version': '1.0'}, {(): 1, ('version',): 1})

    Raises FaultyFramework: too long, not YAML, nested too deep, a key that is there twice, or anything of YAML that a
    framework does not need: anchors and aliases (by which a short text swells to fill the memory), tags, more than one
    document.
    """
    if len(text) > MOST_CHARACTERS:
        raise FaultyFramework(
            [Fault("the file", f"It has {len(text):,} characters; a framework has at most {MOST_CHARACTERS:,}.")]
        )
    try:
        _check_events(text)
        root = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, UnicodeEncodeError) as problem:
        raise FaultyFramework([_not_yaml(problem)]) from problem
    if root is None:
        raise FaultyFramework([Fault("the file", "There is nothing in it.")])
    lines: dict[Path, int] = {}
    faults: list[Fault] = []
    value = _plain(root, (), lines, faults)
    if faults:
        raise FaultyFramework(faults)
    return value, lines


def yaml_of(value: Mapping[str, object]) -> str:
    """Plain values as YAML text, in their order, for people to change."""
    return str(yaml.safe_dump(dict(value), sort_keys=False, allow_unicode=True, width=110))


_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _check_events(text: str) -> None:
    """Goes through the text once without making anything of it, so that nothing can swell. Raises FaultyFramework."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _refused(event, "It is nested too deep for a framework. Look for brackets that are not closed.")
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            raise _refused(event, "It uses & or * to repeat a part. Write the part out, or put such text in quotes.")
        if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) and event.tag not in (None, "!"):
            raise _refused(event, "It uses a tag that begins with !. Leave it out, or put such text in quotes.")


def _refused(event: yaml.Event, problem: str) -> FaultyFramework:
    mark = event.start_mark
    return FaultyFramework([Fault(f"line {mark.line + 1}" if mark else "the file", problem)])


def _not_yaml(problem: Exception) -> Fault:
    if isinstance(problem, yaml.MarkedYAMLError) and problem.problem_mark is not None:
        what = f"{NOT_YAML}: {problem.problem}. Often a colon inside a sentence, which then needs quotes around it."
        return Fault(f"line {problem.problem_mark.line + 1}", what)
    return Fault("the file", f"{NOT_YAML}: it has characters that no text has.")


def _plain(node: yaml.Node, path: Path, lines: dict[Path, int], faults: list[Fault]) -> object:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one, (*path, place), lines, faults) for place, one in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return str(node.value)
    found: dict[str, object] = {}
    for key, value in node.value:
        where = f"line {key.start_mark.line + 1}"
        if not isinstance(key, yaml.ScalarNode):
            faults.append(Fault(where, "Before a colon stands one word; here stands a list. Put the text in quotes."))
        elif key.value in found:
            faults.append(Fault(where, f"“{key.value[:40]}” is there twice. Keep one of them."))
        else:
            found[key.value] = _plain(value, (*path, key.value), lines, faults)
    return found
