"""Setting a password by a link, changing it, and how it is kept."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import tokens
from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.test import Client
from support.people import PASSWORD, person, read_from, reader
from support.site import words

from everyweek.web.people.accounts import passwords
from everyweek.web.people.accounts.one_use_link import set_password_address
from everyweek.web.people.models import Person

pytestmark = pytest.mark.django_db

OTHER = "lantern ferry ninety two"


@pytest.fixture(autouse=True)
def site(sample_home: Path, settings: Any) -> None:
    read_from(sample_home, settings)


def set_by_link(client: Client, link: str, first: str = OTHER, second: str = OTHER) -> Any:
    form = client.get(link)["Location"]
    return client.post(form, {"password1": first, "password2": second})


def test_a_link_sets_the_password_and_signs_in_without_showing_its_key_in_the_address() -> None:
    newcomer, client = person(password=None), reader()
    link = set_password_address(newcomer)

    opened = client.get(link)
    answer = set_by_link(client, link)

    assert opened["Location"].endswith("-set-password/")
    assert answer["Location"] == "/"
    assert "Ann Other" in words(client.get("/").content)
    assert Person.objects.get().check_password(OTHER)


def test_a_link_works_once() -> None:
    newcomer = person(password=None)
    link = set_password_address(newcomer)
    set_by_link(reader(), link)

    page = reader().get(link)

    assert page.status_code == 200
    assert "This link does not work any more" in words(page.content)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda link: f"{link[:-3]}/",
        lambda _: "/account/set-password/zz-1-2/",
        lambda _: "/account/set-password/1-set-password/",
    ],
    ids=["cut short", "made up", "without its key"],
)
def test_a_link_that_was_cut_or_made_up_does_not_work(spoil: Any) -> None:
    link = spoil(set_password_address(person(password=None)))

    page = reader().get(link)

    assert "This link does not work any more" in words(page.content)
    assert not Person.objects.get().has_usable_password()


def test_after_three_days_a_link_does_not_work_any_more(monkeypatch: Any) -> None:
    link = set_password_address(person(password=None))
    late = tokens.default_token_generator._now() + timedelta(days=3, seconds=1)
    monkeypatch.setattr(tokens.PasswordResetTokenGenerator, "_now", lambda _: late)

    assert "This link does not work any more" in words(reader().get(link).content)


def test_a_link_of_somebody_who_left_lets_nobody_in() -> None:
    leaver, client = person(password=None), reader()
    link = set_password_address(leaver)
    Person.objects.update(is_active=False)

    answer = set_by_link(client, link)

    assert answer["Location"] == "/sign-in/"
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("short", "short", "This password is too short. Use at least 12 characters, such as three words that"),
        ("password1234", "password1234", "too common: those who guess passwords try it first. Choose another, such as"),
        ("83620174950261", "83620174950261", "nothing but digits, which is quickly guessed. Use words, such as three"),
        ("ann@example.nhs.uk", "ann@example.nhs.uk", "mostly your name or e-mail address, which others know. Choose"),
        ("Ann.Other-2026", "Ann.Other-2026", "mostly your name or e-mail address, which others know. Choose other"),
        (OTHER, PASSWORD, "The two passwords are not the same. Type the same one twice"),
        ("", "", "Enter a new password"),
    ],
)
def test_a_password_that_will_not_do_says_why_and_nothing_is_set(first: str, second: str, said: str) -> None:
    link = set_password_address(person(password=None))

    page = set_by_link(reader(), link, first, second)

    assert said in words(page.content)
    assert "<title>Error: " in page.content.decode()
    assert not Person.objects.get().has_usable_password()


def test_a_password_that_is_too_short_is_told_one_thing_to_do() -> None:
    page = words(set_by_link(reader(), set_password_address(person(password=None)), "123456", "123456").content)

    assert "This password is too short." in page
    assert "too common" not in page
    assert "nothing but digits" not in page


def test_changing_the_password_keeps_the_reader_here_and_ends_their_sessions_elsewhere() -> None:
    someone = person()
    here, elsewhere = reader(someone), reader(someone)

    answer = here.post("/account/password/", {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER})

    assert answer["Location"] == "/account/?done=password"
    assert "Your password has been changed" in words(here.get(answer["Location"]).content)
    assert elsewhere.get("/account/").status_code == 302


def test_the_password_is_not_changed_by_somebody_who_does_not_know_it() -> None:
    page = reader(person()).post("/account/password/", {"oldpassword": OTHER, "password1": OTHER, "password2": OTHER})

    assert "Your current password is not right. Type the one with which you sign in, and look whether" in words(
        page.content
    )
    assert "sign out and follow “I have forgotten my password”" in words(page.content)
    assert Person.objects.get().check_password(PASSWORD)


def test_guessing_the_current_password_is_stopped() -> None:
    client = reader(person())
    form = {"oldpassword": OTHER, "password1": OTHER, "password2": OTHER}

    answers = [client.post("/account/password/", form) for _ in range(6)]

    assert answers[-1].status_code == 429


def test_words_that_only_share_letters_with_a_name_will_do() -> None:
    long_name = Person(email="ann.other@applebridge.example", name="Ann Other of Applebridge")

    assert validate_password("harbour candle seventeen", long_name) is None
    assert validate_password("anniversary other lantern", long_name) is None


@pytest.mark.parametrize("before", ["pbkdf2_sha256", "scrypt"])
def test_a_password_kept_by_an_older_way_is_kept_by_the_present_one_after_the_next_sign_in(
    before: str, settings: Any
) -> None:
    settings.PASSWORD_HASHERS = passwords.HASHERS
    someone = person()
    Person.objects.update(password=make_password(PASSWORD, hasher=before))

    answer = reader().post("/sign-in/", {"login": someone.email, "password": PASSWORD})

    someone.refresh_from_db()
    assert answer["Location"] == "/"
    assert someone.password.startswith("argon2$argon2id$v=19$m=47104,t=1,p=1$")
    assert someone.check_password(PASSWORD)


def test_a_password_kept_by_the_present_way_is_left_as_it_is(settings: Any) -> None:
    settings.PASSWORD_HASHERS = passwords.HASHERS
    someone = person()

    reader().post("/sign-in/", {"login": someone.email, "password": PASSWORD})

    kept = Person.objects.get().password
    assert kept == someone.password
    assert not identify_hasher(kept).must_update(kept)


def test_somebody_without_a_password_who_is_signed_in_is_led_to_a_link_for_their_first() -> None:
    assert reader(person(password=None)).get("/account/password/")["Location"] == "/account/forgotten/"
