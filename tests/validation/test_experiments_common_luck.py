"""What shared luck is worth: the difference between two scenarios varies less than with luck of their own."""

from dataclasses import replace

from scipy import stats
from support.flow_experiments import department

from everyweek.flow.experiments.asked import Asked
from everyweek.flow.experiments.comparing import Difference, compare
from everyweek.flow.experiments.estimating import means_of
from everyweek.flow.experiments.figures import Figure
from everyweek.flow.experiments.outcome import Block, outcomes_of
from everyweek.flow.model import Model

RUNS = Block(0, 100)
WAITING = Figure("mean waiting", "beds")
LONG, WARM = 28 * 1_440.0, 7 * 1_440.0


def shared_and_own_luck(changed: Model) -> tuple[Difference, float]:
    """The comparison by pairs, and the variance of the difference with other luck for the changed model."""
    usual, other = Asked(department(beds=60), LONG, WARM, seed=1), Asked(changed, LONG, WARM, seed=1)
    before, after, own = (outcomes_of(asked, RUNS) for asked in (usual, other, replace(other, seed=2)))
    row = compare(before, {"changed": after}, figures=[WAITING]).rows[0]
    return row, float((means_of(own, WAITING) - means_of(before, WAITING)).var(ddof=1))


def is_worth_more_than_one(changed: Model) -> Difference:
    row, apart = shared_and_own_luck(changed)

    paired = (row.half_width / stats.t.ppf(0.975, row.pairs - 1)) ** 2 * row.pairs
    # The ratio of two variances of independent samples is distributed as F: below this only once in two thousand.
    least = stats.f.ppf(0.9995, row.pairs - 1, row.pairs - 1)
    assert apart / paired > least, (apart / paired, least)
    # and what the table says of it, from the pairs alone, is the same within chance
    assert 1 / least < row.pairing_is_worth / (apart / paired) < least
    return row


def test_two_beds_more() -> None:
    row = is_worth_more_than_one(department(beds=62))

    assert row.told == "less"
    assert row.half_width < row.half_width_if_independent


def test_two_in_a_hundred_patients_more() -> None:
    row = is_worth_more_than_one(department(beds=60, patients_an_hour=6.12))

    assert row.difference > 0
