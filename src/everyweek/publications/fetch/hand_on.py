"""Downloaded files handed to the loader: only whole, untouched ones, and each only once by the same Everyweek."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

from everyweek.publications.document import open_document
from everyweek.publications.errors import NotRecognised, RefusedFile
from everyweek.publications.fetch.index import Index, Record, Verdict
from everyweek.publications.fetch.keeping import sha256_of
from everyweek.publications.load import FileOutcome, Progress, load_paths
from everyweek.publications.recognise import reader_of, readers
from everyweek.warehouse import Warehouse

Judged = tuple[Record, FileOutcome]


def is_intact(record: Record, *, folder: Path) -> bool:
    """Whether a file's bytes are those that were downloaded."""
    return sha256_of(folder / record.place) == record.sha256


def still_to_judge(records: Iterable[Record], *, index: Index, warehouse: Warehouse) -> list[Record]:
    """The records whose bytes this Everyweek has not yet loaded, refused or passed over.

    A file that was loaded is handed on again when the warehouse does not know it: it may be another one, or emptied.
    """
    waiting = []
    for record in records:
        verdict = index.verdicts.get(record.sha256)
        judged = verdict is not None and verdict.outcome != "loaded" and verdict.judged_by == this_everyweek()
        if not judged and warehouse.known_file(record.sha256) is None:
            waiting.append(record)
    return waiting


def hand_on(
    records: Iterable[Record],
    *,
    index: Index,
    warehouse: Warehouse,
    now: datetime,
    archive: Path,
    progress: Progress,
) -> Iterator[Judged]:
    """Load files, and what became of each; the verdicts are written into the index, and the index to the disk.

    records : of intact files. Raises WarehouseError; then nothing was loaded, and the next fetch hands them on again.
    """
    places = {index.folder / record.place: record for record in records}
    outcomes = {path: unknown for path in places if (unknown := pass_over(path)) is not None}
    known = [path for path in places if path not in outcomes]
    if known:
        report = load_paths(known, warehouse=warehouse, now=now, archive=archive, progress=progress)
        outcomes |= {one.path: one for one in report.outcomes}
    for path, record in places.items():
        one = outcomes[path]
        outcome = "loaded" if one.outcome == "unchanged" else one.outcome
        index.verdicts[record.sha256] = Verdict(outcome, one.message, this_everyweek())
        yield record, one
    if places:
        index.write()


def pass_over(path: Path) -> FileOutcome | None:
    """The word for a file that is no publication we know: a statistics page links to such files too. Else None."""
    try:
        reader_of(open_document(path))
    except NotRecognised as problem:
        return FileOutcome(path, "passed over", f"No publication that Everyweek knows: {problem.found}.")
    except RefusedFile:
        return None
    return None


@cache
def this_everyweek() -> str:
    """This version and what it can read: when either changes, files that were refused are handed on again."""
    words = "\n".join(sorted(reader.words for reader in readers()))
    return f"{version('everyweek')} {hashlib.sha256(words.encode()).hexdigest()[:12]}"
