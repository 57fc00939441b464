"""Boxes as high as their text needs, and lines of text of a given width."""

from dataclasses import replace

from everyweek.flow.drawing.letters import wrapped
from everyweek.flow.drawing.shapes import Box, Line, Look

SIZE, LARGE, LEAD = 13.0, 14.0, 18.0
PAD = 9.0
BADGE = 34.0
"""Room at the left of a box for the number of its step."""


def text_lines(
    texts: tuple[tuple[str, bool], ...], *, x: float, y: float, room: float, size: float = SIZE
) -> tuple[Line, ...]:
    """Lines of several texts, one beneath the other.

    texts : each with whether it is bold; y : upper edge of the first line; room : for the longest line, pixels.
    """
    lines: list[Line] = []
    for text, bold in texts:
        large = LARGE if bold and size == SIZE else size
        for part in wrapped(text, room=room, size=large, bold=bold):
            lines.append(Line(x, y + LEAD * len(lines) + 14.0, part, large, bold))
    return tuple(lines)


def box_of(
    look: Look, texts: tuple[tuple[str, bool], ...], *, x: float, y: float, width: float, number: int = 0,
    units: tuple[int, int] = (0, 0), foot: float = 0.0, marked: tuple[str, ...] = (),
) -> Box:  # fmt: skip
    """A box with texts in it. marked : texts at its end that stand out; foot : room that is left free beneath them."""
    left = BADGE if number else 12.0
    lines = text_lines(texts, x=x + left, y=y + PAD - 2, room=width - left - PAD)
    for text in marked:
        below = y + PAD - 2 + LEAD * len(lines)
        found = text_lines(((text, True),), x=x + left, y=below, room=width - left - PAD - 4)
        lines += tuple(replace(line, size=SIZE, marked=True) for line in found)
    height = max(len(lines), 1) * LEAD + 2 * PAD - 2 + foot
    return Box(look, x, y, width, height, lines, number, units)
