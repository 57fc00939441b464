"""Who belongs to an organisation: the list, one person, joiners, movers and leavers."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook
from support.cast import AT, Cast
from support.people import PASSWORD, person, reader
from support.sending import send, token_in
from support.site import words

from everyweek.web.people.actions import close_account, reopen_account
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.invitations.actions import invite
from everyweek.web.people.models import AuditEntry, Notification, OrganisationSettings, Person, Role
from everyweek.web.people.organisations.actions import save_settings
from everyweek.web.people.organisations.belonging import come_back, leave, move
from everyweek.web.people.organisations.errors import BelongsNotHere, CannotBeSaved
from everyweek.web.people.organisations.queries import settings_of
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.people.roles.actions import give_role

PEOPLE = "/organisation/ZZ1/people/"
ADMINISTRATOR = "administrator of a trust"


def page_of(who: Person, *, at: str = "ZZ1") -> str:
    return f"/organisation/{at}/people/{who.pk}/"


def held(who: Person) -> set[tuple[str, str]]:
    return set(Role.objects.filter(person=who, until=None).values_list("kind", "organisation"))


def give(who: Person, kind: str, organisation: str = "", **more: Any) -> Role:
    return give_role(by=None, by_words="the tests", person=who, kind=kind, organisation=organisation, now=AT, **more)


# The list


def test_members_read_who_belongs_and_nobody_else_does(cast: Cast) -> None:
    readers = [
        who
        for who, someone in cast.people.items()
        if reader(someone).get("/organisation/ZZA/people/").status_code == 200
    ]

    assert readers == [
        "champion",
        "executive contact",
        "administrator of a board",
        "administrator of a region",
        "national support",
    ]
    assert reader().get(PEOPLE)["Location"] == f"/sign-in/?next={PEOPLE}"


def test_each_stands_with_job_title_roles_and_since_when(cast: Cast) -> None:
    Person.objects.filter(pk=cast["member"].pk).update(job_title="Site manager", name="Ann <script>")
    give(cast["member"], "champion", "ZZ1")

    page = reader(cast["contributor"]).get(PEOPLE).content

    assert "Ann &lt;script&gt;" in page.decode()
    assert "Site manager" in words(page)
    assert "Member, champion" in words(page)
    assert "1 June 2026" in words(page)
    assert "10 people" in words(page)


def test_an_address_is_read_by_administrators_and_by_others_only_when_its_owner_shows_it(cast: Cast) -> None:
    Person.objects.filter(pk=cast["champion"].pk).update(shows_email=True)
    give(cast["champion"], "member", "ZZ1")

    as_member = words(reader(cast["contributor"]).get(PEOPLE).content)
    as_administrator = words(reader(cast[ADMINISTRATOR]).get(PEOPLE).content)

    assert cast["champion"].email in as_member
    assert cast["member"].email not in as_member
    assert cast["member"].email in as_administrator
    assert "Invite people" not in as_member
    assert "Invite people" in as_administrator


def test_the_list_is_searched_by_name_and_narrowed_to_a_role(cast: Cast) -> None:
    give(person("Zoë O’Neill", email="zoe@example.nhs.uk"), "member", "ZZ1")
    client = reader(cast["member"])

    by_name = words(client.get(PEOPLE, {"name": "neill zo"}).content)
    by_role = words(client.get(PEOPLE, {"role": "contributor"}).content)
    nobody = words(client.get(PEOPLE, {"name": "nobody of this name"}).content)

    assert "1 person found" in by_name
    assert "Zoë O’Neill" in by_name
    assert "1 person found" in by_role
    assert "The contributor" in by_role
    assert "Nobody here has this name and role" in nobody


@pytest.mark.parametrize(
    "asked", [{"page": "x"}, {"page": "-1"}, {"role": "none"}, {"name": "\x00%_"}, {"page": "9" * 40}]
)
def test_what_cannot_be_asked_shows_a_page_all_the_same(cast: Cast, asked: dict[str, str]) -> None:
    assert reader(cast["member"]).get(PEOPLE, asked).status_code == 200


def test_a_long_list_has_pages_of_a_hundred(cast: Cast) -> None:
    people = Person.objects.bulk_create(
        Person(email=f"p{number:03}@fenwick.example", name=f"Person {number:03}") for number in range(200)
    )
    Role.objects.bulk_create(Role(person=one, kind="member", organisation="ZZC", since=AT) for one in people)
    client = reader(cast["administrator of another board"])

    first, third = (client.get("/organisation/ZZC/people/", {"page": page}).content for page in ("1", "3"))

    assert "Shown: 1 to 100" in words(first)
    assert "Person 099" in words(first)
    assert "Person 100" not in words(first)
    assert "Shown: 201 to 201" in words(third)


def test_the_address_is_one_however_the_code_is_spelt_and_an_unknown_code_is_not_there(cast: Cast) -> None:
    client = reader(cast["member"])

    assert client.get("/organisation/zz1/people/").status_code == 200
    assert client.get("/organisation/NONE/people/").status_code == 404
    assert reader(cast["national support"]).get("/organisation/England/people/").status_code == 200


def test_an_administrator_finds_the_organisations_counted_in_theirs(cast: Cast) -> None:
    page = reader(cast["administrator of a board"]).get("/organisation/ZZA/people/").content.decode()

    assert f'<a href="{PEOPLE}">' in page
    assert "/organisation/ZZC/people/" not in page


def test_the_list_comes_as_a_file_for_administrators_only(cast: Cast) -> None:
    Person.objects.filter(pk=cast["member"].pk).update(name="=1+1", last_login=AT)
    client = reader(cast[ADMINISTRATOR])

    comma, workbook = client.get(f"{PEOPLE}people.csv"), client.get(f"{PEOPLE}people.xlsx")

    lines = comma.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Name,E-mail address,Job title,Roles,Since,Last signed in,Second step")
    assert "'=1+1,member@example.nhs.uk,,Member,2026-06-01,2026-06-01,no" in lines
    assert "ZZ1-people.csv" in comma["Content-Disposition"]
    rows = CalamineWorkbook.from_filelike(BytesIO(workbook.content)).get_sheet_by_index(0).to_python()
    assert len(rows) == len(lines) == 11
    assert reader(cast["member"]).get(f"{PEOPLE}people.csv").status_code == 403


# One person


def test_an_administrator_of_another_board_reaches_nobody_here(cast: Cast) -> None:
    other, client = cast.reader("administrator of another board"), reader(cast["administrator of another board"])

    through_theirs = client.get(page_of(cast["member"], at="ZZC"))
    through_ours = client.get(page_of(cast["member"]))

    assert (through_theirs.status_code, through_ours.status_code) == (404, 403)
    form = token_in(client.get(page_of(cast["administrator of another board"], at="ZZC")))
    sent = client.post(page_of(cast["member"], at="ZZC"), {"once": form, "do": "leave"})
    assert sent.status_code == 404
    for attempt in (
        lambda: leave(by=other, person=cast["member"], code="ZZ1", now=AT),
        lambda: move(by=other, person=cast["member"], code="ZZ1", to="ZZC", kinds=["member"], now=AT),
        lambda: come_back(by=other, person=cast["member"], code="ZZ1", kind="member", now=AT),
        lambda: close_account(by=other, person=cast["member"], now=AT),
        lambda: reopen_account(by=other, person=cast["member"], now=AT),
    ):
        with pytest.raises(NotPermitted):
            attempt()
    assert held(cast["member"]) == {("member", "ZZ1")}


def test_the_role_of_another_place_is_not_ended_through_this_one(cast: Cast) -> None:
    elsewhere = Role.objects.get(person=cast["administrator of another board"])
    client = reader(cast[ADMINISTRATOR])

    answer = send(client, page_of(cast["member"]), do=f"end-{elsewhere.pk}")

    assert answer.status_code == 409
    elsewhere.refresh_from_db()
    assert elsewhere.until is None


def test_an_administrator_gives_a_role_and_ends_one_with_a_reason(cast: Cast) -> None:
    client, address = reader(cast[ADMINISTRATOR]), page_of(cast["member"])

    given = send(client, address, do="give", kind="contributor")
    ended = send(client, address, do=f"end-{Role.objects.get(person=cast['member'], kind='member').pk}", why="New job")

    assert "The role is given" in words(client.get(given["Location"]).content)
    page = words(client.get(ended["Location"]).content)
    assert "The role has ended. It took effect at once." in page
    assert "New job" in page
    assert held(cast["member"]) == {("contributor", "ZZ1")}
    titles = Notification.objects.filter(person=cast["member"]).values_list("title", flat=True)
    assert any("no longer a member" in title for title in titles)


def test_an_ended_role_is_gone_at_the_very_next_request_of_an_open_session(cast: Cast) -> None:
    his, hers = reader(cast[ADMINISTRATOR]), reader(cast["administrator of a board"])
    before = his.get(page_of(cast["member"])).status_code
    role = Role.objects.get(person=cast[ADMINISTRATOR], until=None)

    send(hers, page_of(cast[ADMINISTRATOR]), do=f"end-{role.pk}")
    after = his.get(page_of(cast["member"]))

    assert (before, after.status_code) == (200, 403)
    assert "Only an administrator of this organisation" in words(after.content)


def test_a_role_that_somebody_else_ended_meanwhile_is_said(cast: Cast) -> None:
    client, address = reader(cast[ADMINISTRATOR]), page_of(cast["member"])
    role, form = Role.objects.get(person=cast["member"]), token_in(client.get(address))
    leave(by=cast.reader("administrator of a board"), person=cast["member"], code="ZZ1", now=timezone.now())

    ended = client.post(address, {"once": form, "do": f"end-{role.pk}"})
    left = client.post(address, {"once": form, "do": "leave"})

    assert (ended.status_code, left.status_code) == (409, 409)
    assert "does not hold this role any more" in words(ended.content)


@pytest.mark.parametrize(
    "typed",
    [{"do": "nothing"}, {}, {"do": "end-x"}, {"do": "give", "kind": "national_support"}, {"do": "give", "kind": ""}],
)
def test_a_form_that_no_page_has_changes_nothing(cast: Cast, typed: dict[str, str]) -> None:
    answer = send(reader(cast[ADMINISTRATOR]), page_of(cast["member"]), **typed)

    assert answer.status_code in (200, 409)
    assert held(cast["member"]) == {("member", "ZZ1")}


def test_what_hangs_on_somebody_is_said_before_they_go(cast: Cast) -> None:
    leader = cast[ADMINISTRATOR]
    give(leader, "network_lead", network=cast.networks["community"])
    now = timezone.now()
    invite(by=cast.reader(ADMINISTRATOR), email="a@fenwick.example", kind="member", organisation="ZZ1", now=now)

    page = words(reader(cast["administrator of a board"]).get(page_of(leader)).content)

    assert "Is the only administrator of" in page
    assert "Sent an invitation that is still open" in page
    assert "They hold roles elsewhere as well, so their account stays open." in page


@pytest.mark.parametrize("who", ["national support", "administrator of a region", "administrator of a trust"])
def test_a_page_about_somebody_is_the_same_whether_or_not_they_are_in_a_learning_network(cast: Cast, who: str) -> None:
    client = reader(cast[who])
    outside = words(client.get(page_of(cast["member"])).content)

    give(cast["member"], "member", network=cast.networks["learning"])

    page = words(client.get(page_of(cast["member"])).content)
    assert page == outside
    assert "If they hold no role anywhere else, their account is closed" in page


def test_a_role_in_another_kind_of_network_keeps_an_account_open_and_is_said(cast: Cast) -> None:
    give(cast["member"], "member", network=cast.networks["community"])

    page = words(reader(cast["administrator of a board"]).get(page_of(cast["member"])).content)

    assert "They hold roles elsewhere as well, so their account stays open." in page


def test_the_only_executive_contact_is_named_and_one_of_two_is_not(cast: Cast) -> None:
    client, address = reader(cast["administrator of a board"]), page_of(cast["executive contact"], at="ZZA")

    alone = words(client.get(address).content)
    give(cast["champion"], "executive_contact", "ZZA")
    together = words(client.get(address).content)

    assert "Is the only executive contact of" in alone
    assert "only executive contact" not in together


# Leaving and coming back


def test_who_leaves_the_last_place_is_signed_out_and_cannot_sign_in(cast: Cast) -> None:
    his = Client(headers={"host": "localhost"})
    his.post("/sign-in/", {"login": cast["member"].email, "password": PASSWORD})
    before = his.get(PEOPLE).status_code

    answer = send(reader(cast[ADMINISTRATOR]), page_of(cast["member"]), do="leave", why="Retired")

    assert answer["Location"] == f"{PEOPLE}?done=left"
    assert (before, his.get(PEOPLE).status_code) == (200, 302)
    assert his.session.get("_auth_user_id") is None
    again = his.post("/sign-in/", {"login": cast["member"].email, "password": PASSWORD})
    assert "The e-mail address or the password is not right" in words(again.content)
    gone = Person.objects.get(pk=cast["member"].pk)
    assert (gone.is_active, gone.closed_at is None) == (False, False)
    assert Role.objects.get(person=gone).why_ended == "Retired"


def test_who_still_belongs_to_a_network_or_another_place_keeps_the_account(cast: Cast) -> None:
    administrator = cast.reader(ADMINISTRATOR)

    closed = leave(by=administrator, person=cast["community's member"], code="ZZ1", now=timezone.now())

    assert not closed
    assert Person.objects.get(pk=cast["community's member"].pk).is_active
    assert held(cast["community's member"]) == {("member", "")}


def test_who_left_here_comes_back_with_a_role(cast: Cast) -> None:
    client, address = reader(cast[ADMINISTRATOR]), page_of(cast["member"])
    send(client, address, do="leave")

    page = words(client.get(address).content)
    answer = client.post(address, {"once": token_in(client.get(address)), "do": "back", "kind": "contributor"})

    assert "They come back" in page
    assert "The account is open again." in words(client.get(answer["Location"]).content)
    assert held(cast["member"]) == {("contributor", "ZZ1")}
    assert Client(headers={"host": "localhost"}).login(email=cast["member"].email, password=PASSWORD)


def test_an_account_that_national_support_closed_is_not_opened_by_an_organisation(cast: Cast) -> None:
    close_account(by=cast.reader("national support"), person=cast["member"], why="misuse", now=timezone.now())
    client, address = reader(cast[ADMINISTRATOR]), page_of(cast["member"])
    form = token_in(client.get(page_of(cast["contributor"])))

    page, sent = client.get(address), client.post(address, {"once": form, "do": "back", "kind": "member"})

    assert "national support can open it again" in words(page.content)
    assert sent.status_code == 409
    assert not Person.objects.get(pk=cast["member"].pk).is_active


def test_of_somebody_who_left_only_that_they_were_here_is_shown(cast: Cast) -> None:
    leave(by=cast.reader(ADMINISTRATOR), person=cast["community's member"], code="ZZ1", now=timezone.now())

    page = words(reader(cast[ADMINISTRATOR]).get(page_of(cast["community's member"])).content)

    assert "holds no role at" in page
    assert cast["community's member"].email not in page


def test_an_administrator_who_leaves_alone_is_led_to_their_account(cast: Cast) -> None:
    answer = send(reader(cast[ADMINISTRATOR]), page_of(cast[ADMINISTRATOR]), do="leave")

    assert answer["Location"] == "/account/"


# Moving


def test_a_move_within_ones_reach_ends_the_roles_here_and_gives_them_there(cast: Cast) -> None:
    client = reader(cast["administrator of a board"])

    answer = send(client, page_of(cast["member"]), do="move", to="zza", kinds=["champion", "member"])

    assert answer["Location"] == f"{PEOPLE}?done=moved"
    assert held(cast["member"]) == {("champion", "ZZA"), ("member", "ZZA")}
    assert "moved to" in Role.objects.get(person=cast["member"], organisation="ZZ1").why_ended


def test_a_move_beyond_ones_reach_asks_those_who_look_after_the_other_place(cast: Cast) -> None:
    answer = send(reader(cast[ADMINISTRATOR]), page_of(cast["member"]), do="move", to="ZZC", kinds=["member"])

    assert answer["Location"] == f"{PEOPLE}?done=asked"
    assert held(cast["member"]) == set()
    line = Notification.objects.get(kind="move")
    assert line.person == cast["administrator of another board"]
    assert cast["member"].email in line.text
    assert line.address == "/organisation/ZZC/people/invite/"
    assert Person.objects.get(pk=cast["member"].pk).is_active


def test_where_nobody_administers_the_other_place_national_support_is_asked(cast: Cast) -> None:
    move(
        by=cast.reader(ADMINISTRATOR), person=cast["member"], code="ZZ1", to="ZZX", kinds=["member"], now=timezone.now()
    )

    assert Notification.objects.get(kind="move").person == cast["national support"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"to": "", "kinds": ["member"]}, "Enter where they move to"),
        ({"to": "ZZA"}, "Choose at least one role"),
        ({"to": "Atlantis", "kinds": ["member"]}, "No organisation is found for “Atlantis”"),
        ({"to": "NHS Trust", "kinds": ["member"]}, "Which one do you mean? Write its code"),
        ({"to": "ZZ1", "kinds": ["member"]}, "belongs to"),
        ({"to": "ZZA", "kinds": ["national_support"]}, "national_support is not one of the available choices"),
    ],
)
def test_a_move_that_leads_nowhere_is_said_and_what_was_typed_stays(cast: Cast, typed: Any, said: str) -> None:
    answer = send(reader(cast[ADMINISTRATOR]), page_of(cast["member"]), do="move", **typed)

    assert said in words(answer.content)
    assert f'value="{typed["to"]}"' in answer.content.decode()
    assert held(cast["member"]) == {("member", "ZZ1")}


def test_nobody_moves_from_where_they_do_not_belong(cast: Cast) -> None:
    with pytest.raises(BelongsNotHere):
        move(by=cast.reader("national support"), person=cast["member"], code="ZZC", to="ZZ1", kinds=["member"], now=AT)


# Settings


def settle(
    cast: Cast, *, who: str = ADMINISTRATOR, seen: int = 0, domains: str = "", places: int | None = None
) -> None:
    save_settings(
        by=cast.reader(who), code="ZZ1", seen_version=seen, email_domains=domains, champion_places=places, now=AT
    )


def test_settings_are_saved_once_for_each_version(cast: Cast) -> None:
    settle(cast, domains="@Fenwick.example\nmarches.example, fenwick.example")

    assert settings_of("ZZ1").email_domains == ("fenwick.example", "marches.example")
    with pytest.raises(ChangedMeanwhile):
        settle(cast, domains="other.example")
    settle(cast, seen=1, domains="fenwick.example marches.example")
    assert settings_of("ZZ1").version == 1
    assert AuditEntry.objects.filter(action="organisation.settled").count() == 1


def test_only_national_support_says_how_many_champions_a_system_has(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        settle(cast, places=20)
    settle(cast, who="national support", places=20)
    settle(cast, seen=1, domains="fenwick.example", places=20)

    assert settings_of("ZZ1").champion_places == 20


def test_an_administrator_of_another_board_settles_nothing_here(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        settle(cast, who="administrator of another board", domains="marches.example")

    assert not OrganisationSettings.objects.exists()


@pytest.mark.parametrize(
    ("domains", "places", "said"),
    [
        ("not a domain", None, "is no domain"),
        ("<script>.example", None, "is no domain"),
        ("nhs.net", None, "used by many organisations"),
        (" ".join(f"d{number}.example" for number in range(21)), None, "At most 20 domains"),
        ("", 0, "from 1 to 99"),
        ("", 100, "from 1 to 99"),
    ],
)
def test_settings_that_cannot_be_used_are_said(cast: Cast, domains: str, places: int | None, said: str) -> None:
    with pytest.raises(CannotBeSaved, match=said):
        settle(cast, who="national support", domains=domains, places=places)


def test_a_second_factor_stands_in_the_file_and_on_the_page(cast: Cast) -> None:
    Authenticator.objects.create(user=cast["member"], type=Authenticator.Type.TOTP, data={})
    client = reader(cast[ADMINISTRATOR])

    page, comma = client.get(page_of(cast["member"])), client.get(f"{PEOPLE}people.csv")

    assert "Second step Set up" in words(page.content)
    assert comma.content.decode("utf-8-sig").count(",yes") == 1


def test_what_a_person_was_is_forgotten_when_they_are_erased(cast: Cast) -> None:
    Person.objects.filter(pk=cast["member"].pk).update(erased_at=timezone.now() - timedelta(days=1))

    assert reader(cast[ADMINISTRATOR]).get(page_of(cast["member"])).status_code == 404
