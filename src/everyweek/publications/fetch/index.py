"""What was downloaded: from where, when, which bytes; and what became of them. One file, index.json."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from everyweek.publications.fetch.errors import FaultyIndex
from everyweek.publications.fetch.keeping import cannot_write, keep_safely, place_of

FORM = 1
FILE_NAME = "index.json"


@dataclass(frozen=True, slots=True)
class Record:
    """One file as it was downloaded.

    publication   : the statistics page's, as in the reference file.
    words         : what the page called it.
    fetched_at    : when these bytes came, UTC, ISO 8601.
    etag, last_modified : as the server gave them, to ask next time whether it has changed; empty when it gave none.
    """

    publication: str
    page: str
    address: str
    words: str
    file_name: str
    sha256: str
    size: int
    fetched_at: str
    etag: str = ""
    last_modified: str = ""

    @property
    def place(self) -> Path:
        """Where it lies, below the folder of downloads."""
        return place_of(self.sha256, self.file_name)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the loader made of some bytes.

    outcome   : loaded, refused, or passed over when they are no publication we know.
    judged_by : which Everyweek said so, in its words; another one may judge otherwise.
    """

    outcome: str
    message: str
    judged_by: str


@dataclass
class Index:
    """Every download, and every verdict by sha256; kept on the disk by write()."""

    folder: Path
    records: list[Record] = field(default_factory=list)
    verdicts: dict[str, Verdict] = field(default_factory=dict)

    def newest(self, address: str) -> Record | None:
        """The last record of an address."""
        return next((one for one in reversed(self.records) if one.address == address), None)

    def add(self, record: Record) -> None:
        """Remember a download; the same bytes from the same address replace what is known of them."""
        same = (record.address, record.sha256)
        earlier = next((one for one in self.records if (one.address, one.sha256) == same), None)
        first_seen = earlier.fetched_at if earlier else record.fetched_at
        self.records = [one for one in self.records if (one.address, one.sha256) != same]
        self.records.append(replace(record, fetched_at=first_seen))

    def of(self, publications: Iterable[str]) -> list[Record]:
        """The records of some publications, a file that came from two addresses once."""
        wanted = set(publications)
        return list({one.sha256: one for one in self.records if one.publication in wanted}.values())

    def write(self) -> None:
        """Put it on the disk. Raises FaultyIndex when it cannot be."""
        written = {
            "form": FORM,
            "files": [asdict(one) for one in self.records],
            "verdicts": {sha256: asdict(one) for sha256, one in self.verdicts.items()},
        }
        try:
            content = json.dumps(written, ensure_ascii=False, indent=1).encode()
            keep_safely(self.folder / FILE_NAME, content)
        except OSError as problem:
            raise cannot_write(self.folder, problem) from problem


def read_index(folder: Path) -> Index:
    """What was downloaded so far; empty when nothing was. Raises FaultyIndex."""
    path = folder / FILE_NAME
    try:
        written = json.loads(path.read_bytes())
        if written["form"] != FORM:
            raise ValueError(f"its form is {written['form']}, not {FORM}")
        return Index(
            folder,
            [Record(**checked(one, Record)) for one in written["files"]],
            {sha256: Verdict(**checked(one, Verdict)) for sha256, one in written["verdicts"].items()},
        )
    except FileNotFoundError:
        return Index(folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise FaultyIndex(
            f"{path} cannot be understood: {problem}.",
            advice="Move it away and run everyweek fetch again: it is made anew, and files are downloaded again.",
        ) from problem


def checked(entry: dict[str, Any], shape: type) -> dict[str, Any]:
    """An entry, each value of its kind."""
    for one in fields(shape):
        if one.name in entry and not isinstance(entry[one.name], one.type):  # type: ignore[arg-type]
            raise ValueError(f"{one.name} is {entry[one.name]!r}")
    return entry


def origins(folder: Path) -> dict[str, Record]:
    """Where each downloaded file came from, by its sha256; empty when nothing was downloaded, or it cannot be told.

    folder : EVERYWEEK_HOME/downloads.
    """
    try:
        return {one.sha256: one for one in read_index(folder).records}
    except FaultyIndex:
        return {}
