"""A model as names with values, as a file says them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from everyweek.flow.emitting.writing import plain_emits
from everyweek.flow.grammar.model import MONTH_NAMES
from everyweek.flow.model import MONDAY, Interval, Model
from everyweek.flow.pools import Change, Pool
from everyweek.flow.quantities import Duration, Rate
from everyweek.flow.steps import Inside, Pathway
from everyweek.flow.streams import Poisson, Stream
from everyweek.flow.week import hours_named
from everyweek.flow.writing.amounts import by_class, distribution, each, number
from everyweek.flow.writing.steps import steps

Values = dict[str, Any]


def values_of(model: Model) -> Values:
    """The names with values that `reading.model.model_of` reads as this model, which may run."""
    return {
        "name": model.name,
        **_some(about=model.about, assumed=list(model.assumed)),
        **({} if model.starts == MONDAY else {"starts": _day(model.starts)}),
        **_some(classes=list(model.classes)),
        **_some(pools={pool.name: _pool(pool) for pool in model.pools}),
        **_some(streams={stream.name: _stream(stream) for stream in model.streams}),
        "pathways": {pathway.name: _pathway(pathway) for pathway in model.pathways},
        **_some(inside=[_inside(one) for one in model.inside]),
        **_some(intervals={interval.name: _interval(interval) for interval in model.intervals}),
        **_some(emits=plain_emits(model.emits)),
    }


def _some(**values: Any) -> Values:
    """Those of which there is something."""
    return {name: value for name, value in values.items() if value}


def _pool(pool: Pool) -> Any:
    capacity = _by_hour(pool.capacity, lambda units: units)
    more = _some(changes=[_change(change) for change in pool.changes], about=pool.about)
    return {"capacity": capacity, **more} if more or isinstance(capacity, dict) else capacity


def _by_hour(found: Any, shown: Callable[[Any], Any]) -> Any:
    """One value, or one for each hour of the week."""
    if not isinstance(found, tuple):
        return shown(found)
    return {hours: shown(value) for hours, value in hours_named(found).items()}


def _change(change: Change) -> Values:
    until = {} if change.ends is None else {"until": _day(change.ends)}
    what = {"to": change.to} if change.by is None else {"by": change.by}
    return {"from": _day(change.begins), **until, **what}


def _day(instant: datetime) -> str:
    if instant.hour == instant.minute == instant.second == instant.microsecond == 0:
        return instant.date().isoformat()
    timespec = "minutes" if instant.second == instant.microsecond == 0 else "auto"
    return instant.isoformat(sep=" ", timespec=timespec)


def _stream(stream: Stream) -> Values:
    arrivals: Values
    if isinstance(stream.arrivals, Poisson):
        factors = zip(MONTH_NAMES, stream.arrivals.monthly_factor, strict=False)
        months = {name: number(factor) for name, factor in factors if factor != 1} or {MONTH_NAMES[0]: 1}
        arrivals = {"rate": _by_hour(stream.arrivals.rate, _rate)}
        arrivals |= {"months": months} if stream.arrivals.monthly_factor else {}
    else:
        arrivals = {"times": [str(time) for time in stream.arrivals.times]}
    attributes = {name: distribution(one) for name, one in stream.attributes.items()}
    more = _some(classes=_shares(stream.classes), attributes=attributes, about=stream.about)
    return {"pathway": stream.pathway, **arrivals, **more}


def _rate(rate: Rate) -> str:
    return str(rate)


def _shares(shares: Mapping[str, float]) -> Values:
    return each(shares, number)


def _pathway(pathway: Pathway) -> Any:
    return {"about": pathway.about, "steps": steps(pathway.steps)} if pathway.about else steps(pathway.steps)


def _inside(one: Inside) -> Values:
    remaining = {} if one.remaining is None else {"remaining": by_class(one.remaining)}
    return {
        "pathway": one.pathway,
        "step": one.step,
        "number": one.number,
        **_some(classes=_shares(one.classes)),
        **remaining,
    }


def _interval(interval: Interval) -> Values:
    edges = _some(edges=[str(Duration(edge)) for edge in interval.edges])
    return {"since": interval.since, "until": interval.until, **edges}
