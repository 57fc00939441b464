"""The JSON Schema of model files: what an editor checks while somebody types, and any program before it sends one."""

from typing import Any

from everyweek.flow.grammar.amounts import DISTRIBUTIONS
from everyweek.flow.grammar.model import MODEL
from everyweek.flow.grammar.shapes import NAMES, SHAPES
from everyweek.flow.grammar.steps import CONDITIONS, STEPS, WAY
from everyweek.flow.grammar.words import Many, Named, OneOf, Part, Takes

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
DEFINED = ("distribution", "condition", "way", "steps")
"""Shapes that stand once under $defs, since they hold one another."""
TYPES: dict[str, Schema] = {
    "whole": {"type": "integer"},
    "truth": {"type": "boolean"},
    "nothing": {"type": "null"},
    "text": {"type": ["string", "number", "boolean"]},
}
"""Shapes that are a type of JSON. Words may be written as numbers: a class may be called 1."""


def model_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a model file, as names with values.

    What it refuses the reader refuses too, but for words in capitals ("5 Minutes") and numbers in quotation marks. The
    reader refuses more: names that there are not, shares that do not add up, ways that lead nowhere.
    """
    return {
        "$schema": DRAFT,
        "title": "A model of patient flow",
        **_part(MODEL),
        "$defs": {
            "distribution": _distribution(),
            "condition": _one_kind(CONDITIONS),
            "way": _one_kind(WAY),
            "step": {"anyOf": [{"const": "leave"}, *_one_kind(STEPS)["anyOf"]]},
            "steps": _many({"$ref": "#/$defs/step"}),
        },
    }


def _part(part: Part) -> Schema:
    schema: Schema = {"type": "object"}
    if part.means:
        schema["description"] = _plain(part.means)
    schema["properties"] = {word.name: _any_of(word.takes) | {"description": _said(word.means, word.otherwise)}
                            for word in part.words}  # fmt: skip
    schema["additionalProperties"] = False
    if part.needed:
        schema["required"] = list(part.needed)
    if part.one_of:
        schema["oneOf"] = [{"required": [word]} for word in part.one_of]
    return schema


def _one_kind(words: dict[str, Part]) -> Schema:
    return {"anyOf": [_part(part) for part in words.values()]}


def _distribution() -> Schema:
    kinds = [
        {
            "type": "object",
            "description": _plain(kind.means),
            "properties": {name: _any_of(kind.takes)},
            "required": [name],
            "additionalProperties": False,
        }
        for name, kind in DISTRIBUTIONS.items()
    ]
    return {"anyOf": [_takes("amount"), *kinds]}


def _any_of(takes: tuple[Takes, ...]) -> Schema:
    each = [_takes(one) for one in takes]
    return each[0] if len(each) == 1 else {"anyOf": each}


def _takes(takes: Takes) -> Schema:
    match takes:
        case Part():
            return _part(takes)
        case OneOf():
            return {"enum": list(takes.words)}
        case Many():
            return _many(_takes(takes.of))
        case Named():
            schema = {"type": "object", "additionalProperties": _any_of(takes.of)}
            pattern = NAMES[takes.by].pattern
            return schema | ({"propertyNames": {"pattern": pattern}} if pattern else {})
        case _ if takes in DEFINED:
            return {"$ref": f"#/$defs/{takes}"}
        case _ if takes in TYPES:
            return dict(TYPES[takes])
    text = {"type": "string", "pattern": SHAPES[takes].pattern}
    return {"anyOf": [{"type": "number"}, text]} if SHAPES[takes].number else text


def _many(schema: Schema) -> Schema:
    return {"anyOf": [{"type": "array", "items": schema}, schema]}


def _said(means: str, otherwise: str) -> str:
    return _plain(f"{means} Left out: {otherwise}." if otherwise else means)


def _plain(text: str) -> str:
    return text.replace("`", "")
