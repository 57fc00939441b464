"""What stands around an answer: comments below its question, and the links and charts that are shown for it."""

import pytest
from django.test import Client
from support.assessing import LEAD, SPEAKS_FOR_SYSTEM
from support.cast import Cast
from support.conversing import BOILS, KETTLE, page, post
from support.site import words

from everyweek.web.assess.conversation import comments, evidence
from everyweek.web.assess.conversation.models import AnswerComment, Evidence
from everyweek.web.people.discussion.errors import WriterIsGone
from everyweek.web.people.models import Notification
from everyweek.web.people.reader import Reader

pytestmark = pytest.mark.django_db


def test_a_comment_stands_below_its_question_and_its_writer_can_remove_it(
    member: Client, system: Client, cast: Cast
) -> None:
    written = post(member, f"{BOILS}comments/", text="Can we look at the rota?")
    comment = AnswerComment.objects.get()
    remove = f"{BOILS}comments/{comment.pk}/remove/"
    read, others = page(system), system.get(remove)
    post(member, remove, on=remove)

    assert written["Location"] == f"{KETTLE}#boils"
    assert "Can we look at the rota?" in read
    assert "Only whoever wrote a comment removes it." in words(others.content)
    told = Notification.objects.filter(kind="assessment-conversation").values_list("person__email", flat=True)
    assert set(told) == {cast[SPEAKS_FOR_SYSTEM].email, cast[LEAD].email}
    assert "Can we look at the rota?" not in page(system)
    assert "Removed by whoever wrote it" in page(system)


def test_whose_account_is_closed_at_that_moment_is_told_that_the_comment_was_not_removed(
    member: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(by: Reader) -> None:
        raise WriterIsGone

    post(member, f"{BOILS}comments/", text="Can we look at the rota?")
    remove = f"{BOILS}comments/{AnswerComment.objects.get().pk}/remove/"
    monkeypatch.setattr(comments, "hold_writer", gone)

    answer = post(member, remove, on=remove)

    assert answer.status_code == 409
    assert str(WriterIsGone()) in words(answer.content)
    assert AnswerComment.objects.get().text


def test_an_empty_comment_is_refused(member: Client) -> None:
    answer = post(member, f"{BOILS}comments/", text=" ")

    assert answer.status_code == 400
    assert "the comment is empty" in words(answer.content)


def test_a_link_and_a_chart_can_be_shown_for_an_answer_and_removed(member: Client) -> None:
    add = f"{BOILS}by/acute/evidence/"
    post(member, add, on=add, kind="link", title="The rota", address="https://www.england.nhs.uk/")
    post(member, add, on=add, kind="link", title="In the library", address="/library/virtual-wards/")
    post(member, add, on=add, kind="measure", measure="four_hour_performance", organisation="ZZ1")
    read = member.get(KETTLE).content.decode()
    remove = f"{BOILS}evidence/{Evidence.objects.order_by('pk')[0].pk}/remove/"
    post(member, remove, on=remove)

    assert 'href="https://www.england.nhs.uk/"' in read
    assert 'href="/library/virtual-wards/"' in read
    assert 'src="/organisation/ZZ1/four_hour_performance/chart.svg?size=small"' in read
    assert 'href="https://www.england.nhs.uk/"' not in member.get(KETTLE).content.decode()


NOT_SHOWN = (
    ({"kind": "link", "title": "", "address": "https://example.org/"}, "what the link shows"),
    ({"kind": "link", "title": "x" * 201, "address": "https://example.org/"}, "201 characters"),
    ({"kind": "link", "title": "It", "address": "javascript:alert(1)"}, "whole web address"),
    ({"kind": "link", "title": "It", "address": "//example.org/x"}, "whole web address"),
    ({"kind": "link", "title": "It", "address": "/a\\b"}, "no blanks and no quotation marks"),
    ({"kind": "link", "title": "943 476 5919, bed 4", "address": "https://example.org/"}, "is an NHS number"),
    ({"kind": "link", "title": "It", "address": "/library/943-476-5919/"}, "is an NHS number"),
    ({"kind": "measure", "measure": "", "organisation": "ZZ1"}, "one of the measures that belong to this"),
    ({"kind": "measure", "measure": "bed_days", "organisation": "ZZ1"}, "Choose one of the list"),
    ({"kind": "measure", "measure": "four_hour_performance", "organisation": "ZZV"}, "Choose one of the list"),
)
"""What is added, and what of the sentence that comes back."""


def test_evidence_that_cannot_be_shown_is_refused(member: Client) -> None:
    add = f"{BOILS}by/acute/evidence/"

    for asked, sentence in NOT_SHOWN:
        assert sentence in words(post(member, add, on=add, **asked).content), asked
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "link", "title": "The rota", "address": "https://example.org/"},
        {"kind": "measure", "measure": "four_hour_performance", "organisation": "ZZ1"},
    ],
)
def test_no_more_links_and_charts_are_shown_for_an_answer_than_a_page_can_hold(
    member: Client, monkeypatch: pytest.MonkeyPatch, asked: dict[str, str]
) -> None:
    monkeypatch.setattr(evidence, "MOST", 0)
    add = f"{BOILS}by/acute/evidence/"

    answer = post(member, add, on=add, **asked)

    assert answer.status_code == 200
    assert "Remove one first" in words(answer.content)
    assert not Evidence.objects.exists()


def test_the_same_link_is_not_shown_twice_and_nobody_adds_to_the_answer_of_others(member: Client) -> None:
    add = f"{BOILS}by/acute/evidence/"
    for _ in range(2):
        answer = post(member, add, on=add, kind="link", title="The rota", address="https://example.org/")

    assert "shown for the answer already" in words(answer.content)
    assert Evidence.objects.count() == 1
    assert "You do not speak for" in page(member, f"{BOILS}by/system/evidence/")
    assert member.get(f"{BOILS}by/nobody/evidence/").status_code == 404
