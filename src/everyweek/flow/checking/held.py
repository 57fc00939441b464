"""What patients may hold at each step: found by following every way that leads there."""

from everyweek.flow.errors import Fault
from everyweek.flow.layout import NOWHERE, Layout
from everyweek.flow.model import Model
from everyweek.flow.steps import Leave, Release, Seize

Held = frozenset[str]
MOST = 256
"""Different sets of held things at one step; no real pathway comes near."""


def held_at(model: Model, layout: Layout) -> dict[int, set[Held]]:
    """Of each place that somebody can reach, the sets of what they may hold on arrival there."""
    found: dict[int, set[Held]] = {}
    open_ends: list[tuple[int, Held]] = [
        (layout.begins[stream.pathway], frozenset()) for stream in model.streams if stream.pathway in layout.begins
    ]
    for one in model.inside:
        if (one.pathway, one.step) in layout.named:
            open_ends.append((layout.begins[one.pathway], frozenset()))
    while open_ends:
        number, held = open_ends.pop()
        if number == NOWHERE or held in found.get(number, ()) or len(found.get(number, ())) >= MOST:
            continue
        found.setdefault(number, set()).add(held)
        open_ends += _onward(layout, number, held)
    return found


def _onward(layout: Layout, number: int, held: Held) -> list[tuple[int, Held]]:
    place = layout.places[number]
    if isinstance(place.step, Leave):
        return []
    if isinstance(place.step, Seize):
        return [(place.next, held | {place.step.held_as}), *((way, held) for way in place.ways)]
    if isinstance(place.step, Release):
        return [(place.next, held - {place.step.hold})]
    return [(way, held) for way in layout.leads_to(number)]


def faults_of_holding(layout: Layout, held: dict[int, set[Held]]) -> list[Fault]:
    """Things seized twice, released unheld, or never released."""
    faults = []
    for number, sets in sorted(held.items()):
        place = layout.places[number]
        step = place.step
        if isinstance(step, Seize) and any(step.held_as in each for each in sets):
            faults.append(
                Fault(
                    place.where,
                    f"“{step.held_as}” may be held already when it is seized here. Release it first, or hold this one "
                    "under another name (hold).",
                )
            )
        if isinstance(step, Release) and not step.if_held:
            if all(step.hold not in each for each in sets):
                faults.append(Fault(place.where, f"Nobody who comes here holds “{step.hold}”. {_holds(sets)}"))
            elif any(step.hold not in each for each in sets):
                faults.append(
                    Fault(
                        place.where,
                        f"Some who come here do not hold “{step.hold}”. Release it only if held (if_held), or lead "
                        "them elsewhere.",
                    )
                )
        if isinstance(step, Leave) and (kept := sorted(set().union(*sets))):
            names = ", ".join(f"“{name}”" for name in kept)
            faults.append(
                Fault(place.where, f"Who leaves here may still hold {names}, which would never be free again.")
            )
    return faults


def _holds(sets: set[Held]) -> str:
    names = sorted(set().union(*sets))
    return f"They hold {', '.join(f'“{name}”' for name in names)}." if names else "They hold nothing."
