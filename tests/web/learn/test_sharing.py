"""Sharing something of one's own: begin, save and come back, check, declare, send in, take back."""

from typing import Any

import pytest
from django.test import Client
from support.cast import Cast
from support.people import reader
from support.sharing import TITLE, begun_by, decided, sent, sent_by, written_by
from support.site import words

from everyweek.web.learn.sharing.models import Submission
from everyweek.web.people.accounts.erasure import erase_person
from everyweek.web.people.accounts.export import export_of
from everyweek.web.people.models import AuditEntry, Role
from everyweek.web.people.roles.actions import end_role

pytestmark = pytest.mark.django_db

DECLARED = {"rights": "on", "no_patients": "on"}
FORM = {
    "kind": "case study",
    "title": TITLE,
    "summary": "A bag that goes with the resident.",
    "body": "We tried it in 12 homes.",
    "organisations": "ZZ1\nAn infirmary that is no more",
    "systems": "Fenwick",
    "dated": "march 2025",
    "intervention": ["sdec"],
    "setting": ["care home"],
    "authors": "The contributor\nBob Other",
    "licence": "CC-BY-4.0",
    "network": "*",
}


def token(client: Client, address: str) -> str:
    """The token of a form that counts once."""
    return client.get(address).content.decode().partition('name="once" value="')[2].partition('"')[0]


def post(client: Client, address: str, **typed: Any) -> Any:
    return client.post(address, {"once": token(client, "/library/share/"), **typed})


def edited(cast: Cast, one: Submission, who: str = "contributor", **typed: Any) -> Any:
    return reader(cast[who]).post(f"/library/share/{one.pk}/", {"version": one.version, **FORM, **typed})


def test_somebody_begins_saves_comes_back_and_sends_it_in(cast: Cast) -> None:
    browser = reader(cast["contributor"])

    begun = post(browser, "/library/share/", kind="case study", title="Red bags")
    one = Submission.objects.get()
    saved = edited(cast, one)
    again = browser.get(f"/library/share/{one.pk}/").content.decode()
    one.refresh_from_db()
    sent_in = post(browser, f"/library/share/{one.pk}/send/", version=one.version, words="Have a look.", **DECLARED)

    one.refresh_from_db()
    assert begun["Location"] == f"/library/share/{one.pk}/"
    assert saved["Location"] == f"/library/share/{one.pk}/?saved=yes"
    for kept in ("March 2025", "We tried it in 12 homes.", "(ZZ1)", "An infirmary that is no more", "Bob Other"):
        assert kept in again
    assert sent_in["Location"] == f"/library/share/{one.pk}/"
    assert (one.state, one.shown, one.content["dated"]) == ("sent", one.content, "2025-03")
    assert one.content["origins"][0]["code"] == "ZZ1"
    read = words(browser.get(f"/library/share/{one.pk}/").content)
    assert "With the reviewers" in read
    assert "Have a look." in read


def test_whoever_has_not_signed_in_is_led_to_sign_in_and_back() -> None:
    library, led = reader().get("/library/"), reader().get("/library/share/")

    assert 'href="/library/share/"' in library.content.decode()
    assert led["Location"] == "/sign-in/?next=/library/share/"


def test_one_form_sent_twice_begins_one_thing(cast: Cast) -> None:
    browser = reader(cast["contributor"])
    typed = {"once": token(browser, "/library/share/"), "kind": "tool", "title": "A checklist"}

    first, second = browser.post("/library/share/", typed), browser.post("/library/share/", typed)

    assert first["Location"] == second["Location"]
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": "a" * 10_000}, "This has 10,000 characters; at most 200 can be kept. Nothing was saved yet."),
        ({"title": " \u200b"}, "Give it a title."),
        ({"kind": "novel"}, "Choose one of the kinds in the list."),
        ({"setting": ["the moon"]}, "“the moon” is none of these topics. Choose from the list."),
        ({"network": ""}, "Choose who may read it."),
        ({"network": "learning"}, "Choose everybody, or a network that you are in."),
        ({"licence": "none"}, "Choose from the list."),
        ({"dated": "soon"}, "Write a year, a month or a day, such as 2025, March 2025 or 14 March 2025."),
        ({"dated": "1 January 3000"}, "Give a date between 1948 and today: “1 January 3000” is not."),
        ({"authors": "a" * 201}, "has 201 characters; a line can have 200 at most."),
        ({"systems": "\n".join(map(str, range(60)))}, "This has 60 lines; at most 50 can be kept."),
        ({"body": "a" * 50_001}, "This has 50,001 characters; at most 50,000 can be kept."),
    ],
)
def test_what_cannot_be_kept_has_its_sentence_and_loses_nothing(
    cast: Cast, typed: dict[str, Any], sentence: str
) -> None:
    one = begun_by(cast)

    answer = edited(cast, one, **{"body": "Hours of work.", **typed})

    read = words(answer.content)
    assert answer.status_code == 200
    assert sentence in read
    assert typed.get("body", "Hours of work.")[:100] in read
    assert Submission.objects.get().content == one.content


