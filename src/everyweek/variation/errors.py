"""What can be wrong with a request for a chart."""


class ImpossibleChart(Exception):
    """A chart was asked for that cannot be drawn; the sentence says why and what to do.

    ImpossibleChart
    ├── UnusableValues      not one or two dimensions, no points at all, or an infinite value
    ├── UnusableTarget      neither one number nor one number for each series
    ├── UnknownImprovement  a direction that is not up, down or neither
    ├── UnknownRuleSet      a name that no rule set has
    ├── ShortBaseline       a baseline fixed after too few points
    └── UnknownRebase       a rebase at a point, or on a date, that is not in the data
    """


class UnusableValues(ImpossibleChart):
    """The values are not one or two dimensions, hold no points at all, or hold an infinite value."""


class UnusableTarget(ImpossibleChart):
    """The target is neither one number nor one number for each series."""


class UnknownImprovement(ImpossibleChart):
    """The direction of improvement is not up, down or neither."""


class UnknownRuleSet(ImpossibleChart):
    """No rule set has this name."""


class ShortBaseline(ImpossibleChart):
    """The baseline would be fixed after too few points."""


class UnknownRebase(ImpossibleChart):
    """A rebase is asked for at a point, or on a date, that is not in the data."""
