"""Whom readers can ask: one setting, in the footer of every page, in mails, and wherever a page says to ask."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from support.cast import Cast
from support.people import person, reader
from support.site import words

from everyweek.web.design.contact import checked_contact, read_contact, whom_to_ask, whom_to_ask_linked
from everyweek.web.people.accounts.mails import write_notice
from everyweek.web.people.accounts.notices import NOTICES
from everyweek.web.people.accounts.second_factor.adapter import SecondFactorAdapter
from everyweek.web.people.accounts.sign_on.errors import LinkedOtherwise
from everyweek.web.people.models import OutgoingMail
from everyweek.web.people.networks.errors import NotANetwork
from everyweek.web.people.networks.making.actions import create_network
from everyweek.web.people.networks.making.draft import Draft
from everyweek.web.people.notifications.outbox.letters import Letter
from everyweek.web.project.views import people_unavailable, server_error, unavailable

NOW = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)
TEAM = "Regional UEC team, uec@example.nhs.uk"
SAID = "Regional UEC team (uec@example.nhs.uk)"
KEEPER = "whoever looks after this server"

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(settings: Any) -> None:
    """A server that says who looks after it."""
    settings.EVERYWEEK_CONTACT = TEAM


@pytest.mark.parametrize(
    ("typed", "name", "email"),
    [
        (TEAM, "Regional UEC team", "uec@example.nhs.uk"),
        ("uec@example.nhs.uk", "", "uec@example.nhs.uk"),
        ("Service desk <desk@example.nhs.uk>", "Service desk", "desk@example.nhs.uk"),
        (
            "desk@example.nhs.uk: the service desk, 0113 496 0000",
            "the service desk, 0113 496 0000",
            "desk@example.nhs.uk",
        ),
        ("Write to desk@example.nhs.uk.", "Write to", "desk@example.nhs.uk"),
        ("the service desk, 0113 496 0000", "the service desk, 0113 496 0000", ""),
        ("", "", ""),
    ],
)
def test_it_is_an_address_or_words_or_both(typed: str, name: str, email: str) -> None:
    found = read_contact(checked_contact(f" {typed}\n"))

    assert (found.words, found.email) == (name, email)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("uec@example", "has an @ in something that is no e-mail address"),
        ("twitter: @uec", "has an @ in something that is no e-mail address"),
        ("a@example.nhs.uk or b@example.nhs.uk", "names more than one e-mail address"),
        ("UEC\nteam", "holds a line break, or another sign that cannot be shown"),
        ("x" * 201, "is longer than 200 characters"),
        ("…", "names nobody"),
    ],
)
def test_what_cannot_be_shown_is_a_sentence_that_says_how_to_write_it(typed: str, why: str) -> None:
    with pytest.raises(ImproperlyConfigured) as problem:
        checked_contact(typed)

    assert str(problem.value).startswith(f"EVERYWEEK_CONTACT {why}. Write an e-mail address, words, or both")


def test_a_command_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    environment = {**os.environ, "EVERYWEEK_HOME": str(tmp_path), "EVERYWEEK_CONTACT": "uec@example"}

    told = subprocess.run(
        [sys.executable, "-m", "everyweek.cli", "worker", "--once"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert told.returncode == 1
    assert "EVERYWEEK_CONTACT has an @ in something that is no e-mail address" in told.stderr
    assert "Traceback" not in told.stderr


def test_what_was_set_is_text_on_the_page_and_its_address_a_link_that_no_sign_breaks(settings: Any) -> None:
    settings.EVERYWEEK_CONTACT = checked_contact("<script>alert(1)</script> & us, a?b%c+d@example.nhs.uk")

    page = reader().get("/sign-in/").content.decode()

    assert "<script>alert" not in page
    assert "Help: script&gt;alert(1)&lt;/script&gt; &amp; us" in page
    assert 'href="mailto:a%3Fb%25c%2Bd@example.nhs.uk"' in page


@pytest.mark.parametrize("address", ["/sign-in/", "/networks/", "/nowhere/", "/account/forgotten/sent/"])
def test_every_page_says_in_its_footer_who_helps(team: None, address: str) -> None:
    page = reader().get(address).content.decode()

    footer = page.split("<footer")[1]
    assert 'Help: Regional UEC team (<a class="ew-breakable" href="mailto:uec@example.nhs.uk">' in footer


def test_without_it_no_footer_says_so_and_the_pages_say_what_they_said(cast: Cast) -> None:
    page = words(reader().get("/sign-in/").content)

    assert "Help:" not in page
    assert f"If you know neither, ask {KEEPER}." in page
    assert whom_to_ask() == str(whom_to_ask_linked()) == KEEPER
    assert who_makes_a_learning_network(cast).endswith("is made by national support: ask them.")


def test_a_telephone_number_alone_is_no_link(settings: Any) -> None:
    settings.EVERYWEEK_CONTACT = "the service desk, 0113 496 0000"

    page = reader().get("/sign-in/").content.decode()

    assert "<p>Help: the service desk, 0113 496 0000</p>" in page
    assert "mailto:" not in page


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/sign-in/", "If you know neither, ask Regional UEC team ( uec@example.nhs.uk )"),
        ("/account/forgotten/", "Ask Regional UEC team ( uec@example.nhs.uk ) for a link to set a new password"),
        ("/account/forgotten/sent/", "You can also ask Regional UEC team ( uec@example.nhs.uk ) for a link"),
        ("/account/details/", "if it has changed, ask Regional UEC team ( uec@example.nhs.uk )"),
        ("/inbox/mail/", f"holds as soon as it does: ask {SAID}."),
    ],
)
def test_the_pages_that_say_to_ask_name_them(team: None, address: str, said: str) -> None:
    someone = person("Ann Other")
    client = reader(someone) if address.startswith(("/account/details", "/inbox")) else reader()

    page = words(client.get(address).content)

    assert said in page


def test_so_do_the_second_step_the_sign_on_of_an_organisation_and_a_kind_of_network(team: None, cast: Cast) -> None:
    assert SecondFactorAdapter().error_messages["unverified_email"].endswith(f"Ask {SAID}.")
    assert str(LinkedOtherwise("Fenwick {name}")).endswith(f"had this address before you. Ask {SAID}.")
    assert who_makes_a_learning_network(cast).endswith(f"is made by national support: ask {SAID}.")


def who_makes_a_learning_network(cast: Cast) -> str:
    """What a member is told who tries to make one."""
    with pytest.raises(NotANetwork) as problem:
        create_network(by=cast.reader("member"), draft=Draft("Ours", "learning_network"), now=NOW)
    return str(problem.value)


def test_so_do_the_pages_for_when_something_is_wrong(team: None) -> None:
    request = reader().get("/sign-in/").wsgi_request

    pages = [words(page.content) for page in (unavailable(), people_unavailable(), server_error(request))]

    assert f"If this lasts, tell {SAID}: the reason is in the server’s log." in pages[0]
    assert f"If this lasts, tell {SAID}: the reason is in the server’s log." in pages[1]
    assert f"If it happens again, tell {SAID}." in pages[2]


def test_so_do_mails_about_an_account_and_the_foot_of_every_mail(team: None, settings: Any) -> None:
    settings.EVERYWEEK_MAIL = "smtp://127.0.0.1:25"

    write_notice(NOTICES["account/email/password_changed"], to="ann@example.nhs.uk", browser="", now=NOW)

    mail = OutgoingMail.objects.get()
    assert f"and tell {SAID}." in mail.text
    assert mail.text.rstrip().endswith(f"Help: {SAID}")
    assert 'href="mailto:uec@example.nhs.uk"' in mail.html


def test_without_it_no_mail_has_such_a_line() -> None:
    letter = Letter(to="ann@example.nhs.uk", subject="Hello", why="Because.")

    assert "Help:" not in letter.text() + letter.html()


def test_a_page_kept_by_the_browser_is_sent_again_when_somebody_else_helps(settings: Any) -> None:
    kept = reader().get("/measures/")["ETag"]

    settings.EVERYWEEK_CONTACT = TEAM

    assert reader().get("/measures/", headers={"if-none-match": kept}).status_code == 200