def test_script_is_shown_and_not_run(cast: Cast) -> None:
    bad = "<script>alert(1)</script>"
    one = begun_by(cast)
    edited(cast, one, title=bad, summary=bad, body=f"{bad} [x](javascript:alert(1))", authors=bad, systems=bad)
    one.refresh_from_db()
    sent(cast, one)

    for who, address in (
        ("contributor", "/library/share/"),
        ("contributor", f"/library/share/{one.pk}/"),
        ("reviewer", "/library/review/"),
        ("reviewer", f"/library/review/{one.pk}/"),
    ):
        read = reader(cast[who]).get(address).content.decode()
        assert "&lt;script&gt;alert(1)" in read
        assert "<script>alert" not in read
        assert 'href="javascript' not in read


def test_of_two_edits_at_once_the_second_is_told_and_keeps_what_it_typed(cast: Cast) -> None:
    one = begun_by(cast)
    edited(cast, one, body="From the first window.")

    answer = edited(cast, one, body="From the second window.")

    read = words(answer.content)
    assert answer.status_code == 409
    assert "was changed by somebody else, or in another window" in read
    assert "From the second window." in read
    assert Submission.objects.get().content["body"] == "From the first window."


def test_what_was_sent_meanwhile_is_not_changed_under_the_reviewers(cast: Cast) -> None:
    one = written_by(cast)
    sent(cast, one)

    answer = edited(cast, one, body="Later thoughts.")

    assert answer.status_code == 409
    assert "Take it back first if you want to change it" in words(answer.content)
    assert "Later thoughts." in words(answer.content)
    assert Submission.objects.get().shown["body"] == "We tried it in 12 homes."


@pytest.mark.parametrize("ticked", [{}, {"rights": "on"}, {"no_patients": "on"}])
def test_nothing_is_sent_in_without_both_declarations(cast: Cast, ticked: dict[str, str]) -> None:
    one = written_by(cast)

    answer = post(
        reader(cast["contributor"]), f"/library/share/{one.pk}/send/", version=one.version, words="Hello!", **ticked
    )

    assert "There is a problem" in words(answer.content)
    assert "Hello!" in words(answer.content)
    assert Submission.objects.get().state == "draft"


def test_what_is_missing_is_listed_and_it_cannot_be_sent(cast: Cast) -> None:
    one = begun_by(cast)
    browser, address = reader(cast["contributor"]), f"/library/share/{one.pk}/send/"

    read = words(browser.get(address).content)
    answer = post(browser, address, version=one.version, **DECLARED)

    assert "Write a summary" in read
    assert "Choose at least one topic" in read
    assert answer.status_code == 409
    assert Submission.objects.get().state == "draft"


def test_an_nhs_number_blocks_until_it_is_taken_out(cast: Cast) -> None:
    one = written_by(cast, body="The patient, 943 476 5919, went home.")
    browser, address = reader(cast["contributor"]), f"/library/share/{one.pk}/send/"

    beside = words(browser.get(f"/library/share/{one.pk}/").content)
    blocked = post(browser, address, version=one.version, looked_at="on", **DECLARED)
    edited(cast, one)
    one.refresh_from_db()
    post(browser, address, version=one.version, **DECLARED)

    assert "This is an NHS number: it passes the check. Take it out before you send it: “943 476 5919”" in beside
    assert blocked.status_code == 409
    assert "Take it out before you send it." in words(blocked.content)
    assert Submission.objects.get().state == "sent"


