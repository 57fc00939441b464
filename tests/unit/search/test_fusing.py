"""Two rankings made one."""

import numpy as np
import pytest

from everyweek.search.fusing import fuse


def test_what_both_rankings_hold_leads_what_only_one_puts_first() -> None:
    things, sums = fuse(np.array([1, 2, 3]), np.array([4, 2]))

    assert things.tolist() == [2, 1, 4, 3]
    assert sums.tolist() == pytest.approx([2 / 62, 1 / 61, 1 / 61, 1 / 63])


def test_what_is_worth_less_falls_behind_its_neighbours() -> None:
    things, sums = fuse(np.array([1, 2]), worth=np.array([1.0, 0.5, 1.0]))

    assert things.tolist() == [2, 1]
    assert sums.tolist() == pytest.approx([1 / 62, 0.5 / 61])


@pytest.mark.parametrize("rankings", [(), (np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))])
def test_nothing_fused_is_nothing(rankings: tuple[np.ndarray, ...]) -> None:
    things, sums = fuse(*rankings)

    assert len(things) == len(sums) == 0
