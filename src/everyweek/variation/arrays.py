"""The kinds of array that this package hands around."""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
"""Values in the unit of the series; NaN where there is none."""

Flags = npt.NDArray[np.bool_]

Codes = npt.NDArray[np.uint8]
"""Small whole numbers that stand for words, or bits that stand for rules."""

Directions = npt.NDArray[np.int8]
"""1 high, -1 low, 0 neither."""

Positions = npt.NDArray[np.intp]
"""Counted from 0."""
