"""What a chart says, without the chart: for the rules that go by it."""

from datetime import date

from everyweek.tables import Observation
from everyweek.web.measure.analysis import Analysis, Point


def analysis_of(value: float, *, icon: str, assurance: str = "", trial: bool = False) -> Analysis:
    """An analysis of one week."""
    week = Observation("m", "ZZ1", date(2025, 3, 3), date(2025, 3, 10), None, None, value, "a file")
    point = Point(week, None, None, None, "common_cause", (), (), 0, 0, trial)
    return Analysis(
        points=(point,),
        every="week",
        variation_icon=icon,
        variation_words="Some words.",
        assurance_icon=assurance,
        assurance_words="",
        rule_set="plotthedots 0.2",
        trial=trial,
        holes=0,
    )
