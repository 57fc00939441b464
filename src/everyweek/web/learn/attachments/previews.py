"""A small picture: of the first page of a PDF, or of a picture that is attached, which may be 25 MB.

Nothing here knows Django; it runs beside checking.py, in the same process. A picture is put on a page of its own, since
what draws pages makes pictures smaller too: see pages_of_pictures.py.
"""

import struct
import zlib

WIDTH = 480
"""Pixels: twice the 240 in which it is shown, for sharp screens."""
TALLEST = 960


def small_picture(content: bytes, kind: str) -> bytes:
    """A PNG of a file of this kind; b"" for one of which there is none."""
    if kind == "pdf":
        return first_page(content)
    if kind not in ("png", "jpg"):
        return b""
    from everyweek.web.learn.attachments.pages_of_pictures import page_of_picture

    return first_page(page_of_picture(content, kind))


def first_page(content: bytes) -> bytes:
    """The first page as a PNG; b"" when it cannot be drawn."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        page = document[0]
        width, height = page.get_size()
        scale = min(WIDTH / max(width, 1), TALLEST / max(height, 1))
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        if bitmap.n_channels != 3:
            return b""
        pixels, line = bytes(bitmap.buffer), bitmap.width * 3
        rows = [pixels[at : at + line] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)]
        return as_png(rows, width=bitmap.width)
    except (pypdfium2.PdfiumError, ValueError, OSError, MemoryError, IndexError):
        return b""


def as_png(rows: list[bytes], *, width: int) -> bytes:
    """A picture of 8-bit red, green and blue as a PNG. rows : of 3 bytes for each pixel, the top one first."""
    head = struct.pack(">IIBBBBB", width, len(rows), 8, 2, 0, 0, 0)
    packed = zlib.compress(b"".join(b"\x00" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
