"""Which publication is this? Told from the content, never from the name."""

from collections.abc import Callable
from dataclasses import dataclass

from everyweek.publications.ambulance import systems
from everyweek.publications.document import Document
from everyweek.publications.emergency_department import provider_csv, provider_workbook
from everyweek.publications.errors import NotRecognised
from everyweek.publications.release import Release


@dataclass(frozen=True, slots=True)
class Reader:
    """One form of one publication: how to tell it, and how to read it."""

    words: str
    recognise: Callable[[Document], bool]
    read: Callable[[Document], Release]


READERS = (
    Reader("A&E monthly by provider, CSV", provider_csv.recognise, provider_csv.read),
    Reader("Ambulance quality indicators, systems (AmbSYS), CSV", systems.recognise, systems.read),
    Reader("A&E monthly by provider, workbook", provider_workbook.recognise, provider_workbook.read),
)


def reader_of(document: Document) -> Reader:
    """The reader for this file.

    Raises NotRecognised, which says what was seen and what is known; UnreadableFile when it cannot be opened at all.
    """
    for reader in READERS:
        if reader.recognise(document):
            return reader
    raise NotRecognised(
        "This is no publication that Everyweek knows.",
        place=document.place,
        found=seen(document),
        shape=shape_of(document),
        expected="; ".join(reader.words for reader in READERS),
    )


def seen(document: Document) -> str:
    """What the file begins with, in a few words; for the eyes of the person who holds the file."""
    if document.is_workbook:
        return f"a workbook with the sheets {', '.join(document.sheet_names[:6])}"
    header = ", ".join(cell for cell in document.first_row if cell)
    if not header:
        return "no table"
    return f"a first row that reads '{header[:120]}{'…' if len(header) > 120 else ''}'"


def shape_of(document: Document) -> str:
    """How the file is built, with nothing of what is written in it."""
    if document.is_workbook:
        return f"a workbook of {len(document.sheet_names)} sheets"
    columns = len(document.first_row)
    return f"a table of {columns} columns" if columns > 1 else "no table"


def read_release(document: Document) -> Release:
    """The release in a file, read and checked. Raises RefusedFile."""
    return reader_of(document).read(document)
