"""The home page: England now."""

from django.test import Client
from support.site import words


def test_it_tells_england_against_the_standards_with_a_sentence(client: Client) -> None:
    page = words(client.get("/").content)

    assert "England now" in page
    assert "4-hour performance" in page
    assert "Category 2 mean" in page
    assert "percentage points" in page
    assert "The sample" not in page


def test_englands_chain_is_told_first(client: Client) -> None:
    html = client.get("/").content.decode()

    assert html.count('class="ew-chain-brief__link') == 7
    assert 'href="/organisation/england/chain/"' in html


def test_each_figure_leads_to_its_measure_and_has_a_chart_with_words(client: Client) -> None:
    html = client.get("/").content.decode()

    assert 'href="/organisation/england/four_hour_performance/"' in html
    assert "/organisation/england/four_hour_performance/chart.svg?size=small" in html
    assert 'alt="Small chart of 4-hour performance.' in html


def test_it_says_how_fresh_the_data_are_and_lists_the_regions(client: Client) -> None:
    page = words(client.get("/").content)

    assert "How fresh these data are" in page
    assert "up to March 2025" in page
    assert "Fenwick and the Marches (invented)" in page


def test_before_anything_is_loaded_it_says_what_to_do(empty_client: Client) -> None:
    page = words(empty_client.get("/").content)

    assert "Nothing is loaded yet" in page
    assert "everyweek load" in page
    assert "Sample data" not in page
