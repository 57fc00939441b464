"""Roles: given and ended in one place, each with its limits and its entry."""

from datetime import timedelta

import pytest
from support.cast import AT, Cast
from support.people import person

from everyweek.web.people.accounts.erasure import erase_person
from everyweek.web.people.actions import close_account, reopen_account
from everyweek.web.people.errors import CannotBeReopened
from everyweek.web.people.invitations.actions import invite
from everyweek.web.people.models import AuditEntry, Notification, Person, Role
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.people.roles.actions import end_role, give_role
from everyweek.web.people.roles.consequences import what_hangs_on
from everyweek.web.people.roles.errors import KeptApart, LastOne, NoSuchRole, WasErased
from everyweek.web.people.roles.queries import administrators_of

LATER = AT + timedelta(days=1)


def held_by(cast: Cast, who: str) -> list[Role]:
    return list(Role.objects.filter(person=cast[who], until=None).select_related("network").order_by("pk"))


@pytest.mark.parametrize(
    ("kind", "organisation", "network", "said"),
    [
        ("king", "ZZ1", "", "There is no role “king”"),
        ("network_lead", "ZZ1", "", "Network lead is held in: network; not in: organisation"),
        ("member", "", "", "Member is held in: network or organisation; not in: country"),
        ("member", "NONE", "", "No organisation has the code “NONE”"),
        ("executive_contact", "", "community", "Executive contact is held in: organisation; not in: network"),
    ],
)
def test_a_role_that_there_is_not_is_not_given(
    cast: Cast, kind: str, organisation: str, network: str, said: str
) -> None:
    place = cast.networks[network] if network else None

    with pytest.raises(NoSuchRole, match=said):
        give_role(by=None, person=cast["member"], kind=kind, organisation=organisation, network=place, now=AT)


def test_a_role_that_is_held_already_is_left_as_it_is(cast: Cast) -> None:
    before, entries = held_by(cast, "member"), AuditEntry.objects.count()

    again = give_role(by=None, person=cast["member"], kind="member", organisation="ZZ1", now=LATER)

    assert [again] == before
    assert AuditEntry.objects.count() == entries


def test_a_role_that_ended_can_be_given_again_and_both_are_kept(cast: Cast) -> None:
    first = held_by(cast, "member")[0]
    end_role(by=None, role=first, why="left", now=LATER)
    end_role(by=None, role=first, why="once more", now=LATER)

    give_role(by=None, person=cast["member"], kind="member", organisation="ZZ1", now=LATER)

    assert list(Role.objects.filter(person=cast["member"]).order_by("pk").values_list("until", "why_ended")) == [
        (LATER, "left"),
        (None, ""),
    ]


def test_nobody_gives_a_role_at_an_organisation_of_another_board(cast: Cast) -> None:
    other = cast.reader("administrator of another board")

    with pytest.raises(NotPermitted):
        give_role(by=other, person=cast["member"], kind="member", organisation="ZZ1", now=AT)
    with pytest.raises(NotPermitted):
        end_role(by=other, role=held_by(cast, "member")[0], now=AT)
    with pytest.raises(NotPermitted):
        give_role(by=cast.reader("administrator of a trust"), person=cast["member"], kind="national_support", now=AT)


def test_a_person_may_end_a_role_of_their_own_and_is_not_told_of_it(cast: Cast) -> None:
    before = Notification.objects.filter(person=cast["member"]).count()

    end_role(by=cast.reader("member"), role=held_by(cast, "member")[0], now=LATER)

    assert held_by(cast, "member") == []
    assert Notification.objects.filter(person=cast["member"]).count() == before


def test_the_last_national_support_cannot_be_ended_nor_the_account_closed(cast: Cast) -> None:
    last = cast["national support"]

    with pytest.raises(LastOne):
        end_role(by=None, role=held_by(cast, "national support")[0], now=LATER)
    with pytest.raises(LastOne):
        close_account(by=None, person=last, now=LATER)

    assert Person.objects.get(pk=last.pk).is_active


def test_nobody_is_inside_a_learning_network_and_oversees_it(cast: Cast) -> None:
    learning = cast.networks["learning"]

    with pytest.raises(KeptApart):
        give_role(by=None, person=cast["administrator of a region"], kind="member", network=learning, now=AT)
    with pytest.raises(KeptApart):
        give_role(by=None, person=cast["learning network's member"], kind="national_support", now=AT)


