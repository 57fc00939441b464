"""Invitations: sent to an address, accepted once, by its owner."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from support.cast import AT, Cast
from support.people import PASSWORD, person, reader
from support.sending import send, token_in
from support.site import words

from everyweek.web.people.actions import close_account
from everyweek.web.people.invitations.acceptance import accept, accept_as_new_person
from everyweek.web.people.invitations.actions import invite, send_again, withdraw
from everyweek.web.people.invitations.errors import (
    MOST_OPEN,
    AccountIsClosed,
    AlreadyUsed,
    CannotBeInvited,
    ForSomebodyElse,
    TooManyOpen,
)
from everyweek.web.people.invitations.models import Invitation
from everyweek.web.people.invitations.pasted import MOST_LINES, read_addresses
from everyweek.web.people.models import AuditEntry, OutgoingMail, Person, Role
from everyweek.web.people.organisations.actions import save_settings
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.people.reader import reader_of
from everyweek.web.people.roles.actions import end_role, give_role

NEW = "ann@fenwick.example"
INVITE, LIST = "/organisation/ZZ1/people/invite/", "/organisation/ZZ1/people/invitations/"
TYPED = {"name": "Ann Other", "password1": PASSWORD, "password2": PASSWORD}


def invited(cast: Cast, *, email: str = NEW, by: str = "administrator of a trust", **more: Any) -> str:
    """The address of an invitation's page."""
    wanted = {"kind": "member", "organisation": "ZZ1", "now": timezone.now()} | more
    return f"/invitation/{invite(by=cast.reader(by), email=email, **wanted)}/"


def token_of(address: str) -> str:
    return address.split("/")[2]


def held(email: str) -> set[tuple[str, str]]:
    return set(Role.objects.filter(person__email=email, until=None).values_list("kind", "organisation"))


# Sending


def test_only_who_may_give_a_role_invites_to_it(cast: Cast) -> None:
    for who in ("member", "champion", "administrator of another board", "community's lead", "nobody"):
        with pytest.raises(NotPermitted):
            invited(cast, by=who)

    invited(cast, by="administrator of a board")
    give_role(
        by=None,
        by_words="the tests",
        person=cast["community's lead"],
        kind="system_administrator",
        organisation="ZZ1",
        now=AT,
    )
    invited(
        cast, email=cast["champion"].email, by="community's lead", organisation="", network=cast.networks["community"]
    )

    assert Invitation.objects.count() == 2


def test_without_mail_no_lead_gets_the_link_to_somebody_elses_new_account(cast: Cast, settings: Any) -> None:
    network = cast.networks["community"]

    with pytest.raises(CannotBeInvited, match="No mail is sent from this server"):
        invited(cast, email="new@example.nhs.uk", by="community's lead", organisation="", network=network)
    settings.EVERYWEEK_MAIL = "smtp://127.0.0.1"
    invited(cast, email="new@example.nhs.uk", by="community's lead", organisation="", network=network)

    assert Invitation.objects.get().email == "new@example.nhs.uk"


def test_only_the_digest_of_the_link_is_kept(cast: Cast) -> None:
    token = token_of(invited(cast))

    row = Invitation.objects.get()

    kept = " ".join(str(value) for value in Invitation.objects.values().get().values())
    assert token not in kept
    assert (row.expires_at - row.at).days == 14
    assert token not in "".join(entry.details or "" for entry in AuditEntry.objects.all())


def test_where_a_mail_server_is_known_the_link_goes_by_mail_and_is_not_shown(cast: Cast, settings: Any) -> None:
    settings.EVERYWEEK_MAIL = "smtp://mail.example"
    client = reader(cast["administrator of a trust"])

    answer = send(client, INVITE, addresses=f"Ann Other <{NEW}>", kind="member", words="Come and join us")
    page = client.get(answer["Location"]).content.decode()

    mail = OutgoingMail.objects.get(to=NEW)
    assert "invites you to" in mail.subject
    assert "Come and join us" in mail.text
    assert "1 invitation sent." in page
    assert "Send again" in page
    assert "/invitation/" not in page


