"""Documents as PDF files that a screen reader can read: tagged, with a title, a language and heads of tables.

A template is a file of Typst in the folder `documents`; what it says arrives as data, and no text of anybody's is ever
read as Typst. A template sees no file but those of its folder, no network, and no font but those inside typst.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

DOCUMENTS = Path(__file__).with_name("documents")
STANDARD = "ua-1"
LARGEST = 3 * 10**6
"""Characters of data, as JSON. A plan with three hundred actions has a tenth of it."""
LONGEST_WORD = 20
"""Letters after which a word without an end may be broken, so that it stays inside its column."""
ENDLESS_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
BREAK = "\u200b"
NOT_SHOWN = "▯"
UNTITLED = "Without a title"

Data = Mapping[str, Any]


class DocumentTooLarge(Exception):
    """There is more to say than fits into one document."""


def pdf(template: Path | str, data: Data) -> bytes:
    """A document, accessible to the standard PDF/UA-1.

    template : the name of a file in the folder `documents`, without its ending, or the path of one elsewhere, which may
               import "document.typ" all the same.
    data     : what stands in it. All templates take `title`; `lines` below it (who, which, when); `notes` in boxes;
               `made`, at the foot of each page (who made the file, and when, in words); `landscape`. "report" also
               takes `sections`, each with `title`, `level` (2 or 3), `new_page` and `pieces`; a piece has a `kind`:
               words (text), note (text), list (items), facts (rows of a name and a value),
               table (head, rows, widths as shares, aligns, caption), picture (svg, alt).
    Raises DocumentTooLarge, with a sentence fit for a page.
    """
    import typst  # only those who take a document wait for it

    try:
        return _compiled(template, data, keeps_marks=True)
    except typst.TypstError:
        # No font has the letter together with the accents that somebody typed over it: the letter alone then.
        return _compiled(template, data, keeps_marks=False)


def _compiled(template: Path | str, data: Data, *, keeps_marks: bool) -> bytes:
    import typst

    shown = printable(data, keeps_marks=keeps_marks)
    shown["title"] = shown["title"].strip() or UNTITLED  # the standard asks for one
    said = json.dumps(shown, ensure_ascii=False)
    if len(said) > LARGEST:
        raise DocumentTooLarge(
            f"There is too much for one PDF ({len(said) / 10**6:.1f} million characters; {LARGEST // 10**6} million "
            "fit). Take it as a workbook instead."
        )
    made = typst.compile(
        {"main.typ": _template(template), "document.typ": _template("document")},
        root=str(DOCUMENTS),
        sys_inputs={"data": said},
        pdf_standards=STANDARD,
        ignore_system_fonts=True,
        format="pdf",
    )
    return bytes(made)


def printable(value: Any, *, keeps_marks: bool = True, name: str = "") -> Any:
    """The same data with texts that can be printed; see `printable_text`. Pictures stay as they are."""
    if isinstance(value, str):
        return value if name == "svg" else printable_text(value if keeps_marks else _without_marks(value))
    if isinstance(value, Mapping):
        return {key: printable(one, keeps_marks=keeps_marks, name=key) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [printable(one, keeps_marks=keeps_marks) for one in value]
    return value


def printable_text(text: str) -> str:
    """A text without signs that no font here has, and with places at which endless words may be broken.

    A sign such as an emoji is told by its name, so that nothing is lost; a letter of a script without a font is ▯.

    >>> printable_text("All well 😀"), printable_text("日本"), printable_text("a\\x07b")
    ('All well [grinning face]', '▯▯', 'ab')
    """
    text = unicodedata.normalize("NFC", text)
    shown = text if is_shown(text) else "".join(letter if is_shown(letter) else in_place_of(letter) for letter in text)
    return ENDLESS_WORD.sub(lambda found: _broken(found[0]), shown)


def is_shown(text: str) -> bool:
    """Whether the fonts have all its letters."""
    return shown_letters().issuperset(text)


def in_place_of(letter: str) -> str:
    """What is printed for a letter without a font: nothing for what cannot be seen, a name for a sign."""
    category = unicodedata.category(letter)
    if category in ("So", "Sk"):
        return f"[{unicodedata.name(letter, 'sign').lower()}]"
    return "" if category[0] == "C" or category == "Mn" else NOT_SHOWN


@lru_cache(maxsize=1)
def shown_letters() -> frozenset[str]:
    """The letters that Libertinus Serif or DejaVu Sans Mono have (a test sets each of them)."""
    return frozenset(chr(code) for first, last in RANGES for code in range(first, last + 1)) | {"\n", "\t", BREAK}


RANGES = (
    (0x20, 0x7E),  # Latin
    (0xA0, 0x17F),
    (0x18F, 0x192),
    (0x1CD, 0x21B),
    (0x2B0, 0x2DD),
    (0x300, 0x314),
    (0x386, 0x386),  # Greek
    (0x388, 0x38A),
    (0x38C, 0x38C),
    (0x38E, 0x3A1),
    (0x3A3, 0x3CE),
    (0x400, 0x482),  # Cyrillic
    (0x48A, 0x4F9),
    (0x5BE, 0x5BE),  # Hebrew
    (0x5D0, 0x5EA),
    (0x60C, 0x60C),  # Arabic, Persian, Urdu as far as it goes
    (0x61B, 0x61B),
    (0x61F, 0x61F),
    (0x621, 0x63A),
    (0x640, 0x655),
    (0x660, 0x66D),
    (0x67E, 0x67E),
    (0x686, 0x686),
    (0x698, 0x698),
    (0x6A9, 0x6A9),
    (0x6AF, 0x6AF),
    (0x6BE, 0x6BE),
    (0x6CC, 0x6CC),
    (0x6F0, 0x6F9),
    (0x1E00, 0x1EF9),  # Welsh and Vietnamese
    (0x2010, 0x2027),  # dashes, quotation marks, bullets
    (0x2030, 0x203A),
    (0x2044, 0x2044),
    (0x2070, 0x2071),
    (0x2074, 0x208E),
    (0x20A0, 0x20BF),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2153, 0x215E),
    (0x2190, 0x21FF),  # arrows, mathematics, boxes
    (0x2200, 0x22FF),
    (0x2500, 0x25FF),
    (0x2605, 0x2606),
    (0x2610, 0x2612),
    (0x2713, 0x2714),
    (0x2717, 0x2718),
)


def _without_marks(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFC", text) if not unicodedata.combining(letter))


def _broken(word: str) -> str:
    return BREAK.join(word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD))


def _template(template: Path | str) -> bytes:
    path = template if isinstance(template, Path) else DOCUMENTS / f"{template}.typ"
    return path.read_bytes()
