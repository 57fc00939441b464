"""Small invented frameworks: as plain values to be spoiled, and as frameworks."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from everyweek.maturity.framework import Framework
from everyweek.maturity.reading import read_framework

LEVELS: list[dict[str, Any]] = [
    {"name": "Cold", "lowest": 0},
    {"name": "Warm", "lowest": 2},
    {"name": "Hot", "lowest": 3},
]
RUNGS: list[dict[str, Any]] = [
    {"number": number, "name": name} for number, name in enumerate(("None", "Some", "Most", "All"), start=1)
]


def question(key: str, text: str = "", **more: Any) -> dict[str, Any]:
    return {"key": key, "text": text or f"Is {key} there?", **more}


def theme(key: str, *questions: str | dict[str, Any], **more: Any) -> dict[str, Any]:
    asked = [question(one) if isinstance(one, str) else one for one in questions]
    return {"key": key, "name": key.title(), "kind": "scored", "questions": asked, **more}


def values(*themes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Plain values of a framework about tea; of one with three questions, unless told otherwise."""
    return {
        "key": "tea",
        "version": "1",
        "title": "Tea",
        "source": "Invented.",
        "levels": {"all": deepcopy(LEVELS)},
        "themes": list(themes) or [theme("kettle", "water", "heat", "lid")],
        **more,
    }


def framework(*themes: dict[str, Any], **more: Any) -> Framework:
    return read_framework(values(*themes, **more))


def ladders(*themes: dict[str, Any], **more: Any) -> Framework:
    """A framework of rubric themes on one ladder of four."""
    rubrics = [{**one, "kind": "rubric"} for one in themes]
    return read_framework(values(*rubrics, levels={}, rungs=deepcopy(RUNGS), **more))


def agreed(key: str, *prompts: str, **more: Any) -> dict[str, Any]:
    return theme(key, *prompts, kind="agreed", agreed_with="the tea lady", **more)


def answers(theme_key: str, keys: Sequence[str], given: str) -> dict[str, str]:
    """Answers to questions in turn: y is yes, n is no, a digit is a rung, and - is none."""
    words = {"y": "yes", "n": "no", "-": ""}
    return {f"{theme_key}/{key}": words.get(one, one) for key, one in zip(keys, given, strict=True)}
