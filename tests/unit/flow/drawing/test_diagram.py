"""A diagram shows every step and pool, whatever the model: nothing overlaps, nothing is cut, no line crosses a step."""

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.drawn_department import department
from support.flow_models import models

from everyweek.flow.conditions import Chance, OfClass
from everyweek.flow.distributions import Exponential, Fixed
from everyweek.flow.drawing.diagram import arranged, diagram
from everyweek.flow.drawing.in_words import in_words
from everyweek.flow.drawing.letters import width_of
from everyweek.flow.drawing.outline import all_items, outline
from everyweek.flow.drawing.shapes import Box, Drawing, Form, Line
from everyweek.flow.layout import lay_out
from everyweek.flow.model import Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import minutes, per_hour
from everyweek.flow.reading.model import read_model
from everyweek.flow.steps import Balk, Branch, Delay, GoTo, Leave, Mark, Pathway, Release, Renege, Seize, Step, Way
from everyweek.flow.streams import Poisson, Stream

EXAMPLES = Path(__file__).parents[4] / "docs" / "models"
SVG = "{http://www.w3.org/2000/svg}"
FORMS: tuple[Form, ...] = ("wide", "tall")
NEAR = 0.5
names = st.text(max_size=30)


def single(names: st.SearchStrategy[str]) -> st.SearchStrategy[Step]:
    """A step without ways, of any name."""
    return st.one_of(
        st.builds(Mark, names),
        st.builds(Leave, names),
        st.builds(Release, names),
        st.builds(GoTo, names),
        names.map(lambda name: Delay(Exponential(minutes(5)), name=name)),
        names.map(lambda name: Seize((name,))),
    )


def nested(inner: st.SearchStrategy[Step]) -> st.SearchStrategy[Step]:
    """A step with ways of others."""
    steps = st.lists(inner, max_size=3).map(tuple)
    ways = st.lists(steps.map(lambda each: Way(Chance(0.1), each)), min_size=1, max_size=5).map(tuple)
    leaves = steps.map(lambda each: Renege(Fixed(minutes(5)), each))
    stays_out = steps.map(lambda each: Balk((OfClass(("minor", "major")),), each))
    return st.one_of(
        st.builds(Branch, ways, st.none() | steps),
        st.builds(Seize, names.map(lambda name: (name, "other")), renege=leaves, balk=st.none() | stays_out),
    )


@st.composite
def odd_models(draw: st.DrawFn) -> Model:
    """Models that need not be able to run: deep branches, and names of any letters."""
    steps = st.lists(st.recursive(single(names), nested, max_leaves=12), max_size=4).map(tuple)
    pathways = tuple(Pathway(f"{draw(names)} {number}", draw(steps)) for number in range(draw(st.integers(0, 4))))
    streams = tuple(
        Stream(draw(names), Poisson(per_hour(3)), draw(st.sampled_from([each.name for each in pathways])))
        for _ in range(draw(st.integers(0, 2)) if pathways else 0)
    )
    pools = tuple(Pool(draw(names), draw(st.integers(0, 900))) for _ in range(draw(st.integers(0, 5))))
    return Model(draw(names), pools, streams, pathways, classes=("minor", "major"), about=draw(names))


def area(line: Line) -> Box:
    """Where the letters of a line are."""
    width = width_of(line.text, size=line.size, bold=line.bold)
    return Box("note", line.x, line.y - line.size * 0.8, width, line.size, ())


def overlapping(some: list[Box], others: list[Box]) -> list[tuple[Box, Box]]:
    """Those of some that lie on one of the others; of the same list each but itself."""
    one, other = (
        np.array([(box.x, box.y, box.right, box.bottom) for box in each]).reshape(-1, 4) for each in (some, others)
    )
    one = one[:, None, :]
    inside = (one[..., :2] < other[..., 2:] - NEAR).all(axis=2) & (other[..., :2] < one[..., 2:] - NEAR).all(axis=2)
    return [(some[a], others[b]) for a, b in np.argwhere(inside) if some[a] is not others[b]]


