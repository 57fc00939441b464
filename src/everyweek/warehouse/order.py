"""The order of the releases of one period: which was first, which is in force, and in what two of them differ."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, select, true, update

from everyweek.warehouse.incoming import IncomingRelease
from everyweek.warehouse.schema import day_number, measure, observation, organisation, release, release_period

FORM_ORDER = {"time series": 0, "tidy": 1, "csv": 2, "workbook": 3}
"""Of two forms of one release the later here is in force. A workbook says what is not applicable; a tidy file is
somebody else's copy of one; a time series has England alone, so it counts only where there is nothing else."""
ENGLAND_ONLY = "time series"


def settle_order(connection: Connection, *, publication: str, starts: Collection[int]) -> None:
    """Mark the first and the latest release of some periods of a publication.

    The order does not depend on the order of loading: edition first, then a revision after a first release, then the
    day of release where a file tells it, then the form; only between files that tell none of it does the one loaded
    later count as later. England's time series counts only where no other release speaks.
    """
    rows = connection.execute(
        select(
            release.c.id,
            release.c.edition,
            release.c.is_revised,
            release.c.revised_on,
            release.c.published_on,
            release.c.form,
            release_period.c.period_start,
            release_period.c.is_first,
            release_period.c.is_latest,
        )
        .join(release_period, release_period.c.release_id == release.c.id)
        .where(
            release_period.c.publication == publication,
            release_period.c.period_start.between(min(starts), max(starts)),
        )
    ).all()
    by_period: dict[int, list[Any]] = {}
    for row in rows:
        by_period.setdefault(row.period_start, []).append(row)
    changes = [change for period in starts for change in order_changes(by_period[period])]
    if changes:
        statement = update(release_period).where(
            release_period.c.release_id == bindparam("of_release"),
            release_period.c.period_start == bindparam("of_period"),
        )
        connection.execute(statement.values(is_first=bindparam("first"), is_latest=bindparam("latest")), changes)


def order_changes(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """What has to be written so that the releases of one period are marked as they stand to one another."""
    speaking = [row for row in rows if row.form != ENGLAND_ONLY] or rows
    ordered = sorted(
        speaking,
        key=lambda row: (
            row.edition,
            row.is_revised,
            row.revised_on or row.published_on or 0,
            FORM_ORDER[row.form],
            row.id,
        ),
    )
    wanted = [(row, row.id == ordered[0].id, row.id == ordered[-1].id) for row in rows]
    return [
        {"of_release": row.id, "of_period": row.period_start, "first": first, "latest": latest}
        for row, first, latest in wanted
        if (bool(row.is_first), bool(row.is_latest)) != (first, latest)
    ]


def count_differences(connection: Connection, *, release_id: int, against: int) -> tuple[int, tuple[str, ...]]:
    """In how many observations two releases differ where both speak, and of which organisations."""
    one, other = observation.alias("one"), observation.alias("other")
    shared, theirs = release_period.alias("shared"), release_period.alias("theirs")
    changed = one.c.value.is_distinct_from(other.c.value) | one.c.numerator.is_distinct_from(other.c.numerator)
    # From the measures, organisations and periods to the observations, so that each is found by its key: a search of
    # the observations by release would read all of them.
    rows = connection.execute(
        select(organisation.c.code, func.count())
        .select_from(measure)
        .join(shared, (shared.c.release_id == release_id) & (shared.c.publication == measure.c.publication))
        .join(theirs, (theirs.c.release_id == against) & (theirs.c.period_start == shared.c.period_start))
        .join(organisation, true())
        .join(
            one,
            (one.c.measure_id == measure.c.id)
            & (one.c.organisation_id == organisation.c.id)
            & (one.c.period_start == shared.c.period_start)
            & (one.c.release_id == release_id),
        )
        .join(
            other,
            (other.c.measure_id == one.c.measure_id)
            & (other.c.organisation_id == one.c.organisation_id)
            & (other.c.period_start == one.c.period_start)
            & (other.c.release_id == against),
        )
        .where(changed)
        .group_by(organisation.c.code)
        .order_by(organisation.c.code)
    ).all()
    return sum(row[1] for row in rows), tuple(row[0] for row in rows)


def release_in_force(connection: Connection, incoming: IncomingRelease) -> int | None:
    """The release in force for the newest of the periods that an incoming release shares with loaded ones.

    None where they share none, and between England's time series and the releases of organisations: neither is the
    later form of the other.
    """
    if incoming.form == ENGLAND_ONLY:
        return None
    return connection.scalar(
        select(release_period.c.release_id)
        .join(release, release.c.id == release_period.c.release_id)
        .where(
            release.c.form != ENGLAND_ONLY,
            release_period.c.publication == incoming.publication,
            release_period.c.period_start.in_([day_number(start) for start, _ in incoming.periods]),
            release_period.c.is_latest,
        )
        .order_by(release_period.c.period_start.desc())
        .limit(1)
    )


def stands_to(connection: Connection, *, release_id: int, before: int) -> str:
    """Which of two releases of a period is in force, and in how much they differ, as a sentence."""
    other = connection.scalar(select(release.c.file_name).where(release.c.id == before))
    in_force = release_in_force_of(connection, one=release_id, other=before)
    number, codes = count_differences(connection, release_id=release_id, against=before)
    listed = f" ({', '.join(codes[:6])}{' …' if len(codes) > 6 else ''})" if codes else ""
    differs = f"{number} figures differ{listed}" if number else "no figure differs"
    if in_force == release_id:
        return f"Supersedes {other}: {differs}. Both stay; choose 'as first published' to see the earlier one."
    return f"{other} is a later release and stays in force: {differs}. This one is kept as the earlier release."


def release_in_force_of(connection: Connection, *, one: int, other: int) -> int | None:
    """Which of two releases is in force for the newest period that they share."""
    shared, theirs = release_period.alias("shared"), release_period.alias("theirs")
    same = (theirs.c.period_start == shared.c.period_start) & (theirs.c.publication == shared.c.publication)
    return connection.scalar(
        select(case((shared.c.is_latest, shared.c.release_id), else_=theirs.c.release_id))
        .join(theirs, same)
        .where(shared.c.release_id == one, theirs.c.release_id == other)
        .order_by(shared.c.period_start.desc())
        .limit(1)
    )
