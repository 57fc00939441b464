"""How many of many measures move by chance alone."""

import pytest
from scipy import stats

from everyweek.effects import by_chance_in_words, moved_by_chance


@pytest.mark.parametrize("measures", [0, 1, 2, 20, 60, 200])
def test_the_range_holds_at_least_95_of_100_cases_by_the_binomial_distribution(measures: int) -> None:
    found = moved_by_chance(measures)

    inside = sum(stats.binom.pmf(moved, measures, 0.05) for moved in range(found.lower, found.upper + 1))
    assert inside >= 0.95
    assert found.expected == pytest.approx(measures * 0.05)


@pytest.mark.parametrize(
    ("measures", "moved", "sentence"),
    [
        (60, 0, "Of 60 measures none moved. By chance alone it would be about 3 (0 to 7)."),
        (
            10,
            1,
            "Of 10 measures 1 moved. By chance alone it would be fewer than 1 (0 to 2), so it says nothing by itself.",
        ),
        (
            60,
            9,
            (
                "Of 60 measures 9 moved. By chance alone it would be about 3 (0 to 7), so more moved than chance "
                "explains; which of them, it does not tell."
            ),
        ),
        (1, 1, ""),
    ],
)
def test_the_sentence_says_what_may_be_made_of_it(measures: int, moved: int, sentence: str) -> None:
    assert by_chance_in_words(moved_by_chance(measures), moved=moved) == sentence


def test_a_number_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="There cannot be -1 measures"):
        moved_by_chance(-1)
