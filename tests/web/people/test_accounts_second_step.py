"""The second step at sign-in: setting it up, being asked for it, and everything that must not go round it."""

import base64
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from support.cast import AT, Cast
from support.people import PASSWORD, person, reader
from support.second_step import SecondStep
from support.site import words

from everyweek.web.people.accounts.second_factor.actions import remove_second_step
from everyweek.web.people.accounts.second_factor.choice import who_needs_it
from everyweek.web.people.models import AuditEntry, OutgoingMail, Person
from everyweek.web.people.permissions import NotPermitted

pytestmark = pytest.mark.django_db

SET_UP, CODES = "/account/second-step/set-up/", "/account/second-step/codes/"


def confirmed(someone: Person) -> Client:
    """A browser in which somebody is signed in and has just typed their password again."""
    client = reader(someone)
    client.post("/account/confirm/", {"password": PASSWORD})
    return client


def secret_in(page: Any) -> str:
    found = re.search(r'<code id="key">([A-Z2-7 ]+)</code>', page.content.decode())
    assert found
    return found.group(1).replace(" ", "")


def sign_in(email: str = "ann@example.nhs.uk") -> tuple[Client, Any]:
    """A browser after address and password were typed, and where it was led."""
    client = reader()
    return client, client.post("/sign-in/", {"login": email, "password": PASSWORD})


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_setting_it_up_asks_for_the_password_shows_the_key_as_picture_and_text_and_gives_codes_once(
    second_step: SecondStep, django_capture_on_commit_callbacks: Any
) -> None:
    ann = person("Ann Other")
    client = reader(ann)

    asked = client.get(SET_UP)
    client.post("/account/confirm/", {"password": PASSWORD})
    page = client.get(SET_UP)
    secret = secret_in(page)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(SET_UP, {"code": second_step.code(secret=secret)})
    first, second = client.get(CODES), client.get(CODES)

    assert asked["Location"] == "/account/confirm/?next=%2Faccount%2Fsecond-step%2Fset-up%2F"
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert f"otpauth://totp/ann%40example.nhs.uk?secret={secret}&amp;issuer=Everyweek" in page.content.decode()
    assert answer["Location"] == CODES
    codes = re.findall(r"<code>(\d{8})</code>", first.content.decode())
    assert len(set(codes)) == 10
    file = re.search(r'href="data:text/plain;base64,([^"]+)" download="everyweek-', first.content.decode())
    assert file
    assert all(code in base64.b64decode(file.group(1)).decode() for code in codes)
    assert not any(code in second.content.decode() for code in codes)
    assert "10 codes left" in words(second.content)
    assert AuditEntry.objects.filter(action="account.second_step_added", about=ann).count() == 1


def test_a_wrong_first_code_keeps_the_same_key_and_switches_nothing_on(second_step: SecondStep) -> None:
    client = confirmed(person())
    secret = secret_in(client.get(SET_UP))

    page = client.post(SET_UP, {"code": "000000" if second_step.code(secret=secret) != "000000" else "111111"})

    assert "The code is not right" in words(page.content)
    assert "<title>Error: " in page.content.decode()
    assert secret_in(page) == secret
    assert not Authenticator.objects.exists()


def test_the_form_sent_twice_sets_up_one_second_step(second_step: SecondStep) -> None:
    client = confirmed(person())
    form = {"code": second_step.code(secret=secret_in(client.get(SET_UP)))}

    first, second = client.post(SET_UP, form), client.post(SET_UP, form)

    assert (first["Location"], second["Location"]) == (CODES, "/account/second-step/")
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_signing_in_asks_for_the_code_before_anything_is_open(second_step: SecondStep) -> None:
    second_step.set_up(person("Ann Other"))

    client, answer = sign_in()
    before = is_signed_in(client)
    arrived = client.post("/sign-in/code/", {"code": second_step.code()})

    assert answer["Location"] == "/sign-in/code/"
    assert not before
    assert arrived["Location"] == "/"
    assert is_signed_in(client)
    assert not arrived.cookies["sessionid"]["max-age"]


