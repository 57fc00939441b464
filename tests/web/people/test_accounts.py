"""One's own account: what it shows, what can be changed, and roles that are given up."""

from html import unescape
from typing import Any

import pytest
from support.cast import AT, Cast
from support.people import person, reader
from support.site import words

from everyweek.web.people.models import AuditEntry, Person, Role
from everyweek.web.people.roles.actions import give_role

pytestmark = pytest.mark.django_db

DETAILS = "/account/details/"


def details(client: Any, **changes: str) -> Any:
    return client.post(DETAILS, {"name": "Ann Other", "job_title": "Site manager", **changes})


def test_the_account_shows_what_others_see_the_roles_with_place_and_day_and_how_one_signs_in(cast: Cast) -> None:
    page = unescape(words(reader(cast["community's lead"]).get("/account/").content))

    assert "The community's lead" in page
    assert "Only administrators see it" in page
    assert "Network lead : Community of frailty , since 1 June 2026" in page
    assert "Member : Applebridge Invented Hospitals NHS Trust" in page
    assert "Second step Off" in page


def test_details_are_changed_and_noted_with_what_they_were() -> None:
    ann = person("Ann Other")
    client = reader(ann)

    answer = details(client, name=" Ann  Other-Smith ", shows_email="on")

    ann.refresh_from_db()
    assert answer["Location"] == "/account/?done=details"
    assert "Your details have been saved" in words(client.get(answer["Location"]).content)
    assert (ann.name, ann.job_title, ann.shows_email) == ("Ann Other-Smith", "Site manager", True)
    entry = AuditEntry.objects.get(action="account.changed", about=ann)
    assert '"before": {"job_title": "", "name": "Ann Other", "shows_email": false}' in (entry.details or "")


def test_saving_what_is_kept_already_notes_nothing() -> None:
    client = reader(person("Ann Other"))
    details(client)

    details(client)

    assert AuditEntry.objects.filter(action="account.changed").count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Enter your name"),
        ({"name": "   "}, "Enter your name"),
        ({"name": "x" * 101}, "at most 100 characters"),
        ({"name": "a\x07b"}, "that can be printed"),
        ({"name": "a\x00b"}, "Null characters are not allowed"),
        ({"job_title": "x" * 121}, "at most 120 characters"),
        ({"job_title": "a\u202eb"}, "that can be printed"),
    ],
)
def test_details_that_cannot_be_kept_say_why_and_keep_what_was_typed(changes: dict[str, str], said: str) -> None:
    page = details(reader(person("Ann Other")), **{"job_title": "Kept title", **changes})

    assert said in words(page.content)
    assert "<title>Error: " in page.content.decode()
    assert "Kept title" in page.content.decode() or "job_title" in changes
    assert Person.objects.get().job_title == ""


def test_script_in_a_name_is_text_on_the_pages_of_the_account() -> None:
    client = reader(person("Ann Other"))
    details(client, name="<script>alert(1)</script>", job_title="<b>x</b>")

    for address in ("/account/", DETAILS):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<b>x" not in page


def test_the_form_of_details_cannot_be_sent_by_another_site() -> None:
    assert details(reader(person(), checks_forms=True)).status_code == 403


def test_a_role_is_given_up_after_a_question(cast: Cast) -> None:
    role = Role.objects.get(person=cast["member"])
    client = reader(cast["member"])
    address = f"/account/roles/{role.pk}/leave/"

    asked = words(client.get(address).content)
    still_held = Role.objects.get(pk=role.pk).until is None
    answer = client.post(address)
    again = client.post(address)

    assert "Give up this role?" in asked
    assert still_held
    assert answer["Location"] == "/account/?done=role"
    role.refresh_from_db()
    assert role.until is not None
    assert role.ended_by == cast["member"]
    assert again.status_code == 404
    assert "You do not hold this role" in words(again.content)


def test_nobody_gives_up_the_role_of_somebody_else(cast: Cast) -> None:
    role = Role.objects.get(person=cast["champion"])

    answer = reader(cast["member"]).post(f"/account/roles/{role.pk}/leave/")

    role.refresh_from_db()
    assert answer.status_code == 404
    assert role.until is None


def test_the_last_national_support_cannot_give_up_until_another_has_the_role(cast: Cast) -> None:
    role = Role.objects.get(person=cast["national support"])
    client = reader(cast["national support"])
    address = f"/account/roles/{role.pk}/leave/"

    refused = client.post(address)
    give_role(by=None, by_words="the tests", person=cast["member"], kind="national_support", now=AT)
    answer = client.post(address)

    assert refused.status_code == 409
    assert "This is the last one who holds national support" in words(refused.content)
    assert answer["Location"] == "/account/?done=role"


@pytest.mark.parametrize("address", ["/account/", DETAILS, "/account/export/", "/account/erase/", "/account/sessions/"])
def test_pages_of_the_account_are_kept_by_no_cache_and_for_signed_in_readers(address: str) -> None:
    assert reader().get(address)["Location"] == f"/sign-in/?next={address}"

    page = reader(person()).get(address)

    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert page.content.decode().count("<h1") == 1
