"""The plotthedots rule set against figures that NHSRplotthedots publishes."""

import pytest

from everyweek.variation import xmr

# Source: NHSRplotthedots 0.2.2, vignette "Deviations from Excel defaults", first example and the words for its charts.
ONE_OUTLIER = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]

# Source: the 20 numbers that R gives for set.seed(123); rnorm(20), to the digits that R prints. The tests of
# NHSRplotthedots 0.2.2 chart them, whole, in halves and with a 10 put in; its results are in tests/testthat/_snaps.
TWENTY_NORMALS = [
    *(-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123),
    *(-0.68685285, -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314),
    *(0.49785048, -1.96661716, 0.70135590, -0.47279141),
]

# Source: NHSRdatasets, ae_attendances (England's published A&E figures): all attendances a month, April 2016 to March
# 2019; and breaches of type 1 departments at RRK, April 2016 to March 2018.
ATTENDANCES = [
    *(1867781, 2070340, 1958802, 2079034, 1932901, 1952464, 2001816, 1907871, 1944567, 1895272, 1735619, 2015834),
    *(1949762, 2066789, 1994056, 2073944, 1924663, 1925961, 2044137, 1976971, 2003954, 2000086, 1820012, 2049785),
    *(1984369, 2164458, 2093942, 2179896, 1997854, 2005695, 2079492, 2037847, 2047518, 2113413, 1954947, 2167550),
]
BREACHES_AT_RRK = [
    *(1195, 1843, 1397, 1333, 1771, 1751, 2013, 1759, 2179, 2585, 1654, 1543),
    *(1632, 1558, 1190, 1357, 1279, 1683, 2190, 1804, 986, 2181, 2048, 2154),
]


def rounded(chart) -> list[float]:
    """Lower limit, mean and upper limit as the vignette prints them."""
    return [round(float(line[0]), 2) for line in (chart.lower, chart.mean, chart.upper)]


@pytest.mark.parametrize(("screen", "expected"), [(True, [-0.72, 1.94, 4.6]), (False, [-3.06, 1.94, 6.95])])
def test_the_published_limits_of_a_series_with_an_outlier(screen, expected):
    chart = xmr(ONE_OUTLIER, improvement="up", screen=screen).series()

    assert rounded(chart) == expected


@pytest.mark.parametrize("screen", [True, False])
def test_the_published_point_types_of_a_series_with_an_outlier(screen):
    chart = xmr(ONE_OUTLIER, improvement="up", screen=screen).series()

    special = {place: point.word for place, point in enumerate(chart.point_types) if point}
    assert special == {4: "special_cause_improvement"}


def test_the_published_limits_of_twenty_normal_numbers():
    chart = xmr(TWENTY_NORMALS, improvement="up", target=0.5).series()

    assert [chart.lower[0], chart.mean[0], chart.upper[0]] == pytest.approx([-3.01138, 0.1416238, 3.294627], rel=1e-6)
    assert not any(chart.point_types)
    assert chart.assurance_icon.word == "inconsistent"


@pytest.mark.parametrize(
    ("screen", "expected"), [(True, [-2.383666, 0.6694159, 3.722497]), (False, [-4.596625, 0.6694159, 5.935457])]
)
def test_the_published_limits_when_one_of_them_is_ten(screen, expected):
    numbers = [*TWENTY_NORMALS]
    numbers[14] = 10
    chart = xmr(numbers, improvement="up", screen=screen).series()

    assert [chart.lower[0], chart.mean[0], chart.upper[0]] == pytest.approx(expected, rel=1e-6)


def test_the_published_limits_of_two_halves():
    chart = xmr([TWENTY_NORMALS[:10], TWENTY_NORMALS[10:]], improvement="up")

    assert chart.mean[:, 0] == pytest.approx([0.0746, 0.209], abs=5e-4)
    assert chart.lower[:, 0] == pytest.approx([-2.60, -3.28], abs=5e-3)
    assert chart.upper[:, 0] == pytest.approx([2.75, 3.70], abs=5e-3)
    assert chart.trial.all()


def test_attendances_with_two_rebases_are_all_common_cause_on_trial_limits():
    # Source: the words for the chart under "Breaking of lines" in the same vignette.
    chart = xmr(ATTENDANCES, improvement="up", rebase=[12, 24]).series()

    assert not any(chart.point_types)
    assert chart.trial


def test_eight_points_in_a_row_are_blue_in_the_breaches_of_a_trust():
    # Source: NHSRplotthedots 0.2.2, introductory vignette, "Stable period": eight points in blue for a shift.
    chart = xmr(BREACHES_AT_RRK, improvement="down").series()

    improvements = [place for place, point in enumerate(chart.point_types) if point.word == "special_cause_improvement"]
    assert improvements == list(range(10, 18))
    assert all(rules == ("shift",) for rules in chart.rules[10:18])
