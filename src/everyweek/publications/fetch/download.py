"""One file from its address to its place, whole or not at all."""

import hashlib
import os
from datetime import datetime
from pathlib import Path

from everyweek.publications.document import OLE_SIGNATURE, ZIP_SIGNATURE
from everyweek.publications.fetch.client import Client
from everyweek.publications.fetch.errors import NoAnswer, NotAFile
from everyweek.publications.fetch.index import Record
from everyweek.publications.fetch.keeping import PART, cannot_write, move_into_place, place_of, safe_name
from everyweek.publications.fetch.links import FileLink, last_part
from everyweek.publications.fetch.reply import Reply

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
PAGE_BEGINNINGS = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<?xml")
ADVICE = "Nothing of it was kept. Open the address in a browser to see what is there."


def download(
    link: FileLink, *, publication: str, page: str, known: Record | None, client: Client, folder: Path
) -> Record | None:
    """Fetch a file and keep it; None when the server says that what we know is still what it has.

    publication, page : what it belongs to, and the statistics page that offers it, for its record.
    known  : the record of an intact copy; None asks for the file whatever is known of it.
    folder : of downloads. What is in place there is always whole: it is written beside, measured, looked at, and moved.
    Raises FetchError.
    """
    headers: dict[str, str] = {}
    if known is not None and known.etag:
        headers["If-None-Match"] = known.etag
    if known is not None and known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    beside = folder / f"{hashlib.sha256(link.address.encode()).hexdigest()[:16]}{PART}"
    file_name = safe_name(last_part(link.address))

    def receive(reply: Reply) -> Record | None:
        if reply.is_unchanged:
            return None
        check_kind(reply, address=link.address)
        sha256, size = write_part(reply, beside)
        check_looks(beside, address=link.address)
        move_into_place(beside, folder / place_of(sha256, file_name))
        return Record(
            publication=publication,
            page=page,
            address=link.address,
            words=link.words,
            file_name=file_name,
            sha256=sha256,
            size=size,
            fetched_at=instant(client.clocks.now()),
            etag=reply.headers.get("etag", ""),
            last_modified=reply.headers.get("last-modified", ""),
        )

    try:
        return client.get(link.address, largest=client.limits.largest_file, receive=receive, headers=headers)
    except OSError as problem:
        raise cannot_write(folder, problem) from problem
    finally:
        beside.unlink(missing_ok=True)


def write_part(reply: Reply, beside: Path) -> tuple[str, int]:
    """The body on the disk, beside its place; its fingerprint and length in bytes."""
    digest, size = hashlib.sha256(), 0
    with beside.open("wb") as file:
        for piece in reply.pieces:
            digest.update(piece)
            size += len(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), size


def check_kind(reply: Reply, *, address: str) -> None:
    """Raise when the server says that it sends a web page, or does not say where the file ends."""
    if reply.content_type in PAGE_TYPES:
        raise a_page(address)
    if not reply.ends_clearly:
        raise NoAnswer(
            "The server does not say how long the file is, so that it cannot be told whether it came whole.",
            address=address,
            advice="Nothing of it was kept. Save the file with a browser and run everyweek load on it.",
        )


def check_looks(path: Path, *, address: str) -> None:
    """Raise when what came is a web page under another name, is empty, or is no workbook where one was promised."""
    with path.open("rb") as file:
        beginning = file.read(512)
    if not beginning.strip():
        raise NotAFile("What came is empty.", address=address, advice=ADVICE)
    if beginning.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(PAGE_BEGINNINGS):
        raise a_page(address)
    workbook = beginning.startswith((OLE_SIGNATURE, ZIP_SIGNATURE))
    if not workbook and not last_part(address).lower().endswith(".csv"):
        raise NotAFile("What came is no workbook, though the address promises one.", address=address, advice=ADVICE)


def a_page(address: str) -> NotAFile:
    """That a web page came instead of a file."""
    return NotAFile("A web page came instead of the file.", address=address, advice=ADVICE)


def instant(now: datetime) -> str:
    """An instant as it is written in the index: UTC, to the second."""
    return now.isoformat(timespec="seconds")
