"""Whether a picture is whole, and not larger than a screen or a printer could ever show."""

import struct
import zlib

from everyweek.web.learn.attachments.kinds import IS_DAMAGED, SWELLS, Refused

MOST_PIXELS = 100 * 10**6
"""A picture is unpacked by whoever looks at it, so that a few bytes can take gigabytes; this takes some 400 MB."""
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG after which the size of the picture stands."""


def check_png(content: bytes) -> None:
    """Raises Refused."""
    at, kinds = len(PNG), []
    while at < len(content) and (not kinds or kinds[-1] != b"IEND"):
        head = content[at : at + 8]
        if len(head) < 8:
            raise Refused(*IS_DAMAGED)
        length, kind = struct.unpack(">I4s", head)
        body = memoryview(content)[at + 4 : at + 8 + length]
        checksum = content[at + 8 + length : at + 12 + length]
        if len(checksum) < 4 or zlib.crc32(body) != int.from_bytes(checksum, "big"):
            raise Refused(*IS_DAMAGED)
        if kind == b"IHDR" and length >= 8:
            _check_size(*struct.unpack(">II", body[4:12]))
        kinds.append(kind)
        at += 12 + length
    if not kinds or (kinds[0], kinds[-1]) != (b"IHDR", b"IEND") or b"IDAT" not in kinds:
        raise Refused(*IS_DAMAGED)


def check_jpeg(content: bytes) -> None:
    """Raises Refused."""
    at, has_size = 2, False
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1
        head = content[at : at + 4]
        if len(head) < 4 or head[0] != 0xFF:
            raise Refused(*IS_DAMAGED)
        marker, length = head[1], int.from_bytes(head[2:], "big")
        if marker in FRAMES and len(content) >= at + 9:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            _check_size(width, height)
            has_size = True
        at += 2 + length
        if marker == 0xDA:  # what follows is the picture itself
            break
    if not has_size or content.rfind(b"\xff\xd9") < at:
        raise Refused(*IS_DAMAGED)


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise Refused(*IS_DAMAGED)
    if width * height > MOST_PIXELS:
        raise Refused(*SWELLS)
