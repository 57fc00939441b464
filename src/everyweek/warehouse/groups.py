"""Making groups of providers: regions, integrated care boards, England, and organisations rolled up to today's."""

import hashlib
from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, delete, insert, select

from everyweek.reference import ENGLAND, Directory, Membership
from everyweek.warehouse.derived import make_derived
from everyweek.warehouse.keep import Affected, get_fact, number_organisations, set_fact
from everyweek.warehouse.make_groups import make_groups
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
    publications = sorted({publication for publication, _ in affected})
    for publication in publications:
        starts = {start for of, start in affected if of == publication}
        make_groups(connection, publication, starts, first=False)
        make_groups(connection, publication, {start for start in starts if (publication, start) in revised}, first=True)
    make_derived(connection, publications)


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
    flat = [(0, always_in_england(row)) for row in (*directory.memberships(), *directory.board_memberships())]
    flat += [(1, row) for row in directory.rolled_up_memberships(on=today)]
    flat += [(1, row) for row in directory.rolled_up_board_memberships(on=today)]
    flat += [(view, Membership(ENGLAND, ENGLAND, None, None)) for view in (0, 1)]  # a file that has England alone
    relevant = [(view, row) for view, row in flat if row.provider in codes]
    relevant += list(unknown_organisations(codes, directory=directory))
    relevant = only_where_it_differs(relevant)
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


def always_in_england(row: Membership) -> Membership:
    """Whoever stands in England's file counts in England, also before its first day and after its last."""
    return Membership(row.provider, ENGLAND, None, None) if row.group == ENGLAND else row


def unknown_organisations(codes: Iterable[str], *, directory: Directory) -> Iterable[tuple[int, Membership]]:
    """An organisation the reference does not know belongs to England all the same: it was in England's file."""
    for code in codes:
        if not directory.has(code):
            for view in (0, 1):
                yield view, Membership(code, ENGLAND, None, None)


def only_where_it_differs(rows: Iterable[tuple[int, Membership]]) -> list[tuple[int, Membership]]:
    """The memberships without those of groups that rolling up to today's organisations leaves as they were.

    Such a group's figures are the same in both views, so they are kept once, and `as was` is read for both.
    """
    views: dict[str, tuple[set[Membership], set[Membership]]] = {}
    listed = list(rows)
    for view, row in listed:
        views.setdefault(row.group, (set(), set()))[view].add(row)
    same = {group for group, (as_was, rolled_up) in views.items() if as_was == rolled_up}
    return [(view, row) for view, row in listed if view == 0 or row.group not in same]
