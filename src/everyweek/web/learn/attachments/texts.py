"""The text inside a file, for the search. Nothing here knows Django; it runs where checking.py does."""

import csv
import io
import re
import time
import zipfile
from collections.abc import Iterable, Iterator

from everyweek.web.learn.attachments.checking import text_of
from everyweek.web.learn.attachments.kinds import MOST_TEXT, OFFICE_PACKAGES
from everyweek.web.learn.attachments.pdfs import unreadable

LONGEST_READING = 15.0
"""Seconds; what was read by then is searched."""
PARTS = {
    "docx": re.compile(r"word/(document|footnotes|endnotes|header\d*|footer\d*)\.xml"),
    "pptx": re.compile(r"ppt/(slides|notesSlides)/[^/]+\.xml"),
    "odt": re.compile(r"content\.xml"),
    "odp": re.compile(r"content\.xml"),
}
NUMBER = re.compile(r"\d+")
SURROGATES = re.compile(r"[\ud800-\udfff]")


class NotRead(Exception):
    """The text of a file could not be read."""


def text_inside(content: bytes, kind: str) -> str:
    """The text of a file, as far as it is searched; "" for a picture. Raises NotRead."""
    readers = {"pdf": _of_pdf, "xlsx": _of_sheets, "ods": _of_sheets, "csv": _of_csv, "txt": _of_text}
    try:
        if kind in PARTS:
            return shortened(_of_package(content, kind))
        return shortened(readers[kind](content)) if kind in readers else ""
    except (*unreadable(), csv.Error, zipfile.BadZipFile, SyntaxError, EOFError) as error:  # SyntaxError: ParseError
        raise NotRead from error


def shortened(pieces: Iterable[str]) -> str:
    """The pieces as one text, no longer than is searched, of characters that every database keeps."""
    kept: list[str] = []
    length, finished = 0, time.monotonic() + LONGEST_READING
    for piece in pieces:
        plain = " ".join(SURROGATES.sub("", piece.replace("\x00", "")).split())
        if plain:
            kept.append(plain)
            length += len(plain) + 1
        if length > MOST_TEXT or time.monotonic() > finished:
            break
    return "\n".join(kept)[:MOST_TEXT]


def _of_pdf(content: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    for page in PdfReader(io.BytesIO(content)).pages:
        yield page.extract_text()


def _of_package(content: bytes, kind: str) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if PARTS[kind].fullmatch(name)]
        for name in sorted(names, key=lambda one: [int(number) for number in NUMBER.findall(one)]):
            with package.open(name) as part:
                yield from _paragraphs(part, is_office=kind in OFFICE_PACKAGES)


def _paragraphs(part: object, *, is_office: bool) -> Iterator[str]:
    """Paragraphs of one part. In Office, text stands in <t>; in OpenDocument, right in paragraphs and headings."""
    from defusedxml.ElementTree import iterparse

    words: list[str] = []
    for _, element in iterparse(part, events=("end",), forbid_dtd=True):
        tag = element.tag.rpartition("}")[2]
        if is_office:
            if tag == "t":
                words.append(element.text or "")
            elif tag in ("tab", "br"):
                words.append(" ")
        elif tag in ("p", "h"):
            words.append(" ".join(element.itertext()))
        if tag in ("p", "h"):
            yield "".join(words)
            words.clear()
            element.clear()


def _of_sheets(content: bytes) -> Iterator[str]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in workbook.sheet_names:
            yield name
            for row in workbook.get_sheet_by_name(name).iter_rows():
                yield " ".join(str(cell) for cell in row if cell not in ("", None))
    except CalamineError as error:
        raise ValueError(str(error)) from error


def _of_csv(content: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(text_of(content) or "", newline="")):
        yield " ".join(row)


def _of_text(content: bytes) -> Iterator[str]:
    yield from (text_of(content) or "").splitlines()
