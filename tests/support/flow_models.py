"""Models of patient flow for tests: small ones by hand, and as many as Hypothesis wants."""

from hypothesis import strategies as st

from everyweek.flow.conditions import Attribute, Chance, Hours, OfClass, PoolState
from everyweek.flow.distributions import (
    Exponential,
    Fixed,
    Gamma,
    Lognormal,
    Quantiles,
    Sample,
    Triangular,
    Weibull,
)
from everyweek.flow.model import Interval, Model
from everyweek.flow.pools import Change, Pool
from everyweek.flow.quantities import Duration, Rate, minutes, per_hour
from everyweek.flow.steps import (
    Ageing,
    Assign,
    Balk,
    Branch,
    Delay,
    GoTo,
    Inside,
    Jump,
    Leave,
    Mark,
    Pathway,
    Reclass,
    Release,
    Renege,
    Seize,
    Step,
    WaitUntil,
    Way,
)
from everyweek.flow.streams import AtTimes, Poisson, Stream

CLASSES = ("minor", "major")
POOLS = ("nurses", "cubicles", "beds")


def queue(servers: int, rate: float, service: object, **more: object) -> Model:
    """Patients who wait for one pool, are served and leave."""
    steps = (Seize(("servers",), **more), Mark("served"), Delay(service), Release("servers"), Leave())  # type: ignore[arg-type]
    stream = Stream("all", Poisson(per_hour(rate)), "queue")
    waits = Interval("wait", "arrival", "served", edges=(0.0, 1.0, 5.0))
    return Model("a queue", (Pool("servers", servers),), (stream,), (Pathway("queue", steps),), intervals=(waits,))


amounts = st.floats(0.5, 120.0).map(lambda number: Duration(round(number, 1)))
times = st.one_of(
    amounts.map(Fixed),
    amounts.map(Exponential),
    st.builds(Gamma, amounts, amounts),
    st.builds(Lognormal, amounts, amounts),
    st.builds(Weibull, st.floats(0.6, 3.0), amounts),
    st.just(Triangular(minutes(1), minutes(5), minutes(30))),
    st.lists(amounts, min_size=1, max_size=4).map(lambda seen: Sample(tuple(seen))),
    st.lists(amounts, min_size=3, max_size=3).map(lambda seen: Quantiles((0.0, 0.4, 1.0), tuple(sorted(seen)))),
)
by_class = st.one_of(times, st.fixed_dictionaries(dict.fromkeys(CLASSES, times)))
numbers = st.one_of(st.floats(0.0, 3.0).map(Fixed), st.floats(0.2, 3.0).map(Exponential))
conditions = st.one_of(
    st.sampled_from(CLASSES).map(lambda name: OfClass((name,))),
    st.builds(Attribute, st.just("frailty"), st.sampled_from(("<", "<=", ">", ">=", "!=")), st.floats(0.0, 3.0)),
    st.builds(
        PoolState,
        st.sampled_from(POOLS),
        st.sampled_from(("waiting", "in use", "free")),
        st.sampled_from(("<", "<=", ">", ">=", "==", "!=")),
        st.integers(0, 3).map(float),
    ),
    st.builds(PoolState, st.sampled_from(POOLS), st.just("occupancy"), st.just(">="), st.floats(0.0, 1.2)),
    st.lists(st.integers(0, 167), min_size=1, max_size=80).map(lambda hours: Hours(tuple(hours))),
)
priorities = st.one_of(st.integers(0, 3), st.fixed_dictionaries({name: st.integers(0, 3) for name in CLASSES}))