def test_without_a_mail_server_the_link_is_shown_once_and_works(cast: Cast) -> None:
    client = reader(cast["administrator of a trust"])

    answer = send(client, INVITE, addresses=NEW, kind="member")
    first, second = (client.get(answer["Location"]).content.decode() for _ in range(2))

    link = re.search(r"http://localhost(/invitation/[^<]+)", first)
    assert answer.status_code == 302
    assert link
    assert reader().get(link[1]).status_code == 200
    assert "1 invitation made. Hand the link below over yourself." in first
    assert "1 invitation made. Its link was shown already." in second
    assert "Make a new link" in second
    assert "shown only once" not in second
    assert link[1] not in second
    assert not OutgoingMail.objects.filter(to=NEW).exists()


def test_several_are_invited_by_one_paste(cast: Cast) -> None:
    pasted = (
        "Ann Other <ann@fenwick.example>; bob@fenwick.example\ncarol@fenwick.example\tCarol Dee\n\nANN@fenwick.example"
    )

    send(reader(cast["administrator of a trust"]), INVITE, addresses=pasted, kind="contributor")

    assert list(Invitation.objects.order_by("email").values_list("email", "name", "kind")) == [
        ("ann@fenwick.example", "Ann Other", "contributor"),
        ("bob@fenwick.example", "", "contributor"),
        ("carol@fenwick.example", "Carol Dee", "contributor"),
    ]


def test_faulty_lines_are_named_nobody_is_invited_and_what_was_typed_stays(cast: Cast) -> None:
    pasted = "ann@fenwick.example\nnobody at all\nmember@example.nhs.uk\nx@-.y"

    answer = send(reader(cast["administrator of a trust"]), INVITE, addresses=pasted, kind="member", words="Hello")

    said = words(answer.content)
    assert "Line 2: “nobody at all” holds no e-mail address" in said
    assert "nobody at all" in answer.content.decode().split("<textarea")[1]
    assert not Invitation.objects.exists()

    again = send(
        reader(cast["administrator of a trust"]), INVITE, addresses=pasted.replace("nobody at all", ""), kind="member"
    )

    assert "Line 3: member@example.nhs.uk holds this role there already" in words(again.content)
    assert "Line 4: “x@-.y” is not an e-mail address" in words(again.content)
    assert not Invitation.objects.exists()


def test_a_list_that_is_too_long_is_refused_whole() -> None:
    people, faults = read_addresses("\n".join(f"p{number}@fenwick.example" for number in range(MOST_LINES + 1)))

    assert len(people) == MOST_LINES + 1
    assert [fault.sentence for fault in faults] == ["These are 101 addresses. Invite at most 100 at once."]


def test_script_in_a_name_and_in_words_is_text(cast: Cast) -> None:
    address = invited(cast, name="<script>alert(1)</script>", words="<b>bold</b>")

    own, listed = reader().get(address).content, reader(cast["administrator of a trust"]).get(LIST).content

    assert b"<script>alert" not in own + listed
    assert b"&lt;b&gt;bold" in own


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "nobody"}, "is not an e-mail address"),
        ({"name": "a\x07b"}, "all of which can be printed"),
        ({"name": "x" * 101}, "at most 100 characters"),
        ({"words": "x" * 501}, "you wrote 501"),
    ],
)
def test_what_cannot_be_sent_is_said(cast: Cast, wrong: dict[str, str], said: str) -> None:
    with pytest.raises(CannotBeInvited, match=said):
        invited(cast, **wrong)


def test_nobody_is_invited_twice_to_the_same_until_it_has_expired(cast: Cast) -> None:
    now = timezone.now()
    invited(cast, now=now - timedelta(days=14))

    second = invited(cast, now=now)
    with pytest.raises(CannotBeInvited, match="invited to this already"):
        invited(cast, now=now)

    assert reader().get(second).status_code == 200
    assert words(reader(cast["administrator of a trust"]).get(LIST).content).count(NEW) == 3  # the line, its buttons


