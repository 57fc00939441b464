"""Links of invitations that are shown once, because no mail is sent: what lies in the database meanwhile."""

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from support.cast import Cast
from support.people import reader
from support.sending import send

from everyweek.web.people.invitations.tokens import digest_of
from everyweek.web.people.models import Invitation

INVITE, LIST = "/organisation/ZZ1/people/invite/", "/organisation/ZZ1/people/invitations/"
PEOPLE = "one@example.nhs.uk\ntwo@example.nhs.uk"
LINK = re.compile(r"http://localhost(/invitation/([^<]+)/)")


@pytest.fixture
def client(cast: Cast) -> Client:
    """The browser of an administrator who has just invited two people, and not opened the next page yet."""
    browser = reader(cast["administrator of a trust"])
    send(browser, INVITE, addresses=PEOPLE, kind="member")
    return browser


def everything_kept() -> str:
    """Every row of every table as text, sessions as whoever reads the database can read them."""
    with connection.cursor() as cursor:
        rows: list[Any] = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += cursor.fetchall()
    return f"{rows}{[session.get_decoded() for session in Session.objects.all()]}"


def test_a_copy_of_the_database_opens_no_invitation_that_was_not_shown_yet(client: Client) -> None:
    kept = everything_kept()
    page = client.get(LIST).content.decode()

    tokens = [token for _, token in LINK.findall(page)]
    assert {digest_of(token) for token in tokens} == set(Invitation.objects.values_list("token_digest", flat=True))
    assert len(tokens) == 2
    assert not any(token in kept for token in tokens)
    assert "two@example.nhs.uk" not in str([session.get_decoded() for session in Session.objects.all()])


def test_links_are_shown_once_and_open(client: Client) -> None:
    first, second = (client.get(LIST).content.decode() for _ in range(2))

    assert [reader().get(address).status_code for address, _ in LINK.findall(first)] == [200, 200]
    assert LINK.findall(second) == []
    assert "invitation_links" not in client.session


def test_links_that_were_not_shown_are_gone_after_signing_out(client: Client, cast: Cast) -> None:
    client.post("/sign-out/")
    client.force_login(cast["administrator of a trust"])

    assert LINK.findall(client.get(LIST).content.decode()) == []
    assert "invitation_links" not in client.session


@pytest.mark.parametrize("kept", ["made up", "gAAAAA", ["a list", "of before"]])
def test_what_cannot_be_read_in_a_session_shows_no_link_and_stops_no_page(client: Client, kept: object) -> None:
    session = client.session
    session["invitation_links"] = kept
    session.save()

    page = client.get(LIST)

    assert page.status_code == 200
    assert LINK.findall(page.content.decode()) == []


def test_with_another_secret_key_no_link_is_shown(client: Client, cast: Cast, settings: Any) -> None:
    kept = client.session["invitation_links"]
    settings.SECRET_KEY = "another secret key of another time, as long as a secret key has to be"
    client.force_login(cast["administrator of a trust"])
    session = client.session
    session["invitation_links"] = kept
    session.save()

    page = client.get(LIST)

    assert page.status_code == 200
    assert LINK.findall(page.content.decode()) == []
