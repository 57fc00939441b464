"""What a file is, by its content; and whether it may be attached.

Nothing here knows Django. It runs in a process of its own that may be ended (see guarded.py), because files are
brought by anybody, and a reader of damaged files can ask for all the memory there is.
"""

import re
from dataclasses import dataclass

from everyweek.web.learn.attachments.kinds import (
    BY_ENDING,
    IS_EMPTY,
    IS_LOCKED,
    IS_TOO_LARGE,
    KINDS,
    LARGEST,
    OFFICE_PACKAGES,
    OPEN_PACKAGES,
    TEXTS,
    Kind,
    Refused,
    ending_of,
    not_allowed,
)
from everyweek.web.learn.attachments.packages import check_package, kind_of_package
from everyweek.web.learn.attachments.pdfs import check_pdf
from everyweek.web.learn.attachments.pictures import JPEG, PNG, check_jpeg, check_png

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKAGE = (b"PK\x03\x04", b"PK\x05\x06")
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
WEB_PAGE = re.compile(
    r"\s*(<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(!doctype|html|head|body|script|svg|iframe|\?php)", re.I | re.S
)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be attached. pages : of a PDF; 0 for anything else."""

    kind: Kind
    pages: int = 0


def check_file(content: bytes, name: str) -> Checked:
    """What the file is. Raises Refused."""
    if not content:
        raise Refused(*IS_EMPTY)
    if len(content) > LARGEST:
        raise Refused(*IS_TOO_LARGE)
    ending = ending_of(name)
    if ending not in BY_ENDING:
        raise not_allowed(ending)
    said, found = BY_ENDING[ending], kind_by_content(content)
    if found in TEXTS:
        found = said.key if said.key in TEXTS else "txt"
    if found not in KINDS:
        raise not_allowed(found) if found else not_as_named(said, what_it_may_be(content))
    if found != said.key:
        raise not_as_named(said, KINDS[found].words)
    return Checked(said, pages=_check_inside(found, content))


def kind_by_content(content: bytes) -> str:
    """The key of a kind, the ending of a kind that may not be attached, or "" for what is not known.

    Raises Refused when it cannot be told, since the file is damaged or locked.
    """
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(PNG):
        return "png"
    if content.startswith(JPEG):
        return "jpg"
    if content.startswith(PACKAGE):
        return kind_of_package(content) or "zip"
    if content.startswith(OLD_OFFICE):
        if ENCRYPTED_OFFICE in content:
            raise Refused(*IS_LOCKED)
        return "doc"
    if content.startswith(b"{\\rtf"):
        return "rtf"
    if content.startswith((b"MZ", b"\x7fELF")):
        return "exe"
    text = text_of(content)
    if text is None:
        return ""
    return "html" if WEB_PAGE.match(text[:65_536]) else "txt"


def text_of(content: bytes) -> str | None:
    """The text of a file that is text: as UTF-8, as UTF-16 with its mark, or as Windows writes it; None for others."""
    codes = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for code in codes:
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        return None if CONTROLS.search(text) else text
    return None


def what_it_may_be(content: bytes) -> str:
    """What the file looks like, in words."""
    import puremagic

    try:
        found = puremagic.magic_string(content[:1_000_000])
    except (puremagic.PureError, ValueError, IndexError):
        found = []
    return f"something else ({found[0].name})" if found and found[0].name else "something else"


def not_as_named(said: Kind, found: str) -> Refused:
    """The refusal of a file that is another than its name says."""
    return Refused(
        f"Its name says that it is {said.words}, but it holds {found}.",
        "Give it the right name, or open it, save it anew and attach that.",
    )


def _check_inside(key: str, content: bytes) -> int:
    """Look into a file of a known kind; how many pages a PDF has. Raises Refused."""
    if key == "pdf":
        return check_pdf(content)
    if key in OFFICE_PACKAGES or key in OPEN_PACKAGES:
        check_package(content)
    elif key == "png":
        check_png(content)
    elif key == "jpg":
        check_jpeg(content)
    elif not content.strip():
        raise Refused(*IS_EMPTY)
    return 0
