"""Reviewing what others want to share: who may, what follows, and that nobody overwrites anybody."""

from typing import Any

import pytest
from support.cast import Cast
from support.library import published
from support.people import reader
from support.sharing import AT, TITLE, begun_by, decided, sent, sent_by, written_by
from support.site import words

from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.library.names import free_name, name_of_title
from everyweek.web.learn.sharing.actions import withdraw
from everyweek.web.learn.sharing.models import Submission, SubmissionStep
from everyweek.web.people.models import Notification
from everyweek.web.people.permissions import NotPermitted, can
from everyweek.web.people.reader import HeldRole, Reader

pytestmark = pytest.mark.django_db


def reviewed(cast: Cast, one: Submission, who: str = "reviewer", **typed: Any) -> Any:
    browser = reader(cast[who])
    page = browser.get("/library/share/").content.decode()
    token = page.partition('name="once" value="')[2].partition('"')[0]
    return browser.post(f"/library/review/{one.pk}/", {"once": token, "version": one.version, **typed})


def who_may_review(cast: Cast, one: Submission) -> set[str]:
    one.refresh_from_db()
    return {who for who in cast.people if can(cast.reader(who), "submission.review", one)}


def told(cast: Cast, who: str, kind: str) -> list[str]:
    return list(Notification.objects.filter(person=cast[who], kind=kind).values_list("title", flat=True))


def test_a_reviewer_finds_it_reads_it_and_accepts_it_into_the_library(cast: Cast) -> None:
    one = sent_by(cast, authors=("The contributor", "Bob Other"))
    browser = reader(cast["reviewer"])

    queue = words(browser.get("/library/review/").content)
    read = words(browser.get(f"/library/review/{one.pk}/").content)
    reviewed(cast, one, decision="accepted", words="Clear and useful.")

    resource = Resource.objects.get()
    assert TITLE in queue
    assert "Sent in by The contributor on 2 June 2026" in queue
    assert "We tried it in 12 homes." in read
    assert resource.key == resource.slug == "red-bags-in-fenwick"
    assert {author.name: author.person for author in resource.authors.all()} == {
        "The contributor": cast["contributor"],
        "Bob Other": None,
    }
    assert "Written by The contributor, Bob Other" in words(reader().get("/library/red-bags-in-fenwick/").content)
    mine = words(reader(cast["contributor"]).get(f"/library/share/{one.pk}/").content)
    assert "Accepted and in the library" in mine
    assert "Clear and useful." in mine
    assert TITLE not in words(browser.get("/library/review/").content)


def test_changes_are_asked_for_made_and_accepted_and_every_step_is_told(cast: Cast) -> None:
    one = sent_by(cast)

    one = decided(cast, one, "commented")
    one = decided(cast, one, "changes asked")
    one = sent(cast, one, words="Done.")
    one = decided(cast, one, "accepted")

    steps = ["begun", "sent", "commented", "changes asked", "sent", "accepted"]
    assert [step.what for step in SubmissionStep.objects.all()] == steps
    assert told(cast, "contributor", "shared") == [
        f"A reviewer commented on “{TITLE}”",
        f"A reviewer asks for changes to “{TITLE}”",
        f"“{TITLE}” was accepted and is in the library",
    ]
    assert told(cast, "reviewer", "submission") == [f"Waits for a review: {TITLE}"] * 2


def test_reviewers_read_what_was_sent_and_not_what_is_being_changed(cast: Cast) -> None:
    one = decided(cast, sent_by(cast), "changes asked")
    reader(cast["contributor"]).post(
        f"/library/share/{one.pk}/",
        {"version": one.version, "kind": "tool", "title": "Half a thought", "licence": "MIT", "network": "*"},
    )

    read = words(reader(cast["reviewer"]).get(f"/library/review/{one.pk}/").content)

    assert "Half a thought" not in read
    assert TITLE in read
    assert "It is with whoever wrote it, to be changed." in read


def test_what_is_for_everybody_reviewers_and_national_support_review(cast: Cast) -> None:
    one = sent_by(cast)

    assert who_may_review(cast, one) == {"reviewer", "national support"}


def test_what_is_for_a_learning_network_those_who_oversee_never_review(cast: Cast) -> None:
    network = cast.networks["learning"]
    one = sent_by(cast, "learning network's member", network="learning")
    held = (HeldRole("national_support", "", None), HeldRole("reviewer", "", network.pk))
    overseer = Reader(identity=cast["national support"].pk, name="Somebody", roles=held)

    assert not can(overseer, "submission.review", one)
    assert who_may_review(cast, one) == {"learning network's lead"}
    assert told(cast, "national support", "submission") == []
    assert told(cast, "learning network's lead", "submission") == [f"Waits for a review: {TITLE}"]
    assert reader(cast["national support"]).get(f"/library/review/{one.pk}/").status_code == 404
    assert TITLE not in words(reader(cast["reviewer"]).get("/library/review/").content)


