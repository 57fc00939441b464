"""Whether figures show a change: seen, not seen, too early, cannot be seen; and whether it lasts."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.slow_effects import months_outside_or_in_a_run

from everyweek.effects import TITLES, Seen, in_words, look_for
from everyweek.effects.months import month_after
from everyweek.variation import ShortBaseline

CHANGED = date(2025, 1, 1)
BEFORE = [0.70, 0.72, 0.71, 0.69, 0.70, 0.71, 0.72, 0.70, 0.69, 0.71, 0.70, 0.72]
"""Mean 0.7058; moving ranges sum to 0.16, so the limits are 2.66 x 0.16 / 11 = 0.0387 away: 0.6671 to 0.7445."""
HIGHER = [0.78, 0.80, 0.79, 0.81, 0.80, 0.79, 0.80, 0.82, 0.80, 0.79, 0.81, 0.80]
DURING = 0.75
NO_PROOF = "Before and after is not proof: something else may have changed at the same time."


def looked_for(after: list[float], *, before: list[float] = BEFORE, better: str = "up", **more: object) -> Seen:
    values = [*before, DURING, *after]
    months = [month_after(CHANGED, at - len(before)) for at in range(len(values))]
    return look_for(months, values, changed=date(2025, 1, 15), better=better, **more)  # type: ignore[arg-type]


def test_a_change_that_leaves_the_limits_is_seen_from_its_first_month_and_is_sustained() -> None:
    found = looked_for(HIGHER)

    assert (found.outcome, found.first_signal, found.sustained) == ("seen", date(2025, 2, 1), True)
    assert found.before == pytest.approx(sum(BEFORE) / 12)
    assert found.after == pytest.approx(sum(HIGHER) / 12)
    assert found.difference == pytest.approx(sum(HIGHER) / 12 - sum(BEFORE) / 12)
    assert found.rules == ("outside_limits",)
    assert in_words(found, "share") == (
        "The mean was 70.6% in the 12 months before January 2025, and 79.9% in the 12 months after.",
        "That is more than ordinary variation: a change for the better shows from February 2025.",
        "It is sustained: of the newest 7 months, up to January 2026, all are better than the mean before.",
        NO_PROOF,
    )


def test_the_same_change_is_not_seen_as_one_for_the_better_where_less_is_better() -> None:
    found = looked_for(HIGHER, better="down")

    assert (found.outcome, found.got_worse, found.sustained) == ("not seen", True, None)
    assert in_words(found, "share")[1:] == (
        "On average it was no better after.",
        "Some months after show a change for the worse.",
        NO_PROOF,
    )


def test_ordinary_variation_is_not_seen_as_a_change() -> None:
    found = looked_for([0.71, 0.70, 0.72, 0.71, 0.70, 0.72, 0.71, 0.70, 0.72, 0.71, 0.70, 0.72])

    assert (found.outcome, found.mean_is_better, found.first_signal, found.rules) == ("not seen", True, None, ())
    assert "The difference is within what varies from month to month anyway." in in_words(found, "share")


def test_seven_months_slightly_better_are_a_run_and_seen() -> None:
    found = looked_for([0.72] * 7)

    assert (found.outcome, found.rules, found.recorded) == ("seen", ("shift",), 7)
    assert "in the 12 months after (7 of them have a figure so far)." in in_words(found, "share")[0]


def test_a_run_that_began_before_the_change_does_not_count_for_it() -> None:
    # Four months better before and four after would make a run of nine, with the month of the change between them.
    before = [*BEFORE[:8], 0.72, 0.72, 0.72, 0.72]

    found = looked_for([0.72, 0.72, 0.72, 0.72, 0.70, 0.71, 0.70], before=before)

    assert found.outcome == "not seen"


def test_a_single_month_that_stands_out_is_not_enough_when_the_mean_is_no_better() -> None:
    found = looked_for([0.76, *[0.69] * 6])

    assert (found.outcome, found.mean_is_better) == ("not seen", False)


def test_what_got_better_before_the_change_already_is_said() -> None:
    # The limits are 0.019 either side of 0.655; the last months before lie above them.
    before = [0.60, 0.61, 0.62, 0.63, 0.64, 0.65, 0.66, 0.67, 0.68, 0.69, 0.70, 0.71]

    found = looked_for(HIGHER, before=before)

    assert (found.outcome, found.was_moving) == ("seen", True)
    assert "It was getting better before, too." in in_words(found, "share")


def test_a_change_that_fades_is_seen_and_is_not_sustained() -> None:
    found = looked_for([*HIGHER, *[0.69] * 3])

    assert (found.outcome, found.sustained, found.newest) == ("seen", False, date(2026, 4, 1))
    assert (
        "It is not sustained: of the newest 7 months, up to April 2026, not all are better than the mean before."
        in in_words(found, "share")
    )


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ([], "No month has a figure since January 2025, and 7 are needed. The newest figure is of January 2025."),
        ([0.8], "1 month has a figure since January 2025"),
        ([0.8] * 6, "6 months have a figure since January 2025"),
    ],
)
def test_with_fewer_than_seven_months_it_is_too_early(after: list[float], words: str) -> None:
    found = looked_for(after)

    assert found.outcome == "too early"
    assert found.sustained is None
    assert words in in_words(found, "share")[0]
    assert TITLES[found.outcome] == "Too early to say"


@pytest.mark.parametrize("months_before", [1, 12])
def test_where_figures_have_not_come_to_the_change_yet_it_is_too_early(months_before: int) -> None:
    months = [month_after(CHANGED, at - 12) for at in range(12)][:-months_before] or [month_after(CHANGED, -12)]

    found = look_for(months, BEFORE[: len(months)], changed=CHANGED, better="up")

    assert (found.outcome, found.newest) == ("too early", months[-1])
    assert in_words(found, "share")[0].startswith("No month has a figure since January 2025, and 7 are needed.")


def test_where_figures_ended_a_year_before_the_change_or_have_a_gap_it_cannot_be_seen() -> None:
    long_ago = look_for([month_after(CHANGED, -13)], [0.7], changed=CHANGED, better="up")
    gap = look_for([month_after(CHANGED, -12), month_after(CHANGED, -10)], [0.7, 0.7], changed=CHANGED, better="up")

    assert (long_ago.outcome, long_ago.why) == ("cannot be seen", "gap before")
    assert (gap.outcome, gap.why) == ("cannot be seen", "gap before")


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (look_for([], [], changed=CHANGED, better="up"), "No figures of this organisation are loaded."),
        (
            looked_for(HIGHER, before=[*BEFORE[:5], math.nan, *BEFORE[6:]]),
            "The figures do not hold every one of the 12 months before January 2025.",
        ),
        (
            looked_for([*[math.nan] * 8, *[0.8] * 4]),
            "Only 4 of the 12 months after January 2025 have a figure.",
        ),
        (
            looked_for(HIGHER, breaks=[date(2025, 4, 1)]),
            "These figures are counted in another way, or are another organisation’s, from a month in between.",
        ),
        (looked_for(HIGHER, better="neither"), "Of this measure neither more nor less is better."),
    ],
)
def test_what_cannot_be_seen_says_why(found: Seen, why: str) -> None:
    assert found.outcome == "cannot be seen"
    assert found.difference is None
    assert in_words(found, "share") == (why,)


def test_a_new_way_of_counting_long_before_or_yet_to_come_does_no_harm_and_one_after_leaves_lasting_open() -> None:
    outside = looked_for(HIGHER, breaks=[date(2024, 1, 1), date(2026, 2, 1)])
    after = looked_for([*HIGHER, 0.8, 0.8], breaks=[date(2026, 2, 1)])

    assert (outside.outcome, outside.sustained) == ("seen", True)
    assert (after.outcome, after.sustained) == ("seen", None)
    assert "Whether it lasted cannot be said: what is counted changed since." in in_words(after, "share")


def test_months_may_come_in_any_order_and_with_more_around_them() -> None:
    months = [month_after(CHANGED, at) for at in range(-30, 31)]
    values = [0.2] * 18 + BEFORE + [DURING] + HIGHER + [0.8] * 18

    found = look_for(months[::-1], values[::-1], changed=CHANGED, better="up")

    assert found.before == pytest.approx(sum(BEFORE) / 12)
    assert (found.outcome, found.sustained, found.newest) == ("seen", True, date(2027, 7, 1))


def test_a_longer_window_is_kept_to_and_a_shorter_one_refused() -> None:
    found = looked_for([*HIGHER, *HIGHER[:2]], before=[0.7, 0.71, *BEFORE], window=14)

    assert (found.outcome, found.window, found.recorded) == ("seen", 14, 14)
    with pytest.raises(ShortBaseline):
        looked_for(HIGHER, window=6)


levels = st.integers(60, 80).map(lambda percent: percent / 100)


@given(st.lists(levels, min_size=7, max_size=12))
def test_whatever_the_slow_way_finds_outside_the_limits_or_in_a_run_is_seen_if_the_mean_is_better(
    after: list[float],
) -> None:
    found = looked_for(after)

    slow = months_outside_or_in_a_run(BEFORE, after)
    if slow and sum(after) / len(after) > sum(BEFORE) / 12:
        assert found.outcome == "seen"
        assert found.first_signal is not None
        assert found.first_signal <= month_after(CHANGED, slow[0] + 1)
    if found.outcome == "seen" and set(found.rules) <= {"outside_limits", "shift"}:
        assert slow
