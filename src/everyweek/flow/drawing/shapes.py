"""What a diagram is made of, with its place on the paper: pixels from the left and from the top."""

from dataclasses import dataclass, field
from typing import Literal

from everyweek.flow.drawing.letters import width_of

Look = Literal["queue", "time", "choice", "end", "onward", "note", "stream", "pool"]

Form = Literal["wide", "tall"]
"""For a screen or a landscape page, or for a telephone."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. x, y : where it begins, at the foot of its letters; size : of them; marked : it stands out."""

    x: float
    y: float
    text: str
    size: float = 13.0
    bold: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A step, a stream or a pool. number : of the step, else 0; units : of a pool, at least and at most."""

    look: Look
    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]
    number: int = 0
    units: tuple[int, int] = (0, 0)

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Wire:
    """A way from one thing to the next. points : x and y of each corner; arrow : whether its end has a head."""

    points: tuple[tuple[float, float], ...]
    arrow: bool = True


@dataclass(frozen=True, slots=True)
class Band:
    """Something is held from y to bottom. sure : by everybody, else by some; text : its name where there is room."""

    x: float
    y: float
    bottom: float
    name: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground of a pathway, on which its boxes stand."""

    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class Drawing:
    """Everything that is drawn. `words` are texts outside of boxes."""

    boxes: list[Box] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)
    words: list[Line] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)
    width: float = 0.0
    height: float = 0.0

    @property
    def so_far(self) -> tuple[int, int]:
        """How many boxes and words there are, to ask later how far those go that came afterwards."""
        return len(self.boxes), len(self.words)

    def right_of(self, since: tuple[int, int]) -> float:
        """The right edge of all boxes and words that came since then; 0 for none."""
        words = (one.x + width_of(one.text, size=one.size, bold=one.bold) for one in self.words[since[1] :])
        return max([0.0, *(box.right for box in self.boxes[since[0] :]), *words])
