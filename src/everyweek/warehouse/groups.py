"""Making groups of providers: regions, integrated care boards, England, and organisations rolled up to today's."""

import hashlib
from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, delete, insert, select, text

from everyweek.measures.evaluate import REASON_CODES
from everyweek.reference import Directory, Membership
from everyweek.tables import MissingBecause
from everyweek.warehouse.keep import Affected, get_fact, number_organisations, set_fact
from everyweek.warehouse.schema import (
    FOREVER,
    LONG_AGO,
    day_number,
    group_observation,
    measure,
    membership,
    organisation,
    release_period,
)

DIGEST = "reference_digest"

# A provider that has nobody to measure (a walk-in centre's type 1 share) is neither in nor left out.
# Of an incomplete period no group is made: a sum of the services that are there would pass for the whole.
MAKE_GROUPS = text(
    """
    INSERT INTO group_observation (
        measure_id, organisation_id, rolled_up, first, period_start, release_id,
        numerator, denominator, value, reason, contributing, left_out
    )
    SELECT
        o.measure_id, m.group_id, :rolled_up, :first, o.period_start, MAX(o.release_id),
        CASE WHEN MIN(rp.complete) = 1 THEN SUM(CASE WHEN o.value IS NOT NULL THEN o.numerator END) END,
        CASE WHEN MIN(rp.complete) = 1 THEN SUM(CASE WHEN o.value IS NOT NULL THEN o.denominator END) END,
        CASE
            WHEN MIN(rp.complete) = 0 THEN NULL
            WHEN me.kind = 'count' THEN SUM(o.numerator)
            ELSE SUM(CASE WHEN o.value IS NOT NULL THEN o.numerator END)
                 / NULLIF(SUM(CASE WHEN o.value IS NOT NULL THEN o.denominator END), 0)
        END,
        CASE
            WHEN MIN(rp.complete) = 0 THEN :incomplete
            WHEN COUNT(o.value) > 0 THEN 0
            ELSE MAX(o.reason)
        END,
        COUNT(o.value),
        SUM(CASE WHEN o.value IS NULL AND o.reason <> :nobody THEN 1 ELSE 0 END)
    FROM (
        SELECT
            release_id, period_start, publication,
            CASE WHEN is_complete THEN 1 ELSE 0 END AS complete
        FROM release_period
        WHERE (CASE WHEN :first = 1 THEN is_first ELSE is_latest END)
          AND publication = :publication AND period_start = :period_start
    ) AS rp
    JOIN measure AS me ON me.publication = rp.publication AND me.kind <> 'centile'
    JOIN membership AS m
        ON m.rolled_up = :rolled_up AND m.valid_from <= rp.period_start AND rp.period_start < m.valid_to
        AND (me.by_icb OR NOT m.is_icb)
    JOIN observation AS o
        ON o.measure_id = me.id AND o.organisation_id = m.provider_id
        AND o.period_start = rp.period_start AND o.release_id = rp.release_id
    GROUP BY o.measure_id, me.kind, m.group_id, o.period_start
    """
)


def refresh_groups(connection: Connection, affected: Affected, *, directory: Directory, today: date) -> None:
    """Make the groups of the affected periods anew; of all periods when the reference facts have changed.

    today : decides which mergers and new boards "rolled up to today's organisation" means.
    """
    codes = provider_codes(connection)
    if get_fact(connection, DIGEST) != digest_of(codes, directory=directory, today=today):
        write_memberships(connection, codes, directory=directory, today=today)
        set_fact(connection, DIGEST, digest_of(provider_codes(connection), directory=directory, today=today))
        affected = every_period(connection)
    forget_groups(connection, affected)
    revised = revised_periods(connection)
    for publication, period_start in sorted(affected):
        for first in (0, 1) if (publication, period_start) in revised else (0,):
            for rolled_up in (0, 1):
                connection.execute(
                    MAKE_GROUPS,
                    {
                        "rolled_up": rolled_up,
                        "first": first,
                        "publication": publication,
                        "period_start": period_start,
                        "incomplete": REASON_CODES[MissingBecause.INCOMPLETE],
                        "nobody": REASON_CODES[MissingBecause.NO_DENOMINATOR],
                    },
                )


def digest_of(codes: Iterable[str], *, directory: Directory, today: date) -> str:
    """What the groups depend on: the facts in force and which organisations there are."""
    organisations = hashlib.sha256(",".join(sorted(codes)).encode()).hexdigest()
    return f"{directory.digest(on=today)}:{organisations}"


def revised_periods(connection: Connection) -> Affected:
    """The periods whose first release is not the one in force; only these need groups as first published."""
    rows = connection.execute(
        select(release_period.c.publication, release_period.c.period_start).where(
            release_period.c.is_first & ~release_period.c.is_latest
        )
    )
    return {(row.publication, row.period_start) for row in rows}


def are_groups_stale(connection: Connection, *, directory: Directory, today: date) -> bool:
    """Whether the reference facts in force have changed since the groups were made."""
    made_with = get_fact(connection, DIGEST)
    return made_with is not None and made_with.split(":")[0] != directory.digest(on=today)


def provider_codes(connection: Connection) -> dict[str, int]:
    """Every organisation's number by code."""
    return {row.code: row.id for row in connection.execute(select(organisation.c.code, organisation.c.id))}


def every_period(connection: Connection) -> Affected:
    """All periods of all publications."""
    columns = (release_period.c.publication, release_period.c.period_start)
    return {(row.publication, row.period_start) for row in connection.execute(select(*columns).distinct())}


def forget_groups(connection: Connection, affected: Affected) -> None:
    """Drop the groups of the affected periods."""
    by_publication: dict[str, list[int]] = {}
    for publication, period_start in affected:
        by_publication.setdefault(publication, []).append(period_start)
    for publication, starts in by_publication.items():
        of_publication = select(measure.c.id).where(measure.c.publication == publication)
        connection.execute(
            delete(group_observation).where(
                group_observation.c.measure_id.in_(of_publication) & group_observation.c.period_start.in_(starts)
            )
        )


def write_memberships(connection: Connection, codes: dict[str, int], *, directory: Directory, today: date) -> None:
    """Write who belongs to which group when, for the organisations that have figures."""
    connection.execute(delete(membership))
    flat = [(0, row) for row in directory.memberships()]
    flat += [(1, row) for row in directory.rolled_up_memberships(on=today)]
    relevant = [(view, row) for view, row in flat if row.provider in codes]
    relevant += list(unknown_organisations(codes, directory=directory))
    groups = {row.group for _, row in relevant}
    numbers = number_organisations(connection, groups | codes.keys(), names={})
    rows = [
        {
            "rolled_up": view,
            "provider_id": numbers[row.provider],
            "group_id": numbers[row.group],
            "valid_from": day_number(row.valid_from, when_none=LONG_AGO),
            "valid_to": day_number(row.valid_to, when_none=FOREVER),
            "is_icb": directory.has(row.group) and directory.organisation(row.group).kind == "icb",
        }
        for view, row in relevant
    ]
    if rows:
        connection.execute(insert(membership), rows)


def unknown_organisations(codes: Iterable[str], *, directory: Directory) -> Iterable[tuple[int, Membership]]:
    """An organisation the reference does not know belongs to England all the same: it was in England's file."""
    for code in codes:
        if not directory.has(code):
            for view in (0, 1):
                yield view, Membership(code, "england", None, None)
