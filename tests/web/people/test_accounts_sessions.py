"""Where a person is signed in, and how that ends."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from support.people import PASSWORD, person, reader
from support.site import words

from everyweek.web.people.accounts.sessions import last_seen
from everyweek.web.people.models import AuditEntry, Person

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:126.0) Gecko/20100101 Firefox/126.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1"
PAGE = "/account/sessions/"


def signed_in(browser: str = FIREFOX, *, email: str = "ann@example.nhs.uk") -> Client:
    client = Client(headers={"host": "localhost", "user-agent": browser})
    client.post("/sign-in/", {"login": email, "password": PASSWORD})
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def number_of(client: Client) -> int:
    return UserSession.objects.get(session_key=client.session.session_key).pk


def test_the_page_names_each_browser_in_words_and_this_one_first() -> None:
    person("Ann Other")
    signed_in(IPHONE)
    here = signed_in(FIREFOX)

    page = words(here.get(PAGE).content)

    assert page.index("Firefox on Windows, this browser") < page.index("Safari on an iPhone")
    assert "from the network address 127.0.0.1" in page
    assert "Last used: Just now" in page
    assert "Sign out there: Safari on an iPhone" in page


def test_signing_out_one_of_them_ends_it_at_once_and_is_noted() -> None:
    ann = person("Ann Other")
    here, phone, other = signed_in(), signed_in(IPHONE), signed_in()

    answer = here.post(PAGE, {"session": number_of(phone)})

    assert answer["Location"] == PAGE
    assert [is_signed_in(client) for client in (here, phone, other)] == [True, False, True]
    assert AuditEntry.objects.filter(action="account.signed_out_elsewhere", about=ann).count() == 1


def test_signing_out_everywhere_else_keeps_this_browser() -> None:
    person("Ann Other")
    here, *elsewhere = (signed_in() for _ in range(3))

    here.post(PAGE, {"others": "1"})

    assert is_signed_in(here)
    assert not any(is_signed_in(client) for client in elsewhere)
    assert "You are signed in nowhere else" in words(here.get(PAGE).content)


def test_nobody_ends_the_session_of_somebody_else() -> None:
    person("Ann Other")
    person("Bob Brown")
    ann, bob = signed_in(), signed_in(email="bob@example.nhs.uk")

    bob.post(PAGE, {"session": number_of(ann)})
    bob.post(PAGE, {"others": "1"})

    assert is_signed_in(ann)
    assert not AuditEntry.objects.filter(action="account.signed_out_elsewhere").exists()


@pytest.mark.parametrize("form", [{}, {"session": "x"}, {"session": "-1"}, {"session": "9" * 40}, {"session": "٣"}])
def test_a_form_that_names_no_session_changes_nothing(form: dict[str, str]) -> None:
    person("Ann Other")
    here, other = signed_in(), signed_in()

    assert here.post(PAGE, form)["Location"] == PAGE
    assert is_signed_in(other)


def test_this_browser_is_not_ended_by_its_number() -> None:
    person("Ann Other")
    here = signed_in()

    here.post(PAGE, {"session": number_of(here)})

    assert is_signed_in(here)


def test_a_form_that_another_site_made_ends_nothing() -> None:
    assert reader(person(), checks_forms=True).post(PAGE, {"others": "1"}).status_code == 403


def test_the_sessions_of_somebody_whose_account_is_closed_stop_at_once() -> None:
    person("Ann Other")
    here = signed_in()
    before = is_signed_in(here)

    Person.objects.update(is_active=False)

    assert before
    assert not is_signed_in(here)
    assert "Sign in" in words(here.get("/").content)


def test_a_browser_that_was_signed_out_is_not_listed() -> None:
    person("Ann Other")
    here, other = signed_in(FIREFOX), signed_in(IPHONE)

    other.post("/sign-out/")

    assert "iPhone" not in words(here.get(PAGE).content)


def test_a_browser_that_says_anything_is_text() -> None:
    person("Ann Other")
    signed_in("<script>alert(1)</script> on Linux")

    page = signed_in().get(PAGE).content.decode()

    assert "<script>alert" not in page
    assert "A browser on Linux" in page


def test_when_a_session_was_last_used_is_noted_every_five_minutes_and_not_with_every_page() -> None:
    person("Ann Other")
    here = signed_in()
    used = UserSession.objects.get()
    UserSession.objects.update(last_seen_at=used.last_seen_at - timedelta(minutes=6))

    with CaptureQueriesContext(connection) as first:
        here.get("/account/")
    with CaptureQueriesContext(connection) as second:
        here.get("/account/")

    updates = [[one["sql"] for one in asked if "UPDATE" in one["sql"]] for asked in (first, second)]
    assert [len(of_a_page) for of_a_page in updates] == [1, 0]
    assert timezone.now() - UserSession.objects.get().last_seen_at < timedelta(minutes=1)


def test_a_session_that_began_otherwise_becomes_known() -> None:
    here = reader(person())

    here.get("/account/")

    assert UserSession.objects.get().session_key == here.session.session_key


def test_a_page_that_is_made_is_sent_although_its_use_cannot_be_noted(monkeypatch: Any) -> None:
    person("Ann Other")
    here = signed_in()

    def fail(_: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(last_seen, "note_use", fail)

    assert here.get("/account/").status_code == 200
