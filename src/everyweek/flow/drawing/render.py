"""A drawing as SVG: words, strokes and shapes in NHS colours, none of which is needed to tell two things apart."""

import hashlib

from everyweek.flow.drawing.letters import width_of
from everyweek.flow.drawing.markup import element, words
from everyweek.flow.drawing.shapes import Band, Box, Drawing, Line, Look, Wire

TEXT, GREY, PALE, WHITE = "#212b32", "#4c6272", "#f0f4f5", "#ffffff"
BLUE, DARK_BLUE, GREEN, YELLOW = "#005eb8", "#003087", "#006747", "#ffeb3b"
FONT = "Arial, Helvetica, sans-serif"
STROKES: dict[Look, tuple[str, float]] = {
    "queue": (DARK_BLUE, 3.0), "time": (BLUE, 1.5), "choice": (TEXT, 1.5), "end": (TEXT, 3.0), "onward": (GREEN, 1.5),
    "note": ("#aeb7bd", 1.0), "stream": (GREEN, 1.5), "pool": (DARK_BLUE, 1.5),
}  # fmt: skip
"""Colour and breadth of the edge. Source: NHS digital service manual, colour, read 2026-11."""
ROUND: dict[Look, float] = {"end": 18.0, "stream": 18.0, "time": 6.0, "choice": 0.0, "queue": 0.0, "note": 3.0}
ARROW = 5.0


def as_svg(drawing: Drawing, *, title: str, about: str) -> str:
    """A drawing as an SVG that says what it is.

    title : its name for who cannot see it; about : the same in words.
    Nothing in it is a style rule or a script, and nothing comes from elsewhere: it may stand in any page.
    """
    parts = [element("rect", width=drawing.width, height=drawing.height, fill=WHITE)]
    parts += [
        element("rect", x=one.x, y=one.y, width=one.width, height=one.height, rx=4, fill=PALE)
        for one in drawing.grounds
    ]
    parts += [part for band in drawing.bands for part in _band(band)]
    parts += [part for wire in drawing.wires for part in _wire(wire)]
    parts += [part for box in drawing.boxes for part in _box(box)]
    parts += [_line(line, TEXT) for line in drawing.words]
    return whole("\n".join(parts), width=drawing.width, height=drawing.height, title=title, about=about)


def whole(inner: str, *, width: float, height: float, title: str, about: str) -> str:
    """An SVG around what is drawn, with its name and its text; their ids are made of what is in it."""
    key = "drawn-" + hashlib.sha256(f"{title}{about}{inner}".encode("utf-8", "replace")).hexdigest()[:10]
    head = element("title", words(title), id=f"{key}-title") + element("desc", words(about), id=f"{key}-about")
    return element(
        "svg", f"\n{head}\n{inner}\n", xmlns="http://www.w3.org/2000/svg", role="img",
        viewBox=f"0 0 {width:.0f} {height:.0f}", width=f"{width:.0f}", height=f"{height:.0f}", font_family=FONT,
        aria_labelledby=f"{key}-title", aria_describedby=f"{key}-about",
    ) + "\n"  # fmt: skip


def _box(box: Box) -> list[str]:
    colour, breadth = STROKES[box.look]
    rx = ROUND.get(box.look, 0.0)
    shape = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "rx": rx or None}
    parts = [element("rect", fill=WHITE, stroke=colour, stroke_width=breadth, **shape)]
    if box.number:
        parts += _badge(box)
    if box.look == "pool":
        parts.append(element("rect", x=box.x, y=box.y, width=6, height=box.height, fill=colour))
        parts += _units(box)
    for line in box.lines:
        if line.marked:
            width = width_of(line.text, size=line.size, bold=line.bold) + 4
            parts.append(element("rect", x=line.x - 3, y=line.y - 13, width=width, height=17, fill=YELLOW))
    return [*parts, *(_line(line, TEXT) for line in box.lines)]


def _badge(box: Box) -> list[str]:
    """The number of a step, on a sign that tells what kind of step it is: diamond, disc, square."""
    x, y = box.x + 17, box.y + 18
    dark = box.look not in {"note", "onward"}
    fill, edge = (STROKES[box.look][0], None) if dark else (WHITE, GREY)
    if box.look == "choice":
        parts = [element("path", d=f"M{x:.0f} {y - 15:.0f}l15 15l-15 15l-15 -15z", fill=fill)]
    elif box.look in {"time", "end"}:
        parts = [element("circle", cx=x, cy=y, r=12, fill=fill)]
    else:
        parts = [element("rect", x=x - 12, y=y - 11, width=24, height=22, fill=fill, stroke=edge)]
    colour = WHITE if dark else TEXT
    text = words(str(box.number))
    return [
        *parts,
        element("text", text, x=x, y=y + 4.5, font_size=12, font_weight="bold", fill=colour, text_anchor="middle"),
    ]


def _units(box: Box) -> list[str]:
    """A square for each unit of a pool: filled for those that are always there, hollow for the others."""
    always, most = box.units
    pitch = min(16.0, (box.width - 24.0) / max(most, 1))
    parts = []
    for number in range(most):
        fill = GREY if number < always else WHITE
        x, y = box.x + 14 + pitch * number, box.bottom - 20
        side = pitch - 4
        parts.append(element("rect", x=x, y=y, width=side, height=side, fill=fill, stroke=GREY, stroke_width=1.5))
    return parts


def _wire(wire: Wire) -> list[str]:
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in wire.points)
    parts = [element("path", d=path, fill="none", stroke=GREY, stroke_width=2)]
    if wire.arrow:
        (x0, y0), (x, y) = wire.points[-2:]
        across, down = (0, ARROW) if x != x0 else (ARROW, 0)
        back_x = x - 8 * ((x > x0) - (x < x0))
        back_y = y - 8 * ((y > y0) - (y < y0))
        corners = f"{back_x + across:.1f} {back_y + down:.1f}L{back_x - across:.1f} {back_y - down:.1f}"
        parts.append(element("path", d=f"M{x:.1f} {y:.1f}L{corners}z", fill=GREY))
    return parts


def _band(band: Band) -> list[str]:
    height = band.bottom - band.y
    dashes = None if band.sure else "4 3"
    fill = "#d8dde0" if band.sure else WHITE
    parts = [
        element("rect", x=band.x, y=band.y, width=16, height=height, fill=fill, stroke=GREY, stroke_dasharray=dashes)
    ]
    if width_of(band.name, size=12, bold=True) + 8 <= height:
        x, y = band.x + 12.5, band.y + height / 2
        turned = f"rotate(-90 {x:.1f} {y:.1f})"
        parts.append(
            element(
                "text", words(band.name), x=x, y=y, transform=turned, text_anchor="middle", font_size=12,
                font_weight="bold", fill=TEXT,
            )
        )  # fmt: skip
    return parts


def _line(line: Line, colour: str) -> str:
    weight = "bold" if line.bold else None
    return element("text", words(line.text), x=line.x, y=line.y, font_size=line.size, font_weight=weight, fill=colour)