def test_signing_in_leads_to_the_page_that_was_wanted_also_after_the_code(second_step: SecondStep) -> None:
    second_step.set_up(person("Ann Other"))
    client = reader()

    client.post("/sign-in/", {"login": "ann@example.nhs.uk", "password": PASSWORD, "next": "/groups/mine/"})

    assert client.post("/sign-in/code/", {"code": second_step.code()})["Location"] == "/groups/mine/"


@pytest.mark.parametrize("code", ["", "12345", "not a code", "000000\x00", "９９９９９９", "1" * 5000])
def test_what_is_no_code_lets_nobody_in(second_step: SecondStep, code: str) -> None:
    second_step.set_up(person("Ann Other"))
    client, _ = sign_in()

    page = client.post("/sign-in/code/", {"code": code})

    assert page.status_code == 200
    assert "<title>Error: " in page.content.decode()
    assert not is_signed_in(client)


def test_a_code_works_once_also_in_the_half_minutes_for_which_it_would_still_be_good(second_step: SecondStep) -> None:
    second_step.set_up(person("Ann Other"))
    code = second_step.code(later=1)
    first, _ = sign_in()
    first.post("/sign-in/code/", {"code": code})

    second_step.wait(2)
    seen_over_the_shoulder, _ = sign_in()
    page = seen_over_the_shoulder.post("/sign-in/code/", {"code": f" {code[:3]} {code[3:]} "})

    assert is_signed_in(first)
    assert "each code works once" in words(page.content)
    assert not is_signed_in(seen_over_the_shoulder)
    assert seen_over_the_shoulder.post("/sign-in/code/", {"code": second_step.code()})["Location"] == "/"


def test_the_code_that_set_it_up_cannot_be_used_to_sign_in(second_step: SecondStep) -> None:
    client = confirmed(person("Ann Other"))
    code = second_step.code(secret=secret_in(client.get(SET_UP)))
    client.post(SET_UP, {"code": code})
    other, _ = sign_in()

    other.post("/sign-in/code/", {"code": code})

    assert not is_signed_in(other)


def test_a_clock_that_is_half_a_minute_wrong_is_forgiven_and_more_is_not(second_step: SecondStep) -> None:
    second_step.set_up(person("Ann Other"))
    late, _ = sign_in()
    later, _ = sign_in()

    late.post("/sign-in/code/", {"code": second_step.code(later=-1)})
    later.post("/sign-in/code/", {"code": second_step.code(later=-2)})

    assert is_signed_in(late)
    assert not is_signed_in(later)


def test_guessing_codes_is_stopped_and_then_even_the_right_one_has_to_wait(second_step: SecondStep) -> None:
    second_step.set_up(person("Ann Other"))
    client, _ = sign_in()
    for guess in ("000001", "000002", "000003", "000004", "000005"):
        client.post("/sign-in/code/", {"code": guess})

    page = client.post("/sign-in/code/", {"code": second_step.code()})

    assert "Too many attempts to sign in. Wait five minutes" in words(page.content)
    assert not is_signed_in(client)
    second_step.wait(11)
    client.post("/sign-in/code/", {"code": second_step.code()})
    assert is_signed_in(client)


def test_a_used_code_sent_between_guesses_does_not_forgive_them(second_step: SecondStep) -> None:
    second_step.set_up(person("Ann Other"))
    used = second_step.code(later=1)
    sign_in()[0].post("/sign-in/code/", {"code": used})
    second_step.wait(2)
    client, _ = sign_in()
    for guess in ("000001", "000002", used, "000003", "000004"):
        client.post("/sign-in/code/", {"code": guess})

    page = client.post("/sign-in/code/", {"code": second_step.code()})

    assert "Too many attempts" in words(page.content)


def test_a_recovery_code_lets_in_once(second_step: SecondStep) -> None:
    codes = second_step.set_up(person("Ann Other"))
    first, _ = sign_in()
    second, _ = sign_in()

    first.post("/sign-in/code/", {"code": codes[3]})
    second.post("/sign-in/code/", {"code": codes[3]})

    assert is_signed_in(first)
    assert not is_signed_in(second)
    assert "9 codes left" in words(first.get("/account/second-step/").content)


