"""Reading a table that somebody brings, whatever it was saved by; or saying what is wrong with it."""

import csv
import io
from collections.abc import Collection, Iterator, Sequence

from everyweek.web.people.sheets.errors import UnreadableSheet
from everyweek.web.people.sheets.sheet import Columns, Sheet, SheetRow, sheet_of
from everyweek.web.people.sheets.workbook import is_workbook, workbook_rows

__all__ = ["Sheet", "SheetRow", "UnreadableSheet", "read_pasted", "read_sheet"]

LARGEST = 5 * 10**6
SEPARATORS = ",;\t"
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
OF_TEXT = frozenset("\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85")
NOT_A_TABLE = (
    "It is no table that can be read. Save it as CSV or as an Excel workbook (.xlsx), or fill in the template that can "
    "be downloaded here."
)


def read_sheet(content: bytes, *, name: str, columns: Columns, required: Collection[str]) -> Sheet:
    """The rows of a file: CSV (comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252), or a workbook's first sheet.

    name     : of the file, for the sentence when something is wrong.
    columns  : our key of each column, and the headings that stand for it, the first of which is shown to people;
               capitals, blanks, hyphens and underscores do not matter.
    required : the keys without whose column the file cannot be used.
    Raises UnreadableSheet.
    """
    try:
        if len(content) > LARGEST:
            raise UnreadableSheet(
                f"It has {len(content) / 10**6:.1f} MB, and at most {LARGEST // 10**6} MB are taken. Split it, or "
                "leave out pictures and sheets that are not needed."
            )
        table = workbook_rows(content) if is_workbook(content) else text_rows(decoded(content))
        return sheet_of(table, columns=columns, required=required)
    except UnreadableSheet as problem:
        raise UnreadableSheet(f"The file “{name[:80]}” was not used. {problem}") from problem


def read_pasted(text: str, *, columns: Columns, required: Collection[str]) -> Sheet:
    """The rows of what somebody pasted, from a spreadsheet mostly; without headings, the cells are in our order.

    Raises UnreadableSheet.
    """
    if len(text) > LARGEST:
        raise UnreadableSheet("What you pasted is too long. Send it as a file, in parts.")
    return sheet_of(text_rows(text), columns=columns, required=required, may_lack_headings=True)


def decoded(content: bytes) -> str:
    """The text of a file. Raises UnreadableSheet when it is none."""
    marked = next((coding for mark, coding in BYTE_ORDER_MARKS.items() if content.startswith(mark)), None)
    for coding in (marked,) if marked else likely_codings(content):
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        if all(letter in OF_TEXT for letter in set(text) if ord(letter) < 32 or 127 <= ord(letter) < 160):
            return text
    raise UnreadableSheet(NOT_A_TABLE)


def likely_codings(content: bytes) -> tuple[str, ...]:
    """How text without a mark at its beginning may be written: in UTF-16 every other byte of plain letters is zero."""
    beginning = content[:4000]
    if b"\0" not in beginning:
        return ("utf-8", "cp1252")
    return ("utf-16-be",) if beginning[0::2].count(0) > beginning[1::2].count(0) else ("utf-16-le",)


def text_rows(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows with their numbers; a line break inside quotation marks does not begin a new row."""
    first, _, rest = text.lstrip("\ufeff").partition("\n")
    separator = first.strip().strip('"')[4:5] if first.strip().strip('"').lower().startswith("sep=") else ""
    body = rest if separator else first + "\n" + rest
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator or likely_separator(body), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error as error:
        raise UnreadableSheet(
            f"Row {number + 1} cannot be read ({error}). Mostly a quotation mark was opened and not closed there."
        ) from error


def likely_separator(text: str) -> str:
    """What stands most often between the headings; a comma when nothing does."""
    heading = next((line for line in text.splitlines() if line.strip(SEPARATORS + " ")), "")
    unquoted = "".join(heading.split('"')[0::2])
    return max(SEPARATORS, key=unquoted.count)