def test_an_organisation_has_at_most_two_hundred_open_invitations(cast: Cast) -> None:
    now = timezone.now()
    Invitation.objects.bulk_create(
        Invitation(
            email=f"p{number}@fenwick.example",
            kind="member",
            organisation="ZZ1",
            token_digest=f"{number}",
            at=now,
            expires_at=now + timedelta(days=14),
        )
        for number in range(MOST_OPEN)
    )

    with pytest.raises(TooManyOpen, match="200 open invitations at most"):
        invited(cast)
    answer = send(reader(cast["administrator of a trust"]), INVITE, addresses=NEW, kind="member")

    assert "200 open invitations at most. Nobody was invited." in words(answer.content)


def test_a_double_click_invites_once(cast: Cast) -> None:
    client = reader(cast["administrator of a trust"])
    form = {"once": token_in(client.get(INVITE)), "addresses": NEW, "kind": "member"}

    first, second = client.post(INVITE, form), client.post(INVITE, form)

    assert first["Location"] == second["Location"]
    assert Invitation.objects.count() == 1


def test_sending_again_makes_a_new_link_and_kills_the_old_one(cast: Cast) -> None:
    old = invited(cast)
    client = reader(cast["administrator of a board"])

    answer = send(client, LIST, again=str(Invitation.objects.get().pk))
    page = client.get(answer["Location"]).content.decode()

    new = re.search(r"http://localhost(/invitation/[^<]+)", page)
    assert new
    assert reader().get(new[1]).status_code == 200
    assert reader().get(old).status_code == 404


def test_a_withdrawn_invitation_says_so_and_leaves_the_list(cast: Cast) -> None:
    address = invited(cast)
    client = reader(cast["administrator of a trust"])

    answer = send(client, LIST, withdraw=str(Invitation.objects.get().pk))

    assert "The invitation is withdrawn" in words(client.get(answer["Location"]).content)
    assert NEW not in words(client.get(LIST).content)
    page = reader().get(address)
    assert page.status_code == 410
    assert "has withdrawn it" in words(page.content)


def test_an_invitation_accepted_meanwhile_is_neither_withdrawn_nor_sent_again(cast: Cast) -> None:
    token, now = token_of(invited(cast)), timezone.now()
    client, number = reader(cast["administrator of a trust"]), str(Invitation.objects.get().pk)
    form = token_in(client.get(LIST))
    accept_as_new_person(token=token, name="Ann", password=PASSWORD, now=now)

    answer = client.post(LIST, {"once": form, "withdraw": number})

    assert answer.status_code == 409
    assert "has accepted the invitation meanwhile" in words(answer.content)
    with pytest.raises(CannotBeInvited, match="accepted or withdrawn meanwhile"):
        send_again(by=cast.reader("administrator of a trust"), invitation=int(number), now=now)


def test_an_administrator_never_reaches_an_invitation_of_another_board(cast: Cast) -> None:
    invited(cast)
    number, other = Invitation.objects.get().pk, cast.reader("administrator of another board")
    client = reader(cast["administrator of another board"])

    form = token_in(client.get("/organisation/ZZC/people/invite/"))

    answer = client.post("/organisation/ZZC/people/invitations/", {"once": form, "withdraw": str(number)})

    assert answer.status_code == 409
    assert "Nothing was changed" in words(answer.content)
    assert client.get(LIST).status_code == 403
    assert client.get(INVITE).status_code == 403
    for attempt in (withdraw, send_again):
        with pytest.raises(NotPermitted):
            attempt(by=other, invitation=number, now=timezone.now())
    assert Invitation.objects.get().withdrawn_at is None


def test_an_address_outside_the_organisations_own_domains_is_marked(cast: Cast) -> None:
    save_settings(
        by=cast.reader("administrator of a trust"),
        code="ZZ1",
        seen_version=0,
        email_domains="fenwick.example",
        champion_places=None,
        now=timezone.now(),
    )
    invited(cast)
    invited(cast, email="eve@elsewhere.example")

    page = words(reader(cast["administrator of a trust"]).get(LIST).content)

    assert page.count("Not an address of this organisation") == 1


