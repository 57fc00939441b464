"""Luck that repeats, and the months it is drawn for."""

import doctest
from datetime import date
from math import sqrt
from statistics import correlation, fmean, pstdev

import pytest

from everyweek.publications.sample import chance as chance_module
from everyweek.publications.sample import months as months_module
from everyweek.publications.sample import seasons as seasons_module
from everyweek.publications.sample.chance import PERSISTENCE, Chance
from everyweek.publications.sample.months import days_in, months_up_to

MANY = 10_000


def test_the_same_key_always_draws_the_same_number_whatever_was_drawn_before():
    fresh, used = Chance(1), Chance(1)
    for number in range(10):
        used.uniform("something else", number)

    assert used.uniform("ZZ1", date(2024, 1, 1)) == fresh.uniform("ZZ1", date(2024, 1, 1))


def test_another_seed_or_another_key_draws_another_number():
    drawn = {Chance(1).uniform("a"), Chance(2).uniform("a"), Chance(1).uniform("b")}

    assert len(drawn) == 3


def test_normal_draws_have_mean_0_and_standard_deviation_1():
    draws = [Chance(3).normal(number) for number in range(MANY)]

    # five standard errors: of the mean 1 / sqrt(n), of the standard deviation 1 / sqrt(2 n)
    assert fmean(draws) == pytest.approx(0, abs=5 / sqrt(MANY))
    assert pstdev(draws) == pytest.approx(1, abs=5 / sqrt(2 * MANY))


def test_drifting_draws_remember_the_month_before():
    chance = Chance(4)
    months = months_up_to(date(2799, 12, 1), number=MANY)
    draws = [chance.drifting(month, "beds") for month in months]

    # the standard error of an autocorrelation is below 1 / sqrt(n); remembering six months only costs under 0.01
    assert correlation(draws[1:], draws[:-1]) == pytest.approx(PERSISTENCE, abs=5 / sqrt(MANY) + 0.01)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.999, 1.0])
def test_it_happens_to_no_fewer_than_none_and_no_more_than_all(share):
    happened = [Chance(5).out_of(3, share, number) for number in range(500)]

    assert min(happened) >= 0
    assert max(happened) <= 3


def test_it_happens_to_nobody_when_there_is_nobody():
    assert Chance(6).out_of(0, 0.5, "anything") == 0


def test_months_follow_each_other_and_know_their_length():
    months = months_up_to(date(2024, 3, 1), number=4)

    assert months == (date(2023, 12, 1), date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1))
    assert [days_in(month) for month in months] == [31, 31, 29, 31]


@pytest.mark.parametrize("module", [chance_module, months_module, seasons_module])
def test_the_examples_in_the_docstrings_hold(module):
    results = doctest.testmod(module)

    assert results.attempted > 0
    assert results.failed == 0
