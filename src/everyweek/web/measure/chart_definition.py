"""The one definition of a chart, in Altair: page, live drawing, SVG and PNG are all made from it.

Four named tables go in (see `charts.py`): points, standards, marks and holes. The structure depends only on a
Shape, so Altair runs and Vega-Lite is compiled once per shape; afterwards a chart is that structure with other rows.
"""

from typing import Any

import altair as alt
import vl_convert

from everyweek.web.design.icons import POINT_COLOURS, POINT_SHAPES, POINT_WORDS
from everyweek.web.measure.shape import Shape, Size

PIXELS: dict[Size, tuple[int, int]] = {"wide": (1060, 470), "narrow": (340, 400), "small": (340, 150)}
TEXT: dict[Size, int] = {"wide": 14, "narrow": 12, "small": 12}
Y_TICKS: dict[Size, int] = {"wide": 7, "narrow": 6, "small": 3}
X_TICKS: dict[Size, int] = {"wide": 9, "narrow": 4, "small": 3}
POINT_AREA: dict[Size, int] = {"wide": 60, "narrow": 32, "small": 22}
AXIS_FORMATS = {"share": "%", "count": "~s", "minutes": ",f", "seconds": ",f"}
"""Without a precision, so that each axis has as many decimals as its steps need, and no label stands twice."""
INK, QUIET, STANDARD = "#212b32", "#5f6b75", "#7a1f5c"
VEGA_LITE = "6.4"


def vega_specification(shape: Shape) -> dict[str, Any]:
    """The chart of a shape without any rows, as a Vega specification."""
    layers = [_standard_lines, _limit_lines, _value_line, _marks, _points]
    if shape.time == "broken":
        layers.insert(0, _holes)
    chart = alt.layer(*(layer for drawn in layers for layer in drawn(shape)))
    width, height = PIXELS[shape.size]
    chart = chart.properties(
        width=width,
        height=height,
        autosize=alt.AutoSizeParams(type="fit", contains="padding"),
        datasets={"points": [], "standards": [], "marks": [], "holes": []},
        description="-",
    )
    if shape.size != "small":
        chart = chart.properties(title=alt.TitleParams("-", subtitle="-"))
    compiled: dict[str, Any] = vl_convert.vegalite_to_vega(_configured(chart, shape).to_dict(), vl_version=VEGA_LITE)
    return compiled


def _configured(chart: Any, shape: Shape) -> Any:
    text = TEXT[shape.size]
    font = "Arial, Liberation Sans, sans-serif"
    return (
        chart.configure(font=font, aria=False, padding=4)
        .configure_axis(labelFontSize=text, labelColor=INK, gridColor="#e4e8ea", domainColor=QUIET, tickColor=QUIET)
        .configure_view(stroke=None)
        .configure_title(
            anchor="start",
            fontSize=text + 3,
            subtitleFontSize=text,
            color=INK,
            subtitleColor=QUIET,
            offset=12,
            lineHeight=text + 7,
        )
        .configure_legend(
            orient="bottom",
            title=None,
            labelFontSize=text,
            labelColor=INK,
            symbolSize=90,
            labelLimit=400,
            columns=2 if shape.size == "narrow" else 4,
            columnPadding=18,
        )
    )


def _x(shape: Shape, field: str = "when") -> alt.X:
    if shape.time == "broken":
        # Places instead of dates; which of them bear a date, and which date, comes with the rows.
        axis = alt.Axis(title=None, values=[0], labelExpr="datum.value", grid=False, labelFlush=True)
        return alt.X(f"{field}:Q", scale=alt.Scale(zero=False, nice=False, padding=8), axis=axis)
    by_day = "%-d %b %Y" if shape.size == "wide" else "%-d %b"
    axis = alt.Axis(
        title=None,
        format=by_day if shape.time == "days" else "%b %Y",
        tickCount=X_TICKS[shape.size],
        grid=False,
        labelOverlap=True,
        labelFlush=True,
    )
    return alt.X(f"{field}:T", scale=alt.Scale(type="utc", padding=8), axis=axis)


def _y(shape: Shape, field: str) -> alt.Y:
    axis = alt.Axis(title=None, format=AXIS_FORMATS[shape.axis], tickCount=Y_TICKS[shape.size])
    return alt.Y(f"{field}:Q", scale=alt.Scale(zero=False, nice=True, padding=8), axis=axis)


