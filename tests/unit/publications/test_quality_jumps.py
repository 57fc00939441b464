"""Jumps: what lies beyond 5 sigma of an organisation's own history, and what only looks as if it did."""

from datetime import date

import numpy as np
import pytest
from support.quality import ATTENDANCES, CATEGORY_2, PERFORMANCE, daily, panel

from everyweek.publications.quality.jumps import Jump, find_jumps
from everyweek.publications.quality.panel import Panel

STEADY = [1000.0, 1100.0] * 6
"""Twelve months: mean 1,050; every moving range is 100, so that sigma is 100 x 2.66 / 3 = 88.67 and 5 sigma are 443."""


def jumps(figures: Panel, breaks: dict[str, tuple[date, ...]] | None = None) -> tuple[Jump, ...]:
    return find_jumps(figures, breaks=lambda code: (breaks or {}).get(code, ()))[0]


def test_a_figure_far_from_its_own_history_is_a_jump_with_what_was_usual() -> None:
    (jump,) = jumps(panel({"ZZ1": [*STEADY, 2000.0]}))

    assert (jump.code, jump.start, jump.value, jump.points) == ("ZZ1", date(2021, 1, 1), 2000, 12)
    assert jump.usual == pytest.approx(1050)
    assert jump.sigma == pytest.approx(88.6667, abs=0.001)


def test_half_of_what_is_usual_is_the_least_that_matters_in_practice() -> None:
    # 1,570 is 520 from the mean of 1,050: more than 5 sigma (443), less than half (525).
    assert jumps(panel({"ZZ1": [*STEADY, 1570.0]})) == ()


def test_eleven_earlier_points_are_too_few() -> None:
    assert jumps(panel({"ZZ1": [*STEADY[1:], 5000.0]})) == ()


def test_a_history_without_any_spread_says_nothing() -> None:
    assert jumps(panel({"ZZ1": [1000.0] * 12 + [5000.0]})) == ()


def test_small_counts_do_not_flood() -> None:
    # 2 to 3 a month, then 90: far beyond 5 sigma, but fewer than 100 of a month's count.
    assert jumps(panel({"ZZ1": [2.0, 3.0] * 6 + [90.0]})) == ()


def test_a_slow_rise_is_no_jump() -> None:
    rising = [1000.0 * 1.06**month for month in range(40)]

    assert jumps(panel({"ZZ1": rising})) == ()


def test_a_new_level_is_told_once() -> None:
    (jump,) = jumps(panel({"ZZ1": [*STEADY, 3000.0, 3000.0, 3000.0]}))

    assert (jump.start, jump.times) == (date(2021, 1, 1), 1)


def test_two_jumps_up_in_a_row_are_one() -> None:
    (jump,) = jumps(panel({"ZZ1": [*STEADY, 3000.0, 9000.0]}))

    assert (jump.start, jump.last, jump.times) == (date(2021, 1, 1), date(2021, 2, 1), 2)


def test_what_was_in_the_warehouse_before_is_history_and_not_reported_again() -> None:
    figures = panel({"ZZ1": [*STEADY, 5000.0, 1000.0]}, earlier=13)

    assert [jump.start for jump in jumps(figures)] == []


def test_history_begins_anew_where_another_organisation_takes_over_the_code() -> None:
    figures = panel({"ZZ1": [*STEADY, 5000.0]})

    assert jumps(figures, {"ZZ1": (date(2021, 1, 1),)}) == ()
    assert len(jumps(figures, {"ZZ2": (date(2021, 1, 1),)})) == 1


def test_a_share_is_held_against_chance_and_fifteen_percentage_points() -> None:
    of_many = panel({"ZZ1": [0.70, 0.72] * 6 + [0.50]}, measure=PERFORMANCE, denominator=1000)
    of_few = panel({"ZZ1": [0.70, 0.72] * 6 + [0.50]}, measure=PERFORMANCE, denominator=20)
    not_by_much = panel({"ZZ1": [0.70, 0.72] * 6 + [0.58]}, measure=PERFORMANCE, denominator=1000)

    assert [len(jumps(figures)) for figures in (of_many, of_few, not_by_much)] == [1, 0, 0]


