"""Shares of luck are between 0 and 1, whatever the word is that they are made of."""

import numpy as np
import pytest

from everyweek.flow.kernel.luck import FIRST, SECOND, share

KEY = 2**63 - 1
"""Keys of patients have 63 bits."""


def unmixed(word: int) -> int:
    """The word of which the finaliser of SplitMix64 makes this one."""
    word ^= word >> 31 ^ word >> 62
    word = word * pow(int(SECOND), -1, 2**64) % 2**64
    word ^= word >> 27 ^ word >> 54
    word = word * pow(int(FIRST), -1, 2**64) % 2**64
    return word ^ word >> 30 ^ word >> 60


@pytest.mark.parametrize(("word", "expected"), [(0, 2.0**-54), (2**63, 0.5), (2**64 - 1, 1 - 2.0**-53)])
def test_the_largest_word_gives_less_than_one_and_the_smallest_more_than_nought(word: int, expected: float) -> None:
    before = unmixed(word)

    with np.errstate(over="ignore"):  # only without compiling
        found = share(np.int64(before & KEY), np.uint64(before & ~KEY))

    assert found == pytest.approx(expected, rel=1e-15)
    assert 0 < found < 1
