"""Who is told of what is said, and who is not any more."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from support.cast import Cast
from support.discussion import LEAD, MEMBER, address, answered, begun, main_part, without_roles
from support.people import reader

from everyweek.web.people.discussion import following
from everyweek.web.people.models import Following, Notification, Person
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.people.roles.actions import give_role

NOW = timezone.now()


def told(someone: Person, kind: str) -> list[str]:
    return list(Notification.objects.filter(person=someone, kind=kind).order_by("pk").values_list("title", flat=True))


def test_whoever_writes_in_a_conversation_is_told_of_answers_but_not_of_their_own(cast: Cast) -> None:
    post = begun(cast)

    answered(cast, post.thread)
    answered(cast, post.thread)

    line = Notification.objects.filter(person=cast[MEMBER["learning"]], kind="reply").earliest("pk")
    assert (
        told(cast[MEMBER["learning"]], "reply")
        == ["The learning network's lead wrote in “Handover at the front door”"] * 2
    )
    assert told(cast[LEAD["learning"]], "reply") == []
    assert (line.network_id, line.text) == (cast.networks["learning"].pk, "Learning network of Fenwick")
    assert "So did we." not in line.title + line.text


def test_the_line_leads_to_the_post(cast: Cast) -> None:
    post = begun(cast)
    answer = answered(cast, post.thread)

    line = Notification.objects.get(person=cast[MEMBER["learning"]], kind="reply")
    page = reader(cast[MEMBER["learning"]]).get(line.address)

    assert line.address.endswith(f"#post-{answer.pk}")
    assert f'id="post-{answer.pk}"' in main_part(page)


def test_followers_of_the_network_are_told_of_new_conversations_only(cast: Cast) -> None:
    client = reader(cast[LEAD["learning"]])
    client.post(address("follow", network="learning"), {"wants": "yes"})

    post = begun(cast)
    answered(cast, post.thread, who=MEMBER["learning"])

    assert told(cast[LEAD["learning"]], "thread") == [
        "The learning network's member began the conversation “Handover at the front door”"
    ]
    assert told(cast[LEAD["learning"]], "reply") == []


def test_somebody_who_stopped_following_is_left_alone_although_they_write(cast: Cast) -> None:
    post = begun(cast)
    client = reader(cast[MEMBER["learning"]])

    before = main_part(client.get(address("thread", post.thread)))
    client.post(address("follow-thread", post.thread), {"wants": "no"})
    after = main_part(client.get(address("thread", post.thread)))
    answered(cast, post.thread)
    answered(cast, post.thread, who=MEMBER["learning"])
    answered(cast, post.thread)

    assert "You are told when somebody writes in this conversation." in before
    assert "Follow this conversation to be told" in after
    assert told(cast[MEMBER["learning"]], "reply") == []
    assert Following.objects.get(person=cast[MEMBER["learning"]]).muted


def test_a_conversation_can_be_followed_without_writing(cast: Cast) -> None:
    post = begun(cast)
    reader(cast[LEAD["learning"]]).post(address("follow-thread", post.thread), {"wants": "yes"})

    answered(cast, post.thread, who=MEMBER["learning"])

    assert len(told(cast[LEAD["learning"]], "reply")) == 1


def test_following_twice_is_following_once(cast: Cast) -> None:
    by, network = cast.reader(LEAD["learning"]), cast.networks["learning"]

    for wants in (True, True, False, True):
        following.follow_network(by=by, network=network, wants=wants, now=NOW)

    row = Following.objects.get(person=cast[LEAD["learning"]])
    assert (row.thread, row.muted) == (None, False)


def test_whoever_is_no_longer_inside_is_told_nothing(cast: Cast) -> None:
    post = begun(cast)
    following.follow_network(by=cast.reader(MEMBER["learning"]), network=cast.networks["learning"], wants=True, now=NOW)
    without_roles(cast, MEMBER["learning"])
    before = Notification.objects.filter(person=cast[MEMBER["learning"]], network__isnull=False).count()

    answered(cast, post.thread)
    begun(cast, who=LEAD["learning"])

    after = Notification.objects.filter(person=cast[MEMBER["learning"]], network__isnull=False).count()
    assert before == after


def test_whoever_comes_to_oversee_after_having_followed_an_open_learning_network_is_told_nothing(cast: Cast) -> None:
    network = cast.networks["learning"]
    network.joining = "open"
    network.save()
    follower = cast["signed in, without a role"]
    following.follow_network(by=cast.reader("signed in, without a role"), network=network, wants=True, now=NOW)
    begun(cast)
    give_role(by=None, by_words="the tests", person=follower, kind="national_support", now=NOW)
    begun(cast, title="A second conversation")

    titles = told(follower, "thread")

    assert titles == ["The learning network's member began the conversation “Handover at the front door”"]


def test_whose_account_is_closed_is_told_nothing(cast: Cast) -> None:
    post = begun(cast)
    Person.objects.filter(pk=cast[MEMBER["learning"]].pk).update(is_active=False)

    answered(cast, post.thread)

    assert told(cast[MEMBER["learning"]], "reply") == []


@pytest.mark.parametrize("who", ["nobody", "member", "national support", "administrator of a region"])
def test_nobody_follows_what_they_may_not_read(cast: Cast, who: str) -> None:
    post = begun(cast)
    client = reader(None if who == "nobody" else cast[who])

    codes = [
        client.post(address("follow", network="learning"), {"wants": "yes"}).status_code,
        client.post(address("follow-thread", post.thread), {"wants": "yes"}).status_code,
    ]
    with pytest.raises(NotPermitted):
        following.follow_network(by=cast.reader(who), network=cast.networks["learning"], wants=True, now=NOW)
    with pytest.raises(NotPermitted):
        following.follow_thread(by=cast.reader(who), thread=post.thread, wants=True, now=NOW)

    assert set(codes) <= {302, 403, 404}
    assert list(Following.objects.values_list("person_id", flat=True)) == [cast[MEMBER["learning"]].pk]


def test_telling_thousands_costs_a_few_questions(cast: Cast, django_assert_max_num_queries: Any) -> None:
    network = cast.networks["community"]
    people = Person.objects.bulk_create(
        Person(email=f"follower{number}@example.nhs.uk", name=f"Follower {number}") for number in range(1_200)
    )
    Following.objects.bulk_create(Following(person=one, network=network) for one in people)

    with django_assert_max_num_queries(60):  # SQLite takes few rows in one question
        begun(cast, "community", now=NOW - timedelta(minutes=1))

    assert Notification.objects.filter(kind="thread").count() == 1_200
