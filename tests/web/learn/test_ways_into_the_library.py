"""From a gap, from an intervention, from the home page and from the search for organisations into the library."""

import pytest
from django.test import Client
from support.library import published
from support.site import words

from everyweek.web.learn.finding.keeping_current import make_index

pytestmark = pytest.mark.django_db


def test_what_should_move_a_measure_is_found_by_the_address_that_its_gap_links_to(client: Client) -> None:
    published("moves", title="Faster handover", measures=("handovers_over_60_minutes",))
    published("other", title="Something else", measures=("four_hour_performance",))
    make_index()

    page = words(client.get("/library/?measure=handovers_over_60_minutes").content)

    assert "1 resource found" in page
    assert "Faster handover" in page
    assert "Something else" not in page
    assert "Measure it should move" in page


def test_a_measure_that_nothing_is_about_says_so_and_leads_on(client: Client) -> None:
    published()
    make_index()

    page = words(client.get("/library/?measure=no_such_measure").content)

    assert "Nothing found" in page
    assert "Show everything in the library" in page


def test_the_search_for_organisations_leads_on_to_the_library_with_what_was_typed(client: Client) -> None:
    page = client.get("/search", {"q": 'frailty & "<b>"'}).content.decode()

    assert 'href="/library/?q=frailty%20%26%20%22%3Cb%3E%22"' in page
    assert "<b>" not in page


@pytest.mark.parametrize("which", ["client", "empty_client"])
def test_the_home_page_searches_the_library_with_and_without_figures(
    which: str, request: pytest.FixtureRequest
) -> None:
    page = request.getfixturevalue(which).get("/").content.decode()

    assert 'action="/library/" method="get" role="search"' in page
    assert page.count('id="library-q"') == 1
