"""A pool through the week as a picture: lines and bands where their numbers say, nothing for what did not come."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest
from support.reported import a_band

from everyweek.flow.drawing.letters import width_of
from everyweek.flow.experiments.by_hour import Bands
from everyweek.flow.reporting.week_picture import (
    CAPACITY,
    LEFT,
    MEAN,
    OF_MEAN,
    OF_RANGE,
    WIDTHS,
    frame_of,
    goes_beyond,
    week_picture,
)

SVG = "{http://www.w3.org/2000/svg}"
FEW_HOURS = np.array([*([np.nan] * 24), 4.0, 8.0, *([np.nan] * 141), 6.0])


def drawn(shown: Bands, **more: object) -> ET.Element:
    return ET.fromstring(week_picture(shown, title="beds & more", about="In <words>", **more))  # type: ignore[arg-type]


def points(picture: ET.Element, look: dict[str, object]) -> list[list[tuple[float, float]]]:
    """Of every path with a stroke its points."""
    found = []
    for path in picture.iter(f"{SVG}path"):
        if path.attrib["stroke"] == look["stroke"] and path.attrib["fill"] == look["fill"]:
            pairs = path.attrib["d"].strip("MZ").split("L")
            found.append([(float(x), float(y)) for x, y in (pair.split() for pair in pairs)])
    return found


def test_the_mean_and_both_bands_stand_at_their_numbers() -> None:
    picture = drawn(a_band())

    # 960 pixels less 64 and 8 are 888 for 168 hours; 228 is nought and 14 is 20, the largest number: 10.7 for each.
    (mean,) = points(picture, MEAN)
    assert (len(mean), mean[0], mean[84], mean[-1]) == (168, (64.0, 121.0), (508.0, 121.0), (946.7, 121.0))
    (sure,) = points(picture, OF_MEAN)
    assert (sure[0], sure[167], sure[168], sure[-1]) == ((64.0, 99.6), (946.7, 99.6), (946.7, 142.4), (64.0, 142.4))
    (ranges,) = points(picture, OF_RANGE)
    assert (ranges[0], ranges[-1]) == ((64.0, 14.0), (64.0, 174.5))


def test_bands_differ_in_their_edges_and_not_in_colour_alone() -> None:
    edges = {path.attrib["fill"]: path.attrib.get("stroke-dasharray") for path in drawn(a_band()).iter(f"{SVG}path")}

    assert edges == {OF_RANGE["fill"]: "5 3", OF_MEAN["fill"]: None, "none": None}


def test_a_range_that_the_interval_would_hide_has_its_edge_drawn_over_it() -> None:
    hidden = drawn(a_band(half_width=9.0, low=5.0, high=15.0))

    edges = [(path.attrib["fill"], path.attrib.get("stroke-dasharray")) for path in hidden.iter(f"{SVG}path")]

    assert edges == [(OF_RANGE["fill"], "5 3"), (OF_MEAN["fill"], None), ("none", "5 3"), ("none", None)]
    assert points(hidden, {**OF_RANGE, "fill": "none"}) == points(hidden, OF_RANGE)


def test_a_capacity_is_a_line_in_steps_that_hold_until_the_next_hour() -> None:
    capacity = a_band("capacity", mean=[8.0] * 8 + [16.0] * 160)

    (line,) = points(drawn(a_band("in use"), capacity=capacity), CAPACITY)

    assert line[14:18] == [(101.0, 142.4), (106.3, 142.4), (106.3, 56.8), (111.6, 56.8)]  # from 07:00 and from 08:00
    assert line[-1] == (952.0, 56.8)  # to Sunday 24:00


def test_one_run_has_a_line_and_no_band() -> None:
    picture = drawn(a_band(half_width=np.nan, low=10.0, high=10.0))

    assert (len(points(picture, MEAN)), points(picture, OF_MEAN), points(picture, OF_RANGE)) == (1, [], [])


def test_hours_that_did_not_come_are_left_out_and_a_single_one_is_a_dot() -> None:
    shown = a_band(mean=FEW_HOURS, half_width=FEW_HOURS / 4, low=FEW_HOURS, high=FEW_HOURS)

    picture = drawn(shown, capacity=a_band("capacity", mean=FEW_HOURS))

    # The largest number is 8, and the interval reaches 10: marks at 0, 5 and 10, which are 107 pixels apart.
    assert points(picture, MEAN) == [[(190.9, 142.4), (196.1, 56.8)], [(946.7, 99.6), (946.7, 99.6)]]
    assert MEAN["stroke_linecap"] == "round"
    assert [len(part) for part in points(picture, OF_RANGE)] == [4, 2]
    assert [len(part) for part in points(picture, CAPACITY)] == [4, 2]


def test_nothing_lies_beneath_nought_and_an_interval_far_beyond_all_else_is_cut() -> None:
    wide = a_band(half_width=500.0)

    frame = frame_of(wide, None, width=960.0)
    (sure,) = points(drawn(wide), OF_MEAN)

    assert (frame.top, frame.step) == (40.0, 10.0)  # twice the largest number
    assert {y for _, y in sure} == {14.0, 228.0}
    assert goes_beyond(wide, None)
    assert not goes_beyond(a_band(), None)
    assert not goes_beyond(a_band(half_width=np.nan), None)


def test_a_queue_that_is_never_there_can_be_drawn() -> None:
    assert points(drawn(a_band(mean=0.0, half_width=0.0, low=0.0, high=0.0)), MEAN)[0][0] == (64.0, 228.0)


@pytest.mark.parametrize(("form", "first"), [("wide", "Monday"), ("tall", "Mon")])
@pytest.mark.parametrize("largest", [1e-4, 0.3, 7.0, 46.0, 1_234.0, 99_999.0, 1e6])
def test_days_and_numbers_fit_where_they_stand(form: str, first: str, largest: float) -> None:
    picture = drawn(a_band(high=largest, mean=largest / 2, low=0.0, half_width=largest / 10), form=form)

    texts = list(picture.iter(f"{SVG}text"))
    days = [text for text in texts if text.attrib["text-anchor"] == "middle"]
    marks = [text.text or "" for text in texts if text.attrib["text-anchor"] == "end"]
    assert days[0].text == first
    assert max(width_of(day.text or "", size=16.0) for day in days) <= (WIDTHS[form] - 72) / 7  # type: ignore[index]
    assert marks[0] == "0"
    assert 2 <= len(marks) <= 6
    assert max(width_of(mark, size=16.0) for mark in marks) <= LEFT


def test_it_says_what_it_is_to_who_cannot_see_it() -> None:
    picture = drawn(a_band())

    assert [(one.tag.removeprefix(SVG), one.text) for one in picture[:2]] == [
        ("title", "beds & more"),
        ("desc", "In <words>"),
    ]
    assert picture.attrib["role"] == "img"
