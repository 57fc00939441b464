"""Conditions, streams and pools in words."""

from everyweek.flow.conditions import Attribute, Chance, Compared, Condition, Hours, OfClass, PoolState
from everyweek.flow.drawing.amounts import distribution, number, share
from everyweek.flow.drawing.hours import by_hour, named
from everyweek.flow.pools import Change, Pool
from everyweek.flow.streams import AtTimes, Stream

THAN: dict[Compared, str] = {
    "<": "fewer than", "<=": "at most", ">": "more than", ">=": "at least", "==": "exactly", "!=": "other than",
}  # fmt: skip
MOST_CHANGES = 3


def condition(found: Condition) -> str:
    """Who goes this way.

    >>> condition(Chance(0.3)), condition(PoolState("beds", "waiting", ">=", 5.0))
    ('30 % of patients', 'when at least 5 wait for beds')
    """
    if isinstance(found, Chance):
        if isinstance(found.share, tuple):
            return ", ".join(f"{share(part)} of {name}" for name, part in found.share if part) or "nobody"
        return f"{share(found.share)} of patients"
    if isinstance(found, OfClass):
        return f"class {' or '.join(found.classes)}"
    if isinstance(found, Attribute):
        than = {"<": "below", ">": "above", "==": "equal to", "!=": "other than"}.get(found.compared)
        return f"{found.name} {than or THAN[found.compared]} {number(found.number)}"
    if isinstance(found, Hours):
        return f"hours: {named(found.hours)}"
    return _pool_state(found)


def _pool_state(found: PoolState) -> str:
    """While a pool is in a state.

    >>> _pool_state(PoolState("chairs", "free", "==", 0.0)), _pool_state(PoolState("beds", "occupancy", ">", 0.92))
    ('when no chairs are free', 'when more than 92 % of beds are in use')
    """
    if found.looked == "occupancy":
        return f"when {THAN[found.compared]} {share(found.number)} of {found.pool} are in use"
    if found.looked == "waiting":
        return f"when {THAN[found.compared]} {number(found.number)} wait for {found.pool}"
    state = f"{found.pool} are {found.looked}"
    if found.number == 0 and found.compared in {"==", "<="}:
        return f"when no {state}"
    return f"when {THAN[found.compared]} {number(found.number)} {state}"


def arrivals(stream: Stream) -> tuple[str, ...]:
    """How many come, when most of them, and of which classes.

    Factors of months are not in the numbers, and a sentence says so.
    """
    told = []
    if isinstance(stream.arrivals, AtTimes):
        told.append(f"{number(len(stream.arrivals.times))} patients at given times")
    else:
        weekly = stream.arrivals.weekly
        told.append(f"{number(sum(weekly) / 7)} a day")
        if len(set(weekly)) > 1:
            told.append(f"an hour: {by_hour(weekly)}")
        if stream.arrivals.monthly_factor:
            told.append("more or fewer by the month")
    if len(stream.classes) > 1:
        told.append(", ".join(f"{share(part)} {name}" for name, part in stream.classes.items()))
    told += [stream.about] if stream.about else []
    told += [f"{name}: {distribution(drawn)}" for name, drawn in stream.attributes.items()]
    return tuple(told)


def capacity(pool: Pool) -> tuple[str, ...]:
    """How many there are, by the hours of the week, and the dated changes."""
    told = [by_hour(pool.weekly)]
    told += [_change(change) for change in pool.changes[:MOST_CHANGES]]
    if len(pool.changes) > MOST_CHANGES:
        told.append(f"and {len(pool.changes) - MOST_CHANGES} more changes")
    return tuple(told)


def _change(change: Change) -> str:
    """A dated change of capacity."""
    how = f"{change.to} in all" if change.to is not None else _more(change.by or 0)
    until = f" until {change.ends:%d %b %Y %H:%M}" if change.ends else " on"
    return f"{how} from {change.begins:%d %b %Y %H:%M}{until}"


def _more(by: int) -> str:
    return f"{abs(by)} {'fewer' if by < 0 else 'more'}"
