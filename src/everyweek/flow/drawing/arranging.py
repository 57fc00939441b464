"""Where every step stands: one beneath the other, ways beside one another where they fit, else further in.

A pathway says itself what belongs together, so that no edge ever has to cross a box: its rail runs down at the left,
ways part from it to the right and come back to it. Jumps are said by number, as a line through all would hide the rest.
"""

from dataclasses import dataclass, field

from everyweek.flow.drawing.boxes import LEAD, box_of, text_lines
from everyweek.flow.drawing.outline import Holding, Item, Side, all_items
from everyweek.flow.drawing.shapes import Band, Drawing, Wire

GAP = 16.0
"""Between two steps, for the arrow."""
RAIL, INDENT = 17.0, 30.0
WIDEST_BOX = 420.0
NARROWEST_BOX = 150.0
NARROWEST_WAY = 230.0
"""Ways stand side by side when each has so much room."""
TRACK = 20.0
"""Of the bar of something that is held."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A step that stands in a strip.

    over : its upper edge, with the label of its way; item : what it is.
    beside : its ways stand side by side, with bars of their own, so that those of the strip end here.
    """

    over: float
    top: float
    bottom: float
    item: Item
    beside: bool = False

    def holds_from(self, name: str) -> float | None:
        """From where on something is held here; None when it is only held further on."""
        if name in self.item.holding.before:
            return self.over
        # Those who do not wait stand between what is seized here and the next step.
        return None if self.item.ways else (self.top + self.bottom) / 2


@dataclass(slots=True)
class Strip:
    """Steps one beneath the other with their bars at the left. tracks : which bar each held thing has, from 0."""

    left: float
    right: float
    tracks: dict[str, int]
    seen: list[Seen] = field(default_factory=list)

    @property
    def inner(self) -> float:
        """Where boxes begin."""
        several = max(self.tracks.values(), default=-1) + 1
        return self.left + TRACK * several + (4.0 if several else 0.0)


def draw_steps(drawing: Drawing, items: tuple[Item, ...], *, left: float, right: float, top: float) -> float:
    """Put the steps of a pathway onto a drawing. Returns where they end."""
    strip = _strip(items, left=left, right=right)
    bottom = _down(drawing, strip, items, x=strip.inner, top=top, tail=top)[0]
    _draw_bands(drawing, strip)
    return bottom


def _down(
    drawing: Drawing, strip: Strip, items: tuple[Item, ...], *, x: float, top: float, tail: float, over: float = 0.0,
) -> tuple[float, float]:  # fmt: skip
    """Steps from the top down. tail : where the rail to the first of them begins; over : height of a label above it.

    Returns where they end, and where the rail of those who go on begins.
    """
    y = top
    for number, item in enumerate(items):
        if number:
            y += GAP
        width = max(min(strip.right - x, WIDEST_BOX), NARROWEST_BOX)
        texts = ((item.said.title, item.said.kind != "note"), *((line, False) for line in item.said.details))
        box = box_of(item.said.kind, texts, x=x, y=y, width=width, number=item.number, marked=item.said.blocks)
        drawing.boxes.append(box)
        if y > tail:
            drawing.wires.append(Wire(((x + RAIL, tail), (x + RAIL, y))))
        beside = item.splits and _fit(item.ways, strip.right - x)
        strip.seen.append(Seen(y - (over if not number else 0.0), y, box.bottom, item, beside))
        y = tail = box.bottom
        if item.ways:
            y, tail = (_beside if beside else _beneath)(drawing, strip, item, x=x, top=y)
    return y, tail


def _beneath(drawing: Drawing, strip: Strip, item: Item, *, x: float, top: float) -> tuple[float, float]:
    """Ways one beneath the other, further in; the rail passes them at the left."""
    rail, inner = x + RAIL, x + INDENT
    y = parted = top
    joined = top
    for side in item.ways:
        y += 8.0
        room = max(min(strip.right, x + WIDEST_BOX) - inner - 8.0, NARROWEST_BOX - 12.0)
        lines = text_lines(((_label(side), False),), x=inner + 8.0, y=y, room=room)
        drawing.words += lines
        parted = y + 10.0
        drawing.wires.append(Wire(((rail, parted), (inner + 5.0, parted))))
        y += LEAD * len(lines) + 2.0
        if side.items:
            y, tail = _down(drawing, strip, side.items, x=inner, top=y + 4.0, tail=y + 4.0, over=LEAD)
            if side.goes_on:
                y += 10.0
                drawing.wires.append(Wire(((inner + RAIL, tail), (inner + RAIL, y), (rail, y))))
                joined = y
        else:
            joined = parted
    if not item.goes_on:
        drawing.wires.append(Wire(((rail, top), (rail, parted)), arrow=False))
        return y, y
    if item.splits:
        drawing.wires.append(Wire(((rail, top), (rail, max(parted, joined))), arrow=False))
        return y, max(parted, joined)
    return y, top


