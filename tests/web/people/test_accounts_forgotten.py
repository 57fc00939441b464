"""A forgotten password: a link by mail, which tells nobody who has an account."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.core.internal import ratelimit
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from support.people import PASSWORD, person, reader
from support.site import words

from everyweek.web.people.models import AuditEntry, OutgoingMail, Person

pytestmark = pytest.mark.django_db

OTHER = "lantern ferry ninety two"


@pytest.fixture(autouse=True)
def mail(settings: Any) -> Any:
    settings.EVERYWEEK_MAIL = "smtp://mail.example"
    return settings


def ask(email: str, client: Client | None = None) -> Any:
    return (client or reader()).post("/account/forgotten/", {"email": email})


def link_in(mail: OutgoingMail) -> str:
    """The path of the link to set a password."""
    start = mail.text.index("/account/set-password/")
    return mail.text[start:].split()[0]


def test_the_mail_brings_a_link_that_sets_the_password_once() -> None:
    ann = person("Ann Other")

    answer = ask(" ANN@example.nhs.uk")
    client = reader()
    form = client.get(link_in(OutgoingMail.objects.get()))["Location"]
    client.post(form, {"password1": OTHER, "password2": OTHER})

    assert answer["Location"] == "/account/forgotten/sent/"
    assert "Look into your mail" in words(reader().get(answer["Location"]).content)
    ann.refresh_from_db()
    assert ann.check_password(OTHER)
    assert client.get("/account/").status_code == 200
    assert AuditEntry.objects.filter(action="account.password_set", about=ann).count() == 1


@pytest.mark.parametrize("who", ["nobody@example.nhs.uk", "gone@example.nhs.uk"])
def test_for_any_other_address_the_answer_is_the_same_and_no_mail_is_kept(who: str) -> None:
    person("Ann Other")
    person("Gone Away")
    Person.objects.filter(email="gone@example.nhs.uk").update(is_active=False)

    known, unknown = ask("ann@example.nhs.uk"), ask(who)

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [mail.to for mail in OutgoingMail.objects.all()] == ["ann@example.nhs.uk"]


def test_for_any_other_address_the_same_work_is_done_so_that_the_time_tells_nothing() -> None:
    person("Ann Other")
    ask("somebody@example.nhs.uk")  # what is read once in a process is read

    writes = []
    for email in ("ann@example.nhs.uk", "nobody@example.nhs.uk"):
        with CaptureQueriesContext(connection) as asked:
            ask(email)
        sent = [query["sql"] for query in asked if "people_attempts" not in query["sql"]]
        writes.append([one.split()[0] for one in sent if one.startswith(("INSERT", "UPDATE", "RELEASE"))])

    known, unknown = writes
    assert known == unknown
    assert known.count("INSERT") == 1


@pytest.mark.parametrize(
    ("email", "said"), [("", "Enter your e-mail address"), ("ann", "Write the e-mail address as in")]
)
def test_an_address_that_is_none_is_said(email: str, said: str) -> None:
    page = ask(email)

    assert said in words(page.content)
    assert "<title>Error: " in page.content.decode()


def test_asking_for_one_address_again_and_again_is_stopped_whether_or_not_it_is_somebodys(monkeypatch: Any) -> None:
    person("Ann Other")

    answers = {
        email: [ask(email).status_code for _ in range(4)] for email in ("ann@example.nhs.uk", "nobody@example.nhs.uk")
    }

    assert answers["ann@example.nhs.uk"] == answers["nobody@example.nhs.uk"] == [302, 302, 302, 429]
    assert OutgoingMail.objects.count() == 3
    now = ratelimit.time.time()
    monkeypatch.setattr(ratelimit.time, "time", lambda: now + timedelta(minutes=10, seconds=1).total_seconds())
    assert ask("ann@example.nhs.uk").status_code == 302


def test_asking_for_many_addresses_from_one_place_is_stopped() -> None:
    answers = [ask(f"someone{number}@example.nhs.uk").status_code for number in range(21)]

    assert answers[19:] == [302, 429]


def test_where_no_mail_can_be_sent_the_page_says_whom_to_ask(mail: Any) -> None:
    mail.EVERYWEEK_MAIL = ""
    person("Ann Other")

    opened, sent = reader().get("/account/forgotten/"), ask("ann@example.nhs.uk")

    for page in (opened, sent):
        assert page.status_code == 200
        assert "Ask whoever looks after it for a link" in words(page.content)
    assert not OutgoingMail.objects.exists()


def test_a_form_that_another_site_made_is_refused() -> None:
    assert ask("ann@example.nhs.uk", reader(checks_forms=True)).status_code == 403


def test_a_link_by_mail_does_not_go_round_the_second_step(second_step: Any) -> None:
    ann = person("Ann Other")
    second_step.set_up(ann)
    ask("ann@example.nhs.uk")
    client = reader()
    form = client.get(link_in(OutgoingMail.objects.get()))["Location"]

    answer = client.post(form, {"password1": OTHER, "password2": OTHER})

    assert answer["Location"] == "/sign-in/code/"
    assert client.get("/account/").status_code == 302


def test_a_changed_password_is_told_by_mail_with_the_browser_that_did_it() -> None:
    client = reader(person("Ann Other"))
    browser = {"user-agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/126.0"}

    client.post(
        "/account/password/", {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}, headers=browser
    )

    told = OutgoingMail.objects.get()
    assert told.to == "ann@example.nhs.uk"
    assert told.subject == "Your password was changed"
    assert "Firefox on Windows" in told.text
    assert OTHER not in told.text + told.html


@pytest.mark.parametrize("address", ["/account/forgotten/", "/account/forgotten/sent/"])
def test_the_pages_are_kept_by_no_cache(address: str) -> None:
    assert "no-store" in reader().get(address)["Cache-Control"]
