"""What the pages read: from the warehouse, the directory and the catalogue, as plain dataclasses."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.conf import settings

from everyweek.measures import MEASURES, Measure
from everyweek.measures.over_time import over_time
from everyweek.reference import (
    ENGLAND,
    Change,
    MethodChange,
    Organisation,
    Standard,
    method_changes,
    standard_to_meet,
)
from everyweek.tables import Every, Observation, Series
from everyweek.warehouse import ListRecord, Notice, OrganisationWithData, ReleaseRecord
from everyweek.web.measure.analysis import Analysis, analyse
from everyweek.web.measure.switches import Switches
from everyweek.web.people.organisations.known import directory, warehouse

Edition = tuple[str, int]
"""Which warehouse, and its version: whatever was read of one edition stays true of it."""


def edition() -> Edition:
    """The edition that a reader gets now."""
    return settings.EVERYWEEK_WAREHOUSE, warehouse().version()


def holds_sample() -> bool:
    """Whether anything loaded is about invented hospitals."""
    return _holds_sample(edition())


@lru_cache(maxsize=2)
def _holds_sample(edition: Edition) -> bool:
    return warehouse().holds_sample()


@dataclass(frozen=True, slots=True)
class Reading:
    """One measure of one organisation, read and judged.

    series         : as it is shown, a daily measure mostly by week.
    every          : how long the periods of the series are.
    days           : the days in the span that is shown, of a daily measure; empty for any other.
    standard       : what the latest figure is held against; None when there is none.
    analysis       : None when there is no value to draw.
    method_changes : days from which it is counted in another way, over the whole series.
    """

    measure: Measure
    organisation: Organisation
    series: Series
    every: Every
    days: tuple[Observation, ...]
    standard: Standard | None
    analysis: Analysis | None
    method_changes: tuple[MethodChange, ...]

    @property
    def latest(self) -> Observation | None:
        """The newest observation with a value."""
        return next((row for row in reversed(self.series.observations) if row.value is not None), None)


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """Who an organisation is, on the day of its latest figures.

    parents : its ICB and its region, when it has them.
    members : organisations counted in it.
    """

    organisation: Organisation
    parents: tuple[Organisation, ...]
    members: tuple[Organisation, ...]
    changes: tuple[Change, ...]


def read_measure(measure: Measure, code: str, switches: Switches) -> Reading:
    """One measure of one organisation, from a bounded memory that forgets when the warehouse changes."""
    return _read_measure(measure.name, code, for_measure(measure, switches), edition())


def for_measure(measure: Measure, switches: Switches) -> Switches:
    """The switches without a choice that this measure does not offer."""
    return switches if can_be_charted_by_week(measure) else switches.but("by", "week")


def can_be_charted_by_week(measure: Measure) -> bool:
    """Whether there are days to be made into weeks."""
    return measure.every == "day" and measure.aggregates


@lru_cache(maxsize=512)
def _read_measure(name: str, code: str, switches: Switches, edition: Edition) -> Reading:
    measure = MEASURES[name]
    as_given = warehouse().series(name, code, vintage=switches.vintage, rolled_up=switches.rolled_up)
    every: Every = "week" if can_be_charted_by_week(measure) and switches.by == "week" else measure.every
    series = replace(as_given, observations=over_time(as_given.observations, measure=measure, every=every))
    last = next((row.period_start for row in reversed(series.observations) if row.value is not None), None)
    standard = None if last is None else standard_to_meet(name, on=last)
    counted_anew = method_changes_of(name, code, switches)
    analysis = analyse(
        series,
        measure=measure,
        every=every,
        standard=standard,
        rules=switches.rules,
        span=switches.span,
        rebase_on=_rebase_on(code, counted_anew) if switches.limits == "after-changes" else (),
    )
    return Reading(
        measure=measure,
        organisation=find_organisation(code, on=last),
        series=series,
        every=every,
        days=_days_shown(as_given.observations, analysis) if measure.every == "day" else (),
        standard=standard,
        analysis=analysis,
        method_changes=counted_anew,
    )


def _days_shown(days: Sequence[Observation], analysis: Analysis | None) -> tuple[Observation, ...]:
    first = analysis.points[0].observation.period_start if analysis else date.max
    return tuple(row for row in days if row.period_start >= first)


def method_changes_of(measure: str, code: str, switches: Switches) -> tuple[MethodChange, ...]:
    """What changed in how a measure is counted, for an organisation or a group."""
    today = date.today() if switches.rolled_up else None  # noqa: DTZ011 - the day of today's organisations
    return method_changes(measure, code, directory=directory(), rolled_up_on=today)


def _rebase_on(code: str, changes: Sequence[MethodChange]) -> tuple[date, ...]:
    return (*breaks(code), *(change.on for change in changes if change.breaks_the_series))


def find_organisation(code: str, *, on: date | None = None) -> Organisation:
    """An organisation by its code; one that only the loaded files name has the name they print.

    Raises UnknownOrganisation, which suggests near codes.
    """
    if not directory().has(code) and code in with_data():
        row = with_data()[code]
        return Organisation(code, row.kind, row.name, None, None, invented=row.is_invented)
    return directory().organisation(code, on=on)


def changes_of(code: str) -> tuple[Change, ...]:
    """What happened to an organisation; nothing is known of one that only the files name."""
    return directory().changes(code) if directory().has(code) else ()


def breaks(code: str) -> tuple[date, ...]:
    """The days from which an organisation's figures are another organisation's, as the published figures show it."""
    return tuple(change.figures_from for change in changes_of(code) if change.breaks_the_series)


def read_organisation(code: str) -> OrganisationFacts:
    """An organisation with its place among others."""
    day = last_day_of(code)
    organisation = find_organisation(code, on=day)
    return OrganisationFacts(
        organisation=organisation,
        parents=tuple(find_organisation(parent, on=day) for parent in _parents(code, day)),
        members=_members(organisation, day),
        changes=changes_of(code),
    )


def _parents(code: str, day: date) -> tuple[str, ...]:
    if not directory().has(code):
        return ()
    found = (directory().parent(code, kind="icb", on=day), directory().parent(code, kind="region", on=day))
    return tuple(parent for parent in found if parent is not None)


def last_day_of(code: str) -> date:
    """The start of an organisation's newest period with a figure; of the whole warehouse when it has none."""
    known = with_data().get(code)
    return known.last_period if known else newest_day() or date.today()  # noqa: DTZ011 - the reader's day