def check(model: Model, form: Form) -> Drawing:
    """All that holds of every diagram."""
    drawing = arranged(model, form=form)
    bars = [Box("note", one.x, one.y, 16.0, one.bottom - one.y, ()) for one in drawing.bands]
    solid = [*drawing.boxes, *map(area, drawing.words), *bars]
    lines = [
        Box("note", min(x0, x1) + NEAR, min(y0, y1) + NEAR, abs(x1 - x0), abs(y1 - y0), ())
        for wire in drawing.wires
        for (x0, y0), (x1, y1) in pairwise(wire.points)
    ]

    assert overlapping(solid, solid) == []
    assert overlapping(lines, drawing.boxes) == []
    assert all(line.width == 0 or line.height == 0 for line in lines)
    for box in drawing.boxes:
        for line in map(area, box.lines):
            assert line.x >= box.x
            assert line.right <= box.right
            assert box.y <= line.y < line.bottom <= box.bottom
    assert all(one.x >= 0 <= one.y for one in solid)
    assert max((one.right for one in solid), default=0.0) <= drawing.width
    assert max((one.bottom for one in solid), default=0.0) <= drawing.height
    steps = {box.number: box for box in drawing.boxes}
    for item in (each for lane in outline(model) for each in all_items(lane.items)):
        box = steps[item.number]
        beside = {one.name for one in drawing.bands if one.y <= box.y and one.bottom >= box.y + box.height / 2}
        assert beside >= item.holding.before
    return drawing


@given(models())
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_overlaps_and_every_step_and_pool_is_there(model: Model) -> None:
    for form in FORMS:
        drawing = check(model, form)

        shown = [box.number for box in drawing.boxes if box.number]
        assert sorted(shown) == list(range(1, len(lay_out(model).places) + 1))
        assert [box.lines[0].text for box in drawing.boxes if box.look == "pool"] == [pool.name for pool in model.pools]


@given(odd_models())
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_deep_branches_and_names_of_any_letters_are_drawn_too(model: Model) -> None:
    for form in FORMS:
        drawing = check(model, form)

        assert {box.number for box in drawing.boxes} >= set(range(1, len(lay_out(model).places) + 1))
        ET.fromstring(diagram(model, form=form))


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.glob("*.yaml")))
def test_the_examples_of_the_documents_are_drawn(name: str) -> None:
    model = read_model(EXAMPLES / name)

    for form in FORMS:
        drawing = check(model, form)

        # Readable as it is: no wider than the screen that the form is meant for.
        assert drawing.width <= {"wide": 1_280, "tall": 390}[form]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["ambulance-handover", "treatment-centre"])
def test_the_pictures_in_the_documents_are_what_is_drawn_today(name: str, form: Form) -> None:
    kept = (EXAMPLES.parent / "pictures" / f"{name}-{form}.svg").read_text(encoding="utf-8")

    drawn = diagram(read_model(EXAMPLES / f"{name}.yaml"), form=form)

    assert drawn == kept, (
        f"everyweek draw docs/models/{name}.yaml -o docs/pictures/{name}-{form}.svg --{form} --overwrite"
    )


@pytest.mark.parametrize("form", FORMS)
def test_the_same_model_gives_the_same_letters(form: Form) -> None:
    assert diagram(department(), form=form) == diagram(department(), form=form)


def test_a_name_that_is_markup_is_only_a_name() -> None:
    model = Model("<b>&amp;", (Pool("<script>alert('1')</script>", 1),), (), (Pathway('"', (Leave("]]>"),)),))

    drawn = diagram(model)

    root = ET.fromstring(drawn)
    assert "<script" not in drawn
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "rect",
        "text",
        "path",
        "circle",
    }
    assert root.findtext(f"{SVG}title") == "Diagram of <b>&amp;"


def test_an_image_with_a_name_and_the_same_in_words() -> None:
    root = ET.fromstring(diagram(department()))

    title, desc = root[0], root[1]

    assert root.get("role") == "img"
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (title.get("id"), desc.get("id"))
    assert title.text == "Diagram of A small emergency department"
    assert desc.text == in_words(department())