def test_what_looks_like_a_date_of_birth_must_be_confirmed(cast: Cast) -> None:
    one = written_by(cast, body="The service was born on 3 March 2019.")
    browser, address = reader(cast["contributor"]), f"/library/share/{one.pk}/send/"

    unconfirmed = post(browser, address, version=one.version, **DECLARED)
    state = Submission.objects.get().state
    post(browser, address, version=one.version, looked_at="on", **DECLARED)

    assert "This looks like a date of birth: “born on 3 March 2019”" in words(unconfirmed.content)
    assert "Tick that you looked at each of these" in words(unconfirmed.content)
    assert state == "draft"
    assert Submission.objects.get().state == "sent"


def test_what_was_sent_can_be_taken_back_changed_and_sent_again(cast: Cast) -> None:
    one = sent_by(cast)
    browser = reader(cast["contributor"])

    asked = words(browser.get(f"/library/share/{one.pk}/withdraw/").content)
    post(browser, f"/library/share/{one.pk}/withdraw/", version=one.version)
    one.refresh_from_db()
    back = words(reader(cast["reviewer"]).get(f"/library/review/{one.pk}/").content)
    edited(cast, one, body="Better.")
    one.refresh_from_db()
    sent(cast, one)

    assert "Take this back?" in asked
    assert "took it back, so there is nothing to review" in back
    assert "We tried it in 12 homes." not in back
    assert Submission.objects.get().shown["body"] == "Better."


def test_what_was_declined_stays_declined(cast: Cast) -> None:
    one = decided(cast, sent_by(cast), "declined")

    answer = post(reader(cast["contributor"]), f"/library/share/{one.pk}/withdraw/", version=one.version)

    assert answer.status_code == 409
    assert "This was declined. Nothing was changed." in words(answer.content)


def test_in_a_network_somebody_shares_who_is_inside(cast: Cast) -> None:
    one = begun_by(cast, "learning network's member")

    edited(cast, one, "learning network's member", network="learning")

    one.refresh_from_db()
    assert one.network == cast.networks["learning"]
    assert AuditEntry.objects.get(action="submission.changed").network == "learning"


def test_what_is_for_a_network_that_somebody_left_does_not_become_for_everybody(cast: Cast) -> None:
    who = "community's member"
    one = written_by(cast, who, network="community")
    role = Role.objects.get(person=cast[who], network=cast.networks["community"])
    end_role(by=None, by_words="the tests", role=role, now=one.changed_at)

    browser, address = reader(cast[who]), f"/library/share/{one.pk}/"
    saved = words(browser.post(address, {"version": one.version, **FORM, "network": "community"}).content)
    sent_in = words(post(browser, f"{address}send/", version=one.version, **DECLARED).content)

    assert "Choose everybody, or a network that you are in." in saved
    assert "You can no longer write in Community of frailty. Choose again who may read it, and save." in sent_in
    assert (Submission.objects.get().state, Submission.objects.get().network_id) == ("draft", one.network_id)


def test_the_chain_of_changes_holds_no_word_of_what_was_written(cast: Cast) -> None:
    sent_by(cast, "learning network's member", network="learning")

    said = " ".join(entry.details for entry in AuditEntry.objects.filter(action__startswith="submission."))

    assert "Red bags" not in said


def test_a_person_takes_it_along_and_it_goes_with_them(cast: Cast) -> None:
    person = cast["contributor"]
    one = sent_by(cast)
    decided(cast, one, "commented")

    copy = export_of(person, now=one.changed_at)
    erase_person(by=cast.reader("contributor"), person=person, removes_texts=False, now=one.changed_at)

    assert copy["what you wrote to share"][0]["content"]["title"] == TITLE
    assert not Submission.objects.exists()


def test_an_address_of_nothing_is_not_there(cast: Cast) -> None:
    browser = reader(cast["contributor"])

    answers = [browser.get(f"/library/{verb}/{'9' * 30}/").status_code for verb in ("share", "review")]

    assert answers == [404, 404]
