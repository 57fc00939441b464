"""The driver diagram: boxes that hang on one another without a circle, drawn and as a list."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from support.cast import Cast
from support.people import reader
from support.planning import AT, action_of, plan_of, posted

from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.plan.models import Driver, ImprovementPlan
from everyweek.web.plan.plans.diagram import draw_diagram
from everyweek.web.plan.plans.drivers import DriverAsked, add_driver, change_driver, move_driver, remove_driver
from everyweek.web.plan.plans.errors import CannotBeRemoved, NotAPlan
from everyweek.web.plan.plans.queries import diagram_of

pytestmark = pytest.mark.django_db


def box(cast: Cast, plan: ImprovementPlan, kind: str, text: str, parent: Driver | None = None) -> Driver:
    asked = DriverAsked(kind, text, parent.pk if parent else None)
    return add_driver(by=cast.reader("member"), plan=plan, asked=asked, now=AT)


@pytest.fixture
def plan(cast: Cast) -> ImprovementPlan:
    return plan_of(cast)


def test_a_box_is_added_over_http_and_shown_drawn_and_as_a_list(cast: Cast, plan: ImprovementPlan) -> None:
    client, there = reader(cast["member"]), f"/plans/{plan.key}/drivers/"
    posted(client, there, {"kind": "primary", "text": "Beds <b>before</b> noon", "parent": ""})
    primary = Driver.objects.get()

    posted(client, there, {"kind": "idea", "text": "Board rounds", "parent": str(primary.pk)})
    action_of(cast, plan, driver=Driver.objects.get(kind="idea").pk)

    page = client.get(there).content.decode()
    picture = page[page.index("<svg") : page.index("</svg>") + 6]
    drawn = ET.fromstring(picture)
    texts = [one.text for one in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Beds <b>before</b> noon", "Board rounds (action 1)", "No aim yet"} <= set(texts)
    assert drawn.get("role") == "img"
    assert "<b>before</b>" not in page


def test_every_box_stands_in_its_column_and_none_on_another(cast: Cast, plan: ImprovementPlan) -> None:
    for number in range(3):
        primary = box(cast, plan, "primary", f"Primary {number} " + "words " * 20)
        secondary = box(cast, plan, "secondary", f"Secondary {number}", primary)
        for idea in range(number + 1):
            box(cast, plan, "idea", f"Idea {number} {idea} " + "long " * 25, secondary)
        box(cast, plan, "idea", f"Idea {number} of the primary", primary)

    drawn = ET.fromstring(draw_diagram(("An aim",), diagram_of(plan)))
    boxes = [
        tuple(float(one.get(key) or 0) for key in ("x", "y", "width", "height"))
        for one in drawn.iter("{http://www.w3.org/2000/svg}rect")
    ]

    height = float((drawn.get("viewBox") or "").split()[3])
    assert len(boxes) == 1 + 3 + 3 + 9
    assert len({x for x, *_ in boxes}) == 4
    assert all(y >= 0 and y + high <= height for _, y, _, high in boxes)
    for at, (x, y, _, high) in enumerate(boxes):
        beside = [(other_y, other_high) for other_x, other_y, _, other_high in boxes[at + 1 :] if other_x == x]
        assert all(y + high <= other_y or other_y + other_high <= y for other_y, other_high in beside)


@pytest.mark.parametrize(
    ("kind", "text", "hangs_on", "said"),
    [
        ("primary", "", None, "Write what stands in the box."),
        ("primary", "x" * 201, None, "at most 200 can be kept"),
        ("secondary", "Mornings", None, "a secondary driver hangs on a primary driver."),
        ("secondary", "Mornings", "an idea", "A secondary driver hangs on a primary driver, and “an idea” is a change"),
        ("idea", "Rounds", "an idea", "A change idea hangs on a secondary driver or a primary driver"),
        ("branch", "Rounds", None, "Choose what kind of box it is from the list."),
    ],
)
def test_a_box_that_cannot_hang_there_says_so(
    cast: Cast, plan: ImprovementPlan, kind: str, text: str, hangs_on: str | None, said: str
) -> None:
    primary = box(cast, plan, "primary", "a primary")
    idea = box(cast, plan, "idea", "an idea", primary)

    with pytest.raises(NotAPlan) as wrong:
        box(cast, plan, kind, text, idea if hangs_on else None)

    assert said in str(wrong.value)


def test_a_box_is_hung_on_another_one_but_never_below_itself(cast: Cast, plan: ImprovementPlan) -> None:
    first, second = box(cast, plan, "primary", "First"), box(cast, plan, "primary", "Second")
    secondary = box(cast, plan, "secondary", "Mornings", first)
    me = cast.reader("member")

    with pytest.raises(NotAPlan, match="hangs on a primary driver"):
        change_driver(
            by=me, driver=secondary, asked=DriverAsked("secondary", "Mornings", secondary.pk), seen_version=1, now=AT
        )
    change_driver(by=me, driver=secondary, asked=DriverAsked("secondary", "Early", second.pk), seen_version=1, now=AT)

    (one, other) = diagram_of(plan)
    assert (one.children, [child.text for child in other.children]) == ((), ["Early"])
    with pytest.raises(ChangedMeanwhile):
        change_driver(by=me, driver=secondary, asked=DriverAsked("secondary", "X", first.pk), seen_version=1, now=AT)


def test_a_box_on_which_others_hang_stays_and_one_of_another_plan_is_no_parent(
    cast: Cast, plan: ImprovementPlan
) -> None:
    elsewhere = box(cast, plan_of(cast, title="Other"), "primary", "Elsewhere")
    primary = box(cast, plan, "primary", "First")
    secondary = box(cast, plan, "secondary", "Mornings", primary)
    me = cast.reader("member")

    with pytest.raises(CannotBeRemoved, match="One box hangs on “First”"):
        remove_driver(by=me, driver=primary, now=AT)
    with pytest.raises(NotAPlan, match="Choose on which box it acts"):
        box(cast, plan, "secondary", "Mine", elsewhere)
    remove_driver(by=me, driver=secondary, now=AT)
    remove_driver(by=me, driver=primary, now=AT)

    assert not plan.drivers.exists()


def test_boxes_change_places_and_stay_at_either_end(cast: Cast, plan: ImprovementPlan) -> None:
    first, second, third = (box(cast, plan, "primary", text) for text in ("One", "Two", "Three"))
    me: Any = cast.reader("member")

    move_driver(by=me, driver=third, up=True, now=AT)
    move_driver(by=me, driver=first, up=True, now=AT)
    moved = posted(
        reader(cast["member"]), f"/plans/{plan.key}/drivers/{second.pk}/move/", {"to": "down"},
        form=f"/plans/{plan.key}/drivers/",
    )  # fmt: skip

    assert moved["Location"].endswith(f"#box-{second.pk}")
    assert [one.text for one in diagram_of(plan)] == ["One", "Three", "Two"]


def test_somebody_who_only_reads_sees_no_button_and_adds_nothing(cast: Cast, plan: ImprovementPlan) -> None:
    client, there = reader(cast["contributor"]), f"/plans/{plan.key}/drivers/"
    page = client.get(there).content.decode()

    answer = posted(client, there, {"kind": "primary", "text": "Mine", "parent": ""}, form="/plans/new/")

    assert "Add the box" not in page
    assert answer.status_code == 403
    assert not plan.drivers.exists()
