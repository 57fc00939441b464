"""Which rules hold at each point, and which one is shown."""

from dataclasses import dataclass

import numpy as np

from everyweek.variation.arrays import Codes, Directions, Flags
from everyweek.variation.points import Points
from everyweek.variation.primitives import Marks
from everyweek.variation.rule_sets import RuleSet


@dataclass(frozen=True, slots=True)
class Signals:
    """What the rules say of each point. All are ndarrays of shape (n_series, n_points).

    high_rules : bits of the rules that hold on the high side; bit 0 is the first rule of the set.
    low_rules  : the same for the low side.
    shown_rule : the rule that decides, counted from 1; 0 where none holds.
    direction  : 1 where the rule shown is high, -1 where it is low, 0 where none holds.
    """

    high_rules: Codes
    low_rules: Codes
    shown_rule: Codes
    direction: Directions


def judge(points: Points, *, rule_set: RuleSet, improvement_sign: int) -> Signals:
    """Hold every rule against every point, and choose the one to show.

    improvement_sign : 1 when up is better, -1 when down is, 0 when neither is.
    """
    marks = [rule.pattern.marks(points) for rule in rule_set.rules]
    shape = points.deviation.shape
    signals = Signals(
        high_rules=_bits([mark.high for mark in marks], shape),
        low_rules=_bits([mark.low for mark in marks], shape),
        shown_rule=np.zeros(shape, dtype=np.uint8),
        direction=np.zeros(shape, dtype=np.int8),
    )
    # Written from the last rule to the first, so that the first has the last word.
    for place, mark in reversed(list(enumerate(marks, start=1))):
        _show(signals, place, mark)
    if rule_set.improvement_wins and improvement_sign:
        for place, mark in reversed(list(enumerate(marks, start=1))):
            better = mark.high if improvement_sign > 0 else mark.low
            np.copyto(signals.shown_rule, np.uint8(place), where=better)
            np.copyto(signals.direction, np.int8(improvement_sign), where=better)
    return signals


def _show(signals: Signals, place: int, mark: Marks) -> None:
    holds = mark.high | mark.low
    np.copyto(signals.shown_rule, np.uint8(place), where=holds)
    np.copyto(signals.direction, np.int8(-1), where=holds)
    np.copyto(signals.direction, np.int8(1), where=holds & mark.shown_high)


def _bits(flags: list[Flags], shape: tuple[int, ...]) -> Codes:
    bits = np.zeros(shape, dtype=np.uint8)
    for place, flag in enumerate(flags):
        bits |= flag.view(np.uint8) << np.uint8(place)
    return bits
