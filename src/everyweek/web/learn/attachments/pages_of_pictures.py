"""A picture as the only thing on a page of a PDF, so that whatever draws pages can draw it smaller.

A PDF packs pictures as PNG and JPEG do, so that theirs go into it as they are. Only what is transparent is kept apart
there: a PNG that holds it is unpacked first. Nothing here knows Django.
"""

import struct
import zlib
from dataclasses import dataclass
from typing import Any

from everyweek.web.learn.attachments.pictures import FRAMES, PNG

CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Of a PNG, by the number that says how it keeps its colours."""
SPACES = {1: "/DeviceGray", 2: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceRGB"}
PALETTE = 3
TRANSPARENT = (4, 6)


@dataclass(frozen=True, slots=True)
class Picture:
    """What stands at the beginning of a PNG, and its packed rows. palette : red, green and blue of each colour."""

    width: int
    height: int
    bits: int
    kind: int
    is_interlaced: bool
    palette: bytes
    packed: bytes


def page_of_picture(content: bytes, kind: str) -> bytes:
    """The PDF; b"" for a picture that cannot be put into one as it is. kind : png or jpg, checked before."""
    return _page_of_jpeg(content) if kind == "jpg" else _page_of_png(_read_png(content))


def _page_of_jpeg(content: bytes) -> bytes:
    at = 2
    while at + 9 < len(content):
        if content[at + 1] == 0xFF:
            at += 1
            continue
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker in FRAMES:
            bits, height, width, channels = struct.unpack(">BHHB", content[at + 4 : at + 10])
            if channels not in (1, 3):  # for printers: nobody can say in which of two ways black is kept
                return b""
            words = f"/ColorSpace {SPACES[channels]} /BitsPerComponent {bits} /Filter /DCTDecode"
            return _page(width, height, words, content)
        at += 2 + length
    return b""


def _read_png(content: bytes) -> Picture:
    at, palette, packed = len(PNG), b"", []
    head: tuple[Any, ...] = ()
    while at + 8 <= len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        body = content[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            head = struct.unpack(">IIBBBBB", body[:13])
        elif kind == b"PLTE":
            palette = body
        elif kind == b"IDAT":
            packed.append(body)
        at += 12 + length
    width, height, bits, colours, _, _, interlaced = head
    return Picture(width, height, bits, colours, bool(interlaced), palette, b"".join(packed))


def _page_of_png(one: Picture) -> bytes:
    if one.is_interlaced or one.kind not in CHANNELS:
        return b""
    if one.kind in TRANSPARENT:
        return _page_of_transparent(one) if one.bits == 8 else b""
    space = SPACES[CHANNELS[one.kind]]
    if one.kind == PALETTE:
        space = f"[/Indexed /DeviceRGB {len(one.palette) // 3 - 1} <{one.palette.hex()}>]"
    words = f"/ColorSpace {space} /BitsPerComponent {one.bits} {_rows(one, CHANNELS[one.kind])}"
    return _page(one.width, one.height, words, one.packed)


def _page_of_transparent(one: Picture) -> bytes:
    """The colours and what is transparent as two pictures, of which the second masks the first."""
    channels = CHANNELS[one.kind]
    raw = _unpacked(one, channels)
    if len(raw) != one.width * one.height * channels:
        return b""
    colours = channels - 1
    plain = bytearray(one.width * one.height * colours)
    for channel in range(colours):
        plain[channel::colours] = raw[channel::channels]
    words = f"/ColorSpace {SPACES[colours]} /BitsPerComponent 8 /Filter /FlateDecode /SMask 6 0 R"
    mask = zlib.compress(raw[colours::channels], 1)
    return _page(one.width, one.height, words, zlib.compress(bytes(plain), 1), mask=mask)


def _unpacked(one: Picture, channels: int) -> bytes:
    """The pixels of a PNG, row by row, as the reader of PDFs unpacks them; of four channels as if they were inks."""
    import pypdfium2

    space = "/DeviceCMYK" if channels == 4 else "/DeviceGray"
    width = one.width if channels == 4 else one.width * channels
    words = f"/ColorSpace {space} /BitsPerComponent 8 {_rows(one, channels)}"
    document = pypdfium2.PdfDocument(_page(width, one.height, words, one.packed))
    picture = next(iter(document[0].get_objects()))
    return bytes(picture.get_data(decode_simple=True))


def _rows(one: Picture, channels: int) -> str:
    parts = f"/Predictor 15 /Colors {channels} /BitsPerComponent {one.bits} /Columns {one.width}"
    return f"/Filter /FlateDecode /DecodeParms << {parts} >>"


def _page(width: int, height: int, words: str, packed: bytes, *, mask: bytes = b"") -> bytes:
    """A page of the size of the picture, with nothing on it but that. words : how its colours are kept and packed."""
    picture = f"/Type /XObject /Subtype /Image /Width {width} /Height {height}"
    drawn = f"q {width} 0 0 {height} 0 0 cm /P Do Q".encode()
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents 4 0 R "
        f"/Resources << /XObject << /P 5 0 R >> >> >>".encode(),
        _stream("", drawn),
        _stream(f"{picture} {words}", packed),
    ]
    if mask:
        bodies.append(_stream(f"{picture} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode", mask))
    made, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(bodies) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return bytes(made) + f"{end}startxref\n{len(made)}\n%%EOF\n".encode()


def _stream(words: str, body: bytes) -> bytes:
    return f"<< {words} /Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream"
