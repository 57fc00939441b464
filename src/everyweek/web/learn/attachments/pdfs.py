"""Whether a PDF can be opened, is locked, or starts something: every object in it is looked at."""

import io
import re
import struct
import time
import zlib
from collections.abc import Iterator
from typing import Any

from everyweek.web.learn.attachments.kinds import HAS_PROGRAM, HAS_SCRIPT, IS_DAMAGED, IS_LOCKED, SWELLS, Refused

MOST_OBJECTS = 300_000
LONGEST_LOOK = 20.0
"""Seconds for all objects."""
END = b"%%EOF"
PLAIN_SCRIPT = re.compile(rb"/(JavaScript|Launch)\b")
"""Also seen where no table of the file leads to it: readers that repair a file may come upon it."""
STARTS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute"})
SCRIPT_KEYS = frozenset({"/JS", "/JavaScript", "/XFA"})
FILE_KEYS = frozenset({"/EF", "/EmbeddedFiles"})


def unreadable() -> tuple[type[BaseException], ...]:
    """What pypdf may say of a damaged file."""
    from pypdf.errors import PyPdfError

    return (
        *(PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError),
        *(zlib.error, struct.error, OSError, RuntimeError, ArithmeticError, NotImplementedError, MemoryError),
    )


def check_pdf(content: bytes) -> int:
    """How many pages there are. Raises Refused."""
    from pypdf import PdfReader

    if END not in content[-65_536:]:
        raise Refused(*IS_DAMAGED)
    if PLAIN_SCRIPT.search(content):
        raise Refused(*HAS_SCRIPT)
    try:
        reader = PdfReader(io.BytesIO(content))
        is_locked, pages = reader.is_encrypted, 0
        if not is_locked:
            pages = len(reader.pages)
    except unreadable():
        raise Refused(*IS_DAMAGED) from None
    if is_locked:
        raise Refused(*IS_LOCKED)
    if not pages:
        raise Refused(*IS_DAMAGED)
    _check_objects(reader)
    return pages


def _check_objects(reader: Any) -> None:
    finished = time.monotonic() + LONGEST_LOOK
    for count, one in enumerate(_objects(reader)):
        if count > MOST_OBJECTS or time.monotonic() > finished:
            raise Refused(*SWELLS)
        if _is_packed_script(one) or (isinstance(one, str) and one in STARTS):  # a name that another object refers to
            raise Refused(*HAS_SCRIPT)
        for values in _dictionaries(one):
            if values.get("/S") in STARTS or values.keys() & SCRIPT_KEYS:
                raise Refused(*HAS_SCRIPT)
            if values.keys() & FILE_KEYS:
                raise Refused(*HAS_PROGRAM)


def _is_packed_script(one: Any) -> bool:
    """Whether it is a stream of further objects with script among them, whether the tables lead there or not."""
    if not isinstance(one, dict) or one.get("/Type") != "/ObjStm":
        return False
    try:
        return PLAIN_SCRIPT.search(one.get_data()) is not None  # type: ignore[attr-defined]
    except unreadable():
        return False


def _objects(reader: Any) -> Iterator[Any]:
    """Every object that the tables of the file lead to; one that cannot be read is none for a reader either."""
    from pypdf.generic import IndirectObject

    yield reader.trailer
    numbers = {(number, generation) for generation, table in reader.xref.items() for number in table}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    for number, generation in sorted(numbers):
        try:
            yield reader.get_object(IndirectObject(number, generation, reader))
        except unreadable():
            continue


def _dictionaries(one: Any) -> Iterator[dict[str, Any]]:
    """The dictionaries of an object, those inside it too; what it only refers to comes in its own turn."""
    waiting = [one]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(dict.values(value))  # as they stand: references are not followed
        elif isinstance(value, list):
            waiting.extend(list.__iter__(value))
