"""The one definition of the picture of ratios beside one another, in Altair; rows and scale come with the data."""

from typing import Any

import altair as alt
import vl_convert

PIXELS = {"wide": 1060, "narrow": 340}
TEXT = {"wide": 14, "narrow": 12}
INK, QUIET, OWN = "#212b32", "#5f6b75", "#14474f"
VEGA_LITE = "6.4"


def compiled(size: str) -> dict[str, Any]:
    """The picture of a size without any rows, as a Vega specification."""
    rows = alt.Chart(alt.NamedData("rows"))
    y = alt.Y("place:Q", scale=alt.Scale(zero=False, nice=False, domain=[1, -1]), axis=None)
    words: dict[str, Any] = {"align": "left", "baseline": "bottom", "fontSize": TEXT[size], "lineBreak": "\n"}
    weight = {"expr": "datum.is_study ? 'normal' : 'bold'"}
    named = rows.encode(x=alt.XValue(0), y=alt.Y("name_at:Q", axis=None), text="name:N")
    chart = alt.layer(
        alt.Chart(alt.NamedData("same")).mark_rule(color=QUIET, strokeDash=[5, 4]).encode(x=_across("at")),
        rows.mark_rule(strokeWidth=2.5, color=OWN)
        .transform_filter("isValid(datum.lower)")
        .encode(x=_across("lower"), x2="upper", y=y),
        _points(rows, "square", 90, "datum.is_study && isValid(datum.ratio)", y),
        _points(rows, "diamond", 260, "!datum.is_study && isValid(datum.ratio)", y),
        named.mark_text(**words, fontWeight=weight, stroke="white", strokeWidth=4),
        named.mark_text(**words, fontWeight=weight, color=INK),
    ).properties(
        width=PIXELS[size],
        height=200,
        autosize=alt.AutoSizeParams(type="fit", contains="padding"),
        datasets={"rows": [], "same": []},
        description="-",
    )
    made: dict[str, Any] = vl_convert.vegalite_to_vega(_configured(chart, size).to_dict(), vl_version=VEGA_LITE)
    return made


def _points(rows: Any, shape: str, area: int, which: str, y: alt.Y) -> Any:
    marked = rows.mark_point(filled=True, opacity=1, shape=shape, size=area, color=OWN, stroke="white", strokeWidth=1)
    return marked.transform_filter(which).encode(x=_across("ratio"), y=y)


def _across(field: str) -> alt.X:
    axis = alt.Axis(title="-", format="~g", values=[1], labelOverlap=True, labelFlush=True)
    return alt.X(f"{field}:Q", scale=alt.Scale(type="log", nice=False, domain=[0.5, 2]), axis=axis)


def _configured(chart: Any, size: str) -> Any:
    return (
        chart.configure(font="Arial, Liberation Sans, sans-serif", aria=False, padding=4)
        .configure_axis(
            labelFontSize=TEXT[size],
            labelColor=INK,
            titleFontSize=TEXT[size],
            titleFontWeight="normal",
            titleColor=QUIET,
            gridColor="#e4e8ea",
            domainColor=QUIET,
            tickColor=QUIET,
        )
        .configure_view(stroke=None)
    )