def test_a_network_that_loses_its_lead_is_told_and_it_was_said_before(cast: Cast) -> None:
    lead = held_by(cast, "community's lead")

    before = what_hangs_on(cast["community's lead"], lead, now=AT)
    close_account(by=None, person=cast["community's lead"], now=LATER)

    assert before == ("Leads the network Community of frailty, alone: nobody will lead it.",)
    told = Notification.objects.filter(kind="lead").values_list("person__name", flat=True)
    assert sorted(told) == ["The community's member", "The reviewer"]


def test_of_two_leads_nothing_hangs_on_either(cast: Cast) -> None:
    community = cast.networks["community"]
    give_role(by=None, person=cast["community's member"], kind="network_lead", network=community, now=AT)

    assert what_hangs_on(cast["community's lead"], held_by(cast, "community's lead"), now=AT) == ()


def test_invitations_that_another_role_still_covers_are_not_called_lost(cast: Cast) -> None:
    trust = cast["administrator of a trust"]
    for email in ("a@fenwick.example", "b@fenwick.example"):
        by = cast.reader("administrator of a trust")
        invite(by=by, email=email, kind="member", organisation="ZZ1", now=AT)
    role = held_by(cast, "administrator of a trust")

    alone = what_hangs_on(trust, role, now=AT)
    give_role(by=None, person=trust, kind="system_administrator", organisation="ZZA", now=AT)
    covered = what_hangs_on(trust, role, now=AT)

    assert any("Sent 2 invitations that are still open" in line for line in alone)
    assert not any("invitation" in line for line in covered)


def test_the_nearest_who_administer_an_organisation_look_after_it(cast: Cast) -> None:
    on = AT.date()

    assert administrators_of("ZZ1", on=on) == (cast["administrator of a trust"].pk,)
    assert administrators_of("ZZ2", on=on) == (cast["administrator of a board"].pk,)
    assert administrators_of("ZZ9", on=on) == (cast["administrator of a region"].pk,)
    assert administrators_of("ZZX", on=on) == (cast["national support"].pk,)


def test_a_closed_account_is_opened_again_without_its_roles(cast: Cast) -> None:
    support = cast.reader("national support")
    close_account(by=support, person=cast["member"], why="on leave", now=LATER)
    closed_at = Person.objects.get(pk=cast["member"].pk).closed_at
    close_account(by=support, person=cast["member"], now=LATER + timedelta(days=1))

    reopen_account(by=support, person=cast["member"], now=LATER)

    assert closed_at == LATER
    assert Person.objects.get(pk=cast["member"].pk).is_active
    assert held_by(cast, "member") == []
    with pytest.raises(CannotBeReopened, match="is open"):
        reopen_account(by=support, person=cast["member"], now=LATER)


def test_of_somebody_erased_there_is_no_account_to_open() -> None:
    gone = person("Ann Other")
    Person.objects.filter(pk=gone.pk).update(is_active=False, erased_at=AT)

    with pytest.raises(CannotBeReopened, match="Nothing is kept of this person"):
        reopen_account(by=None, by_words="the tests", person=gone, now=AT)


def test_adding_closing_and_opening_are_entries_of_the_chain(cast: Cast) -> None:
    someone = person("Bob Brown")
    close_account(by=None, by_words="the tests", person=someone, now=LATER)
    reopen_account(by=cast.reader("national support"), person=someone, now=LATER)

    entries = AuditEntry.objects.filter(object_key=str(someone.pk), object_kind="person")

    assert [(entry.action, entry.by_words, entry.by_id) for entry in entries] == [
        ("person.added", "Everyweek itself", None),
        ("person.closed", "the tests", None),
        ("person.reopened", "", cast["national support"].pk),
    ]


pytestmark = pytest.mark.django_db


def test_somebody_erased_gets_no_role_any_more(cast: Cast) -> None:
    erased = cast["member"]
    erase_person(by=cast.reader("member"), person=erased, removes_texts=False, now=AT)

    with pytest.raises(WasErased, match="erased at its owner’s request"):
        give_role(by=cast.reader("national support"), person=erased, kind="member", organisation="ZZ1", now=AT)

    assert not Role.objects.filter(person=erased, until=None).exists()
