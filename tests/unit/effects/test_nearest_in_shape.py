"""Which organisations moved like one before its change."""

import numpy as np
from support.changed_worlds import Kind, changed_world

from everyweek.effects import nearest_in_shape

RNG = np.random.default_rng(7)
FIGURES = changed_world(RNG, Kind(organisations=25)).figures


def slowly(figures, row, before, *, peers=10, window=24):
    """One at a time, in plain words."""
    first = max(0, before - window)
    months = [at for at in range(first, before) if not np.isnan(figures[row, at])]
    distances = []
    for other in range(len(figures)):
        apart = [figures[row, at] - figures[other, at] for at in months]
        if other != row and not any(np.isnan(apart)):
            distances.append((sum((one - sum(apart) / len(apart)) ** 2 for one in apart), other))
    return tuple(other for _, other in sorted(distances)[:peers])


def test_the_nearest_are_those_that_a_slow_search_finds() -> None:
    for row in range(25):
        assert nearest_in_shape(FIGURES, row, 24) == slowly(FIGURES, row, 24)


def test_only_the_newest_two_years_before_count() -> None:
    figures = np.concatenate([RNG.normal(0, 50, (25, 6)), FIGURES], axis=1)

    assert nearest_in_shape(figures, 3, 30) == nearest_in_shape(FIGURES, 3, 24)


def test_what_came_after_plays_no_part() -> None:
    later = FIGURES.copy()
    later[:, 24:] = RNG.normal(0, 50, (25, 8))

    assert nearest_in_shape(later, 0, 24) == nearest_in_shape(FIGURES, 0, 24)


def test_a_level_far_away_makes_nobody_less_alike() -> None:
    figures = FIGURES + np.arange(25)[:, None] * 100

    assert nearest_in_shape(figures, 0, 24) == nearest_in_shape(FIGURES, 0, 24)


def test_who_lacks_a_figure_where_this_one_has_one_is_no_candidate() -> None:
    first = nearest_in_shape(FIGURES, 0, 24)[0]
    figures = FIGURES.copy()
    figures[first, 5] = np.nan

    assert first not in nearest_in_shape(figures, 0, 24)
    figures[0, 5] = np.nan
    assert first in nearest_in_shape(figures, 0, 24)
    assert nearest_in_shape(figures, 0, 24) == slowly(figures, 0, 24)


def test_of_two_at_one_distance_the_smaller_row_comes_first_and_fewer_are_given_when_there_are_fewer() -> None:
    figures = np.array([FIGURES[0], FIGURES[1], FIGURES[1]])

    assert nearest_in_shape(figures, 0, 24) == (1, 2)


def test_fewer_than_twelve_figures_before_have_no_shape() -> None:
    assert nearest_in_shape(FIGURES, 0, 11) == ()
    assert nearest_in_shape(FIGURES[:1], 0, 24) == ()
