"""The rule sets: short tables over four patterns, named and versioned so that a chart can say which one spoke.

Tools that all say they follow Making Data Count disagree with one another on real data, so there is no chart without
the name of its rule set, and no rule set that changes without a new version.
"""

from dataclasses import dataclass

from everyweek.variation.errors import UnknownRuleSet
from everyweek.variation.limits import LimitRule
from everyweek.variation.primitives import Beyond, MOutOfN, Pattern, Run, Trend


@dataclass(frozen=True, slots=True)
class Rule:
    """A name for a pattern: `outside_limits` is Beyond()."""

    name: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class RuleSet:
    """How limits are drawn, which patterns signal a change, and which of several speaks at a point.

    rules            : at most eight, first the one that decides the label where several hold.
    improvement_wins : where a point is marked as both improvement and concern, the first rule that sees an
                       improvement decides; otherwise the first rule of all.
    source           : what it follows.
    """

    name: str
    version: str
    limits: LimitRule
    rules: tuple[Rule, ...]
    improvement_wins: bool
    source: str

    @property
    def full_name(self) -> str:
        """Name and version, as shown beside a chart."""
        return f"{self.name} {self.version}"

    def names_in(self, bits: int) -> tuple[str, ...]:
        """The names of the rules whose bits are set; bit 0 is the first rule."""
        return tuple(rule.name for place, rule in enumerate(self.rules) if bits >> place & 1)


PLOTTHEDOTS = RuleSet(
    name="plotthedots",
    version="0.2",
    limits=LimitRule(
        factor=2.66,
        screening_factor=3.267,
        screens=True,
        points_for_firm_limits=13,
        withholds_trial_limits=False,
    ),
    rules=(
        Rule("outside_limits", Beyond()),
        Rule("trend", Trend(7, direction="step")),
        Rule("two_in_three", MOutOfN(2, 3, share=2 / 3, counts_outside=False)),
        Rule("shift", Run(7)),
    ),
    improvement_wins=False,
    source="NHSRplotthedots 0.2.2, github.com/nhs-r-community/NHSRplotthedots",
)

# The workbook itself is not public; this follows what its author says of it.
MDC_WORKBOOK = RuleSet(
    name="mdc-workbook",
    version="2023-12",
    limits=LimitRule(
        factor=2.66,
        screening_factor=3.267,
        screens=False,
        points_for_firm_limits=13,
        withholds_trial_limits=True,
    ),
    rules=(
        Rule("outside_limits", Beyond()),
        Rule("trend", Trend(7, direction="own")),
        Rule("two_in_three", MOutOfN(2, 3, share=2 / 3, counts_outside=True)),
        Rule("shift", Run(7)),
    ),
    improvement_wins=True,
    source="M. Callus, NHS England, in NHSRplotthedots issues 194, 202 and 253, November 2023 to 2025; "
    "NHSRplotthedots vignette 'Deviations from Excel defaults'",
)

RULE_SETS: dict[str, RuleSet] = {rule_set.name: rule_set for rule_set in (PLOTTHEDOTS, MDC_WORKBOOK)}


def find_rule_set(name: str) -> RuleSet:
    """The rule set of this name. Raises UnknownRuleSet."""
    try:
        return RULE_SETS[name]
    except KeyError:
        known = ", ".join(RULE_SETS)
        raise UnknownRuleSet(f"There is no rule set called {name!r}. Use one of: {known}.") from None
