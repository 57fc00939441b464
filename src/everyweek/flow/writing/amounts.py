"""Distributions as files say them."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

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
from everyweek.flow.quantities import Duration
from everyweek.flow.steps import ByClass

T = TypeVar("T")


def each(named: Mapping[str, T], shown: Callable[[T], Any]) -> dict[str, Any]:
    """Every value as it is shown, by its name."""
    return {name: shown(value) for name, value in named.items()}


def number(found: float) -> float:
    """A number; without a point when it is whole.

    >>> number(3.0), number(0.28)
    (3, 0.28)
    """
    return int(found) if found == int(found) and abs(found) < 1e15 else float(found)


def amount(found: Amount) -> str | float:
    """A length of time with its unit, or a plain number.

    >>> amount(Duration(90.0)), amount(2.0)
    ('90 minutes', 2)
    """
    return str(found) if isinstance(found, Duration) else number(found)


def by_class(found: ByClass) -> Any:
    """One for everybody, or one for each class."""
    return each(found, distribution) if isinstance(found, Mapping) else distribution(found)


def distribution(found: Distribution) -> Any:
    """A distribution by its kind; what is the same for everybody, as an amount alone.

    >>> distribution(Exponential(Duration(20.0)))
    {'exponential': '20 minutes'}
    """
    match found:
        case Fixed():
            return amount(found.value)
        case Exponential():
            return {"exponential": amount(found.mean_amount)}
        case Gamma() | Lognormal():
            spread = {"mean": amount(found.mean_amount), "standard deviation": amount(found.standard_deviation)}
            return {type(found).__name__.lower(): spread}
        case Weibull():
            return {"weibull": {"shape": number(found.shape), "scale": amount(found.scale)}}
        case Triangular():
            names = ("least", "likeliest", "most")
            return {"triangular": dict(zip(names, map(amount, found.amounts), strict=True))}
        case Sample():
            return {"sample": [amount(value) for value in found.values]}
        case Quantiles(shares=(0.0, 1.0), values=(least, most)):
            return {"uniform": {"least": amount(least), "most": amount(most)}}
        case Quantiles():
            pairs = zip(found.shares, found.values, strict=True)
            return {"quantiles": {f"{number(share)!r}": amount(value) for share, value in pairs}}
