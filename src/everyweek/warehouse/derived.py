"""Measures made of two others: patients who stayed with no criteria to reside, and what share of the beds they hold.

The two come from different files, perhaps with periods of different lengths. Each organisation's figures are brought to
the period of the measure and set beside one another; a group is made of its members that have both. They are kept among
the groups, made anew whenever one of the two has changed, and read like them.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, delete, select

from everyweek.measures import MEASURES, Measure
from everyweek.measures.evaluate import REASON_CODES
from everyweek.tables import Every, MissingBecause
from everyweek.warehouse.bulk import insert_rows
from everyweek.warehouse.keep import number_measures
from everyweek.warehouse.make_groups import COLUMNS, Numbers, Table, Whole, add_up, members, observations_in_force
from everyweek.warehouse.schema import group_observation, membership

NOT_SUBMITTED = REASON_CODES[MissingBecause.NOT_SUBMITTED]


def make_derived(connection: Connection, publications: Iterable[str]) -> None:
    """Make anew every derived measure of which a part comes from one of some publications (keys of their datasets)."""
    changed = frozenset(publications)
    for one in MEASURES.values():
        if one.made_of and changed & sources_of(one):
            make_one(connection, one)


def sources_of(declared: Measure) -> frozenset[str]:
    """The datasets that a measure is made of in the end."""
    if not declared.made_of:
        return frozenset({declared.publication})
    return frozenset().union(*(sources_of(MEASURES[name]) for name in declared.made_of))


def make_one(connection: Connection, declared: Measure) -> None:
    """One derived measure, of every organisation and group, in all its periods."""
    number = number_measures(connection, {declared.name})[declared.name]
    connection.execute(delete(group_observation).where(group_observation.c.measure_id == number))
    table = replace_measure(figures_of(connection, declared), number)
    if not table.measure.size:
        return
    for view in (0, 1):
        memberships = connection.execute(select(membership).where(membership.c.rolled_up == view)).all()
        rows, groups = members(table, memberships)
        if view == 0:  # organisations themselves, which for this measure have no other place
            others = ~np.isin(table.organisation, np.unique(groups[table.organisation[rows] == groups]))
            rows = np.concatenate([rows, np.flatnonzero(others)])
            groups = np.concatenate([groups, table.organisation[others]])
        if rows.size:
            summed = add_up(table.of(rows), groups, view=view, first=False)
            insert_rows(connection, group_observation, COLUMNS, summed)


def figures_of(connection: Connection, declared: Measure) -> Table:
    """A measure's figures in the releases in force, organisation by organisation, made of others where it is."""
    if not declared.made_of:
        return observations_in_force(connection, declared)
    first, second = (MEASURES[name] for name in declared.made_of)
    top, bottom = (in_periods(figures_of(connection, one), one, every=declared.every) for one in (first, second))
    return ratio(top, bottom) if declared.ratio_of else difference(top, bottom)


def replace_measure(table: Table, number: int) -> Table:
    """The same figures as those of another measure."""
    return replace(table, measure=np.full(table.period.shape, number))


def in_periods(table: Table, measure: Measure, *, every: Every) -> Table:
    """An organisation's figures by longer periods: mean or sum of the days that have one, as the measure says.

    A period of which half or fewer of the days that other organisations reported is there is missing.
    """
    if every == measure.every or not table.measure.size:
        return replace(table, numerator=table.value if measure.kind == "count" else table.numerator)
    starts = starts_of(table.period, every)
    order = np.lexsort((starts, table.organisation))
    table, starts = table.of(order), starts[order]
    begins = np.flatnonzero(np.concatenate([[True], (np.diff(table.organisation) != 0) | (np.diff(starts) != 0)]))
    there = ~np.isnan(table.value)
    days = np.add.reduceat(there.astype(np.int64), begins)
    summed = np.add.reduceat(np.where(there, table.value, 0.0), begins)
    figure = summed / np.maximum(days, 1) if measure.over_time == "averages" else summed
    longest = {start: np.unique(table.period[starts == start]).size for start in np.unique(starts)}
    enough = 2 * days > np.array([longest[start] for start in starts[begins]])
    figure = np.where(enough, figure, np.nan)
    shorter = table.of(begins)
    return replace(
        shorter,
        period=starts[begins],
        release=np.maximum.reduceat(table.release, begins),
        numerator=figure,
        value=figure,
        reason=np.where(enough, 0, np.maximum(shorter.reason, NOT_SUBMITTED)),
    )


def starts_of(periods: Whole, every: Every) -> Whole:
    """The first day of the month or quarter that days lie in, as day numbers.

    >>> starts_of(np.array([20240519, 20241231]), "quarter").tolist()
    [20240401, 20241001]
    """
    months = periods // 100 % 100
    if every == "quarter":
        months = (months - 1) // 3 * 3 + 1
    return periods // 10_000 * 10_000 + months * 100 + 1


def ratio(top: Table, bottom: Table) -> Table:
    """The first over the second, where an organisation has both in a period."""
    denominator = beside(top, bottom)
    both = ~np.isnan(top.numerator) & ~np.isnan(denominator) & (denominator > 0)
    value = np.full(top.numerator.shape, np.nan)
    np.divide(top.numerator, denominator, out=value, where=both)
    together = replace(top, denominator=denominator, value=value, is_count=np.zeros(value.shape, dtype=bool))
    return where_both_report(together, both, second=bottom)


def difference(first: Table, second: Table) -> Table:
    """The first less the second, where an organisation has both in a period and the second is not the larger."""
    subtracted = beside(first, second)
    left = first.numerator - subtracted
    both = ~np.isnan(left) & (left >= 0)
    left = np.where(both, left, np.nan)
    together = replace(first, numerator=left, value=left, is_count=np.ones(left.shape, dtype=bool))
    return where_both_report(together, both, second=second)


def beside(top: Table, bottom: Table) -> Numbers:
    """The numerators of the second table in the rows of the first: same organisation, same period; NaN where none."""
    known = bottom.organisation * 100_000_000 + bottom.period
    order = np.argsort(known)
    wanted = top.organisation * 100_000_000 + top.period
    found = np.full(wanted.shape, np.nan)
    if known.size:
        at = np.minimum(np.searchsorted(known[order], wanted), known.size - 1)
        there = known[order][at] == wanted
        found[there] = bottom.numerator[order][at[there]]
    return found


def where_both_report(table: Table, both: NDArray[np.bool_], *, second: Table) -> Table:
    """The rows of organisations that are in both files, by organisation; missing with a reason where one figure is.

    A hospital that is in one file alone (one without acute beds) has nothing to be missing, and a period of which the
    second file says nothing of anybody is none.
    """
    periods = np.unique(second.period[~np.isnan(second.numerator)])
    kept = np.isin(table.organisation, second.organisation) & np.isin(table.period, periods)
    reason = np.where(both, 0, np.maximum(table.reason, NOT_SUBMITTED))
    table = replace(table, reason=reason, complete=np.ones(both.shape, dtype=bool))
    rows = np.flatnonzero(kept)
    return table.of(rows[np.argsort(table.organisation[rows], kind="stable")])
