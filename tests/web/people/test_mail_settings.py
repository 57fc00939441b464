"""Which mail server, who mails are from, and where the pages are: three settings, and what is said of bad ones."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from everyweek.web.people.notifications.outbox.server_settings import checked_sender, mail_settings, site_address

FROM = "Everyweek <everyweek@example.nhs.uk>"


def test_without_a_server_mail_goes_nowhere() -> None:
    settings = mail_settings("", sender="")

    assert settings["EVERYWEEK_MAIL"] == ""
    assert settings["EMAIL_BACKEND"].endswith("dummy.EmailBackend")


@pytest.mark.parametrize(
    ("address", "port", "starttls", "from_the_start"),
    [
        ("smtp://mail.example.nhs.uk", 587, True, False),
        ("smtp://mail.example.nhs.uk:2525?tls=starttls", 2525, True, False),
        ("smtps://mail.example.nhs.uk", 465, False, True),
        ("smtps://mail.example.nhs.uk:8465/", 8465, False, True),
        ("smtp://127.0.0.1:25?tls=none", 25, False, False),
    ],
)
def test_mail_is_encrypted_unless_somebody_says_not(
    address: str, port: int, starttls: bool, from_the_start: bool
) -> None:
    settings = mail_settings(address, sender=FROM)

    assert settings["EMAIL_PORT"] == port
    assert settings["EMAIL_USE_TLS"] is starttls
    assert settings["EMAIL_USE_SSL"] is from_the_start
    assert settings["DEFAULT_FROM_EMAIL"] == FROM


def test_user_and_password_may_hold_any_sign_and_stand_in_no_other_setting() -> None:
    settings = mail_settings("smtp://ann%40example.nhs.uk:p%40ss%2Fword%3A@mail.example.nhs.uk:587", sender=FROM)

    assert settings["EMAIL_HOST_USER"] == "ann@example.nhs.uk"
    assert settings["EMAIL_HOST_PASSWORD"] == "p@ss/word:"
    assert settings["EVERYWEEK_MAIL"] == "smtp://mail.example.nhs.uk:587"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mail.example.nhs.uk", "does not begin with smtp:// or smtps://"),
        ("https://ann:secret@mail.example.nhs.uk", "does not begin with smtp:// or smtps://"),
        ("smtp://ann:secret@mail.example.nhs.uk:notaport", "has a port or host that is none"),
        ("smtp://ann:secret@mail.example.nhs.uk:99999", "has a port or host that is none"),
        ("smtp://ann:secret@[::1", "has a port or host that is none"),
        ("smtp://ann:secret@", "names no host"),
        ("smtp://ann:secret@mail.example.nhs.uk/inbox", "names no host, or has more behind it"),
        ("smtp://ann:secret@mail.example.nhs.uk?tls=maybe", "neither tls=starttls nor tls=none"),
        ("smtp://ann:secret@mail.example.nhs.uk?ssl=1", "neither tls=starttls nor tls=none"),
        ("smtps://ann:secret@mail.example.nhs.uk?tls=none", "encrypted from the start"),
        ("smtp://secret@mail.example.nhs.uk", "a user without a password"),
        ("smtp://:secret@mail.example.nhs.uk", "a password without a user"),
    ],
)
def test_an_address_that_is_none_is_a_sentence_that_never_repeats_the_password(address: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured) as problem:
        mail_settings(address, sender=FROM)

    assert f"EVERYWEEK_MAIL {said}" in str(problem.value) or said in str(problem.value)
    assert "Write it as smtp://user:password@host:587" in str(problem.value)
    assert "secret" not in str(problem.value)
    assert problem.value.__cause__ is None


@pytest.mark.parametrize(
    ("sender", "said"),
    [
        ("", "does not say whom mails are from"),
        ("Everyweek", "is no e-mail address"),
        ("a@b", "is no e-mail address"),
        ("Everyweek\r\nBcc: all@example.nhs.uk <everyweek@example.nhs.uk>", "EVERYWEEK_MAIL_FROM"),
    ],
)
def test_a_sender_that_is_none_is_a_sentence(sender: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        checked_sender(sender)


@pytest.mark.parametrize(
    "site",
    [
        "uec.example.nhs.uk",
        "ftp://uec.example.nhs.uk",
        "https://",
        "https://uec.example.nhs.uk/everyweek",
        "https://uec.example.nhs.uk?a=b",
        "https://ann:secret@uec.example.nhs.uk",
        "https://uec.example.nhs.uk:port",
        "https://uec.example.nhs.uk\n.evil.example",
    ],
)
def test_a_site_that_is_none_is_a_sentence(site: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EVERYWEEK_SITE is not the address of a site") as problem:
        site_address(site)

    assert "secret" not in str(problem.value)


def test_a_command_says_what_is_wrong_with_the_settings_and_not_the_password(tmp_path: Path) -> None:
    environment = {**os.environ, "EVERYWEEK_HOME": str(tmp_path), "EVERYWEEK_MAIL": "smtp://ann:secret@host:port"}

    told = subprocess.run(
        [sys.executable, "-m", "everyweek.cli", "worker", "--once"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert told.returncode == 1
    assert "Error: EVERYWEEK_MAIL has a port or host that is none. Write it as smtp://" in told.stderr
    assert "secret" not in told.stderr + told.stdout
    assert "Traceback" not in told.stderr