@pytest.mark.parametrize("wrong", ["x", "", "²", "9" * 30])
def test_a_button_for_no_invitation_changes_nothing(cast: Cast, wrong: str) -> None:
    client = reader(cast["administrator of a trust"])

    answer = client.post(LIST, {"once": token_in(client.get(INVITE)), "again": wrong})

    assert answer.status_code == 409
    assert "Nothing was changed" in words(answer.content)


# Accepting


def test_a_new_person_makes_an_account_is_signed_in_and_belongs(cast: Cast) -> None:
    address, client = invited(cast, name="Ann"), reader()
    page = client.get(address)

    answer = send(client, address, **TYPED)

    assert "The administrator of a trust invites you." in words(page.content)
    assert 'value="Ann"' in page.content.decode()
    assert answer["Location"] == "/organisation/ZZ1/people/?done=joined"
    assert "Welcome. You belong here now" in words(client.get(answer["Location"]).content)
    assert held(NEW) == {("member", "ZZ1")}
    assert Person.objects.get(email=NEW).check_password(PASSWORD)


def test_somebody_with_an_account_signs_in_and_accepts(cast: Cast) -> None:
    address = invited(cast, email=cast["member of another trust"].email.upper())

    asked = reader().get(address)
    answer = send(reader(cast["member of another trust"]), address)

    assert f"/sign-in/?next={address.replace('/', '%2F')}" in asked.content.decode()
    assert cast["member of another trust"].email not in asked.content.decode()
    assert answer.status_code == 302
    assert held(cast["member of another trust"].email) == {("member", "ZZV"), ("member", "ZZ1")}


def test_somebody_with_an_account_cannot_make_a_second_one(cast: Cast) -> None:
    address, before = invited(cast, email=cast["member of another trust"].email), Person.objects.count()
    client = reader()
    form = token_in(client.get(invited(cast)))

    answer = client.post(address, {"once": form, **TYPED})

    assert "There is an account of this address" in words(answer.content)
    assert Person.objects.count() == before


def test_signed_in_under_another_address_nobody_accepts_or_reads_whom_it_is_for(cast: Cast) -> None:
    address, client = invited(cast), reader(cast["member of another trust"])

    page = client.get(address)
    sent = client.post(
        address, {"once": token_in(client.get(invited(cast, email=cast["member of another trust"].email)))}
    )

    assert (page.status_code, sent.status_code) == (403, 403)
    assert "It was sent to a•••@f•••.example" in words(page.content)
    assert NEW not in page.content.decode()
    with pytest.raises(ForSomebodyElse):
        accept(by=cast.reader("member of another trust"), token=token_of(address), now=timezone.now())
    assert held(cast["member of another trust"].email) == {("member", "ZZV")}


def test_an_invitation_used_twice_says_so(cast: Cast) -> None:
    address = invited(cast)
    send(reader(), address, **TYPED)

    again = reader().get(address)

    assert again.status_code == 410
    assert "An invitation works once, and this one has been accepted." in words(again.content)
    with pytest.raises(AlreadyUsed):
        accept_as_new_person(token=token_of(address), name="Eve", password=PASSWORD, now=timezone.now())
    assert Role.objects.filter(person__email=NEW).count() == 1


def test_one_that_expired_and_one_that_never_was_answer_with_the_same_page(cast: Cast) -> None:
    expired = invited(cast, now=timezone.now() - timedelta(days=14))

    first, second = reader().get(expired), reader().get("/invitation/never/")

    assert first.status_code == second.status_code == 404
    assert "Ask whoever invited you to send it again." in words(first.content)
    assert words(first.content) == words(second.content)


def test_it_cannot_be_accepted_when_whoever_sent_it_lost_the_right(cast: Cast) -> None:
    address = invited(cast)
    client = reader()
    form = token_in(client.get(address))
    role = Role.objects.get(person=cast["administrator of a trust"], until=None)
    end_role(by=None, role=role, now=timezone.now())

    page, sent = client.get(address), client.post(address, {"once": form, **TYPED})

    assert (page.status_code, sent.status_code) == (410, 410)
    assert "may not give this role any more" in words(page.content)
    assert not Person.objects.filter(email=NEW).exists()


