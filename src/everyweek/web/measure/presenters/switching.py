"""The switches of a page as lists of links, so that they work without JavaScript."""

from collections.abc import Sequence
from dataclasses import dataclass

from everyweek.web.measure.switches import CHOICES, TITLES, Switches


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


def offer(switches: Switches, *, names: Sequence[str], path: str) -> tuple[Switch, ...]:
    """The named switches of the page at a path."""
    return tuple(
        Switch(
            name,
            TITLES[name],
            tuple(
                Choice(text, path + switches.but(name, choice).query, chosen=getattr(switches, name) == choice)
                for choice, text in CHOICES[name].items()
            ),
        )
        for name in names
    )
