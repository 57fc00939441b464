"""The pages of the joint conversation: answers side by side, the overview, meeting mode, and who finds them."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from support.assessing import BELONGS, LEAD, OUTSIDER, an_assessment, open_now, the_built_in
from support.cast import Cast
from support.conversing import BOILS, HERE, KETTLE, page, post, settle, typed
from support.people import reader
from support.sharing_assessments import shared
from support.site import words

from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.accounts.erasure import erase_person
from everyweek.web.people.accounts.export import export_of

pytestmark = pytest.mark.django_db


def test_answers_of_all_parties_stand_side_by_side_and_who_differs_is_said_in_words(
    member: Client, system: Client
) -> None:
    typed(member, "Every day by seven.", value="yes")
    typed(system, "Not on Sundays.", value="no", address=f"{BOILS}by/system/save/")

    read = page(member)

    assert "They differ No: Integrated care system. Yes: Acute hospital. No answer yet: Community services" in read
    assert "Not on Sundays." in read
    assert "Last saved by The executive contact" in read


def test_texts_are_shown_and_never_run(member: Client, lead: Client) -> None:
    nasty = "<script>alert(1)</script>"
    typed(member, nasty, value="yes")
    post(member, f"{BOILS}comments/", text=nasty)
    settle(member, note=nasty)

    for address in (KETTLE, f"{BOILS}by/acute/history/", f"{HERE}meeting/kettle/boils/"):
        assert nasty not in lead.get(address).content.decode()


def test_the_overview_shows_progress_disagreements_and_who_takes_part(
    member: Client, system: Client, assessment: Assessment
) -> None:
    typed(member, "", value="yes")
    typed(system, "", value="no", address=f"{BOILS}by/system/save/")
    settle(member, address=f"{HERE}themes/bread/fresh/")

    read = page(member, HERE)

    assert "1 of 5 answers agreed" in read
    assert "0 of 2 agreed Parties differ on 1 question" in read
    assert "No level agreed yet" in read
    assert "Go on with: The kettle" in read
    assert "The contributor, leads the assessment" in read
    assert "Fenwick Council" in read
    assert "You speak for: Acute hospital." in read
    assert "Submit this assessment" not in read
    assert "nobody outside this place sees anything of it" in read


def test_who_leads_finds_the_way_to_submit(lead: Client) -> None:
    assert "You lead this assessment. " in page(lead, HERE)
    assert f'href="{HERE}submit/"' in lead.get(HERE).content.decode()


def test_on_a_ladder_today_and_the_wanted_rung_are_shown(lead: Client) -> None:
    cup = f"{HERE}themes/cup/"
    typed(lead, "Lukewarm.", value="2", wanted="3", address=f"{cup}warmth/by/system/save/")
    settle(lead, "2", address=f"{cup}warmth/", wanted="3")

    read = page(lead, cup)

    assert "Wants to be at 3: Hot" in read
    assert "Agreed answer: 2: Warm" in read


def test_meeting_mode_begins_at_the_first_open_question_and_leads_through_all(lead: Client) -> None:
    settle(lead)

    begun = lead.get(f"{HERE}meeting/")
    read = lead.get(begun["Location"]).content.decode()

    assert begun["Location"] == f"{HERE}meeting/kettle/pours/"
    assert "2 of 6" in words(read)
    assert f'href="{HERE}meeting/kettle/boils/" rel="prev"' in read
    assert f'href="{HERE}meeting/bread/fresh/" rel="next"' in read
    assert read.count("data-answer") == 6


def test_what_is_settled_in_a_meeting_leads_back_to_the_meeting(lead: Client) -> None:
    done = settle(lead, **{"from": "meeting"})
    stale = settle(lead, "no", note="My note.", **{"from": "meeting"})

    assert done["Location"] == f"{HERE}meeting/kettle/boils/"
    assert stale.status_code == 409
    assert "1 of 6" in words(stale.content)
    assert "My note." in words(stale.content)


def test_nobody_from_outside_finds_anything(assessment: Assessment, cast: Cast) -> None:
    for who in (OUTSIDER, "national support", "administrator of a board", "champion"):
        browser = reader(cast[who])
        for address in (HERE, KETTLE, f"{HERE}meeting/kettle/boils/", f"{BOILS}by/acute/history/"):
            assert browser.get(address).status_code == 404
        assert typed(browser, "Words.").status_code == 404


def test_a_theme_of_eight_questions_and_six_parties_takes_a_handful_of_statements(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    an_assessment(cast, framework=the_built_in(), **open_now(timezone.now()))
    browser = reader(cast[LEAD])
    browser.get(f"{HERE}themes/sdec/")

    with django_assert_max_num_queries(80):
        answer = browser.get(f"{HERE}themes/sdec/")

    assert answer.content.count(b"data-answer") == 8 * 6


def test_ones_own_words_are_in_ones_copy_and_an_erased_name_leaves_the_words_of_the_party(
    member: Client, lead: Client, cast: Cast
) -> None:
    typed(member, "Words of the hospital.", value="yes")
    post(member, f"{BOILS}comments/", text="Words of mine.")

    copy = json.dumps(export_of(cast[BELONGS], now=timezone.now()), default=str)
    erase_person(by=cast.reader(BELONGS), person=cast[BELONGS], removes_texts=True, now=timezone.now())
    read = page(lead)

    assert "Words of the hospital." in copy
    assert "Words of mine." in copy
    assert "Words of the hospital." in read
    assert "The member" not in read
    assert "Words of mine." not in read


def test_the_overview_says_so_when_a_draft_was_shared_before_it_was_submitted(
    member: Client, cast: Cast, assessment: Assessment
) -> None:
    shared(cast, assessment, "system", now=timezone.now())

    read = page(member, HERE)

    assert "Not submitted yet, but some of it is shared" in read
    assert "nobody outside this place sees anything of it" not in read
