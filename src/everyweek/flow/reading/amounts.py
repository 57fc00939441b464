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
    plain,
)
from everyweek.flow.grammar.amounts import (
    BY_LOGS,
    BY_MEAN,
    BY_MEDIAN,
    BY_QUANTILE,
    BY_SHAPE,
    DISTRIBUTIONS,
    ONLY_MEAN,
    TRIANGULAR,
    UNIFORM,
    WEIBULL,
)
from everyweek.flow.grammar.words import Part
from everyweek.flow.quantities import Duration, duration, number_of
from everyweek.flow.reading.nodes import Node

NOTHING = Fixed(Duration(0.0))
Parts = dict[str, Node]


def amount(node: Node) -> Amount:
    """A length of time, or a plain number when no unit stands there."""
    value = node.value
    is_plain = isinstance(value, int | float) and not isinstance(value, bool)
    if is_plain or (isinstance(value, str) and number_of(value) is not None):
        return node.number()
    return node.read(duration, Duration(0.0))


def distribution(node: Node) -> Distribution:
    """A distribution: "5 minutes" for the same for everybody, or its kind and what it needs."""
    if not isinstance(node.value, Mapping):
        return Fixed(amount(node))
    found = node.mapping()
    for key, one in found.items():
        if key not in DISTRIBUTIONS:
            one.wrong(f"“{key}” is not known here. Known are: {', '.join(DISTRIBUTIONS)}.")
    if len(found) != 1:
        node.wrong(f"One kind of distribution is expected here: {', '.join(DISTRIBUTIONS)}.")
        return NOTHING
    kind, of = next(iter(found.items()))
    return READERS[kind](of) if kind in READERS else NOTHING


def by_class(node: Node, classes: tuple[str, ...]) -> Any:
    """One distribution for everybody, or one for each class."""
    if isinstance(node.value, Mapping) and node.value and set(map(str, node.value)) <= set(classes):
        return {name: distribution(one) for name, one in node.mapping().items()}
    if isinstance(node.value, Mapping) and node.value and set(map(str, node.value)).isdisjoint(DISTRIBUTIONS):
        known = f"Classes are: {', '.join(classes)}. Kinds of distributions are: {', '.join(DISTRIBUTIONS)}."
        node.at(next(iter(node.value)), None).wrong(f"This is neither a class nor a kind of distribution. {known}")
        return NOTHING
    return distribution(node)


def _given_by(*ways: tuple[Part, Callable[[Node, Parts], Distribution]]) -> Callable[[Node], Distribution]:
    """A reader of what may be given in several ways: the one of which the most words stand there."""

    def read(node: Node) -> Distribution:
        there = set(map(str, node.value)) if isinstance(node.value, Mapping) else set()
        part, make = max(ways, key=lambda way: len(there & set(way[0].known)))
        found = node.part(part)
        if set(found) != set(part.known):
            return NOTHING
        try:
            return make(node, found)
        except (ValueError, OverflowError, ZeroDivisionError):
            node.wrong("There is no such distribution: look whether its numbers belong together.")
            return NOTHING

    return read


def _amounts(make: Callable[..., Distribution], *names: str) -> Callable[[Node, Parts], Distribution]:
    return lambda node, found: make(*(amount(found[name]) for name in names))


def _by_median(node: Node, found: Parts) -> Distribution:
    median, mean = amount(found["median"]), amount(found["mean"])
    if not 0 < plain(median) < plain(mean):
        node.wrong("The mean of a lognormal distribution is above its median, and the median above nought.")
        return NOTHING
    return Lognormal.of_median(median, mean=mean)


def _by_quantile(node: Node, found: Parts) -> Distribution:
    median, share, value = amount(found["median"]), found["share"].number(), amount(found["value"])
    if not (0 < plain(median) < plain(value) and 0.5 < share < 1):
        node.wrong("A share between a half and 1 needs a value above the median, and the median one above nought.")
        return NOTHING
    return Lognormal.of_quantile(median, share=share, value=value)


def _by_logs(node: Node, found: Parts) -> Distribution:
    mu, sigma, unit = found["mu"].number(), found["sigma"].number(), amount(found["unit"])
    return Lognormal.of_logs(mu, sigma, unit)


def _exponential(node: Node) -> Distribution:
    if not isinstance(node.value, Mapping):
        return Exponential(amount(node))
    return _given_by((ONLY_MEAN, _amounts(Exponential, "mean")))(node)


def _quantiles(node: Node) -> Distribution:
    found = node.mapping()
    shares = tuple(node.at(key, key).number() for key in found)
    return Quantiles(shares, tuple(map(amount, found.values())))


READERS: dict[str, Callable[[Node], Distribution]] = {
    "fixed": lambda node: Fixed(amount(node)),
    "exponential": _exponential,
    "gamma": _given_by(
        (BY_MEAN, _amounts(Gamma, "mean", "standard deviation")),
        (BY_SHAPE, lambda node, found: Gamma.of_shape(found["shape"].number(), amount(found["scale"]))),
    ),
    "lognormal": _given_by(
        (BY_MEAN, _amounts(Lognormal, "mean", "standard deviation")),
        (BY_MEDIAN, _by_median),
        (BY_QUANTILE, _by_quantile),
        (BY_LOGS, _by_logs),
    ),
    "weibull": _given_by((WEIBULL, lambda node, found: Weibull(found["shape"].number(), amount(found["scale"])))),
    "triangular": _given_by((TRIANGULAR, _amounts(Triangular, "least", "likeliest", "most"))),
    "uniform": _given_by((UNIFORM, _amounts(Quantiles.uniform, "least", "most"))),
    "sample": lambda node: Sample(tuple(map(amount, node.items()))),
    "quantiles": _quantiles,
}
