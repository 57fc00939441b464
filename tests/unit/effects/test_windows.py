"""Which periods count as before a change and which as after it."""

from datetime import date, timedelta

import numpy as np
import pytest

from everyweek.effects.errors import UnusableFigures
from everyweek.effects.months import month_after, months_between
from everyweek.effects.windows import windows

MONTHS = months_between(date(2022, 1, 1), date(2024, 12, 1))


def around(changed, periods=MONTHS, has_figure=None, before=12, after=6):
    flags = np.full(len(periods), True) if has_figure is None else has_figure
    return windows(periods, flags, changed=changed, window_before=before, window_after=after)


def test_a_change_on_the_first_of_a_month_counts_that_month_as_after() -> None:
    found = around(date(2023, 7, 1))

    assert [MONTHS[at] for at in found.before[[0, -1]]] == [date(2022, 7, 1), date(2023, 6, 1)]
    assert [MONTHS[at] for at in found.after[[0, -1]]] == [date(2023, 7, 1), date(2023, 12, 1)]
    assert found.times.tolist() == list(range(-12, 6))
    assert found.is_over


def test_a_month_in_which_the_change_fell_counts_as_neither() -> None:
    found = around(date(2023, 7, 10))

    assert MONTHS[found.before[-1]] == date(2023, 6, 1)
    assert MONTHS[found.after[0]] == date(2023, 8, 1)
    assert found.times.tolist() == [*range(-13, -1), *range(6)]


def test_a_month_that_is_missing_from_the_list_keeps_its_place_in_time() -> None:
    periods = [month for month in MONTHS if month not in (date(2023, 3, 1), date(2023, 7, 1))]

    found = around(date(2023, 7, 10), periods)

    assert periods[found.before[-1]] == date(2023, 6, 1)
    assert found.times.tolist() == [*(at for at in range(-13, -1) if at != -5), *range(6)]


def test_the_newest_month_counts_as_neither_when_the_change_fell_in_it() -> None:
    november = MONTHS[: MONTHS.index(date(2023, 11, 1)) + 1]

    assert november[around(date(2023, 11, 10), november).before[-1]] == date(2023, 10, 1)
    assert november[around(date(2023, 11, 30), november).before[-1]] == date(2023, 10, 1)
    assert november[around(date(2023, 12, 1), november).before[-1]] == date(2023, 11, 1)


@pytest.mark.parametrize("missing", [date(2023, 3, 1), date(2023, 7, 1), date(2023, 8, 1)])
def test_a_change_on_the_first_of_a_month_that_is_missing_fell_in_no_other(missing: date) -> None:
    periods = [month for month in MONTHS if month != missing]

    found = around(missing, periods)

    # The months before have 28, 30 and 31 days.
    assert periods[found.before[-1]] == month_after(missing, -1)
    assert periods[found.after[0]] == month_after(missing, 1)


def test_a_month_without_a_figure_is_left_out_and_does_not_lengthen_the_window() -> None:
    has_figure = np.full(36, True)
    has_figure[[16, 20]] = False

    found = around(date(2023, 7, 1), has_figure=has_figure)

    assert len(found.before) == 11
    assert len(found.after) == 5
    assert 2.0 not in found.times


def test_weeks_and_quarters_are_counted_like_months() -> None:
    weeks = [date(2024, 1, 1) + timedelta(7 * at) for at in range(30)]
    quarters = [date(2020 + at // 4, 3 * (at % 4) + 1, 1) for at in range(30)]

    assert around(weeks[15], weeks).times.tolist() == list(range(-12, 6))
    assert around(quarters[15], quarters).times.tolist() == list(range(-12, 6))
    assert around(weeks[15] - timedelta(1), weeks).before.tolist() == list(range(2, 14))
    assert around(weeks[29] + timedelta(6), weeks).before[-1] == 28
    assert around(weeks[29] + timedelta(7), weeks).before[-1] == 29


def test_the_newest_figure_tells_whether_the_window_after_is_over() -> None:
    assert around(date(2024, 7, 1)).is_over
    assert not around(date(2024, 8, 1)).is_over
    assert around(date(2025, 3, 1)).after.size == 0
    assert not around(date(2025, 3, 1)).is_over
    assert around(date(2021, 3, 1)).before.size == 0
    assert around(date(2022, 1, 10)).before.size == 0


@pytest.mark.parametrize("periods", [[], MONTHS[:1], MONTHS[::-1], [MONTHS[0], MONTHS[0]]])
def test_periods_out_of_order_are_refused(periods) -> None:
    with pytest.raises(UnusableFigures, match="each later than the one before"):
        around(date(2023, 7, 1), periods)
