"""The sheets of a workbook as text, read in a process of its own: a damaged one must not end the server."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from everyweek.web.people.sheets.errors import UnreadableSheet

READER = Path(__file__).with_name("workbook_reader.py")
LONGEST_READING = 20
"""Seconds. Twenty thousand rows of eight columns take less than one."""
SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How a .xlsx and a .xls begin, whatever they are called."""
CANNOT_BE_READ = (
    "The workbook cannot be read: it may be damaged, protected by a password, or have a cell far out to the right or "
    "below. Save it as CSV and bring that."
)


def is_workbook(content: bytes) -> bool:
    """Whether the file is a workbook, by its content."""
    return content.startswith(SIGNATURES)


def workbook_rows(content: bytes) -> list[tuple[int, Sequence[str]]]:
    """The rows of the first sheet that holds anything, with their numbers. Raises UnreadableSheet."""
    return [(number, cells) for number, cells in enumerate(_read(content), start=1)]


def workbook_sheets(content: bytes) -> list[tuple[str, list[list[str]]]]:
    """Every sheet with its name and its rows from A1 on, in the workbook's order. Raises UnreadableSheet."""
    return [(name, rows) for name, rows in _read(content, "all")]


def _read(content: bytes, *arguments: str) -> list[Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(READER), *arguments],
            input=content,
            capture_output=True,
            check=False,
            timeout=LONGEST_READING,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableSheet(CANNOT_BE_READ) from None
    if done.returncode != 0:
        raise UnreadableSheet(CANNOT_BE_READ)
    found: list[Any] = json.loads(done.stdout)
    return found
