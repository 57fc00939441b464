"""How many champions a system may nominate, when a return is late, and what a deadline is in London."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.people import read_from

from everyweek.web.people.champions.deadlines import begin_of, deadline_in_words, how_long, morning_of
from everyweek.web.people.champions.places import AcuteTrusts, Rule, places_of
from everyweek.web.people.champions.reminders import due_kind, due_moments
from everyweek.web.people.champions.states import Facts, missing, state_of
from everyweek.web.people.champions.systems import acute_trusts_in, boards_on, regions_on

SUMMER = datetime(2026, 7, 21, 11, 0, tzinfo=UTC)
WINTER = datetime(2026, 12, 18, 12, 0, tzinfo=UTC)
DAY = date(2026, 6, 1)


def facts(**more: Any) -> Facts:
    return Facts(
        **{
            "places": 10,
            "nominees": 3,
            "drafts": 3,
            "has_executive": True,
            "deadline_at": SUMMER,
            "first_submitted_at": None,
            "submitted_at": None,
            **more,
        }
    )


def sent(at: datetime, **more: Any) -> Facts:
    return facts(first_submitted_at=at, submitted_at=at, drafts=0, **more)


@pytest.mark.parametrize(("trusts", "places"), [(0, 10), (1, 10), (2, 20), (6, 20)])
def test_a_system_is_larger_from_two_acute_trusts_on(trusts: int, places: int) -> None:
    assert places_of(AcuteTrusts(trusts), Rule()).number == places


def test_the_three_numbers_of_the_rule_can_be_set() -> None:
    rule = Rule(smaller=5, larger=7, larger_from=3)

    assert [places_of(AcuteTrusts(trusts), rule).number for trusts in (2, 3)] == [5, 7]


def test_a_number_of_the_systems_own_goes_before_the_rule_and_says_so() -> None:
    places = places_of(AcuteTrusts(1), Rule(), own=13)

    assert places.number == 13
    assert places.reason == "Settled by hand for this system; the rule alone would give 10."


def test_without_figures_every_trust_counts_and_the_reason_says_so() -> None:
    counted = acute_trusts_in("ZZA", on=DAY, today=DAY)

    assert counted == AcuteTrusts(2, are_told_by_figures=False)
    assert places_of(counted, Rule()).reason == (
        "A larger system: 2 trusts are counted in it (no A&E figures are loaded that tell which of them are acute)."
    )


def test_without_the_sample_only_real_boards_are_asked() -> None:
    boards = boards_on(DAY)

    assert len(boards) == 36  # since April 2026
    assert not any(board.invented for board in boards)
    assert len(regions_on(DAY)) == 7


@pytest.fixture
def sample(sample_home: Path, settings: Any) -> None:
    read_from(sample_home, settings)


def test_with_figures_only_trusts_with_a_type_1_department_count(sample: None) -> None:
    # Brackwater and Applebridge are counted in ZZA; ZZ3 alone in ZZB, since ZZ4 was merged into it
    assert acute_trusts_in("ZZA", on=DAY, today=DAY) == AcuteTrusts(2)
    assert acute_trusts_in("ZZB", on=DAY, today=DAY) == AcuteTrusts(1)
    assert acute_trusts_in("ZZB", on=date(2024, 9, 1), today=DAY) == AcuteTrusts(2)  # two that are one now


def test_a_board_of_whose_trusts_no_figures_are_loaded_is_told_by_its_trusts(sample: None) -> None:
    # This sample has figures of the first region only; ZZC, with four trusts, is in another.
    assert acute_trusts_in("ZZC", on=DAY, today=DAY) == AcuteTrusts(4, are_told_by_figures=False)


def test_with_the_sample_only_invented_boards_are_asked_of_all_or_of_chosen_regions(sample: None) -> None:
    assert [board.code for board in boards_on(DAY, regions=("ZZ9",))] == ["ZZA", "ZZB"]
    assert {board.code for board in boards_on(DAY)} == {"ZZA", "ZZB", "ZZC", "ZZD", "ZZE", "ZZF"}
    assert boards_on(date(2022, 6, 30)) == ()  # boards began on 1 July 2022


def test_noon_in_london_is_eleven_o_clock_universal_time_in_summer_and_twelve_in_winter() -> None:
    assert deadline_in_words(SUMMER) == "noon on Tuesday 21 July 2026"
    assert deadline_in_words(WINTER) == "noon on Friday 18 December 2026"
    assert begin_of(date(2026, 7, 1)) == datetime(2026, 6, 30, 23, 0, tzinfo=UTC)
    assert begin_of(date(2026, 12, 1)) == datetime(2026, 12, 1, 0, 0, tzinfo=UTC)
    assert morning_of(date(2026, 7, 1)) == datetime(2026, 7, 1, 7, 0, tzinfo=UTC)
    assert morning_of(date(2026, 12, 1)) == datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize("deadline", [SUMMER, WINTER])
@pytest.mark.parametrize(
    ("seconds", "title", "detail"),
    [
        (-1, "Sent in", None),
        (0, "Sent in", None),
        (1, "Sent in late", "by less than a minute"),
        (7500, "Sent in late", "by 2 hours 5 minutes"),
        (3 * 86400 + 3600, "Sent in late", "by 3 days 1 hour"),
    ],
)
def test_a_return_is_late_from_the_first_second_after_the_deadline(
    deadline: datetime, seconds: int, title: str, detail: str | None
) -> None:
    at = deadline + timedelta(seconds=seconds)

    state = state_of(sent(at, deadline_at=deadline), now=at)

    assert state.title == title
    assert detail is None or state.detail == detail


def test_what_was_in_time_stays_so_when_it_is_sent_in_again_after_the_deadline() -> None:
    before, after = SUMMER - timedelta(hours=1), SUMMER + timedelta(days=1)

    state = state_of(facts(first_submitted_at=before, submitted_at=after, drafts=0), now=after)

    assert (state.title, state.detail) == ("Sent in", "21 July 2026 at 11:00")


@pytest.mark.parametrize(
    ("more", "title", "detail"),
    [
        ({"nominees": 0, "has_executive": False}, "Not begun", ""),
        ({"has_executive": False}, "Incomplete", "the executive contact is not named"),
        ({"nominees": 0}, "Incomplete", "no champion is nominated"),
        ({"nominees": 12}, "Incomplete", "12 champions are nominated, 2 more than the 10 places"),
        ({}, "Draft", "complete, not sent in yet"),
    ],
)
def test_before_the_deadline_the_state_says_what_is_missing(more: dict[str, Any], title: str, detail: str) -> None:
    state = state_of(facts(**more), now=SUMMER)

    assert (state.title, state.detail) == (title, detail)


def test_after_the_deadline_whatever_was_not_sent_in_is_late() -> None:
    now = SUMMER + timedelta(hours=26)

    details = [
        state_of(facts(**more), now=now).detail
        for more in ({"nominees": 0, "has_executive": False}, {"has_executive": False}, {})
    ]

    assert details == [
        "nothing sent in; the deadline was 1 day 2 hours ago",
        "nothing sent in; the deadline was 1 day 2 hours ago (begun, and the executive contact is not named)",
        "nothing sent in; the deadline was 1 day 2 hours ago (complete, only not sent in)",
    ]


def test_a_return_of_which_everybody_declined_is_incomplete_again() -> None:
    state = state_of(sent(SUMMER, nominees=0), now=SUMMER)

    assert (state.title, state.detail) == ("Sent in, now incomplete", "no champion is nominated")


def test_fewer_nominees_than_places_lack_nothing() -> None:
    assert missing(facts(nominees=1)) == ()


def test_time_is_told_in_its_two_largest_units() -> None:
    spans = [timedelta(0), timedelta(minutes=1), timedelta(hours=1, minutes=1), timedelta(days=2, minutes=5)]

    assert [how_long(span) for span in spans] == ["less than a minute", "1 minute", "1 hour 1 minute", "2 days"]


def test_reminders_are_due_on_three_mornings_before_and_one_after_also_over_a_change_of_clocks() -> None:
    # Noon on Friday 30 October 2026 in London; the clocks go back on Sunday 25 October.
    deadline = datetime(2026, 10, 30, 12, 0, tzinfo=UTC)

    assert list(due_moments(deadline)) == [
        ("7-days", datetime(2026, 10, 23, 7, 0, tzinfo=UTC)),
        ("2-days", datetime(2026, 10, 28, 8, 0, tzinfo=UTC)),
        ("0-days", datetime(2026, 10, 30, 8, 0, tzinfo=UTC)),
        ("late", datetime(2026, 10, 31, 8, 0, tzinfo=UTC)),
    ]


def test_a_morning_that_comes_after_the_deadline_is_left_out() -> None:
    seven = datetime(2026, 7, 21, 6, 0, tzinfo=UTC)  # 07:00 in London

    assert [kind for kind, _ in due_moments(seven)] == ["7-days", "2-days", "late"]


def test_after_a_stop_only_the_newest_reminder_is_due() -> None:
    opens = datetime(2026, 6, 30, 23, 0, tzinfo=UTC)

    due = [
        due_kind(SUMMER, opens_at=opens, now=now)
        for now in (
            datetime(2026, 7, 14, 6, 59, tzinfo=UTC),
            datetime(2026, 7, 14, 7, 0, tzinfo=UTC),
            datetime(2026, 7, 19, 9, 0, tzinfo=UTC),
            datetime(2026, 7, 21, 10, 59, tzinfo=UTC),
            datetime(2026, 7, 21, 12, 0, tzinfo=UTC),
            datetime(2026, 7, 22, 7, 0, tzinfo=UTC),
        )
    ]

    assert due == [None, "7-days", "2-days", "0-days", None, "late"]
