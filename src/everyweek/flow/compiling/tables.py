"""The tables of a program while it is put together: rows are added, and what is there already is used again."""

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np

from everyweek.flow.conditions import Attribute, Chance, Condition, Hours, OfClass, PoolState
from everyweek.flow.distributions import (
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
from everyweek.flow.program import (
    AT_LEAST,
    AT_MOST,
    BY_ATTRIBUTE,
    BY_CHANCE,
    BY_CLASS,
    BY_FREE,
    BY_HOUR,
    BY_IN_USE,
    BY_OCCUPANCY,
    BY_WAITING,
    EQUAL,
    EXPONENTIAL,
    FIXED,
    GAMMA,
    LESS,
    LOGNORMAL,
    MORE,
    OTHER,
    QUANTILES,
    REST,
    SAMPLE,
    TRIANGULAR,
    WEIBULL,
)
from everyweek.flow.quantities import HOURS_OF_A_WEEK
from everyweek.flow.rest import rest_as_quantiles

COMPARED = {"<": LESS, "<=": AT_MOST, ">": MORE, ">=": AT_LEAST, "==": EQUAL, "!=": OTHER}
LOOKED = {"waiting": BY_WAITING, "in use": BY_IN_USE, "free": BY_FREE, "occupancy": BY_OCCUPANCY}


def salt_of(*names: str) -> int:
    """A number of 64 bits that names give, and always the same.

    >>> salt_of("ward", "stay") == salt_of("ward", "stay") != salt_of("ward stay")
    True
    """
    return int.from_bytes(hashlib.blake2b("\x1f".join(names).encode(), digest_size=8).digest(), "big")


class Tables:
    """Distributions, numbers by class, and conditions."""

    def __init__(self, *, classes: Sequence[str], pools: Sequence[str], attributes: Sequence[str]) -> None:
        self.classes, self.pools, self.attributes = tuple(classes), tuple(pools), tuple(attributes)
        self.dist: list[tuple[float, ...]] = []
        self.values: list[float] = []
        self.by_class: list[tuple[int, ...]] = []
        self.condition: list[tuple[int, ...]] = []
        self.compared: list[float] = []
        self.chance: list[tuple[float, ...]] = []
        self.of_classes: list[tuple[int, ...]] = []
        self.of_hours: list[tuple[int, ...]] = []
        self._known: dict[object, int] = {}

    def distribution(self, found: Distribution) -> int:
        """The row of a distribution."""
        return self._once(found, lambda: self._dist(found))

    def rest(self, found: Distribution) -> int:
        """The row of what remains of such a time when it is met under way."""
        if isinstance(found, Exponential):
            return self.distribution(found)
        if isinstance(found, Triangular | Sample | Quantiles):
            return self.distribution(rest_as_quantiles(found))
        of = self.distribution(found)
        return self._once(("rest", found), lambda: self._add_dist(REST, 0.0, 0.0, 0.0, float(of)))

    def each_class(self, found: object, *, rest: bool = False) -> int:
        """The row with a distribution for each class."""
        row = self.rest if rest else self.distribution
        each = [found[name] if isinstance(found, Mapping) else found for name in self.classes]
        return self.numbers([row(one) for one in each])  # type: ignore[arg-type]

    def numbers(self, each: Sequence[int]) -> int:
        """The row with a number for each class."""
        return self._once(("numbers", tuple(each)), lambda: _add(self.by_class, tuple(each)))

    def conditions(self, ways: Sequence[tuple[Condition, int]]) -> tuple[int, int]:
        """Conditions in their order, each with where it leads: the first row, and how many."""
        first = len(self.condition)
        upto = [0.0] * len(self.classes)
        for condition, to in ways:
            if isinstance(condition, Chance):
                shares = _shares(condition, self.classes)
                upto = [before + share for before, share in zip(upto, shares, strict=True)]
                self._condition(BY_CHANCE, _add(self.chance, tuple(_whole(one) for one in upto)), 0, 0.0, to)
            elif isinstance(condition, OfClass):
                row = tuple(int(name in condition.classes) for name in self.classes)
                self._condition(BY_CLASS, _add(self.of_classes, row), 0, 0.0, to)
            elif isinstance(condition, Hours):
                hours = tuple(int(hour in condition.hours) for hour in range(HOURS_OF_A_WEEK))
                self._condition(BY_HOUR, _add(self.of_hours, hours), 0, 0.0, to)
            elif isinstance(condition, Attribute):
                which = self.attributes.index(condition.name)
                self._condition(BY_ATTRIBUTE, which, COMPARED[condition.compared], condition.number, to)
            elif isinstance(condition, PoolState):
                kind, which = LOOKED[condition.looked], self.pools.index(condition.pool)
                self._condition(kind, which, COMPARED[condition.compared], condition.number, to)
        return first, len(ways)

    def _condition(self, kind: int, which: int, how: int, number: float, to: int) -> None:
        self.condition.append((kind, which, how, to))
        self.compared.append(number)

    def _dist(self, found: Distribution) -> int:
        match found:
            case Fixed():
                return self._add_dist(FIXED, found.mean)
            case Exponential():
                return self._add_dist(EXPONENTIAL, found.mean)
            case Gamma():
                return self._add_dist(GAMMA, found.shape, found.scale)
            case Lognormal():
                return self._add_dist(LOGNORMAL, found.mu, found.sigma)
            case Weibull():
                return self._add_dist(WEIBULL, found.shape, plain(found.scale))
            case Triangular():
                return self._add_dist(TRIANGULAR, *map(plain, found.amounts))
            case Sample():
                first = len(self.values)
                self.values += map(plain, found.values)
                return self._add_dist(SAMPLE, first, len(found.values))
            case Quantiles():
                first = len(self.values)
                self.values += [*found.shares, *map(plain, found.values)]
                return self._add_dist(QUANTILES, first, len(found.shares))

    def _add_dist(self, kind: int, *numbers: float) -> int:
        return _add(self.dist, (float(kind), *map(float, numbers), *(0.0,) * (4 - len(numbers))))

    def _once(self, key: object, make: object) -> int:
        if key not in self._known:
            self._known[key] = make()  # type: ignore[operator]
        return self._known[key]


def _add(rows: list, row: object) -> int:  # type: ignore[type-arg]
    rows.append(row)
    return len(rows) - 1


def _shares(chance: Chance, classes: Sequence[str]) -> list[float]:
    each = chance.share
    return [each if isinstance(each, float | int) else dict(each).get(name, 0.0) for name in classes]


def _whole(upto: float) -> float:
    """Shares that add up to one but for rounding do, so that nobody falls between the last two ways."""
    return 1.0 if abs(upto - 1.0) < 1e-9 else upto


def whole(rows: Sequence[object], columns: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.int32]]":
    """Rows as a table, also when there is none."""
    return np.array(rows, dtype=np.int32).reshape(-1, columns)


def numbers(rows: Sequence[object], columns: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    """Rows as a table of numbers, also when there is none."""
    return np.array(rows, dtype=np.float64).reshape(-1, columns)
