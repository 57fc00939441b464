"""Numbers, lengths of time and distributions, as somebody would say them."""

from collections.abc import Iterable, Mapping

from everyweek.flow.distributions import (
    Amount,
    Distribution,
    Fixed,
    Gamma,
    Lognormal,
    Quantiles,
    Sample,
    Triangular,
    Weibull,
    plain,
)
from everyweek.flow.quantities import Duration
from everyweek.flow.steps import ByClass

UNITS = (("day", 2_880.0, 1_440.0), ("hour", 120.0, 60.0), ("minute", 1.0, 1.0), ("second", 0.0, 1 / 60))
"""Each with the minutes from which on it is used, and those that it has."""


def number(value: float) -> str:
    """With one decimal at most where it is large, and more where it is small.

    >>> number(312.0), number(12.345), number(0.0421), number(1_234.56)
    ('312', '12.3', '0.042', '1,235')
    """
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}".removesuffix(".0") if abs(value) >= 1 else f"{value:.2g}"


def share(value: float) -> str:
    """A share as a percentage.

    >>> share(0.3), share(0.125)
    ('30 %', '12.5 %')
    """
    return f"{number(value * 100)} %"


def length(minutes: float) -> str:
    """A length of time in a unit that suits it.

    >>> length(90.0), length(180.0), length(7_200.0), length(0.5), length(60.0)
    ('90 minutes', '3 hours', '5 days', '30 seconds', '60 minutes')
    """
    if minutes <= 0:
        return "no time"
    unit, _, of_minutes = next(each for each in UNITS if minutes >= each[1])
    told = number(minutes / of_minutes)
    return f"{told} {unit}{'' if told == '1' else 's'}"


def amount(value: Amount) -> str:
    """A length of time or a plain number.

    >>> amount(Duration(5.0)), amount(2.5)
    ('5 minutes', '2.5')
    """
    return length(value.minutes) if isinstance(value, Duration) else number(value)


def distribution(found: Distribution) -> str:
    """The mean, and how it is spread about it.

    >>> distribution(Gamma(Duration(8.0), Duration(2.0)))
    '8 minutes on average (gamma, standard deviation 2 minutes)'
    """
    mean, spread = mean_and_spread(found)
    return f"{mean} ({spread})" if spread else mean


def mean_and_spread(found: Distribution) -> tuple[str, str]:
    """The same in two parts, the second empty for what is the same for everybody.

    >>> mean_and_spread(Weibull(1.0, Duration(8.0))), mean_and_spread(Fixed(2.0))
    (('8 minutes on average', 'Weibull, shape 1'), ('always 2', ''))
    """
    if isinstance(found, Fixed):
        return f"always {amount(found.value)}", ""
    is_time = isinstance(found.amounts[0], Duration)
    return f"{amount(Duration(found.mean) if is_time else found.mean)} on average", _spread(found)


def _spread(found: Distribution) -> str:
    if isinstance(found, Gamma | Lognormal):
        return f"{type(found).__name__.lower()}, standard deviation {amount(found.standard_deviation)}"
    if isinstance(found, Weibull):
        return f"Weibull, shape {number(found.shape)}"
    if isinstance(found, Triangular):
        return f"{amount(found.least)} to {amount(found.most)}, most often {amount(found.likeliest)}"
    if isinstance(found, Sample | Quantiles):
        lowest, highest = (amount(pick(found.values, key=plain)) for pick in (min, max))
        if isinstance(found, Quantiles) and len(found.values) == 2:
            return f"evenly from {lowest} to {highest}"
        several = f"{len(found.values)} {'values' if isinstance(found, Sample) else 'quantiles'}"
        return f"from {several}, {lowest} to {highest}"
    return "exponential"


def listed(names: Iterable[str]) -> str:
    """Names in a row.

    >>> listed(["C1"]), listed(["C1", "C2", "C3"])
    ('C1', 'C1, C2 and C3')
    """
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def by_class(found: ByClass) -> tuple[str, ...]:
    """A sentence for everybody, or one for each class; classes with the same words share one.

    >>> by_class({"minor": Fixed(Duration(5.0)), "major": Fixed(Duration(9.0)), "child": Fixed(Duration(5.0))})
    ('minor and child: always 5 minutes', 'major: always 9 minutes')
    """
    if isinstance(found, Mapping):
        classes: dict[str, list[str]] = {}
        for name, each in found.items():
            classes.setdefault(distribution(each), []).append(name)
        return tuple(f"{listed(names)}: {told}" for told, names in classes.items())
    return (distribution(found),)
