"""Telling places that a round has opened, and reminding them of its deadline: once each."""

from datetime import UTC, datetime, timedelta

import pytest
from support.assessing import (
    DEADLINE,
    DURING,
    LEAD,
    MADE,
    OPENS,
    SPEAKS_FOR_SYSTEM,
    a_round,
    an_assessment,
    fenwick,
    saltings,
)
from support.cast import Cast

from everyweek.web.assess.places.actions import change_place
from everyweek.web.assess.places.asked import PlaceAsked
from everyweek.web.assess.rounds import actions
from everyweek.web.assess.rounds.jobs import remind_places
from everyweek.web.assess.rounds.models import Assessment, AssessmentReminder
from everyweek.web.assess.rounds.reminders import remind
from everyweek.web.people.models import Notification

MORNING = datetime(2026, 7, 28, 7, 0, tzinfo=UTC)
"""Eight in the morning in London, on the day of the deadline."""


def titles() -> list[str]:
    return sorted(Notification.objects.filter(kind="assessment-round").values_list("title", flat=True).distinct())


def test_the_opening_is_told_on_its_morning_to_everybody_who_is_named(cast: Cast) -> None:
    an_assessment(cast)

    in_the_night = remind(OPENS + timedelta(hours=1))
    in_the_morning = remind(OPENS + timedelta(hours=9))
    again = remind(OPENS + timedelta(hours=10))

    assert (in_the_night, in_the_morning, again) == (0, 1, 0)
    told = Notification.objects.filter(kind="assessment-round")
    assert {one.person_id for one in told} == {cast[LEAD].pk, cast[SPEAKS_FOR_SYSTEM].pk}
    assert titles() == ["Summer assessment: Fenwick is asked"]
    assert "open until noon on Tuesday 28 July 2026" in told[0].text


def test_a_round_that_is_open_already_is_told_at_once(cast: Cast) -> None:
    an_assessment(cast, now=DURING, opens_at=DURING - timedelta(days=1))

    assert titles() == ["Summer assessment: Fenwick is asked"]


@pytest.mark.parametrize(
    ("at", "title"),
    [
        (MORNING - timedelta(days=7), "Summer assessment: Fenwick is due at noon on Tuesday 28 July 2026"),
        (MORNING - timedelta(days=2), "Summer assessment: Fenwick is due at noon on Tuesday 28 July 2026"),
        (MORNING, "Summer assessment: Fenwick is due at noon on Tuesday 28 July 2026"),
        (MORNING + timedelta(days=1), "Summer assessment: the assessment of Fenwick is late"),
    ],
)
def test_each_reminder_is_sent_once_from_its_morning_on(cast: Cast, at: datetime, title: str) -> None:
    an_assessment(cast)
    remind(OPENS + timedelta(days=1))
    Notification.objects.all().delete()
    AssessmentReminder.objects.exclude(key__endswith="opened").delete()

    assert remind(at) == 1
    assert remind(at + timedelta(minutes=5)) == 0
    assert titles() == [title]


def test_after_a_stop_only_the_newest_reminder_is_sent(cast: Cast) -> None:
    an_assessment(cast)
    remind(OPENS + timedelta(days=1))

    assert remind(MORNING + timedelta(minutes=1)) == 1
    assert remind(MORNING + timedelta(minutes=2)) == 0


def test_who_has_submitted_is_reminded_of_nothing(cast: Cast) -> None:
    one = an_assessment(cast)
    remind(OPENS + timedelta(days=1))
    Assessment.objects.filter(pk=one.pk).update(submitted_at=DURING, first_submitted_at=DURING)

    assert remind(MORNING) == 0


def test_a_place_that_was_given_longer_is_reminded_of_its_own_deadline(cast: Cast) -> None:
    one = an_assessment(cast)
    remind(OPENS + timedelta(days=1))
    actions.give_longer(
        by=cast.reader("national support"),
        of=one,
        deadline_at=DEADLINE + timedelta(days=14),
        why="Snow",
        seen_version=1,
        now=DURING,
    )

    assert remind(MORNING + timedelta(hours=5)) == 0
    assert remind(MORNING + timedelta(days=7)) == 1


def test_a_closed_round_and_one_that_has_not_opened_remind_of_nothing(cast: Cast) -> None:
    one = an_assessment(cast)
    assert remind(MADE + timedelta(hours=1)) == 0
    actions.close(by=cast.reader("national support"), of=one.round, seen_version=1, now=DURING)

    assert remind(MORNING) == 0


def test_the_worker_says_how_many_places_it_told(cast: Cast) -> None:
    a_round(cast, fenwick(cast), saltings(cast))

    assert remind_places(OPENS + timedelta(hours=9)) == "2 places told of a round"
    assert remind_places(OPENS + timedelta(hours=9)) == ""


def test_a_place_that_is_called_otherwise_keeps_its_reminders(cast: Cast) -> None:
    one = an_assessment(cast)
    remind(OPENS + timedelta(days=1))
    change_place(
        by=cast.reader("national support"),
        place=one.place,
        asked=PlaceAsked("Greater Fenwick", "ZZA"),
        seen_version=1,
        now=DURING,
    )

    assert remind(DURING) == 0
    assert remind(MORNING) == 1
    assert "Summer assessment: Greater Fenwick is due at noon on Tuesday 28 July 2026" in titles()
