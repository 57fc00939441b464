"""Who takes part for a place: by belonging, or named; and what their pages say."""

import pytest
from django.http import HttpResponse
from support.assessing import (
    DURING,
    LEAD,
    OUTSIDER,
    an_assessment,
    fenwick,
    named,
    saltings,
)
from support.cast import Cast
from support.people import reader
from support.sending import send
from support.site import words as words_of

from everyweek.web.assess.places.errors import CannotTakePart
from everyweek.web.assess.places.naming import end_membership, name_person
from everyweek.web.assess.places.own_data import end_memberships_of
from everyweek.web.assess.places.queries import parties_of, places_of
from everyweek.web.people.assessment_predicates import takes_part
from everyweek.web.people.models import AuditEntry, Notification
from everyweek.web.people.permissions import NotPermitted, can

BOARD = "administrator of a board"


def words(page: HttpResponse) -> str:
    return words_of(page.content.decode())


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
    fenwick(cast)
    cast[LEAD].is_active = False
    cast[LEAD].save()

    answer = reader(cast["member"]).get("/assess/places/fenwick/")
    page = words(answer)

    assert "You take part for this place." in page
    assert "everybody who holds a role at its hospitals, community and ambulance services" in page
    assert "Nobody else reads it, whatever they administer" in page
    assert "Left" in page
    assert "Their account was closed" in page
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


def test_somebody_of_a_council_who_never_held_a_role_is_not_said_to_have_left(cast: Cast) -> None:
    place = fenwick(cast)
    named(cast, place, "signed in, without a role", party="local_authority")

    page = words(reader(cast["member"]).get("/assess/places/fenwick/"))

    assert "Left" not in page
    assert "They hold no role" not in page


def test_somebody_whose_last_role_was_ended_is_marked_and_still_leads_until_that_is_ended(cast: Cast) -> None:
    fenwick(cast)
    cast[LEAD].roles.update(until=DURING)

    page = words(reader(cast["member"]).get("/assess/places/fenwick/"))

    assert "Left? " in page
    assert "They hold no role here any more, and still read and write everything in this assessment." in page
    assert "Nobody leads" not in page
    assert "End it" in words(reader(cast["national support"]).get("/assess/places/fenwick/"))
