"""The data page: what is loaded, from which file, how fresh, every refusal and every warning."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise

from everyweek.warehouse import Notice, ReleaseRecord
from everyweek.web.design import wording

SEVERITIES = {"refusal": "Refused", "warning": "Warning", "note": "Note"}


@dataclass(frozen=True, slots=True)
class FileRow:
    """One loaded file."""

    name: str
    months: str
    released: str
    loaded: str
    size: str
    use: str


@dataclass(frozen=True, slots=True)
class PublicationOnPage:
    """A publication and the files of it."""

    title: str
    anchor: str
    covers: str
    gaps: str
    fresh: str
    files: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """Something the loader said."""

    severity: str
    file: str
    place: str
    message: str
    found: str
    at: str


@dataclass(frozen=True, slots=True)
class DataPage:
    """Everything the data page shows."""

    publications: tuple[PublicationOnPage, ...]
    refusals: tuple[NoticeRow, ...]
    warnings: tuple[NoticeRow, ...]
    notes: tuple[NoticeRow, ...]


def data_page(releases: Sequence[ReleaseRecord], notices: Sequence[Notice], *, today: date) -> DataPage:
    """The page as of a day."""
    by_publication = sorted(releases, key=lambda row: row.publication)
    return DataPage(
        publications=tuple(
            _publication(tuple(rows), today) for _, rows in groupby(by_publication, key=lambda row: row.publication)
        ),
        refusals=_rows(notices, "refusal"),
        warnings=_rows(notices, "warning"),
        notes=_rows(notices, "note"),
    )


def freshness(releases: Sequence[ReleaseRecord], *, today: date) -> tuple[str, ...]:
    """One sentence for each publication, for the home page."""
    by_publication = sorted(releases, key=lambda row: row.publication)
    groups = [tuple(rows) for _, rows in groupby(by_publication, key=lambda row: row.publication)]
    return tuple(f"{rows[0].title}: {_fresh(rows, today)}" for rows in groups)


def _publication(rows: Sequence[ReleaseRecord], today: date) -> PublicationOnPage:
    first, last = min(row.period_start for row in rows), max(row.period_end for row in rows)
    newest_first = sorted(rows, key=lambda row: (row.period_end, row.loaded_at), reverse=True)
    return PublicationOnPage(
        title=rows[0].title,
        anchor=rows[0].publication,
        covers=wording.period(first, last),
        gaps=_gaps(rows),
        fresh=_fresh(rows, today),
        files=tuple(_file(row) for row in newest_first),
    )


def _fresh(rows: Sequence[ReleaseRecord], today: date) -> str:
    """How old the newest month is. A month is published some six weeks after its end."""
    end = max(row.period_end for row in rows)
    months = (today.year - end.year) * 12 + today.month - end.month
    age = "which has just ended" if months <= 0 else f"which ended {months} month{'s' * (months != 1)} ago"
    return f"up to {wording.month(end - timedelta(days=1))}, {age}."


def _gaps(rows: Iterable[ReleaseRecord]) -> str:
    spans = sorted((row.period_start, row.period_end) for row in rows)
    missing, reached = [], spans[0][1]
    for (_, _), (start, end) in pairwise(spans):
        if start > reached:
            missing.append(wording.period(reached, start))
        reached = max(reached, end)
    return f"Missing: {'; '.join(missing)}." if missing else "No month is missing in between."


def _file(row: ReleaseRecord) -> FileRow:
    return FileRow(
        name=row.file_name,
        months=wording.period(row.period_start, row.period_end),
        released=_released(row),
        loaded=wording.moment(row.loaded_at),
        size=wording.size(row.size),
        use=_use(row),
    )


def _released(row: ReleaseRecord) -> str:
    published = f"Published {wording.day_in_words(row.published_on)}. " if row.published_on else ""
    if row.revised_on:
        return f"{published}Revised {wording.day_in_words(row.revised_on)}."
    if row.is_revised:
        return f"{published}Revised."
    return published.strip() or "The file does not say."


def _use(row: ReleaseRecord) -> str:
    if row.periods_in_force == row.periods:
        return "In use"
    if row.is_latest:
        return f"In use for {row.periods_in_force} of {row.periods} months"
    return "Superseded, kept as first published"


def _rows(notices: Iterable[Notice], severity: str) -> tuple[NoticeRow, ...]:
    """One row a thing that was said: a file that is refused at every load is not listed at every load."""
    newest = {(row.file_name, row.message, row.sheet, row.row, row.column): row for row in reversed(list(notices))}
    return tuple(
        NoticeRow(
            severity=SEVERITIES[row.severity],
            file=row.file_name,
            place=_place(row),
            message=row.message,
            found=_found(row),
            at=wording.moment(row.at) if row.at else "",
        )
        for row in reversed(newest.values())
        if row.severity == severity
    )


def _place(row: Notice) -> str:
    parts = (
        f"sheet {row.sheet}" if row.sheet else "",
        f"row {row.row}" if row.row is not None else "",
        f"column {row.column}" if row.column else "",
    )
    place = ", ".join(part for part in parts if part)
    return place[:1].upper() + place[1:]  # capitalize() would write column A7 as a7


def _found(row: Notice) -> str:
    if not row.found and not row.expected:
        return ""
    return f"Found {row.found or 'nothing'}; expected {row.expected}." if row.expected else f"Found {row.found}."
