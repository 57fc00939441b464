"""The figures of one measure page as CSV."""

import csv
from io import StringIO

from everyweek.web.measure.queries import Reading

COLUMNS = (
    "measure",
    "organisation",
    "period_start",
    "period_end",
    "numerator",
    "denominator",
    "value",
    "unit",
    "mean",
    "lower",
    "upper",
    "point_type",
    "rules",
    "rule_set",
    "missing_because",
    "made_of",
    "left_out",
    "source",
)


def figures_csv(reading: Reading) -> str:
    """Every point, oldest first, in the units of `everyweek show`: shares 0-1, seconds, missing empty."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    points = reading.analysis.points if reading.analysis else ()
    for point in points:
        row = point.observation
        writer.writerow(
            (
                row.measure,
                row.organisation,
                row.period_start,
                row.period_end,
                row.numerator,
                row.denominator,
                row.value,
                reading.measure.unit,
                point.mean,
                point.lower,
                point.upper,
                point.point_type,
                " ".join(point.rules),
                reading.analysis.rule_set if reading.analysis else "",
                row.missing_because,
                row.contributing,
                row.left_out,
                row.source,
            )
        )
    return text.getvalue()
