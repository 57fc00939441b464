"""One word for a link of the chain, line by line of the rule."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.chain import analysis_of

from everyweek.reference import Standard
from everyweek.web.measure.verdict import reasons_to_be_tight, verdict_of

STANDARD = Standard("m", "standard", 0.92, "at_most", date(2000, 1, 1), None, "92%", "a source", "seen")


@pytest.mark.parametrize(
    ("icon", "assurance", "trial", "latest", "word"),
    [
        ("concern_high", "fail", False, 0.96, "tight"),
        ("concern_high", "pass", False, 0.80, "tight"),
        ("improvement_low", "fail", False, 0.96, "easing"),
        ("neutral_high", "", False, 0.96, "changed"),
        ("common_cause", "", True, 0.96, "tight"),
        ("common_cause", "", True, 0.92, "too early to say"),
        ("common_cause", "fail", False, 0.96, "tight"),
        ("common_cause", "pass", False, 0.80, "holding"),
        ("common_cause", "inconsistent", False, 0.96, "ordinary variation"),
        ("common_cause", "", False, 0.96, "ordinary variation"),
    ],
)
def test_the_first_line_of_the_rule_that_holds_gives_the_word(
    icon: str, assurance: str, trial: bool, latest: float, word: str
) -> None:
    analysis = analysis_of(latest, icon=icon, assurance=assurance, trial=trial)

    assert verdict_of(analysis, STANDARD) == word


def test_without_a_standard_limits_on_trial_say_nothing_yet() -> None:
    assert verdict_of(analysis_of(0.96, icon="common_cause", trial=True), None) == "too early to say"


def test_getting_worse_and_missing_the_standard_is_tighter_than_either() -> None:
    both = analysis_of(0.96, icon="concern_high", assurance="fail")
    one = replace(both, variation_icon="common_cause")
    none = replace(one, assurance_icon="inconsistent")

    assert [reasons_to_be_tight(analysis, STANDARD) for analysis in (both, one, none)] == [2, 1, 0]


def test_the_support_makes_an_analysis_of_one_recent_week() -> None:
    latest = analysis_of(0.5, icon="common_cause").latest

    assert latest is not None
    assert latest.period_end - latest.period_start == timedelta(days=7)
