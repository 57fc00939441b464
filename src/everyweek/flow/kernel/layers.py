"""Layers of even area that cover a density, for drawing from it: the normal, and the exponential of mean one.

Source: Marsaglia and Tsang, The ziggurat method for generating random variables, Journal of Statistical Software 5 (8),
2000: where the lowest of 256 layers ends, and how large each is.
"""

from collections.abc import Callable
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray

LAYERS = 256
LAST_NORMAL, AREA_NORMAL = 3.6541528853610088, 0.00492867323399
LAST_EXPONENTIAL, AREA_EXPONENTIAL = 7.69711747013104972, 0.0039496598225815571993


def normal_layers() -> NDArray[np.float64]:
    """Of the density exp(-x² / 2), x not below nought: as `exponential_layers`."""
    return _layers(lambda x: exp(-x * x / 2), lambda y: sqrt(-2 * log(y)), last=LAST_NORMAL, area=AREA_NORMAL)


def exponential_layers() -> NDArray[np.float64]:
    """Where each layer ends, and the density there: shape (2, 257), the lowest layer first.

    The lowest layer has the tail in it, and is as wide as if that lay beside it. The last edge is nought.
    """
    return _layers(lambda x: exp(-x), lambda y: -log(y), last=LAST_EXPONENTIAL, area=AREA_EXPONENTIAL)


def _layers(
    density: Callable[[float], float], where: Callable[[float], float], *, last: float, area: float
) -> NDArray[np.float64]:
    found = np.zeros((2, LAYERS + 1))
    edges, heights = found
    edge, height = last, density(last)
    edges[0], heights[LAYERS] = area / height, 1.0
    for layer in range(1, LAYERS):
        edges[layer], heights[layer] = edge, height
        height += area / edge
        edge = where(min(height, 1.0))
    return found
