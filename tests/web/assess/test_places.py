"""Places: making, changing and ending them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse
from support.assessing import (
    DURING,
    LEAD,
    MADE,
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
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import AuditEntry, Notification
from everyweek.web.people.permissions import NotPermitted

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


def test_a_place_can_be_changed_when_its_board_was_merged_into_another(cast: Cast) -> None:
    place = a_place(cast)
    day_without_the_board = datetime(2022, 6, 1, 9, tzinfo=UTC)

    changed = change_place(
        by=cast.reader("national support"),
        place=place,
        asked=asked("Greater Fenwick"),
        seen_version=1,
        now=day_without_the_board,
    )

    assert (changed.name, changed.system) == ("Greater Fenwick", "ZZA")
    assert set(place.parties.values_list("organisation", flat=True)) == {"ZZA", "ZZ1", "ZZ9"}
