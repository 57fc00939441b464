"""How often chance alone is called a change: what docs/explanation/effects.md says of it."""

from datetime import date

import numpy as np
import pytest

from everyweek.effects import look_for
from everyweek.effects.months import months_between

MONTHS = months_between(date(2024, 1, 1), date(2026, 1, 1))
SERIES = 1500


@pytest.mark.slow
@pytest.mark.parametrize(("alike", "seen_as_said", "sustained_as_said"), [(0.0, 0.13, 0.02), (0.5, 0.33, 0.09)])
def test_nothing_is_called_a_change_as_often_as_the_explanation_says(
    alike: float, seen_as_said: float, sustained_as_said: float
) -> None:
    rng = np.random.default_rng(20261122)

    found = [look_for(MONTHS, months_alike(rng, alike), changed=date(2025, 1, 1), better="up") for _ in range(SERIES)]

    # Four standard errors of both runs (4,000 series stand behind the explanation), and half a percent of rounding.
    for said, share in (
        (seen_as_said, np.mean([one.outcome == "seen" for one in found])),
        (sustained_as_said, np.mean([one.sustained is True for one in found])),
    ):
        error = (said * (1 - said) * (1 / SERIES + 1 / 4000)) ** 0.5
        assert share == pytest.approx(said, abs=4 * error + 0.005)


def months_alike(rng: np.random.Generator, alike: float) -> list[float]:
    drawn = rng.normal(size=len(MONTHS) + 20)
    for at in range(1, len(drawn)):
        drawn[at] = alike * drawn[at - 1] + drawn[at] * (1 - alike**2) ** 0.5
    return drawn[20:].tolist()
