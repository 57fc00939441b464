"""Which mails somebody gets: chosen on their own page, or stopped by the link in a mail."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.signing import Signer
from support.cast import Cast
from support.people import person, reader
from support.site import words

from everyweek.web.people.models import AuditEntry, MailChoice, Person
from everyweek.web.people.notifications.choices import choose_mails, stop_all_mails
from everyweek.web.people.notifications.kinds import KINDS, STOPPABLE, kinds_that_reach
from everyweek.web.people.notifications.queries import mail_choices
from everyweek.web.people.notifications.stop_link import SALT, stop_path
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.people.reader import NOBODY, reader_of
from everyweek.web.people.roles.actions import give_role

NOW = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)
USUAL = {kind.key: kind.frequency for kind in KINDS.values()}
NEVER = {kind.key: kind.frequency if kind.must_mail else "never" for kind in KINDS.values()}
EACH, NONE = {"mode": "each"}, {"mode": "none"}

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
    response = reader(ann).post("/inbox/mail/", {**EACH, **USUAL, "reply": "never", "event": "at_once"})

    assert response["Location"] == "/inbox/mail/?saved=1"
    assert "Saved." in words(reader(ann).get(response["Location"]).content)
    assert chosen(ann) == {**USUAL, "reply": "never", "event": "at_once"}
    entry = AuditEntry.objects.get(action="mail.chosen")
    assert (entry.by_id, entry.about_id) == (ann.pk, ann.pk)
    assert '"reply": "never"' in entry.details
    assert '"thread"' not in entry.details


def test_saving_what_holds_already_notes_nothing(ann: Person) -> None:
    reader(ann).post("/inbox/mail/", {**EACH, **USUAL})

    assert AuditEntry.objects.filter(action="mail.chosen").count() == 0
    assert MailChoice.objects.count() == 0


def test_what_asks_for_something_by_a_date_cannot_be_switched_off_and_says_why(cast: Cast) -> None:
    someone = cast["executive contact"]
    page = reader(someone).get("/inbox/mail/").content.decode()

    response = reader(someone).post("/inbox/mail/", {**EACH, **USUAL, "round": "never"})

    assert "It asks for something by a date, so it cannot be switched off." in page
    assert page.count("<select") - page.count('value="never"') == 2  # rounds of nominations, and of assessments
    assert response.status_code == 200
    assert "so they cannot be switched off. Choose how often." in words(response.content)
    assert chosen(someone) == USUAL


@pytest.mark.parametrize(
    "sent", [{}, USUAL, {"mode": "some"}, EACH, {**EACH, **USUAL, "reply": "hourly"}, {**EACH, **USUAL, "reply": ""}]
)
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
    assert "ask whoever looks after this server" in before
    assert "This server sends no e-mail yet" not in after


def test_nobody_chooses_without_signing_in(ann: Person) -> None:
    assert reader().post("/inbox/mail/", {**EACH, **USUAL}).status_code == 302
    with pytest.raises(NotPermitted):
        choose_mails(by=NOBODY, frequencies={"reply": "never"}, now=NOW)
    with pytest.raises(NotPermitted):
        stop_all_mails(by=NOBODY, now=NOW)
    assert MailChoice.objects.count() == 0


# Only what can reach somebody is asked of them


IN_THE_LIBRARY = frozenset({"version", "feedback", "said", "saved-search", "comment", "words-removed"})
"""Kinds of the library that reach everybody."""
IN_ASSESSMENTS_AND_PLANS = frozenset(
    {"assessment-named", "assessment-conversation", "assessment-round", "plan", "proposal", "plan-due"}
)
"""Kinds of assessments and plans that reach everybody: people are named for a place or a plan, whatever their roles."""


def asked(someone: Person) -> set[str]:
    """The kinds for which the page holds a list to choose from."""
    page = reader(someone).get("/inbox/mail/").content.decode()
    return {kind for kind in KINDS if f'name="{kind}"' in page}


@pytest.mark.parametrize(
    ("who", "kinds"),
    [
        ("member", "reply thread event answer role shared"),
        ("community's member", "reply thread event answer role shared lead network removed"),
        (
            "community's lead",
            "reply thread event answer role shared lead network removed request report submission comment-report",
        ),
        ("executive contact", "reply thread event answer role shared round nominee assessment-shared"),
        (
            "administrator of a board",
            "reply thread event answer role shared round nominee move review assessment-shared",
        ),
        ("national support", "reply thread event answer role shared request move review submission comment-report"),
    ],
)
def test_the_page_asks_for_the_kinds_that_can_reach_its_reader(cast: Cast, who: str, kinds: str) -> None:
    found = asked(cast[who])

    expected = {*kinds.split(), *IN_THE_LIBRARY, *IN_ASSESSMENTS_AND_PLANS}
    assert found == {kind.key for kind in kinds_that_reach(cast.reader(who))} == expected


def test_what_was_chosen_in_another_role_is_kept_until_the_role_comes_back(cast: Cast) -> None:
    someone = cast["member"]
    choose(someone, request="never", review="daily")

    reader(someone).post("/inbox/mail/", {**EACH, **USUAL, "reply": "weekly", "request": "at_once"})

    assert chosen(someone) == {**USUAL, "reply": "weekly", "request": "never", "review": "daily"}
    give_role(by=None, by_words="the tests", person=someone, kind="system_administrator", organisation="ZZ1", now=NOW)
    assert "review" in asked(someone)


# No mails at all


def test_no_mails_at_all_stops_every_kind_that_can_be_stopped_and_says_what_still_comes(ann: Person) -> None:
    page = words(reader(ann).get("/inbox/mail/").content)

    response = reader(ann).post("/inbox/mail/", NONE)

    assert "No e-mails at all, except those that ask something of me by a date" in page
    assert "E-mails about your account and invitations come in any case." in page
    assert response["Location"] == "/inbox/mail/?saved=1"
    assert chosen(ann) == NEVER
    assert AuditEntry.objects.get(action="mail.chosen").by_id == ann.pk


def test_no_mails_at_all_looks_at_no_list_and_asked_twice_notes_it_once(ann: Person) -> None:
    for _ in range(2):
        reader(ann).post("/inbox/mail/", {**NONE, "reply": "hourly", "event": "at_once"})

    assert chosen(ann) == NEVER
    assert AuditEntry.objects.filter(action="mail.chosen").count() == 1


def test_the_other_answer_brings_everything_back_as_it_was_also_what_the_page_does_not_show(ann: Person) -> None:
    choose(ann, reply="weekly", event="never", review="daily")
    before = chosen(ann)
    reader(ann).post("/inbox/mail/", NONE)
    page = reader(ann).get("/inbox/mail/").content.decode()

    shown = {kind: selected(page, kind) for kind in asked(ann)}
    reader(ann).post("/inbox/mail/", {**EACH, **shown})

    assert 'value="none" checked' in page
    assert shown == {kind: before[kind] for kind in shown}
    assert chosen(ann) == before


def selected(page: str, kind: str) -> str:
    """What the list of a kind shows as chosen."""
    options = page.split(f'name="{kind}"')[1].split("</select>")[0]
    return options.split(" selected")[0].rsplit('value="', 1)[1].split('"')[0]


def test_after_no_mails_at_all_a_list_left_at_never_stays_never_whatever_an_old_link_says(ann: Person) -> None:
    reader(ann).post("/inbox/mail/", NONE)
    reader(ann).post("/inbox/mail/", {**EACH, **USUAL, "reply": "never"})

    reader().post(stop_path(ann.pk, KINDS["reply"]), {"start": "1"})

    assert chosen(ann) == {**USUAL, "reply": "never"}


def test_no_mails_at_all_is_shown_as_chosen_after_the_link_of_a_digest_too(ann: Person) -> None:
    before = reader(ann).get("/inbox/mail/").content.decode()

    reader().post(stop_path(ann.pk))

    assert 'value="each" checked' in before
    assert 'value="none" checked' in reader(ann).get("/inbox/mail/").content.decode()


# The link in a mail


def test_the_link_says_what_will_stop_and_stops_nothing_by_itself(ann: Person) -> None:
    page = reader().get(stop_path(ann.pk, KINDS["reply"]))

    assert page.status_code == 200
    assert "Stop these e-mails?" in words(page.content)
    assert "The button stops e-mails about “Somebody wrote in a conversation that you follow”." in words(page.content)
    assert "Still come: all others as you chose them, those about your account, and those that ask" in words(
        page.content
    )
    assert "To start again: open this link once more." in words(page.content)
    assert ann.name not in page.content.decode()
    assert ann.email not in page.content.decode()
    assert chosen(ann) == USUAL


def test_the_button_stops_them_signed_out_and_is_noted(ann: Person) -> None:
    response = reader(checks_forms=True).post(stop_path(ann.pk, KINDS["reply"]))

    assert response.status_code == 200
    assert "E-mails are stopped" in words(response.content)
    assert "Stopped: e-mails about “Somebody wrote in a conversation that you follow”. One that is on its way" in words(
        response.content
    )
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

    assert "E-mails come again" in words(response.content)
    assert "What was stopped comes again, as often as before." in words(response.content)
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

    assert stopped == NEVER
    assert chosen(ann) == before


def test_what_was_chosen_since_on_the_page_is_not_undone(ann: Person) -> None:
    path = stop_path(ann.pk, KINDS["reply"])
    reader().post(path)
    choose(ann, reply="weekly")
    choose(ann, reply="never")

    answer = words(reader().post(path, {"start": "1"}).content)

    assert chosen(ann)["reply"] == "never"
    assert "Nothing was started. You stopped these e-mails yourself on the page of your choices." in answer
    assert "Start them again" not in answer


def test_the_link_of_a_digest_says_that_it_stops_all_and_what_still_comes(ann: Person) -> None:
    page = words(reader().get(stop_path(ann.pk)).content)

    assert "The button stops all e-mails, except those named next." in page
    assert "Still come: those about your account, invitations, and those that ask something of you by a date." in page
    assert not any(kind.title in page for kind in STOPPABLE)


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
