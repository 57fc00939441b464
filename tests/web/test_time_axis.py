"""Time along a chart with holes."""

from datetime import date, timedelta

from everyweek.tables import Observation
from everyweek.web.measure.time_axis import TimeAxis


def weeks(first: date, number: int) -> list[Observation]:
    starts = [first + timedelta(days=7 * at) for at in range(number)]
    return [Observation("m", "ZZ1", start, start + timedelta(days=7), None, None, 1.0, "") for start in starts]


BROKEN = TimeAxis([*weeks(date(2018, 1, 1), 10), *weeks(date(2019, 1, 7), 10)])
"""Two stretches of 70 days; the hole is 6 % of 140 days wide: 8.4."""


def test_an_axis_without_a_hole_is_whole() -> None:
    assert not TimeAxis(weeks(date(2018, 1, 1), 10)).is_broken


def test_each_stretch_is_to_scale_and_the_hole_is_narrow() -> None:
    places = [BROKEN.place(day) for day in (date(2018, 1, 1), date(2018, 3, 12), date(2019, 1, 7), date(2019, 1, 8))]

    assert places == [0, 70, 78.4, 79.4]


def test_a_day_in_the_hole_stands_in_its_band() -> None:
    assert 70 < BROKEN.place(date(2018, 8, 1)) < 78.4


def test_the_band_says_which_months_it_leaves_out() -> None:
    assert [hole.words for hole in BROKEN.holes] == ["no figures Mar 2018 – Jan 2019"]


def test_every_stretch_bears_its_first_date() -> None:
    assert [tick.label for tick in BROKEN.ticks(2)] == ["Jan 2018", "Jan 2019"]
    assert [tick.label for tick in BROKEN.ticks(4)] == ["Jan 2018", "Feb 2018", "Jan 2019", "Feb 2019"]


def test_more_stretches_than_dates_bear_every_other_one() -> None:
    rows = [row for year in range(2012, 2020) for row in weeks(date(year, 1, 2), 10)]

    assert [tick.label for tick in TimeAxis(rows).ticks(4)] == ["Jan 2012", "Jan 2014", "Jan 2016", "Jan 2018"]


def test_a_stretch_of_a_single_week_has_no_date_of_its_own() -> None:
    rows = [*weeks(date(2018, 1, 1), 1), *weeks(date(2019, 1, 7), 10)]

    assert [tick.label for tick in TimeAxis(rows).ticks(2)] == ["Jan 2019", "Feb 2019"]
