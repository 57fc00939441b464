"""What the warehouse held before a load, read while the load is still under way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, select

from everyweek.warehouse.database import reading
from everyweek.warehouse.schema import (
    day_from,
    day_number,
    load,
    measure,
    observation,
    organisation,
    release,
    release_period,
)


@dataclass(frozen=True)
class EarlierFigures:
    """Figures in force that other loads brought: n observations.

    organisations : codes by number.
    measures      : numbers by name.
    measure, organisation : int arrays of shape (n,).
    period        : int array of shape (n,), first days of the periods as ordinals.
    numerator, denominator, value : float arrays of shape (n,), NaN where missing.
    """

    organisations: Mapping[int, str]
    measures: Mapping[str, int]
    measure: NDArray[np.int64]
    organisation: NDArray[np.int64]
    period: NDArray[np.int64]
    numerator: NDArray[np.float64]
    denominator: NDArray[np.float64]
    value: NDArray[np.float64]

    def only(self, is_wanted: Callable[[str], bool]) -> "EarlierFigures":
        """The figures of some organisations alone."""
        organisations = {number: code for number, code in self.organisations.items() if is_wanted(code)}
        kept = np.isin(self.organisation, np.array(sorted(organisations), dtype=np.int64))
        return replace(
            self,
            organisations=organisations if kept.any() else {},
            measure=self.measure[kept],
            organisation=self.organisation[kept],
            period=self.period[kept],
            numerator=self.numerator[kept],
            denominator=self.denominator[kept],
            value=self.value[kept],
        )


@dataclass(frozen=True, slots=True)
class LoadRecord:
    """A load and how many files there were of each fate; at is an ISO instant, UTC."""

    id: int
    at: str
    files: int
    loaded: int
    unchanged: int
    refused: int


def periods_in_force(connection: Connection, publication: str) -> dict[str, frozenset[date]]:
    """For which periods each file is in force, by the SHA-256 of its bytes; those in force for none are left out.

    publication : key of the dataset.
    """
    found: dict[str, set[date]] = {}
    rows = connection.execute(
        select(release.c.sha256, release_period.c.period_start)
        .join(release, release.c.id == release_period.c.release_id)
        .where(release_period.c.publication == publication, release_period.c.is_latest)
    )
    for row in rows:
        found.setdefault(row.sha256, set()).add(day_from(row.period_start))
    return {sha256: frozenset(days) for sha256, days in found.items()}


def earlier_figures(connection: Connection, publication: str, *, load_id: int, since: date) -> EarlierFigures:
    """Figures in force of a dataset that came with other loads.

    publication : key of the dataset.
    load_id     : the load under way, whose own figures are left out.
    since       : first day of the oldest period wanted.
    """
    in_force = {
        row.period_start: row.release_id
        for row in connection.execute(
            select(release_period.c.period_start, release_period.c.release_id)
            .join(release, release.c.id == release_period.c.release_id)
            .where(
                release_period.c.publication == publication,
                release_period.c.is_latest,
                release_period.c.period_start >= day_number(since),
                release.c.load_id != load_id,
            )
        )
    }
    if not in_force:
        return figures_of_rows((), organisations={}, measures={})
    columns = (organisation.c.id, organisation.c.code)
    organisations = {row.id: row.code for row in connection.execute(select(*columns).order_by(organisation.c.id))}
    names = measure_numbers(connection, publication)
    # By measure, which is how observations lie on the disk.
    rows = connection.execute(
        select(
            observation.c.measure_id,
            observation.c.organisation_id,
            observation.c.period_start,
            observation.c.release_id,
            observation.c.numerator,
            observation.c.denominator,
            observation.c.value,
        ).where(
            observation.c.measure_id.in_(names.values()),
            observation.c.period_start >= min(in_force),
        )
    )
    kept = [row for row in rows.all() if in_force.get(row[2]) == row[3]]
    return figures_of_rows(kept, organisations=organisations, measures=names)


def figures_of_rows(
    rows: Sequence[Sequence[float | None]], *, organisations: Mapping[int, str], measures: Mapping[str, int]
) -> EarlierFigures:
    """Rows as arrays."""
    table = np.array([tuple(row) for row in rows], dtype=np.float64).reshape(len(rows), 7)
    days = table[:, 2].astype(np.int64)
    ordinals = {day: day_from(day).toordinal() for day in np.unique(days).tolist()}
    return EarlierFigures(
        organisations=organisations if rows else {},
        measures=measures,
        measure=table[:, 0].astype(np.int64),
        organisation=table[:, 1].astype(np.int64),
        period=np.array([ordinals[day] for day in days.tolist()], dtype=np.int64),
        numerator=table[:, 4],
        denominator=table[:, 5],
        value=table[:, 6],
    )


def measure_numbers(connection: Connection, publication: str) -> dict[str, int]:
    """The numbers of a dataset's measures by name; empty when nothing of it was ever loaded."""
    rows = connection.execute(select(measure.c.id, measure.c.name).where(measure.c.publication == publication))
    return {row.name: row.id for row in rows}


def organisations_before(connection: Connection, publication: str, *, load_id: int) -> frozenset[str]:
    """The codes that any file of a dataset from another load speaks of."""
    names = measure_numbers(connection, publication)
    others = select(release.c.id).where(release.c.publication == publication, release.c.load_id != load_id)
    if connection.scalar(others.limit(1)) is None:
        return frozenset()
    one = min(names.values())  # every measure is there for every organisation of a file, with a value or a reason
    spoken_of = select(observation.c.organisation_id).where(
        observation.c.measure_id == one, observation.c.release_id.in_(others)
    )
    return frozenset(connection.scalars(select(organisation.c.code).where(organisation.c.id.in_(spoken_of.distinct()))))


def newest_period_before(connection: Connection, publication: str, *, load_id: int) -> date | None:
    """The start of the newest period that other loads brought of a dataset, None when they brought nothing."""
    found = connection.scalar(
        select(release_period.c.period_start)
        .join(release, release.c.id == release_period.c.release_id)
        .where(release_period.c.publication == publication, release.c.load_id != load_id)
        .order_by(release_period.c.period_start.desc())
        .limit(1)
    )
    return None if found is None else day_from(found)


def read_last_load(engine: Engine) -> LoadRecord | None:
    """The newest load that loaded or refused anything, None when there was none."""
    newest = select(load).where(load.c.files > 0).order_by(load.c.id.desc()).limit(1)
    with reading(engine) as connection:
        row = connection.execute(newest).first()
    return None if row is None else LoadRecord(row.id, row.at, row.files, row.loaded, row.unchanged, row.refused)