def _beside(drawing: Drawing, strip: Strip, item: Item, *, x: float, top: float) -> tuple[float, float]:
    """Ways side by side, each with bars of its own, under one bus and, where they go on, above another."""
    share = (strip.right - x + GAP) / len(item.ways)
    rails, tails, bottom = [], [], top
    left = x
    for number, side in enumerate(item.ways):
        since = drawing.so_far
        right = x + share * (number + 1) - GAP
        column = _strip(side.items, left=left, right=max(right, left + NARROWEST_WAY))
        rail = column.inner + RAIL
        lines = text_lines(((_label(side), False),), x=rail + 8.0, y=top + 14.0, room=column.right - rail - 8.0)
        drawing.words += lines
        begin = top + 18.0 + LEAD * len(lines)
        ends, tail = begin, top + 12.0
        if side.items:
            ends, tail = _down(drawing, column, side.items, x=column.inner, top=begin, tail=top + 12.0, over=LEAD)
        _draw_bands(drawing, column)
        rails.append(rail)
        tails.append((rail, tail) if side.goes_on else None)
        bottom = max(bottom, ends)
        left = max(column.right, drawing.right_of(since)) + GAP
    bus = top + 12.0
    drawing.wires.append(Wire(((x + RAIL, top), (x + RAIL, bus), (rails[-1], bus)), arrow=False))
    drawing.wires.append(Wire(((x + RAIL, bus), (rails[0], bus)), arrow=False))
    joins = [one for one in tails if one]
    if not joins:
        return bottom, bottom
    bus = bottom + 12.0
    for rail, tail in joins:
        drawing.wires.append(Wire(((rail, tail), (rail, bus)), arrow=False))
    drawing.wires.append(Wire(((max(rail for rail, _ in joins), bus), (x + RAIL, bus)), arrow=False))
    return bus, bus


def _label(side: Side) -> str:
    return side.label if side.items else f"{side.label}: straight on"


def _fit(ways: tuple[Side, ...], room: float) -> bool:
    """Whether ways may stand side by side."""
    return len(ways) > 1 and (room + GAP) / len(ways) - GAP >= NARROWEST_WAY and any(side.items for side in ways)


def _strip(items: tuple[Item, ...], *, left: float, right: float) -> Strip:
    """The strip for some steps, with the bars that they need.

    Bars take room, so that fewer ways fit side by side, and those that do not need bars in this strip: it is asked
    again until it is settled, which it is soon, as the room only ever shrinks.
    """
    strip = Strip(left, right, {})
    room = -1.0
    while room != strip.right - strip.inner:
        room = strip.right - strip.inner
        strip = Strip(left, right, _tracks(tuple(_of_one_strip(items, room))))
    return strip


def _of_one_strip(items: tuple[Item, ...], room: float) -> list[Holding]:
    """What is held at the steps that stand in one strip: those of ways that stand beside it have their own."""
    found = []
    for item in items:
        found.append(item.holding)
        if not (item.splits and _fit(item.ways, room)):
            for side in item.ways:
                found += [inner.holding for inner in all_items(side.items)]
    return found


def _tracks(held: tuple[Holding, ...]) -> dict[str, int]:
    """A bar for each held thing, shared by those that are never held in the same part of the strip."""
    spans: dict[str, list[int]] = {}
    for number, one in enumerate(held):
        for name in sorted(one.before | one.after):
            spans.setdefault(name, [number, number])[1] = number
    tracks: dict[str, int] = {}
    for name, (first, last) in spans.items():
        taken = {tracks[other] for other in tracks if spans[other][1] >= first and spans[other][0] <= last}
        tracks[name] = next(track for track in range(len(spans)) if track not in taken)
    return tracks


def _draw_bands(drawing: Drawing, strip: Strip) -> None:
    """A bar for each held thing beside the steps at which it is held."""
    for name, track in strip.tracks.items():
        x = strip.left + TRACK * track
        open_band: Band | None = None
        for seen in strip.seen:
            held = seen.item.holding
            begin = seen.holds_from(name)
            if name not in held.before | held.after or begin is None:
                open_band = None
                continue
            if open_band and name in held.before and open_band.sure is (name in held.always):
                drawing.bands.remove(open_band)
                begin = open_band.y
            end = seen.bottom if name in held.after else (seen.top + seen.bottom) / 2
            open_band = Band(x, begin, end, name, name in held.always)
            drawing.bands.append(open_band)
            if seen.beside or name not in held.after:
                open_band = None