def test_a_time_is_held_against_half_and_five_minutes() -> None:
    # Usual 1,230 seconds, sigma 60 x 2.66 / 3 = 53: 1,900 is 12 sigma and more than half above, 1,800 is not half.
    assert len(jumps(panel({"ZZ8": [1200.0, 1260.0] * 6 + [1900.0]}, measure=CATEGORY_2))) == 1
    assert jumps(panel({"ZZ8": [1200.0, 1260.0] * 6 + [1800.0]}, measure=CATEGORY_2)) == ()


def test_a_missing_month_is_no_jump_and_no_history_is_joined_across_it() -> None:
    after_a_hole = panel({"ZZ1": [*STEADY, None, 5000.0]})

    assert jumps(after_a_hole) == ()


def test_days_are_compared_with_the_same_weekday() -> None:
    # Weekdays 400 or 404, Saturdays and Sundays 100 or 104. A Saturday of 400 is a jump although every weekday is so.
    week = [400.0, 400.0, 400.0, 400.0, 400.0, 100.0, 100.0]
    days = [value + 4 * (number // 7 % 2) for number, value in enumerate(week * 14)]
    ordinary, spoilt = [*days, *week], [*days, *week[:5], 400.0, 100.0]
    monday = date(2020, 1, 6)

    assert jumps(panel({"ZZ1": ordinary}, measure=daily(ATTENDANCES), every="day", first=monday)) == ()
    # Friday and Saturday are alike then, so it is told only when it differs from the day before as well.
    assert jumps(panel({"ZZ1": spoilt}, measure=daily(ATTENDANCES), every="day", first=monday)) == ()


def test_a_day_of_zero_among_full_ones_is_a_jump() -> None:
    days = [400.0 + 4 * (number // 7 % 2) for number in range(14 * 7)]
    figures = panel({"ZZ1": [*days, 0.0, 400.0]}, measure=daily(ATTENDANCES), every="day", first=date(2020, 1, 6))

    (jump,) = jumps(figures)

    assert (jump.start, jump.value, jump.points) == (date(2020, 4, 13), 0, 14)
    assert jump.usual == pytest.approx(402)


def test_when_many_jump_at_once_it_is_said_once() -> None:
    figures = panel({f"ZZ{number}": [*STEADY, 5000.0] for number in range(6)})

    alone, common = find_jumps(figures, breaks=lambda _code: ())

    assert alone == ()
    (one,) = common
    assert (one.start, one.is_up, one.organisations, one.of) == (date(2021, 1, 1), True, 6, 6)


def test_four_of_many_are_still_told_one_by_one() -> None:
    others = {f"ZY{number}": [*STEADY, 1050.0] for number in range(40)}
    figures = panel({**{f"ZZ{number}": [*STEADY, 5000.0] for number in range(4)}, **others})

    alone, common = find_jumps(figures, breaks=lambda _code: ())

    assert [jump.code for jump in alone] == ["ZZ0", "ZZ1", "ZZ2", "ZZ3"]
    assert common == ()


def test_it_agrees_with_a_slow_and_obvious_way() -> None:
    rng = np.random.default_rng(20260401)
    values = rng.integers(500, 1500, size=60).astype(float)
    values[[20, 35, 36, 50]] = [6000, 9000, 30, 8000]

    found = {jump.start for jump in jumps(panel({"ZZ1": values.tolist()}))}

    days = [date(2020 + month // 12, month % 12 + 1, 1) for month in range(60)]
    expected = set()
    told_before = 0
    for month in range(12, 60):
        history = values[max(0, month - 24) : month]
        usual = float(np.mean(history))
        sigma = max(float(np.mean(np.abs(np.diff(history)))) * 2.66 / 3, usual**0.5)
        distance = min(abs(values[month] - usual), abs(values[month] - values[month - 1]))
        side = np.sign(values[month] - usual) if distance > max(5 * sigma, 100, usual / 2) else 0
        if side and side != told_before:
            expected.add(days[month])
        told_before = side
    assert found == expected
    assert expected
