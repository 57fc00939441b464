"""The order of the releases of one period: which was first, which is in force, and in what two of them differ."""

from sqlalchemy import Connection, func, select, update

from everyweek.warehouse.incoming import IncomingRelease
from everyweek.warehouse.schema import day_number, observation, organisation, release, release_period

FORM_ORDER = {"time series": 0, "tidy": 1, "csv": 2, "workbook": 3}
"""Of two forms of one release the later here is in force. A workbook says what is not applicable; a tidy file is
somebody else's copy of one; a time series has England alone, so it counts only where there is nothing else."""
ENGLAND_ONLY = "time series"


def settle_order(connection: Connection, *, publication: str, period_start: int) -> None:
    """Mark the first and the latest release of a period.

    The order does not depend on the order of loading: edition first, then a revision after a first release, then the
    day of release where a file tells it, then the form; only between files that tell none of it does the one loaded
    later count as later.
    """
    period = (release_period.c.publication == publication) & (release_period.c.period_start == period_start)
    rows = connection.execute(
        select(
            release.c.id,
            release.c.edition,
            release.c.is_revised,
            release.c.revised_on,
            release.c.published_on,
            release.c.form,
        )
        .join(release_period, release_period.c.release_id == release.c.id)
        .where(period)
    ).all()
    ordered = sorted(
        [row for row in rows if row.form != ENGLAND_ONLY] or rows,
        key=lambda row: (
            row.edition,
            row.is_revised,
            row.revised_on or row.published_on or 0,
            FORM_ORDER[row.form],
            row.id,
        ),
    )
    connection.execute(
        update(release_period)
        .where(period)
        .values(
            is_first=release_period.c.release_id == ordered[0].id,
            is_latest=release_period.c.release_id == ordered[-1].id,
        )
    )


def count_differences(connection: Connection, *, release_id: int, against: int) -> tuple[int, tuple[str, ...]]:
    """In how many observations two releases differ where both speak, and of which organisations."""
    one, other = observation.alias("one"), observation.alias("other")
    changed = one.c.value.is_distinct_from(other.c.value) | one.c.numerator.is_distinct_from(other.c.numerator)
    rows = connection.execute(
        select(organisation.c.code, func.count())
        .select_from(one)
        .join(
            other,
            (one.c.measure_id == other.c.measure_id)
            & (one.c.organisation_id == other.c.organisation_id)
            & (one.c.period_start == other.c.period_start),
        )
        .join(organisation, organisation.c.id == one.c.organisation_id)
        .where((one.c.release_id == release_id) & (other.c.release_id == against) & changed)
        .group_by(organisation.c.code)
        .order_by(organisation.c.code)
    ).all()
    return sum(row[1] for row in rows), tuple(row[0] for row in rows)


def release_in_force(connection: Connection, incoming: IncomingRelease) -> int | None:
    """The release in force for the newest of the periods that an incoming release shares with loaded ones."""
    return connection.scalar(
        select(release_period.c.release_id)
        .where(
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
    in_force = release_in_force_of(connection, {release_id, before})
    number, codes = count_differences(connection, release_id=release_id, against=before)
    listed = f" ({', '.join(codes[:6])}{' …' if len(codes) > 6 else ''})" if codes else ""
    differs = f"{number} figures differ{listed}" if number else "no figure differs"
    if in_force == release_id:
        return f"Supersedes {other}: {differs}. Both stay; choose 'as first published' to see the earlier one."
    return f"{other} is a later release and stays in force: {differs}. This one is kept as the earlier release."


def release_in_force_of(connection: Connection, ids: set[int]) -> int | None:
    """Which of some releases is in force for the newest period they have."""
    return connection.scalar(
        select(release_period.c.release_id)
        .where(release_period.c.release_id.in_(ids), release_period.c.is_latest)
        .order_by(release_period.c.period_start.desc())
        .limit(1)
    )
