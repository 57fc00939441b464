"""Columns that are far apart wherever all of England is: the smaller above the larger means they changed places.

Where nothing printed beside two columns tells them apart, their size often does: there are never more patients with a
heart attack than with a stroke. Held against the sum of all rows, so that no single organisation can offend.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from everyweek.publications.errors import FaultyPublication, Place

Floats = NDArray[np.float64]
Pairs = Sequence[tuple[str, str]]
"""The smaller column and the larger."""


def check_far_apart(
    columns: Mapping[str, Floats],
    *,
    pairs: Pairs,
    place: Callable[[str], Place],
    words: Callable[[str], str] = str,
    fewest: int,
) -> None:
    """Refuse a table in which, all rows together, a column is above another that it is always far below.

    columns : figures as published, each of shape (n,); NaN where missing, and a row that lacks one of two counts for
              neither. A pair of which the file has only one column is not held.
    place   : where a column stands.
    words   : a column as the reader knows it.
    fewest  : rows from which a file is taken to be of all England; in fewer, chance may have it otherwise.

    >>> two = {"small": np.array([9.0, 1.0]), "large": np.array([2.0, 3.0])}
    >>> check_far_apart(two, pairs=[("small", "large")], place=lambda _: Place("a.csv"), fewest=3)
    """
    for smaller, larger in pairs:
        if smaller not in columns or larger not in columns:
            continue
        both = ~np.isnan(columns[smaller]) & ~np.isnan(columns[larger])
        if both.sum() < fewest:
            continue
        less, more = float(columns[smaller][both].sum()), float(columns[larger][both].sum())
        if less > more:
            raise FaultyPublication(
                f"In all {both.sum():,} rows together, {words(smaller)} is above {words(larger)}, which is so in no "
                "published file. The two columns may have changed places.",
                place=place(smaller),
                found=f"{less:,.0f}",
                expected=f"far below {more:,.0f}",
            )
