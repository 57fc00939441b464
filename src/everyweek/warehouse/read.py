"""Reading series: of one organisation or of a group, as revised or as first published, as was or rolled up to today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, literal, or_, select, true

from everyweek.measures import Measure
from everyweek.measures.evaluate import REASONS
from everyweek.tables import Observation, Vintage, period_end
from everyweek.warehouse.records import source_sentence
from everyweek.warehouse.schema import (
    day_from,
    day_number,
    group_observation,
    measure,
    observation,
    organisation,
    release,
    release_period,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which series is asked for."""

    measure: Measure
    organisation: str
    vintage: Vintage
    period_from: date | None
    period_to: date | None


def own_observations(connection: Connection, wanted: Wanted) -> tuple[Observation, ...]:
    """An organisation's own figures, oldest first; for a group, what was printed for it."""
    in_force = release_period.c.is_latest if wanted.vintage == "latest" else release_period.c.is_first
    statement = (
        select(
            observation.c.period_start,
            release_period.c.period_end,
            observation.c.numerator,
            observation.c.denominator,
            observation.c.value,
            observation.c.reason,
            observation.c.release_id,
            literal(1).label("contributing"),
            literal(0).label("left_out"),
            *source_columns(),
        )
        .join(
            release_period,
            and_(
                release_period.c.release_id == observation.c.release_id,
                release_period.c.period_start == observation.c.period_start,
            ),
        )
        .join(release, release.c.id == observation.c.release_id)
        .where(in_force)
    )
    return tuple(read(connection, asked_for(statement, observation, wanted), wanted))


def group_observations(connection: Connection, wanted: Wanted, *, rolled_up: bool) -> tuple[Observation, ...]:
    """A group's figures made of its providers', oldest first; empty when there is no such group."""
    table = group_observation
    other = table.alias("as_first_published")
    first_exists = exists().where(
        other.c.measure_id == table.c.measure_id,
        other.c.organisation_id == table.c.organisation_id,
        other.c.rolled_up == table.c.rolled_up,
        other.c.period_start == table.c.period_start,
        other.c.first == 1,
    )
    vintage: ColumnElement[bool] = table.c.first == 0
    if wanted.vintage == "first":
        vintage = or_(table.c.first == 1, and_(table.c.first == 0, ~first_exists))
    statement = (
        select(
            table.c.period_start,
            literal(None).label("period_end"),
            table.c.numerator,
            table.c.denominator,
            table.c.value,
            table.c.reason,
            table.c.release_id,
            table.c.contributing,
            table.c.left_out,
            *source_columns(),
        )
        .join(release, release.c.id == table.c.release_id)
        .where(vintage, table.c.rolled_up == int(rolled_up))
    )
    return tuple(read(connection, asked_for(statement, table, wanted), wanted))


def source_columns() -> tuple[Any, ...]:
    """The columns of a release that say where a figure comes from."""
    return (release.c.title, release.c.file_name, release.c.published_on, release.c.revised_on)


def asked_for(statement: Select[Any], table: Any, wanted: Wanted) -> Select[Any]:
    """The statement narrowed to the measure, organisation and periods asked for, in order of time."""
    measure_id = select(measure.c.id).where(measure.c.name == wanted.measure.name).scalar_subquery()
    organisation_id = select(organisation.c.id).where(organisation.c.code == wanted.organisation).scalar_subquery()
    earliest = table.c.period_start >= day_number(wanted.period_from) if wanted.period_from else true()
    latest = table.c.period_start <= day_number(wanted.period_to) if wanted.period_to else true()
    return statement.where(
        table.c.measure_id == measure_id, table.c.organisation_id == organisation_id, earliest, latest
    ).order_by(table.c.period_start)


def read(connection: Connection, statement: Select[Any], wanted: Wanted) -> Iterable[Observation]:
    """The rows as observations."""
    for row in connection.execute(statement):
        yield Observation(
            measure=wanted.measure.name,
            organisation=wanted.organisation,
            period_start=day_from(row.period_start),
            period_end=(
                day_from(row.period_end)
                if row.period_end
                else period_end(day_from(row.period_start), wanted.measure.every)
            ),
            numerator=row.numerator,
            denominator=row.denominator,
            value=row.value,
            source=source_sentence(
                title=row.title,
                file_name=row.file_name,
                published_on=day_from(row.published_on) if row.published_on else None,
                revised_on=day_from(row.revised_on) if row.revised_on else None,
            ),
            missing_because=REASONS[row.reason],
            contributing=row.contributing,
            left_out=row.left_out,
            release_id=row.release_id,
        )
