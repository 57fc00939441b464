"""Distributions and numbers by class, as files say them."""

from collections.abc import Callable, Mapping
from typing import Any

from everyweek.flow.distributions import (
    Amount,
    Distribution,
    Exponential,
    Fixed,
    Gamma,
    Lognormal,
    Quantiles,
    Sample,
    Triangular,
    Weibull,
)
from everyweek.flow.quantities import Duration, duration
from everyweek.flow.reading.nodes import Node

NOTHING = Fixed(Duration(0.0))
MEAN_AND_SPREAD = ("mean", "standard deviation")
KINDS = ("fixed", "exponential", "gamma", "lognormal", "weibull", "triangular", "sample", "quantiles")


def amount(node: Node) -> Amount:
    """A length of time, or a plain number when no unit stands there."""
    if isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return float(node.value)
    return node.read(duration, Duration(0.0))


def distribution(node: Node) -> Distribution:
    """A distribution: "5 minutes" for the same for everybody, or its kind and what it needs."""
    if not isinstance(node.value, Mapping):
        return Fixed(amount(node))
    found = node.mapping(*KINDS)
    if len(found) != 1:
        node.wrong(f"One kind of distribution is expected here: {', '.join(KINDS)}.")
        return NOTHING
    kind, of = next(iter(found.items()))
    return READERS[kind](of) if kind in READERS else NOTHING


def by_class(node: Node, classes: tuple[str, ...]) -> Any:
    """One distribution for everybody, or one for each class."""
    if isinstance(node.value, Mapping) and node.value and set(map(str, node.value)) <= set(classes):
        return {name: distribution(one) for name, one in node.mapping().items()}
    return distribution(node)


def _spread(make: Callable[[Amount, Amount], Distribution]) -> Callable[[Node], Distribution]:
    def read(node: Node) -> Distribution:
        found = node.mapping(*MEAN_AND_SPREAD, needed=MEAN_AND_SPREAD)
        if not all(name in found for name in MEAN_AND_SPREAD):
            return NOTHING
        return make(amount(found["mean"]), amount(found["standard deviation"]))

    return read


def _exponential(node: Node) -> Distribution:
    found = node.mapping("mean", needed=("mean",)) if isinstance(node.value, Mapping) else {"mean": node}
    return Exponential(amount(found["mean"])) if "mean" in found else NOTHING


def _weibull(node: Node) -> Distribution:
    found = node.mapping("shape", "scale", needed=("shape", "scale"))
    return Weibull(found["shape"].number(), amount(found["scale"])) if len(found) == 2 else NOTHING


def _triangular(node: Node) -> Distribution:
    names = ("least", "likeliest", "most")
    found = node.mapping(*names, needed=names)
    return Triangular(*(amount(found[name]) for name in names)) if len(found) == 3 else NOTHING


def _sample(node: Node) -> Distribution:
    return Sample(tuple(map(amount, node.items())))


def _quantiles(node: Node) -> Distribution:
    found = node.mapping()
    shares = tuple(node.at(key, key).number() for key in found)
    return Quantiles(shares, tuple(map(amount, found.values())))


READERS: dict[str, Callable[[Node], Distribution]] = {
    "fixed": lambda node: Fixed(amount(node)),
    "exponential": _exponential,
    "gamma": _spread(Gamma),
    "lognormal": _spread(Lognormal),
    "weibull": _weibull,
    "triangular": _triangular,
    "sample": _sample,
    "quantiles": _quantiles,
}
