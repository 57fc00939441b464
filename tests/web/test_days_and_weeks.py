"""Daily measures on their page: by week, by day, winters apart, the rhythm of the week."""

import csv
import json
import re
from datetime import date, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from django.test import Client
from support.daily import Given, days_from, keep, winter_from
from support.site import words

WINTERS = "/organisation/ZZ8/nhs_111_answered_within_60_seconds/"
MONDAY = date(2024, 12, 2)


def chart_of(client: Client, address: str) -> dict[str, list[dict[str, object]]]:
    specification = json.loads(client.get(address).content)
    return {table["name"]: table["values"] for table in specification["data"] if "values" in table}


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(client.get(address).content.decode())))


def page_of(address: str) -> str:
    return words(Client(headers={"host": "localhost"}).get(address).content)


def test_a_daily_measure_is_charted_by_week(client: Client) -> None:
    page = words(client.get(WINTERS).content)

    assert "Week of 10 March 2025" in page
    assert "Each week, Monday to Sunday, is the sum of its days’ counts" in page
    assert "Limits from 45 weeks" in page


def test_a_weeks_share_is_the_sum_of_its_days(client: Client) -> None:
    newest = rows_of(client, f"{WINTERS}figures.csv")[-1]

    # The fifteenth week of the winter, whose wave is 0: five days of 800 and a weekend of 740, of 1,000 each.
    assert (newest["numerator"], newest["denominator"]) == (str(5.0 * 800 + 2 * 740), "7000.0")


def test_by_day_is_a_link_away_and_says_that_days_of_the_week_differ(client: Client) -> None:
    html = client.get(WINTERS).content.decode()
    by_day = words(client.get(f"{WINTERS}?by=day").content)

    assert f'href="{WINTERS}?by=day"' in html
    assert "16 March 2025" in by_day
    assert "by day a weekend or a Monday may look like a real change when nothing has changed" in by_day
    assert "Point to a day to read it" in by_day


def test_a_monthly_measure_is_not_offered_by_week(client: Client) -> None:
    page = words(client.get("/organisation/ZZ1/four_hour_performance/").content)

    assert "By day" not in page
    assert "Last 3 years" in page


def test_each_day_of_the_week_has_its_mean_and_says_on_how_many_days_it_rests(client: Client) -> None:
    page = words(client.get(WINTERS).content)

    assert "By day of the week" in page
    assert re.search(r"Monday [\d.]+% 45 days", page)
    assert re.search(r"Sunday [\d.]+% 45 days", page)


def test_the_mean_of_a_day_of_the_week_is_of_that_day_alone(fresh_home: Path) -> None:
    days = days_from(MONDAY, 28)
    keep(fresh_home, Given("nhs_111_calls", "ZZ8", {day: 1400 if day.weekday() == 5 else 700 for day in days}))

    page = page_of("/organisation/ZZ8/nhs_111_calls/")

    assert "Friday 700 4 days" in page
    assert "Saturday 1,400 4 days" in page


def test_the_bar_of_the_largest_day_is_the_longest_and_bars_begin_at_nought(fresh_home: Path) -> None:
    days = days_from(MONDAY, 28)
    keep(fresh_home, Given("nhs_111_calls", "ZZ8", {day: 1400 if day.weekday() == 5 else 700 for day in days}))

    html = Client(headers={"host": "localhost"}).get("/organisation/ZZ8/nhs_111_calls/").content.decode()

    bars = re.findall(r'ew-weekdays__bar.*?<rect width="([\d.]+)"', html)
    assert bars == ["100.0"] * 5 + ["200.0", "100.0"]


def test_no_line_joins_two_winters_and_each_has_limits_of_its_own(client: Client) -> None:
    tables = chart_of(client, f"{WINTERS}chart.json")

    points = tables["points"]
    places = [point["when"] for point in points]
    assert {point["segment"] for point in points} == {0, 1, 2}
    for before, here in pairwise(points):
        assert (before["segment"] == here["segment"]) == (before["stretch"] == here["stretch"])
    assert places == sorted(places)  # type: ignore[type-var]
    assert [hole["label"] for hole in tables["holes"]] == [
        "no figures Mar 2023 – Dec 2023",
        "no figures Mar 2024 – Dec 2024",
    ]


def test_the_page_says_that_nothing_runs_across_a_hole(client: Client) -> None:
    page = words(client.get(WINTERS).content)

    assert "There are 2 long gaps without figures. A grey band stands for each" in page
    assert "March 2023 to December 2023: no figure in the files that are loaded" in page
    assert "begun anew 2 times" in page


