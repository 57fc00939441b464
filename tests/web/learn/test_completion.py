"""Titles below the search box: what they are, how many, and only what the reader may read."""

from typing import Any

import pytest
from django.test import Client
from support.cast import Cast
from support.library import published
from support.people import reader

from everyweek.web.learn.finding.keeping_current import make_index
from everyweek.web.learn.library.models import Resource
from everyweek.web.people.permissions import can

pytestmark = pytest.mark.django_db


def titles(client: Client, text: str) -> list[dict[str, Any]]:
    answer = client.get("/library/complete/", {"q": text})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    found: list[dict[str, Any]] = answer.json()["titles"]
    return found


def test_the_last_word_may_be_a_beginning(client: Client) -> None:
    published("red-bag", title="Red bag pathway", kind="guide", dated="2019")
    published("other", title="Another", summary="Red bags are in its summary only.")
    make_index()

    assert titles(client, "pathway re") == [
        {"title": "Red bag pathway", "about": "Guide, 2019", "address": "/library/red-bag/"}
    ]


def test_there_are_at_most_eight(client: Client) -> None:
    for number in range(10):
        published(f"ward-{number}", title=f"Ward {number}")
    make_index()

    assert len(titles(client, "war")) == 8


@pytest.mark.parametrize("text", ["", " ", "w", '"', "😀", "'; DROP TABLE x; --", "a" * 10_000, "\x00", "* OR NEAR("])
def test_nothing_that_is_typed_fails_or_finds_what_it_does_not_say(client: Client, text: str) -> None:
    published(title="Ward round")
    make_index()

    assert titles(client, text) == []


def test_each_of_the_cast_is_told_a_title_exactly_when_they_may_read_it(client: Client, cast: Cast) -> None:
    secret = published("secret", title="Secret pathway", network=cast.networks["learning"])
    make_index()
    told = {}

    for who in cast.people:
        told[who] = bool(titles(reader(cast[who]), "secret"))

    assert titles(client, "secret") == []
    assert told == {who: can(cast.reader(who), "resource.read", secret) for who in cast.people}
    assert set(told.values()) == {True, False}


def test_what_was_taken_away_a_moment_ago_is_not_told(client: Client) -> None:
    published(title="Ward round")
    make_index()
    Resource.objects.update(live=False)

    assert titles(client, "ward") == []
