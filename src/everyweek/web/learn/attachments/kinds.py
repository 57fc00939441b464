"""Which files may be attached, and why others may not. Nothing here knows Django."""

from dataclasses import dataclass

LARGEST = 25 * 10**6
"""Bytes."""
MOST_TEXT = 200_000
"""Characters that are searched."""

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that may be attached. words : as in "it is …"; short : as in a list of files."""

    key: str
    media_type: str
    words: str
    short: str
    endings: tuple[str, ...]


KINDS = {
    kind.key: kind
    for kind in (
        Kind("pdf", "application/pdf", "a PDF", "PDF", ("pdf",)),
        Kind("docx", f"{OFFICE}wordprocessingml.document", "a Word document", "Word", ("docx",)),
        Kind("pptx", f"{OFFICE}presentationml.presentation", "a PowerPoint presentation", "PowerPoint", ("pptx",)),
        Kind("xlsx", f"{OFFICE}spreadsheetml.sheet", "an Excel workbook", "Excel", ("xlsx",)),
        Kind("odt", f"{OPEN}text", "an OpenDocument text", "OpenDocument text", ("odt",)),
        Kind("odp", f"{OPEN}presentation", "an OpenDocument presentation", "OpenDocument presentation", ("odp",)),
        Kind("ods", f"{OPEN}spreadsheet", "an OpenDocument spreadsheet", "OpenDocument spreadsheet", ("ods",)),
        Kind("csv", "text/csv", "a table as CSV", "CSV", ("csv",)),
        Kind("txt", "text/plain", "plain text", "Plain text", ("txt", "text")),
        Kind("png", "image/png", "a PNG picture", "PNG picture", ("png",)),
        Kind("jpg", "image/jpeg", "a JPEG picture", "JPEG picture", ("jpg", "jpeg")),
    )
}
BY_ENDING = {ending: kind for kind in KINDS.values() for ending in kind.endings}
ALLOWED = "PDF, Word (.docx), PowerPoint (.pptx), Excel (.xlsx), OpenDocument, CSV, plain text, PNG or JPEG"
TEXTS = ("csv", "txt")
OFFICE_PACKAGES = ("docx", "pptx", "xlsx")
OPEN_PACKAGES = ("odt", "odp", "ods")


class Refused(Exception):
    """A file cannot be attached. why : what is the matter with it, as a sentence; instead : what to do."""

    def __init__(self, why: str, instead: str) -> None:
        super().__init__(f"{why} {instead}")
        self.why, self.instead = why, instead


def ending_of(name: str) -> str:
    """What a file is called at its end, small.

    >>> ending_of("Board round.PDF"), ending_of("notes")
    ('pdf', '')
    """
    return name.rpartition(".")[2].lower().strip() if "." in name else ""


WITH_MACROS = ("docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppsm", "ppam", "xlsb")
OLD_OFFICE = ("doc", "dot", "xls", "xlt", "ppt", "pps", "pot", "rtf")
WEB = ("html", "htm", "xhtml", "mht", "mhtml", "svg", "svgz", "xml", "js", "mjs", "css", "php", "hta")
PROGRAMS = (
    *("exe", "dll", "com", "scr", "msi", "bat", "cmd", "ps1", "vbs", "vbe", "wsf", "jar", "apk", "app", "sh", "py"),
    *("lnk", "reg", "iso", "dmg", "deb", "rpm", "cpl", "pif"),
)
ARCHIVES = ("zip", "7z", "rar", "gz", "tgz", "bz2", "xz", "tar", "cab")


def not_allowed(what: str) -> Refused:
    """The refusal of a file whose ending, or content, is of no kind that may be attached."""
    if what in WITH_MACROS:
        return Refused(*HAS_MACROS)
    if what in OLD_OFFICE:
        return Refused(
            "It is an Office file of the old kind, which can hide macros.",
            "Open it, save it as .docx, .pptx or .xlsx, and attach that.",
        )
    if what in WEB:
        return Refused(
            "It is a web page or a drawing for the web, which can hold script.",
            "Save it as PDF or as a PNG picture and attach that.",
        )
    if what in PROGRAMS:
        return Refused("It is a program, which nobody should get from here.", "Attach a document about it instead.")
    if what in ARCHIVES:
        return Refused(
            "It is an archive of files, into which nobody can look before they open it.",
            "Unpack it and attach the files one by one.",
        )
    return Refused("Files of this type cannot be attached.", f"Save it as {ALLOWED} and attach that.")


# Why a file was refused, and what to do: an exception is made of it when it is raised.
HAS_MACROS = (
    "It holds macros, which run on the computer of whoever opens it.",
    "Save a copy without macros (.docx, .xlsx or .pptx) and attach that.",
)
HAS_SCRIPT = (
    "It holds script, or starts something when it is opened.",
    "Open it, print it to a new PDF, and attach that.",
)
HAS_PROGRAM = (
    "There is a program or another file inside it, which runs on the computer of whoever opens it.",
    "Take that out, save it and attach it again.",
)
IS_LOCKED = (
    "It is protected by a password, or encrypted, so that it can be neither checked nor searched.",
    "Save a copy without a password and attach that.",
)
SWELLS = (
    "It unpacks to far more than a document holds, as files do that are made to stop computers.",
    "Open it, save it anew under another name and attach that.",
)
IS_DAMAGED = (
    "It is damaged or was cut short: it cannot be opened.",
    "Open it on your computer; if that works, save it anew and attach that.",
)
IS_EMPTY = ("The file is empty.", "See whether it opens on your computer, and choose it again.")
IS_TOO_LARGE = (
    f"It is larger than {LARGEST // 10**6} MB.",
    "Make its pictures smaller or split it, or put a link to it into the resource.",
)
