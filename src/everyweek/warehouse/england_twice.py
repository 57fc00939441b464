"""England's figures where they are there twice: made of its providers, and in a time series of England alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from everyweek.measures import Measure
from everyweek.reference import ENGLAND
from everyweek.warehouse.history import measure_numbers
from everyweek.warehouse.order import ENGLAND_ONLY
from everyweek.warehouse.schema import day_from, observation, organisation, release, release_period

InForce = dict[int, Any]
"""The release that counts, by period."""


@dataclass(frozen=True, slots=True)
class EnglandTwice:
    """One measure of England in one period, both ways: shares 0-1, counts or seconds.

    file : the one that the load brought; that of the providers when it brought both.
    """

    measure: Measure
    period_start: date
    of_providers: float
    in_time_series: float
    file: str


def england_twice(
    connection: Connection, publication: str, *, measures: Iterable[Measure], load_id: int
) -> Iterator[EnglandTwice]:
    """Every period and measure that is there twice, if the load under way brought a file that speaks of the period.

    The providers' are those of the release in force; an incomplete period is left out. Of several time series the
    newest edition counts.
    """
    providers, series = in_force(connection, publication)
    of_load = periods_of_load(connection, publication, load_id=load_id)
    both = sorted(providers.keys() & series.keys() & of_load)
    if not both:
        return
    numbers = measure_numbers(connection, publication)
    england = connection.scalar(select(organisation.c.id).where(organisation.c.code == ENGLAND))
    is_england = observation.c.organisation_id == england
    for measure in measures:
        number = numbers[measure.name]
        made = sums(connection, measure, number=number, periods=both, of=~is_england)
        printed = sums(connection, measure, number=number, periods=both, of=is_england)
        for period in both:
            one, other = made.get((period, providers[period].id)), printed.get((period, series[period].id))
            if one is not None and other is not None:
                brought = providers[period] if providers[period].load_id == load_id else series[period]
                yield EnglandTwice(measure, day_from(period), one, other, brought.file_name)


def in_force(connection: Connection, publication: str) -> tuple[InForce, InForce]:
    """The release that counts in each period: of the providers, and of the time series."""
    rows = connection.execute(
        select(release, release_period.c.period_start, release_period.c.is_latest, release_period.c.is_complete)
        .join(release_period, release_period.c.release_id == release.c.id)
        .where(release.c.publication == publication)
        .order_by(release.c.edition, func.coalesce(release.c.published_on, 0), release.c.id)
    ).all()
    counting = (row for row in rows if row.is_latest and row.is_complete and row.form != ENGLAND_ONLY)
    return (
        {row.period_start: row for row in counting},
        {row.period_start: row for row in rows if row.form == ENGLAND_ONLY},
    )


def periods_of_load(connection: Connection, publication: str, *, load_id: int) -> set[int]:
    """The periods that the files of a load speak of."""
    rows = connection.scalars(
        select(release_period.c.period_start)
        .join(release, release.c.id == release_period.c.release_id)
        .where(release.c.publication == publication, release.c.load_id == load_id)
    )
    return set(rows)


def sums(
    connection: Connection, measure: Measure, *, number: int, periods: list[int], of: ColumnElement[bool]
) -> dict[tuple[int, int], float]:
    """A measure added up over some organisations, by period and release; a member without a value is left out."""
    rows = connection.execute(
        select(
            observation.c.period_start,
            observation.c.release_id,
            func.sum(observation.c.numerator).label("numerator"),
            func.sum(observation.c.denominator).label("denominator"),
        )
        .where(
            observation.c.measure_id == number,
            observation.c.period_start.between(periods[0], periods[-1]),
            observation.c.value.is_not(None),
            of,
        )
        .group_by(observation.c.period_start, observation.c.release_id)
    )
    return {
        (row.period_start, row.release_id): row.numerator
        if measure.kind == "count"
        else row.numerator / row.denominator
        for row in rows
    }
