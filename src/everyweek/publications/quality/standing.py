"""How things stand with every dataset: how new it is, whether something newer is due, what was found in it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from everyweek.measures import MEASURES
from everyweek.publications.publication import Dataset, Publication, publications
from everyweek.publications.quality.finding import ENGLAND_DIFFERS, STALE, Subject, subject_of
from everyweek.warehouse import Notice, ReleaseRecord


@dataclass(frozen=True)
class Standing:
    """How things stand with one dataset.

    releases    : what is loaded of it; empty when nothing is.
    expected_by : the day by which a newer period should be loaded; None when none is expected: nothing is loaded, no
                  more is to come, only winters are published, or it is the invented sample.
    findings    : what to know about its files, warnings and notes.
    """

    publication: Publication
    dataset: Dataset
    releases: tuple[ReleaseRecord, ...]
    expected_by: date | None
    is_overdue: bool
    findings: tuple[Notice, ...]

    @property
    def is_sample(self) -> bool:
        """Whether it is the invented sample."""
        return any(release.is_sample for release in self.releases)

    @property
    def first(self) -> date:
        """First day of the oldest period. ValueError when nothing is loaded."""
        return min(release.period_start for release in self.releases)

    @property
    def end(self) -> date:
        """The day after the newest period. ValueError when nothing is loaded."""
        return max(release.period_end for release in self.releases)

    @property
    def newest(self) -> date:
        """First day of the newest period. ValueError when nothing is loaded."""
        return start_of(self.dataset, end=self.end)

    @property
    def files(self) -> int:
        """How many files it comes from."""
        return len({release.sha256 for release in self.releases})

    @property
    def observations(self) -> int:
        """How many observations are kept, superseded ones included."""
        return sum(release.figures for release in self.releases)

    def count(self, severity: str) -> int:
        """How many findings there are of a severity."""
        return sum(notice.severity == severity for notice in self.findings)


def standings(releases: Sequence[ReleaseRecord], notices: Iterable[Notice], *, today: date) -> tuple[Standing, ...]:
    """How things stand with every dataset there is, loaded or not, publication by publication.

    today : the day on which something is overdue or not.
    """
    of_dataset: defaultdict[str, list[ReleaseRecord]] = defaultdict(list)
    datasets_of_file: defaultdict[str, set[str]] = defaultdict(set)
    for release in releases:
        of_dataset[release.publication].append(release)
        datasets_of_file[release.file_name].add(release.publication)
    of_notice: defaultdict[str, list[Notice]] = defaultdict(list)
    for notice in open_notices(notices, releases):
        if notice.severity != "refusal":
            for key in datasets_of(notice, datasets_of_file):
                of_notice[key].append(notice)
    return tuple(
        standing_of(publication, dataset, of_dataset[dataset.key], of_notice[dataset.key], today=today)
        for publication in publications()
        for dataset in publication.datasets
    )


def standing_of(
    publication: Publication,
    dataset: Dataset,
    releases: Sequence[ReleaseRecord],
    findings: Sequence[Notice],
    *,
    today: date,
) -> Standing:
    """How things stand with one dataset."""
    expected_by = None
    if releases and dataset.overdue_days is not None and not any(release.is_sample for release in releases):
        expected_by = max(release.period_end for release in releases) + timedelta(days=dataset.overdue_days)
    return Standing(
        publication=publication,
        dataset=dataset,
        releases=tuple(releases),
        expected_by=expected_by,
        is_overdue=expected_by is not None and expected_by < today,
        findings=tuple(findings),
    )


def start_of(dataset: Dataset, *, end: date) -> date:
    """The first day of the period that ends before a day."""
    last = end - timedelta(days=1)
    if dataset.every == "day":
        return last
    if dataset.every == "week":
        return end - timedelta(days=7)
    months = 1 if dataset.every == "month" else 3
    index = last.year * 12 + last.month - months
    return date(index // 12, index % 12 + 1, 1)


def datasets_of(notice: Notice, datasets_of_file: Mapping[str, set[str]]) -> set[str]:
    """The datasets that a notice is about: those it names, else all in its file."""
    subject = subject_of(notice)
    if subject is None:
        return datasets_of_file.get(notice.file_name, set())
    return {MEASURES[name].publication if name in MEASURES else name for name in subject.what}


def open_notices(notices: Iterable[Notice], releases: Sequence[ReleaseRecord]) -> tuple[Notice, ...]:
    """What still stands, each thing once, newest load first.

    Left out are a refusal of a file that was loaded later under the same name, what was said before in the same words
    of the same place, a missing newer period that has come since, and a comparison that was made again since.
    """
    loaded = {release.file_name: release.loaded_at for release in sorted(releases, key=lambda one: one.loaded_at)}
    newest: dict[str, date] = {}
    for release in releases:
        newest[release.publication] = max(newest.get(release.publication, date.min), release.period_end)
    said: dict[tuple[object, ...], Notice] = {}
    for notice in notices:
        if not is_settled(notice, loaded_at=loaded, newest=newest) and not is_outdated(notice, releases):
            said.setdefault((notice.file_name, notice.message, notice.sheet, notice.row, notice.column), notice)
    return tuple(said.values())


def is_settled(notice: Notice, *, loaded_at: Mapping[str, object], newest: Mapping[str, date]) -> bool:
    """Whether what was said has been put right since."""
    if notice.severity == "refusal":
        later = loaded_at.get(notice.file_name)
        return later is not None and notice.at is not None and later > notice.at  # type: ignore[operator]
    subject = subject_of(notice) if notice.rule == STALE else None
    if subject is None:
        return False
    dataset = next(one for group in publications() for one in group.datasets if one.key == subject.what[0])
    return start_of(dataset, end=newest.get(dataset.key, date.min + timedelta(days=400))) > subject.when


def is_outdated(notice: Notice, releases: Sequence[ReleaseRecord]) -> bool:
    """Whether a comparison of two files was made again since, when a file that speaks of its period was loaded."""
    subject = subject_of(notice) if notice.rule == ENGLAND_DIFFERS else None
    if subject is None or notice.at is None:
        return False
    return any(speaks_of(release, subject) and release.loaded_at > notice.at for release in releases)


def speaks_of(release: ReleaseRecord, subject: Subject) -> bool:
    """Whether a file is of a subject's dataset and holds its period."""
    dataset = MEASURES[subject.what[0]].publication
    return release.publication == dataset and release.period_start <= subject.when < release.period_end


def by_severity(notices: Iterable[Notice]) -> dict[str, int]:
    """How many warnings and how many notes."""
    counted = Counter(notice.severity for notice in notices)
    return {"warning": counted["warning"], "note": counted["note"]}
