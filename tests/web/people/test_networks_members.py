"""Who is in a network, and what its leads do about that."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from support.cast import AT, Cast
from support.people import person, reader
from support.sending import send, token_in
from support.site import words

from everyweek.web.people.models import Invitation, Network, Notification, Person, Role
from everyweek.web.people.networks.members import actions
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.people.roles.actions import give_role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 2, 9, 30, tzinfo=UTC)
MEMBERS = "/networks/community/members/"


def roles_of(who: Person, key: str = "community") -> set[str]:
    return set(Role.objects.filter(person=who, network__key=key, until=None).values_list("kind", flat=True))


def address_of(who: Person, key: str = "community") -> str:
    return f"/networks/{key}/members/{who.pk}/"


def test_members_see_names_roles_and_organisations_and_only_addresses_that_are_shown(cast: Cast) -> None:
    Person.objects.filter(pk=cast["reviewer"].pk).update(shows_email=True, job_title="Consultant <b>")

    page = reader(cast["community's member"]).get(MEMBERS)

    text = words(page.content).replace("&#39;", "'")
    assert "3 members" in text
    assert "The community's lead" in text
    assert "Network lead" in text
    assert "Applebridge Invented Hospitals NHS Trust" in text
    assert "reviewer@example.nhs.uk" in text
    assert "community's.lead@example.nhs.uk" not in text.replace("&#39;", "'")
    assert "Consultant &lt;b&gt;" in page.content.decode()
    assert f'href="{address_of(cast["reviewer"])}"' not in page.content.decode()  # they run nothing


@pytest.mark.parametrize("who", ["member", "signed in, without a role", "administrator of a region", "champion"])
def test_an_open_network_is_read_by_others_but_its_members_are_not_shown_to_them(cast: Cast, who: str) -> None:
    client = reader(cast[who])

    assert client.get("/networks/community/discussion/").status_code == 200
    assert client.get(MEMBERS).status_code == 403
    assert "The community" not in words(client.get(MEMBERS).content)


@pytest.mark.parametrize(
    ("asked", "found"), [("REVIEW", 1), ("applebridge", 3), ("nobody of this name", 0), ("%", 0), ("<script>", 0)]
)
def test_members_are_found_by_name_and_organisation(cast: Cast, asked: str, found: int) -> None:
    page = reader(cast["community's member"]).get(MEMBERS, {"q": asked})

    assert f"{found} member" in words(page.content)
    assert b"<script>" not in page.content.partition(b"<main")[2]


def many(cast: Cast, number: int) -> None:
    people = Person.objects.bulk_create(
        Person(email=f"p{n}@example.nhs.uk", name=f"Person {n:04}", password="!") for n in range(number)
    )
    Role.objects.bulk_create(
        Role(person=one, kind="member", network=cast.networks["community"], since=AT) for one in people
    )
    Role.objects.bulk_create(Role(person=one, kind="member", organisation="ZZ2", since=AT) for one in people)


def test_a_long_list_has_pages_and_looks_into_the_database_as_often_as_a_short_one(cast: Cast) -> None:
    client = reader(cast["community's member"])
    with CaptureQueriesContext(connection) as short:
        client.get(MEMBERS)
    many(cast, 250)

    with CaptureQueriesContext(connection) as long:
        first = client.get(MEMBERS)
    last = client.get(MEMBERS, {"page": "3"})

    assert len(long) == len(short)
    assert "Here: 1 to 100 of 253" in words(first.content)
    assert "Here: 201 to 253 of 253" in words(last.content)


@pytest.mark.parametrize("number", ["0", "-1", "999999999999", "x", "٣"])
def test_a_page_of_any_number_is_answered(cast: Cast, number: str) -> None:
    assert reader(cast["community's member"]).get(MEMBERS, {"page": number}).status_code == 200


# What a lead does


def test_a_lead_gives_roles_and_ends_them(cast: Cast) -> None:
    member = cast["community's member"]
    client = reader(cast["community's lead"])

    answer = send(client, address_of(member), save="1", seen="member", roles=["network_lead", "contributor"])
    given = roles_of(member)
    send(client, address_of(member), save="1", seen=["member", "network_lead", "contributor"], roles=["contributor"])

    assert answer["Location"] == f"{MEMBERS}?done=roles"
    assert given == {"member", "network_lead", "contributor"}
    assert roles_of(member) == {"member", "contributor"}
    told = set(Notification.objects.filter(person=member, kind="role").values_list("title", flat=True))
    assert "You are now a network lead in Community of frailty" in told
    assert "You are no longer a network lead in Community of frailty" in told


def test_a_lead_who_lays_the_role_down_stays_a_member(cast: Cast) -> None:
    lead = cast["community's lead"]

    send(reader(lead), address_of(lead), save="1", seen="network_lead", roles=[])

    assert roles_of(lead) == {"member"}


def test_of_two_leads_the_second_is_told_that_the_roles_are_others_now(cast: Cast) -> None:
    member, client = cast["community's member"], reader(cast["community's lead"])
    token = token_in(client.get(address_of(member)))
    give_role(by=None, by_words="x", person=member, kind="contributor", network=cast.networks["community"], now=NOW)

    page = client.post(address_of(member), {"once": token, "save": "1", "seen": ["member"], "roles": ["reviewer"]})

    assert page.status_code == 409
    assert "What this member does here was changed by somebody else" in words(page.content)
    assert roles_of(member) == {"member", "contributor"}


@pytest.mark.parametrize("kind", ["champion", "national_support", "system_administrator", "nonsense"])
def test_a_role_that_a_lead_does_not_give_is_refused(cast: Cast, kind: str) -> None:
    member = cast["community's member"]

    page = send(reader(cast["community's lead"]), address_of(member), save="1", seen="member", roles=[kind])

    assert page.status_code == 200
    assert roles_of(member) == {"member"}


def test_a_member_is_taken_out_for_a_reason_that_is_kept_and_is_told(cast: Cast) -> None:
    member = cast["community's member"]

    answer = send(reader(cast["community's lead"]), address_of(member), remove="1", why="Left <the> trust in May")

    ended = Role.objects.get(person=member, network__key="community")
    assert answer["Location"] == f"{MEMBERS}?done=removed"
    assert (ended.why_ended, ended.until is None) == ("Left <the> trust in May", False)
    assert Notification.objects.filter(person=member, kind="role").exists()
    assert reader(member).get(MEMBERS).status_code == 403  # at once


@pytest.mark.parametrize("why", ["", "   ", "x" * 201])
def test_nobody_is_taken_out_without_a_reason(cast: Cast, why: str) -> None:
    member = cast["community's member"]

    page = send(reader(cast["community's lead"]), address_of(member), remove="1", why=why)

    assert "Say why" in words(page.content)
    assert roles_of(member) == {"member"}


def test_somebody_who_left_meanwhile_is_not_there_to_be_taken_out(cast: Cast) -> None:
    member, client = cast["community's member"], reader(cast["community's lead"])
    token = token_in(client.get(address_of(member)))
    actions.remove_member(
        by=cast.reader("community's lead"), network=cast.networks["community"], person=member.pk, why="x", now=NOW
    )

    answer = client.post(address_of(member), {"once": token, "remove": "1", "why": "gone"})

    assert answer.status_code == 404
    assert "They are not in this network, or have left it. Nothing was changed." in words(answer.content)


@pytest.mark.parametrize("number", [0, 999999, 10**30])
def test_a_member_of_any_number_is_answered(cast: Cast, number: int) -> None:
    assert reader(cast["community's lead"]).get(f"/networks/community/members/{number}/").status_code == 404


def test_somebody_of_another_network_is_not_reached_through_this_one(cast: Cast) -> None:
    other = cast["learning network's member"]

    assert reader(cast["community's lead"]).get(address_of(other)).status_code == 404


@pytest.mark.parametrize("who", ["community's member", "reviewer", "member", "administrator of a region"])
def test_others_change_no_roles(cast: Cast, who: str) -> None:
    member = cast["community's member"]

    assert reader(cast[who]).get(address_of(member)).status_code == 403
    with pytest.raises(NotPermitted):
        actions.change_roles(
            by=cast.reader(who),
            network=cast.networks["community"],
            person=member.pk,
            seen=("member",),
            wanted=("network_lead",),
            now=NOW,
        )
    with pytest.raises(NotPermitted):
        actions.remove_member(
            by=cast.reader(who), network=cast.networks["community"], person=member.pk, why="x", now=NOW
        )


# The table


def rows_of(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_lead_takes_the_members_away_as_a_table(cast: Cast) -> None:
    person("=HYPERLINK(1)", email="evil@example.nhs.uk")
    evil = Person.objects.get(email="evil@example.nhs.uk")
    give_role(by=None, by_words="x", person=evil, kind="member", network=cast.networks["community"], now=AT)

    answer = reader(cast["community's lead"]).get("/networks/community/members.csv")

    rows = rows_of(answer)
    assert answer["Content-Disposition"] == 'attachment; filename="community-members.csv"'
    assert rows[0] == ["Name", "Job title", "Organisations", "Roles", "E-mail address", "Member since"]
    assert len(rows) == 5
    assert rows[1][0] == "'=HYPERLINK(1)"
    assert {row[4] for row in rows[1:]} == {""}  # nobody shows theirs


def test_a_table_of_many_is_whole(cast: Cast) -> None:
    many(cast, 1203)

    answer = reader(cast["community's lead"]).get("/networks/community/members.csv")

    assert len(rows_of(answer)) == 1 + 1203 + 3


@pytest.mark.parametrize("who", ["community's member", "member", "administrator of a region"])
def test_nobody_else_does(cast: Cast, who: str) -> None:
    assert reader(cast[who]).get("/networks/community/members.csv").status_code == 403


# Inviting


def test_a_lead_invites_several_and_takes_one_back(cast: Cast) -> None:
    give_role(
        by=None,
        by_words="the tests",
        person=cast["project room's lead"],
        kind="system_administrator",
        organisation="ZZ1",
        now=NOW,
    )
    client = reader(cast["project room's lead"])
    where = "/networks/room/invite/"

    answer = send(
        client, where, addresses="Ann <champion@example.nhs.uk>\nmember@example.nhs.uk", kind="member", words="Do come"
    )
    page = client.get(answer["Location"])
    first = Invitation.objects.get(email="champion@example.nhs.uk")
    withdrawn = send(client, where, withdraw=str(first.pk))

    assert "2 invitations made. Hand the links below over yourself." in words(page.content)
    assert "2 invitations made. Their links were shown already." in words(client.get(answer["Location"]).content)
    assert page.content.decode().count("/invitation/") == 2
    assert withdrawn["Location"] == f"{where}?withdrawn=1"
    first.refresh_from_db()
    assert first.withdrawn_at is not None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"addresses": "nobody"}, "holds no e-mail address"),
        ({"addresses": ""}, "Enter at least one e-mail address"),
        ({"kind": "national_support"}, "not one of the available choices"),
        ({"words": "x" * 501}, "Say it in at most 500 characters"),
        ({"addresses": "project.room's.lead@example.nhs.uk", "kind": "network_lead"}, "holds this role there already"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_cannot_be_sent_is_said(cast: Cast, typed: dict[str, str], said: str) -> None:
    form = {"addresses": "ann@example.nhs.uk", "kind": "member", "words": "", **typed}

    page = send(reader(cast["project room's lead"]), "/networks/room/invite/", **form)

    assert said in words(page.content)
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize("number", ["", "0", "x", "9" * 30])
def test_an_invitation_that_is_not_there_is_not_taken_back(cast: Cast, number: str) -> None:
    page = send(reader(cast["project room's lead"]), "/networks/room/invite/", withdraw=number)

    assert page.status_code == 409
    assert "This invitation was accepted or withdrawn meanwhile. Nothing was changed." in words(page.content)


def test_a_lead_of_one_network_takes_back_no_invitation_of_another(cast: Cast) -> None:
    give_role(
        by=None,
        by_words="the tests",
        person=cast["community's lead"],
        kind="system_administrator",
        organisation="ZZ1",
        now=NOW,
    )
    send(
        reader(cast["community's lead"]), "/networks/community/invite/", addresses=cast["champion"].email, kind="member"
    )

    page = send(
        reader(cast["project room's lead"]), "/networks/room/invite/", withdraw=str(Invitation.objects.get().pk)
    )

    assert page.status_code == 409
    assert Invitation.objects.get().withdrawn_at is None


def test_into_a_closed_network_nobody_is_invited(cast: Cast) -> None:
    Network.objects.filter(key="room").update(ended_at=NOW)

    assert reader(cast["project room's lead"]).get("/networks/room/invite/").status_code == 403