def test_nothing_that_a_strict_policy_would_stop() -> None:
    drawn = diagram(department())

    assert not re.search(r"style=|<style|<script|\son\w+=|href|url\(", drawn)


def test_what_is_held_has_a_bar_from_where_it_is_taken_to_where_it_is_freed() -> None:
    drawing = arranged(department(), form="tall")
    steps = {box.number: box for box in drawing.boxes}

    crews = next(band for band in drawing.bands if band.name == "ambulance crews")

    # Crews are taken in the first step and freed in the sixth.
    assert steps[1].y < crews.y < steps[1].bottom
    assert steps[6].y < crews.bottom < steps[6].bottom
    assert crews.sure
    kept = [line.text for line in steps[3].lines if line.marked]
    assert " ".join(kept) == "Keeps ambulance crews while waiting"


def test_what_only_some_have_kept_is_said_so() -> None:
    takes = Way(Chance(0.5), (Seize(("beds",)),))
    steps = (
        Branch((takes,), otherwise=()),
        Seize(("nurses",)),
        Release("nurses"),
        Release("beds", if_held=True),
        Leave(),
    )
    stream = Stream("all", Poisson(per_hour(1)), "care")
    model = Model("m", (Pool("beds", 1), Pool("nurses", 1)), (stream,), (Pathway("care", steps),))

    drawing = arranged(model, form="tall")

    told = " ".join(line.text for box in drawing.boxes for line in box.lines)
    assert "Some keep beds while waiting" in told
    assert any(not band.sure for band in drawing.bands if band.name == "beds")
    assert any(line.text.startswith("A bar with a broken edge") for line in drawing.words)


def test_ways_stand_side_by_side_where_there_is_room_and_beneath_one_another_where_there_is_none() -> None:
    ways = tuple(Way(Chance(0.3), (Delay(Exponential(minutes(5))),)) for _ in range(3))
    model = Model("m", (), (Stream("s", Poisson(per_hour(1)), "p"),), (Pathway("p", (Branch(ways, ()), Leave())),))

    tops = {form: {box.y for box in arranged(model, form=form).boxes if box.look == "time"} for form in FORMS}

    assert (len(tops["wide"]), len(tops["tall"])) == (1, 3)


def test_bars_that_take_room_are_not_forgotten_where_ways_no_longer_fit_side_by_side() -> None:
    # Two ways fit in the 560 pixels of one of two lanes; less five bars of 20 each, they do not.
    takes = tuple(Way(Chance(0.5), (Seize((name,)), Delay(Exponential(minutes(5))), Release(name))) for name in "ab")
    steps = (*(Seize((name,)) for name in "cdefg"), Branch(takes), *map(Release, "cdefg"), Leave())
    streams = tuple(Stream(name, Poisson(per_hour(1)), name) for name in ("one", "other"))
    pools = tuple(Pool(name, 1) for name in "abcdefg")
    model = Model("m", pools, streams, (Pathway("one", steps), Pathway("other", steps)))

    drawing = check(model, "wide")

    # The two lanes are the same, and stand side by side.
    tops = [box.y for box in drawing.boxes if box.lines[0].text.startswith(("Waits for a,", "Waits for b,"))]
    assert len(set(tops)) == 2
    assert {band.name for band in drawing.bands} == set("abcdefg")


def test_the_letters_have_a_contrast_that_everybody_can_read() -> None:
    texts = ET.fromstring(diagram(department())).iter(f"{SVG}text")

    # Black text stands on white, pale grey and yellow; white text in signs of dark blue, blue or black.
    assert {each.get("fill") for each in texts} == {"#212b32", "#ffffff"}
    for ground in ("#ffffff", "#f0f4f5", "#ffeb3b", "#d8dde0"):
        assert contrast("#212b32", ground) >= 4.5
    for ground in ("#003087", "#005eb8", "#212b32"):
        assert contrast("#ffffff", ground) >= 4.5


def contrast(one: str, other: str) -> float:
    """Of two colours. Source: W3C, Web Content Accessibility Guidelines 2.2, contrast ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
