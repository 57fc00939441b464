"""Closing a network, opening it again, and saying who leads it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from support.cast import Cast
from support.people import person, reader
from support.second_step import SecondStep
from support.sending import send
from support.site import words

from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import AuditEntry, Invitation, JoinRequest, Network, Notification, Role
from everyweek.web.people.networks.joining.actions import join
from everyweek.web.people.networks.making import actions
from everyweek.web.people.networks.making.draft import draft_of
from everyweek.web.people.permissions import NotPermitted, can
from everyweek.web.people.roles.actions import give_role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 2, 9, 30, tzinfo=UTC)
EDIT = "/networks/community/edit/"


def change(cast: Cast, who: str, key: str, **changed: Any) -> Network:
    network = Network.objects.get(key=key)
    return actions.change_network(
        by=cast.reader(who),
        network=network,
        seen_version=network.version,
        draft=replace(draft_of(network), **changed),
        now=NOW,
    )


# Closing


def test_a_closed_network_is_read_and_not_written(cast: Cast) -> None:
    answer = send(reader(cast["community's lead"]), "/networks/community/close/", version="1")

    network = Network.objects.get(key="community")
    page = words(reader(cast["community's member"]).get("/networks/community/").content)
    assert answer["Location"] == "/networks/community/?done=closed"
    assert "Closed on" in page
    assert can(cast.reader("community's member"), "network.read", network)
    assert not can(cast.reader("community's member"), "network.write", network)
    assert "Open it again" in words(reader(cast["community's lead"]).get("/networks/community/").content)


def test_those_inside_and_those_who_wait_are_told_of_the_closing(cast: Cast) -> None:
    join(by=cast.reader("member"), network=cast.networks["learning"], now=NOW)

    actions.close_network(
        by=cast.reader("learning network's lead"), network=cast.networks["learning"], seen_version=1, now=NOW
    )

    assert JoinRequest.objects.get().answer == "declined"
    told = set(Notification.objects.filter(kind__in=("network", "answer")).values_list("person__name", "title"))
    assert told == {
        ("The learning network's member", "Learning network of Fenwick has been closed"),
        ("The member", "Your request to join Learning network of Fenwick was declined"),
    }


@pytest.mark.parametrize("who", ["community's lead", "national support"])
def test_a_lead_and_national_support_open_it_again(cast: Cast, who: str) -> None:
    actions.close_network(
        by=cast.reader("community's lead"), network=cast.networks["community"], seen_version=1, now=NOW
    )

    answer = send(reader(cast[who]), "/networks/community/reopen/")

    assert answer["Location"] == "/networks/community/?done=reopened"
    assert Network.objects.get(key="community").ended_at is None
    assert can(cast.reader("community's member"), "network.write", Network.objects.get(key="community"))


def test_a_network_that_was_changed_since_the_question_is_not_closed(cast: Cast) -> None:
    change(cast, "community's lead", "community", name="Another name")

    page = send(reader(cast["community's lead"]), "/networks/community/close/", version="1")

    assert page.status_code == 409
    assert "“Another name” was changed by somebody else" in words(page.content)
    assert Network.objects.get(key="community").ended_at is None


def test_closing_twice_is_closing_once(cast: Cast) -> None:
    lead, network = cast.reader("community's lead"), cast.networks["community"]

    for _ in range(2):
        actions.close_network(by=lead, network=network, seen_version=1, now=NOW)

    assert AuditEntry.objects.filter(action="network.closed").count() == 1


def test_a_network_that_was_closed_is_not_changed(cast: Cast) -> None:
    actions.close_network(
        by=cast.reader("community's lead"), network=cast.networks["community"], seen_version=1, now=NOW
    )

    assert reader(cast["community's lead"]).get(EDIT).status_code == 403
    with pytest.raises(NotPermitted):
        change(cast, "community's lead", "community", name="After the end")


def test_a_saver_who_saw_another_version_is_refused_by_the_action_itself(cast: Cast) -> None:
    with pytest.raises(ChangedMeanwhile):
        actions.change_network(
            by=cast.reader("community's lead"),
            network=cast.networks["community"],
            seen_version=7,
            draft=draft_of(cast.networks["community"]),
            now=NOW,
        )


# Who leads


def test_national_support_names_a_lead_by_address_without_being_inside(cast: Cast) -> None:
    chief = person("Chief Executive")

    answer = send(reader(cast["national support"]), "/networks/learning/appoint/", email=" CHIEF@example.nhs.uk ")

    assert answer["Location"] == "/networks/learning/appoint/?done=appointed"
    assert Role.objects.filter(person=chief, network__key="learning", kind="network_lead", until=None).exists()
    assert Notification.objects.filter(person=chief, kind="role").count() == 1
    assert not can(cast.reader("national support"), "network.read", cast.networks["learning"])


def test_an_address_without_an_account_is_invited_to_lead(cast: Cast) -> None:
    client = reader(cast["national support"])

    answer = send(client, "/networks/learning/appoint/", email="new.chief@example.nhs.uk")
    page = client.get(answer["Location"])

    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.kind, invitation.network) == (
        "new.chief@example.nhs.uk",
        "network_lead",
        cast.networks["learning"],
    )
    assert "1 invitation made. Hand the link below over yourself." in words(page.content)
    assert "/invitation/" in page.content.decode()  # no mail server: the link is handed over


def test_an_invitation_to_lead_goes_by_mail_where_there_is_a_server(cast: Cast, settings: Any) -> None:
    settings.EVERYWEEK_MAIL = "smtp://mail.example"
    client = reader(cast["national support"])

    answer = send(client, "/networks/learning/appoint/", email="new.chief@example.nhs.uk")
    page = client.get(answer["Location"])

    assert "1 invitation sent." in words(page.content)
    assert "/invitation/" not in page.content.decode()


@pytest.mark.parametrize("address", ["national.support@example.nhs.uk", "administrator.of.a.region@example.nhs.uk"])
def test_somebody_who_oversees_is_not_made_a_lead_of_a_learning_network(cast: Cast, address: str) -> None:
    page = send(reader(cast["national support"]), "/networks/learning/appoint/", email=address)

    assert page.status_code == 200
    assert "oversees others, and what is said in a learning network is not for those" in words(page.content)


@pytest.mark.parametrize("typed", ["", "   ", "nobody", "<script>@x", "a" * 300 + "@example.nhs.uk"])
def test_an_address_that_is_none_is_refused_with_a_sentence(cast: Cast, typed: str) -> None:
    page = send(reader(cast["national support"]), "/networks/learning/appoint/", email=typed)

    assert page.status_code == 200
    assert "There is a problem" in words(page.content)
    assert b"<script>@x" not in page.content


def test_a_lead_cannot_find_out_who_has_an_account(cast: Cast) -> None:
    give_role(
        by=None,
        by_words="the tests",
        person=cast["community's lead"],
        kind="system_administrator",
        organisation="ZZ1",
        now=NOW,
    )
    client = reader(cast["community's lead"])

    answers = [
        send(client, "/networks/community/appoint/", email=address)["Location"]
        for address in ("member@example.nhs.uk", "nobody.at.all@example.nhs.uk")
    ]

    assert answers == ["/networks/community/appoint/?done=invited"] * 2
    assert not Role.objects.filter(person=cast["member"], network__key="community").exists()


def test_a_lead_makes_another_member_a_lead_by_address(cast: Cast) -> None:
    answer = send(
        reader(cast["community's lead"]),
        "/networks/community/appoint/",
        email="community's.member@example.nhs.uk",
    )

    assert answer["Location"].endswith("?done=appointed")


@pytest.mark.parametrize("who", ["member", "community's member", "administrator of a region"])
def test_nobody_else_says_who_leads(cast: Cast, who: str) -> None:
    assert reader(cast[who]).get("/networks/community/appoint/").status_code == 403


# A second step for those who do it from outside


@pytest.fixture
def administrators_need_a_second_step(settings: Any) -> None:
    """As on a server behind HTTPS."""
    settings.EVERYWEEK_SECOND_FACTOR = "administrators"


@pytest.mark.usefixtures("administrators_need_a_second_step")
@pytest.mark.parametrize("page", ["appoint", "reopen"])
def test_national_support_names_leads_and_reopens_only_with_a_second_step(
    cast: Cast, second_step: SecondStep, page: str
) -> None:
    Network.objects.filter(key="community").update(ended_at=NOW if page == "reopen" else None)
    address, form = f"/networks/community/{page}/", {"email": "champion@example.nhs.uk"}
    client = reader(cast["national support"])

    without = [client.get(address)["Location"], client.post(address, form)["Location"]]
    after = Network.objects.get(key="community").ended_at, Role.objects.filter(kind="network_lead").count()
    second_step.set_up(cast["national support"])

    assert without == ["/account/second-step/?needed=yes"] * 2
    assert after == (NOW if page == "reopen" else None, 3)
    assert client.get(address).status_code == 200
    assert send(client, address, **form)["Location"].endswith(("?done=appointed", "?done=reopened"))


@pytest.mark.usefixtures("administrators_need_a_second_step")
def test_a_lead_does_the_same_without_one(cast: Cast) -> None:
    client = reader(cast["community's lead"])

    answer = send(client, "/networks/community/appoint/", email="community's.member@example.nhs.uk")

    assert answer["Location"] == "/networks/community/appoint/?done=appointed"
