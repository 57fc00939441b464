"""What cannot be true of an effect that somebody typed, in sentences beside its boxes."""

from collections.abc import Callable, Mapping
from typing import Any

from everyweek.measures import MEASURES
from everyweek.web.learn.library.effect_fields import is_filled, name_of

Found = tuple[str, str]
"""A box, and what is wrong with it."""


def wrong_in_effect(typed: Mapping[str, Any], cleaned: Mapping[str, Any], number: int) -> list[Found]:
    """What is wrong in a row of boxes. typed : as it was sent; cleaned : what could be read of it."""
    if not is_filled(typed, number):
        return []

    def value(box: str) -> Any:
        return cleaned.get(name_of(number, box))

    found: list[Found] = []
    if name_of(number, "words") in cleaned and not value("words"):
        found.append(("words", "Say in a sentence what changed, or empty every box of this effect."))
    rules: tuple[Callable[[Callable[[str], Any]], list[Found]], ...] = (_pair, _bounds, _ratio, _p_value)
    for rule in rules:
        found.extend(rule(value))
    found.extend(_source(value("source"), cleaned.get("sources")))
    return [(name_of(number, box), sentence) for box, sentence in found]


def _pair(value: Callable[[str], Any]) -> list[Found]:
    """What an effect came to may stand alone, as where only the change was reported; what was before says nothing."""
    if value("before") is None or value("after") is not None:
        return []
    return [("after", "Write the number after as well: what was before, alone, says nothing of a change.")]


def _bounds(value: Callable[[str], Any]) -> list[Found]:
    measure = MEASURES.get(value("measure") or "")
    if measure is None:
        return []
    found: list[Found] = []
    for box in ("before", "after"):
        number = value(box)
        if number is None:
            continue
        if measure.unit == "share" and not 0 <= number <= 100:
            found.append((box, f"{measure.title} is a percentage: write a number from 0 to 100."))
        elif number < 0:
            found.append((box, f"{measure.title} cannot be below 0."))
    return found


def _ratio(value: Callable[[str], Any]) -> list[Found]:
    ratio, lower, upper = value("ratio"), value("ratio_lower"), value("ratio_upper")
    given = {"ratio": ratio, "ratio_lower": lower, "ratio_upper": upper}
    below = [(box, "A ratio is above 0.") for box, number in given.items() if number is not None and number <= 0]
    if below:
        return below
    if (lower is None) != (upper is None):
        return [("ratio_lower" if lower is None else "ratio_upper", "Write both limits, or none.")]
    if lower is None:
        return []
    if ratio is None:
        return [("ratio", "Write the ratio to which the limits belong.")]
    if lower > upper:
        return [("ratio_lower", "The lower limit is above the upper one.")]
    if not lower <= ratio <= upper:
        return [("ratio", "The ratio lies outside of its limits.")]
    return []


def _p_value(value: Callable[[str], Any]) -> list[Found]:
    number = value("p_value")
    return [("p_value", "A p value lies between 0 and 1.")] if number is not None and not 0 <= number <= 1 else []


def _source(number: int | None, sources: list[Any] | None) -> list[Found]:
    if number is None or sources is None or 1 <= number <= len(sources):
        return []
    return [("source", f"There is no source {number}: {len(sources)} are listed below, counted from 1.")]
