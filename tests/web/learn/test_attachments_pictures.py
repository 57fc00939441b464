"""The small picture of a picture: drawn here from what was attached, whatever way that keeps its colours."""

import struct
import zlib

import pytest
from support.attached_files import jpeg

from everyweek.web.learn.attachments.pages_of_pictures import page_of_picture
from everyweek.web.learn.attachments.previews import WIDTH, small_picture


def pixels(preview: bytes) -> list[tuple[int, ...]]:
    """The colours of a PNG that was drawn here: at the left, in the middle and at the right of its middle row."""
    width, height = struct.unpack(">II", preview[16:24])
    start = preview.index(b"IDAT") + 4
    length = struct.unpack(">I", preview[start - 8 : start - 4])[0]
    raw, line = zlib.decompress(preview[start : start + length]), 1 + 3 * width
    places = (1, width // 2, width - 2)
    return [tuple(raw[height // 2 * line + 1 + at * 3 :][:3]) for at in places]


def stripes(kind: int, colours: tuple[tuple[int, ...], ...], *, palette: bytes = b"", interlaced: int = 0) -> bytes:
    """A PNG of three stripes side by side, of these colours in the way that the kind keeps them."""
    row = b"\x00" + b"".join(bytes(colour) * 100 for colour in colours)
    chunks = {
        b"IHDR": struct.pack(">IIBBBBB", 300, 60, 8, kind, 0, 0, interlaced),
        b"PLTE": palette,
        b"IDAT": zlib.compress(row * 60),
    }
    made = b"\x89PNG\r\n\x1a\n"
    for name, body in (*((name, body) for name, body in chunks.items() if body), (b"IEND", b"")):
        made += struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return made


RED, GREEN, WHITE = (255, 0, 0), (0, 255, 0), (255, 255, 255)


@pytest.mark.parametrize(
    ("picture", "seen"),
    [
        (stripes(2, (RED, GREEN, WHITE)), [RED, GREEN, WHITE]),
        (stripes(3, ((0,), (1,), (0,)), palette=bytes(RED + GREEN)), [RED, GREEN, RED]),
        (stripes(0, ((0,), (255,), (0,))), [(0, 0, 0), WHITE, (0, 0, 0)]),
        (stripes(6, ((*RED, 255), (*RED, 0), (*GREEN, 255))), [RED, WHITE, GREEN]),
        (stripes(4, ((0, 255), (0, 0), (0, 255))), [(0, 0, 0), WHITE, (0, 0, 0)]),
    ],
    ids=["colours", "palette", "grey", "transparent colours", "transparent grey"],
)
def test_a_picture_is_drawn_smaller_whatever_way_it_keeps_its_colours(
    picture: bytes, seen: list[tuple[int, ...]]
) -> None:
    drawn = small_picture(picture, "png")

    assert struct.unpack(">I", drawn[16:20])[0] == WIDTH
    assert pixels(drawn) == seen


def test_of_an_interlaced_picture_of_what_is_for_printers_and_of_other_files_there_is_none() -> None:
    interlaced = stripes(2, (RED, GREEN, WHITE), interlaced=1)
    of_one_colour = b"\xff\xc0\x00\x0b\x08\x00\x02\x00\x02"
    for_printers = jpeg().replace(of_one_colour + b"\x01", of_one_colour + b"\x04")

    assert small_picture(interlaced, "png") == b""
    assert small_picture(for_printers, "jpg") == b""
    assert small_picture(b"words", "txt") == b""


def test_a_jpeg_is_put_on_a_page_of_its_size() -> None:
    page = page_of_picture(jpeg(), "jpg")

    assert b"/MediaBox [0 0 2 2]" in page
    assert b"/Filter /DCTDecode" in page
    assert jpeg() in page
