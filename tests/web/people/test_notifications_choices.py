"""Which mails somebody gets: chosen on their own page, or stopped by the link in a mail."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.signing import Signer
from support.people import person, reader
from support.site import words

from everyweek.web.people.models import AuditEntry, MailChoice, Person
from everyweek.web.people.notifications.choices import choose_mails
from everyweek.web.people.notifications.kinds import KINDS
from everyweek.web.people.notifications.queries import mail_choices
from everyweek.web.people.notifications.stop_link import SALT, stop_path
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.people.reader import NOBODY, reader_of

NOW = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)
USUAL = {kind.key: kind.frequency for kind in KINDS.values()}

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(db: None) -> Person:
    return person("Ann Other")


def chosen(someone: Person) -> dict[str, str]:
    return {choice.kind.key: choice.frequency for choice in mail_choices(someone.pk)}


def choose(someone: Person, **frequencies: str) -> None:
    choose_mails(by=reader_of(someone.pk), frequencies=frequencies, now=NOW)


def test_nobody_has_to_choose(ann: Person) -> None:
    assert chosen(ann) == USUAL


def test_a_choice_for_each_kind_is_kept_and_noted(ann: Person) -> None:
    response = reader(ann).post("/inbox/mail/", {**USUAL, "reply": "never", "event": "at_once"})

    assert response["Location"] == "/inbox/mail/?saved=1"
    assert "Saved." in words(reader(ann).get(response["Location"]).content)
    assert chosen(ann) == {**USUAL, "reply": "never", "event": "at_once"}
    entry = AuditEntry.objects.get(action="mail.chosen")
    assert (entry.by_id, entry.about_id) == (ann.pk, ann.pk)
    assert '"reply": "never"' in entry.details
    assert '"thread"' not in entry.details


def test_saving_what_holds_already_notes_nothing(ann: Person) -> None:
    reader(ann).post("/inbox/mail/", USUAL)

    assert AuditEntry.objects.filter(action="mail.chosen").count() == 0
    assert MailChoice.objects.count() == 0


def test_what_asks_for_something_by_a_date_cannot_be_switched_off_and_says_why(ann: Person) -> None:
    page = reader(ann).get("/inbox/mail/").content.decode()

    response = reader(ann).post("/inbox/mail/", {**USUAL, "round": "never"})

    assert "It asks for something by a date, so it cannot be switched off." in page
    assert page.count('value="never"') == sum(not kind.must_mail for kind in KINDS.values())
    assert response.status_code == 200
    assert "so they cannot be switched off. Choose how often." in words(response.content)
    assert chosen(ann) == USUAL


@pytest.mark.parametrize("sent", [{}, {**USUAL, "reply": "hourly"}, {**USUAL, "reply": ""}])
def test_an_answer_of_no_list_is_a_sentence_and_changes_nothing(ann: Person, sent: dict[str, str]) -> None:
    response = reader(ann).post("/inbox/mail/", sent)

    assert response.status_code == 200
    assert "There is a problem" in words(response.content)
    assert chosen(ann) == USUAL


def test_without_a_mail_server_the_page_says_that_none_is_sent(ann: Person, settings: Any) -> None:
    before = words(reader(ann).get("/inbox/mail/").content)
    settings.EVERYWEEK_MAIL = "smtp://127.0.0.1:25"

    after = words(reader(ann).get("/inbox/mail/").content)

    assert "This server sends no e-mail yet" in before
    assert "This server sends no e-mail yet" not in after


def test_nobody_chooses_without_signing_in(ann: Person) -> None:
    assert reader().post("/inbox/mail/", USUAL).status_code == 302
    with pytest.raises(NotPermitted):
        choose_mails(by=NOBODY, frequencies={"reply": "never"}, now=NOW)
    assert MailChoice.objects.count() == 0


# The link in a mail


def test_the_link_says_what_will_stop_and_stops_nothing_by_itself(ann: Person) -> None:
    page = reader().get(stop_path(ann.pk, KINDS["reply"]))

    assert page.status_code == 200
    assert "Stop these e-mails?" in words(page.content)
    assert "no more e-mails about “Somebody wrote in a conversation that you follow”" in words(page.content)
    assert ann.name not in page.content.decode()
    assert ann.email not in page.content.decode()
    assert chosen(ann) == USUAL


def test_the_button_stops_them_signed_out_and_is_noted(ann: Person) -> None:
    response = reader(checks_forms=True).post(stop_path(ann.pk, KINDS["reply"]))

    assert response.status_code == 200
    assert "E-mails are stopped" in words(response.content)
    assert chosen(ann) == {**USUAL, "reply": "never"}
    entry = AuditEntry.objects.get(action="mail.chosen")
    assert (entry.by_id, entry.about_id) == (None, ann.pk)
    assert entry.by_words == "the link in a mail that stops such mails"


def test_a_mail_program_stops_them_with_one_press_and_no_cookie(ann: Person) -> None:
    browser = reader(checks_forms=True)

    response = browser.post(
        stop_path(ann.pk, KINDS["reply"]),
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 200
    assert chosen(ann)["reply"] == "never"
    assert browser.cookies == {}


def test_pressed_twice_it_says_the_same_and_notes_it_once(ann: Person) -> None:
    path = stop_path(ann.pk, KINDS["reply"])

    answers = [words(reader().post(path).content) for _ in range(2)]

    assert answers[0] == answers[1]
    assert AuditEntry.objects.filter(action="mail.chosen").count() == 1
    assert "E-mails are stopped" in words(reader().get(path).content)


def test_undo_brings_back_what_was_chosen_before_also_after_two_presses(ann: Person) -> None:
    choose(ann, reply="weekly")
    path = stop_path(ann.pk, KINDS["reply"])
    reader().post(path)
    reader().post(path)

    response = reader().post(path, {"start": "1"})

    assert "E-mails go on" in words(response.content)
    assert chosen(ann)["reply"] == "weekly"
    reader().post(path, {"start": "1"})
    assert chosen(ann)["reply"] == "weekly"


def test_the_link_of_a_digest_stops_all_that_can_be_stopped_and_undoes_it(ann: Person) -> None:
    choose(ann, event="at_once", lead="never")
    before = chosen(ann)
    path = stop_path(ann.pk)

    reader().post(path)
    stopped = chosen(ann)
    reader().post(path, {"start": "1"})

    assert stopped == {key: kind.frequency if kind.must_mail else "never" for key, kind in KINDS.items()}
    assert chosen(ann) == before


def test_what_was_chosen_since_on_the_page_is_not_undone(ann: Person) -> None:
    path = stop_path(ann.pk, KINDS["reply"])
    reader().post(path)
    choose(ann, reply="weekly")
    choose(ann, reply="never")

    reader().post(path, {"start": "1"})

    assert chosen(ann)["reply"] == "never"


def forged(text: str) -> str:
    return Signer(salt=SALT, key="another key").sign(text)


@pytest.mark.parametrize("token", ["rubbish", "17.reply", "17.reply:", ":", "a:b:c", "%00", forged("1.reply")])
def test_a_forged_link_is_a_sentence_and_stops_nothing(ann: Person, token: str) -> None:
    for response in (reader().get(f"/unsubscribe/{token}/"), reader().post(f"/unsubscribe/{token}/")):
        assert response.status_code == 404
        assert "This link does not work" in words(response.content)
    assert chosen(ann) == USUAL


def test_the_link_of_one_person_cannot_be_made_into_that_of_another(ann: Person) -> None:
    ben = person("Ben Other")
    token = stop_path(ben.pk, KINDS["reply"]).split("/")[2]

    response = reader().post(f"/unsubscribe/{token.replace(str(ben.pk), str(ann.pk), 1)}/")

    assert response.status_code == 404
    assert chosen(ann) == USUAL


def test_no_link_stops_what_must_be_mailed(ann: Person) -> None:
    token = Signer(salt=SALT).sign(f"{ann.pk}.round")

    assert reader().post(f"/unsubscribe/{token}/").status_code == 404
    assert chosen(ann) == USUAL


def test_the_link_of_somebody_who_was_erased_is_a_sentence(ann: Person) -> None:
    Person.objects.filter(pk=ann.pk).update(erased_at=NOW)

    response = reader().post(stop_path(ann.pk, KINDS["reply"]))

    assert response.status_code == 404
    assert "the account is gone" in words(response.content)