def test_somebody_else_can_sign_in_at_the_same_browser_when_no_code_is_at_hand(second_step: SecondStep) -> None:
    second_step.set_up(person("Ann Other"))
    person("Bob Brown")
    client, _ = sign_in()

    stuck = client.get("/sign-in/")
    left = client.post("/sign-out/", {"next": "/sign-in/"})
    client.post("/sign-in/", {"login": "bob@example.nhs.uk", "password": PASSWORD})

    assert stuck["Location"] == "/sign-in/code/"
    assert left["Location"] == "/sign-in/"
    assert is_signed_in(client)


def test_an_account_that_is_closed_between_password_and_code_stays_closed(second_step: SecondStep) -> None:
    second_step.set_up(person("Ann Other"))
    client, _ = sign_in()
    Person.objects.update(is_active=False)

    client.post("/sign-in/code/", {"code": second_step.code()})

    assert not is_signed_in(client)


def test_without_password_before_it_the_page_of_the_code_leads_to_sign_in() -> None:
    assert reader().get("/sign-in/code/")["Location"] == "/sign-in/"


@pytest.mark.parametrize("what", ["switch-off", "codes", "codes/new"])
def test_nothing_about_it_is_changed_or_shown_before_the_password_is_typed_again(
    second_step: SecondStep, what: str
) -> None:
    ann = person()
    second_step.set_up(ann)
    client = reader(ann)

    opened, sent = client.get(f"/account/second-step/{what}/"), client.post(f"/account/second-step/{what}/")

    assert opened["Location"].startswith("/account/confirm/?next=")
    assert sent.status_code == 405 if what == "codes" else sent["Location"].startswith("/account/confirm/?next=")
    assert Authenticator.objects.count() == 2


def test_a_code_will_do_in_place_of_the_password(second_step: SecondStep) -> None:
    ann = person()
    second_step.set_up(ann)
    client = reader(ann)
    page = client.get("/account/confirm/?next=/account/second-step/switch-off/")

    answer = client.post("/account/confirm/code/?next=/account/second-step/switch-off/", {"code": second_step.code()})

    assert "Use a code from your app instead" in words(page.content)
    assert answer["Location"] == "/account/second-step/switch-off/"
    assert client.get(answer["Location"]).status_code == 200


def test_guessing_the_password_of_an_open_account_is_stopped() -> None:
    client = reader(person())

    answers = [client.post("/account/confirm/", {"password": "a wrong guess"}) for _ in range(11)]

    assert "The password is not right" in words(answers[0].content)
    assert "Too many attempts" in words(answers[5].content)
    assert answers[-1].status_code == 429


def test_switching_it_off_takes_the_recovery_codes_along_and_is_told(second_step: SecondStep, settings: Any) -> None:
    settings.EVERYWEEK_MAIL = "smtp://mail.example"
    ann = person("Ann Other")
    second_step.set_up(ann)
    client = confirmed(ann)

    first, again = (client.post("/account/second-step/switch-off/") for _ in range(2))

    assert (first["Location"], again["Location"]) == ("/account/second-step/", "/account/second-step/")
    assert not Authenticator.objects.exists()
    assert sign_in()[1]["Location"] == "/"
    assert AuditEntry.objects.filter(action="account.second_step_removed", about=ann).count() == 1
    assert OutgoingMail.objects.get().subject == "The second step of your sign-in was switched off"


def test_new_recovery_codes_replace_the_old_ones(second_step: SecondStep) -> None:
    ann = person("Ann Other")
    old = second_step.set_up(ann)
    client = confirmed(ann)

    answer = client.post("/account/second-step/codes/new/")
    new = re.findall(r"<code>(\d{8})</code>", client.get(answer["Location"]).content.decode())

    assert len(new) == 10
    assert not set(new) & set(old)
    with_old, _ = sign_in()
    with_old.post("/sign-in/code/", {"code": old[0]})
    assert not is_signed_in(with_old)