def test_what_is_for_a_private_room_its_lead_reviews(cast: Cast) -> None:
    one = sent_by(cast, "project room's member", network="room")

    assert who_may_review(cast, one) == {"project room's lead"}


def test_what_is_for_an_open_community_its_lead_reviews_too(cast: Cast) -> None:
    one = sent_by(cast, "community's member", network="community")

    assert who_may_review(cast, one) == {"reviewer", "national support", "community's lead"}


def test_nobody_reviews_their_own_nor_what_names_them_as_author(cast: Cast) -> None:
    own = sent_by(cast, "reviewer")
    named = sent_by(cast, authors=("Bob Other", "the  REVIEWER"))

    assert who_may_review(cast, own) == who_may_review(cast, named) == {"national support"}
    for one in (own, named):
        assert reviewed(cast, one, decision="accepted", words="Mine.").status_code == 404
        with pytest.raises(NotPermitted):
            decided(cast, one, "accepted")
    assert not Resource.objects.exists()


def test_a_draft_is_its_contributors_alone(cast: Cast) -> None:
    one = written_by(cast)

    assert who_may_review(cast, one) == set()
    assert reader(cast["reviewer"]).get(f"/library/share/{one.pk}/").status_code == 404


def test_the_queue_is_refused_to_those_who_review_nothing(cast: Cast) -> None:
    assert reader(cast["member"]).get("/library/review/").status_code == 403


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"words": "Fine."}, "Choose what you decide."),
        ({"decision": "accepted", "words": " "}, "Say why in a sentence or two: the contributor reads it."),
        ({"decision": "burn it", "words": "Fine."}, "Choose one of the decisions."),
        ({"decision": "declined", "words": "a" * 5_001}, "This has 5,001 characters; at most 5,000 can be kept."),
    ],
)
def test_a_decision_needs_its_reason(cast: Cast, typed: dict[str, str], sentence: str) -> None:
    one = sent_by(cast)

    answer = reviewed(cast, one, **typed)

    assert sentence in words(answer.content)
    assert Submission.objects.get().state == "sent"


def test_of_two_reviewers_at_once_the_second_is_told_and_keeps_the_words(cast: Cast) -> None:
    one = sent_by(cast)
    decided(cast, one, "commented", who="national support")

    answer = reviewed(cast, one, decision="declined", words="Too short, I think.")

    read = words(answer.content)
    assert answer.status_code == 409
    assert "was changed by somebody else" in read
    assert "Too short, I think." in read
    assert Submission.objects.get().state == "sent"


def test_what_was_accepted_meanwhile_is_not_accepted_again(cast: Cast) -> None:
    one = sent_by(cast)
    decided(cast, one, "accepted", who="national support")

    answer = reviewed(cast, one, decision="accepted", words="Good.")

    assert answer.status_code == 409
    assert "This was accepted and is in the library. Your decision was not saved." in words(answer.content)
    assert Resource.objects.count() == 1


def test_what_was_taken_back_meanwhile_is_not_accepted(cast: Cast) -> None:
    one = sent_by(cast)
    withdraw(by=cast.reader("contributor"), submission=one, seen_version=one.version, now=AT)

    answer = reviewed(cast, one, decision="accepted", words="Lovely.")

    assert answer.status_code == 409
    assert "This was taken back by whoever wanted to share it. Your decision was not saved." in words(answer.content)
    assert "Lovely." in words(answer.content)
    assert not Resource.objects.exists()


def test_a_second_one_of_the_same_title_has_an_address_of_its_own(cast: Cast) -> None:
    published("red-bags-in-fenwick")

    decided(cast, sent_by(cast), "accepted")
    decided(cast, sent_by(cast), "accepted")

    keys = {"red-bags-in-fenwick", "red-bags-in-fenwick-2", "red-bags-in-fenwick-3"}
    assert set(Resource.objects.values_list("key", flat=True)) == keys
    assert Resource.objects.get(key="red-bags-in-fenwick").title == "Red bag pathway"


@pytest.mark.parametrize(
    ("title", "key"), [("Share", "share-2"), ("Review!", "review-2"), ("🚑", "resource"), ("a" * 200, "a" * 80)]
)
def test_a_key_leads_to_the_resource_whatever_the_title(db: None, title: str, key: str) -> None:
    assert free_name(name_of_title(title)) == key


def test_what_is_accepted_for_a_network_is_read_inside_alone(cast: Cast) -> None:
    one = sent_by(cast, "learning network's member", network="learning")

    decided(cast, one, "accepted", who="learning network's lead")

    assert Resource.objects.get().network == cast.networks["learning"]
    assert reader(cast["national support"]).get("/library/red-bags-in-fenwick/").status_code == 404
    assert reader(cast["learning network's lead"]).get("/library/red-bags-in-fenwick/").status_code == 200


def test_a_review_of_what_was_never_sent_is_not_there(cast: Cast) -> None:
    assert reader(cast["reviewer"]).get(f"/library/review/{begun_by(cast).pk}/").status_code == 404
