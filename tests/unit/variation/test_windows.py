"""Windows of consecutive points."""

import numpy as np

from everyweek.variation.windows import count_in_windows, points_in_windows, windows_that_hold


def flags(text: str) -> np.ndarray:
    return np.array([[letter == "x" for letter in text]])


def test_a_window_holds_where_all_its_points_do():
    assert windows_that_hold(flags("xxx.xxxx"), 3).tolist() == flags("x...xx").tolist()


def test_a_window_of_one_is_the_point_itself():
    assert windows_that_hold(flags("x.x"), 1).tolist() == flags("x.x").tolist()


def test_a_window_of_seven_needs_seven_points():
    assert windows_that_hold(flags("xxxxxxx"), 7).tolist() == [[True]]
    assert windows_that_hold(flags("xxxxxx"), 7).shape == (1, 0)


def test_the_points_of_a_window_are_counted():
    assert count_in_windows(flags("x.xx."), 3).tolist() == [[2, 2, 2]]
    assert count_in_windows(flags("x."), 3).shape == (1, 0)


def test_every_point_of_a_window_is_marked_once_windows_overlap():
    assert points_in_windows(flags("x.x..."), 3, n_points=8).tolist() == flags("xxxxx...").tolist()


def test_no_window_marks_no_point():
    assert points_in_windows(np.zeros((1, 0), dtype=bool), 3, n_points=2).tolist() == [[False, False]]