def test_a_copy_of_the_database_shows_no_secret_and_another_servers_key_opens_none(
    second_step: SecondStep, settings: Any
) -> None:
    second_step.set_up(person("Ann Other"))
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))

    settings.SECRET_KEY = "the key of another server"
    client, _ = sign_in()
    page = client.post("/sign-in/code/", {"code": second_step.code()})

    assert "JBSWY3DP" not in kept
    assert page.status_code == 200
    assert not is_signed_in(client)


def test_after_a_change_of_the_servers_key_the_former_one_still_opens(second_step: SecondStep, settings: Any) -> None:
    second_step.set_up(person("Ann Other"))
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "the new key"
    client, _ = sign_in()

    client.post("/sign-in/code/", {"code": second_step.code()})

    assert is_signed_in(client)


# Whom the server asks for one

ADMINISTERS = "/organisation/ZZ1/people/"


def test_those_who_administer_are_led_to_set_it_up_and_then_back(
    cast: Cast, second_step: SecondStep, settings: Any
) -> None:
    settings.EVERYWEEK_SECOND_FACTOR = "administrators"
    client = confirmed(cast["administrator of a trust"])

    led = client.get("/administration/")
    page = client.get(led["Location"])
    secret = secret_in(client.get(SET_UP))
    client.post(SET_UP, {"code": second_step.code(secret=secret)})
    codes = client.get(CODES)

    assert led["Location"] == "/account/second-step/?needed=yes"
    assert "people who look after others" in words(page.content)
    assert 'href="/administration/"' in codes.content.decode()
    assert client.get("/administration/").status_code == 200


def test_nobody_else_is_asked_for_it_unless_everybody_is(cast: Cast, settings: Any) -> None:
    settings.EVERYWEEK_SECOND_FACTOR = "administrators"
    member = reader(cast["member"])

    before = member.get("/groups/mine/").status_code
    settings.EVERYWEEK_SECOND_FACTOR = "everybody"

    assert before == 200
    assert member.get("/groups/mine/")["Location"] == "/account/second-step/?needed=yes"
    for address in ("/account/", "/account/second-step/", "/account/sessions/", "/account/export/", "/sign-out/", "/"):
        assert member.get(address).status_code == 200


def test_what_is_refused_is_refused_without_a_word_about_a_second_step(cast: Cast, settings: Any) -> None:
    settings.EVERYWEEK_SECOND_FACTOR = "administrators"

    assert reader(cast["member"]).get("/administration/").status_code == 403


def test_where_nobody_needs_one_nobody_is_asked(cast: Cast) -> None:
    assert reader(cast["national support"]).get("/administration/").status_code == 200


def test_a_slip_in_the_setting_stops_the_server() -> None:
    with pytest.raises(ImproperlyConfigured, match="EVERYWEEK_SECOND_FACTOR is “admins”"):
        who_needs_it("admins", is_public=True)


# Taken away by others


def test_national_support_takes_it_away_from_somebody_who_lost_their_phone(cast: Cast, second_step: SecondStep) -> None:
    second_step.set_up(cast["member"])

    removed = remove_second_step(by=cast.reader("national support"), person=cast["member"], now=AT)

    assert removed
    assert not Authenticator.objects.exists()
    assert AuditEntry.objects.filter(action="account.second_step_removed", about=cast["member"]).count() == 1
    assert not remove_second_step(by=None, by_words="the tests", person=cast["member"], now=AT)


def test_nobody_else_takes_it_away(cast: Cast, second_step: SecondStep) -> None:
    second_step.set_up(cast["member"])

    with pytest.raises(NotPermitted):
        remove_second_step(by=cast.reader("administrator of a region"), person=cast["member"], now=AT)

    assert Authenticator.objects.count() == 2


@pytest.mark.parametrize(
    "address", ["/account/confirm/", "/account/second-step/", SET_UP, CODES, "/account/second-step/switch-off/"]
)
def test_its_pages_are_kept_by_no_cache(second_step: SecondStep, address: str) -> None:
    ann = person()
    client = confirmed(ann)
    if address in (CODES, "/account/second-step/switch-off/"):
        second_step.set_up(ann)

    page = client.get(address)

    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
