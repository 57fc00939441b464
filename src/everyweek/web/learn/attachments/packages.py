"""Office files are packages of files: what is in one, unpacked piece by piece and counted, so that none swells."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from everyweek.web.learn.attachments.kinds import (
    HAS_MACROS,
    HAS_PROGRAM,
    IS_DAMAGED,
    IS_LOCKED,
    PROGRAMS,
    SWELLS,
    Refused,
    ending_of,
    not_allowed,
)

MOST_PARTS = 5_000
"""Of a file and of the packages in it together; each slide of a presentation is two or three."""
LARGEST_UNPACKED = 300 * 10**6
"""Bytes of all parts together: twelve times the largest file that is taken."""
MOST_SWELLING = 200
"""Times by which a part may grow, once it is larger than SMALL; what deflate can do at most is 1,032."""
SMALL = 5 * 10**6
PIECE = 1 << 16
DAMAGE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError),
    *(OSError, RuntimeError, ValueError, NotImplementedError, KeyError, IndexError),
)
"""What Python's reader of packages may say of a damaged one."""
MAIN_PARTS = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"presentationml.presentation.main+xml", "pptx"),
    (b"presentationml.slideshow.main+xml", "pptx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
)
OPEN_TYPES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.presentation": "odp",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
MACROS = re.compile(
    r"(^|/)vba(Project|Data)|(^|/)activeX/|(^|/)macrosheets/|^Scripts/.+|^Basic/.+/(?!script-l[bc]\.xml$)[^/]+$",
    re.IGNORECASE,
)
EMBEDDED = re.compile(r"/embeddings/[^/]+\.(xlsx|docx|pptx)$", re.IGNORECASE)
"""The workbook behind a chart of a presentation is a package in the package."""
ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
PROGRAM_HEADS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!/")
ARCHIVE_HEADS = (b"PK\x03\x04", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ")
SHELL_OF_A_FILE = "Ole10Native".encode("utf-16-le")
"""The stream in which an old object of Office keeps any file, also a program."""


@dataclass(slots=True)
class Unpacked:
    """How much was unpacked so far, of a file and of the packages in it together."""

    size: int = 0
    parts: int = 0


def kind_of_package(content: bytes) -> str:
    """Which kind of file a package is, by its content; "" for an archive of anything. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            if "mimetype" in names:
                return OPEN_TYPES.get(_beginning(package, "mimetype", 200).strip(), "")
            if "[Content_Types].xml" not in names:
                return ""
            types = _beginning(package, "[Content_Types].xml", 2 * 10**6)
    except Refused:
        raise
    except DAMAGE:
        raise Refused(*IS_DAMAGED) from None
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise Refused(*HAS_MACROS)
    return next((kind for mark, kind in MAIN_PARTS if mark in types), "")


def check_package(content: bytes, *, so_far: Unpacked | None = None, depth: int = 0) -> None:
    """Unpack every part, keeping none. Raises Refused for what swells, is locked, damaged, or runs something."""
    so_far = so_far or Unpacked()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            so_far.parts += len(parts)
            if so_far.parts > MOST_PARTS:
                raise Refused(*SWELLS)
            if len({part.filename for part in parts}) != len(parts):
                raise Refused(*IS_DAMAGED)
            for part in parts:
                _check_name(part)
            for part in parts:
                _check_part(package, part, so_far, depth)
    except Refused:
        raise
    except DAMAGE:
        raise Refused(*IS_DAMAGED) from None


def _check_name(part: zipfile.ZipInfo) -> None:
    name = part.filename
    if part.flag_bits & 0x1:
        raise Refused(*IS_LOCKED)
    if name.startswith("/") or "\\" in name or ":" in name[:3] or ".." in name.split("/"):
        raise Refused(
            "A part of it has a path that leads out of the file, as no office program writes it.",
            "Open it, save it anew under another name and attach that.",
        )
    if MACROS.search(name):
        raise Refused(*HAS_MACROS)
    if ending_of(name) in PROGRAMS:
        raise Refused(*HAS_PROGRAM)


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, so_far: Unpacked, depth: int) -> None:
    """Unpack one part in pieces, count it, and look at how it begins."""
    is_package = bool(EMBEDDED.search(part.filename))
    is_watched = is_package or part.filename.endswith((".bin", "META-INF/manifest.xml"))
    kept, size = bytearray(), 0
    with package.open(part) as unpacked:
        while piece := unpacked.read(PIECE):
            if size == 0:
                _check_beginning(piece, part.filename, is_package=is_package)
            size += len(piece)
            so_far.size += len(piece)
            if so_far.size > LARGEST_UNPACKED:
                raise Refused(*SWELLS)
            if size > SMALL and size > MOST_SWELLING * max(part.compress_size, 1):
                raise Refused(*SWELLS)
            if is_watched:
                kept += piece
    if part.filename.endswith("manifest.xml") and b"encryption-data" in kept:
        raise Refused(*IS_LOCKED)
    if SHELL_OF_A_FILE in kept:
        raise Refused(*HAS_PROGRAM)
    if is_package:
        if depth:
            raise Refused(*SWELLS)
        if kind_of_package(bytes(kept)) == "":
            raise not_allowed("zip")
        check_package(bytes(kept), so_far=so_far, depth=depth + 1)


def _check_beginning(piece: bytes, name: str, *, is_package: bool) -> None:
    if piece.startswith(PROGRAM_HEADS):
        raise Refused(*HAS_PROGRAM)
    if piece.startswith(ARCHIVE_HEADS) and not is_package and not name.endswith((".emz", ".wmz")):
        raise Refused(
            "There is an archive of files inside it, into which nobody can look before they open it.",
            "Take that out, save it and attach it again.",
        )
    if name.endswith((".xml", ".rels")) and ENTITY.search(piece):
        raise Refused(*SWELLS)


def _beginning(package: zipfile.ZipFile, name: str, most: int) -> bytes:
    if package.getinfo(name).flag_bits & 0x1:
        raise Refused(*IS_LOCKED)
    with package.open(name) as part:
        return part.read(most)
