"""Pieces of drawings: elements whose every text and attribute is escaped, and text in lines."""

import textwrap
from collections.abc import Iterable

from markupsafe import Markup, escape

INK, QUIET, LINE, PAPER = "#212b32", "#4c6272", "#768692", "#ffffff"
FONT = "Frutiger W01, Arial, sans-serif"


def element(name: str, content: Markup | str = "", **attributes: object) -> Markup:
    """An element; `_` in the name of an attribute stands for `-`, and one at its end for nothing.

    >>> element("text", "a < b", x=1, font_size=14)
    Markup('<text x="1" font-size="14">a &lt; b</text>')
    """
    named = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _number(value))
        for key, value in attributes.items()
        if value is not None
    )
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), named, escape(content))


def together(pieces: Iterable[Markup]) -> Markup:
    """Pieces one behind the other."""
    return Markup("").join(pieces)


def lines(words: str, *, columns: int, most: int = 6) -> list[str]:
    """Words in lines of so many characters; what does not fit into so many lines ends with an ellipsis."""
    found = textwrap.wrap(words, columns, break_long_words=True) or [""]
    if len(found) > most:
        found = [*found[: most - 1], f"{found[most - 1][: columns - 1]}…"]
    return found


def text_lines(each: list[str], *, x: float, y: float, height: float, **attributes: object) -> Markup:
    """Lines of text, the first with its base at y."""
    return together(element("text", line, x=x, y=y + number * height, **attributes) for number, line in enumerate(each))


def drawing(
    content: Markup, *, width: float, height: float, key: str, title: str, description: str, class_: str
) -> Markup:
    """A whole drawing with its title and its description for those who do not see it."""
    about = element("title", title, id=f"{key}-title") + element("desc", description, id=f"{key}-about")
    return element(
        "svg",
        about + content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_number(width)} {_number(height)}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{key}-title {key}-about",
        class_=class_,
        font_family=FONT,
    )


def _number(value: object) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
