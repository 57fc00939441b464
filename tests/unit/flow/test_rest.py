"""What remains of a time that is met under way, where the likeliest time is the least or the most."""

import numpy as np
import pytest

from everyweek.flow.distributions import Triangular
from everyweek.flow.quantities import days
from everyweek.flow.rest import rest_as_quantiles


@pytest.mark.parametrize("likeliest", [0, 10, 30])
def test_what_remains_of_long_times_that_are_likeliest_at_an_end_has_the_mean_of_theory(likeliest: int) -> None:
    least, most = 0.0, 30.0
    mean = (least + likeliest + most) / 3
    squares = (least**2 + likeliest**2 + most**2 + least * likeliest + least * most + likeliest * most) / 6

    rest = rest_as_quantiles(Triangular(days(least), days(likeliest), days(most)))

    assert rest.mean / 1_440 == pytest.approx(squares / (2 * mean), rel=2e-3)
    assert rest.faults() == ()
    assert np.isfinite([value.minutes for value in rest.values]).all()  # type: ignore[union-attr]
