"""Texts and marks as XML, whatever letters a name is made of."""

import re
from xml.sax.saxutils import escape, quoteattr

UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Letters that XML 1.0 does not know. Source: W3C, Extensible Markup Language 1.0, fifth edition, production 2."""


def readable(text: str) -> str:
    """A text in which every letter that XML does not know is the sign for an unknown one.

    >>> readable("bed" + chr(0))
    'bed�'
    """
    return UNSAYABLE.sub("\ufffd", text)


def element(name: str, inner: str | None = None, /, **attributes: object) -> str:
    """An element. inner : markup that is in it; attributes : by name, with _ for -; those that are None are left out.

    >>> element("text", words("a < b"), x=5, font_size=14)
    '<text x="5" font-size="14">a &lt; b</text>'
    """
    told = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_written(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{told}/>" if inner is None else f"<{name}{told}>{inner}</{name}>"


def words(text: str) -> str:
    """A text as it stands inside an element."""
    return escape(readable(text))


def _written(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return readable(str(value))
