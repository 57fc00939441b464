"""How wide a text is, without asking a font: on the safe side, so that nothing that is drawn is cut or overlaps."""

import unicodedata

WIDEST = 1.6
"""Of a letter that is in none of the tables, times its size: others than Latin ones, signs, pictures."""
REGULAR = {
    "'IJijl": 0.3, " ,./:;\\|": 0.35, "()-[]ft": 0.4, "!r": 0.45, "\"*_`": 0.5, "?csz–“”‘’": 0.55, "FLkvxy": 0.6,
    "$0123456789EPSTYabdeghnopqu{}": 0.65, "ABCKRVXZ": 0.7, "NU": 0.75, "&DGHOQ": 0.8, "#+<=>^w~": 0.85, "M": 0.9,
    "%@Wm": 1.0,
}  # fmt: skip
BOLD = {
    " 'ijl": 0.35, ",./:;IJ\\|": 0.4, "-f": 0.45, "!()[]_`rt": 0.5, "\"*–“”‘’": 0.55, "?csz": 0.6, "Lx": 0.65,
    "$0123456789EFTaekovy": 0.7, "CPSYZbdghnpqu{}": 0.75, "ABKRVX": 0.8, "#+<=>DGHNU^~": 0.85, "&OQ": 0.9, "w": 0.95,
    "@M": 1.0, "%m": 1.05, "W": 1.15,
}  # fmt: skip
# Rounded up from the widest face that a reader is likely to have when there is no Arial: DejaVu Sans.
WIDTHS = {
    bold: {letter: width for letters, width in table.items() for letter in letters}
    for bold, table in ((False, REGULAR), (True, BOLD))
}


def width_of(text: str, *, size: float, bold: bool = False) -> float:
    """At most so many pixels wide. size : of the letters, pixels.

    >>> width_of("bed", size=10.0), width_of("bed", size=10.0, bold=True)
    (19.5, 22.0)
    """
    return size * sum(_letter(letter, WIDTHS[bold]) for letter in text)


def wrapped(text: str, *, room: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """A text in lines, each of which fits; a word that is too long for a line is broken.

    room : pixels; a line holds at least one letter however little room there is.

    >>> wrapped("a bed upstairs", room=60.0, size=10.0)
    ('a bed', 'upstairs')
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer, size=size, bold=bold) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *broken, line = _broken(word, room=room, size=size, bold=bold)
        lines += broken
    return (*lines, line) if line else tuple(lines)


def _broken(word: str, *, room: float, size: float, bold: bool) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and width_of(parts[-1] + letter, size=size, bold=bold) > room:
            parts.append("")
        parts[-1] += letter
    return parts


def _letter(letter: str, widths: dict[str, float]) -> float:
    if letter in widths:
        return widths[letter]
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain in widths:
        return widths[plain] + 0.05
    return 0.0 if unicodedata.category(letter) in {"Mn", "Me"} else WIDEST
