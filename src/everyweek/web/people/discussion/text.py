"""What somebody typed, as a page shows it: paragraphs, lines, and web addresses that lead somewhere; nothing else."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from markupsafe import Markup, escape

BIDIRECTIONAL = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Characters that turn the direction of what follows: an address with one of them would read as another address."""
ADDRESS = re.compile(rf"https?://[^\s<>\"'`{BIDIRECTIONAL}\x00-\x20\x7f]+", re.IGNORECASE)
BETWEEN_PARAGRAPHS = re.compile(r"\n(?:[ \t]*\n)+")
CLOSING = {")": "(", "]": "[", "}": "{"}


def as_typed(text: str) -> Markup:
    """The text in paragraphs, every character of it escaped; web addresses (http and https) are links.

    Each paragraph finds its own direction, and no mark of direction reaches beyond it.

    >>> as_typed("Look & see:\\nhttps://example.org/a?b=1&c=2.")
    Markup('<p dir="auto">Look &amp; see:<br><a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener">https://example.org/a?b=1&amp;c=2</a>.</p>')
    >>> as_typed("<b onclick=x>javascript:alert(1)</b>")
    Markup('<p dir="auto">&lt;b onclick=x&gt;javascript:alert(1)&lt;/b&gt;</p>')
    """
    paragraphs = (one for one in BETWEEN_PARAGRAPHS.split(one_kind_of_line_end(text)) if one.strip())
    return Markup("").join(Markup('<p dir="auto">{}</p>').format(_lines(one)) for one in paragraphs)


def one_kind_of_line_end(text: str) -> str:
    """The text with line feeds only: browsers send two characters for the end of a line.

    >>> one_kind_of_line_end("a\\r\\nb\\rc")
    'a\\nb\\nc'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def says_something(text: str) -> bool:
    """Whether there is anything to see in it: blanks and invisible characters are nothing.

    >>> says_something(" \\u200b\\n"), says_something(" . ")
    (False, True)
    """
    return any(character.isprintable() and not character.isspace() for character in text)


def without_turning(text: str) -> str:
    """One line, without control characters and marks of direction, which would turn round the words beside it.

    >>> without_turning("  a\\u202eb \\n c")
    'ab c'
    """
    seen = re.sub(rf"[{BIDIRECTIONAL}]", "", text)
    return " ".join("".join(one if one >= " " and one != "\x7f" else " " for one in seen).split())


def _lines(paragraph: str) -> Markup:
    lines = paragraph.strip("\n").split("\n")
    return Markup("<br>").join(Markup("").join(_pieces(line)) for line in lines)


def _pieces(line: str) -> Iterator[Markup]:
    """The line as escaped pieces: only a web address has more than its escaped text."""
    done = 0
    for found in ADDRESS.finditer(line):
        address = _without_end_of_sentence(found.group())
        if not leads_somewhere(address):
            continue
        yield escape(line[done : found.start()])
        yield Markup('<a href="{0}" rel="nofollow noopener">{0}</a>').format(address)
        done = found.start() + len(address)
    yield escape(line[done:])


def leads_somewhere(address: str) -> bool:
    """Whether an address is one of the web, with a host, and without a name before it that poses as the host."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(host) and "@" not in parts.netloc


def _without_end_of_sentence(address: str) -> str:
    """A full stop or a bracket behind an address belongs to the sentence, unless the address opened the bracket."""
    counts, end = Counter(address), len(address)
    while end:
        last = address[end - 1]
        closes = last in CLOSING and counts[last] > counts[CLOSING[last]]
        if last not in ".,;:!?*_…’”»" and not closes:
            break
        counts[last] -= 1
        end -= 1
    return address[:end]
