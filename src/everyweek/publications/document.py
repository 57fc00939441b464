"""A file as handed to us: opened once, known by its content and never by its name."""

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from everyweek.publications.errors import Place, UnreadableFile
from everyweek.publications.workbook import Sheets, read_sheets
from everyweek.publications.workbook_size import check_size

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_SIGNATURE = b"PK\x03\x04"
LARGEST_FILE = 200 * 2**20
"""Bytes; the largest published file seen is 9 MB, so a file above this was handed to us by mistake."""
LONGEST_HEADER = 65_536
"""Characters; below the longest cell a reader of CSV takes, so that no first row can stop it."""

Row = Sequence[object]


@dataclass(frozen=True)
class Document:
    """The bytes of one file, and its tables as rows of cells.

    path     : where it lies, or the name it was uploaded under.
    content  : its bytes.
    """

    path: Path
    content: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """The file's name, for messages and provenance."""
        return self.path.name

    @property
    def place(self) -> Place:
        """The whole file, for an error."""
        return Place(self.name)

    @cached_property
    def sha256(self) -> str:
        """The content's fingerprint: two files with one fingerprint are the same file."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def is_workbook(self) -> bool:
        """Whether the content is a spreadsheet, old (.xls) or new (.xlsx)."""
        return self.content.startswith((OLE_SIGNATURE, ZIP_SIGNATURE))

    @cached_property
    def text(self) -> str:
        """The content as text: UTF-8 with or without a byte order mark, else Windows' cp1252."""
        try:
            return self.content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return self.content.decode("cp1252", errors="replace")

    @cached_property
    def first_row(self) -> tuple[str, ...]:
        """The first row of a text table, blanks trimmed; empty for a workbook, binary rubbish or an empty file."""
        if self.is_workbook or b"\x00" in self.content[:4096]:
            return ()
        beginning = self.content[:LONGEST_HEADER].decode("utf-8-sig", errors="replace")
        line = next(csv.reader(io.StringIO(beginning, newline="")), [])
        return tuple(cell.strip() for cell in line)

    @cached_property
    def rows(self) -> list[list[str]]:
        """All rows of a text table.

        Raises UnreadableFile when the text breaks off inside a quotation, or holds a NUL.
        """
        try:
            return list(csv.reader(io.StringIO(self.text, newline=""), strict=True))
        except csv.Error as error:
            raise UnreadableFile(
                f"The table cannot be read: {error}.", place=self.place, expected="comma-separated text"
            ) from error

    @cached_property
    def sheets(self) -> Sheets:
        """The workbook's sheets in order, hidden ones included.

        Each is rows from cell A1 with blank edges kept, so that row and column numbers are the spreadsheet's own.

        Raises UnreadableFile when the workbook is damaged or would swell beyond reason.
        """
        if self.content.startswith(ZIP_SIGNATURE):
            check_size(self.content, place=self.place)
        return read_sheets(self.content, place=self.place)

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The names of the workbook's sheets, in order."""
        return tuple(self.sheets)


def open_document(path: Path) -> Document:
    """Read a file.

    Raises UnreadableFile when it is not there, is no ordinary file (a pipe, a device), may not be read, is empty or is
    far too large for a publication.
    """
    if not path.exists():
        raise UnreadableFile("There is no such file or folder.", place=Place(str(path)))
    if not path.is_file():
        raise UnreadableFile(
            "This is no ordinary file: reading it might never end.",
            place=Place(path.name),
            expected="a file or a folder of files",
        )
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UnreadableFile(
                f"The file is far larger than any publication ({size / 2**20:,.0f} MB).", place=Place(path.name)
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"The file cannot be read: {error.strerror or error}.", place=Place(path.name)) from error
    if not content.strip():
        raise UnreadableFile("The file is empty.", place=Place(path.name))
    return Document(path=path, content=content)


def column_letters(index: int) -> str:
    """A column's name as a spreadsheet shows it, from its index (0 is A).

    >>> column_letters(27)
    'AB'
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
