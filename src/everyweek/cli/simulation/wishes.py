"""How sure figures are to be, as somebody writes it: --precision "beds: mean wait = 5%"."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from everyweek.flow.experiments.figures import Figure
    from everyweek.flow.experiments.replications import Wanted
    from everyweek.flow.model import Model


def wanted_of(texts: tuple[str, ...], model: "Model") -> "tuple[Wanted, ...]":
    """The wishes. Raises BadParameter for one that is none."""
    return tuple(_wanted(text, model) for text in texts)


def _wanted(text: str, model: "Model") -> "Wanted":
    from everyweek.flow.experiments.replications import Wanted

    named, _, width = text.rpartition("=")
    relative = width.strip().endswith("%")
    try:
        half_width = float(width.strip().removesuffix("%"))
        return Wanted(_figure(named.strip(), model), half_width / 100 if relative else half_width, relative)
    except ValueError:
        raise click.BadParameter(
            f"“{text}” is no precision. Write a figure and how far it may be off: “beds: mean wait = 5” in its own "
            "unit, or “= 5%” of its mean.",
            param_hint="--precision",
        ) from None


def _figure(named: str, model: "Model") -> "Figure":
    """The figure whose words begin so; the shortest of several."""
    from everyweek.flow.experiments.figures import figures_of

    every = figures_of(model)
    begun = [one for one in every if one.text.lower().startswith(named.lower())] if named else []
    if not begun:
        listed = "; ".join(f"“{one.text}”" for one in every)
        raise click.BadParameter(f"“{model.name}” has no figure “{named}”. It has: {listed}.", param_hint="--precision")
    return min(begun, key=lambda one: len(one.text))
