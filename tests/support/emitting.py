"""A department of which event tables are made: four patients, who come at known times and take known ones."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from everyweek.flow.compiling.compile import compiled
from everyweek.flow.conditions import OfClass
from everyweek.flow.distributions import Fixed, Sample
from everyweek.flow.emitting.sources import Always, At, Number, PerClass, PerOutcome, PerStream, Source
from everyweek.flow.model import MONDAY, Emits, Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import hours, minutes
from everyweek.flow.replication import Replication
from everyweek.flow.running import replicate
from everyweek.flow.steps import Assign, Branch, Delay, Leave, Mark, Pathway, Release, Seize, Way
from everyweek.flow.streams import AtTimes, Stream

BEGAN = datetime(2026, 4, 6, 8, 30, tzinfo=UTC)
ATTENDANCE: dict[str, Source] = {
    "department_type": PerClass({"minor": "type 3", "major": "type 1"}),
    "arrival_mode": PerStream({"on foot": "walk in", "by ambulance": "ambulance"}),
    "acuity": Number("acuity"),
    "arrived_at": At("arrival"),
    "seen_at": At("seen"),
    "departed_at": At("departure"),
    "disposal": PerOutcome({"home": "discharged", "gave up": ""}),
}
NEEDED: Mapping[str, Source] = {"department_type": Always("type 1"), "arrived_at": At("arrival")}
STEPS = (
    Seize(("cubicles",)),
    Mark("seen"),
    Branch((Way(OfClass(("major",)), (Assign("acuity", Sample((2.0,))),)),), otherwise=()),
    Delay({"minor": Fixed(minutes(30)), "major": Fixed(hours(5))}, name="care"),
    Release("cubicles"),
    Branch((Way(OfClass(("major",)), (Leave("home"),)),), otherwise=()),
    Leave("gave up"),
)


def model(*emits: Emits, **more: Any) -> Model:
    """One comes on foot at 08:40 and 09:40, and one by ambulance at 08:50 and 12:50."""
    parts: dict[str, Any] = {
        "streams": (
            Stream("on foot", AtTimes((minutes(10), minutes(70))), "department", {"minor": 1.0}),
            Stream("by ambulance", AtTimes((minutes(20), minutes(260))), "department", {"major": 1.0}),
        ),
        "classes": ("minor", "major"),
        "pools": (Pool("cubicles", 3), Pool("nurses", 2)),
        "starts": MONDAY + timedelta(hours=8, minutes=30),
        **more,
    }
    return Model("a department", pathways=(Pathway("department", STEPS),), emits=emits, **parts)


def run(made: Model, *, minutes: float = 420.0, **more: Any) -> Replication:
    """Seven hours of it, until 15:30."""
    return replicate(compiled(made), minutes=minutes, seed=1, **more)


def at(hour: int, minute: int) -> datetime:
    """A time of the day on which it began."""
    return BEGAN.replace(hour=hour, minute=minute)
