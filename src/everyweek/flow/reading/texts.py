"""From the text of a YAML or TOML file to names, lists and words: nothing that is odd or without end gets through."""

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

import yaml

DEEPEST = 200
"""Lists within names within lists: some fifty branches within one another."""
MOST_PARTS = 1_000_000
"""Every word, number, list and name of a file, with what its aliases repeat."""
LONGEST_NUMBER = 2**63
DOTS = re.compile(rf"(?:\.[^.=,{{\n]+){{{DEEPEST}}}")
NULL = ("", "~", "null", "Null", "NULL")
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Unreadable(ValueError):
    """A text that is no YAML or TOML, or more of it than any model; says where, and what to do."""


def from_yaml(text: str) -> Any:
    """What a YAML text says: names with values, lists, words, and None for nothing.

    Numbers and days stay the words that stand there, so that 08:30, 010 and "no" mean what they say. A name that stands
    twice is refused, and so is what nobody could read: tags, aliases that repeat without end, lists in lists in lists.
    Raises Unreadable.
    """
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 0
        hint = " Words that begin with > or | stand in quotation marks: '>= 3'." if "block" in str(problem) else ""
        raise Unreadable(f"line {line}: {problem.problem}.{hint}") from problem
    except yaml.YAMLError as problem:
        raise Unreadable(" ".join(str(problem).split())) from problem
    return builder.whole


def from_toml(text: str) -> Any:
    """What a TOML text says. Raises Unreadable."""
    if DOTS.search(text):
        raise Unreadable("more than 200 names are joined by dots.")  # which tomllib takes minutes to follow
    try:
        found = tomllib.loads(text)
    except RecursionError as problem:
        raise Unreadable(_too_deep()) from problem
    except ValueError as problem:  # also of numbers with thousands of digits, which TOML's own error is not
        raise Unreadable(" ".join(str(problem).split())) from problem
    level: list[Any] = [found]
    depth = 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise Unreadable(_too_deep())
        if any(isinstance(one, int) and abs(one) >= LONGEST_NUMBER for one in level):
            raise Unreadable("it has a whole number of more than 18 digits.")
        parts = [one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)]
        level = [one for some in parts for one in some]
    return found


@dataclass(slots=True)
class _Open:
    """A list, or names with values, of which the end has not come. key : the name whose value comes next."""

    value: Any
    anchor: str | None
    line: int
    begins: int
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Puts together what a text says, part by part and without calling itself, so that no depth can break it."""

    whole: Any = None
    parts: int = 0
    documents: int = 0
    open: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[Any, int]] = field(default_factory=dict)

    def take(self, event: yaml.Event) -> None:
        """The next part of the text."""
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise Unreadable(f"line {line}: a second document begins here, and a model is one.")
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._begin(event, line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            ended = self.open.pop()
            self._keep(ended.anchor, ended.value, self.parts - ended.begins)
            self._put(ended.value, line)
        elif isinstance(event, yaml.ScalarEvent):
            self._plain(event.tag, line)
            self._count(1, line)
            plain = event.implicit[0]  # not in quotation marks
            value = None if plain and event.value in NULL else event.value
            self._keep(event.anchor, value, 1)
            self._put(value, line, of_key=event.value)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                raise Unreadable(f"line {line}: *{event.anchor} repeats what does not end before it.")
            value, parts = self.anchors[event.anchor]
            self._count(parts, line)
            self._put(value, line)

    def _begin(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, line: int) -> None:
        self._plain(event.tag, line)
        self._count(1, line)
        if len(self.open) >= DEEPEST:
            raise Unreadable(f"line {line}: {_too_deep()}")
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.open.append(_Open(value, event.anchor, line, self.parts - 1))

    def _put(self, value: Any, line: int, *, of_key: str | None = None) -> None:
        if not self.open:
            self.whole = value
            return
        into = self.open[-1]
        if isinstance(into.value, list):
            into.value.append(value)
        elif into.key is not None:
            into.value[into.key] = value
            into.key = None
        elif of_key is None:
            raise Unreadable(f"line {line}: a list or names with values cannot be a name.")
        elif of_key in into.value:
            raise Unreadable(f"line {line}: “{of_key[:60]}” stands here for the second time.")
        else:
            into.key = of_key

    def _keep(self, anchor: str | None, value: Any, parts: int) -> None:
        if anchor is not None:
            self.anchors[anchor] = (value, parts)

    def _count(self, parts: int, line: int) -> None:
        self.parts += parts
        if self.parts > MOST_PARTS:
            raise Unreadable(f"line {line}: it has more than {MOST_PARTS:,} parts, and no model has.")

    def _plain(self, tag: str | None, line: int) -> None:
        if tag not in (None, "!"):
            raise Unreadable(f"line {line}: the tag {tag} means nothing here. Leave it out.")


def _too_deep() -> str:
    return f"more than {DEEPEST} lists and names stand within one another. Use pathways, and jump to them."