def test_a_chart_with_holes_has_dates_on_its_axis(client: Client) -> None:
    svg = client.get(f"{WINTERS}chart.svg").content.decode()

    assert ">Dec 2022<" in svg
    assert ">Dec 2024<" in svg


@pytest.mark.parametrize("size", ["wide", "narrow", "small"])
def test_it_is_drawn_in_every_size(client: Client, size: str) -> None:
    assert client.get(f"{WINTERS}chart.svg?size={size}").content.startswith(b"<svg")


def test_a_week_with_a_day_missing_is_missing_when_counts_add_up_and_says_why(fresh_home: Path) -> None:
    calls = dict.fromkeys(days_from(MONDAY, 21), 700.0)
    del calls[MONDAY + timedelta(days=9)]
    keep(fresh_home, Given("nhs_111_calls", "ZZ8", calls))

    page = page_of("/organisation/ZZ8/nhs_111_calls/")

    assert "Weeks without a figure. week of 9 December 2024: too few of its days have a figure." in page
    assert "is the sum of its seven days, and is missing when one of them is" in page


def test_a_mean_of_fewer_days_says_how_many(fresh_home: Path) -> None:
    beds = dict.fromkeys(days_from(MONDAY, 21), 500.0)
    for at in (8, 9):
        del beds[MONDAY + timedelta(days=at)]
    keep(fresh_home, Given("general_and_acute_beds_open_daily", "ZZ1", beds))

    page = page_of("/organisation/ZZ1/general_and_acute_beds_open_daily/")

    assert "the mean of the days that have a figure, and is missing when there are fewer than four" in page
    assert "1 of 3 weeks rest on fewer than seven days, at least 5." in page


def test_the_table_of_very_many_days_is_cut_and_says_where_the_rest_is(fresh_home: Path) -> None:
    keep(fresh_home, Given("nhs_111_calls", "ZZ8", dict.fromkeys(days_from(date(2023, 1, 2), 410), 700.0)))

    html = (
        Client(headers={"host": "localhost"}).get("/organisation/ZZ8/nhs_111_calls/?by=day&span=all").content.decode()
    )

    assert html.count('<th scope="row" class="ew-table__nowrap">') == 400
    assert "10 older rows are left out here" in html


def test_an_address_from_before_there_were_weeks_still_works(client: Client) -> None:
    old = client.get("/organisation/ZZ1/four_hour_performance/?months=all").content.decode()

    assert '<span aria-current="true">All months</span>' in old


def test_a_change_in_how_it_is_counted_is_marked_listed_and_begins_new_limits(client: Client) -> None:
    html = client.get("/organisation/ZZ3/four_hour_performance/").content.decode()
    page = words(html)

    assert "What changed in how this is counted" in page
    assert "1 June 2023" in page
    assert ">field test ends<" in html


def test_a_change_that_breaks_the_series_begins_new_limits_unless_one_set_is_chosen(client: Client) -> None:
    address = "/organisation/ZZ9/four_hour_performance/"

    assert "Limits begin anew here." in words(client.get(address).content)
    assert "begun anew 1 time" in words(client.get(address).content)
    assert "begun anew" not in words(client.get(f"{address}?limits=one").content)
    assert "Limits begin anew here." not in words(client.get(f"{address}?limits=one").content)


def test_on_a_telephone_a_mark_bears_the_number_of_the_list(client: Client) -> None:
    wide = chart_of(client, "/organisation/ZZ9/four_hour_performance/chart.json")["marks"]
    narrow = chart_of(client, "/organisation/ZZ9/four_hour_performance/chart.json?size=narrow")["marks"]

    assert [mark["label"] for mark in wide] == ["field test ends"]
    assert [mark["label"] for mark in narrow] == ["1"]


def test_marks_that_are_near_have_their_words_on_two_levels(client: Client) -> None:
    marks = chart_of(client, "/organisation/ZZ3/four_hour_performance/chart.json")["marks"]

    assert {mark["label"] for mark in marks} == {"field test ends", "merged"}
    assert all(isinstance(mark["level"], int) for mark in marks)


def test_a_few_weeks_have_days_on_their_axis(fresh_home: Path) -> None:
    keep(fresh_home, Given("nhs_111_answered_within_60_seconds", "ZZ8", winter_from(MONDAY)))
    client = Client(headers={"host": "localhost"})

    assert "Dec 2024<" in client.get(f"{WINTERS}chart.svg").content.decode()
    assert re.search(r">\d+ \w+ 20\d\d<", client.get(f"{WINTERS}chart.svg").content.decode())
