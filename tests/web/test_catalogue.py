"""The catalogue of measures, and how charts work."""

import pytest
from django.test import Client
from support.site import words

from everyweek.measures import MEASURES


def test_it_lists_every_measure(client: Client) -> None:
    html = client.get("/measures/").content.decode()

    assert [name for name in MEASURES if f'href="/measures/{name}/"' not in html] == []


@pytest.mark.parametrize("name", MEASURES)
def test_each_measure_says_what_it_means_which_way_is_better_and_where_it_comes_from(client: Client, name: str) -> None:
    page = words(client.get(f"/measures/{name}/").content)

    assert "Which way is better" in page
    assert "How it adds up" in page
    assert name in page


def test_how_charts_work_explains_every_icon(client: Client) -> None:
    html = client.get("/how-charts-work/").content.decode()

    assert html.count('class="ew-icon"') == 10
    assert html.count('role="img"') == 10


def test_a_standard_that_was_not_checked_looks_different_from_one_that_was(client: Client) -> None:
    page = words(client.get("/measures/category_2_mean/").content)

    assert page.count("not checked against the source") == 2  # the steps of 25 and 18 minutes