def _standard_lines(shape: Shape) -> list[alt.Chart]:
    base = alt.Chart(alt.NamedData("standards"))
    lines = base.mark_rule(color=STANDARD, strokeWidth=2).encode(x=_x(shape, "begins"), x2="ends", y=_y(shape, "shown"))
    if shape.size == "small":
        return [lines]
    words: dict[str, Any] = {
        "align": "right",
        "baseline": "bottom",
        "dy": -4,
        "fontSize": TEXT[shape.size] - 1,
        "fontWeight": "bold",
    }
    where: dict[str, Any] = {"x": _x(shape, "label_at"), "y": _y(shape, "shown"), "text": "label:N"}
    halo = base.mark_text(**words, stroke="white", strokeWidth=4).encode(**where)
    return [lines, halo, base.mark_text(**words, color=STANDARD).encode(**where)]


def _limit_lines(shape: Shape) -> list[alt.Chart]:
    base = alt.Chart(alt.NamedData("points")).encode(x=_x(shape), detail="segment:N")
    # Trial limits (from fewer than 13 points) are dotted, settled ones dashed.
    dash = alt.StrokeDash("trial:N", scale=alt.Scale(domain=[False, True], range=[[7, 4], [1, 4]]), legend=None)
    limits = [
        base.mark_line(color=QUIET, strokeWidth=1.5, strokeCap="round").encode(y=f"{which}:Q", strokeDash=dash)
        for which in ("lower", "upper")
    ]
    return [base.mark_line(color=QUIET, strokeWidth=1.5).encode(y="mean:Q"), *limits]


def _value_line(shape: Shape) -> list[alt.Chart]:
    # Each unbroken stretch is a line of its own: none joins across a missing value or a rebase.
    line = alt.Chart(alt.NamedData("points")).mark_line(color="#8b959c", strokeWidth=2 if shape.size == "wide" else 1.5)
    return [line.encode(x=_x(shape), y="shown:Q", detail="stretch:N")]


def _holes(shape: Shape) -> list[alt.Chart]:
    """A time without figures as a narrow band, with words set upright in it."""
    base = alt.Chart(alt.NamedData("holes"))
    band = base.mark_rect(color="#eceff1").encode(x=_x(shape, "begins"), x2="ends")
    if shape.size == "small":
        return [band]
    words = base.mark_text(angle=270, color=QUIET, fontSize=TEXT[shape.size] - 1, baseline="middle", align="center")
    return [band, words.encode(x=_x(shape, "middle"), y={"value": {"expr": "height / 2"}}, text="label:N")]


def _marks(shape: Shape) -> list[alt.Chart]:
    """Upright lines; their words stand above one another where the days are near, and turn left near the right end."""
    base = alt.Chart(alt.NamedData("marks"))
    rules = base.mark_rule(color=INK, strokeDash=[2, 3]).encode(x=_x(shape))
    if shape.size == "small":
        return [rules]
    words: dict[str, Any] = {
        "align": {"expr": "datum.leftward ? 'right' : 'left'"},
        "dx": {"expr": "datum.leftward ? -4 : 4"},
        "baseline": "bottom",
        "fontSize": TEXT[shape.size] - 1,
    }
    line = TEXT[shape.size] + 4
    where: dict[str, Any] = {
        "x": _x(shape),
        "y": {"value": {"expr": f"height - 4 - {line} * datum.level"}},
        "text": "label:N",
    }
    halo = base.mark_text(**words, stroke="white", strokeWidth=4).encode(**where)
    return [rules, halo, base.mark_text(**words, color=INK).encode(**where)]


def _points(shape: Shape) -> list[alt.Chart]:
    kinds = [kind for kind in POINT_SHAPES if kind == "common_cause" or kind.endswith("neutral") != shape.judged]
    words = " : ".join(f"datum.value == '{kind}' ? '{POINT_WORDS[kind]}'" for kind in kinds) + " : ''"
    legend = None if shape.size == "small" else alt.Legend(labelExpr=words, values=kinds)
    base = alt.Chart(alt.NamedData("points")).encode(x=_x(shape), y=_y(shape, "shown"))
    drawn = base.mark_point(filled=True, opacity=1, size=POINT_AREA[shape.size]).encode(
        color=alt.Color(
            "kind:N", scale=alt.Scale(domain=kinds, range=[POINT_COLOURS[kind] for kind in kinds]), legend=legend
        ),
        shape=alt.Shape(
            "kind:N", scale=alt.Scale(domain=kinds, range=[POINT_SHAPES[kind] for kind in kinds]), legend=legend
        ),
    )
    if shape.size == "small":
        return [drawn]
    # An unseen disc around each point makes it easy to hit with a finger or a trembling mouse.
    return [drawn, base.mark_point(filled=True, opacity=0, size=500).encode(tooltip="says:N")]
