"""What people write, in Markdown: as a page shows it, and as plain words."""

import functools
import re

import nh3
from markdown_it import MarkdownIt

TAGS_IN_WORDS = "p h2 h3 h4 ul ol li strong em a blockquote code pre table thead tbody tr th td hr br sup sub del"
TAGS = frozenset(TAGS_IN_WORDS.split())
ATTRIBUTES = {"a": {"href"}, "th": {"scope"}, "ol": {"start"}}
BREAKS = ("softbreak", "hardbreak")
HELD_IN = '<div class="ew-text__table" role="group" aria-label="Table" tabindex="0">'
"""A wide table scrolls in here, also by the keyboard, and does not make the page wider than a telephone."""
CLASSES = {"table": "nhsuk-table", "ul": "nhsuk-list nhsuk-list--bullet", "ol": "nhsuk-list nhsuk-list--number"}


@functools.cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")


def as_html(text: str) -> str:
    """A text as safe HTML: no scripts, no styles, no images, no frames; links only to http, https, mailto and here.

    Headings begin at the second level, since the page has the first.
    """
    made = _markdown().render(text)
    made = re.sub(r"<(/?)h1>", r"<\1h2>", made)
    clean = nh3.clean(
        made,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    clean = clean.replace("<th></th>", "<td></td>")  # a heading that says nothing is none
    dressed = re.sub(r"<(table|ul|ol)(?=[ >])", lambda found: f'<{found[1]} class="{CLASSES[found[1]]}"', clean)
    return dressed.replace("<table ", f"{HELD_IN}<table ").replace("</table>", "</table></div>")


def plain_text(text: str) -> str:
    """A text without its marks, for the index and for excerpts.

    >>> plain_text("## Heading\\n\\n* a [link](/library/x/)\\n")
    'Heading\\na link'
    """
    tokens = _markdown().parse(text)
    lines = []
    for token in tokens:
        if token.type == "inline":
            lines.append("".join(" " if child.type in BREAKS else child.content for child in token.children or ()))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
    return "\n".join(lines)
