"""How large a workbook becomes when it is unpacked, told before anything is unpacked into memory."""

import io
import re
import struct
import zipfile
import zlib

from everyweek.publications.errors import Place, UnreadableFile
from everyweek.publications.workbook import damaged
from everyweek.publications.workbook_formulas import check_formulas

LARGEST_UNPACKED = 500 * 2**20
"""Bytes. The largest published workbook seen unpacks to 60 MB; a file that swells beyond this was made to."""
MOST_CELLS = 20_000_000
"""Cells of the rectangle from A1 to a sheet's last cell, which a reader has to hold at once (some 0.6 GB). The widest
published sheet claims 16,384 columns on 182 rows: 3 million."""
UNREADABLE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error),
    *(EOFError, OSError, RuntimeError, ValueError),
)
"""What Python's reader of packages may say of a damaged one."""
CELL = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})(\d{1,7})"')


def check_size(content: bytes, *, place: Place) -> None:
    """Refuse a new-style workbook that would swell beyond reason, or has a stray cell at the far end of a sheet.

    Old-style workbooks cannot: they have at most 65,536 rows of 256 columns, and are not packed.
    Raises UnreadableFile, also when the package is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            check_is_workbook(package, place=place)
            unpacked = sum(part.file_size for part in package.infolist())
            if unpacked > LARGEST_UNPACKED:
                raise UnreadableFile(
                    f"The workbook unpacks to {unpacked / 2**20:,.0f} MB, far more than any publication.", place=place
                )
            for part in package.infolist():
                if re.search(r"worksheets/[^/]+\.xml$", part.filename):
                    sheet, sheet_xml = part.filename.rsplit("/", 1)[-1], package.read(part)
                    check_extent(sheet_xml, sheet=sheet, place=place)
                    check_formulas(sheet_xml, sheet=sheet, place=place)
    except UNREADABLE as error:
        raise damaged(str(error), place=place) from error


def check_is_workbook(package: zipfile.ZipFile, *, place: Place) -> None:
    """Refuse an archive of files, and a workbook in a form that is not read."""
    names = package.namelist()
    if any(name.startswith("xl/") for name in names):
        return
    files = [name for name in names if not name.endswith("/")]
    if "mimetype" in names or "[Content_Types].xml" in names:
        raise UnreadableFile(
            "This is a document of another kind, not an Excel workbook.",
            place=place,
            expected=".xlsx, .xls or .csv: open it and save it as one of them",
        )
    raise UnreadableFile(
        "This is an archive of files, not a workbook.",
        place=place,
        found=f"{len(files)} file{'s' * (len(files) != 1)} in it",
        expected="the files themselves: unpack it and load what is inside",
    )


def check_extent(sheet_xml: bytes, *, sheet: str, place: Place) -> None:
    """Refuse a sheet whose last row and last column span more cells than can be held."""
    last_row, last_column, letters = 0, 0, ""
    for found in CELL.finditer(sheet_xml):
        last_row = max(last_row, int(found[2]))
        column = column_number(found[1])
        if column > last_column:
            last_column, letters = column, found[1].decode()
    if last_row * last_column > MOST_CELLS:
        raise UnreadableFile(
            "A sheet has cells too far out to be read.",
            place=place,
            found=f"cells out to column {letters} and row {last_row:,} in {sheet}",
            expected="a table near the top left; delete the empty rows and columns beyond it, and save it again",
        )


def column_number(letters: bytes) -> int:
    """A column's number from its letters: A is 1, XFD is 16,384.

    >>> column_number(b"XFD")
    16384
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
