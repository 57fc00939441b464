"""Is this change real? XmR charts of many series at once, by named rule sets: arrays in, arrays out."""

from everyweek.variation.chart import Chart, SeriesChart
from everyweek.variation.errors import (
    ImpossibleChart,
    ShortBaseline,
    UnknownImprovement,
    UnknownRebase,
    UnknownRuleSet,
    UnusableTarget,
    UnusableValues,
)
from everyweek.variation.icons import AssuranceIcon, PointType, VariationIcon
from everyweek.variation.improvement import Improvement
from everyweek.variation.request import check_baseline
from everyweek.variation.rule_sets import MDC_WORKBOOK, PLOTTHEDOTS, RULE_SETS, Rule, RuleSet, find_rule_set
from everyweek.variation.segments import rebase_points
from everyweek.variation.sentences import explain_assurance, explain_variation, sentence
from everyweek.variation.xmr import xmr

__all__ = [
    "MDC_WORKBOOK",
    "PLOTTHEDOTS",
    "RULE_SETS",
    "AssuranceIcon",
    "Chart",
    "ImpossibleChart",
    "Improvement",
    "PointType",
    "Rule",
    "RuleSet",
    "SeriesChart",
    "ShortBaseline",
    "UnknownImprovement",
    "UnknownRebase",
    "UnknownRuleSet",
    "UnusableTarget",
    "UnusableValues",
    "VariationIcon",
    "check_baseline",
    "explain_assurance",
    "explain_variation",
    "find_rule_set",
    "rebase_points",
    "sentence",
    "xmr",
]
