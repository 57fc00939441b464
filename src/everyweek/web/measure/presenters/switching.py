"""The switches of a page as lists of links, so that they work without JavaScript."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from everyweek.web.measure.spans import Reach
from everyweek.web.measure.switches import CHOICES, TITLES, Span, Switches


@dataclass(frozen=True, slots=True)
class Choice:
    """One position of a switch."""

    text: str
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Switch:
    """A switch and its positions."""

    name: str
    title: str
    choices: tuple[Choice, ...]


def offer(
    switches: Switches, *, names: Sequence[str], path: str, spans: Mapping[Span, Reach] | None = None
) -> tuple[Switch, ...]:
    """The named switches of the page at a path.

    spans : how far each span goes back, where the page shows one measure; several measures have different ones.
    """
    words = CHOICES if spans is None else CHOICES | {"span": {name: reach.words for name, reach in spans.items()}}
    return tuple(
        Switch(
            name,
            TITLES[name],
            tuple(
                Choice(text, path + switches.but(name, choice).query, chosen=getattr(switches, name) == choice)
                for choice, text in words[name].items()
            ),
        )
        for name in names
    )