def newest_day() -> date | None:
    """The start of the newest period with a figure, of anything and anybody; None when nothing is loaded."""
    return _newest(edition())


@lru_cache(maxsize=2)
def _newest(edition: Edition) -> date | None:
    return max((row.last_period for row in with_data().values()), default=None)


def groups_above(code: str, day: date) -> tuple[str, ...]:
    """The groups that an organisation is part of on a day, from the nearest to England; none for England itself."""
    return () if code == ENGLAND else (*_parents(code, day), ENGLAND)


def _members(organisation: Organisation, day: date) -> tuple[Organisation, ...]:
    """The groups and the providers with figures that count in a group on a day."""
    if organisation.kind not in (ENGLAND, "region", "icb"):
        return ()
    data = with_data()
    inside = [code for code in directory().providers(organisation.code, on=day) if code in data]
    groups = {parent for code in inside for parent in _parents(code, day) if parent != organisation.code}
    if organisation.kind != ENGLAND:
        groups = {group for group in groups if organisation.code in _parents(group, day)}
    found = [find_organisation(code, on=day) for code in (*groups, *inside)]
    return tuple(sorted(found, key=lambda row: row.name))


def with_data() -> dict[str, OrganisationWithData]:
    """The organisations that have figures, by code."""
    return _with_data(edition())


@lru_cache(maxsize=2)
def _with_data(edition: Edition) -> dict[str, OrganisationWithData]:
    return {row.code: row for row in warehouse().organisations()}


def releases() -> tuple[ReleaseRecord, ...]:
    """Every file that was loaded."""
    return _releases(edition())


@lru_cache(maxsize=2)
def _releases(edition: Edition) -> tuple[ReleaseRecord, ...]:
    return warehouse().releases()


def lists() -> tuple[ListRecord, ...]:
    """Every list of organisations or catchments that was loaded."""
    return _lists(edition())


@lru_cache(maxsize=2)
def _lists(edition: Edition) -> tuple[ListRecord, ...]:
    from everyweek.warehouse.lists import loaded_lists  # as for opening it

    return loaded_lists(warehouse())


def notices() -> tuple[Notice, ...]:
    """Every refusal, warning and note of every load; not remembered, because a refused file changes no version."""
    return warehouse().notices()


def last_load() -> int:
    """The number of the newest load that said anything: a refusal changes the data page, but no figure."""
    newest = warehouse().notices(limit=1)
    return newest[0].load_id if newest else 0


@dataclass(frozen=True, slots=True)
class Found:
    """An organisation that a search found; data is None when no figure of it is loaded."""

    organisation: Organisation
    data: OrganisationWithData | None


def find_organisations(text: str) -> tuple[Found, ...]:
    """What a person may have meant: those with figures first, otherwise in the directory's order."""
    data = with_data()
    found = [Found(row, data.get(row.code)) for row in directory().find(text, limit=30)]
    return tuple(sorted(found, key=lambda row: row.data is None))[:20]
