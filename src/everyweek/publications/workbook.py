"""The sheets of a workbook, whatever state it is in: read, or refused in words, in bounded time and memory."""

import pickle
import subprocess
import sys
from pathlib import Path

from everyweek.publications.errors import Place, UnreadableFile

READER = Path(__file__).with_name("workbook_reader.py")
LONGEST_READING = 60
"""Seconds; the largest published workbook takes less than one."""

Sheets = dict[str, list[list[object]]]
"""Rows of cells from A1, by the name of the sheet, in the workbook's order."""


def read_sheets(content: bytes, *, place: Place) -> Sheets:
    """Every sheet of a workbook, hidden ones included.

    Raises UnreadableFile when it is damaged, protected, or would take more memory or time than any publication.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(READER)],
            input=content,
            capture_output=True,
            check=False,
            timeout=LONGEST_READING,
        )
    except subprocess.TimeoutExpired:
        raise damaged(f"reading it took over {LONGEST_READING} seconds", place=place) from None
    if done.returncode == 0:
        sheets: Sheets = pickle.loads(done.stdout)  # written by our own reader, a few lines above
        return sheets
    said = done.stderr.decode(errors="replace").strip()
    foreseen = done.returncode == 1 and "Traceback" not in said
    raise damaged(said if foreseen else "it stops the reader", place=place)


def damaged(why: str, *, place: Place) -> UnreadableFile:
    """The refusal of a workbook that cannot be opened."""
    return UnreadableFile(
        f"The workbook cannot be opened: {why}. It may be damaged or protected by a password; download it again.",
        place=place,
    )
