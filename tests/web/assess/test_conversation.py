"""The joint conversation: answers side by side, agreeing, comments, evidence, positions, meeting mode."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from support.assessing import BELONGS, LEAD, OUTSIDER, SPEAKS_FOR_SYSTEM, an_assessment, open_now, the_built_in
from support.cast import Cast
from support.people import reader
from support.site import words

from everyweek.web.assess.conversation import saving_views
from everyweek.web.assess.conversation.models import (
    AgreedAnswer,
    AgreedBy,
    AnswerComment,
    AnswerSave,
    Evidence,
    PartyAnswer,
    ThemePosition,
)
from everyweek.web.assess.conversation.queries import agreed_answers, agreed_in_full, agreed_levels, positions
from everyweek.web.assess.rounds.actions import close
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.accounts.erasure import erase_person
from everyweek.web.people.accounts.export import export_of
from everyweek.web.people.models import AuditEntry, Notification

pytestmark = pytest.mark.django_db

HERE = "/assess/rounds/summer-assessment/fenwick/"
KETTLE = f"{HERE}themes/kettle/"
BOILS = f"{KETTLE}boils/"
SAVE = f"{BOILS}by/acute/save/"


@pytest.fixture
def assessment(cast: Cast) -> Assessment:
    return an_assessment(cast, **open_now(timezone.now()))


@pytest.fixture
def member(assessment: Assessment, cast: Cast) -> Client:
    """Somebody of the hospital."""
    return reader(cast[BELONGS])


@pytest.fixture
def lead(assessment: Assessment, cast: Cast) -> Client:
    """Who leads the assessment."""
    return reader(cast[LEAD])


@pytest.fixture
def system(assessment: Assessment, cast: Cast) -> Client:
    """Who speaks for the system."""
    return reader(cast[SPEAKS_FOR_SYSTEM])


def page(browser: Client, address: str = KETTLE) -> str:
    return words(browser.get(address).content)


def post(browser: Client, to: str, /, *, on: str = KETTLE, **typed: Any) -> Any:
    token = browser.get(on).content.decode().partition('name="once" value="')[2].partition('"')[0]
    return browser.post(to, {"once": token, **typed})


def typed(browser: Client, text: str = "", *, address: str = SAVE, key: str = "a-key-of-mine", **more: Any) -> Any:
    """What the script of the page sends."""
    sent = {"value": "", "wanted": "", "text": text, "base": 0, "key": key, **more}
    return browser.post(address, json.dumps(sent), content_type="application/json")


def settle(browser: Client, value: str = "yes", *, address: str = BOILS, **more: Any) -> Any:
    asked = {"value": value, "parties": ["acute"], "version": 0, "note": "", **more}
    return post(browser, f"{address}settle/", **asked)


def test_answers_of_all_parties_stand_side_by_side_and_who_differs_is_said_in_words(
    member: Client, system: Client
) -> None:
    typed(member, "Every day by seven.", value="yes")
    typed(system, "Not on Sundays.", value="no", address=f"{BOILS}by/system/save/")

    read = page(member)

    assert "They differ No: Integrated care system. Yes: Acute hospital. No answer yet: Community services" in read
    assert "Not on Sundays." in read
    assert "Last saved by The executive contact" in read


def test_the_script_of_the_page_gets_the_answer_as_it_is_now(member: Client, lead: Client) -> None:
    typed(member, "Every day.", value="yes")

    answer = typed(lead, "On Sundays too.", base=0, key="another-key").json()

    assert answer["text"] == "Every day. On Sundays too."
    assert (answer["version"], answer["merged"], answer["value"]) == (2, True, "yes")
    assert len(answer["at"]) == len("10:30")


@pytest.mark.parametrize(
    ("body", "status", "sentence"),
    [
        ("no json", 400, "could not be read"),
        ("[" * 100_000, 400, "could not be read"),
        ("[]", 400, "could not be read"),
        ('{"value": "", "wanted": "", "text": 1, "base": 0, "key": "a-key-of-mine"}', 400, "could not be read"),
        ('{"value": "", "wanted": "", "text": "", "base": 1e99, "key": "a-key-of-mine"}', 400, "could not be read"),
        ('{"value": "", "wanted": "", "text": "", "base": 9999999999, "key": "a-key-of-mine"}', 400, "could not be"),
        ('{"value": "", "wanted": "", "text": "x", "base": 5, "key": "a-key-of-mine"}', 400, "does not exist"),
        ('{"value": "so", "wanted": "", "text": "", "base": 0, "key": "a-key-of-mine"}', 400, "is no answer"),
        (" " * 200_001, 400, "could not be read"),
    ],
)
def test_what_a_script_sends_wrongly_gets_a_sentence(member: Client, body: str, status: int, sentence: str) -> None:
    answer = member.post(SAVE, body, content_type="application/json")

    assert answer.status_code == status
    assert sentence in answer.json()["sentence"]
    assert not AnswerSave.objects.exists()


def test_an_address_that_names_no_question_or_party_of_the_round_is_told_so(member: Client) -> None:
    unknown = typed(member, "Words.", address=f"{KETTLE}sings/by/acute/save/")
    others = typed(member, "Words.", address=f"{BOILS}by/system/save/")
    form = member.post(f"{KETTLE}sings/by/acute/save/", {"text": "My words.", "base": "0", "key": "a-key-of-mine"})

    assert (unknown.status_code, others.status_code) == (404, 400)
    assert "no question “sings”" in unknown.json()["sentence"]
    assert "You do not speak for “Integrated care system”" in others.json()["sentence"]
    assert form.status_code == 404
    assert "My words." in words(form.content)
    assert [member.get(f"{HERE}{rest}").status_code for rest in ("themes/oven/", "meeting/kettle/sings/")] == [404, 404]


def test_a_busy_database_is_said_to_be_busy_so_that_the_page_tries_again(
    member: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(**asked: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(saving_views, "save_answer", locked)

    script = typed(member, "Words.")
    form = member.post(SAVE, {"value": "yes", "text": "My words.", "base": "0", "key": "a-key-of-mine"})

    assert (script.status_code, script["Retry-After"], form.status_code) == (503, "2", 503)
    assert "Nothing is lost: try again" in script.json()["sentence"]
    assert ">\nMy words.</textarea>" in form.content.decode()


def test_without_a_script_a_button_saves_and_leads_back_to_the_question(member: Client) -> None:
    asked = {"value": "yes", "text": "By seven.\r\nEvery day.", "base": "0", "key": "a-key-of-mine"}

    saved = member.post(SAVE, asked)
    member.post(SAVE, asked)

    assert saved["Location"] == f"{KETTLE}#boils"
    assert PartyAnswer.objects.get().text == "By seven.\nEvery day."
    assert AnswerSave.objects.count() == 1
    assert member.get(SAVE)["Location"] == f"{KETTLE}#boils"


def test_without_a_script_what_could_not_be_saved_stays_in_its_form(member: Client) -> None:
    refused = member.post(SAVE, {"value": "yes", "text": "x" * 10_001, "base": "0", "key": "a-key-of-mine"})
    odd = member.post(SAVE, {"value": "", "text": "My words.", "base": "many", "key": "a-key-of-mine"})

    assert (refused.status_code, odd.status_code) == (400, 400)
    assert "10,001 characters" in words(refused.content)
    assert "x" * 10_001 in refused.content.decode()
    assert ">\nMy words.</textarea>" in odd.content.decode()


def test_after_the_close_what_was_typed_stays_to_be_copied(member: Client, cast: Cast, assessment: Assessment) -> None:
    by, version = cast.reader("national support"), assessment.round.version
    close(by=by, of=assessment.round, seen_version=version, now=timezone.now())

    script = typed(member, "Too late.")
    form = member.post(SAVE, {"value": "yes", "text": "Too late.", "base": "0", "key": "a-key-of-mine"})
    settled = post(member, f"{BOILS}settle/", on="/account/", value="yes", parties="acute", note="Too late, too.")
    read = member.get(KETTLE).content.decode()

    assert script.status_code == form.status_code == 409
    assert "nothing is accepted since then" in script.json()["sentence"]
    assert '<pre class="ew-typed">Too late.</pre>' in form.content.decode()
    assert settled.status_code in (403, 409)
    assert "nothing is accepted since then" in read
    assert "<textarea" not in read


def test_every_save_stands_in_the_history_also_the_answer_that_somebody_else_replaced(
    member: Client, lead: Client
) -> None:
    typed(member, "Words.", key="key-number-1")
    typed(member, "Words.", value="no", base=1, key="key-number-2")
    typed(lead, "Words. And more.", value="yes", base=1, key="key-number-3")

    read = page(lead, f"{BOILS}by/acute/history/")

    assert "The member said no." in read
    assert "The contributor said yes." in read
    assert "3. The contributor" in read
    assert lead.get(f"{BOILS}by/nobody/history/").status_code == 404
    assert "Nothing has been saved yet" in page(lead, f"{BOILS}by/system/history/")


def test_texts_are_shown_and_never_run(member: Client, lead: Client) -> None:
    nasty = "<script>alert(1)</script>"
    typed(member, nasty, value="yes")
    post(member, f"{BOILS}comments/", text=nasty)
    settle(member, note=nasty)

    for address in (KETTLE, f"{BOILS}by/acute/history/", f"{HERE}meeting/kettle/boils/"):
        assert nasty not in lead.get(address).content.decode()


def test_one_party_settles_and_the_others_agree_with_one_press(
    member: Client, system: Client, assessment: Assessment
) -> None:
    settle(member, note="By the list of May.")
    first = page(system)
    post(system, f"{BOILS}agree/", parties="system", version=1)
    second = page(system)

    assert "Agreed answer: Yes" in first
    assert "Agreed by Acute hospital; not yet by Integrated care system," in first
    assert "Integrated care system agrees" in first
    assert "Agreed by Integrated care system and Acute hospital" in second
    assert "By the list of May." in second
    assert agreed_answers(assessment) == {"kettle/boils": "yes"}
    assert [one.party for one in agreed_in_full(assessment)["kettle/boils"].by] == ["acute", "system"]


def test_who_leads_settles_for_all_and_then_all_asked_parties_agree(lead: Client, assessment: Assessment) -> None:
    settle(lead, parties=assessment.round.parties)

    assert "Agreed by all parties that are asked" in page(lead)
    assert "1 of 2 questions agreed" in page(lead)


def test_who_changes_a_settled_answer_ends_the_agreement_of_others_who_are_told(
    member: Client, system: Client, cast: Cast, assessment: Assessment
) -> None:
    settle(member)
    post(system, f"{BOILS}agree/", parties="system", version=1)

    settle(member, "yes", version=1, note="Only a note.")
    kept = set(AgreedBy.objects.values_list("party", flat=True))
    settle(member, "no", version=2)

    told = Notification.objects.filter(kind="assessment-conversation")
    assert kept == {"acute", "system"}
    assert list(AgreedBy.objects.values_list("party", flat=True)) == ["acute"]
    assert [one.person_id for one in told] == [cast[SPEAKS_FOR_SYSTEM].pk]
    assert "changed an answer that you had agreed to" in told[0].title
    assert agreed_answers(assessment) == {"kettle/boils": "no"}


def test_an_agreement_can_be_taken_back_and_the_last_one_takes_the_answer_with_it(
    member: Client, assessment: Assessment
) -> None:
    settle(member)

    post(member, f"{BOILS}agree/", parties="acute", version=1, what="take back")

    assert agreed_answers(assessment) == {}
    assert "Agreed answer: none yet" in page(member)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"value": ""}, "Choose the answer that was agreed"),
        ({"parties": []}, "Tick at least one party"),
        ({"parties": ["system"]}, "You do not speak for “Integrated care system”"),
        ({"value": "perhaps"}, "“perhaps” is no answer"),
        ({"version": 4}, "was changed by somebody else"),
        ({"note": "x" * 10_001}, "10,001 characters"),
        ({"note": "943 476 5919 was there."}, "is an NHS number"),
    ],
)
def test_what_cannot_be_settled_keeps_the_note_and_says_why(
    member: Client, asked: dict[str, Any], sentence: str
) -> None:
    answer = settle(member, **{"note": "My note.", **asked})

    assert answer.status_code == 409
    assert sentence in words(answer.content)
    assert asked.get("note", "My note.") in answer.content.decode()
    assert not AgreedBy.objects.exists()


def test_nothing_can_be_agreed_to_that_nobody_settled(member: Client) -> None:
    answer = post(member, f"{BOILS}agree/", parties="acute", version=0)

    assert answer.status_code == 409
    assert "there is nothing to agree to" in words(answer.content)
    assert not AgreedAnswer.objects.exists()


def test_what_was_carried_over_counts_for_nothing_until_a_party_agrees_again(
    member: Client, assessment: Assessment
) -> None:
    AgreedAnswer.objects.create(
        assessment=assessment, theme="kettle", question="boils", value="yes", carried=True, settled_at=timezone.now()
    )
    before, read = agreed_answers(assessment), page(member)

    post(member, f"{BOILS}agree/", parties="acute", version=1)

    assert before == {}
    assert "Last time: Yes" in read
    assert "It counts for nothing until a party agrees to it again" in read
    assert "0 of 2 questions agreed" in read
    assert agreed_answers(assessment) == {"kettle/boils": "yes"}
    assert "1 of 2 questions agreed" in page(member)


def test_the_chain_of_changes_names_the_question_and_never_what_was_said(
    member: Client, assessment: Assessment
) -> None:
    settle(member, "no", note="Secret words.")
    post(member, f"{BOILS}comments/", text="Secret words.")

    told = str(list(AuditEntry.objects.filter(action__startswith="assessment.").values_list("details", flat=True)))
    assert "kettle/boils" in told
    assert "Secret" not in told
    assert '"no"' not in told


def test_a_comment_stands_below_its_question_and_its_writer_can_remove_it(
    member: Client, system: Client, cast: Cast
) -> None:
    written = post(member, f"{BOILS}comments/", text="Can we look at the rota?")
    comment = AnswerComment.objects.get()
    remove = f"{BOILS}comments/{comment.pk}/remove/"
    read, others = page(system), system.get(remove)
    post(member, remove, on=remove)

    assert written["Location"] == f"{KETTLE}#boils"
    assert "Can we look at the rota?" in read
    assert "Only whoever wrote a comment removes it." in words(others.content)
    told = Notification.objects.filter(kind="assessment-conversation").values_list("person__email", flat=True)
    assert set(told) == {cast[SPEAKS_FOR_SYSTEM].email, cast[LEAD].email}
    assert "Can we look at the rota?" not in page(system)
    assert "Removed by whoever wrote it" in page(system)


def test_an_empty_comment_is_refused(member: Client) -> None:
    answer = post(member, f"{BOILS}comments/", text=" ")

    assert answer.status_code == 400
    assert "the comment is empty" in words(answer.content)


def test_a_link_and_a_chart_can_be_shown_for_an_answer_and_removed(member: Client) -> None:
    add = f"{BOILS}by/acute/evidence/"
    post(member, add, on=add, kind="link", title="The rota", address="https://www.england.nhs.uk/")
    post(member, add, on=add, kind="link", title="In the library", address="/library/virtual-wards/")
    post(member, add, on=add, kind="measure", measure="four_hour_performance", organisation="ZZ1")
    read = member.get(KETTLE).content.decode()
    remove = f"{BOILS}evidence/{Evidence.objects.order_by('pk')[0].pk}/remove/"
    post(member, remove, on=remove)

    assert 'href="https://www.england.nhs.uk/"' in read
    assert 'href="/library/virtual-wards/"' in read
    assert 'src="/organisation/ZZ1/four_hour_performance/chart.svg?size=small"' in read
    assert 'href="https://www.england.nhs.uk/"' not in member.get(KETTLE).content.decode()


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"kind": "link", "title": "", "address": "https://example.org/"}, "what the link shows"),
        ({"kind": "link", "title": "x" * 201, "address": "https://example.org/"}, "201 characters"),
        ({"kind": "link", "title": "It", "address": "javascript:alert(1)"}, "whole web address"),
        ({"kind": "link", "title": "It", "address": "//example.org/x"}, "whole web address"),
        ({"kind": "link", "title": "It", "address": "/a\\b"}, "no blanks and no quotation marks"),
        ({"kind": "measure", "measure": "", "organisation": "ZZ1"}, "one of the measures that belong to this"),
        ({"kind": "measure", "measure": "bed_days", "organisation": "ZZ1"}, "Choose one of the list"),
        ({"kind": "measure", "measure": "four_hour_performance", "organisation": "ZZV"}, "Choose one of the list"),
    ],
)
def test_evidence_that_cannot_be_shown_is_refused(member: Client, asked: dict[str, Any], sentence: str) -> None:
    add = f"{BOILS}by/acute/evidence/"

    answer = post(member, add, on=add, **asked)

    assert sentence in words(answer.content)
    assert not Evidence.objects.exists()


def test_the_same_link_is_not_shown_twice_and_nobody_adds_to_the_answer_of_others(member: Client) -> None:
    add = f"{BOILS}by/acute/evidence/"
    for _ in range(2):
        answer = post(member, add, on=add, kind="link", title="The rota", address="https://example.org/")

    assert "shown for the answer already" in words(answer.content)
    assert Evidence.objects.count() == 1
    assert "You do not speak for" in page(member, f"{BOILS}by/system/evidence/")
    assert member.get(f"{BOILS}by/nobody/evidence/").status_code == 404


def test_a_target_with_its_day_stands_on_the_theme_and_in_the_overview(member: Client, assessment: Assessment) -> None:
    later = timezone.localdate() + timedelta(days=200)
    day = {"target_on_day": later.day, "target_on_month": later.month, "target_on_year": later.year}

    answer = post(member, f"{HERE}positions/kettle/", on=f"{HERE}positions/kettle/", target_score="2", version=0, **day)

    assert answer["Location"] == f"{KETTLE}#position"
    assert (positions(assessment)["kettle"].target_score, positions(assessment)["kettle"].target_on) == (2, later)
    assert "We want to be at 2 of 2 points by" in page(member)
    assert "2 of 2 points by" in page(member, HERE)


def test_a_theme_leads_to_a_plan_that_leads_back_to_it(member: Client, assessment: Assessment) -> None:
    html = member.get(KETTLE).content.decode()
    plan = re.search(r'href="(/plans/new/[^"]*)"', html)
    assert plan is not None

    form = member.get(plan[1].replace("&amp;", "&"))

    assert form.status_code == 200
    for name, value in (("from_place", "fenwick"), ("from_theme", "kettle")):
        assert re.search(rf'name="{name}" value="{value}"', form.content.decode())


def test_the_level_of_an_agreed_theme_has_the_name_and_the_day(lead: Client, assessment: Assessment) -> None:
    at = f"{HERE}positions/saucer/"
    day = {"agreed_on_day": 1, "agreed_on_month": 6, "agreed_on_year": 2026}

    post(lead, at, on=at, level="Mature", agreed_with="Dr Grace Moss", version=0, **day)

    assert agreed_levels(assessment) == {"saucer": "Mature"}
    assert positions(assessment)["saucer"].agreed_on == date(2026, 6, 1)
    assert "Mature, agreed with Dr Grace Moss on 1 June 2026" in page(lead, f"{HERE}themes/saucer/")


@pytest.mark.parametrize(
    ("theme", "asked", "sentence"),
    [
        ("kettle", {"target_score": "3"}, "a whole number from 0 to 2"),
        ("kettle", {"target_score": "much"}, "as a number, such as 6"),
        ("kettle", {"target_score": "2"}, "by which day you want to be there"),
        ("kettle", {"target_on": (1, 6, 2099)}, "Say where you want to be by that day"),
        ("kettle", {"target_score": "2", "target_on": (1, 6, 2020)}, "must lie in the future"),
        ("kettle", {"target_score": "2", "target_on": (31, 2, 2099)}, "Write the day as numbers"),
        ("kettle", {"level": "Mature"}, "follows from its answers"),
        ("kettle", {"target_level": "Mature", "target_on": (1, 6, 2099)}, "Give the score that you want to reach"),
        ("saucer", {"level": "Golden"}, "Choose one of the list"),
        ("saucer", {"level": "Mature"}, "Give the name of the regional discharge lead"),
        ("saucer", {"level": "Mature", "agreed_with": "Dr Moss"}, "Give the day on which the level was agreed"),
        ("saucer", {"level": "Mature", "agreed_with": "Dr Moss", "agreed_on": (1, 6, 2099)}, "lies in the future"),
        ("saucer", {"agreed_with": "Dr Moss"}, "Choose the level that was agreed"),
        ("kettle", {"target_score": "2", "target_on": (1, 6, 2099), "version": 3}, "was changed by somebody else"),
    ],
)
def test_a_position_that_cannot_be_is_refused_and_what_was_typed_stays(
    lead: Client, theme: str, asked: dict[str, Any], sentence: str
) -> None:
    at = f"{HERE}positions/{theme}/"
    sent: dict[str, Any] = {"version": 0, "note": "My reasons."}
    for name, value in asked.items():
        if isinstance(value, tuple):
            sent |= {f"{name}_{part}": one for part, one in zip(("day", "month", "year"), value, strict=True)}
        else:
            sent[name] = value

    answer = post(lead, at, on=at, **sent)

    assert sentence in words(answer.content)
    assert "My reasons." in answer.content.decode()
    assert not ThemePosition.objects.exists()


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
