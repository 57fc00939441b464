"""A model as a diagram: its pools, and each pathway with who comes, every step, and what is held from where on."""

from everyweek.flow.drawing.arranging import draw_steps
from everyweek.flow.drawing.boxes import LEAD, PAD, box_of, text_lines
from everyweek.flow.drawing.conditions import capacity
from everyweek.flow.drawing.in_words import in_words, reached
from everyweek.flow.drawing.outline import Lane, all_items, outline
from everyweek.flow.drawing.render import as_svg
from everyweek.flow.drawing.shapes import Box, Drawing, Form, Ground, Wire
from everyweek.flow.model import Model
from everyweek.flow.pools import Pool

WIDTHS: dict[Form, float] = {"wide": 1_200.0, "tall": 366.0}
"""Pixels: a screen of 1,280 and a telephone of 390, with a little left at the sides."""
COLUMNS: dict[Form, int] = {"wide": 3, "tall": 1}
MARGIN = 12.0
BETWEEN = 20.0
HEADING = 17.0
MOST_UNITS = 24
"""Units of a pool that are drawn one by one."""
EXPLAINED = "A grey bar beside the steps: from where to where something is kept. Nobody else can have it in that time."
PARTLY = "A bar with a broken edge: only some patients keep it."


def diagram(model: Model, *, form: Form = "wide") -> str:
    """The diagram of a model as SVG, the same to the letter for the same model.

    form : "wide" for a screen or a landscape page, "tall" for a telephone.
    The text equivalent (`in_words`) is in its description.
    """
    return as_svg(arranged(model, form=form), title=f"Diagram of {model.name}", about=in_words(model))


def arranged(model: Model, *, form: Form = "wide") -> Drawing:
    """Everything of a diagram at its place."""
    drawing = Drawing()
    width = WIDTHS[form]
    room = width - 2 * MARGIN
    y = MARGIN
    heading = text_lines(((model.name, True),), x=MARGIN, y=y, room=room, size=HEADING + 1)
    about = text_lines(((model.about, False),), x=MARGIN, y=y + 8 + LEAD * len(heading), room=room)
    drawing.words += (*heading, *about)
    y += LEAD * (len(heading) + len(about)) + 24
    lanes = outline(model)
    explained = [EXPLAINED, *([PARTLY] if _some_are_partly_held(lanes) else [])] if model.pools else []
    y = _pools(drawing, model, top=y, room=room, several=4 if form == "wide" else 1)
    notes = text_lines(tuple((line, False) for line in explained), x=MARGIN, y=y, room=room)
    drawing.words += notes
    y += LEAD * len(notes) + (10 if notes else 0)
    _lanes(drawing, lanes, top=y, room=room, most=COLUMNS[form])
    drawing.width = max([width, *(ground.x + ground.width + MARGIN for ground in drawing.grounds)])
    drawing.height = max([y, *(ground.y + ground.height + MARGIN for ground in drawing.grounds)])
    return drawing


def _some_are_partly_held(lanes: tuple[Lane, ...]) -> bool:
    held = (item.holding for lane in lanes for item in all_items(lane.items))
    return any((one.before | one.after) - one.always for one in held)


def _pools(drawing: Drawing, model: Model, *, top: float, room: float, several: int) -> float:
    """The pools, some in a row. Returns where they end."""
    if not model.pools:
        return top
    heading = text_lines((("What patients wait for", True),), x=MARGIN, y=top, room=room, size=HEADING)
    drawing.words += heading
    top += LEAD * len(heading) + 10
    several = min(several, len(model.pools))
    width = (room + PAD) / several - PAD
    for first in range(0, len(model.pools), several):
        row = [
            _pool(pool, x=MARGIN + (width + PAD) * number, y=top, width=width)
            for number, pool in enumerate(model.pools[first : first + several])
        ]
        drawing.boxes += row
        top = max(box.bottom for box in row) + PAD
    return top + 4


def _pool(pool: Pool, *, x: float, y: float, width: float) -> Box:
    most, least = max(pool.weekly), min(pool.weekly)
    told = capacity(pool)
    units = (least, most) if 0 < most <= MOST_UNITS else (0, 0)
    texts = ((pool.name, True), *((line, False) for line in (*told, *([pool.about] if pool.about else []))))
    return box_of("pool", texts, x=x, y=y, width=width, units=units, foot=LEAD if units[1] else 0.0)


def _lanes(drawing: Drawing, lanes: tuple[Lane, ...], *, top: float, room: float, most: int) -> None:
    """Pathways in as many columns as need the least height; of equal ones the most, which are easier to compare."""
    found = [_columns(lanes, room=room, several=several) for several in range(min(most, len(lanes)), 0, -1)]
    if not found:
        return
    _, width, columns = min(found, key=lambda each: each[0])
    left = MARGIN
    for column in columns:
        y = top
        for lane in column:
            y = _lane(drawing, lane, left=left, top=y, width=width) + BETWEEN
        left = max(ground.x + ground.width for ground in drawing.grounds) + BETWEEN


def _columns(lanes: tuple[Lane, ...], *, room: float, several: int) -> tuple[float, float, list[list[Lane]]]:
    """Each pathway in the column that is shortest so far. Returns their height, their width, and what is in each."""
    width = (room + BETWEEN) / several - BETWEEN
    heights = [0.0] * several
    columns: list[list[Lane]] = [[] for _ in heights]
    for lane in lanes:
        shortest = heights.index(min(heights))
        columns[shortest].append(lane)
        heights[shortest] += _lane(Drawing(), lane, left=0.0, top=0.0, width=width) + BETWEEN
    return max(heights), width, columns


def _lane(drawing: Drawing, lane: Lane, *, left: float, top: float, width: float) -> float:
    """A pathway on its ground. Returns where it ends."""
    before = drawing.so_far
    x, right = left + PAD, left + width - PAD
    heading = text_lines(((f"Pathway: {lane.name}", True),), x=x, y=top + PAD, room=width - 2 * PAD, size=HEADING)
    notes = [lane.about, reached(lane)[0].upper() + reached(lane)[1:] if lane.reached_from else ""]
    told = text_lines(
        tuple((note, False) for note in notes), x=x, y=top + PAD + LEAD * len(heading), room=width - 2 * PAD
    )
    drawing.words += (*heading, *told)
    y = top + PAD + LEAD * (len(heading) + len(told)) + 10
    for number, (name, texts) in enumerate(lane.streams):
        texts_of = ((f"Arrivals: {name}", True), *((line, False) for line in texts))
        box = box_of("stream", texts_of, x=x, y=y, width=min(right - x, 420.0))
        drawing.boxes.append(box)
        y = box.bottom + (6 if number + 1 < len(lane.streams) else 0)
    begins = y
    y += 18 if lane.streams else 0
    rail_begins = len(drawing.wires)
    y = draw_steps(drawing, lane.items, left=x, right=right, top=y)
    if lane.streams and lane.items:
        first = drawing.boxes[before[0] + len(lane.streams)]
        drawing.wires.insert(rail_begins, Wire(((first.x + 17, begins), (first.x + 17, first.y))))
    widest = max(left + width - PAD, drawing.right_of(before)) + PAD - left
    drawing.grounds.append(Ground(left, top, widest, y + PAD + 6 - top))
    return y + PAD + 6
