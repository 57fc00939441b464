"""Looking after people, roles and organisations, each within what one looks after."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from support.cast import AT, Cast
from support.champions import make_round
from support.people import PASSWORD, person, reader
from support.second_step import SecondStep
from support.site import words

from everyweek.web.people.administration.people.actions import take_second_step_away
from everyweek.web.people.administration.people.queries import PeopleAsked, find_people
from everyweek.web.people.administration.reach import organisations_reached, people_reached, roles_reached
from everyweek.web.people.models import (
    AddressTrouble,
    AuditEntry,
    Notification,
    OrganisationSettings,
    OutgoingMail,
    Person,
    Role,
)
from everyweek.web.people.notifications.choices import choose_mails
from everyweek.web.people.organisations.actions import save_settings
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.people.roles.actions import end_role, give_role

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 2, 9, 30, tzinfo=UTC)
HOME = "/administration/"
PAGES = ("", "people/", "roles/", "organisations/", "networks/", "rounds/", "mails/", "bulk/", "audit/")


def once(page: Any) -> str:
    found = re.search(r'name="once" value="([^"]+)"', page.content.decode())
    assert found is not None
    return found[1]


def of(someone: Person) -> str:
    return f"{HOME}people/{someone.pk}/"


def names(cast: Cast, who: str, **asked: str) -> list[str]:
    return [one.name for one in find_people(cast.reader(who), PeopleAsked(**asked))]


# Who comes in


@pytest.mark.parametrize("page", PAGES)
def test_only_those_who_look_after_people_come_in(cast: Cast, page: str) -> None:
    status = {
        who: reader(None if who == "nobody" else cast[who]).get(HOME + page).status_code
        for who in ("nobody", "member", "project room's lead", "administrator of a trust", "national support")
    }

    assert status == {
        "nobody": 302,
        "member": 403,
        "project room's lead": 403,
        "administrator of a trust": 200,
        "national support": 200,
    }


@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_kept_by_the_browser(cast: Cast, page: str) -> None:
    answer = reader(cast["national support"]).get(HOME + page)

    assert "no-store" in answer["Cache-Control"]


def test_every_page_leads_to_the_others_and_says_where_one_is(cast: Cast) -> None:
    page = reader(cast["administrator of a trust"]).get(HOME + "roles/").content.decode()

    assert '<strong aria-current="page">Roles</strong>' in page
    assert 'href="/administration/audit/"' in page


# What one looks after


def test_administrators_reach_what_is_counted_in_theirs(cast: Cast) -> None:
    reached = {
        who: organisations_reached(cast.reader(who)) & {"ZZ1", "ZZA", "ZZ9", "ZZX", "ZZV", "england"}
        for who in (
            "administrator of a trust",
            "administrator of a board",
            "administrator of a region",
            "national support",
        )
    }

    assert reached == {
        "administrator of a trust": {"ZZ1"},
        "administrator of a board": {"ZZ1", "ZZA"},
        "administrator of a region": {"ZZ1", "ZZA", "ZZ9"},
        "national support": {"ZZ1", "ZZA", "ZZ9", "ZZX", "ZZV", "england"},
    }
    assert organisations_reached(cast.reader("member")) == frozenset()


def test_administrators_see_people_of_theirs_and_nobody_elses(cast: Cast) -> None:
    board = set(people_reached(cast.reader("administrator of a board")).values_list("name", flat=True))

    assert {"The member", "The champion", "The reviewer"} <= board
    assert not board & {"The member of another trust", "The national support", "The administrator of a region"}
    assert cast["signed in, without a role"] in people_reached(cast.reader("national support"))


def test_somebody_whose_last_role_ended_is_no_longer_theirs(cast: Cast) -> None:
    end_role(by=None, role=Role.objects.get(person=cast["member"], until=None), now=NOW)

    assert cast["member"] not in people_reached(cast.reader("administrator of a trust"))
    assert reader(cast["administrator of a trust"]).get(of(cast["member"])).status_code == 404


def test_of_a_learning_network_national_support_sees_who_leads_it_and_nobody_else(cast: Cast) -> None:
    seen = {
        (role.person.name, role.network.key)
        for role in roles_reached(cast.reader("national support")).filter(network__isnull=False)
    }

    assert ("The learning network's lead", "learning") in seen
    assert ("The learning network's member", "learning") not in seen
    assert ("The project room's member", "room") in seen


def test_administrators_see_nobodys_roles_in_networks(cast: Cast) -> None:
    assert not roles_reached(cast.reader("administrator of a region")).filter(network__isnull=False).exists()


# Finding people


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"text": "champ"}, ["The champion"]),
        ({"text": "CHAMPION@EXAMPLE"}, ["The champion"]),
        ({"text": "the champion"}, ["The champion"]),
        ({"text": "zzv"}, ["The member of another trust"]),
        ({"text": "Valemouth"}, ["The member of another trust"]),
        ({"role": "national_support"}, ["The national support"]),
        ({"role": "champion", "text": "zza"}, ["The champion"]),
        ({"role": "champion", "text": "zzv"}, []),
        ({"text": "nobody"}, []),
        ({"state": "closed"}, []),
    ],
)
def test_people_are_found_by_name_address_organisation_and_role(
    cast: Cast, asked: dict[str, str], found: list[str]
) -> None:
    assert names(cast, "national support", **asked) == found


def test_nobody_is_found_by_an_organisation_that_others_look_after(cast: Cast) -> None:
    give_role(by=None, person=cast["member"], kind="member", organisation="ZZV", now=AT)

    assert names(cast, "administrator of a trust", text="zzv") == []
    assert "The member" in names(cast, "national support", text="zzv")


def test_somebody_who_was_erased_is_found_by_nobody(cast: Cast) -> None:
    Person.objects.filter(pk=cast["champion"].pk).update(erased_at=NOW)

    assert names(cast, "national support", text="champion") == []
    assert reader(cast["national support"]).get(of(cast["champion"])).status_code == 404


def test_the_list_is_searched_and_paged(cast: Cast) -> None:
    Person.objects.bulk_create(
        Person(email=f"n{number}@example.nhs.uk", name=f"Number {number:03}", password="!") for number in range(150)
    )
    client = reader(cast["national support"])

    first, second = (
        client.get(HOME + "people/", {"text": "number", "page": page}).content.decode() for page in ("1", "2")
    )

    assert "150 people, of which 1 to 100 stand here." in words(first)
    assert "?text=number&amp;page=2" in first
    assert "Number 149" in second
    assert "Number 099" not in second


@pytest.mark.parametrize("asked", [{"page": "x"}, {"page": "999"}, {"role": "x"}, {"text": "\0"}, {"text": "x" * 5000}])
def test_what_makes_no_sense_is_passed_over(cast: Cast, asked: dict[str, str]) -> None:
    for page in ("people/", "roles/", "organisations/", "networks/", "mails/"):
        assert reader(cast["national support"]).get(HOME + page, asked).status_code == 200


def test_a_page_of_people_asks_the_database_a_few_times(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for number in range(60):
        one = person(f"N{number} Other", email=f"n{number}@example.nhs.uk", password=None)
        give_role(by=None, person=one, kind="member", organisation="ZZ1", now=AT)
    client = reader(cast["national support"])

    with django_assert_max_num_queries(16):
        client.get(HOME + "people/")


def test_script_in_names_is_shown_and_not_run(cast: Cast) -> None:
    Person.objects.filter(pk=cast["member"].pk).update(name="<script>alert(1)</script>", job_title="<b>x")
    client = reader(cast["national support"])

    for page in (HOME + "people/", of(cast["member"]), HOME + "roles/"):
        content = client.get(page).content
        assert b"<script>alert" not in content
        assert b"&lt;script&gt;alert" in content


# One person


def test_a_person_is_shown_with_what_somebody_who_looks_after_them_needs(cast: Cast) -> None:
    AddressTrouble.objects.create(email="member@example.nhs.uk", since=NOW, said="550 no such mailbox")

    page = words(reader(cast["administrator of a trust"]).get(of(cast["member"])).content)

    assert "E-mail address member@example.nhs.uk" in page
    assert "Second step of signing in Not set up" in page
    assert "Last signed in Never" in page
    assert "Do not arrive: 550 no such mailbox" in page
    assert "Member, Applebridge Invented Hospitals NHS Trust (ZZ1) since 1 June 2026" in page


def test_roles_at_places_that_others_look_after_are_shown_to_national_support_only(cast: Cast) -> None:
    give_role(by=None, person=cast["member"], kind="champion", organisation="ZZV", now=AT)

    trust = words(reader(cast["administrator of a trust"]).get(of(cast["member"])).content)
    support = words(reader(cast["national support"]).get(of(cast["member"])).content)

    assert "ZZV" not in trust
    assert "Champion, Valemouth Invented Hospitals NHS Foundation Trust (ZZV)" in support


def test_that_somebody_is_inside_a_learning_network_is_shown_to_nobody_here(cast: Cast) -> None:
    member = cast["learning network's member"]

    for who in ("national support", "administrator of a trust", "administrator of a region"):
        assert "Learning network of Fenwick" not in words(reader(cast[who]).get(of(member)).content)


@pytest.mark.parametrize("address", [f"{HOME}people/999999/", f"{HOME}people/{10**30}/"])
def test_somebody_who_is_not_there_is_not_there(cast: Cast, address: str) -> None:
    assert reader(cast["national support"]).get(address).status_code == 404


def test_a_role_is_given_on_the_page_of_a_person(cast: Cast) -> None:
    client = reader(cast["administrator of a board"])
    page = client.get(of(cast["member"]))

    answer = client.post(
        of(cast["member"]) + "roles/", {"once": once(page), "kind": "champion", "organisation": "zza", "network": ""}
    )

    assert answer["Location"] == of(cast["member"])
    assert Role.objects.filter(person=cast["member"], kind="champion", organisation="ZZA", until=None).exists()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"kind": ""}, "Choose a role."),
        ({"kind": "chief"}, "Select a valid choice"),
        ({"kind": "member", "organisation": "QQQ"}, "No organisation has the code or name “QQQ”."),
        ({"kind": "member", "organisation": "Applebridge Invented"}, "Did you mean: Applebridge Invented Hospitals"),
        ({"kind": "member", "network": "nowhere"}, "No network has the key or name “nowhere”."),
        ({"kind": "member", "organisation": "ZZ1", "network": "room"}, "Leave one of them empty."),
        ({"kind": "network_lead", "organisation": "ZZ1"}, "Network lead is held in: network; not in: organisation."),
        ({"kind": "member"}, "Member is held in: network or organisation; not in: country."),
    ],
)
def test_a_role_that_cannot_be_given_is_said_and_what_was_typed_is_kept(
    cast: Cast, form: dict[str, str], said: str
) -> None:
    client = reader(cast["national support"])
    page = client.get(of(cast["champion"]))

    answer = client.post(of(cast["champion"]) + "roles/", {"once": once(page), **form})

    assert said in words(answer.content)
    assert form.get("network", "") in answer.content.decode()
    assert Role.objects.filter(person=cast["champion"], until=None).count() == 1


def test_a_role_beyond_what_somebody_looks_after_is_refused(cast: Cast) -> None:
    client = reader(cast["administrator of a trust"])
    page = client.get(of(cast["member"]))

    answer = client.post(
        of(cast["member"]) + "roles/", {"once": once(page), "kind": "system_administrator", "organisation": "ZZA"}
    )

    assert answer.status_code == 403
    assert "You may not give or end this role" in words(answer.content)
    assert Role.objects.filter(person=cast["member"], until=None).count() == 1


def test_national_support_gives_a_role_in_a_network_by_its_name(cast: Cast) -> None:
    client = reader(cast["national support"])
    page = client.get(of(cast["champion"]))

    client.post(
        of(cast["champion"]) + "roles/",
        {"once": once(page), "kind": "network_lead", "network": "room of the WINTER plan"},
    )

    assert Role.objects.filter(person=cast["champion"], kind="network_lead", network__key="room").exists()


def role_of(someone: Person) -> Role:
    return Role.objects.get(person=someone, until=None)


def test_ending_a_role_asks_first_and_says_what_hangs_on_it(cast: Cast) -> None:
    trust = cast["administrator of a trust"]
    address = f"{of(trust)}roles/{role_of(trust).pk}/end/"
    client = reader(cast["administrator of a board"])

    asked = words(client.get(address).content)
    answer = client.post(address, {"why": "left"})

    assert "Is the only administrator of Applebridge Invented Hospitals NHS Trust" in asked
    assert answer["Location"] == HOME + "people/"
    role = Role.objects.get(person=trust)
    assert (role.why_ended, role.ended_by) == ("left", cast["administrator of a board"])


def test_a_role_that_somebody_ended_meanwhile_is_not_there(cast: Cast) -> None:
    role = role_of(cast["member"])
    give_role(by=None, person=cast["member"], kind="champion", organisation="ZZ1", now=AT)
    client = reader(cast["administrator of a trust"])
    end_role(by=None, role=role, now=NOW)

    answer = client.post(f"{of(cast['member'])}roles/{role.pk}/end/", {"why": ""})

    assert answer.status_code == 404
    assert "Somebody may have ended it meanwhile." in words(answer.content)


def test_the_last_national_support_stays(cast: Cast) -> None:
    support = cast["national support"]
    client = reader(support)

    answer = client.post(f"{of(support)}roles/{role_of(support).pk}/end/", {"why": ""})
    closed = client.post(f"{of(support)}close/", {"why": ""})

    for page in (answer, closed):
        assert "This is the last one who holds national support." in words(page.content)
    assert Person.objects.get(pk=support.pk).is_active


def test_a_reason_that_is_too_long_is_said(cast: Cast) -> None:
    address = f"{of(cast['member'])}roles/{role_of(cast['member']).pk}/end/"

    answer = reader(cast["administrator of a trust"]).post(address, {"why": "x" * 201})

    assert "at most 200 characters" in words(answer.content)
    assert role_of(cast["member"])


# Accounts


def test_national_support_closes_an_account_and_opens_it_again(cast: Cast) -> None:
    client = reader(cast["national support"])

    client.post(f"{of(cast['member'])}close/", {"why": "left"})
    closed = words(client.get(of(cast["member"])).content)
    client.post(f"{of(cast['member'])}reopen/")

    assert "Closed on" in closed
    assert "Give a role" not in closed
    assert Person.objects.get(pk=cast["member"].pk).is_active
    assert names(cast, "national support", state="closed") == []


def test_opening_an_open_account_is_said(cast: Cast) -> None:
    answer = reader(cast["national support"]).post(f"{of(cast['member'])}reopen/")

    assert "The account of The member is open." in words(answer.content)


@pytest.mark.parametrize("what", ["close/", "reopen/", "password-link/"])
def test_only_national_support_closes_accounts_and_makes_links(cast: Cast, what: str) -> None:
    answer = reader(cast["administrator of a region"]).post(of(cast["member"]) + what)

    assert answer.status_code == 403
    assert "Only national support may do this." in words(answer.content)
    assert "The account" not in words(reader(cast["administrator of a region"]).get(of(cast["member"])).content)


def test_a_link_to_set_a_password_is_shown_once_works_once_and_is_noted(cast: Cast) -> None:
    client = reader(cast["national support"])

    page = client.post(f"{of(cast['member'])}password-link/").content.decode()
    (link,) = re.findall(r"http://localhost(/account/set-password/[^<]+)<", page)

    entry = AuditEntry.objects.order_by("-number").first()
    assert (entry.action, entry.about) == ("password.link_made", cast["member"])
    assert link not in entry.details
    assert "set-password" not in client.get(of(cast["member"])).content.decode()
    assert reader().get(link).status_code == 302


def test_no_link_is_made_for_a_closed_account(cast: Cast) -> None:
    Person.objects.filter(pk=cast["member"].pk).update(is_active=False, closed_at=NOW)

    answer = reader(cast["national support"]).post(f"{of(cast['member'])}password-link/")

    assert "The account of The member is closed. Open it first." in words(answer.content)


def test_a_form_from_elsewhere_changes_nothing(cast: Cast) -> None:
    client = reader(cast["national support"], checks_forms=True)

    answer = client.post(f"{of(cast['member'])}close/", {"why": ""})

    assert answer.status_code == 403
    assert Person.objects.get(pk=cast["member"].pk).is_active
    assert Person.objects.get(pk=cast["member"].pk).check_password(PASSWORD)


# Roles


def test_roles_are_found_by_kind_place_and_name(cast: Cast) -> None:
    client = reader(cast["national support"])

    by_kind = words(client.get(HOME + "roles/", {"role": "system_administrator"}).content)
    by_place = words(client.get(HOME + "roles/", {"text": "winter"}).content)
    nothing = words(client.get(HOME + "roles/", {"text": "unheard of"}).content)

    assert "4 roles." in by_kind
    assert "2 roles." in by_place
    assert "Room of the winter plan" in by_place
    assert "No role that you look after fits." in nothing


def test_the_file_of_roles_holds_what_was_asked_for(cast: Cast) -> None:
    content = reader(cast["administrator of a trust"]).get(HOME + "roles/file/csv/", {"role": "contributor"}).content

    assert content.decode("utf-8-sig").splitlines() == [
        "E-mail address,Name,Job title,Role,Organisation,Network,Action,Since",
        "contributor@example.nhs.uk,The contributor,,Contributor,ZZ1,,add,1 June 2026",
    ]


# Organisations


def test_organisations_are_listed_with_their_people_and_who_administers_them(cast: Cast) -> None:
    page = words(reader(cast["administrator of a region"]).get(HOME + "organisations/").content)

    assert "3 organisations." in page
    assert "Applebridge Invented Hospitals NHS Trust (ZZ1)" in page
    assert "The administrator of a trust" in page
    assert "ZZV" not in page


def test_organisations_that_nobody_administers_are_found(cast: Cast) -> None:
    page = words(reader(cast["national support"]).get(HOME + "organisations/", {"only": "nobody"}).content)

    assert "1 organisation." in page
    assert "Valemouth Invented Hospitals NHS Foundation Trust (ZZV)" in page
    assert "Nobody administers it" in page


def test_organisations_without_people_are_found_by_name_and_when_all_are_asked_for(cast: Cast) -> None:
    client = reader(cast["administrator of a board"])

    by_name = words(client.get(HOME + "organisations/", {"text": "brackwater"}).content)
    every = words(client.get(HOME + "organisations/", {"only": "all"}).content)

    assert "ZZ2" in by_name or "No organisation that you look after fits" in by_name
    assert len(re.findall(r"\(ZZ\w\)", every)) >= len(re.findall(r"\(ZZ\w\)", by_name))


def test_an_organisation_is_shown_with_who_administers_it_from_above(cast: Cast) -> None:
    page = words(reader(cast["administrator of a trust"]).get(HOME + "organisations/ZZ1/").content)

    assert "Administered by The administrator of a trust" in page
    assert "Also administered from above Invented Harbour and Vale ICB: The administrator of a board" in page


@pytest.mark.parametrize(("code", "status"), [("ZZ1", 200), ("zz1", 200), ("ZZA", 403), ("QQQ", 404)])
def test_an_administrator_opens_the_organisations_they_look_after(cast: Cast, code: str, status: int) -> None:
    assert reader(cast["administrator of a trust"]).get(f"{HOME}organisations/{code}/").status_code == status


def save(client: Any, **form: str) -> Any:
    return client.post(
        f"{HOME}organisations/ZZ1/", {"version": "0", "email_domains": "", "champion_places": "", **form}
    )


def test_national_support_settles_what_concerns_an_organisation(cast: Cast) -> None:
    answer = save(reader(cast["national support"]), email_domains="fenwick.example\n", champion_places="12")

    row = OrganisationSettings.objects.get(code="ZZ1")
    assert answer["Location"] == f"{HOME}organisations/ZZ1/"
    assert (row.email_domains, row.champion_places, row.version) == ("fenwick.example", 12, 1)


def test_an_administrator_does_not_raise_how_many_champions_they_may_nominate(cast: Cast) -> None:
    client = reader(cast["administrator of a trust"])

    save(client, email_domains="fenwick.example", champion_places="99")

    assert OrganisationSettings.objects.get(code="ZZ1").champion_places is None
    assert 'name="champion_places"' not in client.get(f"{HOME}organisations/ZZ1/").content.decode()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"email_domains": "not a domain"}, "“not” is no domain."),
        ({"email_domains": "nhs.net"}, "nhs.net is used by many organisations"),
        ({"champion_places": "many"}, "Write a whole number, or nothing for the rule of the round."),
        ({"champion_places": "0"}, "greater than or equal to 1"),
    ],
)
def test_settings_that_cannot_be_used_are_said_and_kept_on_the_page(
    cast: Cast, form: dict[str, str], said: str
) -> None:
    answer = save(reader(cast["national support"]), **form)

    assert answer.status_code == 200
    assert said in words(answer.content)
    assert next(iter(form.values())) in answer.content.decode()


def test_two_who_save_at_once_do_not_overwrite_each_other(cast: Cast) -> None:
    save_settings(by=None, code="ZZ1", seen_version=0, email_domains="first.example", champion_places=None, now=NOW)

    answer = save(reader(cast["national support"]), email_domains="second.example")

    assert answer.status_code == 409
    assert "was changed by somebody else" in words(answer.content)
    assert "second.example" in answer.content.decode()
    assert "Open it again, as it was saved" in words(answer.content)
    assert OrganisationSettings.objects.get(code="ZZ1").email_domains == "first.example"


# The second step of somebody who lost their phone


def take_away(client: Any, someone: Person) -> Any:
    page = client.get(f"{of(someone)}second-step/")
    return client.post(f"{of(someone)}second-step/", {"once": once(page)})


def has_one(someone: Person) -> bool:
    return Authenticator.objects.filter(user=someone).exists()


def test_national_support_takes_a_second_step_away_and_they_are_told(cast: Cast, second_step: SecondStep) -> None:
    someone = cast["member"]
    second_step.set_up(someone)
    client = reader(cast["national support"])

    offered, asked = words(client.get(of(someone)).content), client.get(f"{of(someone)}second-step/")
    answer = take_away(client, someone)
    after = words(client.get(answer["Location"]).content)

    assert "They lost their phone: take the second step away" in offered
    assert "Take the second step of The member away?" in words(asked.content)
    assert "The second step is gone. They sign in by password alone, and have been told." in after
    assert "take the second step away" not in after
    assert not has_one(someone)
    entry = AuditEntry.objects.get(action="account.second_step_removed")
    assert (entry.by_id, entry.about_id) == (cast["national support"].pk, someone.pk)
    line = Notification.objects.get(person=someone, key__startswith="second-step-")
    assert line.title == "National support took your second step of signing in away"
    assert "change your password" in line.text


@pytest.mark.parametrize(("chosen", "mails"), [("at_once", 0), ("daily", 1), ("never", 1)])
def test_a_second_step_that_was_taken_away_is_mailed_whatever_somebody_chose(
    cast: Cast, second_step: SecondStep, settings: Any, chosen: str, mails: int
) -> None:
    settings.EVERYWEEK_MAIL = "smtp://mail.example"
    second_step.set_up(cast["member"])
    choose_mails(by=cast.reader("member"), frequencies={"role": chosen}, now=NOW)

    take_second_step_away(by=cast.reader("national support"), person=cast["member"], now=NOW)

    found = OutgoingMail.objects.filter(to=cast["member"].email)
    assert found.count() == mails  # the worker writes the one that is sent at once


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("nobody", 302),
        ("member", 403),
        ("administrator of a trust", 403),
        ("administrator of a region", 403),
        ("national support", 302),
    ],
)
def test_only_national_support_takes_a_second_step_away(
    cast: Cast, second_step: SecondStep, who: str, status: int
) -> None:
    second_step.set_up(cast["member"])
    client = reader(None if who == "nobody" else cast[who])
    form = {"once": once(client.get(f"{of(cast['member'])}second-step/"))} if who == "national support" else {}

    answer = client.post(f"{of(cast['member'])}second-step/", form)

    assert answer.status_code == status
    assert has_one(cast["member"]) is (who != "national support")


def test_the_action_asks_again_who_takes_a_second_step_away(cast: Cast, second_step: SecondStep) -> None:
    second_step.set_up(cast["member"])

    with pytest.raises(NotPermitted):
        take_second_step_away(by=cast.reader("administrator of a region"), person=cast["member"], now=NOW)

    assert has_one(cast["member"])


def test_nobody_takes_away_their_own_second_step_or_one_that_is_not_there(cast: Cast, second_step: SecondStep) -> None:
    me = cast["national support"]
    second_step.set_up(me)
    client = reader(me)
    form = {"once": once(client.get(f"{of(me)}second-step/"))}

    own = client.post(f"{of(me)}second-step/", form)
    none = client.post(f"{of(cast['member'])}second-step/", form)

    assert (own.status_code, none.status_code) == (409, 409)
    assert "Switch your own second step off in your account." in words(own.content)
    assert "The member has no second step. Nothing was changed." in words(none.content)
    assert has_one(me)
    assert "They have none." in words(client.get(f"{of(cast['member'])}second-step/").content)


# Words


def test_what_stands_alone_in_a_list_of_facts_begins_with_a_capital(cast: Cast) -> None:
    make_round(cast)
    client = reader(cast["national support"])
    network, person = "/networks/community/", of(cast["member"])
    pages = ("organisations/ZZ1/", "bulk/")
    addresses = (
        *(f"{HOME}{page}" for page in pages), person, network, "/account/", "/champions/recovery-champions/",
        "/champions/recovery-champions/ZZA/", f"/organisation/ZZ1/people/{cast['member'].pk}/",
    )  # fmt: skip

    found = [
        words(value)
        for address in addresses
        for value in re.findall(
            r'<dd class="nhsuk-summary-list__value[^"]*">(.*?)</dd>', client.get(address).content.decode(), re.DOTALL
        )
    ]

    assert len(found) > 30
    assert [value for value in found if value[:1].islower() and "@" not in value] == []
