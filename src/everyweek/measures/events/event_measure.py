"""A measure on an event table: the measure's words, and one SQL text that every engine runs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any

from everyweek.measures.measure import Measure
from everyweek.tables import Every, MissingBecause, Observation, period_end
from everyweek.tables.event_table import TableName

Figures = tuple[str, date, float | None, float | None]
"""What the SQL text gives: organisation, first day of the period, numerator, denominator."""


@dataclass(frozen=True, slots=True)
class EventMeasure:
    """A measure, worked out from the rows of an event table.

    measure     : its words, unit and kind: that of the catalogue where a published figure has the same meaning.
    table       : the event table.
    at          : the instant that says to which period a row belongs; a row without it belongs to none.
    numerator   : SQL over all rows of an organisation and period; of a centile, the figure itself.
    denominator : SQL over the same rows: those who are measured. Where there are none, there is no figure; a count
                  needs somebody who could have been counted.
    caveats     : what a reader must know of the figure from rows, beside what is true of the published one.

    The SQL is what DuckDB and Spark understand alike: `sum`, `count`, `case`, `in`, `percentile_cont … within
    group`, and these, which each engine has its own words for. (`count_if` they have both, but over nothing but missing
    values it is nought to one and missing to the other: see `rows_where`.)

    everyweek_seconds(a, b)       seconds from one instant to another, to the nearest millisecond, so that the last bit
                                  of a simulated time does not turn exactly four hours into more
    everyweek_period(t)           the first day of the period in which an instant lies
    everyweek_day(t)              days from 1 January 1970 to that of an instant
    everyweek_second_of_day(t)    seconds since midnight, to the millisecond below
    """

    measure: Measure
    table: TableName
    at: str
    numerator: str
    denominator: str
    caveats: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The measure's name."""
        return self.measure.name

    @property
    def sql(self) -> str:
        """The text: organisation, period_start, numerator and denominator from the view `everyweek_<table>`.

        >>> from everyweek.measures.events.catalogue import EVENT_MEASURES
        >>> print(EVENT_MEASURES["attendances_type1"].sql)
        select organisation, everyweek_period(arrived_at) as period_start,
          cast(count(case when department_type = 'type 1' then 1 end) as double) as numerator_1,
          cast(count(*) as double) as denominator_1
        from everyweek_attendance as one
        where arrived_at is not null
        group by organisation, everyweek_period(arrived_at)
        """
        return sql_of((self,))


@dataclass(frozen=True, slots=True)
class RowsBy:
    """The rows of an event table, each in the period in which one of its instants lies.

    table, at : which rows, and the instant. belongs : that as a sentence, the first caveat of every such measure.
    """

    table: TableName
    at: str
    belongs: str

    def measure(self, words: Measure, numerator: str, denominator: str, *caveats: str) -> EventMeasure:
        """A measure on these rows. words : what it is; numerator, denominator, caveats : as of `EventMeasure`."""
        return EventMeasure(words, self.table, self.at, numerator, denominator, (self.belongs, *caveats))


def rows_where(condition: str) -> str:
    """SQL for how many rows fulfil a condition; one that is neither true nor false is not fulfilled.

    >>> rows_where("acuity <= 2")
    'count(case when acuity <= 2 then 1 end)'
    """
    return f"count(case when {condition} then 1 end)"


def sql_of(measures: Sequence[EventMeasure]) -> str:
    """One text for several measures of one table by one instant, so that its rows are read once.

    It gives organisation and period_start, then numerator and denominator of one measure after the other.
    """
    [(table, at)] = {(measure.table, measure.at) for measure in measures}
    figures = ",\n".join(
        f"  cast({measure.numerator} as double) as numerator_{number},\n"
        f"  cast({measure.denominator} as double) as denominator_{number}"
        for number, measure in enumerate(measures, start=1)
    )
    return (
        f"select organisation, everyweek_period({at}) as period_start,\n{figures}\n"
        f"from everyweek_{table} as one\nwhere {at} is not null\ngroup by organisation, everyweek_period({at})"
    )


def observed(
    measures: Sequence[EventMeasure], *, run: Callable[[str], Iterable[Sequence[Any]]], every: Every, source: str
) -> tuple[Observation, ...]:
    """Measures in their order, each by organisation and period, from an engine that runs SQL.

    run : gives the rows of a text, as tuples or lists. Measures of one table by one instant share a text.
    """
    together: dict[tuple[str, str], list[EventMeasure]] = {}
    for measure in dict.fromkeys(measures):
        together.setdefault((measure.table, measure.at), []).append(measure)
    found: dict[EventMeasure, tuple[Observation, ...]] = {}
    for group in together.values():
        rows = [tuple(row) for row in run(sql_of(group))]
        for number, measure in enumerate(group):
            figures = [(*row[:2], *row[2 + 2 * number : 4 + 2 * number]) for row in rows]
            found[measure] = observations(figures, of=measure, every=every, source=source)
    return tuple(one for measure in measures for one in found[measure])


def observations(figures: Iterable[Figures], *, of: EventMeasure, every: Every, source: str) -> tuple[Observation, ...]:
    """What an engine's rows say, by organisation and period: with the value, or why there is none.

    figures : as `EventMeasure.sql` gives them, in any order. A denominator of nought is nobody to measure, and gives no
              value: never 0 and never 100 %. A count shows no denominator, a centile neither that nor a numerator.
    source  : one sentence on where the rows come from.
    """
    found = sorted(figures, key=lambda row: (row[0], row[1]))
    return tuple(_observation(row, of=of, every=every, source=source) for row in found)


def _observation(row: Figures, *, of: EventMeasure, every: Every, source: str) -> Observation:
    organisation, start, numerator, denominator = row
    kind = of.measure.kind
    value: float | None = None
    if denominator and numerator is not None and not isnan(numerator):
        value = numerator if kind in ("count", "centile") else numerator / denominator
    shows_both = kind in ("share", "mean")
    return Observation(
        measure=of.name,
        organisation=organisation,
        period_start=start,
        period_end=period_end(start, every),
        numerator=None if kind == "centile" else value if kind == "count" else numerator,
        denominator=denominator if shows_both else None,
        value=value,
        source=source,
        missing_because=MissingBecause.NO_DENOMINATOR if value is None else None,
    )
