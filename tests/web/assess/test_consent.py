"""Submitting, sharing and taking back: what is said before, what reaches whom, and what is there no more afterwards."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from support.assessing import (
    BELONGS,
    DURING,
    LEAD,
    OUTSIDER,
    SPEAKS_FOR_SYSTEM,
    an_assessment,
)
from support.cast import Cast
from support.people import reader
from support.sharing_assessments import GOOD, MIDDLING, agreed, fresh, positioned, shared, submitted, taken_back
from support.site import words

from everyweek.web.assess.consent import actions
from everyweek.web.assess.consent.copying import copy_of
from everyweek.web.assess.consent.errors import NothingForOthers, NothingToTakeBack, NotWhatWasShown
from everyweek.web.assess.consent.queries import shared_with
from everyweek.web.assess.conversation.positions import PositionAsked
from everyweek.web.assess.models import SharedReturn, SharedTheme
from everyweek.web.assess.rounds.actions import close
from everyweek.web.assess.rounds.errors import RoundIsClosed
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import AuditEntry, Notification
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import NotPermitted

pytestmark = pytest.mark.django_db

OF_BOARD, OF_REGION, SUPPORT = "champion", "administrator of a region", "national support"


@pytest.fixture
def one(cast: Cast) -> Assessment:
    """The assessment of Fenwick in a round that is open now."""
    return agreed(cast, an_assessment(cast, deadline_at=timezone.now() + timedelta(days=10)), MIDDLING, level="Early")


def at(one: Assessment, page: str) -> str:
    return f"/assess/rounds/{one.round.key}/{one.place.key}/{page}"


def read(cast: Cast, who: str, address: str) -> str:
    return words(reader(cast[who]).get(address).content)


def sent(cast: Cast, one: Assessment, page: str, who: str = LEAD, **typed: Any) -> Any:
    """A form as its page made it, sent."""
    browser = reader(cast[who])
    form = browser.get(at(one, page)).content.decode()
    hidden = {name: _hidden(form, name) for name in ("once", "version", "copy")}
    return browser.post(at(one, page), {**hidden, **typed})


def _hidden(form: str, name: str) -> str:
    return form.partition(f'name="{name}" value="')[2].partition('"')[0]


def seen_by(cast: Cast, who: str, one: Assessment) -> list[int]:
    """The numbers of the copies that somebody sees of the round."""
    return [shown.number for shown in shared_with(cast.reader(who), one.round)]


# What the pages say


def test_the_page_before_submitting_says_who_will_see_what(cast: Cast, one: Assessment) -> None:
    page = read(cast, LEAD, at(one, "submit/"))

    assert "Who will see it People with a role at" in page
    assert "and national support" in page
    assert "Intervention The kettle Self-assessed 1 of 2, Progressing Target None" in page
    assert "What each party answered and wrote" in page
    assert "Not complete yet" not in page


def test_what_is_missing_is_said_and_holds_nobody_up(cast: Cast) -> None:
    one = an_assessment(cast, deadline_at=timezone.now() + timedelta(days=10))

    page = read(cast, LEAD, at(one, "submit/"))
    answer = sent(cast, one, "submit/")

    assert "Not complete yet. You can go on; it is shown as incomplete." in page
    assert "The kettle: 2 questions without an agreed answer" in page
    assert "The saucer: its level has not been agreed" in page
    assert answer.status_code == 302
    assert seen_by(cast, OF_BOARD, one) == [1]


def test_who_submits_late_is_told_how_late_and_is_accepted(cast: Cast) -> None:
    one = an_assessment(cast)

    page = read(cast, LEAD, at(one, "submit/"))
    answer = sent(cast, one, "submit/")

    assert "The deadline was noon on Tuesday 28 July 2026" in page
    assert "It is accepted, and marked as late." in page
    assert answer.status_code == 302


def test_the_place_sees_what_others_can_see_right_now_and_since_when(cast: Cast, one: Assessment) -> None:
    before = read(cast, BELONGS, at(one, "share/"))
    submitted(cast, one, now=DURING)
    after = read(cast, BELONGS, at(one, "share/"))

    assert "Nothing. Only people who take part for Fenwick can read this assessment." in before
    assert after.count("Can see it since 6 July 2026 at 10:30, submitted by The contributor.") == 2
    assert "Other places that share theirs" in after
    assert "See nothing." in after


def test_the_place_is_told_that_others_see_an_earlier_copy(cast: Cast, one: Assessment) -> None:
    submitted(cast, one)
    now = read(cast, LEAD, at(one, "share/"))
    agreed(cast, one, {"kettle/pours": "yes"})

    assert "earlier copy" not in now
    assert "What they see is an earlier copy" in read(cast, LEAD, at(one, "share/"))


def test_only_a_lead_finds_the_buttons_and_only_a_lead_may_press_them(cast: Cast, one: Assessment) -> None:
    page = read(cast, BELONGS, at(one, "share/"))

    assert "Those who lead the assessment of Fenwick submit it" in page
    assert reader(cast[BELONGS]).get(at(one, "submit/")).status_code == 403
    for ask in (actions.submit, actions.share, actions.take_back):
        more: dict[str, Any] = {} if ask is actions.submit else {"audience": "system"}
        with pytest.raises(NotPermitted):
            ask(by=cast.reader(BELONGS), assessment=one, seen_version=one.version, now=DURING, **more)


def test_who_takes_no_part_is_not_told_what_a_place_shares(cast: Cast, one: Assessment) -> None:
    submitted(cast, one)

    assert {who: reader(cast[who]).get(at(one, "share/")).status_code for who in (OF_BOARD, SUPPORT, OUTSIDER)} == {
        OF_BOARD: 404,
        SUPPORT: 404,
        OUTSIDER: 404,
    }


def test_an_audience_that_there_is_not_is_not_found(cast: Cast, one: Assessment) -> None:
    assert reader(cast[LEAD]).get(at(one, "share/press/")).status_code == 404


# What reaches whom


def test_submitting_gives_it_to_the_board_the_region_and_national_support(cast: Cast, one: Assessment) -> None:
    answer = sent(cast, one, "submit/")

    assert answer.status_code == 302
    assert [seen_by(cast, who, one) for who in (OF_BOARD, OF_REGION, SUPPORT, OUTSIDER)] == [[1], [1], [1], []]
    assert fresh(one).submitted_by == cast[LEAD]


def test_a_draft_shared_with_the_board_reaches_nobody_above_it(cast: Cast, one: Assessment) -> None:
    answer = sent(cast, one, "share/system/")

    assert answer.status_code == 302
    assert [seen_by(cast, who, one) for who in (OF_BOARD, OF_REGION, SUPPORT)] == [[1], [], []]
    assert fresh(one).submitted_at is None


def test_what_is_agreed_afterwards_stays_at_home_until_it_is_given_out_again(cast: Cast, one: Assessment) -> None:
    submitted(cast, one)
    agreed(cast, one, GOOD)
    before = SharedTheme.objects.get(shared__newest_to_system=True, theme="kettle").score
    submitted(cast, one)

    assert before == 1
    assert SharedTheme.objects.get(shared__newest_to_system=True, theme="kettle").score == 2
    assert seen_by(cast, OF_BOARD, one) == [2]


def test_each_audience_keeps_the_newest_that_it_was_given(cast: Cast, one: Assessment) -> None:
    submitted(cast, one)
    agreed(cast, one, GOOD)
    shared(cast, one, "system")

    assert (seen_by(cast, OF_BOARD, one), seen_by(cast, SUPPORT, one)) == ([2], [1])


def test_no_more_than_what_was_agreed_is_given_out(cast: Cast, one: Assessment) -> None:
    target = PositionAsked(target_score=2, target_on=timezone.localdate() + timedelta(days=100), note="With the rota.")
    positioned(cast, one, "kettle", target)
    submitted(cast, one)

    row = SharedReturn.objects.get()
    kettle = row.themes.get(theme="kettle")

    assert set(row.content) == {"framework", "answers", "positions"}
    assert row.content["answers"]["kettle/pours"] == {"value": "no", "wanted": "", "note": ""}
    assert row.content["positions"]["kettle"]["note"] == "With the rota."
    assert (kettle.score, kettle.most, kettle.level, kettle.target_score, kettle.target_level) == (
        1, 2, "Progressing", 2, "Mature",
    )  # fmt: skip
    assert row.themes.get(theme="saucer").agreed_with == "Sam Lead"


def test_an_answer_that_was_carried_over_and_that_nobody_confirmed_is_not_given_out(
    cast: Cast, one: Assessment
) -> None:
    one.agreed.filter(question="boils").update(carried=True)

    page = read(cast, LEAD, at(one, "submit/"))

    assert "1 answer from the round before was carried over and nobody has confirmed them" in page
    assert "kettle/boils" not in copy_of(one).content["answers"]


def test_the_wanted_rungs_of_a_ladder_are_its_target(cast: Cast, one: Assessment) -> None:
    one.agreed.filter(theme="cup").update(wanted="3")

    cup = next(theme for theme in copy_of(one).themes if theme.theme == "cup")

    assert (cup.score, cup.level, cup.target_score, cup.target_level) == (2, "Warm", 3, "Hot")


# Taking back


def test_what_was_taken_back_is_gone_for_that_audience_alone(cast: Cast, one: Assessment) -> None:
    submitted(cast, one)
    answer = sent(cast, one, "share/region/take-back/")

    assert answer.status_code == 302
    assert [seen_by(cast, who, one) for who in (OF_BOARD, OF_REGION, SUPPORT)] == [[1], [], []]
    assert fresh(one).submitted_at is not None


def test_nothing_is_kept_of_what_nobody_sees_any_more(cast: Cast, one: Assessment) -> None:
    submitted(cast, one)
    submitted(cast, one)
    taken_back(cast, one, "region")
    taken_back(cast, one, "system")

    assert SharedTheme.objects.count() == 0
    assert [row.content for row in SharedReturn.objects.all()] == [{}, {}]
    assert all(row.withdrawn_at for row in SharedReturn.objects.all())
    assert fresh(one).submitted_at is None
    assert fresh(one).first_submitted_at == DURING
    assert seen_by(cast, LEAD, one) == []


def test_an_earlier_copy_does_not_come_back_when_a_later_one_is_taken_back(cast: Cast, one: Assessment) -> None:
    shared(cast, one, "system")
    submitted(cast, one)
    taken_back(cast, one, "system")

    assert seen_by(cast, OF_BOARD, one) == []
    assert seen_by(cast, SUPPORT, one) == [2]


def test_there_is_nothing_to_take_back_from_who_sees_nothing(cast: Cast, one: Assessment) -> None:
    with pytest.raises(NothingToTakeBack, match="Nothing of this assessment is shared with other places"):
        taken_back(cast, one, "peers")

    assert "There is nothing to take back." in read(cast, LEAD, at(one, "share/peers/take-back/"))


@pytest.mark.parametrize("submits", [True, False])
def test_who_has_agreed_on_nothing_in_full_does_not_get_to_see_others_for_it(cast: Cast, submits: bool) -> None:
    empty = agreed(cast, an_assessment(cast), {"kettle/boils": "yes"})

    with pytest.raises(NothingForOthers, match="Agree on all questions of at least one theme"):
        _ = submitted(cast, empty, to_peers=True) if submits else shared(cast, empty, "peers")

    assert not SharedReturn.objects.exists()
    assert submitted(cast, empty).submitted_at is not None


def test_it_can_be_taken_back_and_shared_after_the_round_was_closed_but_not_submitted(
    cast: Cast, one: Assessment
) -> None:
    submitted(cast, one)
    now = timezone.now()
    close(by=cast.reader(SUPPORT), of=one.round, seen_version=one.round.version, now=now)

    with pytest.raises(RoundIsClosed, match="nothing is accepted since then"):
        submitted(cast, one, now=now)
    taken_back(cast, one, "system", now=now)
    shared(cast, one, "peers", now=now)

    assert seen_by(cast, OF_BOARD, one) == []
    assert "was closed on" in words(sent(cast, one, "submit/").content)


def test_the_page_before_taking_back_spells_organisations_as_they_are(cast: Cast, one: Assessment) -> None:
    submitted(cast, one)

    assert f"people with a role at {name_of('ZZA', directory())}" in read(
        cast, LEAD, at(one, "share/system/take-back/")
    )


# Two at once


def test_who_saw_another_state_gives_nothing_out(cast: Cast, one: Assessment) -> None:
    with pytest.raises(ChangedMeanwhile):
        actions.submit(by=cast.reader(LEAD), assessment=one, seen_version=one.version + 1, now=DURING)

    assert not SharedReturn.objects.exists()


def test_nobody_gives_out_what_the_page_did_not_show(cast: Cast, one: Assessment) -> None:
    browser = reader(cast[LEAD])
    form = browser.get(at(one, "submit/")).content.decode()
    agreed(cast, one, {"kettle/pours": "yes"})

    answer = browser.post(at(one, "submit/"), {name: _hidden(form, name) for name in ("once", "version", "copy")})

    assert answer.status_code == 409
    assert "Nothing was given to anybody." in words(answer.content)
    assert not SharedReturn.objects.exists()
    with pytest.raises(NotWhatWasShown):
        actions.share(
            by=cast.reader(LEAD), assessment=one, audience="peers", seen_version=fresh(one).version, seen_copy="other",
            now=DURING,
        )  # fmt: skip


def test_a_double_click_submits_once(cast: Cast, one: Assessment) -> None:
    browser = reader(cast[LEAD])
    form = browser.get(at(one, "submit/")).content.decode()
    typed = {name: _hidden(form, name) for name in ("once", "version", "copy")}

    answers = [browser.post(at(one, "submit/"), typed).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert SharedReturn.objects.count() == 1


@pytest.mark.parametrize("audience", ["system", "region", "peers"])
def test_the_database_holds_that_one_copy_is_the_newest_of_an_audience(
    cast: Cast, one: Assessment, audience: str
) -> None:
    submitted(cast, one, to_peers=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        SharedReturn.objects.create(assessment=one, number=9, at=DURING, **{f"newest_to_{audience}": True})


# Who is told, and what is kept of it


def test_those_who_speak_for_the_board_are_told_and_read_no_score(cast: Cast, one: Assessment) -> None:
    submitted(cast, one)
    submitted(cast, one)

    told = Notification.objects.filter(kind="assessment-shared").order_by("pk")

    assert {line.person for line in told} == {cast[SPEAKS_FOR_SYSTEM], cast["administrator of a board"]}
    assert [line.title for line in told.filter(person=cast[SPEAKS_FOR_SYSTEM])] == [
        "Fenwick submitted its self-assessment",
        "Fenwick submitted its self-assessment again",
    ]
    assert reader(cast[SPEAKS_FOR_SYSTEM]).get(told[0].address).status_code == 200


def test_the_board_is_told_of_an_early_draft_and_of_its_taking_back_and_of_nothing_that_is_for_others(
    cast: Cast, one: Assessment
) -> None:
    shared(cast, one, "peers")
    shared(cast, one, "system")
    taken_back(cast, one, "system")

    told = Notification.objects.filter(kind="assessment-shared", person=cast[SPEAKS_FOR_SYSTEM]).order_by("pk")

    assert [line.title for line in told] == [
        "Fenwick shares the draft of its self-assessment with you",
        "Fenwick took back its self-assessment",
    ]


def test_each_giving_out_and_taking_back_is_in_the_chain_without_a_score(cast: Cast, one: Assessment) -> None:
    submitted(cast, one, to_peers=True)
    taken_back(cast, one, "peers")

    rows = AuditEntry.objects.filter(action__in=("assessment.submitted", "assessment.taken-back")).order_by("number")

    assert [(row.action, row.details) for row in rows] == [
        ("assessment.submitted", '{"after": {"shared_with": ["system", "region", "peers"]}, "before": {}}'),
        ("assessment.taken-back", '{"after": {"taken_from": ["peers"]}, "before": {}}'),
    ]
