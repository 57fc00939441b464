"""Which publication is this? Told from the content, never from the name."""

from everyweek.publications.document import Document
from everyweek.publications.errors import NotRecognised
from everyweek.publications.publication import Reader, publications
from everyweek.publications.release import Release
from everyweek.reference.updates import Update


def readers() -> tuple[Reader, ...]:
    """Every form of every publication, those that are refused among them.

    No document is of two of them, so that their order does not count.
    """
    return tuple(reader for one in publications() for reader in (*one.readers, *one.refused))


def reader_of(document: Document) -> Reader:
    """The reader for this file.

    Raises NotRecognised, which says what was seen and what is known; UnreadableFile when it cannot be opened at all.
    """
    for reader in readers():
        if reader.recognise(document):
            return reader
    raise NotRecognised(
        "This is no publication that Everyweek knows.",
        place=document.place,
        found=seen(document),
        shape=shape_of(document),
        expected="one of: " + "; ".join(publication.title for publication in publications()),
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


def read_releases(document: Document) -> tuple[Release, ...]:
    """What is in a file, read and checked: a release for each of its tables of figures. Raises RefusedFile."""
    found = reader_of(document).read(document)
    return found if isinstance(found, tuple) else (found,)


def read_list(document: Document) -> Update | None:
    """What is in a list of organisations, read and checked; None when the file is none. Raises RefusedFile."""
    lists = (reader for publication in publications() for reader in publication.lists)
    reader = next((reader for reader in lists if reader.recognise(document)), None)
    return reader.read(document) if reader else None
