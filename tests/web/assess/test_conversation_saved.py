"""Saving answers from a page, with its script and without; and the history of what was saved."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from support.cast import Cast
from support.conversing import BOILS, HERE, KETTLE, SAVE, page, post, typed
from support.site import words

from everyweek.web.assess.conversation import history, saving_views
from everyweek.web.assess.conversation.models import AnswerSave, PartyAnswer
from everyweek.web.assess.rounds.actions import close
from everyweek.web.assess.rounds.models import Assessment

pytestmark = pytest.mark.django_db


def test_the_script_of_the_page_gets_the_answer_as_it_is_now(member: Client, lead: Client) -> None:
    typed(member, "Every day.", value="yes")

    answer = typed(lead, "On Sundays too.", base=0, key="another-key").json()

    assert answer["text"] == "Every day. On Sundays too."
    assert (answer["version"], answer["merged"], answer["value"]) == (2, True, "yes")
    assert len(answer["at"]) == len("10:30")


NOT_READ = "could not be read"
SENT_WRONGLY = {
    "no json": NOT_READ,
    "[" * 100_000: NOT_READ,
    "[]": NOT_READ,
    '{"value": "", "wanted": "", "text": 1, "base": 0, "key": "a-key-of-mine"}': NOT_READ,
    '{"value": "", "wanted": "", "text": "", "base": 1e99, "key": "a-key-of-mine"}': NOT_READ,
    '{"value": "", "wanted": "", "text": "", "base": 9999999999, "key": "a-key-of-mine"}': NOT_READ,
    '{"value": "", "wanted": "", "text": "x", "base": 5, "key": "a-key-of-mine"}': "does not exist",
    '{"value": "so", "wanted": "", "text": "", "base": 0, "key": "a-key-of-mine"}': "is no answer",
    " " * 200_001: "far too long: at most 10,000 characters",
}
"""What is sent, and what of the sentence that comes back."""


def test_what_a_script_sends_wrongly_gets_a_sentence(member: Client) -> None:
    for body, sentence in SENT_WRONGLY.items():
        answer = member.post(SAVE, body, content_type="application/json")

        assert answer.status_code == 400, body[:100]
        assert sentence in answer.json()["sentence"], body[:100]
    assert not AnswerSave.objects.exists()


def test_an_address_that_names_no_question_or_party_of_the_round_is_told_so(member: Client) -> None:
    unknown = typed(member, "Words.", address=f"{KETTLE}sings/by/acute/save/")
    others = typed(member, "Words.", address=f"{BOILS}by/system/save/")
    form = member.post(f"{KETTLE}sings/by/acute/save/", {"text": "My words.", "base": "0", "key": "a-key-of-mine"})

    assert (unknown.status_code, others.status_code) == (404, 400)
    assert "no question “sings”" in unknown.json()["sentence"]
    assert "You do not speak for “Integrated care system”" in others.json()["sentence"]
    assert form.status_code == 404
    assert "My words." in words(form.content)
    assert [member.get(f"{HERE}{rest}").status_code for rest in ("themes/oven/", "meeting/kettle/sings/")] == [404, 404]


def test_a_busy_database_is_said_to_be_busy_so_that_the_page_tries_again(
    member: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(**asked: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(saving_views, "save_answer", locked)

    script = typed(member, "Words.")
    form = member.post(SAVE, {"value": "yes", "text": "My words.", "base": "0", "key": "a-key-of-mine"})

    assert (script.status_code, script["Retry-After"], form.status_code) == (503, "2", 503)
    assert "Nothing is lost: try again" in script.json()["sentence"]
    assert ">\nMy words.</textarea>" in form.content.decode()


def test_without_a_script_a_button_saves_and_leads_back_to_the_question(member: Client) -> None:
    asked = {"value": "yes", "text": "By seven.\r\nEvery day.", "base": "0", "key": "a-key-of-mine"}

    saved = member.post(SAVE, asked)
    member.post(SAVE, asked)

    assert saved["Location"] == f"{KETTLE}#boils"
    assert PartyAnswer.objects.get().text == "By seven.\nEvery day."
    assert AnswerSave.objects.count() == 1
    assert member.get(SAVE)["Location"] == f"{KETTLE}#boils"


def test_without_a_script_what_could_not_be_saved_stays_in_its_form(member: Client) -> None:
    refused = member.post(SAVE, {"value": "yes", "text": "x" * 10_001, "base": "0", "key": "a-key-of-mine"})
    odd = member.post(SAVE, {"value": "", "text": "My words.", "base": "many", "key": "a-key-of-mine"})

    assert (refused.status_code, odd.status_code) == (400, 400)
    assert "10,001 characters" in words(refused.content)
    assert "x" * 10_001 in refused.content.decode()
    assert ">\nMy words.</textarea>" in odd.content.decode()


def test_after_the_close_what_was_typed_stays_to_be_copied(member: Client, cast: Cast, assessment: Assessment) -> None:
    by, version = cast.reader("national support"), assessment.round.version
    close(by=by, of=assessment.round, seen_version=version, now=timezone.now())

    script = typed(member, "Too late.")
    form = member.post(SAVE, {"value": "yes", "text": "Too late.", "base": "0", "key": "a-key-of-mine"})
    settled = post(member, f"{BOILS}settle/", on="/account/", value="yes", parties="acute", note="Too late, too.")
    read = member.get(KETTLE).content.decode()

    assert script.status_code == form.status_code == 409
    assert "nothing is accepted since then" in script.json()["sentence"]
    assert '<pre class="ew-typed">Too late.</pre>' in form.content.decode()
    assert settled.status_code in (403, 409)
    assert "nothing is accepted since then" in read
    assert "<textarea" not in read


def test_every_save_stands_in_the_history_also_the_answer_that_somebody_else_replaced(
    member: Client, lead: Client
) -> None:
    typed(member, "Words.", key="key-number-1")
    typed(member, "Words.", value="no", base=1, key="key-number-2")
    typed(lead, "Words. And more.", value="yes", base=1, key="key-number-3")

    read = page(lead, f"{BOILS}by/acute/history/")

    assert "The member said no." in read
    assert "The contributor said yes." in read
    assert "3. The contributor" in read
    assert lead.get(f"{BOILS}by/nobody/history/").status_code == 404
    assert "Nothing has been saved yet" in page(lead, f"{BOILS}by/system/history/")


def test_a_form_that_the_browser_brought_back_saves_the_words_that_were_added_to_it(member: Client) -> None:
    form = {"value": "", "base": "0", "key": "a-key-of-mine"}
    member.post(SAVE, {**form, "text": "By seven."})

    for _ in range(2):
        member.post(SAVE, {**form, "text": "By seven. On Sundays by nine."})

    assert PartyAnswer.objects.get().text == "By seven. On Sundays by nine."
    assert AnswerSave.objects.count() == 2


def test_what_could_not_be_saved_is_marked_so_for_the_script_of_the_page(member: Client) -> None:
    refused = member.post(SAVE, {"value": "", "text": "My words.", "base": "many", "key": "a-key-of-mine"})

    assert refused.content.decode().count("data-unsaved") == 1
    assert "data-unsaved" not in member.get(KETTLE).content.decode()


def test_the_history_is_read_page_by_page_to_its_beginning(member: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "PER_PAGE", 2)
    for number in range(4):
        typed(member, f"Version {number}.", base=number, key=f"key-number-{number}")
    of_answer = f"{BOILS}by/acute/history/"

    newest, earlier = member.get(of_answer).content.decode(), member.get(f"{of_answer}?before=3").content.decode()

    assert [f"Version {number}." in newest for number in range(4)] == [False, False, True, True]
    assert [f"Version {number}." in earlier for number in range(4)] == [True, True, False, False]
    assert ('href="?before=3"' in newest, 'href="?before=' in earlier) == (True, False)
    assert ("The newest saves" in newest, "The newest saves" in earlier) == (False, True)
    assert "Version 3." in page(member, f"{of_answer}?before=rubbish")
