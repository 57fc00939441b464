"""The driver diagram as a drawing: the aim on the left, what acts on it to the right, the change ideas last."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from everyweek.web.plan.plans.queries import Box
from everyweek.web.plan.plans.svg import INK, LINE, PAPER, QUIET, drawing, element, lines, text_lines, together

COLUMN_OF = {"aim": 0, "primary": 1, "secondary": 2, "idea": 3}
HEADS = ("Aim", "Primary drivers", "Secondary drivers", "Change ideas")
BOX_WIDTH, GAP, LINE_HEIGHT, PADDING, BETWEEN = 208.0, 48.0, 18.0, 10.0, 12.0
COLUMNS_OF_TEXT = 26
"""Of 14-pixel letters, some 7.2 pixels wide on average, so many fit into a box between its paddings."""
HEAD_HEIGHT = 34.0
EDGE = 2.0
PALE = {"aim": "#14474f", "primary": "#d8e8ea", "secondary": "#eef4f5", "idea": PAPER}


@dataclass
class _Placed:
    """A box with where it stands."""

    kind: str
    words: list[str]
    x: float
    y: float = 0.0
    children: list["_Placed"] = field(default_factory=list)

    @property
    def height(self) -> float:
        return len(self.words) * LINE_HEIGHT + 2 * PADDING

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def draw_diagram(aims: Iterable[str], boxes: tuple[Box, ...]) -> Markup:
    """The diagram. aims : each in words."""
    root = _Placed("aim", _aim_lines(aims), EDGE, children=[_placed(box) for box in boxes])
    bottom = _place(root, HEAD_HEIGHT)
    width = 4 * BOX_WIDTH + 3 * GAP + 2 * EDGE
    content = _heads() + together(_connections(root)) + together(_drawn(root))
    count = sum(1 for _ in _everything(root)) - 1
    return drawing(
        content,
        width=width,
        height=bottom + EDGE,
        key="diagram",
        title="Driver diagram",
        description=f"The aim, and the boxes that act on it: {count}. The list below says the same in words.",
        class_="ew-diagram",
    )


def _aim_lines(aims: Iterable[str]) -> list[str]:
    found = [line for words in aims for line in (*lines(words, columns=COLUMNS_OF_TEXT, most=7), "")][:-1]
    return found or ["No aim yet"]


def _placed(box: Box) -> _Placed:
    x = EDGE + COLUMN_OF[box.kind] * (BOX_WIDTH + GAP)
    carried = f" ({'action' if len(box.actions) == 1 else 'actions'} {', '.join(map(str, box.actions))})"
    words = lines(box.text + (carried if box.actions else ""), columns=COLUMNS_OF_TEXT, most=9)
    return _Placed(box.kind, words, x, children=[_placed(child) for child in box.children])


def _place(one: _Placed, top: float) -> float:
    """Put a box and what hangs on it below a line; where the next one may begin."""
    if not one.children:
        one.y = top
        return top + one.height + BETWEEN
    bottom = top
    for child in one.children:
        bottom = _place(child, bottom)
    middle = (one.children[0].middle + one.children[-1].middle) / 2
    one.y = max(top, middle - one.height / 2)
    return max(bottom, one.y + one.height + BETWEEN)


def _everything(one: _Placed) -> Iterable[_Placed]:
    yield one
    for child in one.children:
        yield from _everything(child)


def _heads() -> Markup:
    return together(
        element("text", head, x=EDGE + at * (BOX_WIDTH + GAP), y=18, font_size=14, font_weight="bold", fill=QUIET)
        for at, head in enumerate(HEADS)
    )


def _connections(root: _Placed) -> Iterable[Markup]:
    for one in _everything(root):
        for child in one.children:
            begin, bend = one.x + BOX_WIDTH, child.x - GAP / 2
            path = f"M{begin:.1f} {one.middle:.1f}H{bend:.1f}V{child.middle:.1f}H{child.x:.1f}"
            yield element("path", d=path, fill="none", stroke=LINE, stroke_width=1.5)


def _drawn(root: _Placed) -> Iterable[Markup]:
    for one in _everything(root):
        yield element(
            "rect", x=one.x, y=one.y, width=BOX_WIDTH, height=one.height, rx=4, fill=PALE[one.kind], stroke="#14474f"
        )
        yield text_lines(
            one.words,
            x=one.x + PADDING,
            y=one.y + PADDING + 13,
            height=LINE_HEIGHT,
            font_size=14,
            fill=PAPER if one.kind == "aim" else INK,
        )
