"""The library for programs: its feed, its map, and its interface."""

import json
import re
from typing import Any

import pytest
from defusedxml import ElementTree
from django.test import Client
from django.urls import get_resolver
from support.cast import Cast
from support.library import FULL, published
from support.people import reader

from everyweek.web.learn.finding.keeping_current import make_index
from everyweek.web.learn.library.draft import draft_from_json
from everyweek.web.learn.library.keeping import draft_of
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.library.vocabulary import RESERVED

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def library(cast: Cast) -> Cast:
    published("open", title="Open <winter>", kind="guide", **FULL)
    published("inside", title="Inside winter", network=cast.networks["learning"])
    make_index()
    return cast


def test_the_feed_names_what_everybody_may_read(library: Cast, client: Client) -> None:
    answer = client.get("/library/feed/")

    entries = ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Guide: Open <winter>"]
    assert entries[0].findtext(f"{ATOM}id") == "urn:everyweek:resource:open"


def test_the_map_names_the_pages_that_everybody_may_read(library: Cast, client: Client) -> None:
    answer = client.get("/sitemap.xml")

    found = [one.text for one in ElementTree.fromstring(answer.content).iter() if one.tag.endswith("loc")]
    assert found == ["http://localhost/library/", "http://localhost/library/open/"]


def test_programs_search_and_read_what_their_reader_may(library: Cast) -> None:
    nobody, member = reader(), reader(library["learning network's member"])

    found = [json.loads(one.get("/api/v1/resources?q=winter").content) for one in (nobody, member)]
    read = [one.get("/api/v1/resources/inside").status_code for one in (nobody, member)]

    assert [sorted(row["key"] for row in one["resources"]) for one in found] == [["open"], ["inside", "open"]]
    assert [one["total"] for one in found] == [1, 2]
    assert read == [404, 200]


def test_where_everybody_needs_a_second_step_a_program_gets_nothing_without_one(library: Cast, settings: Any) -> None:
    settings.EVERYWEEK_SECOND_FACTOR = "everybody"
    nobody, member = reader(), reader(library["learning network's member"])
    addresses = ("/api/v1/resources?q=winter", "/api/v1/resources/open")

    without, open_to_all = ([one.get(address) for address in addresses] for one in (member, nobody))

    assert [answer.status_code for answer in without] == [403, 403]
    assert "second step" in json.loads(without[0].content)["detail"]
    assert [answer.status_code for answer in open_to_all] == [200, 200]


def test_a_resource_is_given_whole(library: Cast, client: Client) -> None:
    answer = client.get("/api/v1/resources/open")

    given = json.loads(answer.content)
    assert draft_from_json(given["says"]) == draft_of(Resource.objects.get(key="open"))
    assert given["address"] == "http://localhost/library/open/"


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("?limit=0", 422),
        ("?limit=101", 422),
        ("?offset=-1", 422),
        ("?offset=x", 422),
        ("?q=" + "a" * 1001, 422),
        ("?q=%00%22", 200),
        ("?type=none&intervention=sdec", 200),
        ("/no-such", 404),
    ],
)
def test_a_question_that_cannot_be_answered_is_said(library: Cast, client: Client, asked: str, status: int) -> None:
    answer = client.get(f"/api/v1/resources{asked}")

    assert answer.status_code == status
    assert status == 200 or json.loads(answer.content)["detail"]


def test_the_description_holds_every_answer(client: Client) -> None:
    described = json.loads(client.get("/api/v1/openapi.json").content)

    assert set(described["paths"]) == {
        "/api/v1/plans",
        "/api/v1/plans/{key}",
        "/api/v1/resources",
        "/api/v1/resources/{key}",
    }
    assert described["openapi"].startswith("3.")


def test_nothing_is_changed_through_it(client: Client) -> None:
    assert client.post("/api/v1/resources", {}).status_code == 405


def test_no_resource_takes_the_address_of_a_page(client: Client) -> None:
    first_parts = {
        match[1]
        for pattern in get_resolver().url_patterns
        for one in getattr(pattern, "url_patterns", [])
        if (match := re.match(r"library/([a-z-]+)/", str(one.pattern)))
    }

    assert first_parts <= RESERVED
    assert published("share").slug == "share-2"
