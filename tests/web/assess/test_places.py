"""Places: making, changing and ending them, and who takes part."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from support.assessing import (
    DURING,
    LEAD,
    MADE,
    OUTSIDER,
    a_place,
    an_assessment,
    fenwick,
    named,
    saltings,
    the_assessment,
)
from support.cast import Cast
from support.people import reader
from support.sending import send
from support.site import words as words_of

from everyweek.web.assess.places.actions import change_place, end_place, make_place, reopen_place
from everyweek.web.assess.places.asked import PartyAsked, PlaceAsked
from everyweek.web.assess.places.errors import CannotTakePart, NotAPlace
from everyweek.web.assess.places.models import Place
from everyweek.web.assess.places.naming import end_membership, name_person
from everyweek.web.assess.places.own_data import end_memberships_of
from everyweek.web.assess.places.queries import parties_of, places_of
from everyweek.web.people.assessment_predicates import takes_part
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import AuditEntry, Notification
from everyweek.web.people.permissions import NotPermitted, can

BOARD = "administrator of a board"


def words(page: HttpResponse) -> str:
    return words_of(page.content.decode())


def asked(name: str = "Harbour", **more: object) -> PlaceAsked:
    return PlaceAsked(**{"name": name, "system": "ZZA", "parties": (PartyAsked("acute", "zz1"),), **more})  # type: ignore[arg-type]


def test_an_administrator_of_the_board_makes_a_place_whose_board_and_region_take_part(cast: Cast) -> None:
    place = make_place(by=cast.reader(BOARD), asked=asked("  Harbour\n& Vale "), now=MADE)

    assert (place.key, place.name) == ("harbour-vale", "Harbour & Vale")
    assert [(row.party, row.organisation) for row in place.parties.all()] == [
        ("system", "ZZA"),
        ("acute", "ZZ1"),
        ("region", "ZZ9"),
    ]
    entry = AuditEntry.objects.get(action="place.made")
    assert (entry.object_key, entry.organisation) == ("harbour-vale", "ZZA")


def test_an_administrator_of_another_board_makes_none(cast: Cast) -> None:
    with pytest.raises(NotPermitted, match="Only those who administer the board"):
        make_place(by=cast.reader("administrator of another board"), asked=asked(), now=MADE)


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"name": " "}, "name", "name of 1 to 120 characters"),
        ({"name": "x" * 121}, "name", "name of 1 to 120 characters"),
        ({"about": "x" * 2001}, "about", "At most 2,000 characters; this has 2,001"),
        ({"key": "results"}, "key", "“results” is a word that pages of Everyweek use themselves"),
        ({"key": "Über uns"}, "key", "“Über uns” cannot stand in an address"),
        ({"system": "ZZ1"}, "system", "is no integrated care board today"),
        ({"system": "NOPE"}, "system", "NOPE"),
        (
            {"parties": (PartyAsked("acute", "ZZA"),)},
            "organisation",
            "is an integrated care board and cannot take part",
        ),
        ({"parties": (PartyAsked("community", "ZZ9"),)}, "organisation", "is a region and cannot take part"),
        ({"parties": (PartyAsked("acute", "QQQ"),)}, "organisation", "QQQ"),
        ({"parties": (PartyAsked("friends", "ZZ1"),)}, "party", "“friends” is no party"),
        ({"parties": (PartyAsked("acute"),)}, "organisation", "Give an organisation’s code, or a name"),
        (
            {"parties": tuple(PartyAsked("local_authority", name=f"Council {n}") for n in range(41))},
            "parties",
            "at most 40 parties; these are 41",
        ),
    ],
)
def test_a_place_that_cannot_be_is_refused_with_a_sentence(
    cast: Cast, wrong: dict[str, object], field: str, sentence: str
) -> None:
    with pytest.raises(NotAPlace, match=sentence) as problem:
        make_place(by=cast.reader("national support"), asked=asked(**wrong), now=MADE)

    assert problem.value.field == field
    assert not Place.objects.exists()


def test_two_places_of_one_name_in_a_system_are_refused_and_in_two_systems_get_two_addresses(cast: Cast) -> None:
    first = a_place(cast, "Fenwick")
    second = a_place(cast, "Fenwick", system="ZZC", acute="ZZV", community="")

    with pytest.raises(NotAPlace, match="a place called “fenwick” in this system already"):
        a_place(cast, "fenwick")
    with pytest.raises(NotAPlace, match="Another place has the address “fenwick-2” already"):
        make_place(by=cast.reader(BOARD), asked=asked(key="fenwick-2"), now=MADE)

    assert (first.key, second.key) == ("fenwick", "fenwick-2")


def test_a_name_that_is_a_reserved_word_gets_an_address_with_a_number(cast: Cast) -> None:
    assert make_place(by=cast.reader(BOARD), asked=asked("Priorities"), now=MADE).key == "priorities-2"


def test_changing_a_place_sets_its_parties_anew_and_keeps_its_address(cast: Cast) -> None:
    place = a_place(cast)
    wanted = asked("Greater Fenwick", parties=(PartyAsked("ambulance", "ZZ8"), PartyAsked("acute", "ZZ1")))

    changed = change_place(by=cast.reader(BOARD), place=place, asked=wanted, seen_version=1, now=DURING)

    assert (changed.key, changed.name, changed.version) == ("fenwick", "Greater Fenwick", 2)
    assert {(row.party, row.organisation) for row in place.parties.all()} == {
        ("system", "ZZA"),
        ("ambulance", "ZZ8"),
        ("acute", "ZZ1"),
        ("region", "ZZ9"),
    }
    with pytest.raises(ChangedMeanwhile):
        change_place(by=cast.reader(BOARD), place=place, asked=wanted, seen_version=1, now=DURING)
    same = change_place(by=cast.reader(BOARD), place=place, asked=wanted, seen_version=2, now=DURING)
    assert same.version == 2


def test_the_leads_are_told_when_others_become_parties_and_not_of_another_name(cast: Cast) -> None:
    place = fenwick(cast)
    Notification.objects.all().delete()
    by = cast.reader(BOARD)
    same = tuple(PartyAsked(row.party, row.organisation, row.name) for row in place.parties.all())

    change_place(by=by, place=place, asked=asked("Fen", parties=same), seen_version=1, now=DURING)
    assert not Notification.objects.exists()
    change_place(by=by, place=place, asked=asked("Fen", parties=same[:2]), seen_version=2, now=DURING)

    told = Notification.objects.get()
    assert (told.person_id, told.title) == (cast[LEAD].pk, "The parties of Fen were changed")


def test_a_place_cannot_take_the_name_of_another(cast: Cast) -> None:
    place = a_place(cast)
    a_place(cast, "Vale")

    with pytest.raises(NotAPlace, match="a place called “VALE”"):
        change_place(by=cast.reader(BOARD), place=place, asked=asked("VALE"), seen_version=1, now=DURING)


def test_an_ended_place_is_changed_no_more_until_it_is_taken_up_again(cast: Cast) -> None:
    place = a_place(cast)
    end_place(by=cast.reader(BOARD), place=place, seen_version=1, now=DURING)

    with pytest.raises(NotAPlace, match="Fenwick was ended"):
        change_place(by=cast.reader(BOARD), place=place, asked=asked("X"), seen_version=2, now=DURING)
    with pytest.raises(CannotTakePart, match="Fenwick was ended, so nobody new is named"):
        named(cast, place, "champion", party="system")
    reopened = reopen_place(by=cast.reader(BOARD), place=place, seen_version=2, now=DURING)

    assert reopened.ended_at is None
    assert reopen_place(by=cast.reader(BOARD), place=place, seen_version=3, now=DURING).version == 3


def test_people_of_the_hospital_take_part_and_people_of_the_board_do_not_unless_they_are_named(cast: Cast) -> None:
    place = fenwick(cast)
    one = an_assessment(cast)

    assert parties_of(cast.reader("member"), place) == ("acute",)
    assert len(parties_of(cast.reader(LEAD), place)) == 6
    assert parties_of(cast.reader("executive contact"), place) == ("system",)
    for who in (BOARD, "champion", "administrator of a region", "national support", OUTSIDER, "nobody"):
        assert parties_of(cast.reader(who), place) == ()
        assert not can(cast.reader(who), "assessment.take-part", one)
    assert list(places_of(cast.reader("member"))) == [place]
    assert not places_of(cast.reader("nobody")).exists()


def test_whoever_is_named_is_told_and_so_are_the_leads(cast: Cast) -> None:
    place = fenwick(cast)
    Notification.objects.all().delete()

    named(cast, place, "champion", party="system", now=DURING)

    told = {one.person_id: one for one in Notification.objects.all()}
    assert set(told) == {cast["champion"].pk, cast[LEAD].pk}
    assert told[cast["champion"].pk].title == "You take part for Fenwick"
    assert "private to those who take part" in told[cast["champion"].pk].text
    assert told[cast[LEAD].pk].title == "The champion takes part for Fenwick now"


def test_a_lead_names_others_and_somebody_who_only_takes_part_does_not(cast: Cast) -> None:
    place = fenwick(cast)
    email = cast["champion"].email.upper()

    name_person(by=cast.reader(LEAD), place=place, email=f" {email} ", party="system", now=DURING)

    assert takes_part(cast.reader("champion"), place)
    with pytest.raises(NotPermitted):
        name_person(by=cast.reader("champion"), place=place, email=email, party="acute", now=DURING)


def test_naming_somebody_again_changes_for_whom_they_take_part_and_the_same_again_is_refused(cast: Cast) -> None:
    place = fenwick(cast)

    named(cast, place, "executive contact", party="system", leads=True, now=DURING)

    assert place.members.filter(person=cast["executive contact"], ended_at=None).get().leads
    with pytest.raises(CannotTakePart, match="takes part already, for “Integrated care system”, and leads"):
        named(cast, place, "executive contact", party="system", leads=True, now=DURING)


def test_nobody_can_be_named_without_an_open_account_or_for_no_party(cast: Cast) -> None:
    place, by = fenwick(cast), cast.reader(LEAD)
    gone = cast["champion"]
    gone.is_active = False
    gone.save()

    with pytest.raises(CannotTakePart, match=r"Nobody who has an account has the address “who@example.org”"):
        name_person(by=by, place=place, email="who@example.org", party="acute", now=DURING)
    with pytest.raises(CannotTakePart, match="has been closed"):
        name_person(by=by, place=place, email=gone.email, party="acute", now=DURING)
    with pytest.raises(CannotTakePart, match="Write an e-mail address"):
        name_person(by=by, place=place, email=" ", party="acute", now=DURING)
    with pytest.raises(CannotTakePart, match="Choose for whom"):
        name_person(by=by, place=place, email=gone.email, party="friends", now=DURING)


def test_somebody_whose_part_was_ended_reads_nothing_more_and_is_told(cast: Cast) -> None:
    place = fenwick(cast)
    member = place.members.get(person=cast["executive contact"])
    Notification.objects.all().delete()

    end_membership(by=cast.reader(LEAD), member=member, now=DURING)
    end_membership(by=cast.reader(LEAD), member=member, now=DURING)

    assert not takes_part(cast.reader("executive contact"), place)
    assert Notification.objects.get().title == "You no longer take part for Fenwick"
    assert AuditEntry.objects.filter(action="place.unnamed").count() == 1


def test_somebody_who_was_erased_takes_part_no_more(cast: Cast) -> None:
    place = fenwick(cast)

    end_memberships_of(cast[LEAD].pk)

    assert not place.members.filter(person=cast[LEAD], ended_at=None).exists()


def test_the_page_of_a_place_says_who_takes_part_who_left_and_that_drafts_are_private(cast: Cast) -> None:
    place = fenwick(cast)
    named(cast, place, "signed in, without a role", party="local_authority")
    cast[LEAD].is_active = False
    cast[LEAD].save()

    answer = reader(cast["member"]).get("/assess/places/fenwick/")
    page = words(answer)

    assert "You take part for this place." in page
    assert "private to the people on this page: nobody else reads it, whatever they administer" in page
    assert "Left" in page
    assert "Their account was closed" in page
    assert "They hold no role at any organisation any more" in page
    assert "Nobody leads" in page
    assert "Fenwick Council" in page
    assert "/people/" not in answer.content.decode()


def test_somebody_without_any_role_sees_the_place_that_they_are_named_for_and_no_other(cast: Cast) -> None:
    place, other = fenwick(cast), saltings(cast)
    client = reader(cast["signed in, without a role"])
    before = client.get(f"/assess/places/{place.key}/")

    named(cast, place, "signed in, without a role", party="local_authority")

    assert before.status_code == 403
    assert client.get(f"/assess/places/{place.key}/").status_code == 200
    assert client.get(f"/assess/places/{other.key}/").status_code == 403


def test_a_place_shows_its_assessments_to_those_who_take_part_only(cast: Cast) -> None:
    an_assessment(cast)

    assert "Summer assessment" in words(reader(cast["member"]).get("/assess/places/fenwick/"))
    assert "Summer assessment" not in words(reader(cast[BOARD]).get("/assess/places/fenwick/"))


def test_a_place_is_made_on_its_page_with_codes_and_names(cast: Cast) -> None:
    client = reader(cast[BOARD])

    answer = send(
        client,
        "/assess/places/in/ZZA/new/",
        name="<script>alert(1)</script>",
        acute="zz1\nBrackwater Invented University Hospitals NHS Foundation Trust",
        community="* Fenwick Hospice",
        local_authority="Fenwick Council; Vale Council",
    )

    place = Place.objects.get()
    assert answer["Location"] == f"/assess/places/{place.key}/"
    assert [(row.organisation or row.name) for row in place.parties.all()] == [
        "ZZA",
        "ZZ1",
        "ZZ2",
        "Fenwick Hospice",
        "Fenwick Council",
        "Vale Council",
        "ZZ9",
    ]
    assert "<script>alert" not in client.get(answer["Location"]).content.decode()


def test_a_line_that_means_no_organisation_is_shown_beside_its_field_and_nothing_typed_is_lost(cast: Cast) -> None:
    answer = send(
        reader(cast[BOARD]),
        "/assess/places/in/ZZA/new/",
        name="Fenwick",
        key="edit",
        acute="Applebridge\nZZA",
        ambulance="Flying carpets",
    )

    page = words(answer)
    assert answer.status_code == 200
    assert "Write one of these codes: ZZ1 Applebridge Invented Hospitals NHS Trust" in page
    assert "“Flying carpets” is in the directory under no code and no name" in page
    assert "Flying carpets</textarea>" in answer.content.decode()
    assert not Place.objects.exists()

    again = send(reader(cast[BOARD]), "/assess/places/in/ZZA/new/", name="Fenwick", key="edit", acute="ZZ1")
    assert "“edit” is a word that pages of Everyweek use themselves" in words(again)


def test_two_who_change_a_place_at_once_lose_nothing(cast: Cast) -> None:
    a_place(cast)
    client = reader(cast[BOARD])
    client.get("/assess/places/fenwick/edit/")

    first = send(client, "/assess/places/fenwick/edit/", name="One", version="1", acute="ZZ1")
    second = send(client, "/assess/places/fenwick/edit/", name="Two", version="1", acute="ZZ1")

    assert first.status_code == 302
    assert second.status_code == 409
    assert "was changed by somebody else" in words(second)
    assert 'value="Two"' in second.content.decode()
    assert Place.objects.get().name == "One"


def test_naming_and_ending_happen_on_pages(cast: Cast) -> None:
    place = fenwick(cast)
    client = reader(cast[LEAD])

    wrong = send(client, "/assess/places/fenwick/people/", email="who@example.org")
    right = send(client, "/assess/places/fenwick/people/", email=cast["champion"].email, party="system", leads="on")
    member = place.members.get(person=cast["champion"])
    ended = send(client, f"/assess/places/fenwick/people/{member.pk}/end/")

    assert "Choose for whom they take part" in words(wrong)
    assert right["Location"] == ended["Location"] == "/assess/places/fenwick/"
    member.refresh_from_db()
    assert member.leads
    assert member.ended_at is not None


def test_a_place_is_ended_and_taken_up_again_on_its_page(cast: Cast) -> None:
    a_place(cast)
    client = reader(cast[BOARD])

    stale = send(client, "/assess/places/fenwick/end/", version="7")
    send(client, "/assess/places/fenwick/end/", version="1")
    page = words(client.get("/assess/places/fenwick/"))
    send(client, "/assess/places/fenwick/end/", version="2")

    assert stale.status_code == 409
    assert "Fenwick was ended on" in page
    assert Place.objects.get().ended_at is None


def test_the_list_shows_ones_own_places_and_the_boards_in_which_one_makes_some(cast: Cast) -> None:
    fenwick(cast)
    saltings(cast)

    of_a_member = words(reader(cast["member"]).get("/assess/places/"))
    of_the_board = words(reader(cast[BOARD]).get("/assess/places/"))
    of_the_country = words(reader(cast["national support"]).get("/assess/places/"))
    of_a_system = words(reader(cast[BOARD]).get("/assess/places/in/ZZA/"))

    assert "Places you take part for Fenwick" in of_a_member
    assert "Systems" not in of_a_member
    assert "Invented Harbour and Vale ICB" in of_the_board
    assert "Sound and Saltings" not in of_the_board
    assert "Invented Sound and Saltings ICB" in of_the_country
    assert "2 people named, somebody leads it" in of_a_system
    assert reader(cast[BOARD]).get("/assess/places/in/ZZC/").status_code == 403
    assert reader(cast[BOARD]).get("/assess/places/in/ZZ1/").status_code == 404


def test_an_assessment_of_an_ended_place_accepts_nothing(cast: Cast) -> None:
    from everyweek.web.assess.rounds.errors import RoundIsClosed
    from everyweek.web.assess.rounds.running import hold_open

    one = an_assessment(cast)
    end_place(by=cast.reader(BOARD), place=one.place, seen_version=1, now=DURING)

    with pytest.raises(RoundIsClosed, match="Fenwick was ended on 6 July 2026 at 10:30"):
        hold_open(the_assessment(one.round, one.place), now=DURING + timedelta(minutes=1))
