"""A small emergency department in front of a ward that is nearly full: what a drawing has to show at a glance."""

from everyweek.flow.conditions import Chance, OfClass, PoolState
from everyweek.flow.distributions import Exponential, Fixed, Gamma, Lognormal
from everyweek.flow.model import Interval, Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import days, hours, minutes, per_hour
from everyweek.flow.steps import (
    Branch,
    Delay,
    GoTo,
    Jump,
    Leave,
    Mark,
    Pathway,
    Release,
    Renege,
    Seize,
    Step,
    WaitUntil,
    Way,
)
from everyweek.flow.streams import Poisson, Stream
from everyweek.flow.week import by_hour

CLASSES = ("minor", "major")


def department() -> Model:
    """Crews keep their patient until there is a cubicle, and cubicles their patient until there is a bed."""
    return Model(
        "A small emergency department",
        _pools(),
        _streams(),
        (
            Pathway("ambulance", _ambulance()),
            Pathway("walk in", _walk_in()),
            Pathway("treatment", _treatment()),
            Pathway("ward", _ward()),
        ),
        classes=CLASSES,
        intervals=(Interval("time in the department", "arrival", "departure"),),
        about="Invented, to show how a full ward makes ambulances wait.",
    )


def _pools() -> tuple[Pool, ...]:
    return (
        Pool("ambulance crews", 8, about="At the door of this hospital"),
        Pool("triage nurses", _whole({"otherwise": 1, "08-22": 2})),
        Pool("cubicles", 22),
        Pool("doctors", _whole({"otherwise": 3, "08-18": 5, "18-24": 6})),
        Pool("beds", 146),
    )


def _streams() -> tuple[Stream, ...]:
    by_day = {"otherwise": 1.6, "08-23": 5.2}
    walk_in = Poisson(tuple(map(per_hour, by_hour(by_day))))
    return (
        Stream("ambulances", Poisson(per_hour(1.5)), "ambulance", {"minor": 0.25, "major": 0.75}),
        Stream("walk in", walk_in, "walk in", {"minor": 0.85, "major": 0.15}),
    )


def _ambulance() -> tuple[Step, ...]:
    return (
        Seize(("ambulance crews",), name="crew at the door"),
        Mark("at hospital"),
        Seize(("cubicles",), priority=0, name="handover"),
        Delay(Fixed(minutes(12)), name="hand over"),
        Mark("handed over"),
        Release("ambulance crews"),
        Jump("treatment"),
    )


def _walk_in() -> tuple[Step, ...]:
    return (
        Seize(("triage nurses",), priority={"minor": 1, "major": 0}, name="triage"),
        Delay(Exponential(minutes(8)), name="assess"),
        Release("triage nurses"),
        Branch(
            (
                Way(PoolState("cubicles", "waiting", ">=", 25.0), (Leave("sent to urgent treatment"),)),
                Way(Chance((("minor", 0.4), ("major", 0.05))), (Delay(Exponential(minutes(30))), Leave("home"))),
            ),
            otherwise=(),
            name="streaming",
        ),
        Seize(
            ("cubicles",),
            priority={"minor": 2, "major": 1},
            renege=Renege(Lognormal(hours(5), hours(3)), (Leave("gave up"),)),
        ),
        Jump("treatment"),
    )


def _treatment() -> tuple[Step, ...]:
    return (
        Seize(("doctors",), priority={"minor": 1, "major": 0}, name="seen by a doctor"),
        Mark("seen"),
        Delay({"minor": Gamma(minutes(20), minutes(10)), "major": Gamma(minutes(45), minutes(20))}, name="treat"),
        Release("doctors"),
        Branch((Way(Chance(0.2), (Delay(Gamma(hours(1.5), hours(1))), GoTo("seen by a doctor"))),), otherwise=()),
        Branch(
            (
                Way(
                    OfClass(("major",)),
                    (
                        Mark("decision to admit"),
                        Seize(("beds",), name="wait for a bed"),
                        Release("cubicles"),
                        Jump("ward"),
                    ),
                ),
            ),
            otherwise=(Release("cubicles"), Leave("home")),
        ),
    )


def _ward() -> tuple[Step, ...]:
    return (
        Delay(Lognormal(days(3), days(3)), name="stay"),
        WaitUntil(tuple(day * 1_440.0 + 600.0 for day in range(7)), name="ward round"),
        Release("beds"),
        Leave("discharged"),
    )


def _whole(named: dict[str, float]) -> tuple[int, ...]:
    return tuple(int(number) for number in by_hour(named))
