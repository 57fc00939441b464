"""Signing in with an organisation's own sign-on, before a real OpenID provider on loopback."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from support.people import PASSWORD, person, reader
from support.sign_on import Provider
from support.site import words

from everyweek.web.people.accounts.sign_on.configuration import read_sign_ons, sign_on_settings
from everyweek.web.people.models import AuditEntry, Person

pytestmark = pytest.mark.django_db

ANN = {"sub": "8f2", "email": "ann@fenwick.example", "email_verified": True, "name": "Ann Other"}
FILE = """
[fenwick]
organisation = "ZZ1"
name = "Fenwick Hospitals"
issuer = "{issuer}"
client_id = "everyweek"
client_secret = "only between us"
email_domains = ["fenwick.example"]
"""


@pytest.fixture
def provider(settings: Any, tmp_path: Path) -> Iterator[Provider]:
    """The sign-on of Fenwick Hospitals, at which Ann signs in."""
    started = Provider(person=dict(ANN))
    configured(settings, tmp_path, FILE.format(issuer=started.issuer))
    yield started
    started.stop()


def configured(settings: Any, folder: Path, text: str) -> None:
    (folder / "sign-on.toml").write_text(text)
    settings.EVERYWEEK_SIGN_ONS = read_sign_ons(folder / "sign-on.toml")
    settings.SOCIALACCOUNT_PROVIDERS = sign_on_settings(settings.EVERYWEEK_SIGN_ONS)


def go(client: Client, **form: str) -> Any:
    return client.post("/sign-in/with/fenwick/", form)


def come_back(client: Client, provider: Provider, **form: str) -> Any:
    """Press the button, sign in at the provider, and come back."""
    return client.get(provider.sign_in_at(go(client, **form)["Location"]))


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_the_button_is_there_only_when_a_sign_on_is_configured_and_only_that_page_allows_to_go_there(
    provider: Provider, settings: Any
) -> None:
    page = reader().get("/sign-in/")

    assert "Sign in with Fenwick Hospitals" in words(page.content)
    assert f"form-action 'self' {provider.issuer};" in page["Content-Security-Policy"] + ";"
    assert "form-action 'self';" in reader().get("/account/forgotten/")["Content-Security-Policy"] + ";"
    settings.EVERYWEEK_SIGN_ONS = {}
    plain = reader().get("/sign-in/")
    assert "own sign-on" not in words(plain.content)
    assert "form-action 'self';" in plain["Content-Security-Policy"] + ";"


def test_the_first_time_links_the_account_and_the_second_time_knows_it(provider: Provider) -> None:
    ann = person("Ann Other", email="ann@fenwick.example")

    first = reader()
    answer = come_back(first, provider, next="/groups/mine/")
    again = reader()
    come_back(again, provider)

    assert answer["Location"] == "/groups/mine/"
    assert is_signed_in(first)
    assert is_signed_in(again)
    assert list(SocialAccount.objects.values_list("user", "provider", "uid")) == [(ann.pk, "fenwick", "8f2")]
    assert AuditEntry.objects.filter(action="account.sign_on_linked", about=ann).count() == 1


def test_a_sign_in_by_sign_on_ends_with_the_browser_too(provider: Provider) -> None:
    person("Ann Other", email="ann@fenwick.example")

    answer = come_back(reader(), provider)

    assert not answer.cookies["sessionid"]["max-age"]


def test_what_is_asked_carries_a_challenge_a_nonce_and_our_own_address_to_come_back_to(provider: Provider) -> None:
    asked = parse_qs(urlsplit(go(reader())["Location"]).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["nonce"][0]) >= 32
    assert len(asked["state"][0]) >= 16
    assert asked["redirect_uri"] == ["http://localhost/sign-in/with/fenwick/back/"]


def test_what_the_address_asks_for_besides_is_not_passed_on(provider: Provider) -> None:
    sent = reader().post("/sign-in/with/fenwick/?process=connect&scope=offline_access&auth_params=prompt%3Dnone")

    asked = parse_qs(urlsplit(sent["Location"]).query)
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert "prompt" not in asked


def test_coming_back_never_leads_to_another_site(provider: Provider) -> None:
    person("Ann Other", email="ann@fenwick.example")

    assert come_back(reader(), provider, next="https://elsewhere.example/")["Location"] == "/"


def test_an_address_that_is_only_followed_leads_to_the_button(provider: Provider) -> None:
    assert reader().get("/sign-in/with/fenwick/")["Location"] == "/sign-in/"


def test_the_button_cannot_be_pressed_by_another_site(provider: Provider) -> None:
    assert reader(checks_forms=True).post("/sign-in/with/fenwick/").status_code == 403


@pytest.mark.parametrize("address", ["/sign-in/with/elsewhere/", "/sign-in/with/elsewhere/back/?code=1&state=2"])
def test_a_sign_on_that_is_not_configured_is_not_there(provider: Provider, address: str) -> None:
    page = reader().get(address)

    assert page.status_code == 404
    assert "There is no such sign-on" in words(page.content)


def refused(provider: Provider, said: str, *, status: int = 403, client: Client | None = None) -> None:
    """Nobody is signed in, nothing is linked, and the page says why."""
    browser = client or reader()

    page = come_back(browser, provider)

    assert page.status_code == status
    assert said in words(page.content)
    assert not is_signed_in(browser)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"email_verified": False}, "does not say that it has checked your e-mail address"),
        ({"email_verified": None}, "does not say that it has checked your e-mail address"),
        ({"email_verified": "no"}, "does not say that it has checked your e-mail address"),
        ({"email": None}, "does not say that it has checked your e-mail address"),
        ({"email": "ann at home"}, "does not say that it has checked your e-mail address"),
        ({"email": "ann@other.example"}, "signs in people with an e-mail address of Fenwick Hospitals only"),
        ({"email": "ann@wards.fenwick.example"}, "signs in people with an e-mail address of Fenwick Hospitals only"),
        ({"email": "ann@fenwick.example.other.example"}, "an e-mail address of Fenwick Hospitals only"),
        ({"email": "nobody@fenwick.example"}, "Nobody here has the e-mail address"),
    ],
)
def test_an_address_that_is_not_confirmed_not_theirs_or_nobodys_lets_nobody_in(
    provider: Provider, claims: dict[str, Any], said: str
) -> None:
    for email in ("ann@fenwick.example", "ann@other.example", "ann@wards.fenwick.example"):
        person("Ann Other", email=email)
    provider.person = {name: value for name, value in (ANN | claims).items() if value is not None}

    refused(provider, said)


def test_a_closed_account_is_told_the_same_as_an_address_that_nobody_has(provider: Provider) -> None:
    person("Ann Other", email="ann@fenwick.example")
    Person.objects.update(is_active=False)

    refused(provider, "Nobody here has the e-mail address")


def test_an_account_that_was_linked_and_closed_since_stays_closed(provider: Provider) -> None:
    person("Ann Other", email="ann@fenwick.example")
    come_back(reader(), provider)
    Person.objects.update(is_active=False)
    client = reader()

    page = come_back(client, provider)

    assert "Nobody here has the e-mail address" in words(page.content)
    assert not is_signed_in(client)


def test_an_account_whose_address_belongs_elsewhere_by_now_is_not_opened_by_the_old_sign_on(provider: Provider) -> None:
    person("Ann Other", email="ann@fenwick.example")
    come_back(reader(), provider)
    Person.objects.update(email="ann@other.example")
    client = reader()

    page = come_back(client, provider)

    assert "an e-mail address of Fenwick Hospitals only" in words(page.content)
    assert not is_signed_in(client)


def test_whoever_gets_the_address_of_somebody_before_them_does_not_get_their_account(provider: Provider) -> None:
    person("Ann Other", email="ann@fenwick.example")
    come_back(reader(), provider)
    provider.person |= {"sub": "somebody new"}
    client = reader()

    page = come_back(client, provider)

    assert "belongs to somebody else in the sign-on of Fenwick Hospitals" in words(page.content)
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"aud": "another client"},
        {"aud": ["everyweek", "another client"]},
        {"exp": 1},
        {"exp": None},
        {"sub": ""},
        {"sub": "x" * 192},
        {"sub": "a\x00b"},
    ],
    ids=str,
)
def test_an_identity_that_is_not_for_us_now_is_not_believed(provider: Provider, spoilt: dict[str, Any]) -> None:
    person("Ann Other", email="ann@fenwick.example")
    provider.token_spoilt = spoilt
    provider.userinfo = ANN | ({"sub": spoilt["sub"]} if "sub" in spoilt else {})

    refused(provider, "cannot be trusted, so nobody was signed in")


@pytest.mark.parametrize("signs_with", ["nothing", "the shared secret", "another key"])
def test_an_identity_that_is_not_signed_with_the_published_key_is_not_believed(
    provider: Provider, signs_with: str
) -> None:
    person("Ann Other", email="ann@fenwick.example")
    provider.signs_with = signs_with

    refused(provider, "cannot be trusted, so nobody was signed in")


def test_what_is_told_besides_about_somebody_else_is_not_believed(provider: Provider) -> None:
    person("Ann Other", email="ann@fenwick.example")
    provider.userinfo = ANN | {"sub": "somebody else"}

    refused(provider, "cannot be trusted, so nobody was signed in")


def test_an_address_told_only_besides_is_believed_when_it_is_about_the_same_person(provider: Provider) -> None:
    person("Ann Other", email="ann@fenwick.example")
    provider.token_spoilt = {"email": None, "email_verified": None}
    client = reader()

    come_back(client, provider)

    assert is_signed_in(client)


def test_a_sign_on_may_call_the_confirmation_otherwise(provider: Provider, settings: Any, tmp_path: Path) -> None:
    person("Ann Other", email="ann@fenwick.example")
    configured(settings, tmp_path, FILE.format(issuer=provider.issuer) + 'verified_claim = "xms_edov"\n')
    provider.person = {"sub": "8f2", "email": "ann@fenwick.example", "xms_edov": "1"}
    client = reader()

    come_back(client, provider)

    assert is_signed_in(client)


def test_an_answer_is_good_once_and_only_in_the_browser_that_asked(provider: Provider) -> None:
    person("Ann Other", email="ann@fenwick.example")
    asking, other = reader(), reader()
    back = provider.sign_in_at(go(asking)["Location"])

    elsewhere = other.get(back)
    asking.get(back)
    asking.post("/sign-out/")
    replayed = asking.get(back)

    for page, browser in ((elsewhere, other), (replayed, asking)):
        assert page.status_code == 403
        assert "was used before, is too old, or was asked for in another window" in words(page.content)
        assert not is_signed_in(browser)


def test_a_code_that_was_used_by_somebody_else_is_refused_by_the_provider_and_said_here(provider: Provider) -> None:
    person("Ann Other", email="ann@fenwick.example")
    first = provider.sign_in_at(go(reader())["Location"])
    client = reader()
    second = provider.sign_in_at(go(client)["Location"])
    stolen = parse_qs(urlsplit(first).query)["code"][0]
    own_state = parse_qs(urlsplit(second).query)["state"][0]

    page = client.get(f"/sign-in/with/fenwick/back/?code={stolen}&state={own_state}")

    assert page.status_code == 502
    assert "does not answer as it should" in words(page.content)
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/token", (500, b"")),
        ("/token", (200, b"[]")),
        ("/token", (200, b'{"access_token": "x"}')),
        ("/token", (200, b'{"access_token": "x", "id_token": "not a token"}')),
        ("/keys", (404, b"")),
        ("/keys", (200, b"{}")),
        ("/keys", (200, b'{"keys": []}')),
        ("/userinfo", (500, b"")),
        ("/userinfo", (200, b"not json")),
    ],
    ids=str,
)
def test_rubbish_on_the_way_is_a_sentence(provider: Provider, path: str, answer: tuple[int, bytes]) -> None:
    person("Ann Other", email="ann@fenwick.example")
    provider.answers[path] = answer
    client = reader()

    page = come_back(client, provider)

    assert page.status_code in (403, 502)
    assert "You are not signed in" in words(page.content)
    assert not is_signed_in(client)


@pytest.mark.parametrize("answer", [(500, b""), (200, b"not json"), (200, b"[]"), (200, b"{}")], ids=str)
def test_a_provider_that_publishes_rubbish_is_a_sentence(provider: Provider, answer: tuple[int, bytes]) -> None:
    provider.answers["/.well-known/openid-configuration"] = answer

    page = go(reader())

    assert page.status_code == 502
    assert "The sign-on of Fenwick Hospitals does not answer as it should" in words(page.content)


def test_a_provider_that_speaks_for_another_issuer_is_not_followed(provider: Provider) -> None:
    provider.published_spoilt = {"issuer": "https://elsewhere.example"}

    page = go(reader())

    assert page.status_code == 403
    assert "cannot be trusted" in words(page.content)


def test_a_provider_that_is_down_is_a_sentence_before_and_after(provider: Provider) -> None:
    client = reader()
    back = provider.sign_in_at(go(client)["Location"])
    provider.stop()

    before, after = go(reader()), client.get(back)

    for page in (before, after):
        assert page.status_code == 502
        assert "does not answer as it should" in words(page.content)


def test_turning_back_at_the_provider_is_a_sentence(provider: Provider) -> None:
    provider.refuses = True

    refused(provider, "did not let you in, or you turned back")


def test_the_name_of_an_organisation_is_text(provider: Provider, settings: Any, tmp_path: Path) -> None:
    text = FILE.format(issuer=provider.issuer).replace("Fenwick Hospitals", "<script>x</script>")
    configured(settings, tmp_path, text)

    assert "<script>x" not in reader().get("/sign-in/").content.decode()


def test_going_there_again_and_again_is_stopped(provider: Provider) -> None:
    answers = [go(reader()).status_code for _ in range(31)]

    assert answers[-1] == 429


def test_coming_back_again_and_again_is_stopped(provider: Provider) -> None:
    answers = [reader().get("/sign-in/with/fenwick/back/?code=1&state=2").status_code for _ in range(31)]

    assert answers[0] == 403
    assert answers[-1] == 429


def test_a_password_still_works_beside_the_sign_on(provider: Provider) -> None:
    person("Ann Other", email="ann@fenwick.example")
    client = reader()

    client.post("/sign-in/", {"login": "ann@fenwick.example", "password": PASSWORD})

    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("https://x.example", "http://x.example"), "is not an address that begins with https://"),
        (("https://x.example", "https://user@x.example"), "is not an address that begins with https://"),
        (('client_secret = "only between us"', ""), "client_secret is missing or empty"),
        (('client_id = "everyweek"', "client_id = 7"), "client_id is not a text"),
        (('["fenwick.example"]', '"fenwick.example"'), "email_domains is not a list"),
        (('["fenwick.example"]', '["fenwick"]'), "“fenwick” is not a domain of addresses"),
        (('["fenwick.example"]', "[]"), "email_domains is missing or empty"),
        (("[fenwick]", "[Fenwick Hospitals]"), "cannot be read"),
        (("[fenwick]", "[FENWICK]"), "small letters, digits and hyphens"),
        (("[fenwick]", "colour = 1\n[fenwick]"), "every organisation is a table"),
        (('name = "Fenwick Hospitals"', 'name = "F"\ncolour = "red"'), "colour is not known"),
    ],
)
def test_a_slip_in_the_file_is_said_when_the_server_starts_and_no_secret_is_repeated(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    text = FILE.format(issuer="https://x.example").replace(*change)
    (tmp_path / "sign-on.toml").write_text(text)

    with pytest.raises(ImproperlyConfigured) as raised:
        read_sign_ons(tmp_path / "sign-on.toml")

    assert said in str(raised.value)
    assert "only between us" not in str(raised.value)


def test_a_domain_belongs_to_one_sign_on(tmp_path: Path) -> None:
    text = FILE.format(issuer="https://x.example")
    (tmp_path / "sign-on.toml").write_text(text + text.replace("[fenwick]", "[other]"))

    with pytest.raises(ImproperlyConfigured, match=r"fenwick.example stands in \[fenwick\] and in \[other\]"):
        read_sign_ons(tmp_path / "sign-on.toml")


def test_no_file_is_no_sign_on_but_one_that_was_named_must_be_there(tmp_path: Path) -> None:
    assert read_sign_ons(tmp_path / "sign-on.toml") == {}

    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        read_sign_ons(tmp_path / "named.toml", is_asked_for=True)
