"""A model of patient flow: pools, streams of patients, and the pathways on which they go."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from everyweek.flow.emitting.sources import Source
from everyweek.flow.pools import Pool
from everyweek.flow.steps import Inside, Pathway
from everyweek.flow.streams import Stream
from everyweek.tables.event_table import TableName

EVERYBODY = "everybody"
"""The only class of a model that names none."""
MONDAY = datetime(2026, 4, 6)  # noqa: DTZ001 - the local time of a model has no zone: every day of it has 24 hours


@dataclass(frozen=True, slots=True)
class Emits:
    """A row of an event table for each patient who passed a milestone.

    table   : which table of `everyweek.tables`; that of the pools, `occupancy`, is always there.
    since   : the milestone, or "arrival" or "departure"; only who passed it has a row.
    columns : where each column comes from, by its name. Those that are not named are missing in every row;
              `organisation` has a word of its own when it is not named.
    """

    table: TableName
    since: str = "arrival"
    columns: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Interval:
    """A time from one milestone to another that is counted while the model runs, for everybody who passed both.

    Whoever goes round passes a milestone several times: the last of each counts, nothing of a round that is not over.

    name  : as it is shown, e.g. "time in the department".
    since : a milestone, or "arrival"; until : a milestone, or "departure".
    edges : minutes, rising: so many took at most each of them. Counted for each class.
    """

    name: str
    since: str
    until: str
    edges: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """All that a run needs but for its length, its number and its seed.

    name      : as it is shown.
    pools     : what patients wait for.
    streams   : where they come from.
    pathways  : where they go.
    classes   : the classes of patients, in the order in which they are shown; empty for one class of everybody.
    inside    : who is inside when a run begins.
    starts    : the local time at which a run begins; every day of a run has 24 hours.
    emits     : event tables that a run gives, beside that of the pools.
    intervals : times that are counted.
    about     : a few sentences for readers; source of the figures included.
    """

    name: str
    pools: tuple[Pool, ...]
    streams: tuple[Stream, ...]
    pathways: tuple[Pathway, ...]
    classes: tuple[str, ...] = ()
    inside: tuple[Inside, ...] = ()
    starts: datetime = MONDAY
    emits: tuple[Emits, ...] = ()
    intervals: tuple[Interval, ...] = ()
    about: str = ""
    assumed: tuple[str, ...] = field(default=())

    @property
    def all_classes(self) -> tuple[str, ...]:
        """The names of the classes: one of everybody when none is named."""
        return self.classes or (EVERYBODY,)

    @property
    def first_minute(self) -> float:
        """How many minutes after Monday 00:00 a run begins.

        >>> Model("m", (), (), (), starts=MONDAY + timedelta(days=8, hours=3)).first_minute
        1620.0
        """
        since_midnight = self.starts - self.starts.replace(hour=0, minute=0, second=0, microsecond=0)
        return self.starts.weekday() * 1_440.0 + since_midnight / timedelta(minutes=1)

    def pool(self, name: str) -> Pool:
        """The pool of a name. Raises KeyError."""
        return {pool.name: pool for pool in self.pools}[name]

    def pathway(self, name: str) -> Pathway:
        """The pathway of a name. Raises KeyError."""
        return {pathway.name: pathway for pathway in self.pathways}[name]
