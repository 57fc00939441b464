"""Getting into a network, and out of it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from support.cast import AT, Cast
from support.people import person, reader
from support.sending import send, token_in
from support.site import words

from everyweek.web.people.models import AuditEntry, JoinRequest, Network, Notification, Person, Role
from everyweek.web.people.networks.errors import AnsweredAlready, NotInside
from everyweek.web.people.networks.joining import actions
from everyweek.web.people.networks.making.actions import close_network
from everyweek.web.people.permissions import NotPermitted, can
from everyweek.web.people.reader import reader_of
from everyweek.web.people.roles.actions import end_role, give_role
from everyweek.web.people.roles.errors import KeptApart

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 2, 9, 30, tzinfo=UTC)
LEARNING, COMMUNITY = "/networks/learning/", "/networks/community/"


def is_inside(who: Person, key: str) -> bool:
    return can(reader_of(who.pk), "network.leave", Network.objects.get(key=key))


def answer_a_request(cast: Cast, who: str, number: str) -> Any:
    """Press a button of a page on which the request is not shown any more."""
    client = reader(cast[who])
    token = token_in(client.get(f"{LEARNING}edit/"))
    return client.post(f"{LEARNING}requests/", {"once": token, "accept": number})


def asked(cast: Cast, who: str = "member", *, words: str = "I run the discharge lounge") -> JoinRequest:
    actions.join(by=cast.reader(who), network=cast.networks["learning"], words=words, now=NOW)
    return JoinRequest.objects.get(person=cast[who], answer="")


def inbox(who: Person, kind: str) -> list[str]:
    return list(Notification.objects.filter(person=who, kind=kind).values_list("title", flat=True))


# Open


def test_an_open_network_is_joined_at_once(cast: Cast) -> None:
    answer = send(reader(cast["member"]), f"{COMMUNITY}join/", words="")

    assert answer["Location"] == f"{COMMUNITY}?done=joined"
    assert is_inside(cast["member"], "community")
    given = AuditEntry.objects.filter(action="role.given").last()
    assert given is not None
    assert given.by_words == "the network is open"


def test_joining_twice_is_joining_once(cast: Cast) -> None:
    client = reader(cast["member"])
    token = token_in(client.get(f"{COMMUNITY}join/"))

    first = client.post(f"{COMMUNITY}join/", {"once": token})
    second = client.post(f"{COMMUNITY}join/", {"once": token})
    actions.join(by=cast.reader("member"), network=cast.networks["community"], now=NOW)

    assert first["Location"] == second["Location"]
    assert Role.objects.filter(person=cast["member"], network=cast.networks["community"], until=None).count() == 1


def test_somebody_inside_is_told_that_they_are(cast: Cast) -> None:
    page = reader(cast["community's member"]).get(f"{COMMUNITY}join/")

    assert "You are in this network already." in words(page.content)


# By request


def test_by_request_a_lead_is_told_lets_in_and_the_person_hears_of_it(cast: Cast) -> None:
    who, lead = cast["member"], cast["learning network's lead"]

    answer = send(reader(who), f"{LEARNING}join/", words="I run the <b>discharge</b> lounge")
    waiting = reader(lead).get(f"{LEARNING}requests/")
    accepted = send(reader(lead), f"{LEARNING}requests/", accept=str(JoinRequest.objects.get().pk))

    assert answer["Location"] == f"{LEARNING}?done=asked"
    assert inbox(lead, "request") == ["The member asks to join Learning network of Fenwick"]
    assert "I run the &lt;b&gt;discharge&lt;/b&gt; lounge" in waiting.content.decode()
    assert accepted["Location"] == f"{LEARNING}requests/?done=accepted"
    assert is_inside(who, "learning")
    assert inbox(who, "answer") == ["You are in Learning network of Fenwick now"]
    assert not any("Fenwick" in title for title in inbox(who, "role"))  # told once, not twice


def test_a_declined_request_is_told_and_another_may_follow(cast: Cast) -> None:
    request = asked(cast)

    send(reader(cast["learning network's lead"]), f"{LEARNING}requests/", decline=str(request.pk))
    again = asked(cast)

    assert inbox(cast["member"], "answer") == ["Your request to join Learning network of Fenwick was declined"]
    assert not is_inside(cast["member"], "learning")
    assert again.pk != request.pk


def test_asking_twice_is_asking_once(cast: Cast) -> None:
    asked(cast)
    asked(cast)

    assert JoinRequest.objects.count() == 1
    assert len(inbox(cast["learning network's lead"], "request")) == 1


def test_whoever_waits_sees_that_and_can_take_it_back(cast: Cast) -> None:
    asked(cast)
    client = reader(cast["member"])

    page = client.get(LEARNING)
    token = token_in(client.get(f"{LEARNING}join/"))
    answer = client.post(f"{LEARNING}join/withdraw/", {"once": token})

    assert "You asked to join." in words(page.content)
    assert answer["Location"] == f"{LEARNING}?done=withdrawn"
    assert JoinRequest.objects.get().answer == "withdrawn"


def test_a_request_that_was_answered_is_not_answered_again(cast: Cast) -> None:
    request = asked(cast)
    lead = cast.reader("learning network's lead")
    give_role(
        by=None,
        by_words="x",
        person=cast["contributor"],
        kind="network_lead",
        network=cast.networks["learning"],
        now=AT,
    )
    actions.answer_request(by=lead, network=cast.networks["learning"], request=request.pk, accepts=False, now=NOW)

    page = answer_a_request(cast, "contributor", str(request.pk))

    assert page.status_code == 409
    assert (
        "The request of The member was declined by The learning network's lead already. Nothing was changed."
        in words(page.content).replace("&#39;", "'")
    )
    assert not is_inside(cast["member"], "learning")


def test_a_request_that_was_taken_back_is_not_answered(cast: Cast) -> None:
    request = asked(cast)
    actions.withdraw(by=cast.reader("member"), network=cast.networks["learning"], now=NOW)

    with pytest.raises(AnsweredAlready, match="taken back by the person already"):
        actions.answer_request(
            by=cast.reader("learning network's lead"),
            network=cast.networks["learning"],
            request=request.pk,
            accepts=True,
            now=NOW,
        )


@pytest.mark.parametrize("number", ["", "0", "999999", "x", "9" * 30, "-1", "٣"])
def test_a_request_of_any_number_is_answered_with_a_sentence(cast: Cast, number: str) -> None:
    page = answer_a_request(cast, "learning network's lead", number)

    assert page.status_code == 409
    assert "There is no such request. Nothing was changed." in words(page.content)


def test_a_request_of_another_network_is_not_answered_here(cast: Cast) -> None:
    Network.objects.filter(key="community").update(joining="request")
    actions.join(by=cast.reader("member"), network=cast.networks["community"], now=NOW)

    page = answer_a_request(cast, "learning network's lead", str(JoinRequest.objects.get().pk))

    assert page.status_code == 409
    assert not is_inside(cast["member"], "community")


def test_whoever_came_to_oversee_others_meanwhile_is_not_let_in(cast: Cast) -> None:
    request = asked(cast)
    give_role(by=None, by_words="x", person=cast["member"], kind="national_support", now=NOW)

    page = send(reader(cast["learning network's lead"]), f"{LEARNING}requests/", accept=str(request.pk))

    assert page.status_code == 409
    assert "The member oversees others" in words(page.content)
    assert JoinRequest.objects.get().answer == ""


def test_words_that_are_too_long_are_refused_and_kept_on_the_page(cast: Cast) -> None:
    typed = "x" * 501

    page = send(reader(cast["member"]), f"{LEARNING}join/", words=typed)

    assert page.status_code == 200
    assert "Say it in at most 500 characters" in words(page.content)
    assert typed in page.content.decode()
    assert JoinRequest.objects.count() == 0


def test_without_a_lead_national_support_is_told_but_never_of_a_learning_network(cast: Cast) -> None:
    Network.objects.filter(key="community").update(joining="request")
    for key in ("learning", "community"):
        role = Role.objects.get(network=cast.networks[key], kind="network_lead")
        end_role(by=None, by_words="x", role=role, now=NOW)

    for key in ("learning", "community"):
        actions.join(by=cast.reader("member of another trust"), network=cast.networks[key], now=NOW)

    assert inbox(cast["national support"], "request") == [
        "The member of another trust asks to join Community of frailty"
    ]


# Who cannot


@pytest.mark.parametrize("who", ["national support", "administrator of a region"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_those_who_oversee_do_not_join_a_learning_network(cast: Cast, who: str, method: str) -> None:
    client = reader(cast[who])

    answer = getattr(client, method)(f"{LEARNING}join/")

    assert answer.status_code == 403
    assert "you oversee others, who do not join those" in words(answer.content)
    assert "You oversee others, so you cannot join" in words(client.get(LEARNING).content)
    with pytest.raises(KeptApart, match="Nobody holds both roles"):
        actions.join(by=cast.reader(who), network=cast.networks["learning"], now=NOW)


def test_nobody_joins_a_private_network_without_an_invitation(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        actions.join(by=cast.reader("member"), network=cast.networks["room"], now=NOW)

    assert not is_inside(cast["member"], "room")


def test_signed_out_one_is_led_to_sign_in_and_back(cast: Cast) -> None:
    answer = reader().get(f"{LEARNING}join/")

    assert answer["Location"] == "/sign-in/?next=/networks/learning/join/"


def test_a_network_that_was_closed_while_the_page_was_open_is_not_joined(cast: Cast) -> None:
    client = reader(cast["member"])
    token = token_in(client.get(f"{COMMUNITY}join/"))
    close_network(by=cast.reader("community's lead"), network=cast.networks["community"], seen_version=1, now=NOW)

    answer = client.post(f"{COMMUNITY}join/", {"once": token})

    assert answer.status_code == 403
    assert "You cannot join: the network has been closed" in words(answer.content)
    assert not is_inside(cast["member"], "community")


@pytest.mark.parametrize("who", ["nobody", "member", "learning network's member", "national support"])
def test_only_a_lead_answers(cast: Cast, who: str) -> None:
    request = asked(cast, "contributor")

    with pytest.raises(NotPermitted):
        actions.answer_request(
            by=cast.reader(who), network=cast.networks["learning"], request=request.pk, accepts=True, now=NOW
        )


def test_a_lead_whose_role_ended_answers_nobody(cast: Cast) -> None:
    request = asked(cast)
    client = reader(cast["learning network's lead"])
    token = token_in(client.get(f"{LEARNING}requests/"))
    end_role(by=None, by_words="x", role=Role.objects.get(kind="network_lead", network__key="learning"), now=NOW)

    answer = client.post(f"{LEARNING}requests/", {"once": token, "accept": str(request.pk)})

    assert answer.status_code == 403
    assert JoinRequest.objects.get().answer == ""


def test_a_form_that_another_site_made_changes_nothing(cast: Cast) -> None:
    answer = reader(cast["member"], checks_forms=True).post(f"{COMMUNITY}join/", {"words": ""})

    assert answer.status_code == 403
    assert not is_inside(cast["member"], "community")


# Leaving


def test_a_member_leaves_after_being_asked(cast: Cast) -> None:
    client = reader(cast["community's member"])

    asked_first = client.get(f"{COMMUNITY}leave/")
    answer = send(client, f"{COMMUNITY}leave/")

    assert "Leave Community of frailty?" in words(asked_first.content)
    assert answer["Location"] == "/networks/"
    assert not is_inside(cast["community's member"], "community")


def test_the_last_lead_reads_what_happens_and_everybody_inside_is_told(cast: Cast) -> None:
    client = reader(cast["learning network's lead"])

    asked_first = client.get(f"{LEARNING}leave/")
    send(client, f"{LEARNING}leave/")

    assert "You are its last lead. Everybody inside is told" in words(asked_first.content)
    assert inbox(cast["learning network's member"], "lead") == ["Learning network of Fenwick has no lead any more"]
    assert "Nobody runs this network yet" in words(reader().get(LEARNING).content)


def test_one_of_two_leads_goes_without_ado(cast: Cast) -> None:
    give_role(
        by=None, by_words="x", person=cast["reviewer"], kind="network_lead", network=cast.networks["community"], now=AT
    )
    client = reader(cast["community's lead"])

    asked_first = client.get(f"{COMMUNITY}leave/")
    send(client, f"{COMMUNITY}leave/")

    assert "You are its last lead" not in words(asked_first.content)
    assert inbox(cast["community's member"], "lead") == []


def test_whoever_is_not_inside_has_nothing_to_leave(cast: Cast) -> None:
    answer = reader(cast["member"]).get(f"{COMMUNITY}leave/")

    assert answer.status_code == 403
    assert "You are not in this network, so there is nothing to leave." in words(answer.content)
    with pytest.raises(NotInside):
        actions.leave(by=cast.reader("member"), network=cast.networks["community"], now=NOW)


def test_somebody_new_without_an_organisation_may_ask(cast: Cast) -> None:
    newcomer = person("New Comer")

    send(reader(newcomer), f"{LEARNING}join/", words="")

    assert JoinRequest.objects.filter(person=newcomer, answer="").exists()
