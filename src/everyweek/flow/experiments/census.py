"""Beds that are full when a run begins, as they were counted: from a census to who is inside.

A ward that begins empty needs weeks to fill. A stay that is met under way is not like one that begins: long ones are
met more often. Patients of whom nothing is known but where they are get what remains of a stay met under way (`Inside`
does so by itself); those whose stay so far is known get what remains of a stay that has lasted so long already.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from everyweek.flow.distributions import Distribution
from everyweek.flow.errors import FlowError
from everyweek.flow.experiments.rest_after import rest_after
from everyweek.flow.layout import Layout, lay_out
from everyweek.flow.model import Model
from everyweek.flow.quantities import Duration
from everyweek.flow.steps import Delay, Inside


@dataclass(frozen=True, slots=True)
class Counted:
    """Patients of one class who were found at one step.

    pathway, step : the named step: a delay that goes on, such as the stay on a ward, or a queue in which they wait.
    number        : how many; group : their class, "" for the model's only one.
    so_far        : of a delay, how long it has gone on for each of whom that is known; at most `number` of them.
    """

    pathway: str
    step: str
    number: int
    group: str = ""
    so_far: tuple[Duration, ...] = ()


def inside_of(model: Model, census: Iterable[Counted]) -> tuple[Inside, ...]:
    """Who is inside when a run of a model begins, from a census: `replace(model, inside=inside_of(model, census))`.

    Patients who have been there for the same time are one row; those of whom it is not known are another. Luck goes by
    the order of rows, so give two scenarios the same census in the same order.
    Raises FlowError for a step that is not there, for more stays than patients, for a class for which a step with times
    by class has none, for times so far where an attribute of the patient decides how long it lasts, and for a stay that
    is longer than any by the model's times.
    """
    layout = lay_out(model)
    return tuple(row for one in census for row in _rows(layout, one))


def _rows(layout: Layout, one: Counted) -> list[Inside]:
    where = f"inside at “{one.step}” of “{one.pathway}”"
    place = layout.named.get((one.pathway, one.step))
    if place is None:
        raise FlowError(
            f"{where}: There is no step of this name on this pathway. Name the steps where patients are found."
        )
    if len(one.so_far) > one.number:
        raise FlowError(
            f"{where}: {len(one.so_far)} stays are given for {one.number} patients. Give at most one for each."
        )
    classes: Mapping[str, float] = {one.group: 1.0} if one.group else {}
    step = layout.places[place].step
    unknown = one.number - len(one.so_far)
    rows = [Inside(one.pathway, one.step, unknown, classes)] if unknown else []
    if not one.so_far:
        return rows
    if not isinstance(step, Delay):
        raise FlowError(
            f"{where}: Nothing goes on there that a time so far would shorten. Leave the times out: in a queue, who "
            "stands first in the census comes first."
        )
    times = _times_of(step, one.group, where)
    known = {each: one.so_far.count(each) for each in sorted(set(one.so_far), reverse=True)}
    return [
        *(Inside(one.pathway, one.step, number, classes, rest_after(times, each)) for each, number in known.items()),
        *rows,
    ]


def _times_of(step: Delay, group: str, where: str) -> Distribution:
    if step.scaled_by:
        raise FlowError(
            f"{where}: How long it goes on hangs on “{step.scaled_by}” of each patient, of whom nothing is known here. "
            "Leave the times so far out, and say how long it still takes (remaining)."
        )
    if not isinstance(step.times, Mapping):
        return step.times
    if group not in step.times:
        named = f"“{group}” is none of them" if group else "none is named"
        raise FlowError(
            f"{where}: What remains of a stay goes by the class, and {named}. Count each class by itself: "
            f"{', '.join(f'“{each}”' for each in step.times)}."
        )
    return step.times[group]
