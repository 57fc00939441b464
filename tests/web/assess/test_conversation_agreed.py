"""Agreeing on an answer: settling it, agreeing to it, changing it, taking it back."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from support.assessing import SPEAKS_FOR_SYSTEM
from support.cast import Cast
from support.conversing import BOILS, KETTLE, page, post, settle
from support.site import words

from everyweek.web.assess.conversation.models import AgreedAnswer, AgreedBy
from everyweek.web.assess.conversation.queries import agreed_answers, agreed_in_full
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.models import AuditEntry, Notification

pytestmark = pytest.mark.django_db


def test_one_party_settles_and_the_others_agree_with_one_press(
    member: Client, system: Client, assessment: Assessment
) -> None:
    settle(member, note="By the list of May.")
    first = page(system)
    post(system, f"{BOILS}agree/", parties="system", version=1)
    second = page(system)

    assert "Agreed answer: Yes" in first
    assert "Agreed by Acute hospital; not yet by Integrated care system," in first
    assert "Integrated care system agrees" in first
    assert "Agreed by Integrated care system and Acute hospital" in second
    assert "By the list of May." in second
    assert agreed_answers(assessment) == {"kettle/boils": "yes"}
    assert [one.party for one in agreed_in_full(assessment)["kettle/boils"].by] == ["acute", "system"]


def test_who_leads_settles_for_all_and_then_all_asked_parties_agree(lead: Client, assessment: Assessment) -> None:
    settle(lead, parties=assessment.round.parties)

    assert "Agreed by all parties that are asked" in page(lead)
    assert "1 of 2 questions agreed" in page(lead)


def test_who_changes_a_settled_answer_ends_the_agreement_of_others_who_are_told(
    member: Client, system: Client, cast: Cast, assessment: Assessment
) -> None:
    settle(member)
    post(system, f"{BOILS}agree/", parties="system", version=1)

    settle(member, "yes", version=1, note="Only a note.")
    kept = set(AgreedBy.objects.values_list("party", flat=True))
    settle(member, "no", version=2)

    told = Notification.objects.filter(kind="assessment-conversation")
    assert kept == {"acute", "system"}
    assert list(AgreedBy.objects.values_list("party", flat=True)) == ["acute"]
    assert [one.person_id for one in told] == [cast[SPEAKS_FOR_SYSTEM].pk]
    assert "changed an answer that you had agreed to" in told[0].title
    assert agreed_answers(assessment) == {"kettle/boils": "no"}


def test_an_agreement_can_be_taken_back_and_the_last_one_takes_the_answer_with_it(
    member: Client, assessment: Assessment
) -> None:
    settle(member)

    post(member, f"{BOILS}agree/", parties="acute", version=1, what="take back")

    assert agreed_answers(assessment) == {}
    assert "Agreed answer: none yet" in page(member)


NOT_SETTLED: tuple[tuple[dict[str, Any], str], ...] = (
    ({"value": ""}, "Choose the answer that was agreed"),
    ({"parties": []}, "Tick at least one party"),
    ({"parties": ["system"]}, "You do not speak for “Integrated care system”"),
    ({"value": "perhaps"}, "“perhaps” is no answer"),
    ({"version": 4}, "was changed by somebody else"),
    ({"note": "x" * 10_001}, "10,001 characters"),
    ({"note": "943 476 5919 was there."}, "is an NHS number"),
)
"""What is asked, and what of the sentence that comes back."""


def test_what_cannot_be_settled_keeps_the_note_and_says_why(member: Client) -> None:
    for asked, sentence in NOT_SETTLED:
        answer = settle(member, **{"note": "My note.", **asked})

        assert answer.status_code == 409, sentence
        assert sentence in words(answer.content)
        assert asked.get("note", "My note.") in answer.content.decode(), sentence
    assert not AgreedBy.objects.exists()


def test_nothing_can_be_agreed_to_that_nobody_settled(member: Client) -> None:
    answer = post(member, f"{BOILS}agree/", parties="acute", version=0)

    assert answer.status_code == 409
    assert "there is nothing to agree to" in words(answer.content)
    assert not AgreedAnswer.objects.exists()


def test_what_was_carried_over_is_not_taken_away_by_a_party_that_never_agreed_to_it(
    member: Client, assessment: Assessment
) -> None:
    AgreedAnswer.objects.create(
        assessment=assessment, theme="kettle", question="boils", value="yes", carried=True, settled_at=timezone.now()
    )

    answer = post(member, f"{BOILS}agree/", parties="acute", version=1, what="take back")

    assert answer.status_code == 409
    assert "there is nothing to take back" in words(answer.content)
    assert AgreedAnswer.objects.get().value == "yes"


def test_what_was_carried_over_counts_for_nothing_until_a_party_agrees_again(
    member: Client, assessment: Assessment
) -> None:
    AgreedAnswer.objects.create(
        assessment=assessment, theme="kettle", question="boils", value="yes", carried=True, settled_at=timezone.now()
    )
    before, read = agreed_answers(assessment), page(member)

    post(member, f"{BOILS}agree/", parties="acute", version=1)

    assert before == {}
    assert "Last time: Yes" in read
    assert "It counts for nothing until a party agrees to it again" in read
    assert "0 of 2 questions agreed" in read
    assert agreed_answers(assessment) == {"kettle/boils": "yes"}
    assert "1 of 2 questions agreed" in page(member)


def test_the_chain_of_changes_names_neither_the_question_nor_who_disagreed_nor_what_was_said(
    member: Client, assessment: Assessment
) -> None:
    settle(member, "no", note="Secret words.")
    post(member, f"{BOILS}comments/", text="Secret words.")

    post(member, f"{BOILS}agree/", parties="acute", version=1, what="take back")

    entries = list(AuditEntry.objects.filter(action__startswith="assessment.").order_by("pk"))
    assert [entry.action for entry in entries] == [
        "assessment.agreement-changed",
        "assessment.commented",
        "assessment.agreement-changed",
    ]
    told = str([entry.details for entry in entries])
    assert [word for word in ("kettle", "boils", "acute", "Secret", '"no"') if word in told] == []


def test_the_note_stays_for_whoever_settles_next_when_the_last_party_agrees_no_more(member: Client) -> None:
    settle(member, note="By the list of May.")

    post(member, f"{BOILS}agree/", parties="acute", version=1, what="take back")

    assert ">\nBy the list of May.</textarea>" in member.get(KETTLE).content.decode()
