"""Models of patient flow for tests: small ones by hand, and as many as Hypothesis wants."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

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
from everyweek.flow.model import MONDAY, Interval, Model
from everyweek.flow.pools import Change, Pool
from everyweek.flow.quantities import HOURS_OF_A_WEEK, Duration, Rate, minutes, per_hour
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
PARTS = 3
"""At most so many things are seized one after the other."""


def queue(servers: int, rate: float, service: object, **more: object) -> Model:
    """Patients who wait for one pool, are served and leave."""
    steps = (Seize(("servers",), **more), Mark("served"), Delay(service), Release("servers"), Leave())  # type: ignore[arg-type]
    stream = Stream("all", Poisson(per_hour(rate)), "queue")
    waits = Interval("wait", "arrival", "served", edges=(0.0, 1.0, 5.0))
    services, stays = Interval("service", "served", "departure"), Interval("stay", "arrival", "departure")
    pools, pathways = (Pool("servers", servers),), (Pathway("queue", steps),)
    return Model("a queue", pools, (stream,), pathways, intervals=(waits, services, stays))


def one_of(*each: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """One of several, each as likely as the others whatever it is made of."""
    return st.sampled_from(each).flatmap(lambda found: found)


amounts = st.floats(0.5, 120.0).map(lambda number: Duration(round(number, 1)))
plain_numbers = st.floats(0.2, 3.0).map(lambda number: round(number, 3))


def kinds(of: st.SearchStrategy[Any], *, to_the_bit: bool) -> list[st.SearchStrategy[Any]]:
    """Every kind of distribution. of : amounts above nought, of one unit.

    to_the_bit : only those whose draws need no function that two libraries may round differently.
    """
    three = st.lists(of, min_size=3, max_size=3, unique=True).map(sorted)
    exact = [
        of.map(Fixed),
        of.map(Exponential),
        three.map(lambda amount: Triangular(*amount)),
        st.lists(of, min_size=1, max_size=4).map(lambda seen: Sample(tuple(seen))),
        three.map(lambda amount: Quantiles((0.0, 0.4, 1.0), tuple(amount))),
    ]
    others = [st.builds(Gamma, of, of), st.builds(Lognormal, of, of), st.builds(Weibull, st.floats(0.6, 3.0), of)]
    return [*exact, *([] if to_the_bit else others)]


whole_minutes = st.sampled_from([0, 0, 10, 30, 60]).map(lambda number: Fixed(minutes(number)))
"""Times after which several things happen at one instant."""
TIMES = {exact: [*kinds(amounts, to_the_bit=exact), whole_minutes] for exact in (True, False)}
NUMBERS = {exact: kinds(plain_numbers, to_the_bit=exact) for exact in (True, False)}
comparisons = st.sampled_from(("<", "<=", ">", ">=", "==", "!="))
of_attribute = st.builds(Attribute, st.just("frailty"), comparisons, st.sampled_from((0.5, 1.0, 2.0)))
chances = st.sampled_from([Chance(0.3), Chance((("minor", 0.1), ("major", 0.45)))])
of_class = st.sampled_from(CLASSES).map(lambda name: OfClass((name,)))
of_pool = st.builds(
    PoolState,
    st.sampled_from(POOLS),
    st.sampled_from(("waiting", "in use", "free", "occupancy")),
    comparisons,
    st.sampled_from((0.0, 0.5, 1.0, 1.2, 2.0)),
)
of_hours = st.lists(st.integers(0, 167), min_size=1, max_size=80).map(lambda hours: Hours(tuple(hours)))
priorities = one_of(st.integers(0, 3), st.fixed_dictionaries({name: st.integers(0, 3) for name in CLASSES}))


def give_back(parts: int) -> tuple[Step, ...]:
    """Whatever is held."""
    return tuple(Release(f"place {part}", if_held=True) for part in range(parts))


@dataclass(frozen=True)
class Drawn:
    """What parts of one model are drawn from.

    waits : whether patients wait until an instant of the week. Those who wake together go on in the order of the last
            bits of their times, so that such a model has only times that are the same to the last bit for everybody.
    luck  : by which kinds are chosen: Hypothesis likes to draw the same again, and all should be met.
    """

    parts: int
    waits: bool
    luck: Random

    @property
    def times(self) -> st.SearchStrategy[Any]:
        """Of one kind."""
        return self.luck.choice(TIMES[self.waits])

    @property
    def numbers(self) -> st.SearchStrategy[Any]:
        """Of one kind."""
        return self.luck.choice(NUMBERS[self.waits])

    def by_class(self, kind: str) -> st.SearchStrategy[Any]:
        """One for everybody, or one for each class. kind : "times" or "numbers"."""
        if self.luck.random() < 0.6:
            return getattr(self, kind)  # type: ignore[no-any-return]
        return st.fixed_dictionaries({name: getattr(self, kind) for name in CLASSES})

    @property
    def condition(self) -> st.SearchStrategy[Any]:
        """Of one kind."""
        return self.luck.choice([chances, of_attribute, of_class, of_pool, of_pool, of_hours])


@st.composite
def seizing(draw: st.DrawFn, number: int, of: Drawn) -> Seize:
    """A seize with whatever a seize may have."""
    pools = tuple(draw(st.lists(st.sampled_from(POOLS), min_size=1, max_size=2, unique=True)))
    leaves = (Mark(f"gave up {number}"), *give_back(of.parts), Leave("gave up"))
    goes_on = (Mark(f"went on {number}"), Delay(draw(of.times)))  # behind the seize, without having it
    early = st.sampled_from([leaves, leaves, goes_on])
    patience = st.tuples(of.by_class("times"), early).map(lambda found: Renege(*found))
    full = st.tuples(of.condition, early).map(lambda found: Balk((found[0], Chance(0.1)), found[1]))
    return Seize(
        pools,
        which=draw(st.sampled_from(("all", "first"))),
        units=draw(st.sampled_from((1, 1, 1, 2))),
        priority=draw(priorities),
        ageing=draw(st.sampled_from([(), (Ageing(minutes(45), 0), Ageing(minutes(20), 1))])),
        hold=f"place {number}",
        renege=draw(one_of(st.none(), patience)),
        balk=draw(one_of(st.none(), full)),
        name=f"seize {number}",
    )


@st.composite
def care(draw: st.DrawFn, number: int, of: Drawn) -> tuple[Step, ...]:
    """Something is seized and takes time; sometimes other things happen on the way."""
    found: list[Step] = [Mark(f"asks {number}"), draw(seizing(number, of)), Mark(f"has {number}")]
    if number and draw(st.booleans()):
        found.append(draw(releasing(number - 1, of)))  # only now: who waited for this one kept it
    found.append(Delay(draw(of.by_class("times")), name=f"care {number}"))
    if of.waits:
        found.append(WaitUntil(tuple(sorted(draw(st.sets(st.integers(0, 10_000).map(float), min_size=1, max_size=9))))))
    if draw(st.booleans()):
        found.append(Assign("frailty", draw(of.by_class("numbers")), adds=draw(st.booleans())))
    if draw(st.booleans()):
        way = Way(draw(of.condition), (Delay(draw(of.times), scaled_by="frailty"),))
        more = Way(draw(chances), (Reclass(draw(st.sampled_from(CLASSES))),))
        frail = Way(draw(of_attribute), (Delay(draw(of.times)),))
        found.append(Branch((way, frail, more), otherwise=(Mark("otherwise"),)))
    if draw(st.booleans()):
        found.append(Branch((Way(Chance(0.25), (Delay(draw(of.times)),)), Way(Chance(0.75), ()))))
    if draw(st.booleans()):
        found.append(draw(releasing(number, of)))
    return tuple(found)


@st.composite
def releasing(draw: st.DrawFn, number: int, of: Drawn) -> Release:
    """A release of what may be held, which is free at once or later."""
    return Release(f"place {number}", if_held=True, after=draw(one_of(st.none(), of.by_class("times"))))


@st.composite
def models(draw: st.DrawFn, batch: int = 0) -> Model:
    """Models in which patients meet everything that there is. batch : another one has other luck throughout."""
    luck = Random(str([batch, *(draw(st.integers(0, 2**16)) for _ in range(3))]))
    of = Drawn(parts=draw(st.integers(1, PARTS)), waits=luck.random() < 0.3, luck=luck)
    parts, all_back = [draw(care(number, of)) for number in range(of.parts)], give_back(of.parts)
    share = draw(st.floats(0.05, 0.4))
    jump = Way(OfClass(("major",)), (Jump("after"),))  # with whatever is still held
    again = Way(Chance(share), (*all_back, GoTo("begin")))
    steps: tuple[Step, ...] = (Mark("begin", name="begin"), *(step for part in parts for step in part))
    steps = (*steps, Branch((again, jump), otherwise=()), *all_back, Leave("home"))
    after = (Delay(draw(of.times), name="rest"), *all_back, Leave("later"))
    walk = Stream(
        "walk", draw(_arrivals(luck)), "emergency", {"minor": 0.7, "major": 0.3}, {"frailty": draw(of.numbers)}
    )
    came = one_of(st.floats(0.0, 3_000.0), st.integers(0, 30).map(lambda hour: 60.0 * hour))
    known = tuple(map(Duration, sorted(draw(st.lists(came, min_size=1, max_size=12)))))
    return Model(
        "drawn",
        tuple(Pool(name, draw(_capacity(luck)), draw(_changes)) for name in POOLS),
        (walk, Stream("known", AtTimes(known), "emergency", {"minor": 1.0})),
        (Pathway("emergency", steps), Pathway("after", after)),
        classes=CLASSES,
        inside=draw(_inside(of)),
        starts=MONDAY + timedelta(days=draw(st.sampled_from([0, 24])), minutes=draw(st.sampled_from([0, 0, 615]))),
        intervals=(Interval("stay", "arrival", "departure", edges=(60.0, 240.0)), Interval("wait", "asks 0", "has 0")),
    )


@st.composite
def _arrivals(draw: st.DrawFn, luck: Random) -> Poisson:
    months = draw(st.sampled_from([(), tuple(1.0 + month / 4 for month in range(12))]))
    if draw(st.booleans()):
        return Poisson(tuple(Rate(luck.choice([0.0, luck.uniform(0.0, 6.0)])) for _ in range(HOURS_OF_A_WEEK)), months)
    return Poisson(Rate(draw(st.floats(0.2, 4.0))), months)


@st.composite
def _capacity(draw: st.DrawFn, luck: Random) -> int | tuple[int, ...]:
    if draw(st.booleans()):
        return tuple(luck.randint(0, 4) for _ in range(HOURS_OF_A_WEEK))
    return draw(st.integers(2, 4))  # some ask for two


@st.composite
def _inside(draw: st.DrawFn, of: Drawn) -> tuple[Inside, ...]:
    """Who is there at the beginning: under way with care, or in a queue for it; perhaps more than there is room for."""
    mix = {"minor": 0.5, "major": 0.5}
    found = [Inside("emergency", "care 0", 3, mix)]
    if draw(st.booleans()):
        found.append(Inside("emergency", "seize 0", 2, {"minor": 1.0}))
    if draw(st.booleans()):
        found.append(Inside("emergency", f"care {of.parts - 1}", 2, mix, draw(of.by_class("times"))))
    return tuple(found) if of.luck.random() < 0.7 else ()


CLOSED = Change(MONDAY + timedelta(hours=5), MONDAY + timedelta(hours=9), to=0)
MORE = Change(MONDAY + timedelta(hours=7), None, by=1)
FEWER = Change(MONDAY + timedelta(hours=3, minutes=20), MONDAY + timedelta(days=40), by=-1)
_changes = st.sampled_from([(), (CLOSED,), (MORE,), (CLOSED, MORE), (FEWER,)])