def test_sending_again_lets_another_administrator_answer_for_it(cast: Cast) -> None:
    invited(cast)
    end_role(by=None, role=Role.objects.get(person=cast["administrator of a trust"], until=None), now=timezone.now())

    token = send_again(
        by=cast.reader("administrator of a board"), invitation=Invitation.objects.get().pk, now=timezone.now()
    )

    assert "The administrator of a board invites you." in words(reader().get(f"/invitation/{token}/").content)


def test_a_network_that_was_closed_meanwhile_lets_nobody_in(cast: Cast) -> None:
    network = cast.networks["community"]
    give_role(
        by=None,
        by_words="the tests",
        person=cast["community's lead"],
        kind="system_administrator",
        organisation="ZZ1",
        now=AT,
    )
    address = invited(cast, email=cast["champion"].email, by="community's lead", organisation="", network=network)
    network.ended_at = timezone.now()
    network.save()

    page = reader().get(address)

    assert page.status_code == 410
    assert "Community of frailty has been closed" in words(page.content)


def test_who_oversees_others_is_not_let_into_a_learning_network_by_an_invitation(cast: Cast) -> None:
    region = cast["administrator of a region"]
    network = cast.networks["learning"]
    give_role(
        by=None,
        by_words="the tests",
        person=cast["learning network's lead"],
        kind="system_administrator",
        organisation="ZZ1",
        now=AT,
    )
    address = invited(cast, email=region.email, by="learning network's lead", organisation="", network=network)

    answer = send(reader(region), address)

    assert "what is said in a learning network is not for those who oversee its members" in words(answer.content)
    assert not Role.objects.filter(person=region, network=network).exists()


def test_a_closed_account_is_not_opened_by_an_invitation(cast: Cast) -> None:
    someone, now = cast["member of another trust"], timezone.now()
    address = invited(cast, email=someone.email)
    by = reader_of(someone.pk)
    close_account(by=None, person=someone, now=now)

    page = reader().get(address)

    assert page.status_code == 403
    assert "Your account is closed" in words(page.content)
    with pytest.raises(AccountIsClosed):
        accept(by=by, token=token_of(address), now=now)
    with pytest.raises(CannotBeInvited, match="was closed"):
        invited(cast, email=someone.email, kind="contributor")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "  "}, "Enter your name as others should read it"),
        ({"name": "a\x07b"}, "all of which can be printed"),
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"password2": "another one entirely"}, "The two passwords are not the same"),
        ({"password1": ""}, "Enter a password"),
    ],
)
def test_what_a_new_person_types_wrong_is_said_and_nobody_is_made(cast: Cast, typed: dict[str, str], said: str) -> None:
    answer = send(reader(), invited(cast), **TYPED | typed)

    assert said in words(answer.content)
    assert PASSWORD not in answer.content.decode()
    assert not Person.objects.filter(email=NEW).exists()
    assert Invitation.objects.get().accepted_at is None


def test_a_form_without_its_token_is_refused(cast: Cast) -> None:
    answer = reader().post(invited(cast), TYPED)

    assert answer.status_code == 403
    assert not Person.objects.filter(email=NEW).exists()


def test_the_acceptance_is_an_entry_without_the_address(cast: Cast) -> None:
    send(Client(headers={"host": "localhost"}), invited(cast), **TYPED)

    entries = {entry.action: entry for entry in AuditEntry.objects.all()}

    assert entries["invitation.sent"].by == cast["administrator of a trust"]
    assert entries["invitation.accepted"].about == Person.objects.get(email=NEW)
    assert entries["role.given"].by_words == "an invitation"
    assert NEW not in "".join(entry.details or "" for entry in AuditEntry.objects.all())


def test_a_person_whose_account_is_open_elsewhere_is_told_nothing_new_by_a_lost_link(cast: Cast) -> None:
    address = invited(cast, email=person("Bob Brown").email)

    page = words(reader().get(address).content)

    assert "Bob Brown" not in page
