"""A model as the text of a YAML or TOML file."""

import json
import re
from typing import Any, Literal

import yaml

from everyweek.flow.model import Model
from everyweek.flow.writing.values import values_of

WIDTH = 110
BARE = re.compile("[A-Za-z0-9_-]+")
Form = Literal["yaml", "toml"]


def written(model: Model, form: Form = "yaml") -> str:
    """The text of a file that is read as this model, to the last digit of every number. model : one that may run.

    Comments that a file had are not in it: keep what readers should know in `about`.
    """
    return in_yaml(values_of(model)) if form == "yaml" else in_toml(values_of(model))


def in_yaml(values: dict[str, Any]) -> str:
    """Names with values as YAML."""
    return yaml.dump(
        values, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=None, width=WIDTH
    )  # fmt: skip


def in_toml(values: dict[str, Any]) -> str:
    """Names with values as TOML: tables for parts of the model, everything within them in braces.

    >>> print(in_toml({"name": "A ward", "pools": {"beds": 24}}), end="")
    name = "A ward"
    <BLANKLINE>
    [pools]
    beds = 24
    """
    first = [f"{_key(name)} = {_toml(value)}" for name, value in values.items() if not isinstance(value, dict)]
    tables = [(name, value) for name, value in values.items() if isinstance(value, dict)]
    for name, table in tables:
        first += ["", f"[{name}]", *(f"{_key(key)} = {_spread(value)}" for key, value in table.items())]
    return "\n".join(first) + "\n"


def _spread(value: Any) -> str:
    """Lists with a line for each part, since a list of steps is read line by line."""
    if not isinstance(value, list) or not value:
        return _toml(value)
    return "[\n" + "".join(f"  {_toml(one)},\n" for one in value) + "]"


def _key(name: str) -> str:
    return name if BARE.fullmatch(name) else _toml(name)


def _toml(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case list():
            return f"[{', '.join(map(_toml, value))}]"
        case dict():
            return f"{{{', '.join(f'{_key(key)} = {_toml(one)}' for key, one in value.items())}}}"
    return repr(value)


class _Dumper(yaml.SafeDumper):
    """Writes what is there twice twice, since nobody likes to read that a rate is *id003."""

    def ignore_aliases(self, data: Any) -> bool:
        """Of everything."""
        return True

    def represent_words(self, text: str) -> yaml.ScalarNode:
        """A text as it is read back, to the letter."""
        # Plain words with such a character, and quoted ones over several lines, are read back as others.
        style = '"' if any(not character.isprintable() for character in text) else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _Dumper.represent_words)
