"""What patients may hold at each step: found by following every way that leads there."""

import heapq
from dataclasses import dataclass

from everyweek.flow.errors import Fault
from everyweek.flow.layout import NOWHERE, Layout
from everyweek.flow.model import Model
from everyweek.flow.steps import Leave, Release, Seize


@dataclass(frozen=True, slots=True)
class Held:
    """What patients hold on arrival at a step. may : some of them; must : all of them.

    Steps change what is held under one name whatever is held under others, so that nothing is lost by keeping names
    apart; keeping every set of names that somebody may hold has no end: twelve optional things make 4,096.
    """

    may: frozenset[str] = frozenset()
    must: frozenset[str] = frozenset()

    def met(self, other: "Held") -> "Held":
        """With others who come by another way."""
        return Held(self.may | other.may, self.must & other.must)


def held_at(model: Model, layout: Layout) -> dict[int, Held]:
    """What patients hold at each place that somebody can reach."""
    begins = [layout.begins[stream.pathway] for stream in model.streams if stream.pathway in layout.begins]
    begins += [layout.begins[one.pathway] for one in model.inside if (one.pathway, one.step) in layout.named]
    order = _order(layout, begins)
    found: dict[int, Held] = {}
    arriving = {number: Held() for number in begins if number != NOWHERE}
    open_ends = [order[number] for number in arriving]
    heapq.heapify(open_ends)
    at = {place: number for number, place in order.items()}
    while open_ends:
        number = at[heapq.heappop(open_ends)]
        held = arriving.pop(number, None)
        before = found.get(number)
        if held is None or (before is not None and (held := before.met(held)) == before):
            continue
        found[number] = held
        for to, after in _onward(layout, number, held):
            if to != NOWHERE:
                arriving[to] = arriving[to].met(after) if to in arriving else after
                heapq.heappush(open_ends, order[to])
    return found


def _order(layout: Layout, begins: list[int]) -> dict[int, int]:
    """The order in which places are looked at: each after all that lead to it, but for those that lead back."""
    seen = {NOWHERE}
    done: list[int] = []
    for begin in begins:
        if begin in seen:
            continue
        seen.add(begin)
        path = [(begin, iter(tuple(layout.leads_to(begin))))]
        while path:
            onward = path[-1][1]
            to = next((one for one in onward if one not in seen), None)
            if to is None:
                done.append(path.pop()[0])
            else:
                seen.add(to)
                path.append((to, iter(tuple(layout.leads_to(to)))))
    return {number: place for place, number in enumerate(reversed(done))}


def _onward(layout: Layout, number: int, held: Held) -> list[tuple[int, Held]]:
    place = layout.places[number]
    if isinstance(place.step, Leave):
        return []
    if isinstance(place.step, Seize):
        name = {place.step.held_as}
        return [(place.next, Held(held.may | name, held.must | name)), *((way, held) for way in place.ways)]
    if isinstance(place.step, Release):
        name = {place.step.hold}
        return [(place.next, Held(held.may - name, held.must - name))]
    return [(way, held) for way in layout.leads_to(number)]


def faults_of_holding(layout: Layout, held: dict[int, Held]) -> list[Fault]:
    """Things seized twice, released unheld, or never released."""
    faults = []
    for number, here in sorted(held.items(), key=lambda one: one[0]):
        place = layout.places[number]
        step = place.step
        if isinstance(step, Seize) and step.held_as in here.may:
            faults.append(
                Fault(
                    place.where,
                    f"“{step.held_as}” may be held already when it is seized here. Release it first, or hold this one "
                    "under another name (hold).",
                )
            )
        if isinstance(step, Release) and not step.if_held:
            if step.hold not in here.may:
                faults.append(Fault(place.where, f"Nobody who comes here holds “{step.hold}”. {_holds(here)}"))
            elif step.hold not in here.must:
                faults.append(
                    Fault(
                        place.where,
                        f"Some who come here do not hold “{step.hold}”. Release it only if held (if_held), or lead "
                        "them elsewhere.",
                    )
                )
        if isinstance(step, Leave) and (kept := sorted(here.may)):
            names = ", ".join(f"“{name}”" for name in kept)
            faults.append(
                Fault(place.where, f"Who leaves here may still hold {names}, which would never be free again.")
            )
    return faults


def _holds(held: Held) -> str:
    names = ", ".join(f"“{name}”" for name in sorted(held.may))
    return f"They hold {names}." if names else "They hold nothing."