@st.composite
def care(draw: st.DrawFn, number: int) -> tuple[Step, ...]:
    """Something is seized, takes time and is released; sometimes other things happen on the way."""
    pools = tuple(draw(st.lists(st.sampled_from(POOLS), min_size=1, max_size=2, unique=True)))
    ageing = draw(st.sampled_from([(), (Ageing(minutes(20), 1), Ageing(minutes(45), 0))]))
    gives_up: tuple[Step, ...] = (Mark(f"gave up {number}"), Leave("gave up"))
    seize = Seize(
        pools,
        which=draw(st.sampled_from(("all", "first"))),
        units=draw(st.sampled_from((1, 1, 1, 2))),
        priority=draw(priorities),
        ageing=ageing,
        hold=f"place {number}",
        renege=draw(st.one_of(st.none(), by_class.map(lambda after: Renege(after, gives_up)))),
        balk=draw(st.one_of(st.none(), conditions.map(lambda when: Balk((when, Chance(0.1)), gives_up)))),
        name=f"seize {number}",
    )
    inner: list[Step] = [Delay(draw(by_class), name=f"care {number}")]
    if draw(st.booleans()):
        inner.append(WaitUntil(tuple(sorted(draw(st.sets(st.integers(0, 10_000).map(float), min_size=1, max_size=3))))))
    if draw(st.booleans()):
        inner.append(Assign("frailty", draw(numbers), adds=draw(st.booleans())))
    if draw(st.booleans()):
        way = Way(draw(conditions), (Delay(draw(times), scaled_by="frailty"),))
        inner.append(Branch((way, Way(Chance(0.3), (Reclass("major"),))), otherwise=(Mark("otherwise"),)))
    return (Mark(f"asks {number}"), seize, Mark(f"has {number}"), *inner, Release(f"place {number}"))


@st.composite
def models(draw: st.DrawFn) -> Model:
    """Models in which patients meet almost everything that there is."""
    parts = [draw(care(number)) for number in range(draw(st.integers(1, 3)))]
    share = draw(st.floats(0.05, 0.4))
    again = Branch((Way(Chance(share), (GoTo("begin"),)), Way(OfClass(("major",)), (Jump("after"),))), otherwise=())
    steps = (Mark("begin", name="begin"), *(step for part in parts for step in part), again, Leave("home"))
    after = (Delay(draw(times), name="rest"), Leave("later"))
    capacity = st.one_of(st.integers(1, 4), st.lists(st.integers(0, 4), min_size=168, max_size=168).map(_some))
    pools = tuple(Pool(name, draw(capacity), draw(_changes())) for name in POOLS)
    rates = st.one_of(
        st.floats(0.2, 4.0).map(Rate), st.lists(st.floats(0.0, 6.0), min_size=168, max_size=168).map(_rates)
    )
    walk = Stream("walk", Poisson(draw(rates)), "emergency", {"minor": 0.7, "major": 0.3}, {"frailty": draw(numbers)})
    came = draw(st.lists(st.floats(0.0, 3_000.0), min_size=1, max_size=8))
    known = Stream("known", AtTimes(tuple(Duration(time) for time in sorted(came))), "emergency", {"minor": 1.0})
    inside = draw(st.sampled_from([(), (Inside("emergency", "care 0", 2, {"minor": 0.5, "major": 0.5}),)]))
    return Model(
        "drawn",
        pools,
        (walk, known),
        (Pathway("emergency", steps), Pathway("after", after)),
        classes=CLASSES,
        inside=inside,
        intervals=(Interval("stay", "arrival", "departure", edges=(60.0, 240.0)),),
    )


def _some(units: list[int]) -> tuple[int, ...]:
    return (*units[:-1], max(units[-1], 1))


def _rates(rates: list[float]) -> tuple[Rate, ...]:
    return (*map(Rate, rates[:-1]), Rate(rates[-1] + 0.5))


def _changes() -> st.SearchStrategy[tuple[Change, ...]]:
    from datetime import timedelta

    from everyweek.flow.model import MONDAY

    closed = Change(MONDAY + timedelta(hours=5), MONDAY + timedelta(hours=9), to=0)
    more = Change(MONDAY + timedelta(hours=7), None, by=1)
    return st.sampled_from([(), (closed,), (more,), (closed, more)])
