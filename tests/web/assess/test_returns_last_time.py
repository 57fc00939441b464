"""Beginning from last time: what was agreed before is carried over to be looked at again, and overwrites nothing."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from support.assessing import BELONGS, LEAD, a_framework, a_round, fenwick, open_now, small_framework, the_assessment
from support.brought_returns import bread_in_one
from support.cast import Cast
from support.people import reader
from support.returns import address, filled, fresh, settled, table_of

from everyweek.maturity.framework import Framework
from everyweek.maturity.reading import as_mapping, read_framework
from everyweek.web.assess.consent.copying import copy_of
from everyweek.web.assess.conversation.agreeing import agree
from everyweek.web.assess.conversation.queries import agreed_in_full
from everyweek.web.assess.returns.carrying import begin_from_last_time
from everyweek.web.assess.returns.errors import NothingToBeginFrom
from everyweek.web.assess.rounds.actions import close
from everyweek.web.assess.rounds.errors import RoundIsClosed
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.permissions import NotPermitted

pytestmark = pytest.mark.django_db


def version_two() -> Framework:
    """The kettle is asked to whistle in place of pouring; whether it boils is worded anew."""
    plain = as_mapping(small_framework(version="2"))
    boils, pours = plain["themes"][0]["questions"]
    boils["text"] = "Does it come to the boil within three minutes?"
    pours |= {"key": "whistles", "text": "Does it whistle?"}
    return read_framework(plain)


@pytest.fixture
def now() -> datetime:
    """The instant of the test."""
    return timezone.now()


@pytest.fixture
def assessment(cast: Cast, now: datetime) -> Assessment:
    """Fenwick in a second round with version 2; in the first, with version 1, it was half answered."""
    place, made = fenwick(cast, now=now - timedelta(days=50)), now - timedelta(days=40)
    first = a_round(cast, place, now=made, **open_now(now))
    filled(cast, the_assessment(first, place), now=now)
    version = a_framework(cast, version_two())
    open_later = open_now(now) | {"opens_at": now - timedelta(days=20)}
    second = a_round(cast, place, title="A year later", framework=version, previous=first, now=made, **open_later)
    return fresh(the_assessment(second, place))


def test_long_notes_of_questions_that_became_one_are_cut_where_that_is_said(cast: Cast, now: datetime) -> None:
    place, made = fenwick(cast, now=now - timedelta(days=50)), now - timedelta(days=40)
    first = a_round(cast, place, now=made, **open_now(now))
    for key, letter in (("bread/fresh", "a"), ("bread/sliced", "b")):
        settled(cast, the_assessment(first, place), key, "yes", note=letter * 6_000, now=now)
    open_later = open_now(now) | {"opens_at": now - timedelta(days=20)}
    version = a_framework(cast, bread_in_one())
    second = a_round(cast, place, title="Anew", framework=version, previous=first, now=made, **open_later)

    begin_from_last_time(by=cast.reader(LEAD), assessment=fresh(the_assessment(second, place)), now=now)

    note = agreed_in_full(the_assessment(second, place))["bread/good"].note
    assert len(note) == 10_000
    assert note.endswith("b… (the rest stands in the round before)")


def page_of(client: Client, assessment: Assessment) -> str:
    """The page that says what would be carried over."""
    return client.get(address(assessment, "begin-from-last-time/")).content.decode()


def test_the_page_says_what_comes_over_and_what_cannot_and_why(cast: Cast, assessment: Assessment) -> None:
    page = page_of(reader(cast[LEAD]), assessment)

    assert "From “Summer assessment”, the round before, <strong>3 answers</strong> would be carried over" in page
    assert "The kettle: Does it pour? (No): “Does it pour?” is not asked in version 2." in page
    assert "three minutes? (Yes): It is worded anew: look at it again. It was “Does it boil?”." in page
    assert "The kettle: Does it whistle?" in page


def test_answers_are_carried_over_once_and_count_for_nothing_yet(cast: Cast, assessment: Assessment) -> None:
    lead = reader(cast[LEAD])
    once = re.search(r'name="once" value="([^"]*)"', page_of(lead, assessment))
    assert once

    response = lead.post(address(assessment, "begin-from-last-time/"), {"once": once[1]})
    again = lead.post(address(assessment, "begin-from-last-time/"), {"once": once[1]})

    agreed = agreed_in_full(assessment)
    assert response["Location"] == again["Location"]
    assert {key: (one.value, one.carried, one.by) for key, one in agreed.items()} == {
        "kettle/boils": ("yes", True, ()),
        "bread/fresh": ("yes", True, ()),
        "cup/warmth": ("2", True, ()),
    }
    assert agreed["cup/warmth"].wanted == "3"
    assert copy_of(assessment).content["answers"] == {}
    assert "3 answers carried over from last time" in lead.get(response["Location"]).content.decode()
    assert fresh(assessment).begun_at is not None


def test_what_is_carried_over_stands_apart_in_a_return(cast: Cast, assessment: Assessment, now: datetime) -> None:
    begin_from_last_time(by=cast.reader(LEAD), assessment=assessment, now=now)

    content = reader(cast[LEAD]).get(address(assessment, "return.xlsx")).content

    fresh_bread = table_of(content, "Return")["bread/fresh"]
    assert (fresh_bread["Answer"], fresh_bread["Last time (not agreed again yet)"]) == ("", "Yes")
    assert table_of(content, "Scores")["bread"]["Points"] == 0


def test_an_answer_that_was_carried_over_counts_once_somebody_agrees(
    cast: Cast, assessment: Assessment, now: datetime
) -> None:
    begin_from_last_time(by=cast.reader(LEAD), assessment=assessment, now=now)
    seen = agreed_in_full(assessment)["bread/fresh"].version

    agree(
        by=cast.reader(LEAD),
        assessment=assessment,
        theme="bread",
        question="fresh",
        parties=("acute",),
        seen_version=seen,
        now=now,
    )

    assert set(copy_of(assessment).content["answers"]) == {"bread/fresh"}


def test_nothing_that_is_there_is_overwritten(cast: Cast, assessment: Assessment, now: datetime) -> None:
    settled(cast, assessment, "bread/fresh", "no", now=now)

    number = begin_from_last_time(by=cast.reader(LEAD), assessment=assessment, now=now)

    assert number == 2
    assert agreed_in_full(assessment)["bread/fresh"].value == "no"
    assert begin_from_last_time(by=cast.reader(LEAD), assessment=assessment, now=now) == 0


def test_a_first_round_has_nothing_to_begin_from(cast: Cast, assessment: Assessment, now: datetime) -> None:
    first = the_assessment(assessment.round.previous, assessment.place)

    with pytest.raises(NothingToBeginFrom, match="follows on no other"):
        begin_from_last_time(by=cast.reader(LEAD), assessment=fresh(first), now=now)

    assert "This round follows on no other" in page_of(reader(cast[LEAD]), first)


def test_a_place_that_agreed_nothing_before_has_nothing_to_begin_from(
    cast: Cast, assessment: Assessment, now: datetime
) -> None:
    the_assessment(assessment.round.previous, assessment.place).agreed.all().delete()

    with pytest.raises(NothingToBeginFrom, match="Fenwick agreed nothing in “Summer assessment”"):
        begin_from_last_time(by=cast.reader(LEAD), assessment=assessment, now=now)


def test_a_closed_round_takes_nothing_over(cast: Cast, assessment: Assessment, now: datetime) -> None:
    one = assessment.round
    close(by=cast.reader("national support"), of=one, seen_version=one.version, now=now)

    with pytest.raises(RoundIsClosed):
        begin_from_last_time(by=cast.reader(LEAD), assessment=assessment, now=now)

    assert agreed_in_full(assessment) == {}


def test_only_who_leads_begins_from_last_time(cast: Cast, assessment: Assessment, now: datetime) -> None:
    with pytest.raises(NotPermitted):
        begin_from_last_time(by=cast.reader(BELONGS), assessment=assessment, now=now)

    assert reader(cast[BELONGS]).get(address(assessment, "begin-from-last-time/")).status_code == 403
    assert reader(cast["national support"]).get(address(assessment, "begin-from-last-time/")).status_code in (403, 404)
