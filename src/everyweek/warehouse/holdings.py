"""What is in the warehouse: files, notices, organisations with figures."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, case, func, select

from everyweek.reference import Directory
from everyweek.warehouse.records import Notice, OrganisationWithData, ReleaseRecord
from everyweek.warehouse.schema import (
    day_from,
    group_observation,
    load,
    measure,
    notice,
    observation,
    organisation,
    release,
    release_period,
)


def list_releases(connection: Connection) -> tuple[ReleaseRecord, ...]:
    """Every loaded file, by publication and period."""
    in_force = func.sum(case((release_period.c.is_latest, 1), else_=0))
    rows = connection.execute(
        select(
            release,
            load.c.at,
            func.min(release_period.c.period_start).label("period_start"),
            func.max(release_period.c.period_end).label("period_end"),
            func.count().label("periods"),
            in_force.label("periods_in_force"),
        )
        .join(release_period, release_period.c.release_id == release.c.id)
        .join(load, load.c.id == release.c.load_id)
        .group_by(*release.c, load.c.at)
        .order_by(release.c.publication, func.min(release_period.c.period_start), release.c.id)
    )
    return tuple(release_record(row) for row in rows)


def release_record(row: Any) -> ReleaseRecord:
    """One row as a record."""
    return ReleaseRecord(
        id=row.id,
        publication=row.publication,
        title=row.title,
        form=row.form,
        file_name=row.file_name,
        sha256=row.sha256,
        size=row.size,
        period_start=day_from(row.period_start),
        period_end=day_from(row.period_end),
        periods=row.periods,
        periods_in_force=row.periods_in_force,
        published_on=day_from(row.published_on) if row.published_on else None,
        revised_on=day_from(row.revised_on) if row.revised_on else None,
        is_revised=bool(row.is_revised),
        is_sample=bool(row.is_sample),
        figures=row.figures,
        loaded_at=datetime.fromisoformat(row.at),
    )


def list_notices(connection: Connection, *, limit: int | None = None) -> tuple[Notice, ...]:
    """Refusals, warnings and notes, newest load first."""
    statement = (
        select(notice, load.c.at)
        .join(load, load.c.id == notice.c.load_id)
        .order_by(notice.c.load_id.desc(), notice.c.id)
        .limit(limit)
    )
    return tuple(
        Notice(
            severity=row.severity,
            file_name=row.file_name,
            message=row.message,
            sheet=row.sheet,
            row=row.row,
            column=row.column,
            found=row.found,
            expected=row.expected,
            rule=row.rule,
            action=row.action,
            at=datetime.fromisoformat(row.at),
            load_id=row.load_id,
        )
        for row in connection.execute(statement)
    )


def list_organisations(connection: Connection, *, directory: Directory) -> tuple[OrganisationWithData, ...]:
    """Every organisation and group with at least one value, by code."""
    measures = {row.id: row.name for row in connection.execute(select(measure.c.id, measure.c.name))}
    named = {row.id: row for row in connection.execute(select(organisation))}
    found: dict[int, tuple[set[str], int, int]] = {}
    for table in (observation, group_observation):
        for row in connection.execute(first_and_last(table)):
            names, first, last = found.get(row.organisation_id, (set(), row.first, row.last))
            names.add(measures[row.measure_id])
            found[row.organisation_id] = (names, min(first, row.first), max(last, row.last))
    by_code = {named[number].code: (*held, named[number].printed_name) for number, held in found.items()}
    return tuple(organisation_with_data(code, *by_code[code], directory=directory) for code in sorted(by_code))


def first_and_last(table: Table) -> Select[Any]:
    """For every measure and organisation, the first and the last period with a value.

    Grouped by the numbers that the table's key begins with, and named afterwards: joined to the names, the same takes
    five times as long.
    """
    return (
        select(
            table.c.measure_id,
            table.c.organisation_id,
            func.min(table.c.period_start).label("first"),
            func.max(table.c.period_start).label("last"),
        )
        .where(table.c.value.is_not(None))
        .group_by(table.c.measure_id, table.c.organisation_id)
    )


def organisation_with_data(
    code: str, measures: set[str], first: int, last: int, printed_name: str, *, directory: Directory
) -> OrganisationWithData:
    """An organisation under its name in the reference, or as printed when the reference does not know it."""
    known = directory.organisation(code) if directory.has(code) else None
    return OrganisationWithData(
        code=code,
        kind=known.kind if known else "other_provider",
        name=known.name if known else printed_name,
        measures=frozenset(measures),
        first_period=day_from(first),
        last_period=day_from(last),
        is_invented=known.invented if known else False,
    )


def latest_period(connection: Connection, *, publication: str) -> date | None:
    """The start of the newest period of a publication, None when nothing of it is loaded."""
    found = connection.scalar(
        select(func.max(release_period.c.period_start)).where(release_period.c.publication == publication)
    )
    return day_from(found) if found else None
