"""Everything that is wrong with a model, in the order in which it stands there."""

from collections import Counter
from collections.abc import Iterable, Iterator
from math import inf

from everyweek.flow.checking.held import faults_of_holding, held_at
from everyweek.flow.checking.steps import StepChecks
from everyweek.flow.distributions import faults_of
from everyweek.flow.emitting.faults import faults_of_emits
from everyweek.flow.errors import Fault, FaultyModel
from everyweek.flow.grammar.amounts import DISTRIBUTIONS
from everyweek.flow.layout import NOWHERE, Layout, lay_out
from everyweek.flow.model import Model
from everyweek.flow.steps import Delay, Leave, Mark, Seize
from everyweek.flow.streams import faults_of_shares

MOST_INSIDE = 1_000_000


def check(model: Model) -> Layout:
    """The steps of a model that may run. Raises FaultyModel with all that is wrong with it."""
    if faults := faults_in(model):
        raise FaultyModel(faults)
    return lay_out(model)


def faults_in(model: Model) -> tuple[Fault, ...]:
    """All that is wrong with a model; empty for one that may run."""
    layout = lay_out(model)
    steps = StepChecks(model, layout)
    faults = [*_names(model, layout), *_parts(model, layout, steps)]
    faults += [Fault(place.where, problem) for place in layout.places for problem in steps.faults(place)]
    if faults:
        return tuple(faults)  # where it leads says little while the names are wrong
    held = held_at(model, layout)
    faults = [*_unreached(layout, set(held)), *_endless(layout, set(held)), *faults_of_holding(layout, held)]
    return tuple(faults) + tuple(_milestones(model, layout))


def _names(model: Model, layout: Layout) -> Iterator[Fault]:
    for what, names in (
        ("pool", [pool.name for pool in model.pools]),
        ("stream", [stream.name for stream in model.streams]),
        ("pathway", [pathway.name for pathway in model.pathways]),
        ("class", list(model.classes)),
        ("interval", [interval.name for interval in model.intervals]),
    ):
        for name, times in Counter(names).items():
            if not name.strip():
                yield Fault(what, f"A {what} has no name.")
            elif times > 1:
                yield Fault(f"{what} “{name}”", f"There are {times} of this name. Give each a name of its own.")
    if not model.streams and not model.inside:
        yield Fault("streams", "Nobody ever comes: the model has no stream of patients, and nobody is inside.")
    for name in model.classes:
        if name in DISTRIBUTIONS:
            yield Fault(f"class “{name}”", "In files this is a kind of distribution. Give the class another name.")
    named = Counter((place.pathway, place.step.name) for place in layout.places if place.step.name)
    for (pathway, name), times in named.items():
        if times > 1:
            yield Fault(f"pathway “{pathway}”", f"{times} of its steps have the name “{name}”.")
    if model.starts.tzinfo is not None:
        yield Fault("starts", "It has a time zone, and the time of a model has none.")


def _parts(model: Model, layout: Layout, steps: StepChecks) -> Iterator[Fault]:
    for pool in model.pools:
        yield from (Fault(f"pool “{pool.name}”", problem) for problem in pool.faults())
    for pathway in model.pathways:
        if not pathway.steps:
            yield Fault(f"pathway “{pathway.name}”", "It has no step.")
    for stream in model.streams:
        where = f"stream “{stream.name}”"
        yield from (Fault(where, problem) for problem in stream.faults())
        yield from _classes(where, stream.classes, model)
        if stream.pathway not in layout.begins:
            yield Fault(where, f"There is no pathway “{stream.pathway}”.")
        for name, distribution in stream.attributes.items():
            for problem in faults_of(distribution, of_time=False):
                yield Fault(f"{where}, attribute “{name}”", problem)
    for one in model.inside:
        where = f"inside at “{one.step}” of “{one.pathway}”"
        yield from _classes(where, one.classes, model)
        yield from (Fault(where, problem) for problem in faults_of_shares(one.classes))
        if one.remaining is not None:
            yield from (Fault(where, problem) for problem in steps.faults_of_times(one.remaining, "remaining time"))
        at = layout.named.get((one.pathway, one.step))
        if at is None or not isinstance(layout.places[at].step, Delay | Seize):
            yield Fault(where, "There is no delay and no seize of this name on this pathway.")
        elif one.remaining is None and isinstance(step := layout.places[at].step, Delay) and step.scaled_by:
            problem = "Its delay is multiplied by an attribute, which nobody who is inside has yet. Say what remains."
            yield Fault(where, problem)
        if not 0 <= one.number <= MOST_INSIDE or one.number != int(one.number):
            yield Fault(where, f"The number of patients is a whole one, from nought to {MOST_INSIDE:,}.")


def _classes(where: str, shares: Iterable[str], model: Model) -> Iterator[Fault]:
    for name in shares:
        if name not in model.all_classes:
            yield Fault(where, f"There is no class “{name}”.")
    if not shares and len(model.all_classes) > 1:
        yield Fault(where, "It does not say of which classes its patients are.")


def _unreached(layout: Layout, reached: set[int]) -> Iterator[Fault]:
    """The first step of each stretch to which nothing leads."""
    unreached = [number for number in range(len(layout.places)) if number not in reached]
    below = {to for number in unreached for to in layout.leads_to(number) if to > number}
    for number in unreached:
        if number not in below:
            yield Fault(layout.places[number].where, "Nobody ever comes here. Lead somebody here, or take it out.")


def _endless(layout: Layout, reached: set[int]) -> Iterator[Fault]:
    """Steps from which nobody ever leaves, and ends of pathways without leaving."""
    for number in sorted(reached):
        if NOWHERE in layout.leads_to(number):
            yield Fault(
                layout.places[number].where, "The pathway ends here, and nobody leaves. End it with leave or jump."
            )
    comes_from: dict[int, list[int]] = {}
    for number in reached:
        for to in layout.leads_to(number):
            comes_from.setdefault(to, []).append(number)
    leaves = [number for number in reached if isinstance(layout.places[number].step, Leave)]
    ends = {NOWHERE, *leaves}
    open_ends = [*leaves, NOWHERE]
    while open_ends:
        for before in comes_from.get(open_ends.pop(), ()):
            if before not in ends:
                ends.add(before)
                open_ends.append(before)
    if stuck := sorted(reached - ends):
        yield Fault(layout.places[stuck[0]].where, "Nobody who comes here ever leaves: the way goes round for ever.")


def _milestones(model: Model, layout: Layout) -> Iterator[Fault]:
    known = {place.step.milestone for place in layout.places if isinstance(place.step, Mark)} | {"arrival", "departure"}
    for interval in model.intervals:
        for name in (interval.since, interval.until):
            if name not in known:
                yield Fault(f"interval “{interval.name}”", f"There is no milestone “{name}”.")
        if list(interval.edges) != sorted(set(interval.edges)):
            yield Fault(f"interval “{interval.name}”", "Its edges do not rise.")
        if any(not 0 <= edge < inf for edge in interval.edges):
            yield Fault(f"interval “{interval.name}”", "One of its edges is no length of time.")
    yield from faults_of_emits(model, layout)
