"""Loading small files into a warehouse, and reading them back, in one line each."""

from datetime import UTC, date, datetime
from pathlib import Path

from everyweek.publications.document import Document
from everyweek.publications.load import LoadReport, load_paths
from everyweek.publications.recognise import read_releases
from everyweek.publications.release import Release
from everyweek.warehouse import Warehouse

NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)


def load(warehouse: Warehouse, *paths: Path, now: datetime = NOW) -> LoadReport:
    """Load files and folders."""
    return load_paths(paths, warehouse=warehouse, now=now)


def value(warehouse: Warehouse, measure: str, organisation: str, month: date, **view: object) -> float | None:
    """The value of one month; KeyError when there is no observation of it."""
    return values(warehouse, measure, organisation, **view)[month]


def values(warehouse: Warehouse, measure: str, organisation: str, **view: object) -> dict[date, float | None]:
    """Values by month."""
    series = warehouse.series(measure, organisation, **view)  # type: ignore[arg-type]
    return {one.period_start: one.value for one in series.observations}


def released(text: str | bytes, *, name: str = "a file.csv") -> Release:
    """The release in a file's content."""
    content = text.encode() if isinstance(text, str) else text
    (release,) = read_releases(Document(path=Path(name), content=content))
    return release


def all_released(content: bytes, *, name: str = "a file") -> dict[str, Release]:
    """The releases in a file's content by the key of their table of figures."""
    return {release.publication: release for release in read_releases(Document(path=Path(name), content=content))}


def cell(release: Release, code: str, column: str) -> float:
    """One published figure."""
    return float(release.figures.columns[column][release.figures.codes.index(code)])
