"""Welch's picture of a warm-up: well-formed, with both lines, the mark and the same in words."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from everyweek.flow.experiments.picture import NARROW, welch_picture
from everyweek.flow.experiments.warm_up import Series

SVG = "{http://www.w3.org/2000/svg}"
RISING = np.minimum(np.arange(2_000.0), 100.0)


def test_a_series_its_average_and_where_it_has_settled_are_drawn_and_said() -> None:
    picture = ET.fromstring(welch_picture(Series("beds: <in use>", 0.0, 60.0, RISING, 6_000.0)))

    lines = [line.attrib["points"].split() for line in picture.iter(f"{SVG}polyline")]
    assert [len(line) for line in lines] == [1_000, 950]  # every second hour; the average ends a twentieth before
    mark = next(picture.iter(f"{SVG}line"))
    assert float(mark.attrib["x1"]) == pytest.approx(64 + 640 * 100 / 1_999, abs=0.1)
    assert "beds: <in use>" in [word.text for word in picture.iter(f"{SVG}text")]
    about = next(picture.iter(f"{SVG}desc")).text
    assert about == ("From 0 at first to 100 after 83.3 days, by the mean over runs. It has settled after 4.17 days.")


def test_what_did_not_settle_has_no_mark_and_says_so() -> None:
    picture = ET.fromstring(welch_picture(Series("queue", 30.0, 60.0, np.zeros(40), None), to_each_side=3))

    assert not list(picture.iter(f"{SVG}line"))
    about = next(picture.iter(f"{SVG}desc")).text
    assert about is not None
    assert about.endswith("It did not settle within half of that.")


def test_nothing_is_drawn_or_said_below_nought() -> None:
    picture = ET.fromstring(welch_picture(Series("queue", 0.0, 1_440.0, np.linspace(-2.0, 9.0, 40), None)))

    heights = [float(p.split(",")[1]) for line in picture.iter(f"{SVG}polyline") for p in line.attrib["points"].split()]
    assert max(heights) == 260.0  # where the box ends
    about = next(picture.iter(f"{SVG}desc")).text
    assert about is not None
    assert about.startswith("From 0 at first to 9 after 40 days")


def test_without_its_name_and_for_a_telephone_it_fills_its_room() -> None:
    drawn = welch_picture(
        Series("a name that has no room here", 0.0, 60.0, RISING, 6_000.0), width=NARROW, titled=False
    )

    picture = ET.fromstring(drawn)

    box = next(picture.iter(f"{SVG}rect")).attrib
    assert [float(box[name]) for name in ("x", "y", "width", "height")] == [64.0, 8.0, 286.0, 252.0]
    assert [word.text for word in picture.iter(f"{SVG}text")] == ["0", "100", "day 0", "day 83.3"]
    tops = [float(p.split(",")[1]) for line in picture.iter(f"{SVG}polyline") for p in line.attrib["points"].split()]
    assert (min(tops), max(tops)) == (8.0, 260.0)


def test_a_thousand_minutes_are_said_as_people_do() -> None:
    picture = ET.fromstring(welch_picture(Series("time in the system", 0.0, 60.0, RISING * 12.34, None)))

    assert "1,234" in [word.text for word in picture.iter(f"{SVG}text")]
    assert (next(picture.iter(f"{SVG}desc")).text or "").startswith("From 0 at first to 1,234 after 83.3 days")
