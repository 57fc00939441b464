"""Reads the first filled sheet of one workbook in a process of its own: python workbook_reader.py < workbook > rows.

With the argument `all` it reads every sheet, each with its name.

A damaged workbook can make a reader ask for more memory than there is, which ends the process it runs in; so it runs
in one that may be ended, with a limit on memory, and on time set by whoever starts it. It imports nothing of Everyweek.
(The published workbooks are read the same way, in everyweek.publications, with limits for what is published.)
"""

import io
import json
import resource
import sys
import zipfile
from datetime import datetime, time
from typing import Any

LARGEST_MEMORY = 2**30
"""Bytes of address space: a sheet of 5 MB needs a tenth of it."""
LARGEST_UNPACKED = 200 * 10**6
"""Bytes; tables pack to a twentieth or so. One that says less than is true meets the limit on memory."""
MOST_TEXT = 20 * 10**6
"""Characters handed back: four times the largest file that is taken."""


def main() -> int:
    """Rows of text go to standard output as JSON; the exit status says whether the workbook could be read.

    With `all`: a list of pairs, of a sheet's name and its rows.
    """
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from python_calamine import CalamineError, CalamineWorkbook

    content = sys.stdin.buffer.read()
    try:
        if unpacked_size(content) > LARGEST_UNPACKED:
            return 1
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = every_sheet(workbook) if "all" in sys.argv[1:] else [("", first_filled(workbook))]
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError, MemoryError):
        return 1
    if sum(len(cell) for _, rows in sheets for row in rows for cell in row) > MOST_TEXT:
        return 1
    sys.stdout.write(json.dumps(sheets if "all" in sys.argv[1:] else sheets[0][1]))
    return 0


def unpacked_size(content: bytes) -> int:
    """Bytes that a new-style workbook says it unpacks to; an old-style one is not packed."""
    if not content.startswith(b"PK"):
        return len(content)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return sum(part.file_size for part in package.infolist())


def first_filled(workbook: Any) -> list[list[str]]:
    """The rows of the first sheet that holds anything, from A1."""
    for name in workbook.sheet_names:
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        if any(cell not in ("", None) for row in rows for cell in row):
            return [[text(cell) for cell in row] for row in rows]
    return []


def every_sheet(workbook: Any) -> list[tuple[str, list[list[str]]]]:
    """Every sheet with its name, hidden ones too, in the workbook's order."""
    return [
        (name, [[text(cell) for cell in row] for row in rows])
        for name in workbook.sheet_names
        for rows in [workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)]
    ]


def text(cell: object) -> str:
    """A cell as it would be typed: 12 and not 12.0, a day as 2026-06-01."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


if __name__ == "__main__":
    sys.exit(main())
