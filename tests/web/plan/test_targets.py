"""Targets held against ordinary variation, and values as people type them."""

from typing import Any

import pytest

from everyweek.measures import find_measure
from everyweek.web.plan.plans.checking import check_in_words, check_target
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.values import difference_in_words, read_difference, read_value, value_as_typed

STEADY = [0.70, 0.72, 0.69, 0.71, 0.73, 0.70, 0.68, 0.72, 0.71, 0.69, 0.70, 0.72, 0.71]
"""Mean 9.18 / 13 = 0.706 and a mean moving range of 0.25 / 12 = 0.02083, so limits of 0.7062 ± 2.66 x 0.02083, with the
range of 0.04 below 3.27 times the mean and so not screened out: 0.6507 to 0.7616."""


@pytest.mark.parametrize(
    ("to_value", "better", "said"),
    [
        (0.75, "up", "inside today’s process limits (65.1% to 76.2%): months like that already happen by chance"),
        (0.77, "up", "outside today’s process limits (65.1% to 76.2%), on the better side: it takes a change"),
        (0.64, "down", "outside today’s process limits (65.1% to 76.2%), on the better side"),
        (0.70, "up", "on the worse side of today’s mean (70.6%)"),
        (0.72, "down", "on the worse side of today’s mean"),
        (0.77, "neither", "outside today’s process limits (65.1% to 76.2%): it takes a change of the process."),
    ],
)
def test_a_target_is_held_against_the_limits(to_value: float, better: Any, said: str) -> None:
    check = check_target(STEADY, to_value=to_value, better=better)

    assert said in check_in_words(check, unit="share")[0]


def test_a_target_cannot_be_checked_with_fewer_than_12_figures() -> None:
    few: list[float | None] = [*STEADY[:11], None, None]

    check = check_target(few, to_value=0.8, better="up")

    assert check_in_words(check, unit="share") == (
        (
            "This target cannot be checked against ordinary variation: there are fewer than 12 figures to work out "
            "limits from."
        ),
    )


def test_limits_on_trial_a_target_that_is_reached_and_a_process_that_moves_are_said() -> None:
    moving = [*STEADY, 0.9]

    said = check_in_words(check_target(moving, to_value=0.74, better="up"), unit="share")
    on_trial = check_in_words(check_target(STEADY[:12], to_value=0.8, better="up"), unit="share", every="week")

    assert "The newest figure is there already, or beyond it." in said
    assert any("the process is changing" in line for line in said)
    assert on_trial[-1] == "These limits rest on only 12 weeks, and are on trial."


def test_no_share_is_said_to_lie_beyond_what_shares_can_be() -> None:
    high = [1.0, 0.9, 1.0, 0.9, 1.0, 0.9, 1.0, 0.9, 1.0, 0.9, 1.0, 0.9, 1.0]

    assert "to 100.0%)" in check_in_words(check_target(high, to_value=0.99, better="up"), unit="share")[0]


def test_no_count_is_said_to_lie_below_nought_but_a_difference_may_and_quarters_are_called_so() -> None:
    few = [0.0, 9.0, 1.0, 8.0, 0.0, 9.0, 1.0, 8.0, 0.0, 9.0, 1.0, 8.0, 0.0]
    check = check_target(few, to_value=2, better="down")

    count, difference = (
        check_in_words(check, unit="count", every="quarter", can_be_negative=negative)[0] for negative in (False, True)
    )

    assert "process limits (0 to " in count
    assert "quarters like that already happen" in count
    assert "process limits (-" in difference


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("78", "share", 0.78),
        ("78 %", "share", 0.78),
        ("0.5%", "share", 0.005),
        ("30 min", "seconds", 1800),
        ("1 h 20 min", "seconds", 4800),
        ("1,250", "count", 1250),
        (" ", "count", None),
    ],
)
def test_values_are_typed_in_the_unit_of_the_measure(typed: str, unit: str, value: float | None) -> None:
    assert read_value(typed, unit, field="to_value") == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("typed", "unit", "said"),
    [
        ("0.78", "share", "Write a percentage: 78 for 78.0%, or 0.78% with its sign."),
        ("30", "seconds", "“30” has no unit that is known here. Write a time such as 30 min"),
        ("many", "count", "Write a number, such as 120: “many” is none."),
        ("9" * 30, "count", "is too large."),
    ],
)
def test_what_is_no_value_says_what_to_type(typed: str, unit: str, said: str) -> None:
    with pytest.raises(NotAPlan) as wrong:
        read_value(typed, unit, field="to_value")

    assert said in str(wrong.value)


def test_a_value_is_shown_as_it_would_be_typed_again() -> None:
    assert [value_as_typed(value, unit) for value, unit in ((0.785, "share"), (1800, "seconds"), (-20, "count"))] == [
        "78.5",
        "30 min 00 s",
        "-20",
    ]
    assert read_value(value_as_typed(1830, "seconds"), "seconds", field="to") == 1830
    assert read_difference("-10 min", "seconds", field="by") == -600
    assert read_difference("+5", "share", field="by") == pytest.approx(0.05)
    assert difference_in_words(-600, find_measure("category_2_mean")) == "10 min 00 s less"
