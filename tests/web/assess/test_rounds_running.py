"""Rounds that were made: changing them, longer for one place, further places, closing, and what comes after."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse
from support.assessing import (
    DEADLINE,
    DURING,
    LATE,
    LEAD,
    MADE,
    OPENS,
    a_framework,
    a_place,
    a_round,
    an_assessment,
    asked_round,
    fenwick,
    open_now,
    round_form,
    saltings,
    small_framework,
    the_assessment,
)
from support.cast import Cast
from support.people import reader
from support.sending import send
from support.site import words as words_of

from everyweek.web.assess.conversation.models import PartyAnswer
from everyweek.web.assess.places.actions import end_place
from everyweek.web.assess.rounds import actions, choosing
from everyweek.web.assess.rounds.errors import NotAnAssessmentRound, RoundIsClosed
from everyweek.web.assess.rounds.models import AssessmentRound
from everyweek.web.assess.rounds.progress import progress_by_system, progress_of_places
from everyweek.web.assess.rounds.queries import deadline_of
from everyweek.web.assess.rounds.reminders import remind
from everyweek.web.assess.rounds.running import check_open, hold_open
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import AuditEntry, Notification
from everyweek.web.people.permissions import NotPermitted

NATIONAL, BOARD, REGION = "national support", "administrator of a board", "administrator of a region"


def words(page: HttpResponse) -> str:
    return words_of(page.content.decode())


def test_changing_the_deadline_tells_everybody_who_is_named(cast: Cast) -> None:
    found = a_round(cast, fenwick(cast))
    Notification.objects.all().delete()
    later = DEADLINE + timedelta(days=7)

    changed = actions.change_assessment_round(
        by=cast.reader(NATIONAL),
        of=found,
        asked=asked_round(found.framework, deadline_at=later, about="New."),
        seen_version=1,
        now=DURING,
    )

    assert (changed.version, changed.deadline_at) == (2, later)
    assert {one.title for one in Notification.objects.all()} == {
        "Summer assessment: the deadline is now noon on Tuesday 4 August 2026"
    }
    assert Notification.objects.count() == 2
    entry = AuditEntry.objects.get(action="assessment-round.changed")
    assert "deadline_at" in str(entry.details)
    assert "New." not in str(entry.details)
    with pytest.raises(ChangedMeanwhile):
        actions.change_assessment_round(
            by=cast.reader(NATIONAL), of=found, asked=asked_round(found.framework), seen_version=1, now=DURING
        )


def test_what_a_round_is_about_can_be_changed_alone(cast: Cast) -> None:
    found = a_round(cast, fenwick(cast))
    change = {"by": cast.reader(NATIONAL), "of": found, "now": DURING}

    actions.change_assessment_round(asked=asked_round(found.framework, about="New."), seen_version=1, **change)
    actions.change_assessment_round(asked=asked_round(found.framework, about="New."), seen_version=2, **change)

    found.refresh_from_db()
    assert (found.about, found.version) == ("New.", 2)
    assert "New." not in str(AuditEntry.objects.get(action="assessment-round.changed").details)


def test_the_framework_stays_once_a_place_has_begun(cast: Cast) -> None:
    one = an_assessment(cast)
    other = a_framework(cast, small_framework(version="2"))
    change = {"by": cast.reader(NATIONAL), "of": one.round, "seen_version": 1, "now": DURING}
    one.begun_at = DURING
    one.save()

    with pytest.raises(NotAnAssessmentRound, match="Places have begun to answer, so the framework stays"):
        actions.change_assessment_round(asked=asked_round(other), **change)

    one.begun_at = None
    one.save()
    assert actions.change_assessment_round(asked=asked_round(other), **change).framework == other


def test_whoever_begins_while_the_framework_is_exchanged_keeps_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = an_assessment(cast), a_framework(cast, small_framework(version="2"))

    def somebody_saves_meanwhile(found: AssessmentRound) -> None:
        found.assessments.update(begun_at=DURING)

    monkeypatch.setattr(actions, "hold_every_assessment", somebody_saves_meanwhile)

    with pytest.raises(NotAnAssessmentRound, match="Places have begun to answer, so the framework stays"):
        actions.change_assessment_round(
            by=cast.reader(NATIONAL), of=one.round, asked=asked_round(other), seen_version=1, now=DURING
        )


def test_places_join_later_and_those_of_another_system_do_not(cast: Cast) -> None:
    found = a_round(cast, a_place(cast), who=BOARD, system="ZZA")
    vale = a_place(cast, "Vale")
    join = {"by": cast.reader(BOARD), "of": found, "now": DURING}

    assert actions.add_places(places=[vale], seen_version=1, **join) == 1
    with pytest.raises(NotAnAssessmentRound, match="not in the round yet"):
        actions.add_places(places=[vale], seen_version=2, **join)
    with pytest.raises(NotAnAssessmentRound, match="Saltings is a place of"):
        actions.add_places(places=[saltings(cast)], seen_version=2, **join)
    with pytest.raises(ChangedMeanwhile):
        actions.add_places(places=[vale], seen_version=1, **join)


def test_one_place_is_given_longer_with_a_reason_and_told(cast: Cast) -> None:
    one = an_assessment(cast)
    Notification.objects.all().delete()
    longer = {"by": cast.reader(BOARD), "of": one, "seen_version": 1, "now": DURING}

    for wrong, sentence in (
        ({"deadline_at": DEADLINE + timedelta(days=1), "why": " "}, "Write why"),
        ({"deadline_at": DEADLINE, "why": "Snow"}, "That is not longer: the round’s own deadline is noon on Tuesday"),
    ):
        with pytest.raises(NotAnAssessmentRound, match=sentence):
            actions.give_longer(**longer, **wrong)
    with pytest.raises(NotAnAssessmentRound, match="passed already"):
        actions.give_longer(
            **{**longer, "now": DEADLINE + timedelta(days=9)}, deadline_at=DEADLINE + timedelta(days=1), why="Snow"
        )
    actions.give_longer(**longer, deadline_at=DEADLINE + timedelta(days=7), why="Snow")

    again = the_assessment(one.round, one.place)
    assert (again.why_longer, again.version) == ("Snow", 2)
    told = Notification.objects.filter(person=cast[LEAD]).get()
    assert told.title == "Summer assessment: Fenwick has until noon on Tuesday 4 August 2026"
    assert told.text == "Why: Snow"
    with pytest.raises(ChangedMeanwhile):
        actions.give_longer(**longer, deadline_at=DEADLINE + timedelta(days=8), why="Snow")
    with pytest.raises(NotPermitted):
        actions.give_longer(**{**longer, "by": cast.reader(LEAD)}, deadline_at=DEADLINE, why="Snow")


def test_nothing_is_accepted_before_the_opening_or_after_the_close_and_late_is_accepted(cast: Cast) -> None:
    one = an_assessment(cast)

    with pytest.raises(RoundIsClosed, match=r"opens on 1 July 2026 at 00:00\. Nothing is accepted before that"):
        hold_open(one, now=OPENS - timedelta(seconds=1))
    assert hold_open(one, now=OPENS).pk == one.pk
    assert hold_open(one, now=LATE).pk == one.pk

    actions.close(by=cast.reader(NATIONAL), of=one.round, seen_version=1, now=LATE)
    with pytest.raises(RoundIsClosed) as problem:
        hold_open(one, now=LATE)
    assert str(problem.value) == (
        "The round “Summer assessment” was closed on 28 July 2026 at 14:05: nothing is accepted since then, and "
        "nothing was saved. National support can open it again."
    )

    actions.reopen(by=cast.reader(NATIONAL), of=one.round, seen_version=2, now=LATE)
    check_open(the_assessment(one.round, one.place), now=LATE)


def test_a_closed_round_of_a_board_names_who_can_open_it_again(cast: Cast) -> None:
    one = an_assessment(cast, who=BOARD, system="ZZA")
    actions.close(by=cast.reader(BOARD), of=one.round, seen_version=1, now=DURING)

    with pytest.raises(RoundIsClosed, match="Whoever administers Invented Harbour and Vale ICB can open it again"):
        hold_open(one, now=DURING)


def test_closing_needs_the_version_that_was_seen_and_closing_again_changes_nothing(cast: Cast) -> None:
    one = an_assessment(cast)
    by = cast.reader(NATIONAL)

    with pytest.raises(ChangedMeanwhile):
        actions.close(by=by, of=one.round, seen_version=9, now=DURING)
    with pytest.raises(NotPermitted):
        actions.close(by=cast.reader(BOARD), of=one.round, seen_version=1, now=DURING)
    actions.close(by=by, of=one.round, seen_version=1, now=DURING)

    assert actions.close(by=by, of=one.round, seen_version=2, now=DURING).version == 2


def test_two_who_change_a_round_at_once_lose_nothing(cast: Cast) -> None:
    a_round(cast, a_place(cast), **open_now(datetime.now(UTC)))
    client, address = reader(cast[NATIONAL]), "/assess/rounds/summer-assessment/edit/"

    first = send(client, address, **round_form(cast, title="One", version="1"))
    second = send(client, address, **round_form(cast, title="Two", version="1"))

    assert first.status_code == 302
    assert second.status_code == 409
    assert "was changed by somebody else" in words(second)
    assert 'value="Two"' in second.content.decode()
    assert AssessmentRound.objects.get().title == "One"


def test_closing_longer_and_further_places_happen_on_pages(cast: Cast) -> None:
    found = a_round(cast, fenwick(cast), **open_now(datetime.now(UTC)))
    a_place(cast, "Vale")
    a_place(cast, "Moor")
    client, here = reader(cast[NATIONAL]), "/assess/rounds/summer-assessment/"

    joined = send(client, f"{here}places/", places=["vale"], version="1")
    stale = send(client, f"{here}places/", places=["moor"], version="1")
    none = send(client, f"{here}places/", version="2")
    longer = send(
        client,
        f"{here}longer/fenwick/",
        deadline_day="1",
        deadline_month="7",
        deadline_year="2099",
        deadline_time="noon",
        why="Snow",
        version="1",
    )
    not_longer = send(
        client,
        f"{here}longer/fenwick/",
        deadline_day="1",
        deadline_month="7",
        deadline_year="2020",
        why="Snow",
        version="2",
    )
    closed = send(client, f"{here}close/", version="2")
    unseen = send(client, f"{here}close/", version="2")

    assert joined["Location"] == closed["Location"] == here
    assert longer["Location"] == f"{here}?system=ZZA#places"
    assert "That is not longer" in words(not_longer)
    assert unseen.status_code == 409
    assert stale.status_code == 409
    assert "Choose at least one place that is not in the round yet" in words(none)
    found.refresh_from_db()
    assert found.closed_at is not None
    assert the_assessment(found, found.assessments.get(place__key="fenwick").place).why_longer == "Snow"


def test_a_place_that_was_given_longer_is_never_due_before_the_others(cast: Cast) -> None:
    one = an_assessment(cast)
    by = cast.reader(NATIONAL)
    own, of_all = DEADLINE + timedelta(days=7), DEADLINE + timedelta(days=14)
    actions.give_longer(by=by, of=one, deadline_at=own, why="Snow", seen_version=1, now=DURING)
    assert deadline_of(the_assessment(one.round, one.place)) == own

    actions.change_assessment_round(
        by=by, of=one.round, asked=asked_round(one.round.framework, deadline_at=of_all), seen_version=1, now=DURING
    )

    assert deadline_of(the_assessment(one.round, one.place)) == of_all
    (line,) = progress_of_places(AssessmentRound.objects.get())
    assert (line.deadline_at, line.has_own_deadline) == (of_all, False)
    remind(own + timedelta(days=2))
    assert not Notification.objects.filter(title__contains="is late").exists()
    assert progress_by_system(AssessmentRound.objects.get(), now=own + timedelta(days=2))[0].late == 0


def test_a_closed_round_promises_nobody_longer_and_asks_nobody_more(cast: Cast) -> None:
    one, by, later = an_assessment(cast), cast.reader(NATIONAL), DEADLINE + timedelta(days=7)
    vale = a_place(cast, "Vale")
    actions.close(by=by, of=one.round, seen_version=1, now=DURING)
    Notification.objects.all().delete()

    with pytest.raises(NotAnAssessmentRound, match=r"The round is closed\. Open it again first, then give longer"):
        actions.give_longer(by=by, of=one, deadline_at=later, why="Snow", seen_version=1, now=DURING)
    with pytest.raises(NotAnAssessmentRound, match="first, then ask further places"):
        actions.add_places(by=by, of=one.round, places=[vale], seen_version=2, now=DURING)
    with pytest.raises(NotAnAssessmentRound, match="first, then move its deadline"):
        actions.change_assessment_round(
            by=by,
            of=one.round,
            asked=asked_round(one.round.framework, deadline_at=later),
            seen_version=2,
            now=DURING,
        )
    renamed = actions.change_assessment_round(
        by=by, of=one.round, asked=asked_round(one.round.framework, "Summer"), seen_version=2, now=DURING
    )

    assert renamed.title == "Summer"
    assert not Notification.objects.exists()


def test_a_place_that_was_ended_is_given_no_longer(cast: Cast) -> None:
    one, by = an_assessment(cast), cast.reader(NATIONAL)
    end_place(by=by, place=one.place, seen_version=1, now=DURING)

    with pytest.raises(NotAnAssessmentRound, match="Fenwick was ended, so nothing more is asked of it"):
        actions.give_longer(
            by=by, of=one, deadline_at=DEADLINE + timedelta(days=7), why="Snow", seen_version=1, now=DURING
        )


def test_a_party_that_has_answered_stays_asked_so_that_its_words_stay_on_the_page(cast: Cast) -> None:
    one = an_assessment(cast)
    PartyAnswer.objects.create(
        assessment=one, theme="kettle", question="boils", party="acute", value="yes", updated_at=DURING
    )
    change = {"by": cast.reader(NATIONAL), "of": one.round, "now": DURING}

    with pytest.raises(NotAnAssessmentRound, match="“Acute hospital” has answered already, so it stays") as problem:
        actions.change_assessment_round(
            asked=asked_round(one.round.framework, parties=("system",)), seen_version=1, **change
        )
    changed = actions.change_assessment_round(
        asked=asked_round(one.round.framework, parties=("system", "acute")), seen_version=1, **change
    )

    assert problem.value.field == "parties"
    assert changed.parties == ["system", "acute"]


def test_a_round_from_which_a_later_one_tells_movement_stays_before_it(cast: Cast) -> None:
    place, later = a_place(cast), OPENS + timedelta(days=90)
    first = a_round(cast, place)
    a_round(cast, place, title="Autumn", previous=first, opens_at=later, deadline_at=later + timedelta(days=9))
    change = {"by": cast.reader(NATIONAL), "of": first, "seen_version": 1, "now": MADE}
    other = a_framework(cast, small_framework(key="other"))

    with pytest.raises(NotAnAssessmentRound, match="“Autumn” tells its movement from this round, so") as moved:
        actions.change_assessment_round(
            asked=asked_round(first.framework, opens_at=later, deadline_at=later + timedelta(days=9)), **change
        )
    with pytest.raises(NotAnAssessmentRound, match="“Autumn” tells its movement from this round, so") as exchanged:
        actions.change_assessment_round(asked=asked_round(other), **change)

    assert (moved.value.field, exchanged.value.field) == ("opens", "framework")


def test_changing_a_round_keeps_the_round_before_also_when_it_is_too_old_to_be_offered(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, first = a_place(cast), None
    for number, title in enumerate(("First", "Second", "Third")):
        opens = OPENS + timedelta(days=90 * number)
        made = a_round(cast, place, title=title, opens_at=opens, deadline_at=opens + timedelta(days=9), previous=first)
        first = first or made
    monkeypatch.setattr(choosing, "MOST_BEFORE", 1)

    page = reader(cast[NATIONAL]).get("/assess/rounds/third/edit/").content.decode()

    assert '<option value="first" selected>First</option>' in page
