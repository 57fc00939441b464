"""Rule sets are named, versioned tables over four patterns."""

from dataclasses import FrozenInstanceError, replace

import pytest

import everyweek.variation
from everyweek.variation import MDC_WORKBOOK, PLOTTHEDOTS, RULE_SETS, Rule, UnknownRuleSet, find_rule_set, xmr
from everyweek.variation.primitives import Beyond, MOutOfN, Run, Trend


def test_a_rule_set_is_found_by_its_name():
    assert find_rule_set("plotthedots") is PLOTTHEDOTS
    assert find_rule_set("mdc-workbook") is MDC_WORKBOOK


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(UnknownRuleSet, match=r"no rule set called 'nelson'. Use one of: plotthedots, mdc-workbook"):
        find_rule_set("nelson")


def test_a_chart_says_which_rule_set_spoke():
    assert xmr([1, 2, 3], improvement="up").rule_set.full_name == "plotthedots 0.2"
    assert xmr([1, 2, 3], improvement="up", rules="mdc-workbook").series().rule_set is MDC_WORKBOOK


@pytest.mark.parametrize("rule_set", RULE_SETS.values(), ids=RULE_SETS)
def test_every_rule_is_one_of_four_patterns(rule_set):
    assert {type(rule.pattern) for rule in rule_set.rules} <= {Beyond, Run, Trend, MOutOfN}
    assert len(rule_set.rules) <= 8  # a bit for each in one byte
    assert rule_set.version
    assert rule_set.source


def test_a_rule_set_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        PLOTTHEDOTS.version = "0.3"  # type: ignore[misc]


def test_another_rule_set_is_another_table():
    # The workbook lets its user choose six points: the same engine, one number changed.
    six = replace(MDC_WORKBOOK, version="2023-12, six points", rules=(Rule("shift", Run(6)),))

    assert xmr([1] * 6 + [9] * 8, improvement="up", rules=six).series().rules[0] == ("shift",)
    assert set(xmr([1] * 5 + [9, 1] + [9] * 5 + [1], improvement="up", rules=six).series().rules) == {()}


def test_the_names_of_rules_are_read_from_their_bits():
    assert PLOTTHEDOTS.names_in(0b1001) == ("outside_limits", "shift")
    assert PLOTTHEDOTS.names_in(0) == ()


def test_the_package_lists_all_its_public_names():
    public = {name for name, value in vars(everyweek.variation).items() if not name.startswith("_")}
    modules = {name for name in public if type(vars(everyweek.variation)[name]).__name__ == "module"}

    assert sorted(public - modules | {"xmr"}) == sorted(everyweek.variation.__all__)
