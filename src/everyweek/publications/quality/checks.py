"""The checks at the end of a load, over all that it brought and what the warehouse held before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from everyweek.measures import Measure
from everyweek.publications.publication import Dataset, find_dataset
from everyweek.publications.quality import wording
from everyweek.publications.quality.copies import find_copies
from everyweek.publications.quality.england import check_england
from everyweek.publications.quality.finding import Finding, notices_of
from everyweek.publications.quality.jumps import LONGEST_HISTORY, Jump, find_jumps
from everyweek.publications.quality.panel import Panel, panel_of
from everyweek.publications.quality.places import with_places
from everyweek.publications.quality.presence import find_newcomers, find_vanished
from everyweek.publications.quality.ranges import find_out_of_range
from everyweek.reference import ENGLAND, Directory, method_changes
from everyweek.tables import period_end
from everyweek.warehouse import IncomingRelease, Notice
from everyweek.warehouse.history import (
    earlier_figures,
    newest_period_before,
    organisations_before,
    periods_in_force,
)
from everyweek.warehouse.warehouse import Loading

DAYS_OF_HISTORY = {"day": 400, "week": 400, "month": 3 * 366, "quarter": 8 * 366}
"""How far back the warehouse is asked: LONGEST_HISTORY points, and holes such as the summers of a winter series."""


def check_load(loading: Loading, releases: Iterable[IncomingRelease]) -> tuple[Notice, ...]:
    """Everything that stands out in what a load has kept; each finding says file, row, rule, value and what was done.

    loading  : after the last release was handed in, before the block is left.
    releases : what was handed in.
    """
    by_dataset: defaultdict[str, list[IncomingRelease]] = defaultdict(list)
    for release in releases:
        by_dataset[release.publication].append(release)
    findings = (
        finding
        for key, incoming in sorted(by_dataset.items())
        for finding in with_places(check_dataset(loading, find_dataset(key), incoming), incoming)
    )
    return tuple(notices_of(findings))


def check_dataset(loading: Loading, dataset: Dataset, incoming: Sequence[IncomingRelease]) -> Iterator[Finding]:
    """Everything that stands out in one dataset."""
    newest_before = newest_period_before(loading.connection, dataset.key, load_id=loading.load_id)
    yield from check_staleness(dataset, incoming, newest_before=newest_before, today=loading.now.date())
    yield from check_england(loading, dataset)
    panel = read_panel(loading, dataset, incoming)
    if panel is None:
        return
    yield from check_jumps(panel, loading.reference)
    yield from (wording.copied(panel, copy) for copy in find_copies(panel))
    yield from (wording.out_of_range(panel, one) for one in find_out_of_range(panel))
    known = organisations_before(loading.connection, dataset.key, load_id=loading.load_id)
    for change in find_vanished(panel, reference=loading.reference, newest_before=newest_before):
        yield wording.vanished(panel, change, reference=loading.reference)
    for change in find_newcomers(panel, reference=loading.reference, known=known):
        yield wording.newcomer(panel, change)


def read_panel(loading: Loading, dataset: Dataset, incoming: Sequence[IncomingRelease]) -> Panel | None:
    """What is in force of a dataset: all that the load brought, and enough of what was there before to compare it."""
    in_force = periods_in_force(loading.connection, dataset.key)
    first = min(start for release in incoming for start, _ in release.periods)
    earlier = earlier_figures(
        loading.connection,
        dataset.key,
        load_id=loading.load_id,
        since=first - timedelta(days=DAYS_OF_HISTORY[dataset.every]),
    )
    return panel_of(
        dataset,
        [(release, in_force.get(release.sha256, frozenset())) for release in incoming],
        earlier.only(lambda code: not is_group(code, reference=loading.reference)),
    )


def is_group(code: str, *, reference: Directory) -> bool:
    """Whether a code is England's or a region's, of which some figures are kept as printed."""
    return reference.has(code) and reference.organisation(code).kind in (ENGLAND, "region")


def check_jumps(panel: Panel, reference: Directory) -> Iterator[Finding]:
    """Jumps that nothing we know of explains; several measures of one organisation and period are one finding."""

    def breaks(code: str) -> tuple[date, ...]:
        changes = reference.changes(code) if reference.has(code) else ()
        return tuple(change.figures_from for change in changes if change.breaks_the_series)

    alone, common = find_jumps(panel, breaks=breaks)
    together: defaultdict[tuple[int, str, date], list[Jump]] = defaultdict(list)
    for jump in alone:
        if not is_explained(jump.measure, jump.code, jump.start, panel=panel, reference=reference):
            together[jump.file, jump.code, jump.start].append(jump)
    yield from (wording.jumped(panel, jumps) for jumps in together.values())
    yield from (wording.jumped_together(panel, jump) for jump in common)


def is_explained(measure: Measure, code: str, start: date, *, panel: Panel, reference: Directory) -> bool:
    """Whether the figure is counted in another way, or of others, than the history it is held against."""
    days = {"day": 7, "week": 7, "month": 31, "quarter": 92}[panel.dataset.every] * LONGEST_HISTORY
    changes = method_changes(measure.name, code, directory=reference)
    return any(start - timedelta(days=days) < change.on <= start for change in changes)


def check_staleness(
    dataset: Dataset, incoming: Sequence[IncomingRelease], *, newest_before: date | None, today: date
) -> Iterator[Finding]:
    """A load that brings nothing newer though something newer is due; never of the invented sample."""
    if dataset.overdue_days is None or newest_before is None or all(release.is_sample for release in incoming):
        return
    newest = max(incoming, key=lambda release: release.periods[-1])
    due = period_end(newest_before, dataset.every) + timedelta(days=dataset.overdue_days)
    if newest.periods[-1][0] <= newest_before and due < today:
        yield wording.stale(dataset, newest.file_name, start=newest_before, today=today)
