"""A day for a page: each hour a picture with its words, the whole at a glance and as a table; nothing moves."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from xml.etree import ElementTree as ET

import pytest
from support.drawn_days import a_day
from support.drawn_department import department

from everyweek.flow.drawing.animation import animation, table
from everyweek.flow.drawing.frames import frame, scale, state, worst
from everyweek.flow.drawing.glance import explained, glance, heading, said_of
from everyweek.flow.drawing.page import page_of_day, page_of_model, script, style_sheet
from everyweek.flow.drawing.shapes import Form

SVG = "{http://www.w3.org/2000/svg}"


def texts(markup: str) -> list[str]:
    """The texts of markup."""
    return [text.strip() for text in ET.fromstring(f"<all>{markup}</all>").itertext() if text.strip()]


@pytest.mark.parametrize(
    ("hour", "told"),
    [
        (0, "0 of 30 in use, nobody waiting"),
        (9, "27 of 30 in use, nobody waiting"),
        (12, "30 of 30 in use: full, 3 waiting"),
        (23, "30 of 28 in use (2 more than are open), 14 waiting"),
    ],
)
def test_an_hour_says_how_full_a_pool_is_and_who_waits(hour: int, told: str) -> None:
    assert state(a_day().pools[0], hour) == told
    assert f"beds {told} nurses" in " ".join(texts(frame(a_day(), hour))).replace(" ,", ",")


def test_an_hour_says_who_came_and_left_after_it_struck() -> None:
    assert texts(frame(a_day(), 5))[:2] == ["05:00", "In the hour from then: 3 came, 1 left."]


def paths(hour: int, stroke: str) -> list[tuple[float, str]]:
    """The strokes of a colour in the picture of the beds at an hour: how long, and of which dashes."""
    root = ET.fromstring(f"<all>{frame(a_day(), hour)}</all>")
    found = [each for each in next(root.iter("svg")).iter("path") if each.get("stroke") == stroke]
    return [(float(str(each.get("d")).partition("h")[2]), str(each.get("stroke-dasharray"))) for each in found]


def test_there_is_a_square_for_each_place_and_a_dot_for_each_who_waits() -> None:
    # A square is 12 wide and the next begins after 16: n of them are 16 n - 4 long. Rows have 20.
    assert paths(8, "#4c6272") == [(20 * 16 - 4, "12 4"), (10 * 16 - 4, "12 4")]
    assert paths(8, "#005eb8") == [(20 * 16 - 4, "12 4"), (4 * 16 - 4, "12 4")]
    assert paths(8, "#ae2573") == []
    # A dot has no length of its own; the last begins 16 after the one before.
    assert paths(12, "#ae2573") == [(pytest.approx(2 * 16 + 0.1), "0 16")]


def test_places_that_are_closed_but_still_in_use_are_black() -> None:
    assert paths(22, "#212b32") == []
    assert paths(23, "#005eb8") == [(20 * 16 - 4, "12 4"), (8 * 16 - 4, "12 4")]
    assert paths(23, "#212b32") == [(2 * 16 - 4, "12 4")]


def test_a_part_of_a_square_is_drawn_as_a_part() -> None:
    halves = replace(a_day().pools[0], in_use=(2.5,) * 24)

    root = ET.fromstring(f"<all>{frame(replace(a_day(), pools=(halves,)), 0)}</all>")

    assert [each.get("d") for each in root.iter("path") if each.get("stroke") == "#005eb8"] == ["M0.0 6.0h38.0"]


def test_many_places_share_a_square_and_it_is_said() -> None:
    crowd = replace(a_day().pools[0], capacity=(300.0,) * 24, waiting=(90.0,) * 24)

    assert "(a square is 5 places, a dot is 5 patients)" in texts(frame(replace(a_day(), pools=(crowd,)), 3))


def test_a_square_stands_for_as_few_as_fit() -> None:
    assert [scale(most, 60) for most in (0, 60, 61, 121, 301, 6_001)] == [1, 1, 2, 5, 10, 200]
    with pytest.raises(ValueError, match="more than there are people"):
        scale(1e15, 60)


def test_the_worst_hour_is_chosen_first_and_every_hour_can_be_chosen() -> None:
    drawn = animation(a_day())

    assert worst(a_day()) == 23
    assert "most are waiting now" in frame(a_day(), 23)
    assert "most are waiting now" not in frame(a_day(), 22)
    assert re.findall(r'<input type="radio" [^>]*value="(\d\d)"', drawn) == [f"{hour:02d}" for hour in range(24)]
    assert re.findall(r'value="(\d\d)" checked="checked"', drawn) == ["23"]
    assert len(re.findall('class="ew-day-now"', drawn)) == 24


def test_every_number_stands_in_the_table_too() -> None:
    rows = [[cell.text for cell in row] for row in ET.fromstring(table(a_day())).iter("tr")]

    assert rows[0] == ["Hour", "came", "left", "beds", "nurses"]
    assert rows[1] == ["in use", "open", "waiting"] * 2
    assert rows[2 + 12] == ["12:00", "3", "1", "30", "30", "3", "0", "2", "0"]
    assert len(rows) == 2 + 24


def test_a_day_without_pools_is_a_table_of_who_came_and_left() -> None:
    nobody_waits = replace(a_day(), pools=())

    rows = [[cell.text for cell in row] for row in ET.fromstring(table(nobody_waits)).iter("tr")]

    assert rows[:2] == [["Hour", "came", "left"], ["00:00", "3", "1"]]
    assert worst(nobody_waits) == 0


@pytest.mark.parametrize("form", ["wide", "tall"])
def test_a_glance_has_a_bar_for_each_hour(form: Form) -> None:
    root = ET.fromstring(glance(a_day(), form=form))

    bars = [each for each in root.iter(f"{SVG}rect") if each.get("fill") == "#ae2573"]
    # One waits at 10:00 and one more each hour; nobody has a bar for nought.
    assert len(bars) == 14
    heights = [float(str(bar.get("height"))) for bar in bars]
    assert heights[-1] == pytest.approx(14 * heights[0], abs=0.8)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == heading(a_day()) == "A ward: Wednesday 8 April 2026"
    assert "beds: full at 14 of the 24 hours, longest queue 14 at 23:00" in str(root.findtext(f"{SVG}desc"))


def test_a_pool_that_nobody_needs_says_so() -> None:
    assert said_of(a_day(), a_day().pools[1]) == "nurses: never full, nobody waiting at any hour"


def test_a_pool_that_is_full_all_day_says_so() -> None:
    crowd = replace(a_day().pools[1], in_use=(2.0,) * 24, capacity=(2.0,) * 24)

    assert said_of(a_day(), crowd) == "nurses: full at all 24 hours, nobody waiting at any hour"


def test_what_was_looked_at_is_said_on_the_picture() -> None:
    assert explained(a_day()) == (
        "Day 3 of one run, at each whole hour; what was in between is not shown. Another run has other luck. Seed 7."
    )
    assert explained(replace(a_day(), runs=5)) == "Means over 5 runs of day 3, at each whole hour. Seed 7."


def test_names_that_are_markup_are_only_names() -> None:
    drawn = animation(a_day(name="<script>alert(1)</script>", model="<img src=x>"))

    assert "<script" not in drawn
    assert "<img" not in drawn
    ET.fromstring(drawn)


def test_a_figure_breaks_no_strict_policy_and_nothing_in_it_moves_by_itself() -> None:
    drawn = animation(a_day())

    assert not re.search(r"style=|<style|<script|\son\w+=|(?:src|href)=|url\(|<animate|<set", drawn)
    assert "animation" not in style_sheet()
    assert "transition" not in style_sheet()
    assert drawn == animation(a_day())


def test_a_page_of_its_own_names_its_style_sheet_and_script_by_what_is_in_them() -> None:
    page = page_of_day(a_day())

    policy = str(re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1])  # type: ignore[index]
    for kind, text in (("style", style_sheet()), ("script", script())):
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
        assert f"<{kind}>{text}</{kind}>" in page
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"(?:src|href)=", page)


def test_a_page_of_a_model_has_both_forms_and_the_words_and_no_script() -> None:
    page = page_of_model(department())

    assert page.count("<svg ") == 2
    assert "Keeps cubicles while waiting" in page
    assert "<script" not in page
    assert "script-src" not in page


def test_the_style_sheet_shows_each_of_24_hours() -> None:
    shown = re.findall(r"input:nth-of-type\((\d+)\):checked ~ \.ew-day-frames > :nth-child\((\d+)\)", style_sheet())

    assert shown == [(str(number), str(number)) for number in range(1, 25)]
