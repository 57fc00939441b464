"""The rules of luck, and how an amount is drawn, written down once more for the slow interpreter."""

import math
from collections.abc import Callable

from everyweek.flow import program as p

Layers = list[tuple[float, float]]
BITS = (1 << 64) - 1
GOLDEN, ROUND, DRAW = 0x9E3779B97F4A7C15, 0xD1342543DE82EF95, 0xA0761D6478BD642F


def mixed(word: int) -> int:
    word &= BITS
    word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & BITS
    word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & BITS
    return word ^ (word >> 31)


def key_of_run(seed: int, replication: int) -> int:
    return mixed(mixed(seed + GOLDEN) + replication * GOLDEN + 1) >> 1


def key_of_patient(run: int, salt: int, number: int) -> int:
    return mixed(mixed(run ^ salt) + number * GOLDEN) >> 1


def word_of(patient: int, salt: int, lap: int, draw: int) -> int:
    return mixed(patient ^ ((salt + lap * ROUND + draw * DRAW) & BITS))


def share_of(word: int) -> float:
    return ((word >> 11) + 0.5) * 2.0**-53


def share(patient: int, salt: int, lap: int, draw: int) -> float:
    return share_of(word_of(patient, salt, lap, draw))


LAST_NORMAL, LAST_EXPONENTIAL = 3.6541528853610088, 7.69711747013104972


def layers(density: Callable[[float], float], inverse: Callable[[float], float], last: float, area: float) -> Layers:
    """Edge and density of each of 256 layers of the same area under a density, the lowest first."""
    found = [(area / density(last), 0.0), (last, density(last))]
    while len(found) < 256:
        edge, height = found[-1]
        found.append((inverse(height + area / edge), height + area / edge))
    return [*found, (0.0, 1.0)]


NORMAL = layers(lambda x: math.exp(-x * x / 2), lambda y: math.sqrt(-2 * math.log(y)), LAST_NORMAL, 0.00492867323399)
EXPONENTIAL = layers(lambda x: math.exp(-x), lambda y: -math.log(y), LAST_EXPONENTIAL, 0.0039496598225815571993)


def exponential(patient: int, salt: int, lap: int, draw: int) -> float:
    """Of mean one, by layers."""
    word = word_of(patient, salt, lap, draw)
    while True:
        layer = word % 256
        x = share_of(word) * EXPONENTIAL[layer][0]
        if x < EXPONENTIAL[layer + 1][0]:
            return x
        word = mixed(word + GOLDEN)
        if layer == 0:
            return LAST_EXPONENTIAL - math.log(share_of(word))
        low, high = EXPONENTIAL[layer][1], EXPONENTIAL[layer + 1][1]
        if low + share_of(word) * (high - low) < math.exp(-x):
            return x
        word = mixed(word + GOLDEN)


def normal(patient: int, salt: int, lap: int, draw: int) -> float:
    """By Marsaglia and Tsang's layers: a layer at random, a place along it, and whether that is below the density."""
    word = word_of(patient, salt, lap, draw)
    while True:
        layer = word % 256
        x = (2 * share_of(word) - 1) * NORMAL[layer][0]
        if abs(x) < NORMAL[layer + 1][0]:
            return x
        word = mixed(word + GOLDEN)
        if layer == 0:
            while True:
                beyond = -math.log(share_of(word)) / LAST_NORMAL
                word = mixed(word + GOLDEN)
                if -2 * math.log(share_of(word)) >= beyond * beyond:
                    return math.copysign(LAST_NORMAL + beyond, x)
                word = mixed(word + GOLDEN)
        low, high = NORMAL[layer][1], NORMAL[layer + 1][1]
        if low + share_of(word) * (high - low) < math.exp(-x * x / 2):
            return x
        word = mixed(word + GOLDEN)


class Draws:
    """Amounts of the distributions of a program."""

    def __init__(self, program: p.Program) -> None:
        self.P = program

    def drawn(self, row: int, key: int, salt: int, lap: int, draw: int) -> float:
        kind, first, second, third, fourth = self.P.dist[row]
        if kind == p.FIXED:
            return float(first)
        if kind == p.GAMMA:
            return float(second) * self.gamma(float(first), key, salt, lap, draw)
        u = share(key, salt, lap, draw)
        if kind == p.EXPONENTIAL:
            return float(first) * exponential(key, salt, lap, draw)
        if kind == p.LOGNORMAL:
            return math.exp(first + second * normal(key, salt, lap, draw))
        if kind == p.WEIBULL:
            return float(second) * (-math.log(u)) ** (1 / float(first))
        if kind == p.TRIANGULAR:
            turn = (second - first) / (third - first)
            if u < turn:
                return float(first + math.sqrt(u * (third - first) * (second - first)))
            return float(third - math.sqrt((1 - u) * (third - first) * (third - second)))
        if kind == p.SAMPLE:
            return float(self.P.values[int(first) + int(u * second)])
        if kind == p.QUANTILES:
            return self.of_quantiles(int(first), int(second), u)
        return self.rest(int(fourth), u, key, salt, lap, draw)

    def of_quantiles(self, first: int, number: int, u: float) -> float:
        shares, values = self.P.values[first : first + number], self.P.values[first + number : first + 2 * number]
        low = max(one for one in range(number - 1) if shares[one] <= u)
        part = (u - shares[low]) / (shares[low + 1] - shares[low])
        return float(values[low] + (values[low + 1] - values[low]) * part)

    def rest(self, row: int, u: float, key: int, salt: int, lap: int, draw: int) -> float:
        kind, first, second, _, _ = self.P.dist[row]
        if kind == p.LOGNORMAL:
            return u * math.exp(first + second**2 + second * normal(key, salt, lap, draw + 1))
        if kind == p.GAMMA:
            return u * float(second) * self.gamma(float(first) + 1, key, salt, lap, draw)
        if kind == p.WEIBULL:
            return u * float(second) * self.gamma(1 + 1 / float(first), key, salt, lap, draw) ** (1 / float(first))
        assert kind == p.FIXED
        return u * float(first)

    def gamma(self, shape: float, key: int, salt: int, lap: int, draw: int) -> float:
        raised = shape if shape >= 1 else shape + 1
        d = raised - 1 / 3
        c = 1 / math.sqrt(9 * d)
        for one in range(1_000):
            x = normal(key, salt, lap, draw + 16 + 2 * one)
            v = (1 + c * x) ** 3
            u = share(key, salt, lap, draw + 17 + 2 * one)
            if 1 + c * x > 0 and math.log(u) < 0.5 * x * x + d - d * v + d * math.log(v):
                return float(d * v * (share(key, salt, lap, draw + 15) ** (1 / shape) if shape < 1 else 1))
        raise AssertionError
