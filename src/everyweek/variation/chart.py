"""What an XmR chart says: of many series at once, and of one of them."""

from dataclasses import dataclass

import numpy as np

from everyweek.variation.arrays import Codes, Directions, Flags, Numbers, Positions
from everyweek.variation.icons import AssuranceIcon, PointType, VariationIcon
from everyweek.variation.improvement import Improvement
from everyweek.variation.rule_sets import Rule, RuleSet


@dataclass(frozen=True, slots=True)
class Chart:
    """XmR charts of many series, with the rule set that spoke. Lines and values have the unit of the values given.

    Of each point, ndarrays of shape (n_series, n_points); some are read-only:
    values                  : as given, NaN where missing.
    mean, lower, upper      : centre line and limits of the segment, at missing points too. NaN where the baseline
                              holds no value (mean) or no two values in a row (limits), or the rule set withholds them.
    near_lower, near_upper  : two thirds of the way from the mean to the limits.
    moving_range            : distance from the point before; NaN at the start of a segment and beside a gap.
    segment                 : 0, and 1 more after each rebase.
    trial                   : the segment has too few recorded points for firm limits.
    high_rules, low_rules   : bits of every rule that holds, on the high and on the low side; bit 0 is the first rule.
    shown_rule              : the one rule that decides, counted from 1; 0 where none holds.
    direction               : of that rule, 1 high, -1 low, 0 where none holds.
    point_type              : codes of PointType.

    Of each series, ndarrays of shape (n_series,):
    target                  : NaN where there is none.
    last                    : the last recorded point; -1 where none is recorded.
    recorded                : how many points are recorded.
    variation_icon          : codes of VariationIcon, of the last recorded point.
    assurance_icon          : codes of AssuranceIcon, against the limits at the last recorded point.
    """

    rule_set: RuleSet
    improvement: Improvement
    screen: bool
    fix_after: int | None
    values: Numbers
    mean: Numbers
    lower: Numbers
    upper: Numbers
    near_lower: Numbers
    near_upper: Numbers
    moving_range: Numbers
    segment: Positions
    trial: Flags
    high_rules: Codes
    low_rules: Codes
    shown_rule: Codes
    direction: Directions
    point_type: Codes
    target: Numbers
    last: Positions
    recorded: Positions
    variation_icon: Codes
    assurance_icon: Codes

    @property
    def rules(self) -> Codes:
        """Bits of every rule that holds at each point, on either side. Shape (n_series, n_points)."""
        return self.high_rules | self.low_rules

    def __len__(self) -> int:
        """How many series there are."""
        return len(self.values)

    def series(self, index: int = 0) -> "SeriesChart":
        """The chart of one series."""
        last = int(self.last[index])
        target = float(self.target[index])
        return SeriesChart(
            rule_set=self.rule_set,
            improvement=self.improvement,
            target=None if np.isnan(target) else target,
            values=self.values[index],
            mean=self.mean[index],
            lower=self.lower[index],
            upper=self.upper[index],
            moving_range=self.moving_range[index],
            segment=self.segment[index],
            direction=self.direction[index],
            rules=tuple(self.rule_set.names_in(bits) for bits in self.rules[index].tolist()),
            shown_rules=tuple(self.rule_set.rules[n - 1] if n else None for n in self.shown_rule[index].tolist()),
            point_types=tuple(PointType(code) for code in self.point_type[index].tolist()),
            trial=bool(self.trial[index, last]),
            last=last if last >= 0 else None,
            variation_icon=VariationIcon(self.variation_icon[index]),
            assurance_icon=AssuranceIcon(self.assurance_icon[index]),
        )


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """The XmR chart of one series. Arrays and tuples have one entry for each point, as in Chart.

    rules       : names of every rule that holds at the point.
    shown_rules : the one that decides, or None.
    target      : None where there is none.
    trial       : the limits at the last recorded point are on trial.
    last        : the last recorded point; None where none is recorded.
    """

    rule_set: RuleSet
    improvement: Improvement
    target: float | None
    values: Numbers
    mean: Numbers
    lower: Numbers
    upper: Numbers
    moving_range: Numbers
    segment: Positions
    direction: Directions
    rules: tuple[tuple[str, ...], ...]
    shown_rules: tuple[Rule | None, ...]
    point_types: tuple[PointType, ...]
    trial: bool
    last: int | None
    variation_icon: VariationIcon
    assurance_icon: AssuranceIcon
